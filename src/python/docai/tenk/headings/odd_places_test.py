"""Headings behind dashes, in brackets and in odd places, and what stands between two Items and belongs to neither."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from docai.document.marks import CELL, ROW_END
from docai.tenk import Filing
from docai.tenk.conftest import LONG, html_filing, items_found, text_filing, words_of
from docai.tenk.headings.candidates import find_headings
from docai.tenk.headings.lines import lowered
from docai.tenk.patterns_test import PATTERNS
from docai.tenk.vocabulary import ANNUAL, name
from stand_ins.patterns import is_matched

TITLES = {
    "1": "Business", "2": "Properties", "3": "Legal Proceedings", "5": "Market for Registrant's Common Equity",
    "7": "Management's Discussion and Analysis", "8": "Financial Statements and Supplementary Data", "9": "Changes in and Disagreements with Accountants",
    "10": "Directors and Executive Officers", "11": "Executive Compensation", "12": "Security Ownership of Certain Beneficial Owners",
    "13": "Certain Relationships and Related Transactions", "14": "Exhibits and Reports on Form 8-K",
}  # fmt: skip
PART_THREE = ["10", "11", "12", "13"]
OTHERS = [number for number in TITLES if number not in PART_THREE]


def _blocks(label: str, numbers: list[str], below: str = LONG) -> list[str]:
    """Return headings with words below them that name their Item."""
    return [
        block
        for number in numbers
        for block in (label.format(number) + TITLES[number], f"Wool{number}x. {below}")
    ]


def test_part_iii_may_stand_first() -> None:
    filing = text_filing(*_blocks("Item {}. ", PART_THREE), *_blocks("Item {}. ", OTHERS))
    assert items_found(filing) == [*PART_THREE, *OTHERS]
    assert all(f"Wool{item.item}x." in item.text for item in filing.items)


@pytest.mark.parametrize(
    "first",
    [
        [f"Item {number}. {TITLES[number]}" for number in PART_THREE],
        _blocks("Item {}. ", PART_THREE[:2]),
        _blocks("Item {}. ", PART_THREE, "See note (b) below."),
        _blocks(
            "Item {}. ", PART_THREE, f"Incorporated by reference to the proxy statement. {LONG}"
        ),
    ],
)
def test_rows_or_two_items_before_all_others_are_no_part(first: list[str]) -> None:
    assert items_found(text_filing(*first, *_blocks("Item {}. ", OTHERS))) == OTHERS


def test_a_row_before_all_others_hides_no_item_out_of_its_order() -> None:
    late = [number for number in TITLES if number != "12"] + ["12"]
    filing = text_filing(f"Item 12. {TITLES['12']}", *_blocks("Item {}. ", late))
    assert items_found(filing) == late
    assert "Wool12x." in words_of(filing, "12")


@pytest.mark.parametrize(
    "label",
    ["- Item {}. ", "– Item {}. ", "— Item {}. ", "-- Item {}. ", "> Item {}. ", "  -Item {}. ", "(Item {}) ", "Item No.\t{} - ", "Item no {}: "],
)  # fmt: skip
def test_labels_behind_dashes_and_in_brackets(label: str) -> None:
    filing = text_filing(*_blocks(label, list(TITLES)))
    assert items_found(filing) == list(TITLES)
    assert all(item.text.count("Wool") == 1 for item in filing.items)


def test_a_list_with_dashes_names_items_and_begins_none() -> None:
    named = "- Item 2. Properties\n- Item 7. Management's Discussion and Analysis\n- Item 9B. Other Information"
    filing = text_filing(
        *_blocks("Item {}. ", ["1"]), named, *_blocks("Item {}. ", list(TITLES)[1:])
    )
    assert items_found(filing) == list(TITLES)


def test_a_dash_makes_a_heading_less_sure() -> None:
    free, dashed = (
        find_headings(raw, lowered(raw), ANNUAL)[0]
        for raw in ("\nItem 2. Properties\n", "\n- Item 2. Properties\n")
    )
    assert free.score - dashed.score == 4.5


@pytest.mark.parametrize(
    ("raw", "keys"),
    [
        ("\n(Item 10) Management\n", ["10"]),
        ("\n(Item 10. Management\n", []),
        ("\n(Item 10) of this report\n", []),
        ("\n(Item (10) Management\n", ["10"]),
    ],
)
def test_brackets_that_close_are_a_label(raw: str, keys: list[str]) -> None:
    found = find_headings(raw, lowered(raw), ANNUAL)
    assert [name(one.key) for one in found if one.score >= 2] == keys


@pytest.mark.parametrize(
    ("heading", "item"),
    [
        ("ltem 1O. Directors and Executive Officers", "10"),
        ("ltem ll. Executive Compensation", "11"),
        ("ltem l3. Certain Relationships and Related Transactions", "13"),
        ("Itcm S. Market for Registrant's Common Equity", "5"),
        ("Item S. Market for Registrant's Common Equity", "5"),
    ],
)
def test_a_scanned_heading_may_have_letters_for_digits(heading: str, item: str) -> None:
    blocks = _blocks("Item {}. ", list(TITLES))
    blocks[2 * list(TITLES).index(item)] = heading
    filing = text_filing(*blocks)
    assert items_found(filing) == list(TITLES)
    assert words_of(filing, item).startswith(heading[:8])


REGULATION = ["Item 1122 of Regulation AB, Compliance with Applicable Servicing Criteria.", LONG]


@pytest.mark.parametrize(
    ("heading", "covers"),
    [
        ("Regulation AB Item 1117. Legal Proceedings", ["1117"]),
        ("Reg. AB, Item 1117: Legal Proceedings", ["1117"]),
        ("Regulation AB - Item 1117", ["1117"]),
        ("Item 1114(b)(2) and Item 1115(b) of Regulation AB, Significant Enhancement Provider Financial Information.", ["1114", "1115"]),
        ("Item 1114(b)(2) of Regulation AB and 1115(b) of Regulation AB: Derivatives", ["1114", "1115"]),
        ("Items 1112(b), 1114(b)(2) & 1115(b): None.", ["1112", "1114", "1115"]),
        ("Items 1112(b)/1114(b) - not applicable", ["1112", "1114"]),
        ("Items 1112(b), 1114(b). Omitted", ["1112", "1114"]),
        ("Items 1112(b), 1122: None.", ["1112"]),
    ],
)  # fmt: skip
def test_headings_of_regulation_ab(heading: str, covers: list[str]) -> None:
    filing = text_filing(*_blocks("Item {}. ", OTHERS[:-1]), heading, LONG, *REGULATION, *_blocks("Item {}. ", ["14"]))  # fmt: skip
    assert items_found(filing) == [*OTHERS[:-1], *covers, "1122", "14"]
    assert words_of(filing, covers[0]).startswith(heading[:9])


@pytest.mark.parametrize(
    "line",
    [
        "As asked for by Regulation AB Item 1117. Legal Proceedings",
        "Items 1112(b), 1114(b) were read.",
        "Item 1117. None.",
    ],
)
def test_sentences_about_regulation_ab_are_no_headings(line: str) -> None:
    filing = text_filing(*_blocks("Item {}. ", OTHERS[:-1]), f"{line} {LONG}", *REGULATION, *_blocks("Item {}. ", ["14"]))  # fmt: skip
    assert items_found(filing) == [*OTHERS[:-1], "1122", "14"]


@pytest.mark.parametrize(
    "tail",
    [
        "Part II, Item 7", "Part II, Item 7, 7A", "PART II ITEMS 7 AND 7A", "Part II, Item 7,", "Part IV",
        "ADDITIONAL DISCLOSURE ITEMS FOR REGULATION AB", "Additional disclosure item required by General Instruction J(2)",
        "Additional disclosure items pursuant to General Instruction J(2) of Form 10-K",
    ],
)  # fmt: skip
def test_a_running_head_above_a_heading_is_not_of_the_item_before(tail: str) -> None:
    filing = text_filing(
        *_blocks("Item {}. ", OTHERS[:4]), tail, *_blocks("Item {}. ", list(TITLES)[4:])
    )
    assert words_of(filing, "5").endswith("for the dyers.")


@pytest.mark.parametrize("tail", ["We read Part I", "Lots 7, 7A", "It is in Part II, Item 7 here"])
def test_words_of_an_item_that_end_as_a_running_head_does_stay(tail: str) -> None:
    filing = text_filing(
        *_blocks("Item {}. ", OTHERS[:4]), tail, *_blocks("Item {}. ", list(TITLES)[4:])
    )
    assert words_of(filing, "5").endswith(tail)


@pytest.mark.parametrize(
    ("pattern", "method", "text", "good"),
    [
        *(("candidates._DASH", "fullmatch", text, True) for text in ("-", "--", "–", "— ", "  > ", f" {CELL}- ")),
        *(("candidates._DASH", "fullmatch", text, False) for text in ("", "---", "see - ", "-    ")),
        *(("regulation_ab._BEFORE", "search", text, True) for text in ("regulation ab ", "reg. ab: ", "sec reg ab, ", "reg  ab - ")),
        *(("regulation_ab._BEFORE", "search", text, False) for text in ("regulation about ", "ab ")),
        *(("regulation_ab._NUMBERS", "search", text, True) for text in ("1100", "1125(b)")),
        *(("regulation_ab._NUMBERS", "search", text, False) for text in ("1135", "112")),
        *(("regulation_ab._ANSWER", "match", text, True) for text in (": none", " - not applicable", ". omitted", "none.")),
        *(("regulation_ab._ANSWER", "match", text, False) for text in (": nonesuch", " see it", "; none")),
        *(("regulation_ab._ITEM", "fullmatch", text, True) for text in (
            "item 1114(b)(2) and item 1115(b) of regulation ab", "items 1112(b), 1114(b), and 1115(b)", "items 1112/1114", "items 1112; 1114", "items 1112 & 1114", "items 1112\t1114", "item 1114 of regulation ab and item 1115 of regulation ab")),
        *(("holes._MISTYPED", "search", text, True) for text in ("\nltem 1o. directors", "\nltem l3. certain", "\nltem l. business", "\nltem s. market")),
        *(("holes._ONE_THEN_ANOTHER", "search", text, True) for text in ("\nitem s. market for", f"{CELL}item 1 2. security")),
        ("holes._ONE_THEN_ANOTHER", "search", "\nitem so. market for", False),
        *(("spans._PART_TAIL", "fullmatch", text, True) for text in (
            "part iii, item 10, 11, 12", "part i \n\nitem 1a \n", "part i, ii\nitem 2, 3, 4, 5", "part ii, iii\n\n items 9b, 10 and 11", "part\n\niii", "part ii\n- -------\n", "part iv.\n=====", "part ii items 7 and 7a", "part iv. item 15,", "additional disclosure items for regulation ab", "additional disclosure item pursuant to general instruction j(2)", "additional disclosure items required by regulation ab")),
        *(("spans._PART_TAIL", "fullmatch", text, False) for text in ("part iii, item 10 of it", "part i\nitem 1 of it", "part i", "item 7a", "additional disclosure of regulation ab", "part ii of information", "part ii other information of it", "part iii\n\n94 of\n\x0c")),
        *(("furniture._ANSWER", "fullmatch", text, True) for text in (
            "omitted pursuant to general instruction i(#).", "there were none.", "there are no matters to report.", "there is no market.", "there was no vote.", "the trust has no employees.", "we had no suits.", "we have no officers.",
            "it is incorporated by reference to the proxy statement.", "[reserved]", "as a smaller reporting company we are not required to say it.", "this item is not applicable.", "inapplicable to trusts.")),
        *(("furniture._ANSWER", "fullmatch", text, False) for text in (
            "teel bank, na", "all rights reserved", "teel incorporated", "the notes are an integral part of the statements", "see notes to the statements", "nonetheless inc.")),
    ],
)  # fmt: skip
def test_what_the_patterns_of_these_rules_match(
    pattern: str, method: str, text: str, good: bool
) -> None:
    assert is_matched(PATTERNS[pattern], method, text) == good


def test_a_row_of_cells_may_begin_with_a_dash() -> None:
    raw = f"\n{CELL}- Item 2.{CELL}Properties{ROW_END}"
    assert [name(one.key) for one in find_headings(raw, lowered(raw), ANNUAL)] == ["2"]


SIGNED = "Pursuant to the requirements of Section 13 of the Securities Exchange Act of 1934, we have signed this report."


@pytest.mark.parametrize(
    "heading",
    ["SIGNATURES", "___SIGNATURES___", "* * * Signatures * * *", "SIGNATURE PAGE", "S I G N A T U R E S ===", "Signatures:", "Signatures -"],
)  # fmt: skip
def test_the_last_item_ends_above_a_heading_of_signatures_with_ornaments(heading: str) -> None:
    filing = text_filing(
        *_blocks("Item {}. ", list(TITLES)), heading, SIGNED, "Signature", "By: a weaver"
    )
    assert words_of(filing, "14").endswith("for the dyers.")
    assert filing.items[-1].confidence == 0.978


def test_the_last_item_ends_where_the_report_is_signed_before_a_table_of_names() -> None:
    blocks = _blocks("Item {}. ", list(TITLES))
    filing = text_filing(
        *blocks, "Signed by these", SIGNED, LONG, LONG, LONG, LONG, "Signature", "By: a weaver"
    )
    assert words_of(filing, "14").endswith("Signed by these")


def test_the_end_of_a_report_that_nobody_signs_is_less_sure() -> None:
    assert text_filing(*_blocks("Item {}. ", list(TITLES))).items[-1].confidence == 0.91


@pytest.mark.parametrize(
    ("first", "second", "sure"),
    [("1", "1B. Unresolved Staff Comments", False), ("9", "9B. Other Information", False), ("8", "9B. Other Information", False), ("1", "2. Properties", True), ("9", "10. Directors", True)],
)  # fmt: skip
def test_an_item_with_a_letter_is_missed_where_the_next_letter_is_there(
    first: str, second: str, sure: bool
) -> None:
    numbers = [number for number in TITLES if number != second.partition(".")[0]]
    if first == "8":
        numbers.remove("9")
    at = numbers.index(first) + 1
    filing = text_filing(
        *_blocks("Item {}. ", numbers[:at]), f"Item {second}", LONG, *_blocks("Item {}. ", numbers[at:]), "SIGNATURES", SIGNED,
    )  # fmt: skip
    found = filing.item(first)
    assert found is not None
    assert (found.confidence > 0.95) == sure


LISTED = ["Item 1A. Risk Factors;", "Item 3. Legal Proceedings; and", "Item 7. Management's Discussion and Analysis."]  # fmt: skip


@pytest.mark.parametrize("made", [html_filing, text_filing])
def test_a_list_of_items_to_look_into_is_no_headings(made: Callable[..., Filing]) -> None:
    others = [block for block in _blocks("Item {}. ", list(TITLES)) if "Wool1x" not in block]
    first, *rest = others
    filing = made(first, f"Wool1x. {LONG}", *LISTED, LONG, *rest)
    assert items_found(filing) == list(TITLES)
    assert "Risk Factors;" in words_of(filing, "1")


@pytest.mark.parametrize("made", [html_filing, text_filing])
def test_a_line_of_a_heading_may_end_in_a_semicolon(made: Callable[..., Filing]) -> None:
    title = "Item 9. Directors, Executive Officers, Promoters and Control Persons;"
    filing = made("Item 8. Changes in and Disagreements with Accountants", "None.", title, "Compliance with Section 16(a)", LONG)  # fmt: skip
    assert items_found(filing)[-1] in ("9", "10")
    assert "Compliance" in filing.items[-1].text
