"""Levels of headings, running heads, titles over sentences: each rule at its edge."""

from __future__ import annotations

import pytest

from docai.tenk.structure.headings import Heading, Sign, rank_of
from docai.tenk.structure.levels import part_titles, set_levels, without_running_heads
from docai.tenk.structure.notes.numbers import number_notes

BOLD, ITALIC, CAPITALS = Sign(bold=True), Sign(italic=True), Sign(bold=True, capitals=True)
WORDS = "\n\nWe wove.\n\n"


def _item(*written: tuple[str, Sign], joint: str = WORDS) -> tuple[str, list[Heading]]:
    """Return an Item's text and its headings: each with its look; no words are below one that ends in "|"."""
    text, headings = "", []
    for words, sign in written:
        title = words.rstrip("|")
        rank = rank_of(sign, title)
        headings.append(Heading(len(text), len(text) + len(title), -1, sign, rank))
        text += title + ("\n\n" if title != words else joint)
    return text, headings


def _levels(*written: tuple[str, Sign]) -> list[int]:
    text, headings = _item(*written)
    number_notes(text, headings)
    set_levels(text, headings, titled=0)
    return [one.level for one in headings]


def test_a_heading_that_stands_out_as_much_or_a_little_more_is_below() -> None:
    # larger by 0.3 points: as good as the same
    small, larger, large = (Sign(bold=True, size=size) for size in (1.0, 1.3, 1.4))
    assert _levels(("Wool", small), ("Oak", larger)) == [2, 3]
    assert _levels(("Wool", small), ("Oak", large)) == [2, 2]


def test_the_deepest_heading_has_level_14() -> None:
    signs = [Sign(bold=True, size=-number / 10) for number in range(15)]
    assert _levels(*(("Wool", sign) for sign in signs)) == [*range(2, 14), 14, 14, 14]


@pytest.mark.parametrize(
    ("before", "heading", "levels"), [(69, 70, [2, 3]), (70, 70, [2, 2]), (69, 69, [2, 2])]
)
def test_a_short_heading_right_over_a_long_one_is_above_it(
    before: int, heading: int, levels: list[int]
) -> None:
    larger = Sign(bold=True, size=2.0)
    assert _levels(("W" * before + "|", BOLD), ("W" * heading, larger)) == levels


@pytest.mark.parametrize(
    ("words", "levels"),
    [
        # eight words with a stop, or not written as a title; eleven however they are written
        ("we may buy no wool of the hills", [2, 2]), ("We May Buy No Wool Of The Hills.", [2, 2]), ("We May Buy No Wool Of The Hills", [2, 3]), ("we may buy no wool of the", [2, 3]), ("We May Buy No Wool Of The.", [2, 3]),
        ("We May Buy No Wool Of The Hills And Ships", [2, 3]), ("we may buy no wool of the hills and ships", [2, 2]), ("We May Buy No Wool of the Hills and Ships", [2, 3]),
        ("We May Buy No Wool Of The Hills And Ships Again", [2, 2]), ("We May Buy No Wool Of The Hills And", [2, 3]),
    ],
)  # fmt: skip
def test_sentences_are_siblings_whatever_they_look_like(words: str, levels: list[int]) -> None:
    assert _levels((words, BOLD), (words, ITALIC)) == levels


@pytest.mark.parametrize(
    ("number", "level"), [("NOTE 1", 4), ("Note No. 12:", 4), ("Notes No. 12:", 2)]
)
def test_the_title_right_below_a_bare_number_is_below_it(number: str, level: int) -> None:
    text, headings = _item(("NOTES TO LOOMS", CAPITALS), (f"{number}|", ITALIC), ("WOOL", CAPITALS))
    headings[1].number = "1"
    set_levels(text, headings, titled=0)
    assert [one.level for one in headings] == [2, 3, level]


def test_a_bare_number_that_is_no_notes_has_no_title_below() -> None:
    assert _levels(("NOTE 7|", ITALIC), ("WOOL", CAPITALS)) == [2, 2]
    assert _levels(("NOTE 1", BOLD)) == [2]


OVER, OAK = "Loom Works", "NOTES TO FINANCIAL STATEMENTS"


