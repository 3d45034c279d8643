"""Which headings of Item 1A are single risk factors: each rule at its edge. A passage is written as (kind, level, text)."""

from __future__ import annotations

import pytest

from docai.tenk.structure.model import Passage, PassageKind
from docai.tenk.structure.parts import notes, risk_factors

Written = tuple[PassageKind, int, str]
WORDS: Written = ("prose", 2, "We wove.")
SENTENCE = "We may not be able to buy our wool."


def _passage(kind: PassageKind, level: int, text: str, note: str = "") -> Passage:
    return Passage(
        "", "1A", 1, "", kind, level, "", note, text, "", 0, len(text.split()), "a", 0, 0
    )


def _risks(*written: Written) -> list[tuple[str, int]]:
    """Return the title of each risk factor, and of how many passages it is."""
    passages = [_passage("heading", 1, "Risk Factors"), *(_passage(*one) for one in written)]
    return [(part.title, len(part.passages)) for part in risk_factors(passages)]


def _head(text: str, level: int = 2) -> Written:
    return ("heading", level, text)


@pytest.mark.parametrize(
    ("written", "risks"),
    [
        ([_head("Fire"), WORDS, _head("Flood"), WORDS, WORDS], [("Fire", 2), ("Flood", 3)]), ([_head("• Fire | Flood"), WORDS], [("Fire Flood", 2)]), ([_head("Fire", 1), WORDS], []), ([WORDS], []),
        # a heading with nothing under it names none, nor does one over headings, unless both are sentences
        ([_head("Fire"), _head("Flood"), WORDS], [("Flood", 2)]), ([_head("Fire")], []), ([_head("Risks of Fire"), _head("Sparks", 3), WORDS, _head("Flood"), WORDS], [("Sparks", 2), ("Flood", 2)]),
        ([_head(SENTENCE), _head(SENTENCE, 3), WORDS], [(SENTENCE, 3)]), ([_head(SENTENCE), _head("Sparks", 3), WORDS], [("Sparks", 2)]), ([_head("Sparks"), _head(SENTENCE, 3), WORDS], [(SENTENCE, 2)]),
        # a short one with words over headings names a group; from nine words on it is a risk
        ([_head("a b c d e f g h"), WORDS, _head("Sparks", 3), WORDS], [("Sparks", 2)]), ([_head("a b c d e f g h i"), WORDS, _head("Sparks", 3), WORDS], [("a b c d e f g h i", 4)]),
        ([_head("a b c d e f g h i"), _head("a b c d e f g h j", 3), WORDS], [("a b c d e f g h j", 2)]),
        ([_head("We may not buy a b c."), _head("We may not buy d e f.", 3), WORDS], [("We may not buy d e f.", 2)]),
        # forward-looking statements, an introduction
        *(([_head(title), WORDS, _head("Flood"), WORDS], [("Flood", 2)]) for title in ("Forward-Looking Statements", "Cautionary Note Regarding Forward-Looking Statements", "Risk Factors", "Introduction", "Overview")),
    ],
)  # fmt: skip
def test_headings_with_words_of_their_own(
    written: list[Written], risks: list[tuple[str, int]]
) -> None:
    assert _risks(*written) == risks


LONG: Written = ("prose", 3, "w " * 41)
SUMMARY = _head("Summary of Risk Factors")


@pytest.mark.parametrize(
    ("written", "risks"),
    [
        # what a summary lists is none, until a heading comes again, or of its own level, or with 41 words
        ([SUMMARY, _head("Fire", 3), WORDS, _head("Flood", 3), WORDS, _head("Fire", 3), WORDS], [("Fire", 2)]), ([SUMMARY, _head("Fire", 3), WORDS], []), ([SUMMARY, _head("Fire", 3), WORDS, _head("Flood"), WORDS], [("Flood", 2)]),
        ([SUMMARY, _head("Fire", 3), LONG], [("Fire", 2)]), ([SUMMARY, _head("Fire", 3), ("prose", 3, "w " * 40)], []), ([SUMMARY, _head("Fire", 3), ("list", 3, "w " * 41)], []), ([SUMMARY, WORDS, _head("Fire", 3)], []),
        ([SUMMARY, _head("Fire", 3), LONG, _head("Flood", 3), WORDS], [("Fire", 2), ("Flood", 2)]), ([_head("Fire", 3), WORDS, SUMMARY, _head("fire", 3), WORDS], [("Fire", 2)]),
        ([SUMMARY, _head("Fire"), WORDS, _head("FIRE"), WORDS], [("FIRE", 2)]), ([SUMMARY, WORDS, _head("Fire", 1), _head("Flood", 3), WORDS], []),
        ([_head("I. Summary"), _head("Fire", 3), WORDS], []),
    ],
)  # fmt: skip
def test_what_a_summary_lists_is_no_risk_factor(
    written: list[Written], risks: list[tuple[str, int]]
) -> None:
    assert _risks(*written) == risks


def test_notes_are_what_stands_in_one() -> None:
    passages = [
        _passage("heading", 1, "Item 8"), _passage("heading", 2, "Note 1. Wool", "1"), _passage("prose", 2, "We wove.", "1"), _passage("heading", 2, "2.", "2"), _passage("heading", 3, "Looms | Oak", "2"),
        _passage("heading", 2, "Rail", "Rail"), _passage("heading", 2, "Note 4.", "4"), _passage("prose", 1, "The end."),
    ]  # fmt: skip
    found = [(part.number, part.title, len(part.passages)) for part in notes(passages)]
    assert found == [("1", "Wool", 2), ("2", "2.", 2), ("", "Rail", 1), ("4", "", 1)]
