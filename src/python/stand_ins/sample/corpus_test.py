from __future__ import annotations

import json
import re
import time
from html import unescape
from pathlib import Path
from xml.etree import ElementTree

import pytest

from docai.filing.forms import is_ten_k
from docai.filing.header import ends_whole, parse_header
from stand_ins.edgar.content.documents import DOCUMENT, documents_in
from stand_ins.sample import SampleFiling, TrueItem, sample_filings, write_sample

TAG = re.compile(r"<[^>]{0,2000}>")
PAGE_MARK = re.compile(r"\n\s*-\d+-\n<PAGE>\n")
HIDDEN = re.compile(r"<ix:header>.*?</ix:header>", re.DOTALL)


@pytest.fixture(scope="module")
def filings() -> dict[str, SampleFiling]:
    return {each.accession: each for each in sample_filings()}


def letters(text: str) -> str:
    return "".join(c for c in text.lower() if c.isalnum() and c.isascii())


def visible(document: bytes) -> str:
    """Letters and digits that a reader sees, page numbers of text apart."""
    text = PAGE_MARK.sub("\n", document.decode("ascii"))
    return letters(unescape(TAG.sub(" ", HIDDEN.sub(" ", text))).replace("Table of Contents", ""))


def find(
    filings: dict[str, SampleFiling], company: str, year: int, form: str = "10-K"
) -> SampleFiling:
    return next(
        each
        for each in filings.values()
        if each.company.startswith(company) and each.fiscal_year == year and each.form == form
    )


def item(filing: SampleFiling, number: str) -> TrueItem:
    return next(each for each in filing.items if each.item == number)


def test_two_runs_give_the_same_bytes(filings: dict[str, SampleFiling]) -> None:
    assert {each.accession: each for each in sample_filings()} == filings


def test_the_sample_is_small_and_quick(filings: dict[str, SampleFiling]) -> None:
    start = time.process_time()
    count = sum(1 for _ in sample_filings())
    assert time.process_time() - start < 5
    assert count == len(filings) >= 60
    assert sum(len(each.body) for each in filings.values()) < 10_000_000
    assert max(len(each.body) for each in filings.values()) < 200_000


def test_headers_say_what_the_truth_says(filings: dict[str, SampleFiling]) -> None:
    for filing in filings.values():
        header = parse_header(filing.body)
        assert (header.accession, header.form, header.ciks) == (
            filing.accession,
            filing.form,
            filing.ciks,
        )
        assert header.filed.isoformat() == filing.filed
        assert header.period is not None
        assert header.period.isoformat() == filing.period
        assert header.filer.name == filing.company
        assert header.document_count == len(DOCUMENT.findall(filing.body))
        assert ends_whole(filing.body[-200:])
        assert is_ten_k(filing.form)


def test_the_words_of_each_item_stand_in_the_submission_in_order(
    filings: dict[str, SampleFiling],
) -> None:
    for filing in filings.values():
        text = visible(filing.body)
        for each in filing.items:
            first, last = letters(each.first_words), letters(each.last_words)
            assert first in text, (filing.accession, each)
            assert text.find(last, text.find(first)) >= 0, (filing.accession, each)
            assert letters(each.as_filed_first_words) in text


def test_words_from_elsewhere_stand_where_the_truth_says(filings: dict[str, SampleFiling]) -> None:
    sources = {each.source for filing in filings.values() for each in filing.items}
    assert sources == {"primary", "elsewhere", "exhibit-13"}
    for filing in filings.values():
        documents = [visible(each) for each in DOCUMENT.findall(filing.body)]
        kinds = re.findall(rb"<TYPE>([^\n]+)", filing.body)
        for each in filing.items:
            document = documents[kinds.index(b"EX-13") if each.source == "exhibit-13" else 0]
            assert letters(each.first_words) in document, (filing.accession, each.item)


def test_every_era_and_every_odd_shape_is_there(filings: dict[str, SampleFiling]) -> None:
    every = list(filings.values())
    assert {each.container for each in every} == {"text", "html", "ixbrl"}
    assert {"10-K", "10-K405", "10-KSB", "10KSB", "10-KSB40", "10-KT", "10-K/A"} == {
        each.form for each in every
    }
    assert {each.shape for each in every} == {
        "plain",
        "f-pages",
        "exhibit-13",
        "cross-reference",
        "part-iii",
    }
    assert any(len(each.ciks) == 2 for each in every)
    bodies = [each.body for each in every]
    for mark in (
        b"<IMS-DOCUMENT>",
        b"<SEC-DOCUMENT>",
        b"-----BEGIN PRIVACY",
        b"I T E M",
        b"<PAGE>",
    ):
        assert any(mark in body for body in bodies), mark
    for mark in (b"begin 644", b"<FONT FACE", b"<ix:hidden>", b"FORMER COMPANY", b"<TD WIDTH"):
        assert any(mark in body for body in bodies), mark


