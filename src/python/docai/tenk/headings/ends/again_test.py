"""An Item whose heading stands again in the midst of its words is less sure, and the one before it."""

from __future__ import annotations

import pytest

from docai.document.marks import PAGE
from docai.tenk.headings.lines import lowered
from docai.tenk.headings.spans import find_spans
from docai.tenk.vocabulary import name

WORDS = "The looms ran on, and what was woven was sold in the towns along the river. " * 9
HEAD = "Item 3. Legal Proceedings"
TITLES = {
    "1": "Business", "2": "Properties", "3": "Legal Proceedings", "5": "Market for Registrant's Common Equity", "7": "Management's Discussion and Analysis",
    "8": "Financial Statements", "9": "Disagreements with Accountants", "10": "Directors", "11": "Executive Compensation",
}  # fmt: skip


def _doubted(within: str) -> list[str]:
    """Return which Items are less sure where Item 3 has words ``within``, between others."""
    sure = []
    for more in ("", within):
        raw = "\n" + "".join(
            f"Item {item}. {title}\n\n{WORDS}\n\n{more if item == '3' else ''}{WORDS}\n\n"
            for item, title in TITLES.items()
        )
        spans = find_spans(raw, lowered(raw), "10-K").spans
        sure.append({name(span.heading.key): span.confidence for span in spans})
    assert all(sure[1][item] in (sure[0][item], 0.9 * sure[0][item]) for item in TITLES)
    return [item for item in TITLES if sure[1][item] < sure[0][item]]


def test_a_heading_that_stands_again_is_a_doubt_about_the_border_above_the_item() -> None:
    assert _doubted(f"{HEAD}\n\n") == ["2", "3"]
    assert _doubted(f"{HEAD}\n\n{WORDS}\n\n{HEAD}\n\n") == ["2", "3"]


@pytest.mark.parametrize(
    "within",
    [
        f"{PAGE}\n\n{HEAD}\n\n", f"{HEAD}\n\n{WORDS}\n\n" * 3, "Item 3. Losses\n\n", "item 3. legal proceedings\n\n", f"{HEAD} ..... 12\n\n", "Item 3(a). Legal Proceedings\n\n",
    ],
)  # fmt: skip
def test_running_heads_and_what_is_no_sure_heading_are_no_doubt(within: str) -> None:
    assert _doubted(within) == []
