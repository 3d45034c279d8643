import json
from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest
from deltalake import write_deltalake

from docai.filing import layout
from docai.runtime.errors import CallerError
from local_pipeline.sql import ask
from local_pipeline.tables import facts


def test_sections_of_a_filing_that_is_not_committed_are_not_seen(lake: str) -> None:
    answer = ask(lake, "SELECT accession FROM sections ORDER BY 1")
    assert answer.column("accession").to_pylist() == ["a", "b"]


@pytest.mark.parametrize(
    ("sql", "says"), [("SELEC 1", "SQL"), ("SELECT colour FROM filings", "colour")]
)
def test_a_wrong_question_says_what_is_wrong_with_it(lake: str, sql: str, says: str) -> None:
    with pytest.raises(CallerError, match=f"cannot be answered: .*{says}"):
        ask(lake, sql)


def test_a_table_that_a_newer_docai_adds_may_be_absent(lake: str) -> None:
    assert ask(lake, "SELECT count(*) n FROM sections").to_pylist() == [{"n": 2}]
    with pytest.raises(CallerError, match="documents"):
        ask(lake, "SELECT count(*) FROM documents")


def test_items_are_the_sections_with_words(lake: str) -> None:
    states = [None, "words", "followed", "combined", "proxy", "elsewhere", "none", "reserved"]
    more = pa.table(
        {"accession": ["a"] * 8, "item": list("ABCDEFGH"), "state": pa.array(states, pa.string())}
    )
    assert ask(lake, "SELECT item FROM items ORDER BY 1").to_pylist() == [
        {"item": "1"},
        {"item": "1A"},
    ]  # a lake whose sections know no state
    write_deltalake(f"{lake}/{layout.SECTIONS}", more, mode="append", schema_mode="merge")
    found = ask(lake, "SELECT item FROM items ORDER BY 1").column("item").to_pylist()
    assert found == ["1", "1A", "A", "B", "C", "D"]
    assert ask(lake, "SELECT count(*) n FROM sections").to_pylist() == [{"n": 10}]


def test_financials_by_year_are_those_of_the_latest_filing(lake: str) -> None:
    days = [date(2024, 3, 1), date(2024, 5, 1), date(2024, 6, 1)]
    rows = pa.table(
        {
            "accession": ["a", "b", "half"],
            "cik": ["1"] * 3,
            "fiscal_year": [2023] * 3,
            "filed": days,
            "revenue": [1, 2, 3],
        }
    )
    write_deltalake(f"{lake}/{layout.FINANCIALS}", rows)
    # The third is of a filing that is not committed.
    assert ask(lake, "SELECT accession, revenue FROM financials_by_year").to_pylist() == [
        {"accession": "b", "revenue": 2}
    ]
    assert "latest" not in ask(lake, "SELECT * FROM financials_by_year").column_names


def test_a_lake_without_tables_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(CallerError, match="run the pipeline first"):
        ask(str(tmp_path), "SELECT 1")


@pytest.mark.parametrize(
    "sql",
    [
        "COPY (SELECT form FROM filings) TO '{}/written.csv'",
        "/* only a look */ COPY filings TO '{}/written.parquet' -- yes",
        "EXPLAIN ANALYZE COPY (SELECT form FROM filings) TO '{}/written.csv'",
        "INSERT INTO filings VALUES ('c', '10-K')",
        "WITH a AS (SELECT 1) INSERT INTO filings SELECT 'c', '10-K'",
        "SELECT * FROM (INSERT INTO filings VALUES ('c', '10-K'))",
        "DELETE FROM filings",
        "UPDATE filings SET form = 'x'",
        "TRUNCATE TABLE filings",
        "DROP TABLE filings",
        "CREATE EXTERNAL TABLE t STORED AS CSV LOCATION '{}/x'",
        "CREATE TABLE t AS SELECT 1",
        "CREATE OR REPLACE VIEW filings AS SELECT 1",
        "SELECT * INTO t FROM filings",
        "SET datafusion.execution.batch_size = 1",
        "PREPARE p AS SELECT 1",
        "SELECT 1; COPY filings TO '{}/written.csv'",
    ],
)
def test_what_is_no_query_is_refused_and_writes_nothing(lake: str, sql: str) -> None:
    before = sorted(Path(lake).rglob("*"))
    with pytest.raises(CallerError):
        ask(lake, sql.format(lake))
    assert sorted(Path(lake).rglob("*")) == before
    assert ask(lake, "SELECT count(*) n FROM filings").to_pylist() == [{"n": 2}]


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT 1/0",
        "SELECT repeat('x', 1000000000000)",
        "SELECT (SELECT form FROM filings)",
        "SELECT CAST(form AS INT) FROM filings",
        "SELECT array_element(make_array(1), 99999999999)",
        "SELECT " + "(" * 3000 + "1" + ")" * 3000,
        "EXPLAIN SELECT 1",
        ";",
        "-- nothing",
    ],
)
def test_a_query_that_fails_on_the_way_is_the_callers_to_change(lake: str, sql: str) -> None:
    with pytest.raises(CallerError, match="cannot be answered"):
        ask(lake, sql)


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT 'COPY x TO y' a",
        "VALUES ('DataSinkExec')",
        "WITH a AS (SELECT 1) SELECT * FROM a;",
        "DESCRIBE filings",
        "(SELECT 1) UNION (SELECT 2)",
        "/* why */ SELECT a.form, b.form FROM filings a JOIN filings b ON true",
        "SELECT 1 -- and no more",
    ],
)
def test_any_query_is_answered(lake: str, sql: str) -> None:
    assert ask(lake, sql).num_rows > 0


