from datetime import date

import pytest

from data_loader.errors import WrongSelection
from data_loader.selection.criteria import Criteria
from data_loader.selection.quarters import Quarter

TODAY = date(2024, 5, 15)


def test_a_filing_is_wanted_when_it_meets_all_criteria() -> None:
    criteria = Criteria(ciks=("1",), since=date(2024, 1, 1), until=date(2024, 3, 1))
    assert criteria.wanted("10-K", date(2024, 3, 1))
    assert not criteria.wanted("10-K", date(2024, 3, 2))
    assert not criteria.wanted("10-K", date(2023, 12, 31))
    assert not criteria.wanted("10-K/A", date(2024, 2, 1))


def test_nothing_asked_for_is_no_selection() -> None:
    with pytest.raises(WrongSelection, match="nothing is selected: give --tickers"):
        Criteria(since=date(2024, 1, 1))


def test_days_in_the_wrong_order_are_refused() -> None:
    with pytest.raises(WrongSelection, match="--from 2024-02-01 comes after --to 2024-01-01"):
        Criteria(everything=True, since=date(2024, 2, 1), until=date(2024, 1, 1))


def test_the_days_are_told_in_words() -> None:
    since, until = date(2024, 1, 1), date(2024, 2, 1)
    assert Criteria(everything=True, since=since).days == "from 2024-01-01"
    assert Criteria(everything=True, until=until).days == "to 2024-02-01"
    assert (
        Criteria(everything=True, since=since, until=until).days == "from 2024-01-01 to 2024-02-01"
    )
    assert Criteria(everything=True).days == ""


def test_only_quarters_that_can_hold_such_a_filing_are_read() -> None:
    criteria = Criteria(everything=True, since=date(2023, 12, 31))
    assert criteria.quarters(TODAY) == (Quarter(2023, 4), Quarter(2024, 1), Quarter(2024, 2))
    assert len(Criteria(everything=True).quarters(TODAY)) == 31 * 4 + 2
    future = Criteria(index=(Quarter(2024, 1), Quarter(2025, 1)))
    assert future.quarters(TODAY) == (Quarter(2024, 1),)


def test_the_first_and_the_last_day_belong_to_what_is_asked_for() -> None:
    first, last = date(2024, 1, 1), date(2024, 3, 1)
    criteria = Criteria(everything=True, since=first, until=last)
    assert criteria.wanted("10-K", first)
    assert criteria.may_hold(last, date(2024, 12, 31))
    assert criteria.may_hold(date(2023, 1, 1), first)
    assert not criteria.may_hold(date(2024, 3, 2), date(2024, 12, 31))
    assert not criteria.may_hold(date(2023, 1, 1), date(2023, 12, 31))
    assert Criteria(everything=True, since=first, until=first).wanted("10-K", first)
