"""Inline documents as filers write them, to the facts that EDGAR would extract."""

from __future__ import annotations

import pytest

from docai.document.submission import open_submission
from docai.xbrl import Fact, Figures, read_figures
from docai.xbrl.formats.errors import DoesNotFit
from docai.xbrl.inline.number import spelled

_HEAD = """<html xmlns="http://www.w3.org/1999/xhtml" xmlns:ix="http://www.xbrl.org/2013/inlineXBRL" xmlns:xbrli="http://www.xbrl.org/2003/instance"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:t="http://www.xbrl.org/inlineXBRL/transformation/2020-02-12"
 xmlns:us-gaap="http://fasb.org/us-gaap/2024" xmlns:dei="http://xbrl.sec.gov/dei/2024" xmlns:acme="http://www.acme.example/2024"><body>
"""
_RESOURCES = """<ix:header><ix:hidden><ix:nonNumeric name="dei:AmendmentFlag" contextRef="y">false</ix:nonNumeric></ix:hidden><ix:resources>
<xbrli:context id="y"><xbrli:entity><xbrli:identifier scheme="x">1</xbrli:identifier></xbrli:entity>
<xbrli:period><xbrli:startDate>2024-01-01</xbrli:startDate><xbrli:endDate>2024-12-31</xbrli:endDate></xbrli:period></xbrli:context>
<xbrli:unit id="usd"><xbrli:measure>iso4217:USD</xbrli:measure></xbrli:unit></ix:resources></ix:header>
"""


def _figures(body: str, *, head: str = _HEAD + _RESOURCES, before: str = "") -> Figures:
    text = before + head + body + "</body></html>"
    return read_figures(open_submission(text.encode(), "acme.htm"))


def _number(attributes: str, text: str) -> Fact:
    element = f'<ix:nonFraction name="us-gaap:Assets" contextRef="y" unitRef="usd" {attributes}>{text}</ix:nonFraction>'
    return _figures(f"<p>{element}</p>").facts[-1]


@pytest.mark.parametrize(
    ("attributes", "text", "value"),
    [
        ('format="t:num-dot-decimal" scale="6"', "16.2", "16200000"),
        ('format="t:num-dot-decimal" scale="6"', "5.0", "5000000.0"),
        ('format="t:num-dot-decimal" scale="-2"', "10.0", "0.100"),
        ('format="t:num-dot-decimal"', "7.00", "7.00"),
        ('format="t:num-dot-decimal" scale="3" sign="-"', "(1,234)", "(1,234)"),
        ('format="t:num-dot-decimal" scale="3" sign="-"', "1,234", "-1234000"),
        ('format="t:fixed-zero" scale="6"', "no", "0"),
        ('format="t:fixed-zero" sign="-"', "-", "-0"),
        ("", "12.5", "12.5"),
        ('scale="0"', " 12 ", "12"),
        ('format="t:num-dot-decimal"', "1<b>,2</b>34", "1234"),
        ('format="t:num-dot-decimal"', "1<ix:exclude>(note)</ix:exclude>2", "12"),
    ],
)
def test_a_number_is_spelled_as_edgar_spells_it(attributes: str, text: str, value: str) -> None:
    assert _number(attributes, text).value == value


def test_a_text_that_does_not_fit_its_format_is_kept_and_said() -> None:
    fact = _number('format="t:num-dot-decimal"', "see note 3")
    assert (fact.value, fact.well_formed) == ("see note 3", False)
    figures = _figures(
        '<ix:nonFraction name="us-gaap:Assets" contextRef="y" unitRef="usd" scale="9999999">1</ix:nonFraction>'
    )
    assert [problem.reason for problem in figures.problems] == ["format"]


def test_nested_numbers_are_both_facts_and_know_their_places() -> None:
    inner = '<ix:nonFraction name="us-gaap:Cash" contextRef="y" unitRef="usd" scale="3">5</ix:nonFraction>'
    outer = f'<ix:nonFraction name="us-gaap:Assets" contextRef="y" unitRef="usd" scale="3">{inner}</ix:nonFraction>'
    text = _HEAD + _RESOURCES + f"<p>{outer}</p></body></html>"
    _, assets, cash = read_figures(open_submission(text.encode(), "acme.htm")).facts
    assert (assets.value, cash.value) == ("5000", "5000")
    assert text[assets.start_at : assets.end_at] == outer
    assert text[cash.start_at : cash.end_at] == inner


