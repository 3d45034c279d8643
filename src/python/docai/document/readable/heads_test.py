"""Rows of heads beside a cell that spans two rows."""

from __future__ import annotations

from docai.document.readable.html import render_html
from docai.document.scan import scan
from docai.document.submission import Document


def said(*rows: str) -> str:
    page = f"<html><table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table></html>"
    return render_html(scan(Document("10-K", 1, "k.htm", "", page.encode())).text.raw)


def cells(*words: str) -> str:
    return "".join(f"<td>{one}</td>" for one in words)


def money(label: str, *amounts: str) -> str:
    return cells(label) + "".join(f"<td></td><td>$</td><td>{one}</td>" for one in amounts)


OWNER = '<td rowspan="2">In millions</td><td></td>'
YEARS = '<td></td><td colspan="2">2024</td><td></td><td colspan="2">2023</td>'


def test_heads_beside_a_cell_of_two_rows_stand_over_their_values() -> None:
    page = said(OWNER, YEARS, money("Oak", "12", "11"), money("Ash", "7", "6"))
    assert page == "In millions\n | 2024 | 2023\nOak | $12 | $11\nAsh | $7 | $6"


def test_so_they_do_beside_a_wider_cell() -> None:
    wide = OWNER.replace("rowspan", 'colspan="2" rowspan')
    label = money("Oak", "12", "11").replace("<td>Oak", '<td colspan="2">Oak', 1)
    assert (
        said(wide, YEARS, label, label)
        == "In millions\n | 2024 | 2023\nOak | $12 | $11\nOak | $12 | $11"
    )


def test_heads_that_stand_over_their_values_stay() -> None:
    years = "<td></td>" + YEARS
    page = said(cells("In millions"), years, money("Oak", "12", "11"), money("Ash", "7", "6"))
    assert page == "In millions\n | 2024 | 2023\nOak | $12 | $11\nAsh | $7 | $6"


def test_rows_with_another_number_of_heads_than_values_stay() -> None:
    page = said(OWNER, YEARS, money("Oak", "12", "11", "10"))
    assert page == "In millions\n | 2024 |  | 2023\nOak |  | $12 |  | $11 | $10"
