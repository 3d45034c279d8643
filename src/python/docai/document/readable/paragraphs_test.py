"""Paragraphs of HTML that are one sentence, and those that are not."""

from __future__ import annotations

import pytest

from docai.document.markup import read_html
from docai.document.readable.html import render_html

_BEGUN = (
    "The weavers of the upper mill have sold more looms of oak in this year than they did in any"
)


def _html(one: str, two: str) -> str:
    return render_html(read_html(f"<p>{one}</p><p>{two}</p>").raw)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (_BEGUN, "other one."),
        (f"{_BEGUN},", "or in all of them."),
        (f"• {_BEGUN}", "other one."),
        (f"b{_BEGUN[1:]} of the", "years before"),
    ],
)
def test_a_sentence_that_the_page_parts_without_a_page_break_is_one(one: str, two: str) -> None:
    assert _html(one, two) == f"{one} {two}"
    assert render_html(read_html(f"<p>{one}<br>{two}</p>").raw) == f"{one} {two}"


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (f"{_BEGUN}.", "other one."),
        (f"{_BEGUN}:", "other one."),
        (f"{_BEGUN};", "other one."),
        (_BEGUN, "Other ones."),
        (_BEGUN, "iLoom sales"),
        (_BEGUN, "• other ones"),
        (_BEGUN, "a) other ones"),
        (_BEGUN[:60], "other one."),
        (f"a change in {_BEGUN} year", "a loss of sales"),
        (_BEGUN.upper(), "other one."),
    ],
)
def test_paragraphs_that_are_no_one_sentence_stay_apart(one: str, two: str) -> None:
    assert _html(one, two).replace("\n\n", "\n") == f"{one}\n{two}"
