"""What ends a command, by what the one who gave it can do about it.

DocaiError
├── CallerError
│   ├── WrongSettings     a value of settings.toml is not possible: change it
│   ├── Unchangeable      a resource differs in what Azure never changes: name another, or delete it
│   ├── NotOurs           the resource group was made by somebody else: name another
│   ├── Refused           az is not signed in, or may not do it: sign in, or have the role given that the text names
│   └── Missing           a program (az, kubectl, helm) is not installed, or a stage before this one did not run
└── OtherSideError
    └── CommandFailed     az, kubectl or helm failed; what it said is in the text: give the command again
"""

from __future__ import annotations

from docai.runtime.errors import CallerError, OtherSideError


class WrongSettings(CallerError):
    """A value of the settings is not possible."""


class Unchangeable(CallerError):
    """A resource differs from the settings in what Azure does not change once it is made."""


class NotOurs(CallerError):
    """The resource group does not carry our mark."""


class Refused(CallerError):
    """``az`` is not signed in, lacks a role, or knows no such subscription; what it said is in the text."""


class Missing(CallerError):
    """A program is not installed, or a resource that an earlier stage makes is not there."""


class CommandFailed(OtherSideError):
    """A program that we started has failed."""
