"""The box for the record: a lake that hangs or fails holds nobody up."""

import threading
import time

import pytest

from docai.runtime.errors import OtherSideError
from docai.runtime.exit_codes import ExitCode
from docai.runtime.recording.box import RecordBox
from docai.runtime.step_record import StepRecord, from_bytes, recorded

STEP = "data-loader"


class SlowLake:
    """Takes its time, or fails."""

    def __init__(self, seconds: float = 0.0, failure: Exception | None = None) -> None:
        self.seconds, self.failure = seconds, failure
        self.written: list[StepRecord] = []

    def put(self, path: str, data: bytes) -> None:
        time.sleep(self.seconds)
        if self.failure:
            raise self.failure
        self.written.append(from_bytes(data))


def test_a_lake_that_hangs_holds_nobody_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("docai.runtime.recording.box.LAST_SECONDS", 0.3)
    goes_on, written = threading.Event(), list[str]()

    def hangs(path: str, data: bytes) -> None:
        goes_on.wait(60.0)
        written.append(path)

    began = time.monotonic()
    with RecordBox(hangs) as box, recorded(box.put, "nightly", STEP):
        pass
    assert time.monotonic() - began < 2.0
    assert written == []
    goes_on.set()


def test_a_lake_that_fails_is_told_once_and_changes_nothing(
    caplog: pytest.LogCaptureFixture,
) -> None:
    slow = SlowLake(failure=OtherSideError("away"))
    with RecordBox(slow.put) as box, recorded(box.put, "nightly", STEP):
        time.sleep(0.2)
    assert caplog.text.count("cannot be written to the lake: away") == 1


def test_a_defect_in_writing_is_told_once_with_its_traceback_and_changes_nothing(
    caplog: pytest.LogCaptureFixture,
) -> None:
    slow = SlowLake(failure=KeyError("lantern"))
    with RecordBox(slow.put) as box:
        for _ in range(2):
            with recorded(box.put, "nightly", STEP):
                time.sleep(0.2)
    told = [each for each in caplog.records if "cannot be written to the lake" in each.message]
    assert [each.levelname for each in told] == ["ERROR"]
    assert "KeyError: 'lantern'" in caplog.text


def test_an_end_that_was_recorded_is_not_taken_back_by_a_stop() -> None:
    slow = SlowLake(0.05)
    with RecordBox(slow.put) as box:
        with recorded(box.put, "nightly", STEP):
            pass
        box.stopped("never")
    assert slow.written[-1].exit_code is ExitCode.DONE
