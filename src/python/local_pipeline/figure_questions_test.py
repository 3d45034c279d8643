"""The questions about figures in spark_delta's README, asked without Spark of figures that are known."""

from __future__ import annotations

import gzip
import re
from datetime import UTC, date, datetime
from importlib.resources import files
from typing import Any

import pyarrow as pa
import pytest
from deltalake import DeltaTable, write_deltalake

from local_pipeline.sql import ask
from spark_delta.read.outcome import ReadFiling
from spark_delta.read.submission_rows import read_submission
from spark_delta.tables.schema import FILINGS, OF_FILINGS
from spark_delta.tables.table import Table
from stand_ins.sample import SampleFiling, sample_filings
from stand_ins.sample.filers.companies import COMPANIES
from stand_ins.sample.filers.households import LARKMOOR
from stand_ins.sample.words.figures import Year, figures, figures_said_in

_README = files("spark_delta").joinpath("README.md").read_text(encoding="utf-8")
_FIGURES = _README.partition("### Figures")[2]
QUESTIONS = dict(re.findall(r"(?m)^([A-Z][^\n]{10,200}\?)\n\n```sql\n([^`]{10,2000})```", _FIGURES))
_ASKED = ("sections", "facts", "financials", FILINGS.name)


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Give a lake with the sample's rows in the tables that are asked."""
    folder = tmp_path_factory.mktemp("questions")
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in _ASKED}
    for filing in sample_filings():
        for name, found in _rows(filing).items():
            rows[name] += found
    for table in OF_FILINGS:
        if table.name in rows:
            write_deltalake(str(folder / table.path), _arrow(table, rows[table.name]))
    return str(folder)


def _rows(filing: SampleFiling) -> dict[str, list[dict[str, Any]]]:
    read = read_submission(gzip.compress(filing.body), filing.accession, None, 100_000_000)
    assert isinstance(read, ReadFiling)
    shared = {name: getattr(read.shared, name) for name in read.shared.__dataclass_fields__}
    given = shared | {
        "url": "",
        "raw_path": "",
        "optional_tables": None,
        "loaded_at": datetime.now(UTC),
        "run_id": "test",
    }
    return {
        table.name: [
            given | dict(zip(table.own, own, strict=True))
            for own in zip(*(read.values(table, name) for name in table.own), strict=True)
        ]
        for table in OF_FILINGS
        if table.name in _ASKED
    }


def _arrow(table: Table, rows: list[dict[str, Any]]) -> pa.Table:
    arrays = []
    for field in table.arrow:
        values = [row[field.name] for row in rows]
        if pa.types.is_decimal(field.type):
            arrays.append(pa.array(values, pa.string()).cast(field.type))
        else:
            arrays.append(pa.array(values, field.type))
    return pa.Table.from_arrays(arrays, schema=table.arrow)


def _answer(lake: str, begins: str) -> list[dict[str, Any]]:
    (sql,) = [sql for question, sql in QUESTIONS.items() if question.startswith(begins)]
    return list(ask(lake, sql).to_pylist())


def _said(row: dict[str, Any]) -> Year:
    """Return what the fictional company says of the row's year."""
    named = [one for one in COMPANIES if row["company"] in [name for _, name in one.names]]
    return figures(named[0].cik, row["fiscal_year"], named[0])


def test_there_are_five_questions_about_figures() -> None:
    assert len(QUESTIONS) == 5


def test_revenue_grows_as_the_companies_say(lake: str) -> None:
    rows = _answer(lake, "Does the management discussion grow")
    assert len(rows) >= 15
    assert [row["revenue_growth"] for row in rows] == sorted((row["revenue_growth"] for row in rows), reverse=True)  # fmt: skip
    for row in rows:
        now, before = _said(row), _said(row | {"fiscal_year": row["since"]})
        assert row["revenue_growth"] == pytest.approx(100 * (now.revenue / before.revenue - 1), abs=0.06)  # fmt: skip
    assert any(row["words_growth"] > 0 for row in rows)


def test_debt_is_that_of_the_balance_sheet_of_1996_and_of_2023(lake: str) -> None:
    rows = _answer(lake, "How much long-term debt")
    assert {row["long_term_debt_concept"] for row in rows} == {"ex-27:BONDS", "us-gaap:LongTermDebt"}  # fmt: skip
    for row in rows:
        said = _said(row)
        assert row["millions"] == pytest.approx(said.debt / 1000)
        assert row["of_assets"] == pytest.approx(100 * said.debt / said.assets, abs=0.06)


def test_research_is_a_share_of_revenue(lake: str) -> None:
    rows = _answer(lake, "Who spends the largest share")
    assert len(rows) >= 10
    for row in rows:
        said = _said(row)
        assert row["share"] == pytest.approx(100 * said.research / said.revenue, abs=0.06)


def test_margins_stand_by_industry(lake: str) -> None:
    rows = _answer(lake, "Which industries")
    assert {"3674", "6022", "2836"} <= {row["sic"] for row in rows}
    assert [row["median_margin"] for row in rows] == sorted((row["median_margin"] for row in rows), reverse=True)  # fmt: skip
    assert {row["sic"]: row["filers"] for row in rows}["3674"] == 1


def test_who_restated_is_found_and_rounding_is_no_restatement(lake: str) -> None:
    asked = "Who said another figure"
    found = _answer(lake, asked)
    first, later = (figures_said_in(report, 2022, LARKMOOR) for report in (2022, 2023))
    income = ("us-gaap:NetIncomeLoss", first.net, later.net)
    restated = [
        (date(2024, 3, 7), "us-gaap:Assets", first.assets, later.assets),
        (date(2024, 3, 7), *income),
        (date(2024, 3, 7), "us-gaap:StockholdersEquity", first.equity, later.equity),
        (date(2025, 3, 6), *income),  # the balance sheet of 2024 goes back to 2023 only
    ]
    assert [
        (row["filed"], row["concept"], row["first_said"] / 1000, row["later_said"] / 1000)
        for row in found
    ] == restated
    assert {(row["company"], str(row["ends"])) for row in found} == {
        (LARKMOOR.names[0][1], "2022-12-31")
    }

    table = DeltaTable(f"{lake}/delta/facts")
    revenue = ask(
        lake,
        "SELECT * FROM facts WHERE concept = 'us-gaap:Revenues' AND is_current ORDER BY filed, accession LIMIT 1",
    ).to_pylist()[0]
    last = ask(lake, "SELECT accession FROM filings ORDER BY filed DESC LIMIT 1").to_pylist()[0]
    rounded = revenue | last | {"filed": date(2026, 3, 1), "n": 9_001, "number": revenue["number"] + 1}  # fmt: skip
    rows = pa.Table.from_pylist([rounded], schema=pa.schema(table.schema().to_arrow()))
    write_deltalake(table, rows, mode="append")
    assert _answer(lake, asked) == found
    table.restore(0)
