"""What the check's tests share: a loaded lake, and a writer that writes the columns of `filings` that a check reads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pyarrow as pa
import pytest
from deltalake import DeltaTable, write_deltalake
from deltalake.exceptions import TableNotFoundError

from data_loader.audit.options import AuditSettings
from data_loader.conftest import TODAY, quick, results, serve
from data_loader.edgar.hosts import Hosts
from data_loader.run import load
from data_loader.selection.criteria import Criteria
from data_loader.selection.quarters import quarter_list
from docai.filing import layout
from docai.lake.local import LocalLake
from docai.runtime.stop import StopSignal
from stand_ins.edgar.server import EdgarReplay

__all__ = ["serve"]

SCHEMA = pa.schema(
    [
        ("accession", pa.string()),
        ("form", pa.string()),
        ("filed", pa.date32()),
        ("ciks", pa.list_(pa.string())),
        ("accepted_at", pa.timestamp("us", tz="UTC")),
        ("loaded_at", pa.timestamp("us", tz="UTC")),
    ]
)

BY_INDEX = Criteria(index=quarter_list("1997Q1..2024Q2"))


def write_rows(lake: LocalLake, hours: float = 6.0) -> int:
    """Write what manifests name `stored` and `filings` lacks, as the writer does; return how many rows came."""
    known = set(accessions(lake))
    stored = {each.accession: each for each in results(lake) if each.status == "stored"}
    rows = []
    for each in stored.values():
        accepted = datetime(each.filed.year, each.filed.month, each.filed.day, tzinfo=UTC)
        if each.accession not in known:
            rows.append(
                {
                    "accession": each.accession,
                    "form": each.form,
                    "filed": each.filed,
                    "ciks": list(each.ciks),
                    "accepted_at": accepted,
                    "loaded_at": accepted + timedelta(hours=hours),
                }
            )
    write_deltalake(
        f"{lake.uri}/{layout.FILINGS}", pa.Table.from_pylist(rows, schema=SCHEMA), mode="append"
    )
    return len(rows)


def accessions(lake: LocalLake) -> list[str]:
    """Return the accession numbers in `filings`, each as often as it stands there."""
    try:
        table = DeltaTable(f"{lake.uri}/{layout.FILINGS}")
    except TableNotFoundError:
        return []
    found: list[str] = table.to_pyarrow_table(columns=["accession"])["accession"].to_pylist()
    return found


def settings(edgar: EdgarReplay, criteria: Criteria = BY_INDEX, **changes: Any) -> AuditSettings:
    """Return what to check of the lake that ``edgar`` filled."""
    made = AuditSettings("", "check", criteria, Hosts.at(edgar.url), TODAY)
    return replace(made, **changes)


@pytest.fixture
def fill(
    edgar: EdgarReplay, lake: LocalLake, stop: StopSignal, unpaced: None
) -> Callable[[Criteria], None]:
    """Return a function that loads what the criteria select, and writes it."""

    def filled(criteria: Criteria = BY_INDEX) -> None:
        load(quick(edgar.url, criteria), lake=lake, stop=stop)
        write_rows(lake)

    return filled