def test_items_came_and_went_with_the_rules(filings: dict[str, SampleFiling]) -> None:
    for filing in filings.values():
        if filing.shape == "part-iii" or "KSB" in filing.form:
            continue
        items, year = {each.item for each in filing.items}, filing.fiscal_year
        assert ("1A" in items) == ("1B" in items) == (year >= 2005)
        assert ("7A" in items) == (year >= 1997)
        assert ("9A" in items) == (year >= 2003)
        assert ("9C" in items) == (year >= 2021)
        assert ("1C" in items) == (filing.period >= "2023-12-15")
        assert ("16" in items) == (year >= 2016)
        assert ("15" in items) == (year >= 2002)


def test_inline_xbrl_is_well_formed_and_hides_its_facts(filings: dict[str, SampleFiling]) -> None:
    tagged = [each for each in filings.values() if each.container == "ixbrl"]
    for filing in tagged:
        primary = documents_in(filing.body)[0]
        assert primary.name == filing.primary_document
        root = ElementTree.fromstring(primary.data)
        name = "{http://www.xbrl.org/2013/inlineXBRL}nonNumeric"
        facts = {each.get("name"): "".join(each.itertext()) for each in root.iter(name)}
        assert facts["dei:DocumentFiscalYearFocus"] == str(filing.fiscal_year)
        assert facts["dei:EntityCentralIndexKey"] == filing.cik
        assert "dei:EntityRegistrantName" in facts
    assert len(tagged) > 20


def test_one_discussion_grew_from_year_to_year(filings: dict[str, SampleFiling]) -> None:
    words = [
        item(each, "7").words
        for each in sorted(filings.values(), key=lambda filing: filing.filed)
        if each.company.startswith("COBALT FERRY")
    ]
    assert words == sorted(words)
    assert words[-1] > 2.5 * words[0]


def test_the_cyber_incident_is_told_from_the_year_it_happened(
    filings: dict[str, SampleFiling],
) -> None:
    told = {
        year: b"ransomware" in find(filings, "LARKMOOR", year).body for year in range(2019, 2025)
    }
    assert told == {2019: False, 2020: False, 2021: False, 2022: True, 2023: True, 2024: True}
    assert (
        item(find(filings, "LARKMOOR", 2023), "1C").words
        < item(find(filings, "LARKMOOR", 2024), "1C").words
    )


def test_a_restatement_is_told_in_the_notes_of_the_report_that_makes_it(
    filings: dict[str, SampleFiling],
) -> None:
    told = {}
    for year in range(2019, 2025):
        notes = visible(find(filings, "LARKMOOR", year).body)
        told[year] = "note1restatement" in notes and "ratherthan" in notes
    assert [year for year, here in told.items() if here] == [2023]


def test_a_renamed_filer_names_its_former_self_from_then_on(
    filings: dict[str, SampleFiling],
) -> None:
    assert parse_header(find(filings, "HOLLOW CREEK", 1995).body).filer.former_names == ()
    ((name, changed),) = parse_header(find(filings, "NORTHVANE", 2006).body).filer.former_names
    assert name == "HOLLOW CREEK INSTRUMENTS INC"
    assert changed is not None
    assert changed.year == 2003


def test_writing_leaves_submissions_tickers_and_truth(tmp_path: Path) -> None:
    written = write_sample(tmp_path / "out", compress=True)
    truth = json.loads((tmp_path / "out" / "truth.json").read_text())
    assert set(truth) == {each.accession for each in written}
    assert truth["0009100329-06-000013"]["fiscal_year"] == 2005
    assert len(list((tmp_path / "out").glob("*.txt.gz"))) == len(written)
    assert (
        "9100047,HRB-A,HARBOR & REED BANCORP,NYSE" in (tmp_path / "out" / "tickers.csv").read_text()
    )


def test_printed_page_numbers_lead_to_what_they_name(filings: dict[str, SampleFiling]) -> None:
    filing = find(filings, "QUILLON", 2023)
    document = documents_in(filing.body)[0].data.decode("ascii")
    text = unescape(TAG.sub("\n", HIDDEN.sub("", document)))
    row = re.search(r"Item 1A\.\s+Risk Factors\s+(\d+)-(\d+)", text)
    assert row is not None
    before, after = int(row[1]) - 1, int(row[2])
    start = re.search(rf"\n{before}\s+Table of Contents", text)
    end = re.search(rf"\n{after}\s+Table of Contents", text)
    assert start is not None
    assert end is not None
    pages = letters(text[start.end() : end.start()])
    risks = item(filing, "1A")
    assert letters(risks.first_words) in pages
    assert letters(risks.last_words) in pages


def test_contents_of_plain_text_give_the_page_of_each_item(
    filings: dict[str, SampleFiling],
) -> None:
    text = find(filings, "HOLLOW CREEK", 1995).body.decode("ascii")
    entry = re.search(r"Item 3\. +Legal Proceedings\.+ +(\d+)\n", text)
    assert entry is not None
    page = text.partition("ITEM 3.   LEGAL PROCEEDINGS")[2]
    foot = re.search(r"\n +-(\d+)-\n<PAGE>", page)
    assert foot is not None
    assert foot[1] == entry[1]
