from __future__ import annotations

import pytest

from spark_delta.spark_errors import PYTHON_ERROR, cause

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
