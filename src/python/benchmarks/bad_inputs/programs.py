"""A program's ``main`` in a forked process: its exit code as a shell would see it, what it printed, and a time limit."""

from __future__ import annotations

import os
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from docai.runtime.program import Main, run_program

SECONDS = 60.0
"""A program that is not over after so long hangs."""

DEFECT = 1


@dataclass(frozen=True)
class Ended:
    """How a program ended: its exit code (None: it hung and was killed; 1 also stands for a signal), and what it said."""

    code: int | None
    stdout: str
    stderr: str


@dataclass(frozen=True)
class Seen:
    """What became of one bad input of a ``kind``; ``lost`` says what was lost by it, nothing when it is empty."""

    kind: str
    name: str
    ended: Ended
    lost: str = ""

    @property
    def good(self) -> bool:
        """Return whether it ended in a value, 2, 3 or 4, and lost nothing."""
        return self.ended.code in (0, 2, 3, 4) and not self.lost


def _never() -> bool:
    return False


def run(
    main: Main,
    argv: Sequence[str],
    seconds: float = SECONDS,
    enough: Callable[[], bool] = _never,
) -> Ended:
    """Run ``main`` to its end in a process of its own, which imports nothing anew.

    When there is ``enough``, it is asked to stop (SIGTERM).
    """
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as said:
        sys.stdout.flush()
        sys.stderr.flush()
        child = os.fork()
        if child == 0:
            _carry_out(main, argv, out.fileno(), said.fileno())
        code = _wait(child, seconds, enough)
        out.seek(0)
        said.seek(0)
        return Ended(
            code, out.read().decode(errors="replace"), said.read().decode(errors="replace")
        )


def _carry_out(main: Main, argv: Sequence[str], out: int, said: int) -> None:
    code = DEFECT
    try:
        os.dup2(out, 1)
        os.dup2(said, 2)
        sys.argv = [sys.argv[0], *argv]
        run_program(main)
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else DEFECT
        sys.stdout.flush()
        sys.stderr.flush()
    finally:
        os._exit(code)


def _wait(child: int, seconds: float, enough: Callable[[], bool]) -> int | None:
    until = time.monotonic() + seconds
    asked = False
    while time.monotonic() < until:
        if not asked and enough():
            os.kill(child, signal.SIGTERM)
            asked = True
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            code = os.waitstatus_to_exitcode(status)
            return code if code >= 0 else DEFECT
        time.sleep(0.01)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return None
