"""Lists of subsidiaries in the shapes that filers give them; all names are made up."""

from __future__ import annotations

import pytest

from docai.document.scan import scan
from docai.document.submission import Document
from docai.exhibits.lines import COLUMNS
from docai.exhibits.places import FOOTNOTE, POSTAL, is_place
from docai.exhibits.rows import (
    A_COMPANY_OF,
    COMPANY,
    HEADING,
    IN_BRACKETS,
    SAYS,
    SHARE,
    Subsidiary,
)
from docai.exhibits.subsidiaries import subsidiaries


def read(text: str) -> list[tuple[str, str | None, str | None, int | None]]:
    found = subsidiaries(scan(Document("EX-21", 2, "ex21", "", text.encode())))
    assert [each.n for each in found] == list(range(1, len(found) + 1))
    return [(each.name, each.jurisdiction, each.share, each.parent_n) for each in found]


def table(*rows: tuple[str, ...]) -> str:
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<html><body><p>Exhibit 21</p><p>Subsidiaries of Lantern Corp</p><table>{body}</table></body></html>"


def test_a_table_of_names_and_places() -> None:
    found = read(
        table(
            ("Name of Subsidiary", "", "Jurisdiction of Incorporation"),
            ("Wick Finance LLC", "", "Maine"),
            ("Lantern (UK) Limited (1)", "", "England &amp; Wales*"),
            ("Lantern Canada Inc.", "", "Ontario, Canada"),
        )
    )
    assert found == [
        ("Wick Finance LLC", "Maine", None, None),
        ("Lantern (UK) Limited", "England & Wales", None, None),
        ("Lantern Canada Inc.", "Ontario, Canada", None, None),
    ]


def test_a_table_with_a_share_of_the_votes() -> None:
    found = read(
        table(
            ("Company", "Country", "Percent owned"),
            ("Wick Finance LLC", "DE", "100%"),
            ("Lantern Gulf FZE", "United Arab Emirates Free Zone", "51.5"),
        )
    )
    assert found == [
        ("Wick Finance LLC", "DE", "100", None),
        ("Lantern Gulf FZE", "United Arab Emirates Free Zone", "51.5", None),
    ]


def test_columns_of_plain_text_with_dots_and_blanks() -> None:
    found = read(
        "                 EXHIBIT 21\n\n  SUBSIDIARIES OF LANTERN CORP*\n\n"
        "NAME                              JURISDICTION\n- ----                              ------------\n"
        "Wick Finance Inc..................   Maine\n"
        "Lantern Japan K.K.                   Japan\n\n"
        "*The names of other subsidiaries are omitted.\n"
    )
    assert found == [
        ("Wick Finance Inc.", "Maine", None, None),
        ("Lantern Japan K.K.", "Japan", None, None),
    ]


def test_a_line_further_in_belongs_to_the_one_before() -> None:
    found = read(
        "Wick Holdings Inc.               Delaware     100\n"
        "   Wick Finance LLC              Maine        100\n"
        "     Wick Leasing LLC            Nevada        80\n"
        "   Wick Oil Ltd.                 Bermuda      100\n"
        "Harbor Mills Co.                 Ohio         100\n"
    )
    assert [(name, parent) for name, _, _, parent in found] == [
        ("Wick Holdings Inc.", None),
        ("Wick Finance LLC", 1),
        ("Wick Leasing LLC", 2),
        ("Wick Oil Ltd.", 1),
        ("Harbor Mills Co.", None),
    ]


def test_a_name_and_a_place_that_go_on_in_the_next_line() -> None:
    found = read(
        "Lantern Engineering and Construction\n   Services Company              Texas        100\n"
        "Lantern Gulf FZE                 United Arab  100\n                                 Emirates\n"
    )
    assert found == [
        ("Lantern Engineering and Construction Services Company", "Texas", "100", None),
        ("Lantern Gulf FZE", "United Arab Emirates", "100", None),
    ]


