"""The best way through possible headings, each written as (number, place, score)."""

from __future__ import annotations

import pytest

from docai.tenk.headings.best_path import best_path, with_first_parts, without_renumbered
from docai.tenk.headings.candidates import Heading


def _heading(number: int, at: int, score: float = 10.0, **more: object) -> Heading:
    key = (number, "")
    return Heading(at, at, at + 9, key, (key,), "", score, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("headings", "places"),
    [
        ([(1, 10, 9), (2, 20, 9), (3, 30, 9)], [10, 20, 30]),
        # each Item once, the surest; of equals the first
        ([(1, 10, 8), (1, 20, 9), (2, 30, 9)], [20, 30]),
        ([(1, 10, 9), (1, 20, 9), (2, 30, 9)], [10, 30]),
        # the numbers rise
        ([(2, 10, 9), (1, 20, 8), (3, 30, 9)], [10, 30]),
        ([(2, 10, 8), (1, 20, 9), (3, 30, 9)], [20, 30]),
        ([(3, 10, 9), (1, 20, 5), (2, 30, 5)], [20, 30]),
        # two readings of one place shut each other out
        ([(1, 10, 9), (2, 10, 8)], [10]),
        # what scores nothing is no heading
        ([(1, 10, 0), (2, 20, 9)], [20]),
        ([(1, 10, 0)], []),
        ([], []),
    ],
)
def test_the_best_path_scores_highest_with_rising_items(
    headings: list[tuple[int, int, float]], places: list[int]
) -> None:
    path = best_path([_heading(*one) for one in headings])
    assert [heading.at for heading in path] == places


def test_an_item_begins_at_its_first_part_behind_the_item_before() -> None:
    before, last = _heading(13, 100), _heading(14, 300, is_part=True)
    headings = [
        _heading(14, 50, is_part=True), before, _heading(14, 200, is_part=True, in_contents=True), _heading(14, 210),
        _heading(12, 220, is_part=True), _heading(14, 250, is_part=True), last, _heading(14, 350, is_part=True),
    ]  # fmt: skip
    assert [one.at for one in with_first_parts([before, last], headings)] == [100, 250]
    assert [one.at for one in with_first_parts([last], headings)] == [50]
    assert [one.at for one in with_first_parts([before, headings[3]], headings)] == [100, 210]
    assert [one.at for one in with_first_parts([before, last], [before, last])] == [100, 300]


def test_a_title_of_another_number_counts_where_its_item_has_no_surer_heading() -> None:
    quarterly = Heading(90, 90, 99, (15, ""), ((15, ""),), "exhibits", 5.0, as_numbered=(6, ""))
    own = Heading(50, 50, 59, (15, ""), ((15, ""),), "exhibits", 10.0)
    other = Heading(40, 40, 49, (14, ""), ((14, ""),), "fees", 10.0)
    assert without_renumbered([other, quarterly]) == [other, quarterly]
    assert without_renumbered([other, own, quarterly]) == [other, own]
