"""What the server saw: each request with its times and its fate, and the figures that follow from them.

Times are of the monotonic clock, which all processes of a machine share.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Request:
    """One request: when it arrived and was answered (seconds), and with what.

    `status` is 0 when the connection was cut without one; `fault` is empty for an honest answer;
    `accession` is empty unless a submission was asked for; `sent` counts bytes of the body on the wire.
    """

    start: float
    end: float
    method: str
    path: str
    status: int
    fault: str
    accession: str
    sent: int
    user_agent: str


class RequestLog:
    """All requests since the start or the last `clear`. Safe to use from many threads."""

    def __init__(self) -> None:
        self._lock = threading.Condition()
        self._requests: list[Request] = []
        self._under_way = 0

    def begin(self) -> None:
        """Says that a request is under way, until `add` tells its fate."""
        with self._lock:
            self._under_way += 1

    def add(self, request: Request) -> None:
        with self._lock:
            self._requests.append(request)
            self._under_way -= 1
            self._lock.notify_all()

    def clear(self) -> None:
        with self._lock:
            self._requests.clear()

    def all(self, settle: float = 0.5) -> list[Request]:
        """The requests by time of arrival.

        A client may have its answer a moment before the server has noted it: waits up to `settle` seconds for
        requests under way.
        """
        with self._lock:
            self._lock.wait_for(lambda: self._under_way <= 0, settle)
            return sorted(self._requests, key=lambda each: each.start)


def most_in_window(starts: Sequence[float], seconds: float = 1.0) -> int:
    """The most of the ascending times `starts` that fall into one half-open window of so many seconds."""
    most = first = 0
    for last, start in enumerate(starts):
        while start - starts[first] >= seconds:
            first += 1
        most = max(most, last - first + 1)
    return most


def during_pauses(requests: Sequence[Request], pause: float, grace: float = 1.0) -> int:
    """How many requests arrived in a pause that a block page asks for.

    A pause begins `grace` seconds after the answer with the page ended and is over `pause` seconds
    after it; requests are by time of arrival.
    """
    blocks = [
        each.end for each in requests if each.fault.startswith("block") or each.fault == "blocked"
    ]
    return sum(any(end + grace <= each.start < end + pause for end in blocks) for each in requests)


def summary(requests: Sequence[Request]) -> dict[str, Any]:
    """The figures that benchmarks print; times in seconds."""
    filings = [each for each in requests if each.accession]
    accessions = {each.accession for each in filings}
    span = requests[-1].start - requests[0].start if requests else 0.0
    return {
        "requests": len(requests),
        "filing_requests": len(filings),
        "filings": len(accessions),
        "requests_per_filing": len(filings) / len(accessions) if accessions else 0.0,
        "most_in_one_second": most_in_window([each.start for each in requests]),
        "seconds": span,
        "per_second": (len(requests) - 1) / span if span else 0.0,
        "sent": sum(each.sent for each in requests),
        "status": dict(sorted(Counter(str(each.status) for each in requests).items())),
        "faults": dict(sorted(Counter(each.fault for each in requests if each.fault).items())),
    }


def as_json(requests: Sequence[Request]) -> list[dict[str, Any]]:
    return [asdict(each) for each in requests]
