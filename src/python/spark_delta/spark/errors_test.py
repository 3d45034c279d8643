from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from py4j.protocol import Py4JError, Py4JNetworkError

from docai.runtime.errors import OutOfMemory
from docai.runtime.exit_codes import ExitCode
from spark_delta.errors import SparkFailed
from spark_delta.spark.errors import (
    NO_TRACE,
    OUT_OF_MEMORY,
    PYTHON_ERROR,
    cause,
    explained,
    not_started,
)

WORKER = """An exception was thrown from the Python worker:
Traceback (most recent call last):
  File "task.py", line 3, in read
    raise ValueError("x")
docai.lake.errors.LakeFull: no room is left on /data
"""


@pytest.mark.parametrize(
    "line", ["ValueError: x", "docai.lake.errors.LakeFull: no room", "MemoryError: of 3 bytes"]
)
def test_the_last_line_of_a_traceback_is_found(line: str) -> None:
    assert PYTHON_ERROR.search(f"above\n{line}\n")


@pytest.mark.parametrize(
    "line", ["  ValueError: indented", "an Error: in a sentence of words", "Error", "x" * 5000]
)
def test_other_lines_are_not(line: str) -> None:
    assert PYTHON_ERROR.search(line) is None


def test_a_workers_own_error_says_more_than_sparks() -> None:
    assert cause(RuntimeError(WORKER)) == "docai.lake.errors.LakeFull: no room is left on /data"


def test_else_the_first_line_says_most() -> None:
    assert cause(RuntimeError("\n  job aborted\nat x.y.z")) == "job aborted"


def test_an_error_without_words_is_named() -> None:
    assert cause(KeyError()) == "KeyError"


@pytest.mark.parametrize(
    "text",
    ["java.lang.OutOfMemoryError: Java heap space", "reason OOMKilled", "Executor exit code: 137"],
)
def test_memory_that_ran_out_is_told_from_other_failures(text: str) -> None:
    assert OUT_OF_MEMORY.search(text)
    assert isinstance(explained(RuntimeError(text), "reading"), OutOfMemory)


@pytest.mark.parametrize("text", ["exit code 1", "exit code: 1370", "memory is fine"])
def test_other_failures_are_sparks(text: str) -> None:
    assert OUT_OF_MEMORY.search(text) is None
    assert isinstance(explained(RuntimeError(text), "reading"), SparkFailed)


def test_a_jvm_that_was_killed_is_told_as_that() -> None:
    for error in (
        Py4JNetworkError("Answer from Java side is empty"),
        ConnectionRefusedError(111),
        Py4JError("An error occurred while calling o228.getJobIdsForGroup"),
        Py4JError("An error occurred while calling z:org.apache.spark.api.python.PythonRDD.run"),
    ):
        assert "JVM was killed while reading" in str(explained(error, "reading"))


def test_a_jvm_that_answered_with_an_error_was_not_killed() -> None:
    answered = Py4JError("An error occurred while calling o9.x. Trace:\njava.lang.Exception: no\n")
    assert "killed" not in str(explained(answered, "reading"))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "An error occurred while calling ",
        "it said: An error",
        "An error occurred while calling o1.f. Trace: x",
    ],
)
def test_other_words_are_no_call_without_an_answer(text: str) -> None:
    assert NO_TRACE.fullmatch(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "java.io.IOException: No space left on device",
        "java.io.IOException: Disk quota exceeded",
        "OSError: [Errno 28] x",
    ],
)
def test_a_full_disk_is_told_with_its_folder_whenever_it_is_met(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SPARK_LOCAL_DIRS", raising=False)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    for error in (explained(RuntimeError(text), "reading"), not_started(RuntimeError(text))):
        assert error.exit_code is ExitCode.OTHER_SIDE
        assert f"make room in the folder for temporary files ({tmp_path};" in str(error)


def test_a_start_that_failed_otherwise_is_told_as_that() -> None:
    error = not_started(RuntimeError("no such master"))
    assert (error.exit_code, str(error)) == (
        ExitCode.NOT_STARTED,
        "Spark did not start: no such master",
    )
