"""What can go wrong with the pipeline, by what the caller can do about it.

DocaiError (docai.runtime.errors)
├── CallerError
│   ├── BadPipeline      change an option, a component file or the digest file (exit 2)
│   └── ServiceRefused   change the credential, its rights, or a name at the pipeline service (exit 2)
└── OtherSideError
    └── ServiceDown      the pipeline service failed or cannot be reached: try later (exit 3)
"""

from __future__ import annotations

from docai.runtime.errors import CallerError, OtherSideError


class BadPipeline(CallerError):
    """The pipeline cannot be compiled from what was given."""


class ServiceRefused(CallerError):
    """The pipeline service refused what was asked."""


class ServiceDown(OtherSideError):
    """The pipeline service failed or cannot be reached."""
