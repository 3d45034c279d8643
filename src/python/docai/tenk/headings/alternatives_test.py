"""An example for alternatives of the headings' regular expressions that no document needs alone."""

from __future__ import annotations

import pytest

from docai.tenk.patterns_test import PATTERNS
from stand_ins.patterns import is_matched

WHOLE = {
    "candidates._ITEM": ("items 1. item 2", "items one and one"),
    "candidates._PARTS_NAMED": ("(a)(1) and (2)", "(a), (b) & (d)", "(a) &(d)"),
    "regulation_ab._ITEM": ("item 1122 under regulation ab", "item 1122 of reg. ab"),
    "titles._WHOLE_TITLE": (
        "informationconcerningexecutiveofficers", "theexecutiveofficers", "executiveofficersofthecompany", "marketforunitsandholders",
        "executiveandofficerscompensation", "officersandexecutivecompensation",
    ),
}  # fmt: skip
"""Texts that a pattern matches as a whole, and would not without the alternative."""


SEARCHED = {
    "contents._PAGE_LINE": (" 3-5", " 3–5", " 3—5", " 3to5", " 3,5", " 3and5", "  –"),
    "titles._SECOND_LINE": ("\n words\nMore",),
    "titles._AFTER_TITLE": (
        "legal–item 3a", "legal—item 3a", "legal,item 3a", "legal..3", "legal  3–5", "legal  3to5", "legal  3,5", "legal  3and5", "legal  3&5",
    ),
}  # fmt: skip
"""Texts that hold a match, and would not without the alternative."""


@pytest.mark.parametrize(
    ("name", "method", "text"),
    [
        (name, method, text)
        for method, table in (("fullmatch", WHOLE), ("search", SEARCHED))
        for name, texts in table.items()
        for text in texts
    ],
)
def test_an_alternative_is_matched(name: str, method: str, text: str) -> None:
    assert is_matched(PATTERNS[name], method, text)
