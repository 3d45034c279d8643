"""Items of which the body says nothing but pages: a list of contents before it does not make it another."""

from __future__ import annotations

import pytest

from docai.tenk.conftest import LONG, items_found, text_filing, words_of
from docai.tenk.headings.contents import says_something
from docai.tenk.headings.front_rows_test import TITLES

CONTENTS = "\n".join(
    f"Item {number}.  {title} ........ {page}"
    for page, (number, title) in enumerate(TITLES.items(), start=3)
)


def _report(paged: tuple[str, ...], says: str, *, contents: str = CONTENTS) -> list[str]:
    """Return the blocks of a report in which the Items ``paged`` have ``says`` for their words."""
    blocks = ["CONTENTS", contents]
    for number, title in TITLES.items():
        words = says if number in paged else f"Wool{number}x. {LONG}"
        blocks += [f"Item {number}.  {title}", words]
    return blocks


@pytest.mark.parametrize("says", ["                4,5,8,9", "Refer to pages 42-43 of the report."])
@pytest.mark.parametrize("paged", [("9", "10", "11", "12", "13"), ("2", "3", "5", "7", "8", "9")])
def test_items_that_name_pages_alone_are_no_second_list(paged: tuple[str, ...], says: str) -> None:
    filing = text_filing(*_report(paged, says))
    assert items_found(filing) == list(TITLES)
    assert "Wool" not in words_of(filing, paged[0])
    assert words_of(filing, "14").startswith("Item 14.")


def test_a_second_list_before_the_body_is_one() -> None:
    filing = text_filing(*_report((), "", contents=f"{CONTENTS}\n\nINDEX\n\n{CONTENTS}"))
    assert items_found(filing) == list(TITLES)
    assert all(f"Wool{number}x." in words_of(filing, number) for number in TITLES)


@pytest.mark.parametrize("begins", ["1", "2"])
def test_contents_may_begin_with_the_second_item(begins: str) -> None:
    rows = [row for row in CONTENTS.split("\n") if begins == "1" or not row.startswith("Item 1. ")]
    filing = text_filing(*_report((), "", contents="\n".join(rows)))
    assert items_found(filing) == list(TITLES)
    assert all(f"Wool{number}x." in words_of(filing, number) for number in TITLES)


def test_who_refers_to_pages_says_something() -> None:
    assert says_something("refer to pages 42-43")
    assert not says_something("referred tolls")
