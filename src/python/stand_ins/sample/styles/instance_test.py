"""The XBRL exhibits of the sample say what its words say."""

from __future__ import annotations

import pytest

from docai.document.submission import open_submission
from docai.xbrl import Figures, read_figures
from stand_ins.sample import SampleFiling, sample_filings

FILINGS = {each.accession: each for each in sample_filings()}
WITH_INSTANCE = [name for name, each in FILINGS.items() if b"<TYPE>EX-101.INS" in each.body]
INLINE = [name for name, each in FILINGS.items() if b"<ix:nonFraction" in each.body]


def read(filing: SampleFiling) -> Figures:
    figures = read_figures(open_submission(filing.body))
    assert not figures.problems
    return figures


def test_both_ways_to_say_figures_are_there() -> None:
    assert len(WITH_INSTANCE) == 10
    assert len(INLINE) > 20


@pytest.mark.parametrize("accession", WITH_INSTANCE)
def test_an_instance_has_every_line_of_the_statements_for_each_year(accession: str) -> None:
    figures = read(FILINGS[accession])
    assert figures.source == "instance"
    values = {
        (fact.concept, fact.instant or fact.end): fact.value
        for fact in figures.facts
        if not fact.dims
    }
    ends = sorted({end for concept, end in values if concept == "us-gaap:Revenues" and end})
    assert len(ends) == 3
    for end in ends:
        parts = [
            int(fact.value)
            for fact in figures.facts
            if fact.dims and fact.end == end and fact.value is not None
        ]
        assert sum(parts) == int(values["us-gaap:Revenues", end] or "")
        gross = int(values["us-gaap:GrossProfit", end] or "")
        cost = int(values["us-gaap:CostOfRevenue", end] or "")
        assert gross + cost == sum(parts)


@pytest.mark.parametrize("accession", [*WITH_INSTANCE[:2], *INLINE[:2]])
def test_statements_have_their_lines_in_order_with_the_labels_of_the_report(accession: str) -> None:
    lines = read(FILINGS[accession]).lines
    titles = list(dict.fromkeys(line.role.title for line in lines))
    assert titles == [
        "Consolidated Statements of Income",
        "Consolidated Balance Sheets",
        "Consolidated Statements of Cash Flows",
    ]
    balance = [line.label for line in lines if line.role.title == titles[1]]
    assert balance[-1] == "Total liabilities and stockholders' equity"
    assert [line.label for line in lines if line.role.title == titles[2]][
        -1
    ] == "Cash at end of year"
