"""What a loader run did, in figures."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from data_loader.selection.complaints import Unreadable

SAID = 5
"""So many lists with unreadable filings are told at the end; the log has all."""


@dataclass(frozen=True, slots=True)
class LoadSummary:
    """Counts of filings, requests, bytes and seconds of one run.

    - ``manifest``: the run's folder, relative to the lake
    - ``filed_from``, ``filed_to``: the days asked for, as dates
    - ``stored``: new filings. ``already_stored``: they were in the lake. ``missing``: EDGAR does not have them
    - ``failed``: they could not be fetched after all tries. ``not_reached``: selected, but the run was stopped before
    - ``settled``: stored by earlier runs that were killed; this run's manifest names them
    - ``bytes_wire``: bodies as they came over the network. ``bytes_served``: the submissions themselves.
      ``bytes_lake``: what was put into the lake for them
    - ``seconds_away``: how many of the ``seconds`` EDGAR as a whole did not answer
    - ``unreadable``: EDGAR's lists name them in a way that cannot be read. No line of the manifest can name them, and they
      count as failed. ``unreadable_before``: those that an earlier run has counted
    - ``failures``: the first few of both, in words
    """

    run: str
    manifest: str
    filed_from: date | None
    filed_to: date | None
    selected: int
    stored: int
    already_stored: int
    missing: int
    failed: int
    not_reached: int
    settled: int
    requests_selection: int
    requests_filing: int
    pauses: int
    bytes_wire: int
    bytes_served: int
    bytes_lake: int
    seconds: float
    stopped: bool
    seconds_away: float = 0.0
    failures: tuple[str, ...] = ()
    unreadable: int = 0
    unreadable_before: int = 0

    @property
    def tried(self) -> int:
        """Return how many filings were asked for, or would have been if EDGAR's lists could be read."""
        return self.stored + self.missing + self.failed + self.unreadable

    @property
    def failed_in_all(self) -> int:
        """Return how many filings count for ``--tolerate``."""
        return self.failed + self.unreadable

    @property
    def requests(self) -> int:
        """Return how many requests were sent."""
        return self.requests_selection + self.requests_filing

    def fields(self) -> dict[str, Any]:
        """Return the figures by name, for JSON."""
        return {
            **asdict(self),
            "filed_from": str(self.filed_from) if self.filed_from else None,
            "filed_to": str(self.filed_to) if self.filed_to else None,
            "requests": self.requests,
            "seconds": round(self.seconds, 3),
            "seconds_away": round(self.seconds_away, 3),
        }


def with_unreadable(
    summary: LoadSummary, unreadable: Iterable[Unreadable], new: frozenset[str]
) -> LoadSummary:
    """Return the summary with the ``unreadable`` filings of EDGAR's lists; those in ``new`` no earlier run has counted."""
    each_once: set[str] = set()
    said: list[str] = []
    for each in unreadable:
        if new & each.fingerprints - each_once:
            said.append(each.said)
        each_once |= each.fingerprints
    return replace(
        summary,
        unreadable=len(new),
        unreadable_before=len(each_once - new),
        failures=(*summary.failures, *said[:SAID]),
    )


def sentence(summary: LoadSummary) -> str:
    """Return the run in one line, for the log."""
    parts = [f"{summary.stored} stored", f"{summary.already_stored} already there"]
    parts += [
        f"{count} {what}"
        for count, what in (
            (summary.missing, "missing at EDGAR"),
            (summary.failed, "failed"),
            (summary.unreadable, "unreadable in EDGAR's lists"),
            (summary.unreadable_before, "unreadable as before"),
            (summary.not_reached, "not reached"),
            (summary.settled, "settled of killed runs"),
        )
        if count
    ]
    return f"{summary.selected} filings selected: {', '.join(parts)}"


def table(summary: LoadSummary) -> str:
    """Return the run as lines for a person."""
    per_second = summary.requests / summary.seconds if summary.seconds else 0.0
    rows = [
        ("filings selected", f"{summary.selected:,}"),
        ("stored", f"{summary.stored:,}"),
        ("already there", f"{summary.already_stored:,}"),
        ("missing at EDGAR", f"{summary.missing:,}"),
        ("failed", f"{summary.failed:,}"),
        *([("unreadable in lists", f"{summary.unreadable:,}")] if summary.unreadable else []),
        *(
            [("unreadable as before", f"{summary.unreadable_before:,}")]
            if summary.unreadable_before
            else []
        ),
        *([("not reached", f"{summary.not_reached:,}")] if summary.not_reached else []),
        *([("settled of killed runs", f"{summary.settled:,}")] if summary.settled else []),
        ("requests for selection", f"{summary.requests_selection:,}"),
        ("requests for filings", f"{summary.requests_filing:,}"),
        ("pauses after block pages", f"{summary.pauses:,}"),
        ("MB over the wire", f"{summary.bytes_wire / 1e6:,.1f}"),
        ("MB served", f"{summary.bytes_served / 1e6:,.1f}"),
        ("MB into the lake", f"{summary.bytes_lake / 1e6:,.1f}"),
        ("seconds", f"{summary.seconds:,.1f} ({per_second:.2f} requests/s)"),
        *(
            [("seconds without EDGAR", f"{summary.seconds_away:,.1f}")]
            if summary.seconds_away
            else []
        ),
        ("manifest", summary.manifest),
    ]
    width = max(len(name) for name, _ in rows)
    return "\n".join(f"{name:<{width}}  {value}" for name, value in rows)
