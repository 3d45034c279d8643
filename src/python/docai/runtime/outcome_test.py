import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from docai.runtime.exit_codes import ExitCode
from docai.runtime.outcome import Outcome, from_bytes, outcome_path, to_bytes

ENDED = Outcome(
    run_id="run-1",
    exit_code=ExitCode.PARTIAL,
    message="3 of 40 filings were quarantined",
    started_at=datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC),
    ended_at=datetime(2026, 1, 2, 3, 5, 6, 500000, tzinfo=UTC),
    figures={"filings": 40.0, "quarantined": 3.0},
    report="delta/_reports/20260102T030405Z-run-1-0a1b2c3d.html",
)


def test_an_outcome_comes_back_as_it_was_written() -> None:
    assert from_bytes(to_bytes(ENDED)) == ENDED
    assert from_bytes(to_bytes(ENDED)).seconds == 61.5


def test_an_outcome_of_an_older_writer_names_no_report() -> None:
    fields = json.loads(to_bytes(ENDED))
    del fields["report"]
    assert from_bytes(json.dumps(fields).encode()) == replace(ENDED, report="")


@pytest.mark.parametrize(
    "data", [b"", b"[]", b"{}", b"null", to_bytes(ENDED).replace(b": 4,", b": 99,")]
)
def test_what_is_no_outcome_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError):
        from_bytes(data)


def test_outcomes_stand_by_run_and_job() -> None:
    assert outcome_path("run-1", "job-a1") == "delta/_outcomes/run-1/job-a1.json"
    with pytest.raises(ValueError, match="cannot be a run id"):
        outcome_path("../x", "job-a1")
