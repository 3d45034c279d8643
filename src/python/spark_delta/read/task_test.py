from __future__ import annotations

import gzip

from spark_delta.read.outcome import ReadFiling
from spark_delta.read.submission_rows import read_submission
from spark_delta.read.summary import ReadSummary
from spark_delta.read.task import count_figures
from stand_ins.sample import sample_filings


def _counted(era: str, year: int) -> ReadSummary:
    """Return what a filing of the sample of that shape and year counts for."""
    filing = next(
        one for one in sample_filings() if one.container == era and one.fiscal_year == year
    )
    read = read_submission(gzip.compress(filing.body), filing.accession, None, 10**8)
    assert isinstance(read, ReadFiling)
    summary = ReadSummary()
    count_figures(summary, read)
    return summary


def test_figures_are_counted_by_where_they_come_from_and_by_check() -> None:
    inline, schedule = _counted("ixbrl", 2022), _counted("text", 1996)
    assert inline.filings_by_source == {"inline": 1}
    assert inline.facts_by_source["inline"] > 40
    assert inline.checks["assets_are_liabilities_and_equity|holds"] == 1
    assert schedule.facts_by_source == {"ex-27": 32}
    schedule.add(inline)
    assert schedule.filings_by_source == {"ex-27": 1, "inline": 1}
    assert schedule.checks["assets_are_liabilities_and_equity|holds"] == 2
