"""Instances as filers and EDGAR write them: any prefixes, any order."""

from __future__ import annotations

from docai.document.submission import open_submission
from docai.xbrl import Dimension, Figures, read_figures

_HEAD = """<?xml version="1.0"?>
<{x}xbrl xmlns{colon}="http://www.xbrl.org/2003/instance" xmlns:link="http://www.xbrl.org/2003/linkbase" xmlns:xlink="http://www.w3.org/1999/xlink"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:d="http://xbrl.org/2006/xbrldi" xmlns:g="http://fasb.org/us-gaap/2012-01-31"
 xmlns:dei="http://xbrl.sec.gov/dei/2012-01-31" xmlns:acme="http://www.acme.example/20121231">
"""
_CONTEXTS = """
<{x}context id="now"><{x}entity><{x}identifier scheme="http://www.sec.gov/CIK">0000000001</{x}identifier></{x}entity>
 <{x}period><{x}instant> 2012-12-31 </{x}instant></{x}period></{x}context>
<{x}context id="year"><{x}entity><{x}identifier scheme="http://www.sec.gov/CIK">0000000001</{x}identifier><{x}segment>
 <d:explicitMember dimension="g:SegmentAxis">acme:RocketsMember</d:explicitMember>
 <d:typedMember dimension="acme:FromAxis"><acme:from>2013-01-01</acme:from></d:typedMember></{x}segment></{x}entity>
 <{x}period><{x}startDate>2012-01-01</{x}startDate><{x}endDate>2013-01-01T00:00:00</{x}endDate></{x}period></{x}context>
<{x}unit id="u"><{x}measure>iso4217:USD</{x}measure></{x}unit>
<{x}unit id="per"><{x}divide><{x}unitNumerator><{x}measure>iso4217:USD</{x}measure></{x}unitNumerator>
 <{x}unitDenominator><{x}measure>{x}shares</{x}measure></{x}unitDenominator></{x}divide></{x}unit>
<{x}unit id="area"><{x}measure>acme:m</{x}measure><{x}measure>acme:day</{x}measure></{x}unit>
"""
_FACTS = """
<g:Assets contextRef="now" unitRef="u" decimals="-3" id="f1">
  1000000
</g:Assets>
<!-- a comment --><g:EarningsPerShareBasic contextRef="year" unitRef="per" decimals="2">-.<!-- in a number -->01</g:EarningsPerShareBasic>
<acme:Rockets contextRef="year" unitRef="area" xsi:nil="true"/>
<dei:EntityRegistrantName contextRef="now">Acme &amp; Sons</dei:EntityRegistrantName>
<acme:Share contextRef="now" unitRef="u"><{x}numerator>1</{x}numerator><{x}denominator> 3 </{x}denominator></acme:Share>
<link:footnoteLink xlink:type="extended"><link:loc xlink:href="#f1" xlink:label="l"/><link:footnoteArc xlink:from="l" xlink:to="n"/>
 <link:footnote xlink:label="n" xml:lang="en-US">As <b>restated</b></link:footnote></link:footnoteLink>
"""


def _read(prefix: str, *, facts_first: bool = False, wrapper: bool = False) -> Figures:
    x, colon = (f"{prefix}:", f":{prefix}") if prefix else ("", "")
    body = [_CONTEXTS, _FACTS][:: -1 if facts_first else 1]
    text = (_HEAD + "".join(body) + "</{x}xbrl>").format(x=x, colon=colon)
    if wrapper:
        text = (
            "<SEC-HEADER>\n</SEC-HEADER>\n<DOCUMENT>\n<TYPE>XML\n<SEQUENCE>2\n<FILENAME>acme_htm.xml\n<TEXT>\n<XML>\n"
            + text
            + "\n</XML>\n</TEXT>\n</DOCUMENT>\n"
        )
    return read_figures(open_submission(text.encode(), "acme.xml"))


