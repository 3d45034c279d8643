"""Documents made to break a reader: each gives a value or a typed error, in time that grows as the document does."""

from __future__ import annotations

import contextlib
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from docai.document.marks import MARKS
from docai.document.markup import read_html, read_text
from docai.tenk import DocumentError, open_scans, open_submission, read_filing, read_items
from docai.tenk.structure.passages import passages_of
from docai.tenk.vocabulary import letters

_HTML = b"<html><body>"
_SECONDS = 20.0  # of processor time: others may be busy too

HOSTILE = {
    "nested blocks": _HTML + b"<div>" * 100_000 + b"Item 1. Business",
    "nested tables": _HTML + b"<table><tr><td>" * 100_000,
    "hidden, never closed": _HTML + b"<div style='display:none'>" * 30_000,
    "comments, never closed": _HTML + b"<!-- " * 100_000,
    "angle brackets": b"<" * 1_000_000,
    "ampersands": _HTML + b"&" * 1_000_000,
    "entities": _HTML + b"&#1234567;&#x110000;&bogus;" * 50_000,
    "nothing but headings": _HTML + b"<p>Item 1. Business</p>" * 20_000,
    "a heading of blanks": _HTML + b"<p>Item" + b" " * 1_000_000 + b"1.",
    "a heading of lines": b"Item\n" * 200_000,
    "numbers without end": b"\nItem 1" + b", 2" * 300_000,
    "ands without end": b"\nItem 1" + b" and" * 300_000,
    "spaced letters": b"\ni t e m   " * 50_000,
    "dots": b"\nItem 1. Business" + b". " * 500_000,
    "blank lines": b"\nItem 1. Business" + b"  \n" * 300_000 + b"Item 2. Properties",
    "signatures": b"\nItem 1. Business\nx" + b"\n signatures " * 50_000,
    "digits": b"\nItem 1. Business " + b"1" * 1_000_000,
    "pages": b"<PAGE>\n1\n" * 50_000,
    "wide cells": _HTML + b"<table>" + (b"<tr>" + b"<td colspan=1000>1" * 50) * 500,
    "NULs between letters": b"Item 1. Business\n" + b"a\x00" * 300_000,
    "our own marks": b"Item 1. Business\x01\x02\x03\x04\x05\x06\x0c" * 20_000,
    "one long tag": _HTML + b"<p " + b"a=b " * 300_000 + b">Item 1. Business",
    "quotes": _HTML + b'<a title="x>y' * 100_000,
    "many captions": b'\nItem 7. Management\'s Discussion and Analysis\nSee "Foo bar"\nItem 8. Financial Statements\nSee page F-1\n'
    + b"\n\nfoo bar\n\nTotal assets\n\nmanagement's discussion\n\n" * 5_000,
    "nothing but bold lines": _HTML
    + b"<p>Item 1. Business</p>"
    + b"<p><b>Looms of oak</b></p>" * 20_000,
    "headings of every size": _HTML
    + b"<p>Item 1. Business</p>"
    + b"".join(b"<p style='font-size:%dpt'>Looms of oak</p>" % (n % 900) for n in range(9_000)),
    "a table that never ends": _HTML
    + b"<p>Item 1. Business</p><table>"
    + b"<tr><td>a<td>|<td>\\" * 30_000,
    "a sentence that never ends": _HTML + b"<p>Item 1. Business</p><p>" + b"wool; Wool " * 100_000,
    "a word that never ends": _HTML + b"<p>Item 1. Business</p><p>" + b"wool" * 300_000,
    "tags in a word": _HTML + b"<p>Item 1. Business</p><p><b>" + b"w<i>oo</i>l" * 50_000,
    "typed columns without end": b"\nItem 1. Business\n\n" + b"a      b      1      2\n" * 50_000,
    "titles and blanks": (b"\nLegal Proceedings" + b" " * 250 + b"x") * 400,
    "lines in capitals": b"\nItem 1. Business\n\n"
    + b"THE COMPANY MAKES LOOMS OF OAK AND OF ASH AND SELLS THEM\n" * 20_000,
    "lists of Items": b"\nItem 1. Business\n\n" + b"items 1 - " * 100_000,
    "a type without end": b"<DOCUMENT>\n<TYPE>10-K"
    + b"SB40" * 90
    + b"x\n<TEXT>\nItem 1. Business\n</TEXT>\n</DOCUMENT>\n",
    "many documents": b"<SEC-HEADER>\n</SEC-HEADER>" + b"<DOCUMENT>" * 100_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_document_gives_a_value_or_a_typed_error_in_time(name: str) -> None:
    begun = time.process_time()
    places: list[tuple[int, int]] = []
    with contextlib.suppress(DocumentError):
        scans = open_scans(HOSTILE[name])
        filing = read_items(scans)
        places = [(item.start, item.end) for item in filing.items]
        places += [(one.start, one.end) for one in passages_of(filing, scans)]
    assert all(0 <= start <= end for start, end in places)
    assert time.process_time() - begun < _SECONDS


_SNIPPETS = st.sampled_from(
    [
        "<p>", "</p>", "<table>", "<tr>", "<td>", "<td colspan=3>", "</table>", "<!--", "-->", "<div style='display:none'>", "</div>", "&nbsp;", "&#8217;", "&amp;",
        "<PAGE>", "\n", "  ", "$", "(12", ")", "%", "Item 1.", "ITEM 7A -", "Items 1 and 2.", "Business", "Risk Factors", "Part II", "SIGNATURES", "see page F-1",
        "incorporated by reference to Exhibit 13", "Total assets", "<DOCUMENT>", "<TYPE>10-K", "<TEXT>", "</TEXT>", "\x00", "İ", "é", "<", ">", "12", ".....",
    ]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(_SNIPPETS, max_size=120), st.sampled_from(["utf-8", "cp1252", "utf-16"]))
def test_any_mixture_is_read_or_refused(snippets: list[str], charset: str) -> None:
    data = " ".join(snippets).encode(charset, "replace")
    try:
        filing = read_filing(data)
    except DocumentError:
        return
    source = open_submission(data).primary().text()
    for item in filing.items:
        assert 0 <= item.start <= item.end <= len(source)
        assert 0 <= item.confidence <= 1
        assert not set(MARKS) & set(item.text)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=600))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        filing = read_filing(data)
    except DocumentError:
        return
    assert filing.items is not None


