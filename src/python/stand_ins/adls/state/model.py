"""What the service holds: file systems, and the paths in them."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from threading import Lock

FOREVER = -1
"""The duration of a lease without end."""


class Clock:
    """The time that leases, tokens and changes are reckoned by, in seconds since 1970; tests set it forward."""

    def __init__(self) -> None:
        self._ahead = 0.0
        self._lock = Lock()

    def now(self) -> float:
        """Return the present time."""
        return time.time() + self._ahead

    def advance(self, seconds: float) -> None:
        """Let ``seconds`` pass at once."""
        with self._lock:
            self._ahead += seconds

    def set_right(self) -> None:
        """Return to this machine's time."""
        with self._lock:
            self._ahead = 0.0


@dataclass(frozen=True, slots=True)
class LeaseRecord:
    """A lease as it was last granted; whether it still holds depends on the time."""

    id: str = ""
    duration: int = 0
    until: float = 0.0
    breaks_at: float = 0.0

    def state(self, now: float) -> str:
        """Return ``available``, ``leased``, ``breaking``, ``broken`` or ``expired``."""
        if not self.id:
            return "available"
        if self.breaks_at:
            return "breaking" if now < self.breaks_at else "broken"
        return "leased" if self.duration == FOREVER or now < self.until else "expired"

    def locks(self, now: float) -> bool:
        """Return whether the path can be changed only by who knows the lease's id."""
        return self.state(now) in ("leased", "breaking")


@dataclass(frozen=True, slots=True)
class ContentHeaders:
    """The HTTP headers that are kept with a file and sent with its bytes."""

    type: str = "application/octet-stream"
    encoding: str = ""
    language: str = ""
    disposition: str = ""
    cache_control: str = ""
    md5: str = ""


@dataclass(frozen=True, slots=True)
class Access:
    """Owner, group, permissions (``rwxr-x---``) and access control list of a path."""

    owner: str = "$superuser"
    group: str = "$superuser"
    permissions: str = "rw-r-----"
    acl: str = "user::rw-,group::r--,other::---"


@dataclass(frozen=True, slots=True)
class Node:
    """A file or a directory; ``path`` is "" for the root of its file system.

    ``key_digest`` is the SHA-256 (base64) of the client's own key that encrypts it, "" when it has none.
    """

    path: str
    is_directory: bool
    etag: str
    created: float
    modified: float
    size: int = 0
    content: str = ""
    metadata: dict[str, str] = field(default_factory=dict)
    headers: ContentHeaders = ContentHeaders()
    access: Access = Access()
    lease: LeaseRecord = LeaseRecord()
    transaction: str = ""
    key_digest: str = ""

    @property
    def resource_type(self) -> str:
        """Return what the service calls its kind."""
        return "directory" if self.is_directory else "file"


@dataclass(frozen=True, slots=True)
class FileSystem:
    """A file system, which the Blob endpoint calls a container."""

    name: str
    etag: str
    modified: float
    metadata: dict[str, str] = field(default_factory=dict)
    lease: LeaseRecord = LeaseRecord()


def parent_of(path: str) -> str:
    """Return the path of the directory that holds ``path``; "" is the root."""
    return path.rpartition("/")[0]
