"""A stop is recorded in the moment in which it is asked for."""

from __future__ import annotations

import time

import pytest

from docai.runtime.errors import Stopped
from docai.runtime.exit_codes import ExitCode
from docai.runtime.recording.keeping import kept
from docai.runtime.step_record import StepRecord, from_bytes
from docai.runtime.stop import StopSignal


class Lake:
    """Keeps every state of the record."""

    def __init__(self) -> None:
        self.written: list[StepRecord] = []

    def put(self, path: str, data: bytes) -> None:
        self.written.append(from_bytes(data))

    @property
    def codes(self) -> list[ExitCode | None]:
        return [one.exit_code for one in self.written]


def stopped_and_recorded(lake: Lake, stop: StopSignal) -> None:
    stop.request()
    until = time.monotonic() + 60.0
    while ExitCode.STOPPED not in lake.codes:
        assert time.monotonic() < until
        time.sleep(0.01)


def test_a_stop_is_recorded_while_the_step_still_puts_its_work_down() -> None:
    lake, stop = Lake(), StopSignal()
    with (
        pytest.raises(Stopped),
        kept(lake.put, "nightly", "a-step", stop, "Run it again.") as notes,
    ):
        notes.figures = {"stored": 3.0}
        stopped_and_recorded(lake, stop)
        said = lake.written[-1]
        assert (said.message, said.advice) == ("stopped on request", "Run it again.")
        raise Stopped("stopped on request; the application has been deleted")
    last = lake.written[-1]
    assert (last.exit_code, last.figures) == (ExitCode.STOPPED, {"stored": 3.0})
    assert last.message == "stopped on request; the application has been deleted"


def test_a_step_that_was_done_all_the_same_is_recorded_as_done() -> None:
    lake, stop = Lake(), StopSignal()
    with kept(lake.put, "nightly", "a-step", stop):
        stopped_and_recorded(lake, stop)
    assert lake.codes[-1] is ExitCode.DONE


def test_a_step_without_a_lake_goes_on_without_a_record() -> None:
    with kept(None, "nightly", "a-step", StopSignal()) as notes:
        notes.message = "done"
