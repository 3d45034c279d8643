"""Which lines are headings, and with which look: each rule at its edge."""

from __future__ import annotations

import pytest

from docai.tenk.structure.headings import (
    Body,
    Heading,
    Sign,
    heading_of,
    rank_of,
    row_heading_of,
    typed_heading_of,
)
from docai.tenk.structure.lines import Line
from docai.tenk.structure.looks import Look
from docai.tenk.structure.reading import body_of

BODY = Body(size=10.0)
FORTY = "Wool " + "o" * 36
"""Of 40 letters, 36 are as good as all."""


def _line(words: str, look: Look | None = None, *, indent: int = 0, ruled: bool = False) -> Line:
    return Line(0, len(words), 0, "words", 5, look, indent, ruled)


def _found(heading: Heading | None, words: str) -> str | None:
    return None if heading is None else words[heading.start : heading.end]


def _html(words: str, look: Look, body: Body = BODY) -> str | None:
    """Return the heading that a line of HTML has."""
    return _found(heading_of(words, _line(words, look), body), words)


@pytest.mark.parametrize(
    ("words", "look", "found"),
    [
        # in bold or underlined up to 1,000 characters, in italics 400
        ("W" + "o" * 999, Look(bold=1_000), True), ("W" + "o" * 1_000, Look(bold=1_001), False), ("W" + "o" * 999, Look(underlined=1_000), True), ("W" + "o" * 399, Look(italic=400), True), ("W" + "o" * 400, Look(italic=401), False),
        # nearly all letters are enough
        (FORTY, Look(bold=36), True), (FORTY, Look(bold=35), False), (FORTY, Look(italic=36), True), (FORTY, Look(underlined=36), True),
        # what no heading ends or begins with; what is smaller, unless it is bold; a long entry of a list, unless it is bold
        ("Wool,", Look(bold=5), False), ("Wool;", Look(bold=5), False), ("wool", Look(bold=4), False), ("Wool", Look(italic=4, size=9.5), False), ("Wool", Look(italic=4, size=9.7), True), ("Wool", Look(bold=4, size=9.0), True), ("Wool", Look(italic=4), True),
        ("(a) W" + "o" * 115, Look(italic=120), True), ("(a) W" + "o" * 116, Look(italic=121), False), ("(a) W" + "o" * 116, Look(bold=121), True), ("• Wool", Look(italic=5), False), ("• Wool", Look(bold=5), True),
        # capitals up to 250 characters, by the letters or by the tags
        ("W" * 250, Look(), True), ("W" * 251, Look(), False), ("W" * 249 + ",", Look(), False), ("WOOLEN;", Look(), False), ("W" + "o" * 248, Look(capitals=True), True), ("W" + "o" * 249, Look(capitals=True), False),
        # larger by more than 0.6 points; with a full stop by more than 1.6; up to 250 characters; a capital in front
        ("Wool", Look(size=10.5), False), ("Wool", Look(size=11.0), True), ("Wool.", Look(size=11.5), False), ("Wool.", Look(size=12.0), True), ("Wool,", Look(size=12.0), False), ("wool", Look(size=12.0), False), ("2 wools", Look(size=12.0), False), ("W" + "o" * 249, Look(size=11.0), True), ("W" + "o" * 250, Look(size=11.0), False),
        # in a colour of its own: a sentence if all of it is, a title up to 100 characters; a figure in front if all of it is
        ("Wool", Look(colour="red"), True), ("W" + "o" * 99, Look(colour="red"), True), ("W" + "o" * 100, Look(colour="red"), False), ("Wool:", Look(colour="red"), False), ("Wool,", Look(colour="red"), False), ("Wool;", Look(colour="red"), False), ("Wool.", Look(colour="red"), False), ("wool", Look(colour="red"), False), ("2 wools", Look(colour="red"), False),
        *((f"Wool{stop}", Look(colour="red", coloured=True), True) for stop in ".?!"), ("2 wools", Look(colour="red", coloured=True), True), ("W" + "o" * 99 + ".", Look(colour="red", coloured=True), True),
        # a note by its words; nothing stands out
        ("Note 2. Wool", Look(), True), ("Wool", Look(), False), ("Wool", Look(size=9.0), False),
    ],
)  # fmt: skip
def test_a_line_is_a_heading(words: str, look: Look, found: bool) -> None:
    assert _html(words, look) == (words if found else None)


