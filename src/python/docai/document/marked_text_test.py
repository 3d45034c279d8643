"""Places in the source, asked for one by one and many in order."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docai.document.marks import CELL
from docai.document.markup import read_html, read_text

_PIECES = ("oak", " ", "\n", "&nbsp;", "&#160; ", "&amp;", "&eacute;", "\xad", "<b>", "</b>", "<p>", "<td>", " " * 200, "w" * 300, "&bogus;")  # fmt: skip


@settings(deadline=None, max_examples=50)
@given(st.lists(st.sampled_from(_PIECES), max_size=40))
def test_a_place_is_the_same_whatever_was_asked_for_before(parts: list[str]) -> None:
    source = "<html>" + "".join(parts)
    for read in (read_html, read_text):
        text = read(source)
        in_order = [text.source_offset(at) for at in range(0, len(text.raw), 3)]
        alone = [read(source).source_offset(at) for at in range(0, len(text.raw), 3)]
        backwards = read(source)
        assert in_order == alone
        assert [backwards.source_offset(at) for at in range(0, len(text.raw), 3)[::-1]] == alone[
            ::-1
        ]


@pytest.mark.parametrize("blanks", [" &nbsp;", "&nbsp; ", "&#160;\n", "&#xa0;", "&nbsp", " \n"])
def test_blanks_that_a_mark_swallows_move_no_place(blanks: str) -> None:
    source = f"<html>{blanks}oak"
    for at, letter in enumerate("oak", 1):
        assert source[read_html(source).source_offset(at)] == letter


def test_a_long_run_of_blanks_and_entities_is_one_character() -> None:
    run = "\n" * 125 + "&#160;" * 40 + " " * 300
    text = read_html(f"<p>oak{run}ash</p>")
    assert text.raw.strip("\n") == "oak ash"
    source = f"<p>oak{run}ash</p>"
    assert source[text.source_offset(text.raw.index("ash")) :].startswith("ash")


def test_a_piece_is_found_by_a_place_in_its_text() -> None:
    text = read_html("<html><p>oak</p>" * 100 + "<b>ash</b>")
    index, begins = text.piece_at(text.raw.index("ash") + 1)
    assert text.pieces[index] == "b>ash"
    assert text.texts[index] == text.raw[begins:] == "ash"


def test_a_place_far_down_is_as_exact_as_one_on_top() -> None:
    source = "<html>oak" + "".join(f"<p>w{n}<td a={n}>" for n in range(300))
    text = read_html(source)
    for n in range(300):
        at = text.raw.index(f"w{n}{CELL}")
        assert source.startswith(f"w{n}<", text.source_offset(at))
    tags = list(text.tags_with(["a="]))
    assert [tag for _, tag in tags] == [f"td a={n}" for n in range(300)]
    assert [text.tag_at(at) for at, _ in tags] == [tag for _, tag in tags]


_TYPED = ("oak", " ", "\r\n", "\n", "\t", ">", "->", "&amp;", "&lt;", "\x0c", "w" * 300)


@settings(deadline=None, max_examples=200)
@given(st.lists(st.sampled_from(_TYPED), max_size=30), st.lists(st.sampled_from((*_TYPED, "<PAGE>")), max_size=9))  # fmt: skip
def test_text_before_any_tag_has_places_though_a_sign_like_the_end_of_one_stands_in_it(
    first: list[str], more: list[str]
) -> None:
    source = "".join([*first, *more])
    text = read_text(source)
    letters = [at for at, letter in enumerate(text.raw) if letter in "oakw>"]
    for at in letters:
        assert source[text.source_offset(at)] == text.raw[at]
    spans = text.source_spans([(at, at + 1) for at in letters], (0, len(text.raw)))
    assert [source[start:end] for start, end in spans] == [text.raw[at] for at in letters]
