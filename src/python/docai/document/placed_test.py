"""HTML made of PDF: words have places on the page, and what stands at one height is a line."""

from __future__ import annotations

import pytest

from docai.document.markup import read_html
from docai.document.placed import FEWEST, is_placed

LINES = [
    "FORM 10-K", "Item 1. Business", "We weave cloth in two sheds by the river, and we", "sell it in the towns below.",
    "Item 2. Properties", "Both sheds are ours, and the river is not.", *(f"Loom {number} stands still." for number in range(12)),
]  # fmt: skip


def _page(tag: str, style: str, *, by_word: bool, inner: str = "{}") -> str:
    blocks = []
    for line, words in enumerate(LINES):
        for at, word in enumerate(words.split() if by_word else [words]):
            place = style.format(top=40 + 14 * line + at % 2, left=60 + 40 * at)
            blocks.append(f'<{tag} style="position:absolute;{place}">{inner.format(word)}</{tag}>')
    return f"<html><body>{''.join(blocks)}</body></html>"


@pytest.mark.parametrize("tag", ["span", "div", "p"])
@pytest.mark.parametrize("style", ["top:{top}px;left:{left}px", "left:{left}px; BOTTOM: {top}.5px"])
@pytest.mark.parametrize("inner", ["{}", '<span class="t">{}</span>'])
def test_words_at_one_height_are_a_line(tag: str, style: str, inner: str) -> None:
    source = _page(tag, style, by_word=True, inner=inner)
    text = read_html(source)
    assert [" ".join(line.split()) for line in text.raw.split("\n") if line.strip()] == LINES
    for word in ("weave", "river", "11"):
        assert source[text.source_offset(text.raw.index(word)) :].startswith(word)


def test_a_few_boxes_break_no_lines() -> None:
    box = '<span style="position:absolute;top:{}px">{}</span>'
    few = "".join(box.format(14 * at, f"w{at}") for at in range(FEWEST - 1))
    assert "\n" not in read_html(few).raw.strip()
    many = few + box.format(9000, "last")
    assert read_html(many).raw.count("\n") == FEWEST
    prose = "<b>Looms</b>" * 400
    assert "\n" not in read_html(many + prose).raw.strip()


def test_a_block_in_between_begins_a_line() -> None:
    words = "".join(f'<div style="position:absolute;top:9px;left:{at}px">w{at}</div>' for at in range(60))  # fmt: skip
    text = read_html(f"{words}<table><tr><td>A row</td></tr></table>{words}").raw
    first, *_, last = [line for line in text.split("\n") if line.strip()]
    assert first.split() == last.split() == [f"w{at}" for at in range(60)]


@pytest.mark.parametrize("hidden", ['<span style="position:absolute;top:9px;display:none">dark</span>', '<div style="display:none"><span style="position:absolute;top:9px">dark</span></div>'])  # fmt: skip
def test_what_is_hidden_stays_so(hidden: str) -> None:
    shown = _page("span", "top:{top}px;left:{left}px", by_word=True)
    assert "dark" not in read_html(shown.replace("<body>", f"<body>{hidden}")).raw


@pytest.mark.parametrize(
    ("tag", "placed"),
    [
        ('div style="position:absolute;top:3px"', True), ("p style='top: -3.5pt; position : ABSOLUTE'", True), ('div style="position:absolute;bottom:0"', True),
        ('div style="position:absolute;left:3px"', False), ('div style="position:relative;top:3px"', False), ('div style="position:absolute;margin-top:3px"', False),
    ],
)  # fmt: skip
def test_a_tag_has_a_place_with_its_height(tag: str, placed: bool) -> None:
    assert is_placed(tag) == placed
