"""Examples for alternatives of the pointers' regular expressions: texts that need them, and texts that they shut out."""

from __future__ import annotations

import pytest

from docai.tenk.patterns_test import PATTERNS
from stand_ins.patterns import Examples, cases, is_matched

SEARCHED: Examples = {
    "index_rows._RANGES": (("|3-5", "|3–5", "|3—5", "|3to5", "|3through5"), ("x3-5",)),
    "pointer._POINTS": (
        ("incorporated by references", "incorporated herein by references", "incorporated into this item by references", "incorporate by references", "an information statement that we file",
         "a proxy statement was filed", "the filing of a proxy statement", "filed with an information statement", "file the proxy statement", "follows the signatures"),
        ("references", "follows its signature", "an information desk that we file"),
    ),
}  # fmt: skip

WHOLE: Examples = {
    "index_rows._PAGES_OR_NONE": (("3–5", "3—5", "3-5", "3 through 5", "3, and 5", "3, 4–5", "3, 4—5", "3, 4-5", "3, 4 to 5", "3, 4 through 5"), ("3 of 5",)),
}  # fmt: skip

AT_START: Examples = {
    "pointer._CAPTION": (
        ("(a) Looms of ours.",),
        tuple(f"(a) The looms {word} there." for word in ("is", "are", "was", "were", "has", "have", "had", "will", "may", "own", "owns", "hold", "holds", "trade", "trades")),
    ),
}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "method", "text", "good"),
    cases({"search": SEARCHED, "fullmatch": WHOLE, "match": AT_START}),
)
def test_an_alternative_is_needed(name: str, method: str, text: str, good: bool) -> None:
    assert is_matched(PATTERNS[name], method, text) == good
