"""Starts of a JVM that PySpark would wait for without end.

pyspark/java_gateway.py, ``launch_gateway``, waits until a file tells the port, or until the process ends with another exit
code than 0. So it waits for ever for a JVM on a full disk (it cannot write the file, and stays), for one that ends with 0
(a ``java`` that only prints its version), and for one that hangs.
"""

from __future__ import annotations

import os
import signal
import subprocess
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import IO, Any

from py4j.java_gateway import JavaGateway
from pyspark import SparkConf, java_gateway
from pyspark.errors import PySparkRuntimeError

from docai.runtime.scratch import NO_ROOM, told_as_no_scratch
from spark_delta.errors import SparkNotStarted

PATIENCE = 5.0
"""Seconds that the disk may be full while the JVM starts. It writes for a moment only, but nobody can tell which."""

LONGEST = 300.0
"""Seconds that a JVM may take to tell its port: it does in a few, before it does anything else."""

_LOOK_EVERY = 0.5
_BLOCK = b"\0" * 4096


class _Jvm(subprocess.Popen[Any]):
    """A JVM of which ``poll`` says that it ended, also when it ended with 0."""

    def poll(self) -> int | None:
        code = super().poll()
        return 1 if code == 0 else code


def launch(conf: SparkConf, log: IO[str]) -> JavaGateway:
    """Start a JVM for PySpark, whose words go to ``log``; return the way to it, its process as ``proc``.

    Raises NoScratch when the disk for temporary files is full, SparkNotStarted when the JVM is silent for too long,
    PySparkRuntimeError and OSError when it does not start.
    """
    started: list[_Jvm] = []
    full: list[OSError] = []
    late: list[float] = []

    def start(*args: Any, **options: Any) -> _Jvm:
        # A group of its own: a script of Spark's runs Java once to learn the command line, and may hang there.
        started.append(_Jvm(*args, **options, process_group=0))
        return started[0]

    def watch(over: threading.Event) -> None:
        waited = without_room = 0.0
        while not over.wait(_LOOK_EVERY):
            waited += _LOOK_EVERY
            error = _no_room()
            without_room = 0.0 if error is None else without_room + _LOOK_EVERY
            if error is not None and without_room >= PATIENCE:
                full.append(error)
            elif waited >= LONGEST:
                late.append(waited)
            else:
                continue
            for jvm in started:
                with suppress(ProcessLookupError):
                    os.killpg(jvm.pid, signal.SIGKILL)

    with _watched(watch), _started_by(start):
        try:
            # PySpark leaves its folder for the port, and what it waits for, when it raises.
            gateway: JavaGateway = java_gateway.launch_gateway(conf, {"stdout": log, "stderr": log})  # type: ignore[no-untyped-call]
        except (PySparkRuntimeError, OSError) as error:
            # It may have ended by itself: what it said of that had no room either.
            no_room = full[0] if full else _no_room()
            if no_room is not None:
                with told_as_no_scratch("Spark's JVM cannot start without temporary files"):
                    raise no_room from None
            if late:
                raise SparkNotStarted(
                    f"Spark's JVM did not start: it said nothing for {late[0]:.0f} s and was ended"
                ) from error
            raise
    return gateway


@contextmanager
def _watched(watch: Callable[[threading.Event], None]) -> Iterator[None]:
    over = threading.Event()
    watcher = threading.Thread(target=watch, args=[over], name="start of the JVM", daemon=True)
    watcher.start()
    try:
        yield
    finally:
        over.set()
        watcher.join()


@contextmanager
def _started_by(start: Callable[..., _Jvm]) -> Iterator[None]:
    """Let PySpark start its process by ``start``: it has no other way to tell it how."""
    module = vars(java_gateway)
    before, module["Popen"] = module["Popen"], start
    try:
        yield
    finally:
        module["Popen"] = before


def _no_room() -> OSError | None:
    """Return what keeps a block from being written among the temporary files, if the disk is full."""
    try:
        with tempfile.TemporaryFile() as probe:
            probe.write(_BLOCK)
            probe.flush()
            os.fsync(probe.fileno())
    except OSError as error:
        return error if error.errno in NO_ROOM else None
    return None