def test_body_text_in_a_look_takes_it_from_headings() -> None:
    assert _html("Wool", Look(bold=4), Body(bold=True)) is None
    assert _html("Wool", Look(italic=4), Body(italic=True)) is None
    assert _html("Wool", Look(underlined=4), Body(underlined=True)) is None
    assert _html("Wool", Look(bold=4, italic=4), Body(bold=True)) == "Wool"
    assert _html("Wool", Look(colour="red"), Body(colour="red")) is None
    assert _html("Wool", Look(), Body(colour="red")) is None
    assert heading_of("Wool", _line("Wool"), BODY) is None


@pytest.mark.parametrize(
    ("words", "look", "found"),
    [
        ("Oak: we weave it.", Look(bold=3), "Oak:"), ("Ox: we weave it.", Look(bold=2), None), ("(a) Wool. We weave it.", Look(bold=8), None), ("Wool. We weave it.", Look(italic=5), "Wool."), ("Wool. We weave it.", Look(underlined=5), "Wool."),
        ("W" + "o" * 598 + ". We wove " + "w" * 60, Look(bold=600), "W" + "o" * 598 + "."), ("W" + "o" * 599 + ". We wove " + "w" * 60, Look(bold=601), None),
    ],
)  # fmt: skip
def test_a_paragraph_goes_on_behind_its_heading(words: str, look: Look, found: str | None) -> None:
    assert _html(words, look) == found


def _sign(words: str, look: Look, body: Body = BODY) -> Sign:
    heading = heading_of(words, _line(words, look), body)
    assert heading is not None
    assert heading.at == 5
    return heading.sign


@pytest.mark.parametrize(
    ("words", "look", "sign"),
    [
        ("Wool", Look(bold=4, italic=4, underlined=4, centred=True), Sign(bold=True, italic=True, underlined=True, centred=True)), ("2. WOOLEN", Look(), Sign("0.", capitals=True)), ("Wool", Look(size=12.0), Sign(size=2.0)), ("Wool", Look(bold=4, colour="red"), Sign(bold=True, colour="red")),
        # of a heading in front of its paragraph one letter less is as good; one in capitals is like any other
        ("Wool. We wove.", Look(bold=5, italic=4), Sign(bold=True, italic=True, run_in=True)), ("Wool. We wove.", Look(bold=5, italic=3), Sign(bold=True, run_in=True)), ("WOOLEN. We wove.", Look(bold=7), Sign(bold=True, capitals=True)),
        ("Wool of oak sheds", Look(bold=14), Sign(bold=True)), ("Wool", Look(italic=3, colour="red"), Sign(italic=True, colour="red")),
    ],
)  # fmt: skip
def test_what_the_look_of_a_heading_is(words: str, look: Look, sign: Sign) -> None:
    assert _sign(words, look) == sign


def test_what_body_text_has_too_is_no_look_of_a_heading() -> None:
    assert _sign("Wool", Look(italic=4, colour="red"), Body(colour="red")) == Sign(italic=True)
    assert _sign("Wool", Look(italic=4, size=12.0), Body()) == Sign(italic=True)


def _typed(
    words: str,
    look: Look | None = None,
    *,
    alone: bool = True,
    first: bool = True,
    over: bool = False,
    ruled: bool = False,
    exhibits: bool = False,
    indent: int = 0,
) -> Sign | None:
    """Return the look of the heading that a line of plain text is."""
    line = _line(words, look, indent=indent, ruled=ruled)
    found = typed_heading_of(words, line, alone=alone, first=first, over=over, exhibits=exhibits)
    assert found is None or words[found.start : found.end] == words.lstrip()
    return found.sign if found else None


CAPITALS = Sign(capitals=True)


