"""The examples of the page "Reading the tables", run as they stand over the sample."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest
from deltalake import DeltaTable
from pyspark.sql import SparkSession

import spark_delta
from local_pipeline.sql import ask
from spark_delta.settings import SparkSettings
from spark_delta.spark.session import opened
from spark_delta.tables.derived import DERIVED
from spark_delta.tables.schema import CONTENT

PAGE = Path(spark_delta.__file__).with_name("READING.md").read_text(encoding="utf-8")
EXAMPLES = dict(re.findall(r"(?ms)^## ([^\n]+)\n(?:(?!^## ).)*?^```python\n(.*?)^```$", PAGE))
VIEWS = {
    "filings",
    "quarantine",
    *(table.name for table in CONTENT),
    *(view.name for view in DERIVED),
}


@pytest.fixture
def at_home(sample_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(sample_home)


def run(name: str) -> dict[str, Any]:
    known: dict[str, Any] = {}
    example = EXAMPLES[name].replace("file:///path/to", Path.cwd().as_uri())
    exec(compile(example, f"READING.md, {name}", "exec"), known)
    return known


def test_each_engine_has_an_example() -> None:
    assert set(EXAMPLES) == {"delta-rs and pandas", "polars", "DuckDB", "Spark", "Only what is new"}


@pytest.mark.usefixtures("at_home")
def test_pandas_gets_the_passages_of_one_company() -> None:
    risks = run("delta-rs and pandas")["risks"]
    assert len(risks) > 20
    assert set(risks.item) == {"1A"}
    assert risks.url.str.startswith("http").all()


@pytest.mark.usefixtures("at_home")
def test_polars_divides_figures() -> None:
    margins = run("polars")["margins"]
    assert margins.height > 20
    assert 0 < margins["margin"].max() < 1


@pytest.mark.usefixtures("at_home")
def test_duckdb_has_the_view_of_query() -> None:
    asked = ask("lake/sample", "SELECT item, max(words) AS words FROM items GROUP BY item")
    found = run("DuckDB")["longest"]
    assert sorted(found) == sorted(tuple(row.values()) for row in asked.to_pylist())


@pytest.mark.usefixtures("at_home")
@pytest.mark.parametrize("view", sorted(VIEWS))
def test_every_view_runs_unchanged_in_duckdb(view: str) -> None:
    connection = duckdb.connect()
    statement = ask("lake/sample", f"SHOW CREATE VIEW {view}")["statement"][0].as_py()
    for table in set(re.findall(r"\b(\w+)_files\b", statement)):
        dataset = DeltaTable(f"lake/sample/delta/{table}").to_pyarrow_dataset()
        connection.register(f"{table}_files", dataset)
    connection.execute(statement.replace("CREATE VIEW", "CREATE TEMP VIEW"))
    there = connection.sql(f"SELECT count(*) AS n FROM {view}").fetchall()
    here = ask("lake/sample", f"SELECT count(*) AS n FROM {view}")["n"].to_pylist()
    assert [n for (n,) in there] == here


@pytest.fixture
def session(sample_home: Path) -> Iterator[SparkSession]:
    """A session whose jars are here already: the page's own way would fetch them."""
    with opened(SparkSettings(master="local[2]"), "tests", {}, quick=True) as session:
        yield session


@pytest.mark.usefixtures("at_home")
def test_spark_has_the_views(session: SparkSession, capsys: pytest.CaptureFixture[str]) -> None:
    run("Spark")
    assert "|  1A|" in capsys.readouterr().out
    assert session.sql("SELECT count(*) FROM risk_factors").collect()[0][0] > 0


@pytest.mark.usefixtures("at_home")
def test_the_feed_names_what_is_new() -> None:
    new = run("Only what is new")["new"]
    assert set(new.column("_change_type").to_pylist()) == {"insert"}
    assert len(new.column("accession")) == 74


@pytest.mark.parametrize("claim", ["all seventeen", "**cuts a string at 8 KB**"])
def test_the_page_says(claim: str) -> None:
    assert claim in PAGE


def test_the_number_of_views_is_right() -> None:
    assert len(VIEWS) == 17
