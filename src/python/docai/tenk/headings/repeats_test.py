"""Items that stand again: behind a pointer, or for another registrant, each rule at its edge."""

from __future__ import annotations

import pytest

from docai.tenk.headings.lines import lowered
from docai.tenk.headings.path import choose_headings
from docai.tenk.headings.repeats import find_places
from docai.tenk.vocabulary import name

WORDS = "The looms ran on, and what was woven was sold in the towns along the river. " * 12
LEGAL = "Item 3. Legal Proceedings"
DISCUSSION = "Item 7. Management's Discussion and Analysis"
STATEMENTS = "Item 8. Financial Statements"
LAST = "Item 15. Exhibits"


def _places(raw: str) -> list[tuple[str, str, bool]]:
    """Return for each place its Item, its registrant, and whether an earlier one points to it."""
    chosen = choose_headings(raw, lowered(raw), "10-K")
    places = find_places(chosen.path, chosen.headings, raw)
    return [(name(one.heading.key), one.registrant, one.behind is not None) for one in places]


def _behind(short: int, long: int, second: str = LEGAL) -> str:
    """Return a report whose Item 3 has ``short`` characters under its heading, and ``long`` where it stands again."""
    under = [f"edings\n{'w' * (size - 10)}.\n\n" for size in (short, long)]
    head, again = LEGAL.removesuffix("edings"), second.removesuffix("edings")
    others = f"{DISCUSSION}\n\n{WORDS}\n\n{STATEMENTS}\n\n{WORDS}\n\n"
    return f"\nItem 1. Business\n\n{WORDS}\n\n{head}{under[0]}{others}{again}{under[1]}{LAST}\n\n{WORDS}"


@pytest.mark.parametrize(
    ("short", "long", "found"),
    [(700, 2100, True), (701, 9000, False), (100, 300, True), (100, 299, False)],
)
def test_the_words_behind_a_pointer_are_three_times_its_length(
    short: int, long: int, found: bool
) -> None:
    again = [("3", "", True)] if found else []
    assert _places(_behind(short, long)) == [
        ("1", "", False), ("3", "", False), ("7", "", False), ("8", "", False), *again, ("15", "", False),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("second", "found"),
    [
        (LEGAL, True), ("The looms\n" + LEGAL, True), ("The looms\n• " + LEGAL, False), ("(" + LEGAL, False), ("Item 3. Suits of the Proceedings", False),
        ("Item 3. Legal Proce .... 9\n\nedings", False), ("The looms\nItem 4. Mine Safety Disclosures of Proceedings", False),
    ],
)  # fmt: skip
def test_only_a_sure_heading_stands_again(second: str, found: bool) -> None:
    assert (("3", "", True) in _places(_behind(100, 900, second))) == found
    assert sum(behind for _, _, behind in _places(_behind(100, 900, second))) == found


def test_an_item_that_goes_on_stands_again_once() -> None:
    again = f"{LEGAL}\n\n{WORDS}\n\n{LEGAL}\n\n{WORDS}\n\n"
    raw = _behind(100, 900).replace(LAST, again + LAST)
    assert [item for item, _, behind in _places(raw) if behind] == ["3"]


def test_the_last_item_of_a_document_may_stand_again() -> None:
    raw = _behind(100, 300).replace(f"{LAST}\n\n{WORDS}", "")
    assert [item for item, _, behind in _places(raw) if behind] == ["3"]


def _report(*blocks: str) -> str:
    """Return a report with ``blocks`` between its Items 3 and 15."""
    return f"\nItem 1. Business\n\n{WORDS}\n\n{LEGAL}\n\n{WORDS}\n\n" + "".join(blocks) + f"{LAST}\n\n{WORDS}"  # fmt: skip


def _block(above: str, *, in_heading: str = "", below: str = "") -> str:
    return "".join(
        f"{above if at == 0 else ''}{heading}{in_heading}\n\n{below}{WORDS}\n\n"
        for at, heading in enumerate((DISCUSSION, STATEMENTS))
    )


FIRST, SECOND, THIRD = "Loom Corporation", "Barge Electric Company", "Teel Power Co."


def _registrants(raw: str) -> list[str]:
    return [f"{item} {registrant}" for item, registrant, _ in _places(raw) if registrant]


@pytest.mark.parametrize("between", ["\n\n", "\n   \n \n"])
def test_a_company_above_its_items_is_their_registrant(between: str) -> None:
    blocks = [_block(f"{company}{between}") for company in (FIRST, SECOND, THIRD)]
    assert _registrants(_report(*blocks)) == [
        f"{item} {company}" for company in (FIRST, SECOND, THIRD) for item in (7, 8)
    ]


def test_a_company_in_the_heading_is_its_registrant() -> None:
    for form in (" - {}", " -- {}", " – {}", " ({})", " ({}):", " of {}", " OF {}"):
        blocks = [_block("", in_heading=form.format(company)) for company in (FIRST, SECOND)]
        assert _registrants(_report(*blocks)) == [
            f"{item} {company}" for company in (FIRST, SECOND) for item in (7, 8)
        ]
    blocks = [_block("", in_heading=f" for {company}") for company in (FIRST, SECOND)]
    assert _registrants(_report(*blocks)) == []


def test_an_item_that_goes_on_is_one_of_its_registrant() -> None:
    second = _block(f"{SECOND}\n\n") + f"{STATEMENTS}\n\n{WORDS}\n\n"
    assert _registrants(_report(_block(f"{FIRST}\n\n"), second)) == [
        f"{item} {company}" for company in (FIRST, SECOND) for item in (7, 8)
    ]


def test_one_item_under_a_company_is_no_block() -> None:
    second = f"{SECOND}\n\n{DISCUSSION}\n\n{WORDS}\n\n"
    assert _registrants(_report(_block(f"{FIRST}\n\n"), second)) == []


@pytest.mark.parametrize(
    ("line", "company"),
    [
        ("A Co", True), ("L.P.", False), ("X" * 82 + " Company", False), ("W" * 83 + " Company", True), ("W" * 84 + " Company", False),
        ("Loom and sons Company", True), ("Loom and its sons Company", False), ("loom Company", False), ("The Looms", False),
        ("Loom Corp.", True), ("Loom Inc.", True), ("Loom Ltd.", True), ("Loom Co.", True), ("Loom Company.", False), ("Loom Company,", False), ("Loom Company:", False),
        ("Item of Loom Company", False), ("See Loom Company", False), ("Page 12 Loom Company", False), ("Part of Loom Company", False),
    ],
)  # fmt: skip
def test_what_the_name_of_a_company_is(line: str, company: bool) -> None:
    if line.startswith("X"):
        line = line[1:] + " of Woolx"
    found = _registrants(_report(_block(f"{FIRST}\n\n"), _block(f"{line}\n\n")))
    assert (f"7 {line}" in found) == company
    assert bool(found) == company


@pytest.mark.parametrize(("reach", "found"), [(300, True), (301, False)])
def test_a_company_is_looked_for_in_300_characters(reach: int, found: bool) -> None:
    above = SECOND + "\n" * (reach - len(SECOND))
    assert bool(_registrants(_report(_block(f"{FIRST}\n\n"), _block(above)))) == found
    # behind what is known of the title
    rest = " and Analysis"
    blocks = [
        _block("", below=f"{' ' * (reach - len(rest) - 2 - len(company))}{company}\n\n")
        for company in (FIRST, SECOND)
    ]
    assert bool(_registrants(_report(*blocks))) == found
