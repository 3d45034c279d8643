"""Damaged lines of an index, and quarters in words."""

from __future__ import annotations

from datetime import date

import pytest

from data_loader.selection.by_index import _covered, _may_be_meant, _unreadable
from data_loader.selection.criteria import Criteria
from data_loader.selection.quarters import quarter_list

TODAY = date(2024, 5, 15)
LINE = b"990001|NORTHERN LANTERN CORP|10-K|2021-02-25|edgar/data/990001/0000990001-21-000005.txt\n"


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        # of the filer and the day that are meant, or of one of which the line does not say
        (b"990001|a|10-K|2024-02-25|x", True), (b"990002|a|10-K|2024-02-25|x", False), (b"990001|a|10-K|2023-02-25|x", False), (b"990001|a|10-K|soon|x", True), (b"990002|a|10-K|soon|x", False), (b"\xff|a|10-K|2024-02-25|x", True), (b"0|a|10-K|2023-02-25|x", False),
    ],
)  # fmt: skip
def test_a_damaged_line_is_told_where_it_may_be_meant(line: bytes, meant: bool) -> None:
    criteria = Criteria(everything=True, since=date(2024, 1, 1))
    assert _may_be_meant(line, criteria, frozenset({"0000990001"})) == meant
    assert _may_be_meant(line, criteria, None) == (b"2023" not in line)


def test_damaged_lines_are_counted_and_the_first_is_shown() -> None:
    (quarter,) = quarter_list("2024Q1")
    one, two = _unreadable(quarter, [b"x" * 121]), _unreadable(quarter, [b"x", b"y"])
    assert one == f"EDGAR's index of 2024Q1 has a line of a 10-K that cannot be read: {b'x' * 120!r}"  # fmt: skip
    assert two == "EDGAR's index of 2024Q1 has 2 lines of 10-Ks that cannot be read: b'x'"


def test_an_index_goes_up_to_the_day_it_says_unless_that_is_to_come() -> None:
    def index(day: str) -> bytes:
        return f"Last Data Received:    {day}\n".encode() + LINE

    assert _covered(index("May 15, 2024"), TODAY) == TODAY
    assert _covered(index("May 16, 2024"), TODAY) == date(2021, 2, 25)
    assert _covered(LINE, TODAY) == date(2021, 2, 25)
    assert _covered(b"", TODAY) is None