def test_a_file_that_is_gone_is_told(lake: str) -> None:
    for file in (Path(lake) / layout.FILINGS).glob("*.parquet"):
        file.unlink()
    with pytest.raises(CallerError, match="cannot be answered"):
        ask(lake, "SELECT form FROM filings")


def test_colours_of_delta_rs_are_not_told(lake: str) -> None:
    log = Path(lake, layout.FILINGS, "_delta_log", "00000000000000000000.json")
    log.write_text("{\n")
    with pytest.raises(CallerError, match="cannot be read") as caught:
        ask(lake, "SELECT 1")
    assert "\x1b" not in str(caught.value)


@pytest.mark.parametrize("sql", ["SHOW TABLES", "show tables;", " Show  Views "])
def test_the_tables_and_views_are_listed_with_what_they_hold(lake: str, sql: str) -> None:
    shown = {row["name"]: row for row in ask(lake, sql).to_pylist()}
    assert list(shown) == ["filings", "sections", "quarantine", "items"]
    assert shown["items"]["kind"] == "view"
    assert shown["filings"]["kind"] == "table"
    assert shown["filings"]["comment"] == "what delta/filings holds"
    assert "no pointers" in shown["items"]["comment"]


@pytest.mark.parametrize(
    "sql",
    ["DESCRIBE sections", "desc SECTIONS;", 'DESCRIBE TABLE "items"', "DESCRIBE sections_files"],
)
def test_a_description_names_types_and_comments(lake: str, sql: str) -> None:
    more = pa.schema(
        [
            pa.field("accession", pa.string(), metadata={"comment": "names the filing"}),
            pa.field("words", pa.int32()),
            pa.field("ciks", pa.list_(pa.string())),
            pa.field("state", pa.string()),
        ]
    )
    rows = pa.table({name: pa.nulls(0, more.field(name).type) for name in more.names}, schema=more)
    write_deltalake(f"{lake}/{layout.SECTIONS}", rows, mode="overwrite", schema_mode="overwrite")
    assert ask(lake, sql).to_pylist() == [
        {"column": "accession", "type": "string", "comment": "names the filing"},
        {"column": "words", "type": "int", "comment": ""},
        {"column": "ciks", "type": "array<string>", "comment": ""},
        {"column": "state", "type": "string", "comment": ""},
    ]


def test_a_description_of_what_is_not_there_is_told(lake: str) -> None:
    with pytest.raises(CallerError, match="nowhere"):
        ask(lake, "DESCRIBE nowhere")


def test_a_row_of_any_table_knows_its_filing(lake: str) -> None:
    columns = ask(lake, "SELECT * FROM sections").column_names
    assert columns == ["accession", "item"]
    more = pa.table(
        {"accession": ["a"], "company": ["ACME"], "is_amendment": [True], "state": ["NY"]}
    )
    write_deltalake(f"{lake}/{layout.FILINGS}", more, mode="overwrite", schema_mode="overwrite")
    states = pa.table({"accession": ["a"], "item": ["7"], "state": ["words"]})
    write_deltalake(f"{lake}/{layout.SECTIONS}", states, mode="overwrite", schema_mode="overwrite")
    assert ask(lake, "SELECT * FROM items").to_pylist() == [
        {
            "accession": "a",
            "item": "7",
            "state": "words",
            "company": "ACME",
            "is_amendment": True,
            "filing_state": "NY",
        }
    ]


def test_a_table_that_is_damaged_is_named(lake: str) -> None:
    log = Path(lake) / layout.FILINGS / "_delta_log"
    for commit in log.glob("*.json"):
        commit.write_text("{damaged")
    for look in (lambda: ask(lake, "SELECT 1"), lambda: facts(lake)):
        with pytest.raises(CallerError, match="delta/filings cannot be read"):
            look()


@pytest.mark.parametrize("name", ["hash#x?y", "a b:c", "%zz", "{a,b}*", "é;&=+,$~'\""])
def test_a_lake_may_have_any_name_that_programs_take(tmp_path: Path, lake: str, name: str) -> None:
    other = Path(lake).rename(tmp_path.with_name(f"{tmp_path.name}{name}"))
    assert ask(f"file://{other}", "SELECT count(*) n FROM filings").to_pylist() == [{"n": 2}]
    assert len(facts(f"file://{other}")) == 3


def test_a_query_that_cannot_be_planned_is_told_with_its_reason(lake: str) -> None:
    (log,) = Path(lake, layout.FILINGS, "_delta_log").glob("*.json")
    actions = [json.loads(line) for line in log.read_text().splitlines()]
    for action in actions:
        if "add" in action:
            action["add"]["path"] = "http://127.0.0.1:9/elsewhere.parquet"
    log.write_text("\n".join(map(json.dumps, actions)))
    with pytest.raises(CallerError, match=r"cannot be answered: .*127[.]0[.]0[.]1"):
        ask(lake, "SELECT * FROM filings")


@pytest.mark.parametrize("sql", ["SHOW CREATE VIEW items", 'show create table "ITEMS" ;'])
def test_the_statement_of_a_view_is_shown(lake: str, sql: str) -> None:
    (row,) = ask(lake, sql).to_pylist()
    assert row["statement"].startswith("CREATE VIEW items AS\nSELECT t.* FROM (SELECT")
    assert "FROM sections_files AS t JOIN filings_files AS f" in row["statement"]


def test_a_view_that_is_not_there_cannot_be_shown(lake: str) -> None:
    with pytest.raises(CallerError, match="there is no view 'itens': there are filings, items"):
        ask(lake, "SHOW CREATE VIEW itens")
