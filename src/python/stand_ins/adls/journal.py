"""What was asked of the emulator: a log of requests, and counts of them."""

from __future__ import annotations

import threading
from collections import Counter, deque
from dataclasses import dataclass

LONGEST = 200_000
"""Requests that the log keeps."""


@dataclass(frozen=True, slots=True)
class RequestRecord:
    """One request: what it asked for, what was answered (status 0: nothing), how long it took; sizes of bodies in bytes.

    ``client_request_id`` is the client's own name of the request; Hadoop's ends with the HTTP client that sent it.
    """

    at: float
    operation: str
    account: str
    filesystem: str
    path: str
    status: int
    received: int
    sent: int
    seconds: float
    fault: str
    user_agent: str
    client_request_id: str


class Journal:
    """The requests since the last ``clear``."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._records: deque[RequestRecord] = deque(maxlen=LONGEST)

    def note(self, record: RequestRecord) -> None:
        """Add a request."""
        with self._lock:
            self._records.append(record)

    def clear(self) -> None:
        """Forget all requests."""
        with self._lock:
            self._records.clear()

    def records(self) -> list[RequestRecord]:
        """Return the requests in the order of their ends."""
        with self._lock:
            return list(self._records)

    def counts(self) -> Counter[str]:
        """Return how many requests there were of each operation."""
        return Counter(record.operation for record in self.records())
