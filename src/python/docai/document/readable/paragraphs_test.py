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


def test_footnotes_in_the_last_row_of_a_table_are_paragraphs_of_their_own() -> None:
    row = "<tr><td>Looms</td><td>5</td><td>6</td></tr>"
    notes = [f"({mark}) Looms {'of oak ' * 40}in mill {mark}." for mark in "ab"]
    last = "".join(f"<p>{note}</p>" for note in notes)
    source = f"<table>{row}{row}<tr><td colspan=3>{last}</td></tr></table>"
    assert render_html(read_html(source).raw).split("\n\n") == [
        "Looms | 5 | 6\nLooms | 5 | 6",
        *notes,
    ]
    one = f"<table>{row}{row}<tr><td colspan=3>{notes[0]}</td></tr></table>"
    assert render_html(read_html(one).raw).split("\n\n") == [
        f"Looms | 5 | 6\nLooms | 5 | 6\n{notes[0]}"
    ]


@pytest.mark.parametrize("label", ["(1)", "(12)", "(a)", "(iv)"])
@pytest.mark.parametrize("words", ["On May 31 we sold looms.", "looms of oak", "“Looms” are sold.", "$5 was paid."])  # fmt: skip
def test_a_label_right_before_its_words_is_parted_from_them(label: str, words: str) -> None:
    assert _html("Wool.", f"{label}{words}") == f"Wool.\n\n{label} {words}"


@pytest.mark.parametrize("words", ["(a)b", "(1)5", "see(a)looms", "(looms)oak"])
def test_what_is_no_label_stays(words: str) -> None:
    assert _html("Wool.", words) == f"Wool.\n\n{words}"
