"""What happened to filings, out of the change data feed of ``filings`` and ``quarantine``: read by delta-rs, without Spark.

An edition is made of what the tables say and of nothing else: of two writers at once, whoever publishes last tells the work of
both, and a run that was killed is told by the next one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pyarrow as pa
import pyarrow.dataset as ds
from deltalake import DeltaTable

from docai.delta.open import open_table, told
from docai.delta.storage import storage_options
from docai.filing import layout
from docai.filing.forms import is_amendment
from spark_delta.edition.model import Event, Filing, Kind, News

DAYS = 7
"""So far back the feed goes; no vacuum takes files that young (168 hours at least)."""

MOST_EVENTS = 200
"""Events of a day and kind that are kept, the newest; the others are counted."""

_FILING_COLUMNS = (
    "accession", "cik", "company", "form", "filed", "period", "fiscal_year", "accepted_at", "url", "sha256", "items_found",
    "parser_version",
)  # fmt: skip
_QUARANTINE_COLUMNS = ("accession", "cik", "filed", "stage", "error", "message")
_CHANGE, _VERSION, _MOMENT = "_change_type", "_commit_version", "_commit_timestamp"
_GONE = ("delete", "update_preimage")
_THERE = ("insert", "update_postimage")


@dataclass(frozen=True, slots=True)
class _Change:
    """What a commit did to the row of a filing: where the row before and after it stands, None where there was none."""

    at: datetime
    before: int | None
    after: int | None


@dataclass(frozen=True, slots=True)
class _Changed:
    """The rows of a table that changed, and of each accession its changes, oldest first. A quarter of a million fit easily."""

    rows: pa.Table
    of: Mapping[str, Sequence[_Change]]

    def row(self, index: int) -> dict[str, Any]:
        """Return a row by column."""
        found: dict[str, Any] = self.rows.slice(index, 1).to_pylist()[0]
        return found

    def value(self, column: str, index: int) -> Any:
        """Return a value."""
        return self.rows[column][index].as_py()


@dataclass(frozen=True, slots=True)
class _Found:
    """An event, before its rows are looked at: ``index`` is that of the filing, or of its row in quarantine."""

    at: datetime
    accession: str
    kind: Kind
    index: int
    before: int | None = None


_NONE = _Changed(pa.table({}), {})


def news_of(lake: str, now: datetime) -> News:
    """Return what the tables of the lake at address ``lake`` say of the last days before ``now``.

    Raises CallerError for a table that cannot be read, and LakeError.
    """
    storage = storage_options(lake)
    since = now - timedelta(days=DAYS)
    quarantined = _NONE
    held = open_table(lake, layout.QUARANTINE, storage)
    if held is not None:
        with told(f"what changed in {lake}/{layout.QUARANTINE} cannot be read"):
            quarantined = _changed(held, _QUARANTINE_COLUMNS, since)
    filings = open_table(lake, layout.FILINGS, storage)
    if filings is None:
        return News()
    with told(f"what changed in {lake}/{layout.FILINGS} cannot be read"):
        changed = _changed(filings, _FILING_COLUMNS, since)
        found = [*_of_filings(changed, quarantined), *_of_quarantine(quarantined)]
        found.sort(key=lambda each: (each.at, each.accession), reverse=True)
        counts = Counter[tuple[date, Kind]]()
        events = []
        for each in found:
            counts[each.at.date(), each.kind] += 1
            if counts[each.at.date(), each.kind] <= MOST_EVENTS:
                events.append(_event(each, changed, quarantined))
        return News(_with_amended(filings, events), counts)


def _changed(table: DeltaTable, columns: tuple[str, ...], since: datetime) -> _Changed:
    rows = pa.table(
        table.load_cdf(
            starting_timestamp=since.isoformat(),
            columns=[*columns, _CHANGE, _VERSION, _MOMENT],
            allow_out_of_range=True,
        ).read_all()
    )
    of: dict[str, dict[int, _Change]] = {}
    said = zip(*(rows[name].to_pylist() for name in ("accession", _VERSION, _MOMENT, _CHANGE)), strict=True)  # fmt: skip
    for index, (accession, version, moment, kind) in enumerate(said):
        changes = of.setdefault(accession, {})
        change = changes.get(version, _Change(moment.replace(tzinfo=UTC), None, None))
        if kind in _GONE:
            change = replace(change, before=index)
        elif kind in _THERE:
            change = replace(change, after=index)
        changes[version] = change
    return _Changed(rows, {key: [by[version] for version in sorted(by)] for key, by in of.items()})


def _of_filings(changed: _Changed, quarantined: _Changed) -> Iterator[_Found]:
    for accession, changes in changed.of.items():
        before: int | None = None
        for change in changes:
            before = before if change.before is None else change.before
            if change.after is None:
                continue
            if before is None:
                yield _came(changed, quarantined, accession, change)
            else:
                kind = _replaced(changed, before, change.after)
                if kind is not None:
                    yield _Found(change.at, accession, kind, change.after, before)
            before = change.after


def _replaced(changed: _Changed, before: int, after: int) -> Kind | None:
    """Return what became of a filing that was there, None where its row says the same as before."""
    if changed.value("sha256", before) != changed.value("sha256", after):
        return Kind.FETCHED_AGAIN
    if changed.value("parser_version", before) != changed.value("parser_version", after):
        return Kind.READ_AGAIN
    return None


def _came(changed: _Changed, quarantined: _Changed, accession: str, change: _Change) -> _Found:
    assert change.after is not None
    for left in quarantined.of.get(accession, ()):
        # Its row in quarantine goes right after that in filings has come.
        if left.before is not None and left.after is None:
            return _Found(change.at, accession, Kind.RELEASED, change.after, left.before)
    amends = is_amendment(changed.value("form", change.after))
    return _Found(change.at, accession, Kind.AMENDS if amends else Kind.CAME, change.after)


def _of_quarantine(quarantined: _Changed) -> Iterator[_Found]:
    for accession, changes in quarantined.of.items():
        for change in changes:
            if change.before is None and change.after is not None:
                yield _Found(change.at, accession, Kind.QUARANTINED, change.after)


def _event(found: _Found, changed: _Changed, quarantined: _Changed) -> Event:
    if found.kind is Kind.QUARANTINED:
        row = quarantined.row(found.index)
        filing = Filing(row["accession"], row["cik"], filed=row["filed"])
        return Event(found.kind, filing, found.at, _reason(row))
    filing, why = _filing(changed.row(found.index)), ""
    if found.kind is Kind.RELEASED and found.before is not None:
        why = _reason(quarantined.row(found.before))
    elif found.kind is Kind.FETCHED_AGAIN:
        why = "EDGAR serves other bytes now"
    elif found.kind is Kind.READ_AGAIN and found.before is not None:
        old = changed.value("parser_version", found.before)
        why = f"parser {old}, now {filing.parser_version}"
    return Event(found.kind, filing, found.at, why)


def _reason(row: Mapping[str, Any]) -> str:
    return f"{row['stage']}: {row['message'] or row['error']}"


def _filing(row: Mapping[str, Any]) -> Filing:
    accepted: datetime | None = row["accepted_at"]
    return Filing(
        accession=row["accession"],
        cik=row["cik"],
        company=row["company"],
        form=row["form"],
        filed=row["filed"],
        fiscal_year=row["fiscal_year"],
        accepted_at=None if accepted is None else accepted.replace(tzinfo=UTC),
        items=row["items_found"],
        page=page_at_edgar(row["url"], row["accession"]),
        period=row["period"],
        sha256=row["sha256"],
        parser_version=row["parser_version"],
    )


def page_at_edgar(url: str, accession: str) -> str:
    """Return the address of EDGAR's page about a filing, from that of its complete submission; empty where that is none."""
    folder, slash, name = url.rpartition("/")
    if not slash or not folder.startswith(("https://", "http://")) or name != f"{accession}.txt":
        return ""
    return f"{folder}/{accession.replace('-', '')}/{accession}-index.htm"


def _with_amended(table: DeltaTable, events: list[Event]) -> tuple[Event, ...]:
    """Return the events, each amendment with the report of the same filer and period that it is about."""
    ciks = sorted({each.filing.cik for each in events if is_amendment(each.filing.form)})
    if not ciks:
        return tuple(events)
    rows = table.to_pyarrow_dataset().to_table(
        columns=["accession", "cik", "period", "filed"],
        filter=ds.field("cik").isin(ciks) & ~ds.field("is_amendment"),
    )
    reports: dict[tuple[str, date | None], str] = {}
    for row in sorted(rows.to_pylist(), key=lambda each: (each["filed"], each["accession"])):
        reports[row["cik"], row["period"]] = row["accession"]
    return tuple(
        (
            replace(
                each,
                filing=replace(
                    each.filing, amends=reports.get((each.filing.cik, each.filing.period), "")
                ),
            )
            if is_amendment(each.filing.form) and each.filing.period is not None
            else each
        )
        for each in events
    )
