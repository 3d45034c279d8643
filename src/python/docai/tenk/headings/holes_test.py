"""Items that the order of the numbers lacks: under a mistyped label, or under a title alone."""

from __future__ import annotations

import pytest

from docai.document.marks import CELL
from docai.tenk import Filing, read_filing
from docai.tenk.headings.best_path import best_path
from docai.tenk.headings.candidates import Heading, find_headings
from docai.tenk.headings.holes import doubtful, filled, holes, is_bare, lacks, mended
from docai.tenk.headings.lines import lowered
from docai.tenk.headings.titles import find_titles
from docai.tenk.patterns_test import PATTERNS
from docai.tenk.vocabulary import ANNUAL, SMALL_BUSINESS, Key, Numbering
from stand_ins.patterns import is_matched

TITLES = {
    "1": "Business", "2": "Properties", "3": "Legal Proceedings", "4": "Submission of Matters to a Vote of Security Holders",
    "5": "Market for Registrant's Common Equity", "6": "Selected Financial Data", "7": "Management's Discussion and Analysis",
    "8": "Financial Statements and Supplementary Data", "9": "Changes in and Disagreements with Accountants", "10": "Directors and Executive Officers",
    "11": "Executive Compensation", "12": "Security Ownership of Certain Beneficial Owners", "13": "Certain Relationships and Related Transactions",
    "14": "Exhibits and Reports on Form 8-K",
}  # fmt: skip
WORDS = "The looms ran on, and what was woven was sold in the towns along the river. " * 3


def _report(changed: dict[str, str], year: int = 1997) -> Filing:
    parts = [
        changed.get(number, f"Item {number}.  {title}") + f"\n\nWool{number}x. {WORDS}"
        for number, title in TITLES.items()
    ]
    text = f"FORM 10-K\n\nFor the fiscal year ended December 31, {year}\n\n" + "\n\n".join(parts)
    return read_filing(
        f"{text}\n\nSIGNATURES\n\nPursuant to the requirements of Section 13".encode(),
        file_name="a.txt",
    )


def _each_holds_its_own(filing: Filing) -> bool:
    return [item.item for item in filing.items] == list(TITLES) and all(
        f"Wool{item.item}x." in item.text and item.text.count("Wool") == 1 for item in filing.items
    )


LABELS = [
    "ltem", "1TEM", "iTem", "I7em", "It3m", "Itcm", "Iten", "Tiem", "Ietm", "Itme", "Itemm", "Item;", "Ittem", "Iteem", "Itern", "I tem", "IT EM", "ITE M",
]  # fmt: skip


@pytest.mark.parametrize("label", LABELS)
def test_a_mistyped_label_is_read(label: str) -> None:
    assert _each_holds_its_own(_report({"9": f"{label} 9.  {TITLES['9']}"}))


@pytest.mark.parametrize("label", LABELS)
def test_mistyped_labels_are_read_throughout(label: str) -> None:
    every = {number: f"{label} {number}.  {title}" for number, title in TITLES.items()}
    assert _each_holds_its_own(_report(every))


@pytest.mark.parametrize(
    ("number", "heading"), [("12", "Item 1 2. "), ("14", "ITEM 1 4."), ("10", "Item 1 0 ")]
)
def test_the_digits_of_a_number_may_stand_apart(number: str, heading: str) -> None:
    assert _each_holds_its_own(_report({number: f"{heading}{TITLES[number]}"}))


@pytest.mark.parametrize("heading", ["Item  {}", "ITEM. {}", "Item: {}", "{}", "{} (Item 9)"])
def test_a_title_alone_on_its_line_fills_a_hole(heading: str) -> None:
    title = "Changes in and Disagreements with Accountants on Accounting and Financial Disclosure"
    assert _each_holds_its_own(_report({"9": heading.format(title)}))


def _text(numbers: str, title: str) -> list[Heading]:
    raw = "".join(f"\n\nItem {number}. {TITLES[number]}\n\n{WORDS}" for number in numbers.split())
    raw = raw.replace("@", "") + title
    return best_path(find_headings(raw, lowered(raw), ANNUAL))


def test_holes_are_between_numbers_and_letters_are_none() -> None:
    path = _text("1 2 4 7 8", "")
    assert [(one.key, two.key, lacking) for one, two, lacking in holes(path)] == [
        ((2, ""), (4, ""), {(3, "")}),
        ((4, ""), (7, ""), {(5, ""), (6, "")}),
    ]


