"""What ends a release, by what whoever started it can do about it.

DocaiError
├── CallerError
│   ├── NotReleasable      the tree or the tag is not as it must be: commit, tag, check out
│   ├── VersionTaken       the registry has other content under this version: tag a new one
│   └── Unlocked           an image holds what the lock does not name: renew the lock, or build from a clean tree
└── OtherSideError
    ├── RegistryFailed     the registry refused or failed: repeat the release
    └── StepFailed         Pants, Docker or git failed; what it said stands above
"""

from __future__ import annotations

from docai.runtime.errors import CallerError, OtherSideError


class NotReleasable(CallerError):
    """The tree or the tag is not as a release needs it."""


class VersionTaken(CallerError):
    """The registry has an image of this version that was made from something else."""


class Unlocked(CallerError):
    """An image holds a library that the lock does not name."""


class RegistryFailed(OtherSideError):
    """The registry refused or failed, also after retries."""


class StepFailed(OtherSideError):
    """A program that the release runs has failed."""
