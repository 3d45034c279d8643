"""Headings that are set a little otherwise than those that they belong to."""

from __future__ import annotations

import pytest

from docai.tenk.structure.headings import Heading, Sign, rank_of
from docai.tenk.structure.levels import set_alike

BOLD, BOTH = Sign(bold=True), Sign(bold=True, italic=True)


def signs(*headings: tuple[str, Sign], typed: bool = False, gap: str = "\n\n") -> list[Sign]:
    text, found = "", []
    for words, sign in headings:
        found.append(Heading(len(text), len(text) + len(words), -1, sign, rank_of(sign, words)))
        text += f"{words}{gap}"
    set_alike(text, found, titled=0, typed=typed)
    assert all(one.rank == rank_of(one.sign, "A") for one in found)
    return [one.sign for one in found]


RISKS = (("Risks Related to Wool", BOTH), ("Risks Related to Looms", BOTH))


def test_one_that_begins_as_others_do_has_their_look() -> None:
    assert signs(*RISKS, ("Risks Related to Ships", BOLD)) == [BOTH] * 3


@pytest.mark.parametrize(
    "other",
    [
        ("Risks of All Ships", BOLD),
        ("Risks Related to Ships", Sign(capitals=True)),
        ("Risks Related", BOLD),
    ],
)
def test_others_keep_their_look(other: tuple[str, Sign]) -> None:
    assert signs(*RISKS, other)[-1] == other[1]
    assert signs(RISKS[0], ("Risks Related to Ships", BOLD)) == [BOTH, BOLD]


def test_a_look_of_several_is_no_slip() -> None:
    assert signs(*RISKS, ("Risks Related to Ships", BOLD), ("Weavers", BOLD))[2] == BOLD


OVER = Sign(run_in=True)


def test_a_few_without_a_blank_line_below_are_like_the_others() -> None:
    alone = [(word, Sign()) for word in ("Wool", "Looms", "Ships")]
    assert signs(*alone, ("Mills", OVER), typed=True, gap="\nWe weave.\n\n") == [Sign()] * 4
    assert signs(*alone[1:], ("Mills", OVER), typed=True, gap="\nWe weave.\n\n")[-1] == OVER
    assert signs(*alone, ("Mills", OVER), gap="\nWe weave.\n\n")[-1] == OVER
    assert signs(*alone, ("Mills.", OVER), typed=True, gap=" We weave.\n\n")[-1] == OVER