def test_a_tag_in_a_comment_does_not_shift_places() -> None:
    fact = '<ix:nonFraction name="us-gaap:Cash" contextRef="y" unitRef="usd">5</ix:nonFraction>'
    text = _HEAD + _RESOURCES + f"<!-- {fact} --><p>é{fact}</p></body></html>"
    found = read_figures(open_submission(text.encode(), "acme.htm")).facts[-1]
    assert found.start_at == text.rindex("<ix:nonFraction")
    assert text[found.start_at : found.end_at] == fact


def test_hidden_facts_and_contexts_stand_first() -> None:
    figures = _figures('<ix:nonNumeric name="dei:CityAreaCode" contextRef="y">555</ix:nonNumeric>')
    assert [fact.concept for fact in figures.facts] == ["dei:AmendmentFlag", "dei:CityAreaCode"]
    assert figures.source == "inline"
    assert figures.facts[1].end == "2024-12-31"


def test_a_text_goes_on_in_its_continuations_without_what_is_excluded() -> None:
    figures = _figures(
        '<ix:continuation id="c2">three</ix:continuation>'
        '<ix:nonNumeric name="acme:Story" contextRef="y" continuedAt="c1" escape="true"><p>one &amp; <ix:exclude>page <i>9</i></ix:exclude></p></ix:nonNumeric>'
        '<ix:continuation id="c1" continuedAt="c2"><b>two</b><ix:nonNumeric name="acme:Inner" contextRef="y">x</ix:nonNumeric></ix:continuation>'
    )
    story, inner = figures.facts[1:]
    assert story.value is not None
    assert story.value.replace(' xmlns="http://www.w3.org/1999/xhtml"', "") == (
        "<p>one &amp; </p><b>two</b>xthree"
    )
    assert inner.value == "x"


def test_a_text_that_is_not_escaped_is_text_alone() -> None:
    fact = _figures(
        '<ix:nonNumeric name="acme:Story" contextRef="y"><p>one</p><ix:exclude>9<b>8</b></ix:exclude> &amp; two</ix:nonNumeric>'
    ).facts[-1]
    assert fact.value == "one & two"


def test_continuations_in_a_circle_end() -> None:
    fact = _figures(
        '<ix:nonNumeric name="acme:Story" contextRef="y" continuedAt="a">1</ix:nonNumeric>'
        '<ix:continuation id="a" continuedAt="b">2</ix:continuation><ix:continuation id="b" continuedAt="a">3</ix:continuation>'
    ).facts[-1]
    assert fact.value == "123"


def test_nil_fractions_and_footnotes() -> None:
    figures = _figures(
        '<ix:nonFraction name="us-gaap:Assets" contextRef="y" unitRef="usd" xsi:nil="true" id="n">-</ix:nonFraction>'
        '<ix:fraction name="acme:Part" contextRef="y" unitRef="usd"><ix:numerator>1</ix:numerator> of <ix:denominator>3</ix:denominator></ix:fraction>'
        '<ix:footnote id="fn">Not <b>audited</b></ix:footnote><ix:relationship fromRefs="n" toRefs="fn"/>'
    )
    nil, fraction = figures.facts[1:]
    assert (nil.nil, nil.value) == (True, None)
    assert fraction.value == "1/3"
    assert [(note.text, note.facts) for note in figures.footnotes] == [("Not audited", ("n",))]


def test_contexts_may_stand_in_another_document_of_the_set() -> None:
    def document(number: int, kind: str, body: str) -> str:
        return f"<DOCUMENT>\n<TYPE>{kind}\n<SEQUENCE>{number}\n<FILENAME>d{number}.htm\n<TEXT>\n<XBRL>\n{_HEAD}{body}</body></html>\n</XBRL>\n</TEXT>\n</DOCUMENT>\n"

    fact = '<ix:nonFraction name="us-gaap:Cash" contextRef="y" unitRef="usd">5</ix:nonFraction>'
    text = (
        "<SEC-HEADER>\n</SEC-HEADER>\n"
        + document(1, "10-K", fact)
        + document(2, "EX-13", _RESOURCES)
    )
    first = read_figures(open_submission(text.encode())).facts[0]
    assert (first.source_file, first.unit, first.end) == ("d1.htm", "USD", "2024-12-31")


def _set(*bodies: str) -> Figures:
    documents = "".join(
        f"<DOCUMENT>\n<TYPE>{'EX-13' if n else '10-K'}\n<SEQUENCE>{n}\n<FILENAME>d{n}.htm\n<TEXT>\n<XBRL>\n{_HEAD}{body}</body></html>\n</XBRL>\n</TEXT>\n</DOCUMENT>\n"
        for n, body in enumerate(bodies)
    )
    return read_figures(open_submission(f"<SEC-HEADER>\n</SEC-HEADER>\n{documents}".encode()))