@pytest.mark.parametrize(
    ("line", "row"),
    [
        ("Wick Finance LLC (Maine)", ("Wick Finance LLC", "Maine", None)),
        ("Wick (Central) Ltd. (England) 51%", ("Wick (Central) Ltd.", "England", "51")),
        (
            "1. Wick Finance LLC, a Maine limited liability company",
            ("Wick Finance LLC", "Maine", None),
        ),
        ("Wick Finance Inc., Delaware", ("Wick Finance Inc.", "Delaware", None)),
    ],
)
def test_a_line_that_says_both(line: str, row: tuple[str, str, str | None]) -> None:
    assert [one[:3] for one in read(f"Exhibit 21\n\n{line}\n")] == [row]


def test_a_list_of_names_alone() -> None:
    found = read(
        "Exhibit 21\n\nSubsidiaries of Lantern Corp\n\nWick Finance LLC\nHarbor Mills Ltd.\n\nNone of them is significant.\n"
    )
    assert [name for name, *_ in found] == ["Wick Finance LLC", "Harbor Mills Ltd."]


def test_what_is_no_list_gives_nothing() -> None:
    assert read("Exhibit 21\n\nThe registrant has none.\n") == []


@pytest.mark.parametrize("text", ["Delaware", "Del.", "DE", "Ontario, Canada", "England and Wales", "U.K.", "Nevada, U.S.", "Ireland (1)", "State of Maine"])  # fmt: skip
def test_places(text: str) -> None:
    assert is_place(text)


@pytest.mark.parametrize("text", ["", "Inc", "Wick Finance LLC", "100", "XX", "Jurisdiction", "Ireland Holdings"])  # fmt: skip
def test_no_places(text: str) -> None:
    assert not is_place(text)


def test_patterns() -> None:
    assert COLUMNS.split("a b  c\td....e . . . f") == ["a b", "c", "d", "e", "f"]
    assert IN_BRACKETS.fullmatch("Wick LLC (Maine)")
    assert not IN_BRACKETS.fullmatch("Wick LLC")
    assert A_COMPANY_OF.fullmatch("Wick LLC, an Ohio corporation")
    assert not A_COMPANY_OF.fullmatch("Wick LLC of Ohio")
    assert SHARE.fullmatch("51.5%")
    assert not SHARE.fullmatch("about half")
    assert COMPANY.search("Wick Finance, Inc.")
    assert not COMPANY.search("The following are omitted")
    assert HEADING.match("Name of company")
    assert not HEADING.match("Wick Finance")
    assert FOOTNOTE.sub("", "Maine (1)*") == "Maine"
    assert not FOOTNOTE.search("Maine")
    assert POSTAL.fullmatch("DE")
    assert not POSTAL.fullmatch("Del")
    assert Subsidiary(1, "Wick") == Subsidiary(1, "Wick", None, None, None)


@pytest.mark.parametrize(
    ("text", "is_said"),
    [
        ("Lantern Corp owns all shares of Wick Finance LLC", True),
        ("The subsidiaries are Wick Finance LLC", True),
        ("Each was organized in Maine, which", True),
        ("Lantern do Brasil Ltda", False),
        ("Has Lamps Inc.", False),
        ("This Thing LLC", False),
    ],
)
def test_a_sentence_is_told_from_a_name(text: str, is_said: bool) -> None:
    assert (SAYS.search(text) is not None) == is_said


def test_a_sentence_about_companies_is_no_line_of_the_list() -> None:
    page = "<html><p>Exhibit 21</p><p>Lantern Corp owns all the shares of Wick Finance LLC and of Lamp Limited.</p></html>"
    assert read(page) == []


BRACKETED_LINES = """
Wick One Inc. (Delaware)
Wick Two Ltd. (Ontario)
Wick Three GmbH (Germany)
Wick Four S.A. (France)
Wick Five B.V. (Netherlands)
"""


