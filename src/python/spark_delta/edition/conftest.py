"""Tables of a lake whose rows come and change, written by delta-rs: what the edition is made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from deltalake import DeltaTable, write_deltalake

from docai.filing import layout
from docai.lake.local import LocalLake

FILINGS = pa.schema(
    [
        ("accession", pa.string()),
        ("cik", pa.string()),
        ("company", pa.string()),
        ("form", pa.string()),
        ("is_amendment", pa.bool_()),
        ("filed", pa.date32()),
        ("period", pa.date32()),
        ("fiscal_year", pa.int32()),
        ("accepted_at", pa.timestamp("us", "UTC")),
        ("url", pa.string()),
        ("sha256", pa.string()),
        ("items_found", pa.int32()),
        ("parser_version", pa.string()),
    ]
)
QUARANTINE = pa.schema(
    [
        ("accession", pa.string()),
        ("cik", pa.string()),
        ("filed", pa.date32()),
        ("stage", pa.string()),
        ("error", pa.string()),
        ("message", pa.string()),
    ]
)


def filing(number: int, **changes: Any) -> dict[str, Any]:
    """Return the row of a fictional filing."""
    accession = f"0000990001-24-{number:06d}"
    return {
        "accession": accession,
        "cik": "0000990001",
        "company": "NORTHERN LANTERN CORP",
        "form": "10-K",
        "is_amendment": False,
        "filed": date(2024, 2, 28),
        "period": date(2023, 12, 31),
        "fiscal_year": 2023,
        "accepted_at": datetime(2024, 2, 28, 21, 30, tzinfo=UTC),
        "url": f"https://www.sec.gov/Archives/edgar/data/990001/{accession}.txt",
        "sha256": f"{number:064x}",
        "items_found": 23,
        "parser_version": "27",
        **changes,
    }


def failed(number: int, message: str = "no Item was found") -> dict[str, Any]:
    """Return the row of a filing that could not be read."""
    one = filing(number)
    return {
        **{name: one[name] for name in ("accession", "cik", "filed")},
        "stage": "container",
        "error": "NotATenK",
        "message": message,
    }


@dataclass
class Tables:
    """The two tables of a lake, changed as the writer changes them: new rows are added, known ones replaced in one commit."""

    lake: LocalLake
    made: list[str] = field(default_factory=list)

    def make(self) -> None:
        """Make both."""
        for path, schema in ((layout.FILINGS, FILINGS), (layout.QUARANTINE, QUARANTINE)):
            DeltaTable.create(
                self._url(path), schema, configuration={"delta.enableChangeDataFeed": "true"}
            )

    def add(self, *rows: dict[str, Any]) -> None:
        """Add rows to ``filings``."""
        write_deltalake(
            self._url(layout.FILINGS), pa.Table.from_pylist(list(rows), FILINGS), mode="append"
        )

    def replace(self, *rows: dict[str, Any]) -> None:
        """Put rows in place of those of the same accessions."""
        write_deltalake(
            self._url(layout.FILINGS),
            pa.Table.from_pylist(list(rows), FILINGS),
            mode="overwrite",
            predicate=self._these(rows),
        )

    def quarantine(self, *rows: dict[str, Any]) -> None:
        """Add rows to ``quarantine``."""
        write_deltalake(
            self._url(layout.QUARANTINE),
            pa.Table.from_pylist(list(rows), QUARANTINE),
            mode="append",
        )

    def release(self, *rows: dict[str, Any]) -> None:
        """Delete the rows of these accessions from ``quarantine``."""
        DeltaTable(self._url(layout.QUARANTINE)).delete(self._these(rows))

    def _these(self, rows: Sequence[dict[str, Any]]) -> str:
        return f"accession IN ({', '.join(repr(each['accession']) for each in rows)})"

    def _url(self, path: str) -> str:
        return f"{self.lake.uri}/{path}"


@pytest.fixture
def tables(tmp_path: Path) -> Tables:
    """Both tables, empty."""
    made = Tables(LocalLake(tmp_path / "lake"))
    made.lake.check_writable()
    made.make()
    return made
