"""Texts within texts: what a block holds is the same whether it is cut out of the one around it or written alone."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docai.document.submission import open_submission
from docai.xbrl import read_figures
from docai.xbrl.errors import TooMuch
from docai.xbrl.inline.text import Texts
from docai.xbrl.names import IX
from docai.xbrl.xml import Element, parse

_HEAD = f'<html xmlns="http://www.w3.org/1999/xhtml" xmlns:ix="{IX[0][1:-1]}" xmlns:old="{IX[1][1:-1]}">'
_TAGS = (
    ("<ix:nonNumeric>", "</ix:nonNumeric>"),
    ('<ix:nonNumeric a="&gt;" escape="true">', "</ix:nonNumeric >"),
    ("<ix:continuation id='c'>", "</ix:continuation>"),
    ("<ix:nonFraction\n>", "</ix:nonFraction>"),
    ("<old:nonNumeric>", "</old:nonNumeric>"),
    ("<p title='\"'>", "</p>"),
    ("<td>", "</td>"),
)
_LEAVES = ("oak", " ", "&amp;", "&lt;ix:nonNumeric>", "&#8217;", "\r\n", "<br/>", "<ix:nonNumeric/>", "<old:continuation />", "<b></b>", "<![CDATA[<]]>", "<!-- a -->")  # fmt: skip
_MARKUP = st.recursive(
    st.sampled_from(_LEAVES),
    lambda within: st.tuples(st.sampled_from(_TAGS), st.lists(within, max_size=4)).map(
        lambda drawn: drawn[0][0] + "".join(drawn[1]) + drawn[0][1]
    ),
    max_leaves=30,
)
_PREFIXES = ("ix", "old")


def _blocks(markup: str) -> list[Element]:
    root = parse(f"{_HEAD}{markup}</html>".encode()).root
    return list(root.iter(*(namespace + "*" for namespace in IX)))


@settings(deadline=None, max_examples=200)
@given(st.lists(_MARKUP, max_size=6).map("".join))
def test_a_block_within_another_is_what_it_is_alone(markup: str) -> None:
    blocks = _blocks(markup)
    alone = [Texts(10**9, excludes=False).markup(block, _PREFIXES) for block in blocks]
    together = Texts(10**9, excludes=False, fixed=True)
    assert [together.markup(block, _PREFIXES) for block in blocks] == alone
    # one that continues another may be asked for first, and more than once
    backwards = Texts(10**9, excludes=False, fixed=True)
    assert [backwards.markup(block, _PREFIXES) for block in blocks[::-1]] == alone[::-1]
    assert [backwards.markup(block, _PREFIXES) for block in blocks] == alone


@pytest.mark.parametrize("fixed", [True, False])
def test_a_block_counts_as_often_as_it_is_asked_for(fixed: bool) -> None:
    outer, inner = _blocks(f"<ix:nonNumeric><ix:nonNumeric><p>{'w' * 900}</p></ix:nonNumeric></ix:nonNumeric>")  # fmt: skip
    texts = Texts(4000, excludes=False, fixed=fixed)
    assert "w" * 900 in texts.markup(outer, _PREFIXES)
    for _ in range(2):
        assert "w" * 900 in texts.markup(inner, _PREFIXES)
    with pytest.raises(TooMuch):
        for _ in range(2):
            texts.markup(inner, _PREFIXES)


@pytest.mark.parametrize(
    "inner",
    [
        '<b xmlns:i2="http://www.xbrl.org/2013/inlineXBRL"><i2:nonNumeric %s>oak <b>x</b></i2:nonNumeric></b>',
        '<ix:nonNumeric %s>oak <b>x</b></ix:nonNumeric><b xmlns:ix="http://ash.example"><ix:nonNumeric/></b>',
    ],
    ids=["another prefix", "the prefix for something else"],
)
def test_prefixes_that_are_declared_anew_shift_no_text(inner: str) -> None:
    said = 'name="a:B" contextRef="y" escape="true"'
    body = f"<ix:nonNumeric {said}><i/>{inner % said} ash</ix:nonNumeric>"
    facts = read_figures(open_submission(f"{_HEAD}{body}</html>".encode(), "a.htm")).facts
    assert [fact.value for fact in facts][1:] == ["oak <b>x</b>"]
    assert (facts[0].value or "").endswith(" ash")
