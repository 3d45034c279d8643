import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docai.runtime.printable import UNPRINTABLE, printable


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (
            "plain, with a\ttab and Überschrift 株式会社",
            "plain, with a\ttab and Überschrift 株式会社",
        ),
        ("\x1b[31mred\x1b[0m", "\\u001b[31mred\\u001b[0m"),
        ("ring\x07", "ring\\u0007"),
        ("one\nerror: two\r", "one\\nerror: two\\r"),
        ("\x9b2J\x85", "\\u009b2J\\u0085"),
        ("user\u202egnp.exe\u2066", "user\\u202egnp.exe\\u2066"),
        ("a\u2028b", "a\\u2028b"),
        ("half \ud83d", "half \\ud83d"),
        ("\x00\x7f", "\\u0000\\u007f"),
    ],
)
def test_what_would_act_is_shown_as_its_escape(text: str, shown: str) -> None:
    assert printable(text) == shown


def any_text() -> st.SearchStrategy[str]:
    return st.text(st.characters(exclude_categories=()))


@given(any_text())
def test_whatever_comes_in_is_one_line_without_controls(text: str) -> None:
    shown = printable(text)
    assert UNPRINTABLE.search(shown) is None
    assert len(shown.splitlines()) <= 1
    assert all(unicodedata.category(each) != "Cc" or each == "\t" for each in shown)
    shown.encode()


@given(any_text())
def test_json_stays_json_and_means_the_same(text: str) -> None:
    assert json.loads(printable(json.dumps({"a": text}, ensure_ascii=False))) == {"a": text}