_WORDS = st.lists(st.sampled_from(["alpha", "b2", "Gamma,", "&amp;", "&#8217;s", "$", "12", "(3)", "x&nbsp;y"]), min_size=1, max_size=6)  # fmt: skip
_BLOCKS = st.lists(
    st.tuples(st.sampled_from(["<p>{}</p>", "<div><b>{}</b></div>", "<table><tr><td>{}</td><td>z</td></tr></table>", "<ul><li>{}</ul>", "<font size=2>{}</font><br>"]), _WORDS),
    max_size=12,
)  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(_BLOCKS)
def test_html_gives_the_words_that_a_browsers_parser_gives(
    blocks: list[tuple[str, list[str]]],
) -> None:
    source = (
        "<html><body>"
        + "".join(shape.format(" ".join(words)) for shape, words in blocks)
        + "</body></html>"
    )
    assert letters(read_html(source).raw) == letters(html.fromstring(source).text_content())


@settings(max_examples=100, deadline=None)
@given(_BLOCKS)
def test_every_plain_letter_knows_its_place(blocks: list[tuple[str, list[str]]]) -> None:
    source = (
        "<html><body>"
        + "".join(shape.format(" ".join(words)) for shape, words in blocks)
        + "</body></html>"
    )
    text = read_html(source)
    for word in ("alpha", "Gamma"):
        at = text.raw.find(word)
        if at >= 0:
            assert source[text.source_offset(at) :].startswith(word)


@given(st.text(max_size=300))
def test_plain_text_keeps_its_letters(text: str) -> None:
    if "<" in text or "&" in text:
        return
    assert letters(read_text(text).raw) == letters(text)
