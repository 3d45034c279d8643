from __future__ import annotations

import gzip
import json
import tempfile
from datetime import UTC, date, datetime
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docai.filing.manifest import read_part, to_line
from docai.lake.open import open_lake
from docai.tenk import PARSER_VERSION
from spark_delta.plan.marks import PartName
from spark_delta.plan.work import Job, line_of
from spark_delta.read.outcome import Failure, ReadFiling
from spark_delta.read.quarantine_row import quarantine_row
from spark_delta.read.staged_rows import StagedBatch
from spark_delta.read.submission_rows import read_submission
from spark_delta.tables.checks import broken
from spark_delta.tables.columns import EDGAR_BEGAN
from spark_delta.tables.record_batches import RuleBroken
from spark_delta.tables.schema import QUARANTINE
from spark_delta.testing.stored_lake import store
from stand_ins.sample import sample_filings

NOW = datetime(2026, 1, 2, tzinfo=UTC)
BODY = min((filing.body for filing in sample_filings()), key=len)
TEXTS = st.one_of(
    st.text(st.sampled_from("a1 é\x00\x1b\u202e\ud800\udc00\U0001f980\n"), max_size=40),
    st.sampled_from(["", "x" * 5000, "\ud800", "\x00", "\x1b[31m", "é" * 3000]),
)
FAILURES = st.builds(Failure, TEXTS, TEXTS, TEXTS, st.none() | TEXTS)


@pytest.fixture(scope="module")
def line() -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        lake = open_lake(folder)
        lake.check_writable()
        said: dict[str, Any] = json.loads(to_line(store(lake, BODY)))
        return said


def fits(row: dict[str, Any]) -> bool:
    """Return whether the table takes ``row``, as Arrow and as its own rules see it."""
    for field in QUARANTINE.arrow:
        pa.array([row[field.name]], type=field.type)
    return broken(row, QUARANTINE.required, QUARANTINE.rules) is None


@settings(deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(["accession", "cik", "ciks", "filed", "period", "sha256", "bytes", "url"]),
        st.one_of(
            TEXTS,
            st.integers(),
            st.floats(),
            st.none(),
            st.dates().map(date.isoformat),
            st.from_regex(r"[0-9]{10}-[0-9]{2}-[0-9]{6}", fullmatch=True),
            st.lists(st.integers(0, 10**10), max_size=2),
        ),
        max_size=5,
    ),
    FAILURES,
    st.integers(),
)
def test_every_filing_of_a_readable_line_fits_into_quarantine(
    line: dict[str, Any], changes: dict[str, Any], failure: Failure, attempts: int
) -> None:
    said = read_part(json.dumps({**line, **changes}).encode())
    for number, result in enumerate(said.results):
        found = line_of(PartName("run", 1), number, result)
        assert found is not None
        row = quarantine_row(
            found.job, failure, attempts=attempts, seen=NOW, parser_version=PARSER_VERSION
        )
        assert fits(row)


@pytest.mark.parametrize(
    ("filed", "kept"),
    [
        (date(1, 1, 1), EDGAR_BEGAN),
        (date(1992, 12, 31), EDGAR_BEGAN),
        (date(2024, 3, 1), date(2024, 3, 1)),
        (date.max, date.max),
    ],
)
def test_a_day_before_edgar_becomes_edgars_first(filed: date, kept: date) -> None:
    job = Job("0000000001-24-000001", "0000000001", filed, "", "raw", None, None)
    failure = Failure("io", "NotFound", "it is not there")
    row = quarantine_row(job, failure, attempts=1, seen=NOW, parser_version="1")
    assert row["filed"] == kept


FIELDS = {
    "ACCEPTANCE-DATETIME": b"<ACCEPTANCE-DATETIME>",
    "FILED AS OF DATE": b"FILED AS OF DATE:",
    "CONFORMED PERIOD OF REPORT": b"CONFORMED PERIOD OF REPORT:",
    "COMPANY CONFORMED NAME": b"\t\tCOMPANY CONFORMED NAME:",
    "STATE OF INCORPORATION": b"\t\tSTATE OF INCORPORATION:",
    "STANDARD INDUSTRIAL CLASSIFICATION": b"\t\tSTANDARD INDUSTRIAL CLASSIFICATION:",
    "CONFORMED SUBMISSION TYPE": b"CONFORMED SUBMISSION TYPE:",
}


@settings(max_examples=60, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(sorted(FIELDS)),
        st.one_of(
            st.sampled_from(
                [b"", b"00010101", b"19720101", b"99991231", b"99991231235959", b"\xed\xa0\x80"]
            ),
            st.binary(max_size=30).map(lambda data: data.replace(b"\n", b" ")),
        ),
        min_size=1,
    )
)
def test_what_any_header_gives_is_staged_as_a_filing_or_as_a_failure(
    values: dict[str, bytes],
) -> None:
    lines = []
    for text in BODY.split(b"\n"):
        for name, start in FIELDS.items():
            if name in values and text.startswith(start):
                text = start + b"\t" + values[name]
        lines.append(text)
    body = b"\n".join(lines)
    job = Job("0000990001-24-000001", "0000990001", date(2024, 1, 1), "", "raw", None, None)
    outcome = read_submission(gzip.compress(body, 1), accession_of(body), None, 10_000_000)
    with tempfile.TemporaryDirectory() as folder:
        lake = open_lake(folder)
        with StagedBatch(lake, "staging", "x", "run", NOW, replacing=False) as staged:
            if isinstance(outcome, ReadFiling):
                try:
                    staged.add_filing(job, outcome)
                except RuleBroken as error:
                    outcome = Failure("defect", "RuleBroken", str(error))
            if isinstance(outcome, Failure):
                staged.add_failure(job, outcome, parser_version=PARSER_VERSION, attempts=1)
            files = staged.publish()
        for rows in files:
            assert pq.read_table(pa.BufferReader(lake.read(rows.path))).num_rows == rows.rows


def accession_of(body: bytes) -> str:
    return body.split(b"ACCESSION NUMBER:", 1)[1].split(b"\n", 1)[0].strip().decode()
