"""Contents whose Items have rows of their parts below them: none of their rows is taken for a heading."""

from __future__ import annotations

import pytest

from docai.tenk.conftest import LONG, html_filing, items_found, text_filing, words_of
from docai.tenk.headings.best_path import best_path, without_front_rows
from docai.tenk.headings.candidates import find_headings
from docai.tenk.headings.lines import lowered
from docai.tenk.vocabulary import ANNUAL

TITLES = {
    "1": "Business", "2": "Properties", "3": "Legal Proceedings", "5": "Market for Registrant's Common Equity",
    "7": "Management's Discussion and Analysis", "8": "Financial Statements and Supplementary Data", "9": "Changes in and Disagreements with Accountants",
    "10": "Directors and Executive Officers", "11": "Executive Compensation", "12": "Security Ownership of Certain Beneficial Owners",
    "13": "Certain Relationships and Related Transactions", "14": "Exhibits and Reports on Form 8-K",
}  # fmt: skip


def _blocks(numbers: list[str]) -> list[str]:
    """Return headings with words below them that name their Item."""
    return [
        block
        for number in numbers
        for block in (f"Item {number}. {TITLES[number]}", f"Wool{number}x. {LONG}")
    ]


def _row(title: str, page: str, *, on_two_lines: bool = False) -> str:
    cell = f"<p>{title}</p>" if on_two_lines else title
    return f"<tr><td>{cell}</td><td></td><td>{page}</td></tr>"


@pytest.mark.parametrize("parts", [2, 5, 40])
@pytest.mark.parametrize("own_page", ["3", ""])
@pytest.mark.parametrize("on_two_lines", [False, True])
def test_contents_may_have_the_parts_of_item_1_below_it(
    on_two_lines: bool, own_page: str, parts: int
) -> None:
    below = "".join(
        _row(f"Looms of the mill in shed number {part} by the river", str(3 + part), on_two_lines=on_two_lines)
        for part in range(parts)
    )  # fmt: skip
    others = "".join(_row(f"Item {n}. {title}", n) for n, title in TITLES.items() if n != "1")
    filing = html_filing(
        f"<table>{_row('Item 1. Business', own_page)}{below}{others}</table>",
        *_blocks(list(TITLES)),
    )
    assert items_found(filing) == list(TITLES)
    assert words_of(filing, "1").startswith("Item 1. Business\n\nWool1x.")


@pytest.mark.parametrize("parts", [2, 40])
def test_contents_may_have_the_parts_of_the_first_items_below_each(parts: int) -> None:
    below = "".join(
        _row(f"Looms of the mill in shed number {part} by the river", str(part))
        for part in range(parts)
    )
    titles = {"1": "Business", "1A": "Risk Factors"} | TITLES
    rows = "".join(
        _row(f"Item {n}. {title}", n) + (below if n in ("1", "1A") else "")
        for n, title in titles.items()
    )
    body = [one for n, title in titles.items() for one in (f"Item {n}. {title}", f"Wool{n}x. {LONG}")]  # fmt: skip
    filing = html_filing(f"<table>{rows}</table>", *body)
    assert items_found(filing) == list(titles)
    assert all(f"Wool{item.item}x." in item.text[:120] for item in filing.items)


def test_an_item_1_above_a_list_is_its_row_only_where_it_stands_again() -> None:
    rows = "".join(_row(f"Looms of the mill in shed number {part} by the river", str(part)) for part in range(40))  # fmt: skip
    others = "".join(_row(f"Item {n}. {title}", n) for n, title in TITLES.items() if n != "1")
    filing = html_filing(
        "Item 1. Business", f"<table>{rows}{others}</table>", *_blocks(list(TITLES)[1:])
    )  # fmt: skip
    assert items_found(filing) == list(TITLES)


PARTS = [f"Looms of the mill in shed {part}" for part in range(12)]
LISTED = {"1": "Business", "1A": "Risk Factors"} | TITLES


@pytest.mark.parametrize("page", ["", " ..... 12"])
@pytest.mark.parametrize("own", ["", " ..... 3"])
def test_contents_may_have_parts_below_every_item(own: str, page: str) -> None:
    rows = "\n".join(
        "\n".join([f"Item {n}. {title}{own}", *(part + page for part in PARTS)])
        for n, title in LISTED.items()
    )
    body = [one for n, title in LISTED.items() for one in (f"Item {n}. {title}", f"Wool{n}x. {LONG}")]  # fmt: skip
    filing = text_filing(rows, *body)
    assert items_found(filing) == list(LISTED)
    assert all(f"Wool{item.item}x." in item.text[:120] for item in filing.items)


@pytest.mark.parametrize("said", ["None.", LONG])
def test_items_that_say_something_are_no_rows_though_they_stand_again(said: str) -> None:
    first = [one for n in ("1", "2", "3", "5") for one in (f"Item {n}. {TITLES[n]}", said)]
    filing = text_filing(*first, *_blocks(list(TITLES)))
    found = filing.item("1")
    assert found is not None
    assert (found.text_as_filed or found.text).startswith(f"Item 1. Business\n\n{said[:20]}")


@pytest.mark.parametrize(
    ("others", "below", "are_rows"),
    [
        (2, "\n".join(PARTS), False),
        (3, "\n".join(PARTS), True),
        (3, "Looms of the mill in a shed.", False),
        (3, "Looms of the mill in a shed;", False),
        (3, "Looms " * 18, True),
        (3, "Looms " * 19, False),
    ],
)
def test_rows_at_the_front_are_four_with_titles_below(
    others: int, below: str, are_rows: bool
) -> None:
    rows = "\n".join(f"Item {n}. {TITLES[n]}\n{below}" for n in list(TITLES)[: 1 + others])
    raw = f"\n{rows}\n\n" + "\n\n".join(_blocks(list(TITLES)))
    low = lowered(raw)
    headings = find_headings(raw, low, ANNUAL)
    marked = without_front_rows(best_path(headings), headings, low)
    assert any(one.in_contents for one in marked) == are_rows
    assert not any(one.in_contents for one in marked if one.at > raw.index("Wool1x."))


def test_rows_at_the_front_are_told_where_the_contents_name_an_item_that_is_not_there() -> None:
    rows = "".join(
        _row(f"Item {n}. {title}", n) + "".join(_row(part, "7") for part in PARTS)
        for n, title in (TITLES | {"15": "Exhibits and Financial Statement Schedules"}).items()
    )
    filing = html_filing(f"<table>{rows}</table>", *_blocks(list(TITLES)))
    assert words_of(filing, "1").startswith("Item 1. Business\n\nWool1x.")


def test_a_row_at_the_front_of_an_item_that_is_not_there_is_a_row_too() -> None:
    below = "".join(_row(f"{part} by the river", "7") for part in PARTS * 3)
    rows = "".join(
        _row(f"Item {n}. {title}", n) + (below if n in ("1", "1A") else "")
        for n, title in LISTED.items()
    )
    filing = html_filing(f"<table>{rows}</table>", *_blocks(list(TITLES)))
    assert items_found(filing) == list(TITLES)
    assert words_of(filing, "1").startswith("Item 1. Business\n\nWool1x.")
