import pytest

from docai.runtime.errors import CallerError
from local_pipeline.refusals import in_words
from local_pipeline.sql import ask

ASKED = {
    "SELECT 1 FROM itens": "there is no table or view itens; did you mean items? SHOW TABLES lists them",
    "SELECT 1 FROM Filings": "there is no table or view Filings; did you mean filings? SHOW TABLES lists them",
    "SELECT 1 FROM delta.items": "there is no table or view delta.items; did you mean items? SHOW TABLES lists them",
    "SHOW COLUMNS FROM zzz": "there is no table or view zzz; SHOW TABLES lists them",
    "SELECT form FROM filings WHERE form = \"10-K\"": "there is no column \"10-K\"; a text stands in single quotes: '10-K'",
    "SELEC 1": "this is not SQL in line 1, column 1: expected: an SQL statement, found: SELEC",
    "SELECT form\nFROM filings WHERE form = 1A": "this is not SQL in line 2, column 28: expected: end of statement, found: A",
    "SELECT year(accession) FROM filings": "there is no function year; extract(year FROM a_day) gives the year",
    "SELECT datediff(day, 1, 2)": "there is no function datediff; CAST(later - earlier AS INT) gives the days between two days",
    "SELECT nwo()": "Invalid function 'nwo'.",
    "SELECT sum(form) FROM filings": "the function sum does not take arguments of String",
    "SELECT 1; SELECT 2": "give one statement at a time",
    "EXPLAIN SELECT 1": "EXPLAIN is not for here: ask the query itself",
    "EXPLAIN ANALYZE SELECT 1": "EXPLAIN is not for here: ask the query itself",
    "SELECT 1/0": "Divide by zero error",
    "SELECT CAST('x' AS INT)": "Cannot cast string 'x' to value of Int32 type",
    "SELECT TOP 5 form FROM filings": "TOP",
    "SELECT colour FROM filings": "No field named colour. Valid fields are filings.accession, filings.form.",
    "SELECT \"Form\" FROM filings": "No field named \"Form\". Did you mean 'filings.form'? Valid fields are filings.accession, filings.form.",
}  # fmt: skip


@pytest.mark.parametrize("sql", ASKED)
def test_a_refusal_says_in_words_of_sql_what_to_change(lake: str, sql: str) -> None:
    with pytest.raises(CallerError) as caught:
        ask(lake, sql)
    said = str(caught.value)
    assert said.startswith(f"the query cannot be answered: {ASKED[sql]}")
    for own in ("datafusion", "DataFusion", "Arrow", "planning", "ParserError", "bug"):
        assert own not in said


def test_the_columns_of_a_table_are_listed_as_mysql_asks_for_them(lake: str) -> None:
    listed = ask(lake, "SHOW COLUMNS FROM filings;").column("column").to_pylist()
    assert listed == ask(lake, "DESCRIBE filings").column("column").to_pylist()


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("DataFusion error: External error: Invalid argument error: too long", "too long"),
        ("Execution error: no room", "no room"),
        ("Schema error: odd. This was likely caused by a bug in DataFusion's code.", "odd"),
        (
            "Internal error: odd.\nThis issue was likely caused by a bug in DataFusion's code. Please help us.",
            "odd",
        ),
        ("Object at location a/b not found", "Object at location a/b not found"),
        ('SQL error: ParserError("recursion limit exceeded")', "this is not SQL: recursion limit exceeded"),
    ],
)  # fmt: skip
def test_what_an_engine_says_to_its_makers_is_left_out(said: str, told: str) -> None:
    assert in_words(said, ()) == told
