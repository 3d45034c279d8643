"""Documents made to break a reader of XML: each costs its own figures, with a reason, in bounded time."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docai.document.errors import DocumentError
from docai.document.submission import open_submission
from docai.xbrl import Figures, XbrlError, read_figures
from docai.xbrl.inline.text import Texts
from docai.xbrl.show.statements import statement_lines
from docai.xbrl.tables.fact_rows import fact_rows
from docai.xbrl.tables.financials import financials
from docai.xbrl.xml import parse

_INSTANCE = '<xbrl xmlns="http://www.xbrl.org/2003/instance" xmlns:a="http://a.example/">'
_CONTEXT = '<context id="c"><entity><identifier>1</identifier></entity><period><instant>2024-01-01</instant></period></context>'
_GOOD = f'{_INSTANCE}{_CONTEXT}<a:Cash contextRef="c">5</a:Cash></xbrl>'
_INLINE = '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:ix="http://www.xbrl.org/2013/inlineXBRL" xmlns:a="http://a.example/"><body>'
_NUMBER = '<ix:nonFraction name="a:Cash" contextRef="c" unitRef="u">5</ix:nonFraction>'
_BOMB = (
    '<!DOCTYPE xbrl [<!ENTITY a "aaaaaaaaaa">'
    + "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]>"
)
HOSTILE = {
    "entities": (_BOMB + _INSTANCE + '<a:X contextRef="c">&i;</a:X></xbrl>', "entities"),
    "entities in an attribute": (
        _BOMB + _INSTANCE + '<a:X contextRef="&i;">1</a:X></xbrl>',
        "entities",
    ),
    "an external entity": (
        '<!DOCTYPE xbrl [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + _INSTANCE + "&a;</xbrl>",
        "entities",
    ),
    "a parameter entity": (
        '<!DOCTYPE xbrl [<!ENTITY % a SYSTEM "http://127.0.0.1:9/x"> %a;]>' + _INSTANCE + "</xbrl>",
        "entities",
    ),
    "cut off": (_GOOD[:-30], "xml"),
    "deep": (_INSTANCE + "<a:X>" * 300_000, "xml"),
    "deep and closed": (_INSTANCE + "<a:X>" * 100_000 + "</a:X>" * 100_000 + "</xbrl>", "xml"),
    "millions of elements": (_INSTANCE + "<a:X/>" * 4_000_001 + "</xbrl>", "limits"),
    "too many facts": (_INSTANCE + '<a:X contextRef=""/>' * 500_001 + "</xbrl>", "limits"),
    "empty": (" ", "xml"),
    "no XML": ("Total assets 5", "xml"),
    "another kind": ("<html><body>5</body></html>", "kind"),
    "an unknown entity": (_INSTANCE + "&bogus;</xbrl>", "xml"),
    "control characters": (_INSTANCE + "\x01\x02</xbrl>", "xml"),
    "angle brackets": ("<" * 1_000_000, "xml"),
}
_SECONDS = 20.0  # of processor time: others may be busy too


def _filing(kind: str, body: str, beside: str = "") -> Figures:
    text = "<SEC-HEADER>\n</SEC-HEADER>\n" + "".join(
        f"<DOCUMENT>\n<TYPE>{type_}\n<SEQUENCE>1\n<FILENAME>{type_}.x\n<TEXT>\n{content}\n</TEXT>\n</DOCUMENT>\n"
        for type_, content in ((kind, body), ("EX-101.INS", beside))
        if content
    )
    return read_figures(open_submission(text.encode()))


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_instance_costs_its_own_facts_alone(name: str) -> None:
    body, reason = HOSTILE[name]
    begun = time.process_time()
    figures = _filing("EX-101.INS", body, beside=_GOOD)
    assert [problem.reason for problem in figures.problems] == [reason]
    assert [fact.value for fact in figures.facts] == ["5"]
    assert time.process_time() - begun < _SECONDS


def test_an_encoding_hides_no_entities() -> None:
    for encoding in ("utf-16", "utf-16-le", "utf-8-sig"):
        with pytest.raises(XbrlError) as caught:
            parse((_BOMB + _INSTANCE + "</xbrl>").encode(encoding))
        assert caught.value.reason in ("entities", "xml")


def test_a_declared_encoding_is_not_believed() -> None:
    data = b'<?xml version="1.0" encoding="utf-7"?>' + _GOOD.encode()
    assert len(parse(data).root) == 2


def test_no_file_is_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("secret")
    body = f'{_INSTANCE}<a:X xmlns:xi="http://www.w3.org/2001/XInclude" contextRef="c"><xi:include href="{secret}" parse="text"/></a:X></xbrl>'
    (fact,) = _filing("EX-101.INS", body).facts
    assert "secret<" not in (fact.value or "")


def test_a_broken_instance_leaves_the_inline_document_to_read() -> None:
    figures = _filing("10-K", f"{_INLINE}{_NUMBER}</body></html>", beside=_GOOD[:-9])
    assert (figures.source, [fact.value for fact in figures.facts]) == ("inline", ["5"])
    assert [problem.reason for problem in figures.problems] == ["xml"]


def test_facts_within_facts_hold_no_more_text_than_a_filing_has() -> None:
    depth, words = 200, "w" * 2_000_000
    begins = '<ix:nonNumeric name="a:Story" contextRef="c">' * depth
    figures = _filing("10-K", f"{_INLINE}{begins}{words}{'</ix:nonNumeric>' * depth}</body></html>")
    assert figures.facts == ()
    assert [problem.reason for problem in figures.problems] == ["limits"]


@pytest.mark.parametrize(
    "line",
    [
        "<PERIOD-END> " + "A" * 300_000,
        "<F1> a\n" * 50_000,
        "<CASH> " + "1 " * 200_000,
        "<" * 500_000,
    ],
    ids=["letters", "notes", "columns", "angle brackets"],
)
def test_a_hostile_schedule_ends_in_time(line: str) -> None:
    begun = time.process_time()
    _filing("EX-27", "<ARTICLE> 5\n<CASH> 5\n" + line)
    assert time.process_time() - begun < _SECONDS


def test_a_definition_of_blanks_ends_in_time() -> None:
    words = "1 - a" + " " * 300_000 + "b"
    link = f'<link:roleType xmlns:link="http://www.xbrl.org/2003/linkbase" roleURI="r"><link:definition>{words}</link:definition></link:roleType>'
    begun = time.process_time()
    _filing("EX-101.SCH", link)
    assert time.process_time() - begun < _SECONDS


def test_texts_count_what_they_hand_out() -> None:
    root = parse(b"<a>12345</a>").root
    texts = Texts(9)
    assert texts.plain(root) == "12345"
    with pytest.raises(XbrlError):
        texts.plain(root)


@pytest.mark.parametrize(
    "body",
    [
        _INLINE + "<!-- " + "<ix:nonFraction " * 60_000 + " -->" + _NUMBER + "</body></html>",
        _INLINE + "<!-- " + "<ix:nonFraction ' " * 60_000 + " -->" + _NUMBER + "</body></html>",
        _INLINE + _NUMBER.replace("<ix", '<ix:nonFraction a="') * 1000 + "</body></html>",
        _INLINE + "<!-- " + _NUMBER * 5000 + "</body></html>",
        _INLINE + ("<ix:nonFraction " + "x='" * 50_000) + "</body></html>",
        _INLINE
        + "<p title='"
        + "ix:nonFraction " * 100_000
        + "'>"
        + _NUMBER
        + "</p></body></html>",
        _INLINE + "<p a='" + "b" * 5_000_000 + "'>" + _NUMBER + "</p></body></html>",
    ],
    ids=[
        "tags in a comment",
        "quotes in a comment",
        "open tags",
        "a comment without end",
        "quotes",
        "a long title",
        "a giant attribute",
    ],
)
def test_a_hostile_inline_document_ends_in_time(body: str) -> None:
    begun = time.process_time()
    figures = _filing("10-K", body)
    assert figures.facts or figures.problems
    assert time.process_time() - begun < _SECONDS


_PIECES = st.sampled_from(
    [
        _INSTANCE, "</xbrl>", _CONTEXT, '<a:Cash contextRef="c">', "</a:Cash>", "5", "&amp;", "&nbsp;", "&#0;", "<!--", "-->", "<![CDATA[", "]]>", _INLINE,
        _NUMBER, '<ix:nonNumeric name="a:S" contextRef="c" escape="true" continuedAt="k">', "</ix:nonNumeric>", '<ix:continuation id="k" continuedAt="k">',
        "</ix:continuation>", "<ix:exclude>", "</ix:exclude>", "</body></html>", "<?xml version='1.0'?>", "<XBRL>", "</XBRL>", "<ARTICLE> 5\n", "<MULTIPLIER> x\n",
        "<CASH> (1,2) <F1>\n", "<F1> a\n", "<LEGEND>", "\x00", "é", "\ud800", "<", ">", "<DOCUMENT>", "<TYPE>EX-101.INS\n", "<TYPE>EX-27\n", "<TYPE>EX-101.PRE\n", "<TEXT>",
    ]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(_PIECES, max_size=60), st.sampled_from(["utf-8", "utf-16", "cp1252"]))
def test_any_mixture_gives_figures_or_reasons(pieces: list[str], charset: str) -> None:
    data = "".join(pieces).encode(charset, "replace")
    try:
        submission = open_submission(data, "a.xml")
    except DocumentError:
        return
    figures = read_figures(submission)
    assert all(fact.nil or fact.value is not None for fact in figures.facts)
    rows = fact_rows(figures)
    assert sum(row.copies + 1 for row in rows if row.source != "ex-27") == len(figures.facts)
    financials(rows)
    assert all(len(line) <= 80 for line in statement_lines(figures, 80, notes=True))
    for fact in figures.facts:
        assert (fact.start_at is None) == (fact.end_at is None)


_NUMBERS = st.sampled_from(
    ["5", "-.01", "1e5", "1E-99", "9" * 28, "9" * 60, "INF", "NaN", "1/3", "", "x", "\u0665", "--5", "0x5", " 7 "]
)  # fmt: skip
_DECIMALS = st.sampled_from(
    ["0", "-6", "2", "INF", "--5", "\u00b2", "99", "-99", "999999999", "", "x"]
)
_DAYS = st.sampled_from(["2024-12-31", "0001-01-01", "9999-12-31T00:00:00", "0001-01-01T00:00:00", "soon", ""])  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.tuples(_NUMBERS, _DECIMALS), min_size=1, max_size=6),
    _DAYS,
    _DAYS,
    st.sampled_from(["Assets", "LiabilitiesAndStockholdersEquity", "Revenues"]),
)
def test_odd_numbers_and_days_become_rows(
    facts: list[tuple[str, str]], start: str, end: str, concept: str
) -> None:
    names = 'xmlns:g="http://fasb.org/us-gaap/2024" xmlns:dei="http://xbrl.sec.gov/dei/2024"'
    period = f"<startDate>{start}</startDate><endDate>{end}</endDate>"
    body = (
        f'<xbrl xmlns="http://www.xbrl.org/2003/instance" {names}><context id="c"><period>{period}</period></context>'
        f'<context id="i"><period><instant>{end}</instant></period></context><unit id="u"><measure>x:USD</measure></unit>'
        '<dei:DocumentPeriodEndDate contextRef="c">2024-12-31</dei:DocumentPeriodEndDate>'
        + "".join(
            f'<g:{concept} contextRef="{context}" unitRef="u" decimals="{decimals}">{value}</g:{concept}>'
            for value, decimals in facts
            for context in ("c", "i")
        )
        + "</xbrl>"
    )
    figures = read_figures(open_submission(body.encode(), "a.xml"))
    rows = fact_rows(figures)
    assert sum(row.copies + 1 for row in rows) == 1 + 2 * len(facts)
    assert all(row.number is None or abs(row.number) < 10**28 for row in rows)
    financials(rows)
    list(statement_lines(figures, 80))
