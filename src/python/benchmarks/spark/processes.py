"""The writer's program as processes that can be found, killed and waited for, whoever became their parent."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from benchmarks.spark.support import role_of
from spark_delta.testing import spark_writer

WRITER, SPARK_WRITER = "spark_delta.run_spark_deltawriter", spark_writer.MODULE
"""The program, and the same where Spark is started also for a few filings."""

_SESSION, _STATE = 3, 0
"""Where these stand behind the command's name in /proc/PID/stat (proc(5))."""


@dataclass(frozen=True, slots=True)
class Writer:
    """A run of the program in a session of its own, by which its descendants are known."""

    process: subprocess.Popen[str]

    def kill(self, victim: str) -> int:
        """Send SIGKILL to ``victim``: everything, driver, JVM, worker or reader; return how many processes it was."""
        killed = 0
        for pid, role in self.processes().items():
            if victim in ("everything", role):
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
                    killed += 1
        return killed

    def processes(self) -> dict[int, str]:
        """Return what lives of the run, with the role of each."""
        found: dict[int, str] = {}
        for entry in Path("/proc").iterdir():
            if not entry.name.isdigit():
                continue
            with suppress(OSError):  # it has just ended
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
                if int(fields[_SESSION]) != self.process.pid or fields[_STATE] == "Z":
                    continue
                command = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode()
                pid = int(entry.name)
                found[pid] = "driver" if pid == self.process.pid else role_of(command)
        return found

    def gone(self, within: float) -> float:
        """Wait until nothing of the run lives; return the seconds that took. Raises TimeoutError."""
        began = time.monotonic()
        while left := self.processes():
            if time.monotonic() - began > within:
                raise TimeoutError(f"still there after {within:g} s: {left}")
            self.process.poll()
            time.sleep(0.05)
        self.process.wait()
        return time.monotonic() - began


def start(
    uri: str,
    *options: str,
    module: str = WRITER,
    environment: Mapping[str, str] | None = None,
    log: IO[str] | None = None,
) -> Writer:
    """Start the writer's program, ``module``, on the lake at ``uri``; what it says goes to ``log``."""
    command = [sys.executable, "-m", module, "--lake", uri, *options]
    return Writer(
        subprocess.Popen(
            command,
            env={
                **os.environ,
                "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
                "DOCAI_LOG": "text",
                **(environment or {}),
            },
            stdout=log or subprocess.DEVNULL,
            stderr=log or subprocess.DEVNULL,
            start_new_session=True,
            text=True,
        )
    )


def run(
    uri: str, options: Sequence[str] = (), *, module: str = WRITER, log: IO[str] | None = None
) -> int:
    """Run the writer's program, ``module``, to its end; return its exit code."""
    return start(uri, *options, module=module, log=log).process.wait()
