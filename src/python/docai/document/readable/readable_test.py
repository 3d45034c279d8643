"""Readable text: bullets, tables, rules, paragraphs; and no letter lost or made."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docai.document.markup import read_html, read_text
from docai.document.pages import find_pages
from docai.document.readable.html import render_html
from docai.document.readable.plain import render_text
from docai.document.seams import join_html, join_lines


def _html(source: str) -> str:
    return render_html(read_html(f"<html>{source}</html>").raw)


def _row(*cells: str) -> str:
    return (
        f"<table><tr>{''.join(f'<td>{cell}</td>' for cell in ('Pumps', 'x', *cells))}</tr></table>"
    )


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)


@pytest.mark.parametrize("bullet", ["•", "▪", "o", "*", "–", "-", "§", "(a)", "(iv)", "12.", "b)"])
def test_a_bullet_and_its_words_are_one_line(bullet: str) -> None:
    assert _html(f"<dl><dt>{bullet}<dd>Small pumps<dt>{bullet}<dd>Large pumps</dl>") == (
        f"{bullet} Small pumps\n{bullet} Large pumps"
    )


def test_a_table_that_is_a_bullet_is_one_line() -> None:
    assert (
        _html("<table><tr><td></td><td>•</td><td>Small pumps</td></tr></table>") == "• Small pumps"
    )


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (("(33,950 )",), "(33,950)"),
        (("(33,950", ")"), "(33,950)"),
        (("(33,950", "", ")"), "(33,950)"),
        (("$", "33"), "$33"),
        (("$", "―"), "$―"),
        (("$", "nil"), "$nil"),
        (("$", "(5", ")"), "$(5)"),
        (("US$", "5"), "US$5"),
        (("$ (", "5", ")"), "$(5)"),
        (("5.6", "", "%"), "5.6%"),
        (("(5", ")%"), "(5)%"),
        (("5 %",), "5%"),
        (("Gross margin %",), "Gross margin %"),
        (("(50", ") bps"), "(50) bps"),
        (("(50", ")bps"), "(50) bps"),
        (("280", "bps"), "280 bps"),
        (("1", "bp"), "1 bp"),
        (("3.1", "pts"), "3.1 pts"),
        (("(3.1", ") pts"), "(3.1) pts"),
        (("(3.1", ")pts"), "(3.1) pts"),
        (("1.5", "pp"), "1.5 pp"),
        (("(0.9", ")pp"), "(0.9) pp"),
        (("(0.9", ") pp"), "(0.9) pp"),
    ],
)
def test_signs_in_cells_of_their_own_join_their_number(cells: tuple[str, ...], said: str) -> None:
    assert _html(_row(*cells)) == f"Pumps | x | {said}"


@pytest.mark.parametrize("cells", [("Amount", "%"), ("$", "Words"), ("5", "X")])
def test_other_cells_stay_apart(cells: tuple[str, ...]) -> None:
    assert _html(_row(*cells)) == f"Pumps | x | {' | '.join(cells)}"


def test_a_rule_is_left_out_and_a_dash_for_nothing_stays() -> None:
    assert _html("<p>One</p><p>-----</p><p>Two</p>") == "One\n\nTwo"
    rows = "<tr><td>a</td><td>—</td><td>5</td></tr><tr><td></td><td>----</td><td>----</td></tr>"
    assert _html(f"<table>{rows}</table>") == "a | — | 5"
    assert _html("<p>_____</p>") == ""


def test_no_line_begins_or_ends_in_a_blank() -> None:
    source = "<p>One <b> </b> </p><p> <i> </i> Two <br> <i> </i> <br>Three <i> </i></p>"
    assert _html(source) == "One\n\nTwo\n\nThree"


def test_a_sentence_goes_on_in_the_next_column() -> None:
    begun = "We sold pumps that were made in many of our plants for "
    assert (
        _html(f"<div><div><p>{begun}</p></div></div><div><p>farms.</p></div>") == f"{begun}farms."
    )


def test_plain_text_is_unwrapped_and_its_tables_kept() -> None:
    prose = "We make pumps for farms and for mines in all of the\ncountry, and we sell them."
    table = "Pumps sold          $  5      $  6\n Shares\n  outstanding         7         8"
    assert render_text(prose) == prose.replace("\n", " ")
    assert render_text(table) == table
    long = (
        prose.removesuffix(".")
        + " to our own customers and\nto those of Amberley as well, who put them\ninto the plants of many more mines.\n"
    )
    said = render_text(f"{long}{long}{table}")
    assert said.endswith(f"{table}")
    assert said.removesuffix(table).count("\n") <= 2


def test_a_table_of_labels_on_many_lines_is_kept() -> None:
    table = "Earnings per\n common and\n common\n equivalent\n share         $  2.61  $  0.73\nCash dividends\n declared\n per share     $  0.48  $  0.48"
    assert render_text(table) == table


def test_a_row_alone_keeps_its_margin_and_a_heading_does_not() -> None:
    assert render_text("a\n\n    Pumps    5    6") == "a\n\n    Pumps    5    6"
    assert render_text("a\n\n          PUMPS") == "a\n\nPUMPS"


def test_rules_in_plain_text() -> None:
    assert render_text("PUMPS\n-----\n\n-----------\n\nWe make them.") == "PUMPS\n\nWe make them."
    head = "            1995      1994\n            ----      ----\nPumps          5         6"
    assert render_text(f"a\n\n{head}") == f"a\n\n{head}"


@pytest.mark.parametrize(
    "line",
    [
        "Pumps and valves     sold to farms",
        "Pumps and valves....page",
        "Pumps =====",
        "Pumps _____",
        f"{' ' * 24}Pumps and valves",
    ],
)
def test_lines_with_columns_stay_as_they_are(line: str) -> None:
    assert render_text(f"a\n\n{line}\n{line}") == f"a\n\n{line}\n{line}"


@pytest.mark.parametrize(
    "line",
    ["   Pumps and valves, sold", "   Pumps and valves, sold...", "   Pumps -- and valves"],
)
def test_a_margin_dots_or_a_dash_make_no_columns(line: str) -> None:
    short = line.strip()
    assert render_text(f"a\n\n{line}\n{line}") == f"a\n\n{short}\n{short}"


def test_a_bracket_closes_up_and_the_columns_stay() -> None:
    assert render_text("a\n\nLoss     (33,950 )   (5)").endswith("Loss     (33,950)    (5)")


_MADE = (
    "In the second year our looms ran day and night, and our weavers\nmended them where they stood."
)


@pytest.mark.parametrize(
    "heading",
    ["NOTE 3: ISSUANCES OF STOCK BY OUR WEAVERS", "NOTE 1: ORGANIZATION OF LOOMS AND SUMMARY OF\nPOLICIES OF SOME NOTE TO ALL OUR WEAVERS"],
)  # fmt: skip
def test_a_heading_in_capitals_stands_over_its_paragraph(heading: str) -> None:
    assert render_text(f"{heading}\n{_MADE}") == "\n".join(
        (heading.replace("\n", " "), _MADE.replace("\n", " "))
    )


@pytest.mark.parametrize(
    ("above", "below"),
    [
        (
            "OUR WEAVERS OWN ALL THE LOOMS OF OUR MILL AND",
            "Shuttles in it, and those of others too",
        ),
        ("OUR WEAVERS OWN ALL THE LOOMS (PURCHASED", "AGREEMENTS). Looms of others are not theirs"),
        ("OUR WEAVERS OWN ALL THE LOOMS OF OUR MILL", "and the shuttles in it, as we have said"),
        ("OUR WEAVERS OWN ALL THE LOOMS OF OUR MILL", "and shuttles, which we said before"),
        (
            "We own all the looms of NORTH AND SOUTH",
            "Amberley, and those of others too, as we said",
        ),
    ],
)
def test_capitals_that_go_on_are_no_heading(above: str, below: str) -> None:
    prose = "We buy wool from shepherds who live near our mills"
    assert "\n" not in render_text(f"{above}\n{below}\n{prose}")


def test_each_entry_of_a_plain_list_is_a_line() -> None:
    entry = "o   pumps and valves of all kinds for farms and for mines in all of the\n    country and beyond"
    assert render_text(f"{entry}\n{entry}").count("\n") == 1


def test_a_bullet_stands_apart_from_its_words() -> None:
    assert _html("<p>We sell</p><p>•looms</p><p>–Of oak</p><p>–5</p>") == (
        "We sell\n\n• looms\n\n– Of oak\n\n–5"
    )
    assert _html("<p>•looms</p>") == "• looms"


_WORD = st.sampled_from(
    [
        "pumps",
        "the",
        "of",
        "Sales",
        "5",
        "(7",
        ")",
        "%",
        "$",
        "—",
        "•",
        "o",
        "-----",
        "(a)",
        "U.S.",
        "farms.",
        "which,",
        "x1",
    ]
)
_WORDS = st.lists(_WORD, min_size=1, max_size=14).map(" ".join)
_SHAPES = st.sampled_from(
    [
        "<p>{}</p>",
        "<div>{} </div>",
        "{}<br>",
        "<table><tr><td>{}</td><td>•</td></tr></table>",
        "<table><tr><td>a</td><td>{}</td><td>)</td></tr>",
        "<td>{}",
        "</table>{}",
    ]
)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.lists(st.tuples(_SHAPES, _WORDS), max_size=6), min_size=1, max_size=5))
def test_html_loses_and_makes_no_letter(pages: list[list[tuple[str, str]]]) -> None:
    raws = [read_html("<p>" + "".join(a.format(b) for a, b in page)).raw for page in pages]
    assert _letters(render_html(join_html(raws))) == _letters("".join(raws))


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.lists(st.tuples(_WORDS, st.sampled_from(["\n", "\n\n", "      ", " "])), max_size=12),
        min_size=1,
        max_size=5,
    )
)
def test_plain_text_loses_and_makes_no_letter(pages: list[list[tuple[str, str]]]) -> None:
    raws = [read_text("".join(a + b for a, b in page)).raw for page in pages]
    assert _letters(render_text(join_lines(raws))) == _letters("".join(raws))


_PLAIN_PAGE = "{head}\n\n{words}\n\n{foot}\n<PAGE>\n"
_HTML_PAGE = '<p>{head}</p><p>{words}</p><p>{foot}</p><hr style="page-break-after:always">'
_HTML_TABLES = (
    "<table><tr><td>{head}</td></tr></table><div>{words}</div><div><br></div>"
    '<table><tr><td></td><td>{foot}</td></tr></table><div style="page-break-after: always"></div>'
)
_HEADS = ("PUMP COMPANY", "Pump Company and Subsidiaries", "Table of Contents", "Form 10-K 1995")
_FEET = ("{}", "- {} -", "Page {}", "Pump Company | {}", "F-{}", "{} of 99")


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from([_PLAIN_PAGE, _HTML_PAGE, _HTML_TABLES]),
    st.sampled_from(_HEADS),
    st.sampled_from(_FEET),
    st.sampled_from([1, 4]),
    st.lists(_WORDS, min_size=6, max_size=12),
)
def test_words_over_pages_are_those_of_the_pages_and_no_furniture(
    page: str, head: str, foot: str, every: int, pages: list[str]
) -> None:
    if every > 1:
        # on few pages, a link to the contents and a bare number are furniture all the same
        head, foot = "Table of Contents", "- {} -"
    # a word of its own makes of each page's words what no other page has
    bodies = [f"{words} {'abcdefghijkl'[n] * 3}." for n, words in enumerate(pages)]
    source = "".join(
        page.format(
            head=head * (n % every == 0), words=words, foot=foot.format(n + 20) * (n % every == 0)
        )
        for n, words in enumerate(bodies)
    )
    is_plain = page is _PLAIN_PAGE
    raw = (read_text(source) if is_plain else read_html(f"<div>{source}")).raw
    joined = find_pages(raw).words(0, len(raw), lines=is_plain)
    text = render_text(joined) if is_plain else render_html(joined)
    # the first line of what is asked for is never furniture
    assert _letters(text).removeprefix(_letters(head)) == _letters("".join(bodies))
