"""Lists in lists."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docai.tenk.structure.lists import nested, unnested


@pytest.mark.parametrize(
    ("lines", "tabs"),
    [
        (["• oak", "◦ red", "◦ white", "• ash"], [0, 1, 1, 0]),
        (["• oak", "– red", "o White", "– grey", "• ash"], [0, 1, 2, 1, 0]),
        (["(1) oak", "(a) red", "(i) old", "(ii) new", "(b) white", "(2) ash"], [0, 1, 2, 2, 1, 0]),
        (["We make:", "● oak", "o Red", "We sell:", "o Ash"], [0, 0, 1, 0, 0]),
        (["▪ oak", "a. red", "b) white", "1) ash"], [0, 1, 1, 2]),
        (["(g) oak", "(h) ash", "(i) elm", "(j) fir"], None),
        (["• oak", "● ash"], None),
        (["• oak", "our ash"], None),
        (["  • oak", "  o Red"], None),
    ],
)
def test_an_entry_with_another_bullet_stands_in_the_one_before(
    lines: list[str], tabs: list[int] | None
) -> None:
    found = nested("\n".join(lines))
    expected = (
        None
        if tabs is None
        else "\n".join("\t" * count + line for count, line in zip(tabs, lines, strict=True))
    )
    assert found == expected


def test_empty_lines_between_entries_stay() -> None:
    assert nested("• oak\n\n◦ red") == "• oak\n\n\t◦ red"


@given(st.lists(st.sampled_from(["• a", "◦ b", "(i) c", "(a) d", "words", "", "o D", "1) e"])))
def test_any_list_comes_back(lines: list[str]) -> None:
    text = "\n".join(lines)
    assert unnested(nested(text) or text) == text
