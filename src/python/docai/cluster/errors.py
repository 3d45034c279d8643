"""What the cluster can answer, by what the caller can do about it.

ClusterError
├── WrongCluster      change something: no cluster is configured, or not this one (exit 2)
│   ├── NotSignedIn   the credential is missing or has expired (exit 2)
│   ├── Forbidden     the account lacks a right: the message names verb, resource and namespace (exit 2)
│   └── Refused       the object is invalid, or an admission webhook does not want it (exit 2)
├── OverQuota         the namespace has no room for it: later, or another quota (exit 7)
├── NotFound          there is no such object, or no such kind of object
├── Taken             an object of that name exists
├── Conflict          the object is no longer the one that was meant (UID or version)
├── Expired           the version to watch from is too old: list again
└── Unavailable       the API server failed or cannot be reached, also after retries (exit 3)
"""

from __future__ import annotations

from docai.runtime.errors import DocaiError
from docai.runtime.exit_codes import ExitCode


class ClusterError(DocaiError):
    """The cluster did not do what was asked."""

    exit_code = ExitCode.OTHER_SIDE


class WrongCluster(ClusterError):
    """The caller must change something."""

    exit_code = ExitCode.CALLER


class NotSignedIn(WrongCluster):
    """The API server does not know who asks."""


class Forbidden(WrongCluster):
    """The account lacks a right."""


class Refused(WrongCluster):
    """The API server or an admission webhook does not want the object as it is."""


class OverQuota(ClusterError):
    """The namespace's quota is used up."""

    exit_code = ExitCode.NOT_STARTED


class NotFound(ClusterError):
    """There is no such object."""


class Taken(ClusterError):
    """An object of that name exists."""


class Conflict(ClusterError):
    """The object is no longer the one that was meant."""


class Expired(ClusterError):
    """The version to watch from is too old."""


class Unavailable(ClusterError):
    """The API server failed or cannot be reached; ``retry_after`` is what it asks to wait, in seconds."""

    def __init__(self, message: str, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.retry_after = retry_after
