from __future__ import annotations

import subprocess
import threading
import time
from types import SimpleNamespace

import pytest

from docai.runtime.errors import Stopped
from docai.runtime.stop import StopSignal
from spark_delta.spark import interruptible
from spark_delta.spark.interruptible import ended_on_stop, unless_stopped


class Spark:
    """A context whose JVM is a process that only a signal ends."""

    def __init__(self) -> None:
        self.jvm = subprocess.Popen(["sleep", "600"])
        self._gateway = SimpleNamespace(proc=self.jvm)
        self.cancelled = 0

    def cancelAllJobs(self) -> None:
        self.cancelled += 1
        if self.jvm.poll() is not None:
            raise ConnectionRefusedError(111)


def test_what_is_done_in_time_gives_its_value_or_its_error() -> None:
    assert unless_stopped(None, lambda: 1) == 1
    assert unless_stopped(StopSignal(), lambda: 2) == 2
    with pytest.raises(ZeroDivisionError):
        unless_stopped(StopSignal(), lambda: 1 // 0)


def test_what_blocks_is_left_behind_when_a_stop_is_asked_for() -> None:
    stop, never = StopSignal(), threading.Event()
    threading.Timer(0.2, stop.request).start()
    began = time.monotonic()
    with pytest.raises(Stopped):
        unless_stopped(stop, lambda: never.wait(600))
    assert time.monotonic() - began < 5
    never.set()


def test_a_jvm_that_does_not_let_go_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(interruptible, "PATIENCE", 0.3)
    spark, stop = Spark(), StopSignal()
    with ended_on_stop(spark, stop):  # type: ignore[arg-type]
        stop.request()
        assert spark.jvm.wait(10) == -9
    assert spark.cancelled > 0


def test_a_jvm_that_lets_go_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(interruptible, "PATIENCE", 0.5)
    spark, stop = Spark(), StopSignal()
    with ended_on_stop(spark, stop):  # type: ignore[arg-type]
        stop.request()
    time.sleep(0.8)
    assert spark.jvm.poll() is None
    spark.jvm.kill()
    spark.jvm.wait()


def test_without_a_stop_nothing_is_cancelled() -> None:
    spark = Spark()
    with ended_on_stop(spark, StopSignal()):  # type: ignore[arg-type]
        time.sleep(0.3)
    assert spark.cancelled == 0
    spark.jvm.kill()
    spark.jvm.wait()