def test_a_chain_of_continuations_goes_through_the_documents_of_a_set() -> None:
    figures = _set(
        _RESOURCES
        + '<ix:nonNumeric name="acme:Story" contextRef="y" continuedAt="a">1</ix:nonNumeric><ix:continuation id="b" continuedAt="c">3</ix:continuation>',
        '<ix:continuation id="a" continuedAt="b">2</ix:continuation>',
        '<ix:continuation id="c">4</ix:continuation>',
    )
    assert figures.facts[-1].value == "1234"


def test_of_contexts_with_one_id_that_of_the_own_document_counts() -> None:
    fact = '<ix:nonFraction name="us-gaap:Cash" contextRef="y" unitRef="usd">5</ix:nonFraction>'
    other = _RESOURCES.replace("2024-", "2023-").replace("USD", "EUR")
    found = [fact for fact in _set(_RESOURCES + fact, other + fact, fact).facts if fact.numeric]
    assert [(one.end, one.unit) for one in found] == [
        ("2024-12-31", "USD"),
        ("2023-12-31", "EUR"),
        ("2024-12-31", "USD"),
    ]


def test_white_space_round_the_name_of_a_context_or_unit_does_no_harm() -> None:
    fact = _figures(
        '<ix:nonFraction name="us-gaap:Cash" contextRef=" y " unitRef="usd ">5</ix:nonFraction>'
    ).facts[-1]
    assert (fact.end, fact.unit) == ("2024-12-31", "USD")


@pytest.mark.parametrize(("sign", "value"), [("", "0"), (' sign="-"', "-0")])
def test_a_zero_keeps_its_sign(sign: str, value: str) -> None:
    assert _number(f'scale="6"{sign}', "0").value == value


def test_tuples_and_other_targets_are_facts_like_others() -> None:
    figures = _figures(
        '<ix:tuple name="acme:Loan" tupleID="t"><ix:nonFraction name="acme:Part" contextRef="y" unitRef="usd" order="1">5</ix:nonFraction></ix:tuple>'
        '<ix:nonNumeric name="acme:Word" contextRef="y" target="other">x</ix:nonNumeric>'
    )
    assert [fact.value for fact in figures.facts[1:]] == ["5", "x"]


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "cp1252"])
def test_encodings_are_told_by_their_bytes(charset: str) -> None:
    text = (
        _HEAD
        + _RESOURCES
        + '<ix:nonNumeric name="acme:Word" contextRef="y">Café “5”</ix:nonNumeric></body></html>'
    )
    declared = f'<?xml version="1.0" encoding="us-ascii"?>\n{text}'
    for one in (text, declared):
        figures = read_figures(open_submission(one.encode(charset), "acme.htm"))
        assert figures.facts[-1].value == "Café “5”"


def test_what_stands_before_the_document_and_named_entities_do_no_harm() -> None:
    figures = _figures(
        '<ix:nonNumeric name="acme:Day" contextRef="y" format="t:date-monthname-day-year-en">May&nbsp;4, 2024</ix:nonNumeric>',
        before='junk\n<?xml version="1.0" encoding="us-ascii"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0//EN" "http://www.w3.org/x.dtd">\n',
    )
    assert figures.facts[-1].value == "2024-05-04"


@pytest.mark.parametrize("behind", ["<script>if (a && b < c) {}</script>", "</html>", "<p>&nbsp;", "&nbsp;<br>"])  # fmt: skip
@pytest.mark.parametrize("entity", ["", "&nbsp;"])
def test_what_a_copy_of_a_page_has_behind_its_end_does_no_harm(behind: str, entity: str) -> None:
    element = (
        '<ix:nonFraction name="us-gaap:Assets" contextRef="y" unitRef="usd">12</ix:nonFraction>'
    )
    text = f"{_HEAD}{_RESOURCES}<p>{entity}{element}</p></body></html>\n{behind}\n"
    figures = read_figures(open_submission(text.encode(), "acme.htm"))
    assert ([fact.value for fact in figures.facts], figures.problems) == (["false", "12"], ())


def test_prefixes_that_an_inner_element_declares_count_there() -> None:
    fact = _figures(
        '<div xmlns:f="http://www.acme.example/2024" xmlns:own="http://fasb.org/us-gaap/2024"><ix:nonFraction name="own:Cash" contextRef="y" unitRef="usd">5</ix:nonFraction></div>'
    ).facts[-1]
    assert fact.concept == "us-gaap:Cash"


@pytest.mark.parametrize("digits", ["", "x", "1e999999999", "9" * 500, "1.2.3", "NaN1"])
def test_what_is_no_number_is_refused(digits: str) -> None:
    with pytest.raises(DoesNotFit):
        spelled(digits, "3", negative=False)
