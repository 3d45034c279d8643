from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from docai.lake.lake import Lake
from docai.runtime.tolerance import Tolerance
from spark_delta.commit.committer import Committer
from spark_delta.conftest import writing
from spark_delta.lake_paths import STAGING
from spark_delta.plan.batches import batches
from spark_delta.plan.open_parts import parts_of
from spark_delta.read import task
from spark_delta.read.outcome import ReadFiling
from spark_delta.read.tally import count_into
from spark_delta.read.task import Share, TaskSettings
from spark_delta.settings import Limits
from spark_delta.tables.columns import EDGAR_BEGAN
from spark_delta.tables.schema import FILINGS, QUARANTINE, SECTIONS
from spark_delta.testing.hostile_reader import ABORT, BLOAT, HANG, MODULE, SEGFAULT
from spark_delta.testing.killed import Killed, dying
from spark_delta.testing.stored_lake import publish_manifest, renamed, store
from spark_delta.testing.table_rows import rows_of
from stand_ins.sample import SampleFiling

pytestmark = pytest.mark.usefixtures("spark")


def test_a_row_that_breaks_a_rule_sends_its_filing_to_quarantine(
    lake: Lake, sample: list[SampleFiling], monkeypatch: pytest.MonkeyPatch
) -> None:
    results = [store(lake, filing.body) for filing in sample[:2]]
    publish_manifest(lake, [results])
    (batch,) = batches(lake, parts_of(lake), 100)
    share = Share(batch.jobs, (0, 0))
    original = task._outcomes

    def damaged(*arguments: object) -> Iterator[object]:
        for job, attempts, outcome, seconds in original(*arguments):  # type: ignore[arg-type]
            if job.accession == results[0].accession:
                assert isinstance(outcome, ReadFiling)
                shared = replace(outcome.shared, fiscal_year=1)
                outcome = replace(outcome, shared=shared)
            yield job, attempts, outcome, seconds

    monkeypatch.setattr(task, "_outcomes", damaged)
    settings = TaskSettings(lake.uri, f"{STAGING}/x", "test", datetime.now(UTC), Limits())
    summary = task.read_share(lake, settings, share, "x", count_into(None))
    assert (summary.filings, summary.failures) == (1, 1)
    assert (summary.failed[0].stage, summary.failed[0].error) == ("defect", "RuleBroken")
    assert "fiscal_year" in summary.failed[0].message
    rows = {rows.table: rows for rows in summary.staged}
    assert rows[SECTIONS.name].bounds.accession_to == results[1].accession


def test_an_unreadable_filing_leaves_quarantine_when_it_is_read(
    lake: Lake, sample: list[SampleFiling]
) -> None:
    truncated = store(lake, sample[0].body, gzipped=b"\x1f\x8b damaged")
    publish_manifest(lake, [[truncated]])
    assert writing(lake).newly_quarantined == 1
    assert [row["stage"] for row in rows_of(lake, QUARANTINE)] == ["raw"]
    publish_manifest(
        lake,
        [[store(lake, sample[0].body, again=True)]],
        began=datetime(2026, 2, 1, tzinfo=UTC),
    )
    assert writing(lake).filings == 1
    assert rows_of(lake, QUARANTINE) == []
    assert len(rows_of(lake, FILINGS)) == 1


@pytest.mark.parametrize("step", ["_add_failures", "release"])
def test_it_leaves_quarantine_also_when_the_run_that_read_it_was_killed_before_that(
    lake: Lake, sample: list[SampleFiling], step: str
) -> None:
    publish_manifest(lake, [[store(lake, sample[0].body, gzipped=b"\x1f\x8b damaged")]])
    writing(lake)
    whole = store(lake, sample[0].body, again=True)
    publish_manifest(lake, [[whole]], began=datetime(2026, 2, 1, tzinfo=UTC))
    time = 2 if step == "release" else 1  # it is called after the plan, too
    with dying(Committer, step, time, before=True), pytest.raises(Killed):
        writing(lake)
    assert (len(rows_of(lake, FILINGS)), len(rows_of(lake, QUARANTINE))) == (1, 1)
    done = writing(lake)
    assert (done.tried, done.already_present) == (0, 1)
    assert (len(rows_of(lake, FILINGS)), len(rows_of(lake, QUARANTINE))) == (1, 0)