def test_a_typed_line_in_capitals_is_alone_or_the_first_of_its_block() -> None:
    assert _typed("WOOLEN") == _typed("WOOLEN", alone=False) == CAPITALS
    assert _typed("WOOLEN", first=False) == CAPITALS
    assert _typed("WOOLEN", alone=False, first=False) is None
    assert _typed("W" * 250) == CAPITALS
    assert _typed("W" * 251) is None
    assert _typed("WOOLEN,") is None
    assert _typed("   WOOLEN") == CAPITALS


def test_a_typed_line_that_is_marked_or_underlined_may_be_a_sentence() -> None:
    assert _typed("We wove.", Look(bold=7), alone=False, first=False) == Sign(bold=True)
    assert _typed(FORTY, Look(bold=36), alone=False, first=False) == Sign(bold=True)
    assert _typed(FORTY, Look(bold=35), alone=False, first=False) is None
    assert _typed(FORTY, Look(italic=36, underlined=35)) == Sign(italic=True)
    assert _typed(FORTY, Look(underlined=36)) == Sign(underlined=True)
    assert _typed("Wool and looms", ruled=True) == Sign(underlined=True)
    assert _typed("Wool and looms", ruled=True, alone=False) == Sign(underlined=True)
    assert _typed("Wool and looms", ruled=True, alone=False, first=False) is None
    # the last line above the rule that ends a page
    assert _typed("We wove.", ruled=True) is None
    assert _typed("We Wove.", ruled=True) == Sign(underlined=True)
    long = "We wove " + "w" * 242
    assert _typed(long, ruled=True) == Sign(underlined=True)
    assert _typed(f"{long}w", ruled=True) is None
    assert _typed("W" + "o" * 999, Look(bold=1_000)) == Sign(bold=True)
    assert _typed("W" + "o" * 1_000, Look(bold=1_001)) is None


@pytest.mark.parametrize(
    ("words", "alone", "over", "found"),
    [
        ("Wool Looms", True, False, True), ("Wool Looms", False, True, True), ("Wool Looms", False, False, False), ("Wool with Looms", True, False, True), ("Wool with Looms", False, True, False), ("Wool looms", True, True, False), ("Wool Looms.", True, True, False), ("(a) Wool", True, True, False),
        ("W" + "o" * 99, True, False, True), ("W" + "o" * 100, True, False, False),
        # before a colon: several words with capitals, or one right over its paragraph
        ("Wool Looms:", True, False, True), ("Wool Looms:", False, True, False), ("Looms:", True, True, True), ("Looms:", True, False, False), ("Wool of Looms and sheds:", True, True, False),
        # a note has up to 250 characters
        ("Note 2. wool", True, False, True), ("Note 2. wool", False, True, False), ("Note 2. " + "w" * 242, True, False, True), ("Note 2. " + "w" * 243, True, False, False),
        # numbers of exhibits
        ("2.1 Wool", True, False, False),
    ],
)  # fmt: skip
def test_other_typed_lines_are_titles(words: str, alone: bool, over: bool, found: bool) -> None:
    assert (_typed(words, alone=alone, over=over) is not None) == found


def test_where_exhibits_are_listed_a_number_begins_no_title() -> None:
    assert _typed("2. Wool") == Sign("0.")
    assert _typed("2. Wool", exhibits=True) is None
    assert _typed("Wool", exhibits=True) == Sign()
    assert _typed("2. WOOLEN", exhibits=True) == Sign("0.", capitals=True)
    assert _typed("2. Wool", Look(bold=6), exhibits=True) == Sign("0.", bold=True)


def test_the_look_of_a_typed_heading() -> None:
    assert _typed("WOOLEN", indent=12) == Sign(capitals=True, centred=True)
    assert _typed("WOOLEN", indent=11) == CAPITALS
    assert _typed("Wool Looms", alone=False, over=True) == Sign(run_in=True)
    assert _typed("Wool Looms", over=True) == Sign()
    assert _typed("WOOLEN", alone=False, over=True) == CAPITALS
    assert _typed("Wool Looms", Look(bold=9), alone=False, over=True) == Sign(bold=True)
    assert _typed("Wool Looms", alone=False, over=True, ruled=True) == Sign(underlined=True)


