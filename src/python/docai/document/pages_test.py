"""Pages: their borders, their numbers, and what stands at the head and foot of each."""

from __future__ import annotations

import pytest

from docai.document.marks import ROW_END
from docai.document.markup import read_html, read_text
from docai.document.pages import find_pages


def _book(first: int = 1, pages: int = 8, head: str = "PUMP COMPANY", prefix: str = "") -> str:
    """Return pages with a running head, some words of their own, and a number at the foot."""
    words = ["pipes", "valves", "pumps", "farms", "wells", "tanks", "drills", "motors", "gears"]
    return "".join(
        f"{head}\n\nThe {words[number % 9]} were sold.\n\n                {prefix}{first + number}\n<PAGE>\n"
        for number in range(pages)
    )


def test_running_heads_and_page_numbers_are_left_out_between_pages() -> None:
    raw = read_text(_book()).raw
    start = raw.find("The valves")
    words = find_pages(raw).words(start, raw.find("sold.", raw.find("The farms")) + 5)
    assert words.split() == [
        "The",
        "valves",
        "were",
        "sold.",
        "The",
        "pumps",
        "were",
        "sold.",
        "The",
        "farms",
        "were",
        "sold.",
    ]


def test_a_line_that_begins_what_was_asked_for_stays() -> None:
    raw = read_text(_book()).raw
    assert find_pages(raw).words(0, 40).startswith("PUMP COMPANY")


def test_a_page_is_found_by_the_number_printed_on_it() -> None:
    raw = read_text(_book(first=31)).raw
    span = find_pages(raw).span("33", "34")
    assert span is not None
    assert raw[slice(*span)].split()[:2] == ["The", "pumps"]
    assert "farms" in raw[slice(*span)]
    assert "wells" not in raw[slice(*span)]


def test_pages_with_a_letter_before_their_number_are_found() -> None:
    raw = read_text(_book(prefix="F-")).raw
    span = find_pages(raw).span("F-2", "F-2")
    assert span is not None
    assert "valves" in raw[slice(*span)]


def test_pages_numbered_in_each_part_anew_are_told_by_the_part_too() -> None:
    for part in ("I", "II", "III", "IV"):
        raw = read_text(_book(prefix=f"{part}-")).raw
        pages = find_pages(raw)
        span = pages.span(f"{part}-2", f"{part}-2")
        assert span is not None
        assert pages.words(*span).split() == ["The", "valves", "were", "sold."]


def test_a_number_that_is_on_no_page_leads_nowhere() -> None:
    pages = find_pages(read_text(_book()).raw)
    assert pages.span("99", "99") is None
    assert pages.span("3", "99") is None


def test_a_missing_number_between_two_others_is_inferred() -> None:
    text = _book().replace("                4\n", "\n")
    raw = read_text(text).raw
    span = find_pages(raw).span("4", "4")
    assert span is not None
    assert "farms" in raw[slice(*span)]


def test_without_page_breaks_lines_of_rising_numbers_part_pages() -> None:
    raw = read_text(_book().replace("<PAGE>\n", "\n")).raw
    assert len(find_pages(raw).pages) >= 7


def test_numbers_that_do_not_rise_part_nothing() -> None:
    raw = read_text("\n\n".join(["Words.", "7", "More.", "3", "Again.", "12", "And.", "5"])).raw
    assert len(find_pages(raw).pages) == 1


def test_a_link_back_to_the_contents_is_left_out() -> None:
    page = '<p>The pumps of {}.</p><p>{}</p><hr style="page-break-after:always"><p>Table of Contents</p>'
    raw = read_html("".join(page.format(word, n) for n, word in enumerate("abcdefgh", 1))).raw
    assert "Table" not in find_pages(raw).words(0, len(raw))


def test_a_text_without_pages_is_one_page() -> None:
    assert find_pages("").words(0, 0) == ""
    assert find_pages("Pumps").words(1, 4) == "ump"


WORDS = ["pipes", "valves", "pumps", "farms", "wells", "tanks", "drills", "motors"]
BREAK = "<hr style='page-break-after:always'>"