def test_a_filing_that_was_too_much_is_read_when_it_is_fetched_again(
    lake: Lake, sample: list[SampleFiling]
) -> None:
    publish_manifest(lake, [[store(lake, sample[0].body)]])
    assert writing(lake, limits=Limits(max_bytes=1000)).newly_quarantined == 1
    # The manifest's word on the bytes was never held against them, so the same word is no reason to leave it.
    publish_manifest(
        lake,
        [[store(lake, sample[0].body, again=True)]],
        began=datetime(2026, 2, 1, tzinfo=UTC),
    )
    assert writing(lake).filings == 1
    assert rows_of(lake, QUARANTINE) == []


HOSTILE = (HANG, SEGFAULT, BLOAT, ABORT)


def test_hostile_documents_are_quarantined_and_the_good_ones_written(
    lake: Lake, sample: list[SampleFiling]
) -> None:
    good = [store(lake, filing.body) for filing in sample[:30]]
    others = [
        renamed(filing.body, f"0000000666-24-{number:06d}")
        for number, filing in enumerate(sample[:8])
    ]
    hostile = [
        store(lake, body + HOSTILE[number]) for number, body in enumerate(others[: len(HOSTILE)])
    ]
    hostile += [
        store(lake, others[4], gzipped=b"<html>blocked</html>"),
        store(lake, others[5], gzipped=gzip.compress(others[5])[:-30]),
        store(lake, others[6], gzipped=gzip.compress(others[6] + b" ")),
        replace(store(lake, others[7]), accession="0000000667-24-000001"),
    ]
    publish_manifest(lake, [good + hostile])
    limits = Limits(seconds=8.0, memory_bytes=1 << 30, reader=MODULE)
    done = writing(lake, limits=limits)
    assert (done.filings, done.newly_quarantined) == (30, len(hostile))
    reasons = {row["accession"]: row["error"] for row in rows_of(lake, QUARANTINE)}
    assert sorted(reasons.values()) == sorted(
        [
            *("Timeout", "ReaderDied", "OutOfMemory", "ReaderDied"),
            *("NotGzip", "Truncated", "Sha256Mismatch", "OtherAccession"),
        ]
    )
    assert all(row["message"] for row in rows_of(lake, QUARANTINE))
    assert not Tolerance().allows(done.newly_quarantined, done.tried)
    assert writing(lake, limits=limits).tried == 0
    again = writing(lake, limits=limits, retry_quarantine=True)
    assert (again.quarantined, again.newly_quarantined) == (len(hostile), 0)
    assert {row["attempts"] for row in rows_of(lake, QUARANTINE)} == {2}


def test_the_bytes_of_a_missing_file_are_asked_for_in_three_runs(
    lake: Lake, sample: list[SampleFiling]
) -> None:
    line = store(lake, sample[0].body)
    assert line.path is not None
    lake.delete(line.path)
    publish_manifest(lake, [[line]])
    assert [writing(lake).quarantined for _ in range(4)] == [1, 1, 1, 0]
    assert [(row["stage"], row["attempts"]) for row in rows_of(lake, QUARANTINE)] == [("io", 3)]


def test_a_filing_of_before_edgar_is_quarantined_and_stops_nothing(
    lake: Lake, sample: list[SampleFiling]
) -> None:
    header, _, rest = sample[1].body.partition(b"</SEC-HEADER>")
    odd = re.sub(rb"(FILED AS OF DATE:\s*)\d{8}", rb"\g<1>19720101", header)
    odd = re.sub(rb"(CONFORMED PERIOD OF REPORT:\s*)\d{8}", rb"\g<1>00010101", odd)
    publish_manifest(
        lake,
        [
            [store(lake, odd + b"</SEC-HEADER>" + rest)],
            [store(lake, sample[0].body)],
        ],
    )
    done = writing(lake, batch_filings=1)
    assert (done.filings, done.newly_quarantined) == (1, 1)
    (row,) = rows_of(lake, QUARANTINE)
    assert (row["stage"], row["error"], row["filed"]) == ("header", "FiledBeforeEdgar", EDGAR_BEGAN)
    assert "1972-01-01" in row["message"]
    assert writing(lake).tried == 0
