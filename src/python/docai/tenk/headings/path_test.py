"""Which headings are those of the Items: the rules beside the best path, each at its edge."""

from __future__ import annotations

import pytest

from docai.tenk.headings.lines import lowered
from docai.tenk.headings.path import choose_headings
from docai.tenk.vocabulary import ANNUAL, SMALL_BUSINESS, name

WORDS = "The looms ran on, and what was woven was sold in the towns along the river. " * 12
TITLES = {
    "1": "Business", "1A": "Risk Factors", "2": "Properties", "3": "Legal Proceedings", "4": "Mine Safety Disclosures",
    "5": "Market for Registrant's Common Equity", "6": "Selected Financial Data", "7": "Management's Discussion and Analysis",
    "7A": "Quantitative and Qualitative Disclosures", "8": "Financial Statements", "9": "Changes in and Disagreements with Accountants",
    "9A": "Controls and Procedures", "10": "Directors", "11": "Executive Compensation", "12": "Security Ownership",
    "13": "Certain Relationships", "14": "Principal Accountant Fees", "15": "Exhibits",
}  # fmt: skip


def _lines(items: str, form: str = "Item {}. {}") -> list[str]:
    return [form.format(item, TITLES[item]) for item in items.split()]


def _raw(lines: list[str], above: str = "") -> str:
    return f"\n{above}" + "".join(f"\n\n{line}\n\n{WORDS}" for line in lines)


def _chosen(raw: str, form: str = "10-K") -> list[tuple[str, str]]:
    """Return the Item and the line of each heading that was chosen."""
    chosen = choose_headings(raw, lowered(raw), form)
    assert [one.at for one in chosen.path] == sorted(one.at for one in chosen.path)
    return [
        (" ".join(name(key) for key in one.covers), raw[one.start :].split("\n")[0])
        for one in chosen.path
    ]


def _items(raw: str, form: str = "10-K") -> list[str]:
    return [item for item, _ in _chosen(raw, form)]


CORE = "1 2 3 5 7 8 9 10 15"


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Item 4. Mine Safety Disclosures", True), ("• Item 4. Mine Safety Disclosures", False), ("Item 4. Mine Safety Disclosures .... 12", False), ("ITEM 4. LOOMS", False),
    ],
)  # fmt: skip
def test_an_item_out_of_its_order_has_number_and_title(line: str, found: bool) -> None:
    items = _items(_raw([*_lines("1 2 3 5 7 8"), line, *_lines("9 10 15")]))
    assert items == (["1", "2", "3", "5", "7", "8", *(["4"] if found else []), "9", "10", "15"])


def test_an_item_out_of_its_order_stands_once_and_not_above_the_first() -> None:
    assert _items(_raw(_lines("4 1 2 3 5 7 8 9 10 15"))) == CORE.split()
    assert _items(_raw(_lines("1 2 3 5 7 8 4 4 9 10 15"))).count("4") == 1


@pytest.mark.parametrize(
    ("first", "again", "apart", "at_first"),
    [
        ("Item 2. Properties", "ITEM 2. PROPERTIES", 151, True), ("Item 2. Properties", "ITEM 2. PROPERTIES", 150, False),
        ("• Item 2. Properties", "ITEM 2. PROPERTIES", 151, False), ("ITEM 2. PROPERTIES", "ITEM 2. PROPERTIES", 151, True),
        # it is sure there too
        ("The looms\nItem 2. Properties", "Item 2. Properties", 151, True), ("(Item 2. Properties", "item 2. properties", 151, False),
    ],
)  # fmt: skip
def test_an_item_repeated_in_capitals_begins_where_it_first_stands(
    first: str, again: str, apart: int, at_first: bool
) -> None:
    # a running head stands right above the heading itself
    between = "\n" + "w" * (apart - 3) + ".\n"
    raw = _raw([*_lines("1"), f"{first}{between}{again}", *_lines("3 5 7 8 9 10 15")])
    found = {one.key: one.at for one in choose_headings(raw, lowered(raw), "10-K").path}
    place = raw.lower().find if at_first else raw.lower().rfind
    assert found[2, ""] == place("item 2. properties")


def test_between_an_item_and_its_repetition_stands_no_other() -> None:
    lines = [*_lines("1"), "Item 2. Properties", "Item 3. Legal Proceedings", "ITEM 2. PROPERTIES", "ITEM 3. LEGAL PROCEEDINGS", *_lines("5 7 8 9 10 15")]  # fmt: skip
    chosen = dict(_chosen(_raw(lines)))
    assert (chosen["2"], chosen["3"]) == ("ITEM 2. PROPERTIES", "ITEM 3. LEGAL PROCEEDINGS")


