"""Items of Regulation AB, and parts that are answered as a whole, each rule at its edge."""

from __future__ import annotations

import pytest

from docai.tenk.headings.best_path import best_path
from docai.tenk.headings.candidates import find_headings
from docai.tenk.headings.lines import lowered
from docai.tenk.headings.regulation_ab import find_regulation_ab
from docai.tenk.headings.whole_part import find_whole_parts
from docai.tenk.vocabulary import ANNUAL, name

WORDS = "The looms ran on, and what was woven was sold in the towns along the river. " * 12
CRITERIA = "Compliance with Applicable Servicing Criteria"


def _of_regulation_ab(*lines: str) -> list[tuple[str, str]]:
    """Return the number of each Item found, and the line up to where its heading ends."""
    raw = "\nItem 15. Exhibits\n\nA list.\n\n" + "\n\n".join(lines) + "\n\nWords.\n"
    low = lowered(raw)
    found = find_regulation_ab(find_headings(raw, low, ANNUAL), raw, low)
    assert all(one.score == 8.0 for one in found)
    return [(name(one.key), raw[one.start : one.end]) for one in found]


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        (f"Item 1122 of Regulation AB. {CRITERIA}", "Item 1122 of Regulation AB. "), (f"Item 1122(d) under Reg. AB: {CRITERIA}", "Item 1122(d) under Reg. AB: "),
        ("Item 1122 of Regulation AB", "Item 1122 of Regulation AB"), ("Item 1122 (Regulation AB)", "Item 1122 (Regulation AB)"),
        (f"see Item 1122 of Regulation AB. {CRITERIA}", None), ("Item 1122 of Regulation AB. compliance with servicing", None), ("Item 1122 of Regulation AB. Looms", None),
        ("Words go on\nItem 1122 of Regulation AB", None), ("Item 1101 of Regulation AB", None), (f"Item 1122 of Regulation AB. {CRITERIA} ..... 12", None),
    ],
)  # fmt: skip
def test_an_item_of_regulation_ab_has_its_title_or_stands_alone(
    line: str, heading: str | None
) -> None:
    assert _of_regulation_ab("Regulation AB", line, "Item 1123. Servicer Compliance") == [
        *([("1122", heading)] if heading else []), ("1123", "Item 1123. "),
    ]  # fmt: skip


def test_items_of_regulation_ab_are_looked_for_where_it_is_named_and_1122_or_1123_is() -> None:
    assert _of_regulation_ab(f"Item 1122. {CRITERIA}") == []
    both = (f"Item 1122. {CRITERIA}", "Item 1123. Servicer Compliance Statement")
    unnamed = _of_regulation_ab("Item 1117. Legal Proceedings", *both)
    assert [number for number, _ in unnamed] == ["1117", "1122", "1123"]
    assert _of_regulation_ab("Item 1117. Legal Proceedings", both[0], "Line 1123 of it") == []
    assert _of_regulation_ab("Regulation AB", "Item 1119. Affiliations") == []
    named = ("General Instruction J", "Item 1119. Affiliations", "Item 1123. Servicer Compliance")
    assert [number for number, _ in _of_regulation_ab(*named)] == ["1119", "1123"]


def test_an_item_of_regulation_ab_is_found_once() -> None:
    lines = (f"Item 1122 of Regulation AB. {CRITERIA}", f"Item 1122. {CRITERIA}")
    assert [number for number, _ in _of_regulation_ab(*lines)] == ["1122"]


@pytest.mark.parametrize(("reach", "found"), [(120, True), (121, False)])
def test_a_title_of_regulation_ab_is_told_in_120_characters(reach: int, found: bool) -> None:
    title = "Sponsor" + "Interest".rjust(reach - len("Sponsor"))
    lines = (f"Item 1124 of Regulation AB. {title}", "Item 1123. Servicer Compliance")
    assert len(_of_regulation_ab(*lines)) == 1 + found


def _whole(part: str, above: tuple[str, ...] = (), below: tuple[str, ...] = ()) -> list[list[str]]:
    """Return the Items that are answered as a whole, where 10 to 14 have no heading."""
    items = ["Item 9. Changes in and Disagreements with Accountants", *above, part, "Item 15. Exhibits", *below]  # fmt: skip
    raw = "\n" + "".join(f"{item}\n\n{WORDS}\n\n" for item in items)
    low = lowered(raw)
    path = sorted(
        [*best_path(find_headings(raw, low, ANNUAL)), *(h for h in find_headings(raw, low, ANNUAL) if h.key == (16, "") and above)],
        key=lambda one: one.at,
    )  # fmt: skip
    return [[name(key) for key in one.covers] for one in find_whole_parts(path, low, ANNUAL)]


THIS_PART = "The information required by this Part is incorporated by reference."
ALL = ["10", "11", "12", "13", "14"]


@pytest.mark.parametrize(
    ("part", "covers"),
    [
        (f"PART III\n\n{THIS_PART}", [ALL]), (f"Part 3\n\n{THIS_PART}", [ALL]), (f"  PART III.  \n\n{THIS_PART}", [ALL]),
        ("PART III\n\nItems 10 through 13 are omitted.", [["10", "11", "12", "13"]]), ("PART III\n\nItems 10 through 14 are omitted.", [ALL]),
        ("PART III\n\nIncorporated by reference.", [ALL]),
        ("PART III\n\nItems 10 (except for the Code of Ethics, below), 11, 12, 13 and 14 are incorporated by reference.", [ALL]),
        (f"as said in PART III\n\n{THIS_PART}", []), (f"PART II\n\n{THIS_PART}", []), (f"PART III of it\n\n{THIS_PART}", []),
        ("PART III\n\nWe weave.", []), ("PART III\n\nThis Part is long.", []),
        (f"PART III\n\n{THIS_PART}\n\nPART III\n\n{THIS_PART}", [ALL]), (f"PART III\n\nWe weave.\n\nPART III\n\n{THIS_PART}", [ALL]),
    ],
)  # fmt: skip
def test_a_part_is_answered_as_a_whole_by_its_first_paragraph(
    part: str, covers: list[list[str]]
) -> None:
    assert _whole(part) == covers


def test_a_part_is_answered_in_its_place() -> None:
    assert _whole(f"PART III\n\n{THIS_PART}", below=("Item 16. Form 10-K Summary",)) == [ALL]
    assert _whole(f"PART III\n\n{THIS_PART}", above=("Item 16. Form 10-K Summary",)) == []
