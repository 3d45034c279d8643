import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from docai.runtime.errors import CallerError, OtherSideError
from docai.runtime.exit_codes import ExitCode
from docai.runtime.step_record import (
    StepRecord,
    from_bytes,
    record_path,
    recorded,
    to_bytes,
)
from stand_ins.collector import collector_held

ENDED = StepRecord(
    run_id="run-1",
    step="data-loader",
    started_at=datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC),
    ended_at=datetime(2026, 1, 2, 3, 5, 6, 500000, tzinfo=UTC),
    exit_code=ExitCode.PARTIAL,
    message="3 of 40 filings failed",
    advice="Look at them.",
    lines=("ERROR \udc80 a lone surrogate",),
    figures={"stored": 37.0},
    reports=("delta/_reports/run-1.html",),
)


class Kept:
    """A lake of one folder, in memory."""

    def __init__(self) -> None:
        self.written: list[tuple[str, StepRecord]] = []

    def put(self, path: str, data: bytes) -> None:
        self.written.append((path, from_bytes(data)))


def test_a_record_comes_back_as_it_was_written() -> None:
    assert from_bytes(to_bytes(ENDED)) == ENDED
    begun = StepRecord("run-1", "data-loader", ENDED.started_at)
    assert from_bytes(to_bytes(begun)) == begun


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"{}",
        b"null",
        b"[" * 100_000,
        to_bytes(ENDED).replace(b": 4,", b": 99,"),
        to_bytes(ENDED).replace(b"37.0", b"1e400"),
        to_bytes(ENDED).replace(b"37.0", b"Infinity"),
        to_bytes(ENDED).replace(b"37.0", b"1" + b"0" * 400),
        to_bytes(ENDED).replace(b"+00:00", b""),
    ],
)
@collector_held()
def test_what_is_no_record_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError):
        from_bytes(data)


def test_a_secret_reaches_no_record(monkeypatch: pytest.MonkeyPatch) -> None:
    canary = "Zm9v/canary+0123456789=="
    monkeypatch.setenv("AZURE_STORAGE_ACCOUNT_KEY", canary)
    signed = "https://a.dfs.core.windows.net/f?sv=1&sig=Y2FuYXJ5%3D"
    lines = (f"AccountKey={canary};", signed)
    record = replace(ENDED, message=f"no {canary}", advice=signed, lines=lines)
    data = to_bytes(record).decode()
    assert canary not in data
    assert "Y2FuYXJ5" not in data
    assert from_bytes(data.encode()).message == "no ***"


def test_figures_that_json_cannot_hold_are_left_out() -> None:
    record = replace(ENDED, figures={"rate": float("inf"), "stored": 1.0})
    assert json.loads(to_bytes(record))["figures"] == {"stored": 1.0}


def test_records_stand_by_run_and_step() -> None:
    assert record_path("run-1", "data-loader") == "delta/_outcomes/run-1/steps/data-loader.json"
    with pytest.raises(ValueError, match="cannot be a run id"):
        record_path("run-1", "../x")


def test_a_step_is_recorded_at_its_start_and_at_its_end() -> None:
    kept = Kept()
    with recorded(kept.put, "run-1", "data-loader") as notes:
        assert [one.exit_code for _, one in kept.written] == [None]
        notes.message, notes.figures = "40 stored", {"stored": 40.0}
    path, last = kept.written[-1]
    assert path == record_path("run-1", "data-loader")
    assert (last.exit_code, last.message, last.figures) == (
        ExitCode.DONE,
        "40 stored",
        {"stored": 40.0},
    )
    assert last.ended_at is not None


@pytest.mark.parametrize(
    ("raised", "code", "message"),
    [
        (CallerError("give a lake"), ExitCode.CALLER, "give a lake"),
        (KeyboardInterrupt(), ExitCode.STOPPED, "stopped on request"),
        (MemoryError(), ExitCode.OUT_OF_MEMORY, "out of memory"),
        (KeyError("x"), ExitCode.DEFECT, "KeyError: 'x'"),
    ],
)
def test_a_step_that_fails_leaves_the_reason(
    raised: BaseException, code: ExitCode, message: str
) -> None:
    kept = Kept()
    with pytest.raises(type(raised)), recorded(kept.put, "run-1", "data-loader"):
        raise raised
    assert (kept.written[-1][1].exit_code, kept.written[-1][1].message) == (code, message)


def test_a_step_that_returns_may_have_failed() -> None:
    kept = Kept()
    with recorded(kept.put, "run-1", "spark-delta") as notes:
        notes.exit_code = ExitCode.NOT_STARTED
    assert kept.written[-1][1].exit_code is ExitCode.NOT_STARTED


def test_a_lake_that_refuses_changes_nothing_about_the_end() -> None:
    def refuse(path: str, data: bytes) -> None:
        raise OtherSideError("no such account")

    with recorded(refuse, "run-1", "data-loader") as notes:
        notes.message = "done"
    with recorded(None, "run-1", "data-loader"):
        pass
