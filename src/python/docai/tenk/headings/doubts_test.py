"""Doubts about the borders of Items, each at its edge."""

from __future__ import annotations

import pytest

from docai.tenk.headings.confidence_test import SURE, _chances, _heading, _path


def test_the_last_item_of_the_form_needs_a_title() -> None:
    path = [*_path(), _heading((16, ""), 20_000, kind="")]
    assert _chances(path)[-2:] == [round(SURE * SURE * 0.95, 4), round(SURE * 0.95 * 0.98, 4)]


def test_an_item_may_be_missing_before_the_last_of_the_form() -> None:
    path = [*_path((14, ""), (15, "")), _heading((16, ""), 20_000)]
    assert _chances(path)[-2] == round(SURE * SURE * 0.94, 4)


@pytest.mark.parametrize(
    ("at", "score", "doubted"),
    [(6500, 9.0, [3, 6]), (6500, 8.9, []), (500, 9.0, [0, 3]), (3500, 9.0, []), (3000, 9.0, [])],
)
def test_a_heading_from_9_on_that_stands_again_is_a_doubt(
    at: int, score: float, doubted: list[int]
) -> None:
    got = _chances(_path(), [_heading((3, ""), at, score)])
    assert [
        place for place, chance in enumerate(got[:-1]) if chance < SURE * SURE - 0.001
    ] == doubted
    assert _chances(_path(), [_heading((3, ""), at, score, kind="")]) == _chances(_path())


def test_a_heading_above_the_first_item_is_no_doubt() -> None:
    path = [_heading(one.key, one.at + 1000) for one in _path()]
    assert _chances(path, [_heading((3, ""), 500)]) == _chances(path)
