"""A reader that survives its documents: one submission at a time, in a process that is killed when it hangs."""

from __future__ import annotations

import contextlib
import os
import re
import select
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from spark_delta.errors import ReaderUnavailable
from spark_delta.plan.work import Job
from spark_delta.read.memory import MOST
from spark_delta.read.outcome import FRAME_HEAD, Failure, Outcome, decode, frame_lengths
from spark_delta.read.reader_process import FORK, NUMBER, REQUEST, STATUS, receive
from spark_delta.settings import Limits
from spark_delta.tables.schema import OPTIONAL

_PEAK = re.compile(r"(?m)^VmHWM:[ \t]+(\d+) kB$")
"""The line of /proc/PID/status that says what a process held at most (proc(5))."""

START_SECONDS = 300.0
"""The longest that the process which forks readers may take to answer: it loads the parser, in a second or two."""

_LOST = "lost"
_FROM_OUTSIDE = (_LOST, f"ended by {signal.SIGKILL.name}")
"""How a reader ends by nothing that its document can do: its limits end it in other ways."""

_KEPT_MEMORY = {
    "MALLOC_MMAP_THRESHOLD_": str(16 << 20),
    "MALLOC_TRIM_THRESHOLD_": str(64 << 20),
}
"""glibc: a reader keeps what an ordinary document took for the next one, instead of having the kernel clear it anew."""


