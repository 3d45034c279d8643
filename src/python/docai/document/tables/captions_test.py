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


def paragraph_over_table(*lines: str) -> str:
    rows = (
        "                      1995      1994",
        "Looms                 $120      $110",
        "Sheds                   40        30",
    )
    return "\n".join((*lines, *rows, ""))


def test_the_last_line_of_a_paragraph_is_no_title_of_the_table_right_below_it() -> None:
    text = paragraph_over_table(
        "   We weave wool and cotton in two mills on the river. The following",
        "table shows what we sold in each of the two years for which figures",
        "are known to us.",
    )
    (one,) = read(text, "k.txt")
    assert one.caption == (
        "The following table shows what we sold in each of the two years for which figures are known to us."
    )
    assert one.head == ("1995", "1994")


def test_a_title_right_below_a_paragraph_stays_the_caption() -> None:
    text = paragraph_over_table(
        "   We weave wool and cotton in two mills on the river, as we always did,",
        "which all who know us say.",
        "",
        "                Sales of the mills",
        "",
    )
    (one,) = read(text, "k.txt")
    assert one.caption == "Sales of the mills"


def test_a_sentence_that_introduces_the_table_is_its_caption_though_others_follow() -> None:
    said = "The table below shows what we wove. See also Note 8, which tells of the looms that we used."
    assert (
        read(book("<p></p>", [f"We weave. {said}"]))[0].caption
        == "The table below shows what we wove."
    )
    far = "We wove what the table below shows. We did so. We still do. We weave on, as we always did in the past."
    assert read(book("<p></p>", [far]))[0].caption == ""


def test_a_long_caption_is_cut_behind_its_last_words_that_fit() -> None:
    said = f"The following table shows {'wool and cotton, ' * 30}as far as we know."
    caption = read(book("<p></p>", [said]))[0].caption
    assert len(caption) <= 300
    assert caption.startswith("The following table shows wool and cotton,")
    assert caption.endswith((" and…", " cotton…", " wool…"))


def test_what_stands_on_the_page_before_names_no_table_that_has_a_title() -> None:
    page = "<p>May 31, 2024</p><p style='page-break-before:always'>&nbsp;</p><p>Sales by mill</p>"
    assert (
        read(f"<html>{page}{table(';2024;2023', 'Looms;$12.5;$11.5')}</html>")[0].caption
        == "Sales by mill"
    )
    said = page.replace("May 31, 2024", "Sales were as follows:")
    assert (
        read(f"<html>{said}{table(';2024;2023', 'Looms;$12.5;$11.5')}</html>")[0].caption
        == "Sales were as follows: - Sales by mill"
    )


def test_the_part_and_the_number_of_an_item_alone_name_no_table() -> None:
    heads = "<p>Wool</p><p>Part II</p><p>Item 8</p>"
    assert (
        read(f"<html>{heads}{table(';2024;2023', 'Looms;$12.5;$11.5')}</html>")[0].caption == "Wool"
    )


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


def test_a_title_that_says_a_scale_and_a_date_names_no_table() -> None:
    rows = (
        '<td colspan="3">In millions</td>',
        "<td></td><td>2024</td><td>2023</td>",
        "<td>Looms</td><td>$12.5</td><td>$11.5</td>",
    )
    body = "".join(f"<tr>{one}</tr>" for one in rows)
    (one,) = read(f"<html><p>Sales by mill</p><table>{body}</table></html>")
    assert (one.caption, one.scale) == ("Sales by mill", 10**6)
