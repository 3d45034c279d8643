"""Which Items a form asks for, on the first day of each and the day before."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from docai.tenk.outline.expected import expected_items

ALWAYS = tuple(str(number) for number in range(1, 15))


@pytest.mark.parametrize(
    ("form", "item", "first"),
    [
        ("10-K", "7A", date(1997, 6, 15)), ("10-K", "15", date(2002, 8, 29)), ("10-K405", "15", date(2002, 8, 29)), ("10-K", "9A", date(2003, 8, 31)), ("10-K", "9B", date(2004, 8, 31)),
        ("10-K", "1A", date(2005, 12, 1)), ("10-K", "1B", date(2005, 12, 1)), ("10-K", "9C", date(2021, 12, 15)), ("10-K", "1C", date(2023, 12, 15)),
        ("10-KSB", "8A", date(2003, 8, 31)), ("10-ksb", "14", date(2003, 12, 15)), ("10-KSB40", "8B", date(2004, 8, 31)),
    ],
)  # fmt: skip
def test_an_item_is_asked_for_from_a_day_on(form: str, item: str, first: date) -> None:
    before, after = (expected_items(form, day, ()) for day in (first - timedelta(1), first))
    assert item not in before
    assert item in after
    assert set(before) < set(after)


def test_items_come_in_the_order_of_the_form() -> None:
    assert expected_items("10-K", None, ()) == ALWAYS
    assert expected_items("10-KSB", None, ()) == ALWAYS[:13]
    assert expected_items("10-K", date(2024, 12, 31), ()) == (
        "1", "1A", "1B", "1C", "2", "3", "4", "5", "6", "7", "7A", "8", "9", "9A", "9B", "9C", "10", "11", "12", "13", "14", "15",
    )  # fmt: skip


def test_an_amendment_has_to_have_nothing_and_an_asset_backed_issuer_items_of_its_own() -> None:
    assert expected_items("10-K/A", date(2024, 12, 31), ("1122",)) == ()
    for found in (("1122",), ("1123", "1")):
        assert expected_items("10-K", date(2024, 12, 31), found) == (
            "9B", "15", "1112", "1114", "1115", "1117", "1119", "1122", "1123",
        )  # fmt: skip