def test_an_item_does_not_begin_above_the_one_before_it() -> None:
    lines = [
        "Item 2. Properties",
        "Item 1. Looms",
        "ITEM 2. PROPERTIES",
        *_lines("3 5 7 8 9 10 15"),
    ]
    assert _chosen(_raw(lines))[:2] == [("1", "Item 1. Looms"), ("2", "ITEM 2. PROPERTIES")]


@pytest.mark.parametrize(("items", "found"), [("1 2 3 5 7 8 9 15", True), (CORE, False)])
def test_titles_alone_are_looked_for_where_there_are_fewer_than_nine_items(
    items: str, found: bool
) -> None:
    lines = _lines(items)
    raw = _raw([lines[0], "RISK FACTORS", *lines[1:]])
    assert ("1A" in _items(raw)) == found


@pytest.mark.parametrize("item", ["1", "2", "3", "7", "8"])
def test_titles_alone_are_looked_for_where_an_item_lacks_that_every_report_has(item: str) -> None:
    lines = _lines("1 2 3 5 7 8 9 9A 10 11 15")
    at = [line.split()[1].strip(".") for line in lines].index(item)
    lines[at] = TITLES[item].upper()
    assert _items(_raw(lines)) == ["1", "2", "3", "5", "7", "8", "9", "9A", "10", "11", "15"]


@pytest.mark.parametrize(
    ("numbered", "risks", "found"),
    [
        ("1 2 3 5 7 8 9", "RISK FACTORS", True), ("1 2 3 5 7 8 9 15", "RISK FACTORS", False), ("1 2 3 5 7 8 9 15", "1A. RISK FACTORS", True),
    ],
)  # fmt: skip
def test_where_eight_items_have_a_number_one_with_a_letter_has_too(
    numbered: str, risks: str, found: bool
) -> None:
    lines = _lines(numbered, "{}. {}")
    assert ("1A" in _items(_raw([lines[0], risks, *lines[1:]]))) == found


def _contents(items: str) -> str:
    return "".join(f"Item {item}. {TITLES[item]} .... {page}\n" for page, item in enumerate(items.split(), 3))  # fmt: skip


LISTED = "1 2 3 5 7 8 9 10 11 15"


@pytest.mark.parametrize(
    ("body", "rows"),
    [
        (_lines("10 11 12 13"), False), (_lines("10 11 12"), True),
        # a number alone counts, and less than that does not
        ([*_lines("10 11 12"), "Item 13"], False), ([*_lines("10 11 12"), f"{WORDS}\nand more\nItem 13"], True),
    ],
)  # fmt: skip
def test_a_list_with_few_of_its_items_in_the_body_is_an_index(body: list[str], rows: bool) -> None:
    items = _items(_raw(body, _contents(LISTED)))
    assert ("7" in items) == rows


def _cross_reference(apart: str = "\n", items: str = LISTED, mentions: int = 1) -> str:
    far = "w" * 1800 + ".\n"
    index = f"cross reference{apart}{_contents(items)}\n{far}"
    return f"cross-reference {far}" * (mentions - 1) + index


@pytest.mark.parametrize(
    ("index", "found"),
    [
        (_cross_reference(), True), (_cross_reference("w" * 1699 + "\n"), True), (_cross_reference("w" * 1700 + "\n"), False),
        (_cross_reference(mentions=20), True), (_cross_reference(mentions=21), False),
        (_cross_reference(items="1 2 3 5 7 8 9 10"), True), (_cross_reference(items="2 3 5 7 8 9 10"), False),
        (_cross_reference(items="1 2 3 5 8 9 10"), False), (_cross_reference(items="1 2 3 5 7 9 10"), False),
    ],
)  # fmt: skip
def test_an_index_follows_its_name_and_leads_to_business_discussion_and_statements(
    index: str, found: bool
) -> None:
    # the body has more than four of ten, so that the list is an index by its name alone
    raw = _raw(_lines("5 9 10 11 12 13 14 15"), index)
    chosen = dict(_chosen(raw))
    assert ("...." in chosen.get("2", "") + chosen.get("3", "")) == found
    assert chosen["5"] == "Item 5. Market for Registrant's Common Equity"


@pytest.mark.parametrize(
    ("body", "rows"),
    [
        (_lines("1 7 8"), False), (_lines("7 8"), True), (_lines("1 8"), True), (_lines("1 7"), True),
        # surely
        ([*_lines("1 7"), "The looms\nItem 8. Financial Statements"], False), ([*_lines("1 7"), "(Item 8. Financial Statements"], True),
    ],
)  # fmt: skip
def test_a_list_by_that_name_is_none_where_the_body_has_those_three(
    body: list[str], rows: bool
) -> None:
    chosen = _chosen(_raw([*body, *_lines("9 10 11 12 13")], _cross_reference()))
    assert any("...." in line for _, line in chosen) == rows


