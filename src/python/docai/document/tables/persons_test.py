"""Tables of officers and directors by their ages."""

from __future__ import annotations

from docai.document.scan import scan
from docai.document.submission import Document
from docai.document.tables.model import Table
from docai.document.tables.reader import tables_of
from docai.document.tables.typed.heads_test import table


def web(*rows: str) -> Table:
    body = "".join(
        f"<tr>{''.join(f'<td>{cell}</td>' for cell in row.split(';'))}</tr>" for row in rows
    )
    page = f"<html><table>{body}</table></html>".encode()
    (one,) = tables_of(scan(Document("10-K", 1, "k.htm", "", page)))
    return one


def texts(one: Table) -> list[tuple[str, ...]]:
    return [
        (label.text, *(cell.text for cell in one.cells if cell.row == row))
        for row, label in enumerate(one.labels, 1)
    ]


def test_the_position_before_the_age_is_a_column() -> None:
    one = web("Name;Position;Age", "Jane Roe;Weaver;59", "John Doe;Miller;47")
    assert (one.stub, one.head) == ("Name", ("Position", "Age"))
    assert texts(one) == [("Jane Roe", "Weaver", "59"), ("John Doe", "Miller", "47")]
    assert [cell.number for cell in one.cells] == [None, 59, None, 47]


def test_a_name_over_two_cells_is_one_label() -> None:
    one = web("Name;;Age", "Jane;Roe;59", "John;Doe;47")
    assert texts(one) == [("Jane Roe", "59"), ("John Doe", "47")]


def test_a_position_that_few_have_is_none() -> None:
    one = web("Name;Position;Age", "Jane Roe;Weaver;59", "John Doe;;47", "Ann Poe;;61")
    assert texts(one)[1:] == [("John Doe", "47"), ("Ann Poe", "61")]
    assert one.head == ("Age",)


def test_lines_go_on_with_those_above() -> None:
    one = table(
        "Name               Age   Position",
        "----               ---   --------",
        "Jane Roe            59   Weaver of wool and of",
        "                         all that is woven",
        "John Doe            47   Miller",
        "",
        "                         since 1994",
    )
    assert texts(one)[:2] == [("Jane Roe", "59", "Weaver of wool and of all that is woven"), ("John Doe", "47", "Miller")]  # fmt: skip


def test_in_plain_text_the_position_before_the_age_is_a_column_too() -> None:
    one = table(
        "Name               Position                 Age",
        "----               --------                 ---",
        "Jane Roe           Weaver of wool and of     59",
        "                   all that is woven",
        "John Doe           Miller                    47",
    )
    assert one.head == ("Position", "Age")
    assert texts(one) == [("Jane Roe", "Weaver of wool and of all that is woven", "59"), ("John Doe", "Miller", "47")]  # fmt: skip


def test_a_row_of_html_that_fills_several_columns_is_an_office_of_its_own() -> None:
    one = web(
        "Name;Age;Position;Since", "Jane Roe;59;Weaver;2019", ";;Miller;since 2012", ";;of Utah;"
    )
    assert texts(one) == [
        ("Jane Roe", "59", "Weaver", "2019"), ("", "Miller", "since 2012"), ("", "of Utah"),
    ]  # fmt: skip


def test_a_word_of_another_column_is_kept() -> None:
    one = web(
        "Name;Age;Position;Since", "Jane Roe;59;;2019", ";;Weaver;", "John Doe;47;Miller;2020"
    )
    assert texts(one)[0] == ("Jane Roe", "59", "Weaver", "2019")


def test_what_is_no_age_makes_no_table_of_persons() -> None:
    for age in ("5", "159"):
        one = web(
            "Name;Position;Age;Pay", f"Jane Roe;Weaver;{age};$1,959", "John Doe;Miller;47;$2,000"
        )
        assert one.head == ("Age", "Pay")
