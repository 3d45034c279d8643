"""Marks of footnotes in columns of their own: they end up beside their figures, and the columns go."""

from __future__ import annotations

from docai.document.tables.tables_test import html, row, table

_YEARS = '<td></td><td colspan="1">2024</td><td></td><td>2023</td><td></td>'


def test_a_column_of_marks_goes_with_its_marks() -> None:
    one = table(
        html(_YEARS, row("Wool", "1,250", "(1)", "1,100", ""), row("Oak", "700", "", "600", "(2)"))
    )
    assert one.head == ("2024", "2023")
    assert [(cell.column, cell.text) for cell in one.cells] == [
        (1, "1,250 (1)"), (2, "1,100"), (1, "700"), (2, "600 (2)"),
    ]  # fmt: skip


def test_a_column_of_marks_under_the_head_of_the_figures_goes_too() -> None:
    years = '<td></td><td colspan="2">2024</td><td colspan="2">2023</td>'
    one = table(
        html(years, row("Wool", "1,250", "(1)", "1,100", ""), row("Oak", "700", "", "600", "(2)"))
    )
    assert one.head == ("2024", "2023")
    assert [cell.column for cell in one.cells] == [1, 2, 1, 2]


def test_a_column_of_marks_under_a_head_of_its_own_stays() -> None:
    head = row("", "2024", "Note", "2023")
    one = table(html(head, row("Wool", "1,250", "(1)", "1,100"), row("Oak", "700", "(2)", "600")))
    assert one.head == ("2024", "Note", "2023")
    assert [cell.text for cell in one.cells][:3] == ["1,250", "(1)", "1,100"]
