"""An example for each alternative of the room's regular expressions: it is matched, and would not be without."""

from __future__ import annotations

import pytest

from docai.xbrl.patterns_test import PATTERNS
from stand_ins.patterns import is_matched


def _each(template: str, words: str) -> tuple[str, ...]:
    return tuple(template.format(word) for word in words.split("|"))


WHOLE = {
    "schedule_text._HTML_TAG": _each("<{}>", "html|head|title|meta|body|pre|p|br|hr|div|span|font|center|b|i|u|tr|td|th|a"),
    "schedule_text._ENDS_ROW": _each("{}", "</tr>|<br>|</p>|</div>|</li>"),
    "contexts._MIDNIGHT": _each("2013-01-01T00:00{}", "Z|+01:00|-05:00|:00|:00.0"),
    "names._STANDARD": _each("http://{}/us-gaap/2024", "fasb.org|xbrl.us|sec.gov|www.fasb.org|xbrl.fasb.org"),
    "places._FORMALLY": _each("{} of ", "republic|kingdom|state|principality|commonwealth|union|province|territory"),
    "schedules._EITHER_DAY": ("DEC-31-1997", "DEC-31-97", "31-DEC-1997", "31-DEC-97", "1997-12-31", "12/31/1997", "12/31/97"),
}  # fmt: skip
AT_START = {
    "schedule_text._HTML": _each("<{}>", "html|body|pre|tr"),
    "schedule_text._LEADERS": ("..5", ". 5", ". ..5", ".. . 5"),
}  # fmt: skip
CASES = [
    (name, method, text)
    for method, table in {"fullmatch": WHOLE, "match": AT_START}.items()
    for name, texts in table.items()
    for text in texts
]


@pytest.mark.parametrize(("name", "method", "text"), CASES)
def test_an_alternative_is_matched(name: str, method: str, text: str) -> None:
    assert is_matched(PATTERNS[name], method, text)