class Reader:
    """Reads stored submissions one after the other; ``send`` and ``receive`` alternate.

    While a document is being read its sender may do other things. A reader process that crashes, or does not answer within
    the limit, costs the one document it had; the next gets a fresh process. One that somebody else kills, as the kernel does
    when the machine runs out of memory, says nothing about its document: that is read once more. ``tables`` are the optional
    tables that rows are made for. ``send`` and ``receive`` raise ReaderUnavailable when no process reads.
    """

    def __init__(self, limits: Limits, tables: Sequence[str] = OPTIONAL) -> None:
        self._limits, self._tables = limits, ",".join(tables)
        self._nursery: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None
        self._connection: socket.socket | None = None
        self._pid = 0
        self._deadline = 0.0
        self._lost = False
        self._sent: tuple[Job, bytes] | None = None
        self._peak = 0

    @property
    def peak_bytes(self) -> int:
        """Return the greatest resident memory of its processes so far."""
        if self._pid:
            try:
                said = Path(f"/proc/{self._pid}/status").read_text()
            except OSError:  # it has ended
                said = ""
            if (match := _PEAK.search(said)) is not None:
                self._peak = max(self._peak, int(match[1]) * 1024)
        return self._peak

    def send(self, job: Job, stored: bytes) -> None:
        """Begin to read ``stored``, the gzip file of ``job``."""
        said = f"{job.accession} {job.sha256 or ''} {self._tables}".encode()
        head = REQUEST.pack(len(stored), self._limits.max_bytes, len(said))
        if self._connection is None:
            self._fork()
        assert self._connection is not None
        self._deadline = time.monotonic() + self._limits.seconds
        self._lost = False
        self._sent = job, stored
        self._connection.settimeout(self._limits.seconds)
        try:
            self._connection.sendall(head + said)
            self._connection.sendall(stored)
        except (TimeoutError, ConnectionError):
            self._lost = True  # what happened to it, receive() tells

    def receive(self) -> Outcome:
        """Return what became of the submission sent last, within the limit (twice that, when its reader was killed)."""
        assert self._sent is not None
        outcome, killed = self._answer()
        if killed:
            self.send(*self._sent)
            outcome, killed = self._answer()
        self._sent = None
        if not killed:
            return outcome
        return Failure(
            "crash",
            "ReaderKilled",
            "the process that read it was killed twice from outside, as happens when the machine has no memory left; "
            "try it again with --retry-quarantine",
        )

    def _answer(self) -> tuple[Outcome, bool]:
        """Return what became of the submission, and whether somebody else killed its reader."""
        assert self._connection is not None
        try:
            head = b"" if self._lost else self._receive(FRAME_HEAD)
            if head:
                said, texts = frame_lengths(head)
                outcome = decode(self._receive(said), self._receive(texts))
                if isinstance(outcome, Failure) and outcome.stage == "crash":
                    self._forget_reader()  # it may have ended; the next document gets a fresh one
                return outcome, False
        except TimeoutError:
            self._kill_reader()
            late = f"not read within {self._limits.seconds:g} s (--document-timeout); its reader was killed"
            return Failure("crash", "Timeout", late), False
        except ValueError as error:
            # Its document may have damaged its memory.
            self._kill_reader()
            return (
                Failure("crash", "ReaderGarbled", f"the process that read it gave {error}"),
                False,
            )
        except (EOFError, ConnectionError):
            pass
        how = self._kill_reader()
        died = Failure("crash", "ReaderDied", f"the process that read it was {how}")
        return died, how in _FROM_OUTSIDE

    def close(self) -> None:
        """End the processes. Safe to repeat."""
        if self._pid:
            self._kill_reader()
        if self._control is not None:
            self._control.close()
            self._control = None
        if self._nursery is not None:
            try:
                self._nursery.wait(5)
            except subprocess.TimeoutExpired:
                self._nursery.kill()
                self._nursery.wait()
            self._nursery = None

    def _receive(self, size: int) -> bytes:
        assert self._connection is not None
        buffer = bytearray(size)
        view, at = memoryview(buffer), 0
        while at < size:
            left = self._deadline - time.monotonic()
            if left <= 0 or not select.select([self._connection], [], [], left)[0]:
                raise TimeoutError
            got = self._connection.recv_into(view[at:])
            if not got:
                raise EOFError
            at += got
        return bytes(buffer)

    def _fork(self) -> None:
        for _ in range(2):
            if self._control is None:
                self._start_nursery()
            assert self._control is not None
            ours, theirs = socket.socketpair()
            try:
                with theirs:
                    socket.send_fds(self._control, [FORK], [theirs.fileno()])
                    self._control.sendall(NUMBER.pack(self._limits.memory_bytes or MOST))
                (self._pid,) = NUMBER.unpack(receive(self._control, NUMBER.size))
            except (EOFError, ConnectionError, TimeoutError):
                ours.close()
                self._give_up_nursery()  # killed, or stuck: start it once more
                continue
            self._connection = ours
            return
        raise ReaderUnavailable(
            "the process that reads documents ended twice before it read one; what it said stands above, and it may be that "
            "the machine has no room for it (memory, processes)"
        )

    def _start_nursery(self) -> None:
        ours, theirs = socket.socketpair()
        ours.settimeout(START_SECONDS)
        with theirs:
            try:
                self._nursery = subprocess.Popen(
                    [sys.executable, "-m", self._limits.reader, str(theirs.fileno())],
                    pass_fds=[theirs.fileno()],
                    stdin=subprocess.DEVNULL,
                    env={
                        **_KEPT_MEMORY,
                        **os.environ,
                        "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
                    },
                )
            except OSError as error:
                ours.close()
                raise ReaderUnavailable(
                    f"no process can be started to read documents: {error.strerror}; the machine, or a limit, has no room "
                    "for one more"
                ) from error
        self._control = ours

    def _give_up_nursery(self) -> None:
        if self._nursery is not None:
            self._nursery.kill()
        self.close()

    def _kill_reader(self) -> str:
        """End the reader, if it still is; return how it ended."""
        self._peak = self.peak_bytes
        with contextlib.suppress(ProcessLookupError):
            os.kill(self._pid, signal.SIGKILL)
        return self._forget_reader()

    def _forget_reader(self) -> str:
        pid, self._pid = self._pid, 0
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        if self._control is None:
            return _LOST
        try:
            self._control.sendall(STATUS + NUMBER.pack(pid))
            (status,) = NUMBER.unpack(receive(self._control, NUMBER.size))
        except (EOFError, ConnectionError, TimeoutError):
            self._control.close()
            self._control = None
            return _LOST
        if os.WIFSIGNALED(status):
            return f"ended by {signal.Signals(os.WTERMSIG(status)).name}"
        return f"ended with exit code {os.waitstatus_to_exitcode(status)}"