@pytest.mark.parametrize(
    ("line", "fills"),
    [
        ("Legal Proceedings", True),
        ("LEGAL PROCEEDINGS", True),
        ("as is said of\nLegal Proceedings", False),
        ("We weave wool\nLegal Proceedings", False),
        ("Legal Proceedings     12", False),
        ("Executive Compensation", False),
    ],
)  # fmt: skip
def test_what_fills_a_hole(line: str, fills: bool) -> None:
    raw = f"\n\nItem 2. Properties\n\n{WORDS}\n\n{line}\n\n{WORDS}\n\nItem 4. Mine Safety Disclosures\n\nNone.\n"
    low = lowered(raw)
    path = best_path(find_headings(raw, low, ANNUAL))
    got = filled(path, find_titles(raw, low, ANNUAL), low)
    assert ((3, "") in {heading.key for heading in got}) == fills
    assert len(got) == 2 + fills


@pytest.mark.parametrize(
    ("below", "fills"),
    [
        ("", False),
        ("w" * 150, False),
        ("w" * 151, True),
        ("None.", True),
        ("Not applicable.", True),
        ("See Item 8.", True),
        ("Security Ownership", False),
    ],
)
def test_a_title_with_hardly_a_word_below_it_is_a_caption(below: str, fills: bool) -> None:
    raw = f"\n\nItem 2. Properties\n\n{WORDS}\n\nLegal Proceedings\n\n{below}\n\nItem 4. Mine Safety Disclosures\n\nNone.\n"
    low = lowered(raw)
    path = best_path(find_headings(raw, low, ANNUAL))
    got = filled(path, find_titles(raw, low, ANNUAL), low)
    assert ((3, "") in {heading.key for heading in got}) == fills


def test_a_reserved_item_has_no_words() -> None:
    raw = f"\n\nItem 3. Legal Proceedings\n\n{WORDS}\n\n(Removed and Reserved)\n\nItem 5. Market for Common Equity\n\n{WORDS}"
    low = lowered(raw)
    path = best_path(find_headings(raw, low, ANNUAL))
    got = filled(path, find_titles(raw, low, ANNUAL), low)
    assert [heading.key[0] for heading in got] == [3, 4, 5]


def test_captions_of_the_proxy_statement_are_no_items() -> None:
    captions = "Election of Directors\n\nExecutive Compensation\n\nSecurity Ownership of Certain Beneficial Owners\n\nCertain Relationships and Related Transactions"
    text = "".join(f"Item {number}. {TITLES[number]}\n\n{WORDS}\n\n" for number in ["1", "2", "3", "4", "5", "6", "7", "8", "9"])  # fmt: skip
    text += f"PART III\n\nWhat is required by Items 10, 11, 12 and 13 is incorporated by reference to the proxy statement under the captions:\n\n{captions}\n\nItem 14. {TITLES['14']}\n\n{WORDS}"
    filing = read_filing(f"FORM 10-K\n\n{text}".encode(), file_name="a.txt")
    states = {item.item: item.state for item in filing.items}
    assert [states.get(number) for number in ("10", "11", "12", "13")] == ["proxy"] + ["proxy"] * 3


def test_a_title_outside_of_its_hole_fills_none() -> None:
    raw = f"\n\nItem 2. Properties\n\n{WORDS}\n\nItem 4. Mine Safety Disclosures\n\nNone.\n\nLegal Proceedings\n\n{WORDS}"
    low = lowered(raw)
    path = best_path(find_headings(raw, low, ANNUAL))
    assert filled(path, find_titles(raw, low, ANNUAL), low) == path


def _mended(low: str, numbering: Numbering = ANNUAL) -> str:
    return mended(low, numbering, [(0, len(low))])


@pytest.mark.parametrize(
    "line",
    ["ltem 9. Legal Proceedings", "item 9. changes in and disagreements", "atom 9. changes in and disagreements",
     "the ltem 9. changes in and disagreements", "ltem 99. changes in and disagreements", "Item 1 2. Properties"],
)  # fmt: skip
def test_what_is_no_mistyped_label_stays(line: str) -> None:
    low = f"\n{line.lower()}\n"
    assert _mended(low) == low


@pytest.mark.parametrize(
    ("line", "right"),
    [
        ("ltem 9a. controls and procedures", "item 9a. controls and procedures"),
        ("  i tem 2. properties", "  item  2. properties"),
        (f"itern {CELL}3{CELL}legal proceedings", f"item  {CELL}3{CELL}legal proceedings"),
        ("item 1 1. executive compensation", "item 11 . executive compensation"),
        ("itme 1 1 executive compensation", "item 11  executive compensation"),
    ],
)
def test_a_label_is_mended_place_for_place(line: str, right: str) -> None:
    assert _mended(f"\n{line}\n") == f"\n{right}\n"