@pytest.mark.parametrize(
    ("titles", "kept"),
    [
        # three times, each right over another heading
        ([f"{OVER}|", "A", f"{OVER}|", "B", f"{OVER}|", "C"], ["A", "B", "C"]), ([f"{OVER}|", "A", f"{OVER}|", "B"], [OVER, "A", OVER, "B"]), ([OVER, OVER, OVER], [OVER, OVER, OVER]),
        # half of the times are enough, fewer are not
        ([f"{OVER}|", "A", f"{OVER}|", "B", OVER, OVER], ["A", "B"]), ([f"{OVER}|", "A", OVER, OVER], [OVER, "A", OVER, OVER]), (["A|", "B|", "C|", OVER, OVER, OVER], ["A", "B", "C", OVER, OVER, OVER]),
        # the last one stands over nothing
        (["A", f"{OVER}|", "B", OVER, f"{OVER}|"], ["A", "B"]),
        # the same over the same three times: the parts of each segment; but not a name in capitals
        ([f"{OVER}|", "A", f"{OVER}|", "A", f"{OVER}|", "A"], [OVER, "A"] * 3), (["LOOM WORKS|", "A"] * 3, ["A"] * 3), ([f"{OVER}|", "A", f"{OVER}|", "A", f"{OVER}|", "B"], ["A", "A", "B"]),
        # of those over notes the first one is kept
        ([OAK, "A", OAK, "B", OAK, "C"], [OAK, "A", "B", "C"]), ([OAK, "A", OAK, "B"], [OAK, "A", OAK, "B"]), (["loom  works|", "A", f"{OVER}|", "B", "LOOM WORKS|", "C"], ["A", "B", "C"]),
    ],
)  # fmt: skip
def test_what_every_page_repeats_is_no_heading(titles: list[str], kept: list[str]) -> None:
    text, headings = _item(*((title, BOLD) for title in titles))
    found = without_running_heads(text, headings, titled=0)
    assert [text[one.start : one.end] for one in found] == kept


def test_the_items_own_heading_is_no_running_head() -> None:
    text, headings = _item(*((title, BOLD) for title in (f"{OVER}|", "A", f"{OVER}|", "B", f"{OVER}|", "C")))  # fmt: skip
    found = without_running_heads(text, headings, titled=1)
    assert [text[one.start : one.end] for one in found] == [OVER, "A", "B", "C"]


RISK = "Ships may sink."


@pytest.mark.parametrize(
    ("titles", "parted"),
    [
        # four sentences, at most half as many titles, most of them right over a sentence
        (["Ships|", RISK, RISK, RISK, RISK], True), (["Ships|", RISK, RISK, RISK], False), (["Ships|", RISK, RISK, "Looms|", RISK, RISK], True), (["Ships|", RISK, "Looms|", RISK, RISK, "Oak|", RISK, RISK], False),
        (["Ships|", RISK, RISK, "Looms", RISK, RISK], False), (["Ships|", RISK, RISK, "Looms|", RISK, RISK, RISK, "Sheds", RISK], True), (["Ships|", RISK, RISK, RISK, RISK, RISK, "Looms|"], False), ([RISK] * 5, False),
        # a title is written as one; a stop and a quotation mark end a sentence too
        (["Ships that sink on the way|", RISK, RISK, RISK, RISK], False), (["Ships|", RISK, "Ships “may sink.”", "May ships sink?", "Ships sink!"], True),
    ],
)  # fmt: skip
def test_titles_right_over_sentences_of_their_look_are_told_from_them(
    titles: list[str], parted: bool
) -> None:
    text, headings = _item(*((title, BOLD) for title in titles))
    before = headings[1].rank
    part_titles(text, headings, titled=0)
    told = {one.sign.sentence for one in headings if text[one.end - 1] in ".?!”"}
    assert told == {parted}
    assert not any(one.sign.sentence for one in headings if text[one.end - 1] not in ".?!”")
    assert (headings[1].rank < before) == parted


def test_a_title_over_a_sentence_of_another_look_tells_nothing() -> None:
    text, headings = _item(("Ships|", BOLD), ("Looms|", ITALIC), *[(RISK, BOLD)] * 4)
    part_titles(text, headings, titled=0)
    assert not any(one.sign.sentence for one in headings)
