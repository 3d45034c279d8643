import json
import logging
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence

import pytest

from docai.runtime.errors import CallerError, OtherSideError, Stopped
from docai.runtime.exit_codes import ExitCode
from docai.runtime.program import execute


@pytest.fixture(autouse=True)
def _root_logger_as_before() -> Iterator[None]:
    root = logging.getLogger()
    before = root.level, root.handlers[:]
    yield
    root.setLevel(before[0])
    root.handlers[:] = before[1]


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (CallerError("no such ticker"), ExitCode.CALLER),
        (OtherSideError("EDGAR is away"), ExitCode.OTHER_SIDE),
        (Stopped("stopped on request"), ExitCode.STOPPED),
        (KeyboardInterrupt(), ExitCode.STOPPED),
    ],
)
def test_a_failure_that_is_understood_is_one_sentence_and_its_code(
    error: BaseException, code: ExitCode, capsys: pytest.CaptureFixture[str]
) -> None:
    def main(argv: Sequence[str]) -> ExitCode:
        raise error

    assert execute(main, []) is code
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 1
    said = json.loads(lines[0])
    assert said["exit_code"] == code
    assert "traceback" not in said


@pytest.mark.parametrize(
    ("error", "code"),
    [(ZeroDivisionError("x"), ExitCode.DEFECT), (MemoryError(), ExitCode.OUT_OF_MEMORY)],
)
def test_anything_else_is_reported_with_its_traceback(
    error: Exception, code: ExitCode, capsys: pytest.CaptureFixture[str]
) -> None:
    def main(argv: Sequence[str]) -> ExitCode:
        raise error

    assert execute(main, []) is code
    assert type(error).__name__ in json.loads(capsys.readouterr().err)["traceback"]


def test_a_reader_that_has_enough_is_no_failure() -> None:
    program = (
        "from docai.runtime.program import run_program\n"
        "from docai.runtime.exit_codes import ExitCode\n"
        "def main(argv):\n"
        "    for n in range(200000): print(n)\n"
        "    return ExitCode.DONE\n"
        "run_program(main)\n"
    )
    child = subprocess.Popen(
        [sys.executable, "-c", program],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert child.stdout is not None
    assert child.stderr is not None
    assert child.stdout.readline() == b"0\n"
    child.stdout.close()
    assert child.stderr.read() == b""
    assert child.wait(30) == 0
    child.stderr.close()