@pytest.mark.parametrize(
    ("words", "look", "sign"),
    [
        ("Item 1. | Wool", None, Sign()), ("Note 2. | Wool and Looms", Look(), Sign("note")), ("Note 2. | wool and looms", Look(), None), ("Note 2. | We wove the wool", Look(), None), ("Note 2 | Wool", Look(bold=9), Sign("note", bold=True)), ("2. | WOOLEN", None, Sign("0.", capitals=True)), ("2. | Wool", None, None), ("2. | Wool", Look(italic=4, underlined=4), Sign("0.", italic=True, underlined=True)), ("2. | Wool", Look(), None),
        ("2. | Wool", Look(size=11.0), Sign("0.", size=1.0)), ("2. | Wool", Look(size=10.0), None), ("2. | Wool | Oak", Look(bold=9), None), ("Wool", Look(bold=4), None), ("Wool | Oak", Look(bold=7), None), ("Item 1. | 12", Look(bold=9), None), ("2. | wool", Look(bold=9), None),
        ("2. | “wool”", Look(bold=9), Sign("0.", bold=True)), ("2. | 401(k) plan", Look(bold=9), Sign("0.", bold=True)), ("2. | 401 plans", Look(bold=9), None), ("2. | " + "W" * 250, Look(bold=9), Sign("0.", capitals=True, bold=True)), ("2. | " + "W" * 251, Look(bold=9), None),
    ],
)  # fmt: skip
def test_a_table_of_one_row_is_a_heading(words: str, look: Look | None, sign: Sign | None) -> None:
    found = row_heading_of(words, _line(words, look), look, BODY)
    assert (found.sign if found else None) == sign


def test_a_row_in_the_look_of_body_text_has_none_of_its_own() -> None:
    def sign(look: Look, body: Body) -> Sign | None:
        found = row_heading_of("2. | Wool", _line("2. | Wool", look), look, body)
        return found.sign if found else None

    assert sign(Look(bold=6, italic=6), Body(bold=True)) == Sign("0.", italic=True)
    assert sign(Look(bold=6, italic=6), Body(italic=True)) == Sign("0.", bold=True)
    assert sign(Look(bold=6, size=12.0), Body()) == Sign("0.", bold=True)
    assert sign(Look(bold=6), BODY) == Sign("0.", bold=True)


@pytest.mark.parametrize(
    ("looks", "body"),
    [
        ([(200, Look(size=9.0))], Body(size=9.0)), ([(199, Look(size=9.0))], Body()), ([(200, Look(size=9.0)), (200, Look(size=8.0, colour="red")), (900, Look(size=8.0, colour="red"))], Body(size=8.0, colour="red")),
        ([(200, Look(bold=101, italic=101, underlined=101))], Body(bold=True, italic=True, underlined=True)), ([(200, Look(bold=100, italic=100, underlined=100))], Body()), ([], Body()),
    ],
)  # fmt: skip
def test_body_text_is_set_as_most_long_lines_are(looks: list[tuple[int, Look]], body: Body) -> None:
    assert body_of(looks) == body


def test_how_much_a_look_stands_out() -> None:
    def rank(words: str = "Wool", /, **sign: bool | float | str) -> float:
        return round(rank_of(Sign(**sign), words), 1)  # type: ignore[arg-type]

    assert rank("w " * 10) == -3.0
    assert rank("w " * 9) == 0.0
    assert [rank(size=size) for size in (-3.0, -1.0, 8.0, 9.0)] == [-2.0, -1.0, 8.0, 8.0]
    assert (rank(capitals=True), rank(bold=True), rank(underlined=True)) == (2.0, 2.0, 0.7)
    assert (rank(centred=True), rank(colour="red"), rank(run_in=True)) == (1.5, 0.5, -4.0)
    # bold italics are below what is bold alone
    assert (rank(italic=True), rank(bold=True, italic=True)) == (0.6, 1.4)
