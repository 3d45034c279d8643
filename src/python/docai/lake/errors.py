"""What can go wrong with the lake, by what the caller can do about it.

LakeError
├── WrongLake          change something: the address, a name in it, or what stands there (exit 2)
│   └── AccessRefused  change something: the credential or its rights (exit 2)
├── NotFound           the path is not in the lake
├── AlreadyExists      the path is taken, and the lake never overwrites what was published
├── DamagedUpload      what arrived is not what was sent: try again
├── LeaseHeld          somebody else holds the lease: wait, or give up
└── LakeUnavailable    the storage failed after all tries: try later (exit 3)
    └── LakeFull       no room is left, or a quota is reached (exit 3)
"""

from __future__ import annotations

from docai.runtime.errors import DocaiError
from docai.runtime.exit_codes import ExitCode


class LakeError(DocaiError):
    """The lake could not do what was asked."""

    exit_code = ExitCode.OTHER_SIDE


class WrongLake(LakeError):
    """The lake's address is none, or names something that is not there or cannot be used."""

    exit_code = ExitCode.CALLER


class AccessRefused(WrongLake):
    """The credential is missing, expired or lacks a right."""


class NotFound(LakeError):
    """The path is not in the lake."""


class AlreadyExists(LakeError):
    """The path is taken."""


class DamagedUpload(LakeError):
    """The storage holds other bytes than were sent."""


class LeaseHeld(LakeError):
    """Somebody else holds the lease; ``holder`` says who."""

    def __init__(self, message: str, holder: str) -> None:
        super().__init__(message)
        self.holder = holder


class LakeUnavailable(LakeError):
    """The storage failed, also after retries."""


class LakeFull(LakeUnavailable):
    """No room is left on the storage."""
