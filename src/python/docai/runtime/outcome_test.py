import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from docai.runtime.exit_codes import ExitCode
from docai.runtime.outcome import Outcome, OutcomeTable, from_bytes, outcome_path, to_bytes
from stand_ins.collector import collector_held

ENDED = Outcome(
    run_id="run-1",
    exit_code=ExitCode.PARTIAL,
    message="3 of 40 filings were quarantined",
    started_at=datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC),
    ended_at=datetime(2026, 1, 2, 3, 5, 6, 500000, tzinfo=UTC),
    figures={"filings": 40.0, "quarantined": 3.0},
    report="delta/_reports/20260102T030405Z-run-1-0a1b2c3d.html",
    tables=(
        OutcomeTable("filings", "abfss://f@a.dfs.core.windows.net/x/delta/filings", 7, 40, "{}"),
        OutcomeTable("views", "file:///x", 0),
    ),
)


def test_an_outcome_comes_back_as_it_was_written() -> None:
    assert from_bytes(to_bytes(ENDED)) == ENDED
    assert from_bytes(to_bytes(ENDED)).seconds == 61.5


def test_a_file_without_tables_is_still_read() -> None:
    fields = json.loads(to_bytes(ENDED))
    del fields["tables"], fields["report"]
    assert from_bytes(json.dumps(fields).encode()) == replace(ENDED, tables=(), report="")


def test_a_message_with_a_lone_surrogate_is_kept() -> None:
    said = replace(ENDED, message="no \udc80 text")
    assert from_bytes(to_bytes(said)) == said


def test_a_figure_that_json_cannot_hold_is_left_out() -> None:
    ended = replace(ENDED, figures={"rate": float("nan"), "filings": 1.0})
    assert json.loads(to_bytes(ended))["figures"] == {"filings": 1.0}


def test_a_secret_reaches_no_outcome(monkeypatch: pytest.MonkeyPatch) -> None:
    canary = "Zm9v/canary+0123456789=="
    monkeypatch.setenv("AZURE_STORAGE_ACCOUNT_KEY", canary)
    for secret in (
        canary,
        "https://a.dfs.core.windows.net/f?sv=1&sig=canary",
        "AccountKey=canary;",
    ):
        assert b"canary" not in to_bytes(replace(ENDED, message=f"refused: {secret}"))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"{}",
        b"null",
        b"\xff",
        b"[" * 100_000,
        to_bytes(ENDED).replace(b": 4,", b": 99,"),
        to_bytes(ENDED).replace(b"40.0", b"1e400"),
        to_bytes(ENDED).replace(b"40.0", b"Infinity"),
        to_bytes(ENDED).replace(b"40.0", b"1" + b"0" * 400),
        to_bytes(ENDED).replace(b"40.0", b'"40"'),
        to_bytes(ENDED).replace(b"+00:00", b""),
        to_bytes(ENDED).replace(b'"version": 7', b'"version": 7.5'),
        to_bytes(ENDED).replace(b'"version": 7', b'"version": "7"'),
        to_bytes(ENDED).replace(b'"tables": [', b'"tables": [7, '),
        to_bytes(ENDED).replace(b'"name": "views"', b'"naem": "views"'),
    ],
)
@collector_held()
def test_what_is_no_outcome_is_refused(data: bytes) -> None:
    assert data != to_bytes(ENDED)
    with pytest.raises(ValueError):
        from_bytes(data)


def test_outcomes_stand_by_run_and_job() -> None:
    assert outcome_path("run-1", "job-a1") == "delta/_outcomes/run-1/job-a1.json"
    with pytest.raises(ValueError, match="cannot be a run id"):
        outcome_path("../x", "job-a1")