def test_facts_are_read_with_their_periods_units_and_dimensions() -> None:
    assets, eps, rockets, name, share = _read("xbrli").facts
    assert (assets.concept, assets.value, assets.unit, assets.decimals, assets.id) == (
        "us-gaap:Assets",
        "1000000",
        "USD",
        "-3",
        "f1",
    )
    assert (assets.instant, assets.start, assets.dims) == ("2012-12-31", None, ())
    assert (eps.value, eps.unit, eps.start, eps.end) == (
        "-.01",
        "USD/shares",
        "2012-01-01",
        "2012-12-31",
    )
    assert eps.dims == (
        Dimension("acme:FromAxis", "2013-01-01", typed=True),
        Dimension("us-gaap:SegmentAxis", "acme:RocketsMember"),
    )
    assert (rockets.nil, rockets.value, rockets.numeric, rockets.unit) == (
        True,
        None,
        True,
        "m*day",
    )
    assert (name.value, name.numeric, name.unit) == ("Acme & Sons", False, None)
    assert share.value == "1/3"


def test_prefixes_and_order_do_not_matter() -> None:
    usual = _read("xbrli")
    assert _read("").facts == _read("i", facts_first=True).facts == usual.facts


def test_edgars_extraction_is_one() -> None:
    figures = _read("", wrapper=True)
    assert figures.source == "extracted"
    assert len(figures.facts) == 5
    assert figures.facts[0].source_file == "acme_htm.xml"


def test_a_footnote_names_its_facts() -> None:
    (note,) = _read("xbrli").footnotes
    assert (note.text, note.facts) == ("As restated", ("f1",))


def test_a_fact_without_its_context_keeps_its_value() -> None:
    text = _HEAD.format(x="", colon="") + '<g:Assets contextRef="gone">5</g:Assets></xbrl>'
    (fact,) = read_figures(open_submission(text.encode(), "acme.xml")).facts
    assert (fact.value, fact.instant, fact.start) == ("5", None, None)


def test_a_segment_before_dimensions_keeps_its_facts_apart() -> None:
    head = _HEAD.format(x="", colon="").replace(' xmlns:d="http://xbrl.org/2006/xbrldi"', "")
    period = "<period><instant>2006-12-31</instant></period>"
    contexts = (
        f'<context id="all"><entity><identifier scheme="x">1</identifier></entity>{period}</context>'
        f'<context id="part"><entity><identifier scheme="x">1</identifier><segment><acme:Line>Steam  engines</acme:Line></segment></entity>{period}</context>'
        f'<context id="plan"><entity><identifier scheme="x">1</identifier></entity>{period}<scenario><acme:Plan/></scenario></context>'
    )
    facts = "".join(f'<g:Cash contextRef="{one}">{one}</g:Cash>' for one in ("all", "part", "plan", " all "))  # fmt: skip
    figures = read_figures(open_submission(f"{head}{contexts}{facts}</xbrl>".encode(), "acme.xml"))
    assert [fact.dims for fact in figures.facts] == [
        (),
        (Dimension("acme:Line", "Steam engines", typed=True),),
        (Dimension("acme:Plan", "", typed=True),),
        (),
    ]


def test_precision_makes_no_decimals() -> None:
    head = _HEAD.format(x="", colon="")
    fact = '<g:Cash contextRef="now" unitRef="u" precision="3">5</g:Cash>'
    text = head + _CONTEXTS.format(x="") + fact + "</xbrl>"
    (found,) = read_figures(open_submission(text.encode(), "acme.xml")).facts
    assert (found.value, found.decimals, found.instant) == ("5", None, "2012-12-31")


def test_marked_sections_and_instructions_are_no_part_of_a_value() -> None:
    head = _HEAD.format(x="", colon="")
    fact = '<acme:Story contextRef="now">one <![CDATA[<p>two</p>]]><?page 3?><!-- no --> three</acme:Story>'
    text = head + _CONTEXTS.format(x="") + fact + "</xbrl>"
    (found,) = read_figures(open_submission(text.encode(), "acme.xml")).facts
    assert found.value == "one <p>two</p> three"
