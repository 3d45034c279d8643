"""What may be a heading of an Item, and what must not."""

from __future__ import annotations

import pytest

from docai.tenk.headings.best_path import best_path
from docai.tenk.headings.candidates import Heading, find_headings
from docai.tenk.headings.contents import mark_contents
from docai.tenk.headings.lines import lowered
from docai.tenk.headings.titles import find_titles
from docai.tenk.vocabulary import ANNUAL, SMALL_BUSINESS, letters, name, title_kind


def _headings(text: str) -> list[Heading]:
    return find_headings(text, lowered(text), ANNUAL)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("\nITEM 1. BUSINESS\n", "1"),
        ("\nItem 1A — Risk Factors\n", "1A"),
        ("\nItem 1 A. Risk Factors\n", "1A"),
        ("\nItem\n7\nManagement's Discussion\n", "7"),
        ("\nPart II, Item 5: Market for Registrant's Common Equity\n", "5"),
        ("\n  * Item 3) Legal Proceedings\n", "3"),
        ("\nITEM 9A(T) CONTROLS AND PROCEDURES\n", "9A"),
        ("\nItem 9A.(T) Controls and Procedures\n", "9A"),
        ("\nItem 9A. (T) Controls and Procedures\n", "9A"),
        ("\nItem Number 3. Legal Proceedings\n", "3"),
        ("\nPart One, Item 3. Legal Proceedings\n", "3"),
        ("\n§ Item 3. Legal Proceedings\n", "3"),
        ("\n==Item 3. Legal Proceedings==\n", "3"),
        ("\nItem VII. Management's Discussion\n", "7"),
        ("\nItem 1. A description of the business\n", "1"),
    ],
)
def test_headings_are_found(text: str, key: str) -> None:
    best = max(_headings(text), key=lambda heading: heading.score)
    assert name(best.key) == key
    assert best.score > 3


@pytest.mark.parametrize(
    "text",
    [
        "as described in Item 1. Business",
        "\nItem 7 of this report says more\n",
        "\nItem 405 of Regulation S-K\n",
        "\nItems that we sold\n",
        "\nItem 17. Unheard of\n",
        "\nItem 1, which see\n",
        "\nline items 3 and 4\n",
        "\nsubitem 2. Properties\n",
    ],
)
def test_running_text_is_no_heading(text: str) -> None:
    assert _headings(text) == []


def test_a_line_that_a_sentence_runs_into_scores_less() -> None:
    free = _headings("\n\nItem 7. Management's Discussion\n")[0]
    bound = _headings("\nas is said in\nItem 7. Management's Discussion\n")
    assert not bound or bound[0].score < free.score - 3


def test_a_continued_heading_scores_less() -> None:
    assert (
        _headings("\nItem 2. Properties (continued)\n")[0].score
        < _headings("\nItem 2. Properties\n")[0].score
    )


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("ITEM 2, LOOMS AND SHEDS", True),
        ("Item (2) Looms and Sheds", True),
        ("Item 2, Looms and Sheds", False),
        ("ITEM 2, Looms and sheds", False),
        ("Item 2) Looms and Sheds", False),
    ],
)
def test_a_title_that_nobody_knows_behind_a_comma_or_a_bracket(line: str, found: bool) -> None:
    assert bool(_headings(f"\n{line}\n")) == found


@pytest.mark.parametrize("between", ["; ", ", ", " and ", " & ", "/ "])
def test_a_second_item_in_the_title_of_the_first(between: str) -> None:
    (heading,) = _headings(f"\nItem 1. Business{between}Item 2. Properties\n")
    assert heading.covers == ((1, ""), (2, ""))


def test_contents_are_told_from_the_body() -> None:
    entries = [
        ("1.", "Business"),
        ("2.", "Properties"),
        ("3.", "Legal Proceedings"),
        ("4.", "Mine Safety Disclosures"),
    ]
    contents = "".join(
        f"\nItem {number} {title} ..... {page}" for page, (number, title) in enumerate(entries, 3)
    )
    body = "".join(
        f"\n\nItem {number} {title}\n\n" + "Words of our own. " * 40 for number, title in entries
    )
    text = contents + "\n\n" + body
    low = lowered(text)
    marked = mark_contents(_headings(text), low)
    assert [heading.in_contents for heading in marked] == [True] * 4 + [False] * 4
    assert [heading.start > len(contents) for heading in best_path(marked)] == [True] * 4


