import json
from datetime import date
from typing import Any

import pytest

from data_loader.edgar.client import Content
from data_loader.edgar.errors import Trouble
from data_loader.selection.submissions import (
    PAGE_NAME,
    OlderPage,
    Page,
    Row,
    parse_filer,
    parse_page,
)
from stand_ins.collector import collector_held

COLUMNS: dict[str, Any] = {
    "accessionNumber": ["0000990001-24-000017", "0000990001-24-000018"],
    "filingDate": ["2024-02-28", "2024-03-05"],
    "reportDate": ["2023-12-31", ""],
    "form": ["10-K", "8-K"],
}
FILER: dict[str, Any] = {
    "cik": "0000990001",
    "name": "NORTHERN LANTERN CORP",
    "formerNames": [{"name": "LANTERN WORKS INC", "from": "1996", "to": "2001"}],
    "filings": {
        "recent": COLUMNS,
        "files": [
            {
                "name": "CIK0000990001-submissions-001.json",
                "filingCount": 3,
                "filingFrom": "1996-01-26",
                "filingTo": "2015-03-11",
            }
        ],
    },
}


def content(value: object) -> Content:
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    return Content({}, data, iter([data]))


def test_a_filers_list_names_its_filings_and_older_pages() -> None:
    filer = parse_filer(content(FILER))
    assert filer.former_names == ("LANTERN WORKS INC",)
    assert filer.page.rows == (
        Row("0000990001-24-000017", "10-K", date(2024, 2, 28), date(2023, 12, 31)),
    )
    page = "CIK0000990001-submissions-001.json"
    assert filer.older == (OlderPage(page, date(1996, 1, 26), date(2015, 3, 11)),)


def test_an_older_page_is_the_columns_alone() -> None:
    assert parse_page(content(COLUMNS)) == parse_filer(content(FILER)).page


def test_a_filer_without_filings_has_none() -> None:
    empty = {
        "name": "X",
        "filings": {"recent": {"accessionNumber": [], "filingDate": [], "form": []}},
    }
    assert parse_filer(content(empty)).page == Page((), (), {})


@pytest.mark.parametrize(
    ("column", "value", "says"),
    [
        ("filingDate", "soon", "0000990001-24-000017 was filed on 'soon', which is no day"),
        ("filingDate", 20240228, "was filed on '', which is no day"),
        ("filingDate", None, "which is no day"),
        ("accessionNumber", "17", "not an accession number: '17'"),
        ("accessionNumber", None, "not an accession number: ''"),
        ("accessionNumber", 17, "not an accession number"),
    ],
)
def test_a_row_that_cannot_be_used_keeps_none_of_the_others_away(
    column: str, value: object, says: str
) -> None:
    columns = {name: [*values, values[0]] for name, values in COLUMNS.items()}
    columns["accessionNumber"][2] = "0000990001-24-000019"
    columns[column][0] = value
    page = parse_page(content(columns))
    assert [row.accession for row in page.rows] == ["0000990001-24-000019"]
    assert len(page.unusable) == 1
    assert says in page.unusable[0].what


@pytest.mark.parametrize("period", [None, 7, "soon", ["x"], {}])
def test_a_period_that_is_no_day_is_none(period: object) -> None:
    page = parse_page(content({**COLUMNS, "reportDate": [period, ""]}))
    assert [row.period for row in page.rows] == [None]


def test_a_name_of_half_a_character_can_be_written_to_a_file() -> None:
    filer = parse_filer(content({**FILER, "name": "A\ud800B", "formerNames": ["x", {"name": 7}]}))
    assert (filer.name, filer.former_names) == ("A\ufffdB", ())


@pytest.mark.parametrize(
    "value",
    [
        b"{",
        b"[]",
        {},
        {"filings": {"recent": {**COLUMNS, "form": ["10-K"]}}},
        {"filings": {"recent": {**COLUMNS, "filingDate": None}}},
        {"filings": {"recent": {**COLUMNS, "accessionNumber": 7}}},
        {"filings": {"recent": []}},
        {"filings": []},
        {"filings": {"recent": COLUMNS, "files": [{"name": 7}]}},
        b"[" * 200_000,
        b'{"filings": ' + b"1" * 5000 + b"}",
        b'{"filings": 1e999}',
        {
            "filings": {
                "recent": COLUMNS,
                "files": [{"name": "../x.json", "filingFrom": "", "filingTo": ""}],
            }
        },
    ],
)
@collector_held()
def test_what_is_no_such_list_is_fetched_again(value: object) -> None:
    with pytest.raises(Trouble):
        parse_filer(content(value))


def test_the_name_of_a_page_is_no_path() -> None:
    assert PAGE_NAME.fullmatch("CIK0000320193-submissions-001.json")
    assert not PAGE_NAME.fullmatch("../secrets.json")
    assert not PAGE_NAME.fullmatch("a/b.json")