def test_a_foot_of_cells_goes_with_the_number_in_it() -> None:
    """The name of a part beside the number, on too few pages to be a running foot."""
    foot = "<table><tr><td><div>Part {}</div></td><td><div>{}</div></td></tr></table>"
    raw = read_html(
        "".join(
            f"<p>The {word} were sold.</p>{foot.format('ABCD'[number // 2], number + 1)}{BREAK}"
            for number, word in enumerate(WORDS)
        )
    ).raw
    text = find_pages(raw).words(0, len(raw))
    assert "Part" not in text
    assert [word for word in text.split() if word in WORDS] == WORDS


def test_a_number_in_the_last_row_of_a_table_is_none_of_a_page() -> None:
    row = "<tr><td><div>{} {}</div></td><td><div>{}</div></td></tr>"
    raw = read_html(
        "".join(
            f"<p>{f'The {word} were sold. ' * 20}</p><table>{row.format('Oak', word, 7)}"
            f"{row.format('Other', word, 3)}</table><p>{number}</p>{BREAK}"
            for number, word in enumerate(WORDS, 11)
        )
    ).raw
    words = find_pages(raw).words(0, len(raw)).split("The valves")[0]
    last = words[words.index("Other pipes") :]
    assert "3" in last
    assert ROW_END in last
    assert "11" not in last


def test_a_number_in_the_first_row_of_a_page_is_none_of_a_page() -> None:
    note = "<table><tr><td><div>({})</div></td><td><div>Sales of {}</div></td></tr></table>"
    raw = read_html(
        "".join(
            f"{note.format(number, word)}<p>{f'The {word} were sold. ' * 20}</p><p>{number + 30}</p>{BREAK}"
            for number, word in enumerate(WORDS, 1)
        )
    ).raw
    words = find_pages(raw).words(0, len(raw))
    assert [f"({number})" in words for number in range(1, 9)] == [True] * 8


def _reading(heads: list[str]) -> str:
    """Return the words of a plain-text document whose pages begin with these heads, on one line."""
    pages = [f"{head}\n\nThe {word} were sold." for head, word in zip(heads, WORDS, strict=True)]
    raw = read_text("\n\n     7\n<PAGE>\n".join(pages)).raw
    return " ".join(find_pages(raw).words(0, len(raw), lines=True).split())


@pytest.mark.parametrize(
    "head",
    [
        "Item 1. Business (Continued)",
        "NOTE 3 - DEBT AND LEASES (CONTINUED)",
        "   (Continued)",
        "3. Debt (cont'd)",
        "NOTES TO STATEMENTS-(Continued)\n\nNOTE 2 - PUMPS (continued):\n\n   (b) Wells (continued):",
    ],
)
def test_a_head_that_says_that_a_part_goes_on_is_left_out(head: str) -> None:
    text = _reading(["", head, "", "", "", "", "", ""])
    assert text.startswith("The pipes were sold. The valves were sold. The pumps")


def test_the_title_of_a_statement_that_goes_on_stays() -> None:
    text = _reading(["", "Statements of Cash Flows (continued)", "", "", "", "", "", ""])
    assert "sold. Statements of Cash Flows (continued) The valves" in text


_RUNS = "Teel Pumps\n\nA Shell Company\n\nPart B\n\nNotes to Financial Statements"


def test_a_running_head_of_several_lines_is_left_out_where_it_stands_again() -> None:
    """Four lines, on too few pages to be furniture anywhere; the first is a heading."""
    text = _reading(["", *[_RUNS] * 3, "", "", "", ""])
    assert text.count("Notes to Financial Statements") == 1
    assert text.count("Teel Pumps") == 1
    assert "The valves were sold. The pumps were sold. The farms" in text


def test_the_filers_name_over_statement_after_statement_stays() -> None:
    text = _reading(["", "Teel\n\nBalance", "Teel\n\nIncome", "Teel\n\nCash", "", "", "", ""])
    assert text.count("Teel") == 3


def test_the_heads_of_columns_of_page_after_page_stay() -> None:
    """Not the name of a section, whether or not one stands below it."""
    for head in ("Pumps   Wells", "(in millions)"):
        text = _reading(["", *[f"{head}\n\nItem 8"] * 3, "", "", "", ""])
        assert text.count("sold. " + " ".join(head.split())) == 3


def test_the_items_of_a_page_are_its_head_however_many_they_are() -> None:
    heads = ["", "Item 1", "Item 1", "Item 1, 2", "Item 3", "Items 4 and 5", "Item 7A", "Item 8"]
    assert "Item" not in _reading(heads)