@pytest.mark.parametrize(
    ("line", "keys"),
    [
        ("PROPERTIES", ["2"]),
        ("1A. Risk Factors", ["1A"]),
        (
            "Management's Discussion and Analysis of Financial Condition and Results of Operations",
            ["7"],
        ),
        ("Exhibits, Financial Statement Schedules, and Reports on Form 8-K", ["14", "15"]),
    ],
)
def test_titles_alone_are_found(line: str, keys: list[str]) -> None:
    text = f"\n\n{line}\n\nWords."
    assert [name(title.key) for title in find_titles(text, lowered(text), ANNUAL)] == keys


@pytest.mark.parametrize(
    "line",
    [
        "Our properties are large",
        "properties",
        "2. Risk Factors",
        "Business is good",
        "Directors we like",
    ],
)
def test_lines_that_only_begin_like_a_title_are_not(line: str) -> None:
    text = f"\n\n{line}\n\nWords."
    assert find_titles(text, lowered(text), ANNUAL) == []


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Description of Business", "business"),
        ("Management's Discussion", "mda"),
        ("Plan of Operation", "mda"),
        ("Quantitative and Qualitative Disclosures", "market_risk"),
        ("Financial Statement Schedules", "exhibits"),
        ("Consolidated Financial Statements", "statements"),
        ("Management's Narrative Analysis", "mda"),
        ("Real Estate", "properties"),
        ("General Development of Business", "business"),
        ("Directors and Executive Officers", "directors"),
        ("Director and Executive Compensation", "compensation"),
        ("Executive Officer and Director Compensation", "compensation"),
        ("Directors' Compensation", "compensation"),
        ("Principal Unitholders", "ownership"),
        ("Control and Procedures", "controls"),
        ("Weather", ""),
    ],
)
def test_titles_say_what_an_item_is_about(words: str, kind: str) -> None:
    assert title_kind(letters(words))[0] == kind


def test_parts_follow_the_numbering() -> None:
    assert [ANNUAL.part(key) for key in ((1, "A"), (5, ""), (9, "C"), (10, ""), (15, ""))] == [
        "I",
        "II",
        "II",
        "III",
        "IV",
    ]
    assert SMALL_BUSINESS.part((9, "")) == "III"


@pytest.mark.parametrize(
    ("line", "page"),
    [
        ("Item 7. Management's Discussion and Analysis of Financial Condition .... 12", True),
        ("Item 2. Properties 12", True),
        ("Item 2. Properties", False),
        ("Item 2. Properties N/A", False),
        ("Item 2. Looms and Sheds 12", False),
    ],
)
def test_a_page_behind_the_title_is_told(line: str, page: bool) -> None:
    assert _headings(f"\n{line}\n")[0].page_after == page


def test_the_number_at_the_foot_of_a_page_is_not_that_of_the_title() -> None:
    assert not _headings("\nItem 2. Properties\n\n    12\n\x0c")[0].page_after
    assert _headings("\nItem 2. Properties\n\n    12\n\nItem 3. Legal Proceedings\n")[0].page_after


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("I T E M  2 .  P R O P E R T I E S", [("2", "properties", 9.0)]),
        ("I T E M  2 .  L O O M S", [("2", "", 3.0)]),
        ("I T E M  9 9 .  L O O M S", []),
        ("I T E M  o f  C L O T H", []),
    ],
)
def test_spaced_letters_say_an_item_where_number_and_title_do(
    words: str, found: list[tuple[str, str, float]]
) -> None:
    text = f"\n{words}\n"
    headings = find_headings(text, lowered(text), ANNUAL, spaced=True)
    assert [(name(one.key), one.kind, one.score) for one in headings] == found