def test_labels_are_mended_within_the_stretches_alone() -> None:
    low = "\nltem 2. properties\nltem 3. legal proceedings\n"
    end = low.index("\nltem 3")
    assert mended(low, ANNUAL, [(0, end)]) == low.replace("ltem 2", "item 2")
    assert mended(low, ANNUAL, [(end, len(low))]) == low.replace("ltem 3", "item 3")
    assert mended(low, ANNUAL, []) == low


def test_a_label_is_mended_by_the_numbers_of_its_form() -> None:
    low = "\nltem 6. plan of operation\n"
    assert _mended(low) == low
    assert _mended(low, SMALL_BUSINESS) == "\nitem 6. plan of operation\n"


def _heading(number: int, kind: str, at: int, *, in_contents: bool = False) -> Heading:
    key: Key = (number, "")
    return Heading(at, at, at + 8, key, (key,), kind, 10.0, in_contents=in_contents)


def test_what_a_path_lacks() -> None:
    kinds = {1: "business", 2: "properties", 3: "legal", 7: "mda", 8: "statements"}
    path = [_heading(number, kind, 1000 * number) for number, kind in kinds.items()]
    assert not lacks(path, path, ANNUAL)
    assert lacks(path[:-1], path, ANNUAL)
    assert lacks(path, [*path, _heading(5, "market", 1, in_contents=True)], ANNUAL)
    assert not lacks(path, [*path, _heading(5, "", 1, in_contents=True)], ANNUAL)
    assert lacks(path, path, SMALL_BUSINESS)


def _lettered(*names: str) -> list[Heading]:
    kinds = {"15": "exhibits", "9A": "controls"}
    keys = [(int(name.rstrip("AB")), name.lstrip("0123456789")) for name in names]
    return [
        Heading(1000 * at, 1000 * at, 1000 * at + 8, key, (key,), kinds.get(name, "other"), 10.0)
        for at, (name, key) in enumerate(zip(names, keys, strict=True))
    ]


WHOLE = ("1", "1A", "1B", "2", "3", "4", "5", "6", "7", "7A", "8", "9", "9A", "9B", "10", "11", "12", "13", "14", "15")  # fmt: skip
END = 99_000


def test_a_whole_path_leaves_no_doubt() -> None:
    assert doubtful(_lettered(*WHOLE), ANNUAL, END) == []
    old = _lettered(*(name for name in WHOLE if name not in ("1A", "1B")))
    assert doubtful(old, ANNUAL, END) == []
    assert doubtful([], ANNUAL, END) == []


@pytest.mark.parametrize(
    ("name", "stretch"),
    [("1B", (1008, 2000)), ("9", (10_008, 11_000)), ("3", (3008, 4000)), ("7A", (8008, 9000)), ("9A", (11_008, 12_000)), ("9B", (12_008, 13_000)), ("15", (18_008, END))],
)  # fmt: skip
def test_where_an_item_that_most_reports_have_may_stand(
    name: str, stretch: tuple[int, int]
) -> None:
    assert doubtful(_lettered(*(one for one in WHOLE if one != name)), ANNUAL, END) == [stretch]


def test_form_10_ksb_has_controls_behind_item_8() -> None:
    small = [one for one in WHOLE if one not in ("1A", "1B", "7A", "9A", "9B")]
    assert doubtful(_lettered(*small), SMALL_BUSINESS, END) == [(7008, 8000)]
    assert doubtful(_lettered(*small[:8], "8A", *small[8:]), SMALL_BUSINESS, END) == []


@pytest.mark.parametrize(
    ("gap", "count", "bare"),
    [("b" * 150, 6, True), ("b" * 151, 6, False), (" " * 594 + "b" * 5, 6, True), (" " * 595 + "b" * 5, 6, False), ("b" * 150, 5, False)],
)  # fmt: skip
def test_a_bare_path_is_one_of_headings_and_hardly_a_word(gap: str, count: int, bare: bool) -> None:
    step = 8 + len(gap)
    path = [_heading(number, "", step * number) for number in range(count)]
    assert is_bare(path, ("1" * 8 + gap) * count) == bare


@pytest.mark.parametrize(("short", "bare"), [(3, False), (4, True)])
def test_more_than_three_fifths_of_the_items_are_bare(short: int, bare: bool) -> None:
    gaps = ["b" * 5] * short + ["b" * 200] * (6 - short)
    places = [sum(8 + len(gap) for gap in gaps[:at]) for at in range(6)]
    path = [_heading(at, "", place) for at, place in enumerate(places)]
    assert is_bare(path, "".join("1" * 8 + gap for gap in gaps)) == bare


@pytest.mark.parametrize("label", [one.lower() for one in LABELS])
def test_each_way_to_mistype_is_in_the_pattern(label: str) -> None:
    assert is_matched(PATTERNS["holes._MISTYPED"], "search", f"\n{label} 9. changes in")
