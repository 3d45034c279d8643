"""What blocks in the JVM, and ends all the same when a stop is asked for."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from py4j.protocol import Py4JError
from pyspark import SparkContext

from docai.runtime.stop import StopSignal

T = TypeVar("T")

_LOOK_EVERY = 0.1

PATIENCE = 4.0
"""Seconds that Spark gets to end what it does after a stop was asked for; ten are allowed for everything."""


def unless_stopped(stop: StopSignal | None, work: Callable[[], T]) -> T:
    """Return what ``work`` returns, or raise what it raises; raises Stopped, and leaves ``work`` behind, when ``stop`` asks for it."""
    if stop is None:
        return work()
    done: list[T] = []
    failed: list[BaseException] = []

    def run() -> None:
        try:
            done.append(work())
        except BaseException as error:  # noqa: BLE001 - raised below, in the thread that asked
            failed.append(error)

    # A daemon: it does not keep the process alive.
    thread = threading.Thread(target=run, name="unless-stopped", daemon=True)
    thread.start()
    while thread.is_alive():
        stop.raise_if_requested()
        thread.join(_LOOK_EVERY)
    if failed:
        raise failed[0]
    return done[0]


@contextmanager
def ended_on_stop(context: SparkContext, stop: StopSignal) -> Iterator[None]:
    """Cancel what Spark does when a stop is asked for; when that does not help, as in the middle of a commit, end its JVM.

    A run may be killed at any moment (see ``commit``), so its JVM may. One that is not our own, under spark-submit, stays.
    """
    over = threading.Event()
    process = getattr(context._gateway, "proc", None)
    last_resort = threading.Timer(PATIENCE, process.kill) if process is not None else None

    def watch() -> None:
        while not stop.requested:
            if over.wait(_LOOK_EVERY):
                return
        if last_resort is not None:
            last_resort.daemon = True
            last_resort.start()
        while not over.wait(_LOOK_EVERY):
            try:
                context.cancelAllJobs()
            except (Py4JError, ConnectionError):
                return  # the JVM is gone, and what it did with it

    watcher = threading.Thread(target=watch, name="stop", daemon=True)
    watcher.start()
    try:
        yield
    finally:
        over.set()
        if last_resort is not None:
            last_resort.cancel()
        watcher.join(1.0)
