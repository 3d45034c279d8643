"""An example for each alternative of the structure's regular expressions: it is matched, and would not be without."""

from __future__ import annotations

import pytest

from docai.tenk.structure.patterns_test import PATTERNS
from stand_ins.patterns import is_matched

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"


def _each(template: str, words: str) -> tuple[str, ...]:
    return tuple(template.format(word) for word in words.split("|"))


AT_START = {
    "words._NO_HEADING": (
        *_each("{} in thousands", "(Dollars|(Amounts|U.S. dollars|US dollars|Tabular|All|($|Amounts are|Tabular amounts are expressed|All amounts|Expressed|Stated|Shown|Presented"), *_each("(in {}", "thousands|millions|billions|whole|U.S."),
        *_each("(as {})", "restated|adjusted"), *_each("The following {} of all that we wove in the long sheds by the water", "is|are|discussion|table|risk|section|information|should"),
        *_each("{} ended", "Year|Fiscal years|For the quarter|Quarters|Three years|Three months|Six months|Nine months|For the twelve months"), *_each("{} 31, 2009", _MONTHS), *_each("{} May 31", "As of|As at|At|On"), "May 31,",
        "(unaudited)", "unaudited", "(continued)", "concluded.", "/s/", "by:", "Dated", "Date:", "See accompanying notes", "See the notes", "The accompanying notes", "Page 3", "NM ", "n/m ", "Chart:", "[12]", "Table of contents", "Index", "Total wool",
    ),
    "words.CAPTION": (
        *_each("{} assets:", "Current|Total|Other"), "Current liabilities", *_each("Liabilities {} owners' equity", "and|&"), *_each("Liabilities and owners' {}", "equity|deficit|deficiency"),
        *_each("Cash flows {} looms", "from|used|provided"), *_each("{}:", "Revenue|Revenues|Expense|Expenses|Stockholders|Shareholders"), "None.",
    ),
    "numbers.NOTES": _each("{} Notes to", "Condensed|Consolidated|Combined"),
    "parts._SUMMARY": ("Risk factors: a summary", "Summary of risk factors", "Summary: risks", "II. Summary", "Risk factor: other risks", "Risk factors and risk factors"),
}  # fmt: skip

SEARCHED = {
    "words.ABBREVIATED": _each("the {}", "Inc|Corp|Co|Ltd|No|Nos|vs|Mr|Ms|Mrs|Dr|St|Jr|Sr|approx|e.g|i.e"),
}  # fmt: skip
WHOLE = {"markdown._FIGURE": _each("{}$5", "US|C|A")}
CASES = [
    (name, method, text)
    for method, table in {"match": AT_START, "search": SEARCHED, "fullmatch": WHOLE}.items()
    for name, texts in table.items()
    for text in texts
]


@pytest.mark.parametrize(("name", "method", "text"), CASES)
def test_an_alternative_is_matched(name: str, method: str, text: str) -> None:
    assert is_matched(PATTERNS[name], method, text)
