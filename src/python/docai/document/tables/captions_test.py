"""Captions without running heads; and what is no table of figures."""

from __future__ import annotations

import pytest

from docai.document.scan import scan
from docai.document.submission import Document
from docai.document.tables.model import Table
from docai.document.tables.reader import tables_of


def read(body: str, name: str = "k.htm") -> tuple[Table, ...]:
    return tables_of(scan(Document("10-K", 1, name, "", body.encode())))


def table(*rows: str) -> str:
    cells = ("".join(f"<td>{cell}</td>" for cell in row.split(";")) for row in rows)
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"


def book(head: str, titles: list[str]) -> str:
    page = "<p>{}</p><p>{}</p>" + table(";2024;2023", "Looms;$12.5;$11.5")
    return f"<html>{''.join(page.format(head.format(n), title) for n, title in enumerate(titles))}</html>"


def test_what_stands_above_many_tables_names_none() -> None:
    titles = ["Wool", "Oak", "Ash", "Elm"]
    for head in ("THE LOOM COMPANY", "2024 Form 10-K {}"):
        assert [one.caption for one in read(book(head, titles))] == titles
    # three are not many
    three = read(book("THE LOOM COMPANY", titles[:3]))
    assert three[0].caption == "THE LOOM COMPANY - Wool"


def test_a_sentence_over_many_tables_stays() -> None:
    said = "Sales were as follows:"
    assert [one.caption for one in read(book("<b>Wool</b>", [said] * 5))] == [said] * 5


def test_a_signature_and_a_page_are_no_caption() -> None:
    titles = ["Annual Report Page 27", "/s/ A. Weaver"]
    assert [one.caption for one in read(book("Wool", titles))] == ["Wool", "Wool"]


def test_a_detail_in_brackets_belongs_to_the_label_above_it() -> None:
    rows = (";2024;2023", "Shares retired;;", "(8,534,289 shares);$12.5;$11.5")
    (one,) = read(f"<html>{table(*rows)}</html>")
    assert one.labels[0].text == "Shares retired (8,534,289 shares)"


@pytest.mark.parametrize(
    ("cells", "number", "scale"),
    [("280;bps", 280, 0.0001), ("(50;) bps", -50, 0.0001), ("3.1;pts", 3.1, 0.01), ("(0.9;)pp", -0.9, 0.01), ("1;bp", 1, 0.0001)],
)  # fmt: skip
def test_points_are_what_they_are_of_one(cells: str, number: float, scale: float) -> None:
    (one,) = read(
        f"<html>{table(';2024;;2023', f'Margin;{cells};12.5', 'Sales;$12.5;;$11.5')}</html>"
    )
    first = one.cells[0]
    assert (float(first.number or 0), float(first.scale)) == (number, scale)


def test_a_list_of_exhibits_with_letters_is_no_table() -> None:
    rows = [f"10.A.{n};Lease of a mill;{n + 30}" for n in range(1, 6)]
    assert read(f"<html>{table(*rows)}</html>") == ()
    money = [f"10.{n};Lease of a mill;${n + 30},500" for n in range(1, 6)]
    assert len(read(f"<html>{table(*money)}</html>")) == 1


def test_a_justified_line_of_prose_is_no_table() -> None:
    prose = "Interest on loans was   $24.9\nmillion,    $8.9   million,   and   $6.5  million    for   1994,   1993,   and   1992,\n"
    assert read(f"\nWe borrow.\n\n{prose}\n\nThe end.\n", "k.txt") == ()


@pytest.mark.parametrize(
    ("lines", "caption"),
    [
        (("Notes to Financial Statements (Continued)",), ""),
        (("LOOM, INC. AND SUBSIDIARIES", "NOTES TO STATEMENTS -- (CONTINUED)", "Wool"), "Wool"),
        (("SCHEDULE II (Continued)", "LOOM COMPANY", "Wool"), "LOOM COMPANY - Wool"),
        (("NOTE 5--WOOL (CONTINUED) Wool was sold to:",), "Wool was sold to:"),
        (("Statements of Cash Flows (continued)",), "Statements of Cash Flows (continued)"),
        (("Discontinued Operations",), "Discontinued Operations"),
    ],
)
def test_the_head_of_a_page_that_says_that_a_part_goes_on_is_no_caption(
    lines: tuple[str, ...], caption: str
) -> None:
    above = "".join(f"<p>{line}</p>" for line in lines)
    (one,) = read(f"<html>{above}{table(';2024;2023', 'Looms;$12.5;$11.5')}</html>")
    assert one.caption == caption


@pytest.mark.parametrize(
    ("titles", "caption", "unit"),
    [
        (("The looms that we sold in", "this year were as follows (in", "millions):"), "The looms that we sold in this year were as follows (in millions):",
         "The looms that we sold in this year were as follows (in millions):"),
        (("Looms sold", "by mill"), "Looms sold by mill", ""),
        (("Looms", "Sold by mill"), "Looms - Sold by mill", ""),
        (("Looms of", "(in millions)"), "Looms of", "(in millions)"),
    ],
)  # fmt: skip
def test_a_title_over_several_lines_is_one_where_it_goes_on(
    titles: tuple[str, ...], caption: str, unit: str
) -> None:
    lines = [*titles, "", "                    1996     1995", "Wool                12.5     11.5", "Oak                  3.5      2.5"]  # fmt: skip
    body = "\n".join(["<TABLE>", "<CAPTION>", *lines, "</TABLE>"])
    (one,) = read(f"Words.\n\n{body}\n", "k.txt")
    assert (one.caption, one.unit) == (caption, unit)