PLURAL = "Items 10, 11, 12 and 13."


@pytest.mark.parametrize(
    ("plural", "apart", "rest", "covers"),
    [
        (PLURAL, 299, "15", "10 11 12 13"), (PLURAL, 300, "15", "10"), ("Items 10, 11 and 12.", 299, "15", "10 11 12"), ("Items 10 and 11.", 299, "15", "10"),
        (PLURAL, 299, "13 15", "10"),
    ],
)  # fmt: skip
def test_a_heading_of_three_items_right_above_that_of_its_first_is_that_of_all(
    plural: str, apart: int, rest: str, covers: str
) -> None:
    between = "\nW" + "w" * (apart - 4) + ".\n"
    raw = _raw([*_lines("1 2 3 5 7 8 9"), f"{plural}{between}Item 10. Directors", *_lines(rest)])
    assert covers in _items(raw)


def test_titles_below_a_combined_heading_begin_its_other_items() -> None:
    lines = [
        "Items 1, 1A and 2. Business",
        "RISK FACTORS",
        "PROPERTIES",
        *_lines("3 5 7 8 9 10 11 12 15"),
    ]
    # where one of the Items has a heading of its own, the others begin at their titles
    numbered = [lines[0], "Item 1A. Risk Factors", *lines[2:]]
    assert _chosen(_raw(numbered))[:3] == [
        ("1", lines[0]),
        ("1A", numbered[1]),
        ("2", "PROPERTIES"),
    ]
    # but not below the next Item
    elsewhere = [*numbered[:2], numbered[3], "PROPERTIES", *numbered[4:]]
    assert _chosen(_raw(elsewhere))[0] == ("1 2", lines[0])
    # else they are combined
    assert _items(_raw([lines[0], lines[2], *lines[3:]]))[:2] == ["1 1A 2", "3"]


DISCUSSION, STATEMENTS = "Management's Discussion and Analysis", "Financial Statements"


@pytest.mark.parametrize(
    ("lines", "form", "above", "small"),
    [
        # told by the form
        ([f"Item 6. {DISCUSSION}"], "10-KSB", "", True), ([f"Item 6. {DISCUSSION}"], "10-ksb405", "", True), ([], "10-KSB", "", True),
        ([f"Item 7. {DISCUSSION}", f"Item 8. {STATEMENTS}"], "10-KSB", "", True), ([f"Item 7. {DISCUSSION}", f"Item 8. {STATEMENTS}", "Item 9. Disagreements"], "10-KSB", "", False),
        # by its name near the front, where more numbers are as in Form 10-KSB
        ([f"Item 7. {STATEMENTS}"], "10-K", "Form 10-KSB", True), ([f"Item 7. {STATEMENTS}"], "10-K", "w" * 5993 + "10-KSB", True), ([f"Item 7. {STATEMENTS}"], "10-K", "w" * 5994 + "10-KSB", False),
        ([f"Item 7. {STATEMENTS}"], "10-K", "", False), ([], "10-K", "Form 10-KSB", False), ([f"Item 8. {STATEMENTS}"], "10-K", "Form 10-KSB", False),
        ([f"• Item 7. {STATEMENTS}", f"Item 8. {STATEMENTS}"], "10-K", "Form 10-KSB", False),
        # surely
        ([f"The looms\nItem 7. {STATEMENTS}"], "10-K", "Form 10-KSB", True), ([f"(Item 7. {STATEMENTS}"], "10-K", "Form 10-KSB", False),
        ([f"Item 7. {STATEMENTS}", f"The looms\nItem 8. {STATEMENTS}"], "10-K", "Form 10-KSB", False),
        # by the discussion under number 6
        ([f"Item 6. {DISCUSSION}"], "10-K", "", True), ([f"Item 7. {DISCUSSION}"], "10-K", "", False), (["Item 6. Properties", f"Item 7. {STATEMENTS}"], "10-K", "", False),
    ],
)  # fmt: skip
def test_form_10_ksb_is_told_by_the_form_its_name_or_its_numbers(
    lines: list[str], form: str, above: str, small: bool
) -> None:
    raw = _raw([*_lines("1 2 3"), *lines], above)
    numbering = choose_headings(raw, lowered(raw), form).numbering
    assert numbering is (SMALL_BUSINESS if small else ANNUAL)


def test_a_title_on_the_line_below_its_number_is_no_heading_of_its_own() -> None:
    raw = _raw(["Item 9.\n\nRISK FACTORS", *_lines("2 3 7 8")])
    assert _chosen(raw)[0] == ("1A", "Item 9.")
