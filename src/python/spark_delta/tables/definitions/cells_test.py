import gzip
from datetime import date
from decimal import Decimal
from typing import Any

import pyarrow.parquet as pq
import pytest

from docai.lake.open import open_lake
from spark_delta.read.outcome import FRAME_HEAD, ReadFiling, decode, encode, frame_lengths
from spark_delta.read.staged_rows import StagedTable
from spark_delta.read.submission_rows import read_submission
from spark_delta.tables.checks import broken
from spark_delta.tables.column_checks import broken_columns
from spark_delta.tables.record_batches import RuleBroken, array_of
from spark_delta.tables.schema import CELLS, FACTS, TABLES_OF_FIGURES
from stand_ins.sample import sample_filings

GIVEN = {"accession": "0000000001-25-000001", "cik": "0000000001", "filed": date(2025, 3, 1)}
GIVEN |= {"form": "10-K", "fiscal_year": 2024, "parser_version": "1"}


def read(body: bytes, accession: str) -> ReadFiling:
    outcome = read_submission(gzip.compress(body), accession, None, 50_000_000)
    assert isinstance(outcome, ReadFiling)
    frame = encode(outcome)
    said, _ = frame_lengths(frame[:FRAME_HEAD])
    over_the_wire = decode(frame[FRAME_HEAD : FRAME_HEAD + said], frame[FRAME_HEAD + said :])
    assert isinstance(over_the_wire, ReadFiling)
    return over_the_wire


@pytest.fixture(scope="module")
def inline() -> ReadFiling:
    filing = next(one for one in sample_filings() if b"<ix:nonFraction" in one.body)
    return read(filing.body, filing.accession)


def columns(outcome: ReadFiling) -> dict[str, list[Any]]:
    of = zip(CELLS.own, outcome.rows[CELLS.name], strict=True)
    return {name: list(column) for name, column in of}


def wrong(cells: dict[str, list[Any]], given: dict[str, Any] = GIVEN) -> str | None:
    """Return what is wrong with ``cells``, as the writer of columns finds it."""
    try:
        arrays = {
            name: array_of(CELLS, name, values, CELLS.arrow.field(name).type)
            for name, values in cells.items()
        }
    except RuleBroken as error:
        return str(error).removeprefix("cells: ")
    return broken_columns(arrays, given, CELLS.required, CELLS.rules)


def test_each_cell_has_its_table_and_each_table_its_cells(inline: ReadFiling) -> None:
    tables = [dict(zip(TABLES_OF_FIGURES.own, row, strict=True)) for row in inline.rows["tables"]]
    of = inline.values(CELLS, "table_n")
    assert [of.count(table["n"]) for table in tables] == [table["cells"] for table in tables]
    for table in tables:
        assert broken(GIVEN | table, TABLES_OF_FIGURES.required, TABLES_OF_FIGURES.rules) is None
        assert len(table["markdown"]) <= 8000
        assert table["markdown_rows"] == table["rows"]
    assert {table["item"] for table in tables} >= {"8"}


def test_a_cell_of_an_inline_filing_names_its_concept_and_equals_its_fact(
    inline: ReadFiling,
) -> None:
    cells = columns(inline)
    facts = set(
        zip(
            inline.values(FACTS, "concept"),
            inline.values(FACTS, "period_end"),
            map(_abs, inline.values(FACTS, "number")),
            strict=True,
        )
    ) | set(
        zip(
            inline.values(FACTS, "concept"),
            inline.values(FACTS, "instant"),
            map(_abs, inline.values(FACTS, "number")),
            strict=True,
        )
    )
    tagged = [
        (concept, end, _abs(amount))
        for concept, end, amount in zip(
            cells["concept"], cells["period_end"], cells["amount"], strict=True
        )
        if concept is not None
    ]
    assert len(tagged) > 20
    assert set(tagged) <= facts


def _abs(number: str | None) -> Decimal | None:
    return None if number is None else abs(Decimal(number)).normalize()


def test_cells_are_written_by_columns(inline: ReadFiling, tmp_path: object) -> None:
    cells = columns(inline)
    assert wrong(cells) is None
    staged = StagedTable(open_lake(str(tmp_path)), CELLS, "cells.parquet", "_open/cells")
    staged.extend(GIVEN, cells)
    assert staged.publish(replacing=False) is not None
    written = pq.read_table(f"{tmp_path}/cells.parquet").to_pylist()
    assert len(written) == len(cells["text"]) > 0
    assert {row["accession"] for row in written} == {"0000000001-25-000001"}
    assert [row["text"] for row in written] == cells["text"]
    keys = [tuple(row[name] for name in CELLS.key) for row in written]
    assert len(set(keys)) == len(keys)


def test_what_breaks_a_rule_is_told_by_columns(inline: ReadFiling) -> None:
    cells = columns(inline)
    count = len(cells["text"])
    changes: list[tuple[str, list[Any], str]] = [
        ("row_n", [0] * count, "counted does not hold"),
        ("text", [None] * count, "text is missing"),
        ("row_label", ["\ud800"] * count, "row_label holds half a character"),
        ("end", [-1] * count, "span_in_order does not hold"),
    ]
    for name, value, told in changes:
        said = wrong(cells | {name: value})
        assert said is not None
        assert said.startswith(told)
    said = wrong(cells, GIVEN | {"cik": "1"})
    assert said is not None
    assert said.startswith("cik_ten_digits")
