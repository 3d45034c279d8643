"""What the tables hold of each filing, read without Spark: when it came into `filings`, or that it is in `quarantine`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from arro3.core import RecordBatch
from deltalake import QueryBuilder

from docai.delta.open import open_table, told
from docai.delta.storage import storage_options
from docai.filing import layout

MICROSECONDS_AN_HOUR = 3_600_000_000

_FILINGS = (
    "SELECT accession, form, filed, ciks, CAST(accepted_at AS BIGINT) AS accepted, CAST(loaded_at AS BIGINT) AS loaded "
    "FROM filings"
)
_COLUMNS = ("accession", "form", "filed", "ciks", "accepted", "loaded")
_QUARANTINE = "SELECT accession FROM quarantine"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of `filings`, as far as a check asks for it. ``hours`` from acceptance to the row; None before about 2000."""

    number: int
    form: str
    filed: date
    ciks: tuple[str, ...]
    hours: float | None
    accepted: int | None
    """Microseconds since 1970."""


@dataclass(slots=True)
class Written:
    """``hours`` by accession number without dashes (None: not known); ``doubled`` stand in `filings` more than once."""

    batches: list[RecordBatch] = field(default_factory=list)
    hours: dict[int, float | None] = field(default_factory=dict)
    quarantined: set[int] = field(default_factory=set)
    doubled: list[str] = field(default_factory=list)

    def rows(self) -> Iterator[Row]:
        """Yield the rows of `filings`."""
        for batch in self.batches:
            yield from map(_row, *(_values(batch, name) for name in _COLUMNS))


def read_tables(lake: str) -> Written:
    """Return what `filings` and `quarantine` hold; nothing where they are not made yet.

    ``lake`` is the address. Raises CallerError for a table that cannot be read, and LakeError.
    """
    found, storage = Written(), storage_options(lake)
    filings = open_table(lake, layout.FILINGS, storage)
    if filings is not None:
        with told(f"the table {lake}/{layout.FILINGS} cannot be read"):
            for batch in _batches(QueryBuilder().register("filings", filings), _FILINGS):
                found.batches.append(batch)
                _take(found, batch)
    quarantine = open_table(lake, layout.QUARANTINE, storage)
    if quarantine is not None:
        with told(f"the table {lake}/{layout.QUARANTINE} cannot be read"):
            for batch in _batches(QueryBuilder().register("quarantine", quarantine), _QUARANTINE):
                found.quarantined.update(map(_number, _values(batch, "accession")))
    return found


def _batches(builder: QueryBuilder, sql: str) -> Iterator[RecordBatch]:
    yield from builder.execute(sql)


def _values(batch: RecordBatch, name: str) -> list[Any]:
    return list(batch.column(name).to_pylist())


def _take(found: Written, batch: RecordBatch) -> None:
    for accession, accepted, loaded in zip(
        *(_values(batch, name) for name in ("accession", "accepted", "loaded")),
        strict=True,
    ):
        number = _number(accession)
        if number in found.hours:
            found.doubled.append(accession)
        found.hours[number] = _hours(accepted, loaded)


def _row(
    accession: str,
    form: str,
    filed: date,
    ciks: list[str],
    accepted: int | None,
    loaded: int | None,
) -> Row:
    return Row(
        number=_number(accession),
        form=form,
        filed=filed,
        ciks=tuple(ciks),
        hours=_hours(accepted, loaded),
        accepted=accepted,
    )


def _hours(accepted: int | None, loaded: int | None) -> float | None:
    if accepted is None or loaded is None:
        return None
    return (loaded - accepted) / MICROSECONDS_AN_HOUR


def _number(accession: str) -> int:
    return int(accession.replace("-", ""))