def test_in_a_list_with_brackets_also_a_place_that_nobody_knows_is_one() -> None:
    more = "Wick Nord AB (Lampstad)\nW.I.C.K.  S.p.A. (Italy)\nWick Last LLC (Delaware\n     Lamp Yard (Northern)\n     Wick Works -  Quebec\n"
    assert [row[:2] for row in read(BRACKETED_LINES + more)[5:]] == [
        ("Wick Nord AB", "Lampstad"),
        ("W.I.C.K. S.p.A.", "Italy"),
        ("Wick Last LLC", "Delaware"),
    ]
    # four lines say nothing yet
    few = "\n".join(BRACKETED_LINES.strip().splitlines()[:4])
    assert [row[0] for row in read(f"{few}\nWick Nord AB (Lampstad)")] == [
        "Wick One Inc.",
        "Wick Two Ltd.",
        "Wick Three GmbH",
        "Wick Four S.A.",
        "Wick Nord AB (Lampstad)",
    ]


def test_columns_keep_their_meaning_where_some_names_end_in_brackets() -> None:
    columns = "".join(f"Lamp {number} Inc.          Maine\n" for number in range(6))
    assert len(read(BRACKETED_LINES + columns)) == 11


def test_a_name_in_a_column_may_read_like_a_sentence() -> None:
    assert read(table(("This is Lamp Inc.", "Delaware"), ("Wick LLC", "Maine"))) == [
        ("This is Lamp Inc.", "Delaware", None, None),
        ("Wick LLC", "Maine", None, None),
    ]


def cell(name: str, style: str = "", inner: str = "") -> str:
    return f'<tr><td style="{style}"><div style="{inner}">{name}</div></td><td>Maine</td></tr>'


@pytest.mark.parametrize(
    "child",
    [
        cell("Wick LLC", "padding-left:10pt"),
        cell("Wick LLC", "", "margin-left: 12px"),
        cell("Wick LLC", "", "text-indent:1em"),
        cell("Wick LLC", "", "padding-left:1rem"),
        cell("Wick LLC", "padding:2px 1pt 2px 7.75pt"),
        cell("Wick LLC", "", "margin:0 0 0 12pt"),
        cell("Wick LLC", "padding:0 10pt"),
        cell("Wick LLC", "", "padding-left:2%"),
        cell("Wick LLC", "", "padding-left:0.25in"),
        cell("Wick LLC", "", "padding-left:.5cm"),
        cell("Wick LLC", "", "padding-left:5mm"),
        cell("Wick LLC", "", "padding-left:12"),
        cell("&nbsp;&nbsp;&nbsp;Wick LLC"),
        cell("&emsp;&ensp;Wick LLC"),
        "<tr><td></td><td>Wick LLC</td><td>Maine</td></tr>",
    ],
)
def test_a_line_of_html_that_stands_further_in_belongs_to_the_one_above(child: str) -> None:
    rows = cell("Lamp Inc.") + child + cell("Last Inc.")
    found = read(f"<html><body><table>{rows}</table></body></html>")
    assert [(name, parent) for name, _, _, parent in found] == [
        ("Lamp Inc.", None),
        ("Wick LLC", 1),
        ("Last Inc.", None),
    ]


@pytest.mark.parametrize(
    "child",
    [
        cell("Wick LLC", "padding-left:2pt"),
        cell("Wick LLC", "", "margin-left:10pt;text-indent:-10pt"),
        cell("Wick LLC", "padding-right:20pt"),
        cell("Wick LLC", "padding:20pt 2pt"),
        cell("Wick LLC", "padding:20pt 20pt 20pt auto"),
        cell("&nbsp;Wick LLC"),
    ],
)
def test_what_indents_little_or_only_later_lines_nests_nothing(child: str) -> None:
    found = read(f"<html><body><table>{cell('Lamp Inc.')}{child}</table></body></html>")
    assert [parent for *_, parent in found] == [None, None]


def test_paragraphs_of_html_nest_by_their_margins() -> None:
    lines = [("Lamp Inc. (Maine)", 0), ("Wick LLC (Texas)", 20), ("Flame LLC (Ohio)", 40)]
    body = "".join(f'<p style="margin-left:{left}pt">{name}</p>' for name, left in lines)
    found = read(f"<html><body>{body}<p>Last Inc. (Utah)</p></body></html>")
    assert [parent for *_, parent in found] == [None, 1, 2, None]
