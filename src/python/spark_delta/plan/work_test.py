from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docai.filing.manifest import Result, Status
from spark_delta.plan.marks import PartName
from spark_delta.plan.work import (
    HEAVIEST,
    Job,
    KnownFiling,
    KnownQuarantine,
    Line,
    Plan,
    line_of,
    newest,
    plan,
    spread,
    weight,
)
from spark_delta.read.stage import share_sizes

ACCESSION = "0000000001-24-000001"
PATH = f"raw/10-k/0000000001/{ACCESSION}.txt.gz"
JOB = Job(ACCESSION, "0000000001", date(2024, 1, 2), "https://x", PATH, "a" * 64, 1000)
FETCHED_AGAIN = replace(JOB, raw_path=PATH.replace(".txt", "~bbbbbbbb.txt"), sha256="b" * 64)
BEFORE, THEN, AFTER = (datetime(2026, 1, day, tzinfo=UTC) for day in (1, 2, 3))
FILING = KnownFiling(PATH, "a" * 64, "1.0.0", THEN)
FAILURE = KnownQuarantine(PATH, "a" * 64, "items", 1, "1.0.0", THEN)


def planned(
    job: Job,
    filing: KnownFiling | None = None,
    failure: KnownQuarantine | None = None,
    *,
    retry: bool = False,
) -> Plan:
    return plan(
        [job],
        {job.accession: filing} if filing else {},
        {job.accession: failure} if failure else {},
        parser_version="1.0.0",
        retry_quarantine=retry,
    )


def test_a_filing_that_no_table_holds_is_new() -> None:
    assert planned(JOB).new == (JOB,)


def test_a_filing_with_the_same_bytes_is_left_alone() -> None:
    assert planned(JOB, FILING) == Plan(present=1)


def test_an_older_parsers_filing_is_left_alone() -> None:
    assert planned(JOB, replace(FILING, parser_version="0.9.0")) == Plan(present=1)


def test_a_settled_filing_without_a_digest_is_known_by_its_path() -> None:
    assert planned(replace(JOB, sha256=None), FILING) == Plan(present=1)


def test_a_filing_fetched_again_replaces_its_rows() -> None:
    assert planned(FETCHED_AGAIN, FILING).replace == (FETCHED_AGAIN,)


def test_a_quarantined_filing_is_not_tried_again() -> None:
    assert planned(JOB, failure=FAILURE) == Plan(given_up=(ACCESSION,))


@pytest.mark.parametrize(
    "failure",
    [
        replace(FAILURE, parser_version="0.9.0"),
        replace(FAILURE, stage="io", attempts=2),
        replace(FAILURE, sha256="b" * 64, raw_path=FETCHED_AGAIN.raw_path),
    ],
)
def test_a_quarantined_filing_is_tried_again_when_that_can_help(failure: KnownQuarantine) -> None:
    assert planned(JOB, failure=failure).new == (JOB,)


def test_a_filing_whose_bytes_cannot_be_had_is_tried_three_times() -> None:
    failure = replace(FAILURE, stage="io", attempts=3)
    assert planned(JOB, failure=failure).given_up == (ACCESSION,)


def test_a_quarantined_filing_is_tried_again_on_request_and_its_tries_are_counted_on() -> None:
    again = planned(JOB, failure=replace(FAILURE, attempts=4), retry=True)
    assert again.new == (JOB,)
    assert again.attempts == {ACCESSION: 4}


def test_a_new_submission_that_failed_does_not_hide_the_older_one_that_stands() -> None:
    failed = replace(FAILURE, raw_path=FETCHED_AGAIN.raw_path, sha256=FETCHED_AGAIN.sha256)
    assert planned(FETCHED_AGAIN, FILING, failed).given_up == (ACCESSION,)


@pytest.mark.parametrize(
    ("failure", "released"),
    [
        (replace(FAILURE, last_seen=AFTER), True),
        (replace(FAILURE, raw_path=FETCHED_AGAIN.raw_path, last_seen=BEFORE), True),
        (replace(FAILURE, raw_path=FETCHED_AGAIN.raw_path, last_seen=AFTER), False),
    ],
)
def test_what_was_read_since_it_failed_leaves_quarantine(
    failure: KnownQuarantine, released: bool
) -> None:
    there = planned(JOB, FILING, failure)
    assert (there.present, there.jobs) == (1, ())
    assert there.to_release == ((ACCESSION,) if released else ())


def test_the_newest_line_counts() -> None:
    old, new = PartName("20260101", 2), PartName("20260102", 1)
    lines = [
        Line(new, 3, replace(JOB, size=3)),
        Line(old, 9, replace(JOB, size=1)),
        Line(new, 2, replace(JOB, size=2)),
    ]
    assert newest(lines)[ACCESSION].job.size == 3


@pytest.mark.parametrize(
    ("status", "work"), [("stored", True), ("already_stored", False), ("missing", False)]
)
def test_stored_lines_alone_are_work(status: Status, work: bool) -> None:
    result = Result(
        accession=ACCESSION,
        cik=JOB.cik,
        ciks=(JOB.cik,),
        company="Example",
        form="10-K",
        filed=JOB.filed,
        period=None,
        url=JOB.url,
        path=None if status == "missing" else PATH,
        size=1000,
        sha256=JOB.sha256,
        status=status,
        error=None,
        attempts=1,
        fetched_at=datetime(2026, 1, 1, tzinfo=UTC),
    )
    line = line_of(PartName("run", 1), 1, result)
    assert (line is not None) is work
    if line is not None:
        assert line.job == JOB


@given(
    st.lists(st.integers(1, 50_000_000), max_size=60),
    st.lists(st.integers(1, 300_000_000), min_size=1, max_size=12),
)
def test_shares_hold_every_filing_once_and_fill_their_rooms_alike(
    sizes: list[int], rooms: list[int]
) -> None:
    jobs = [
        replace(JOB, accession=f"0000000001-24-{number:06d}", size=size)
        for number, size in enumerate(sizes)
    ]
    shares = spread(jobs, rooms)
    assert sorted(job.accession for share in shares for job in share) == sorted(
        job.accession for job in jobs
    )
    assert all(shares)
    loads = [sum(job.size or 0 for job in share) for share in shares]
    assert loads == sorted(loads, reverse=True)
    if loads:
        even = [sum(sizes) // 4 + 1] * 4
        most = max(sum(job.size or 0 for job in share) for share in spread(jobs, even))
        assert most <= sum(sizes) / 4 + max(sizes)


def test_a_size_that_no_submission_has_does_not_outweigh_all_others() -> None:
    huge = replace(JOB, size=1 << 53)
    assert weight(huge, 1) == HEAVIEST
    assert len(share_sizes(weight(huge, 1), 2)) < 20
