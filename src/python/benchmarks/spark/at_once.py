"""Passes over the same submissions at once, a process for each core: what the machine allows without Spark."""

from __future__ import annotations

import os
from collections.abc import Collection, Sequence
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Barrier
from pathlib import Path

from benchmarks.spark.support import submissions
from benchmarks.xbrl.one_pass import best_round

WAIT = 600.0
"""Seconds that a pass waits for the others to begin."""


def seconds_at_once(
    folder: Path, tables: Collection[str], rounds: int, passes: int
) -> Sequence[float]:
    """Return the seconds of processor time of each submission in ``folder`` while ``passes`` processes read them all.

    Each process has a core of its own and begins with another submission. The seconds are the mean over the processes, of the
    best of ``rounds`` of each, as ``best_round`` says. Raises EOFError where a process dies.
    """
    context = get_context("spawn")
    together = context.Barrier(passes)
    ends: list[Connection] = []
    processes = []
    for number in range(passes):
        ours, theirs = context.Pipe(duplex=False)
        told = (folder, tuple(tables), rounds, number, passes, together, theirs)
        processes.append(context.Process(target=_pass, args=told, daemon=True))
        processes[-1].start()
        theirs.close()
        ends.append(ours)
    found: list[list[float]] = [each.recv() for each in ends]
    for process in processes:
        process.join()
    return [sum(of_all) / passes for of_all in zip(*found, strict=True)]


def _pass(
    folder: Path,
    tables: Sequence[str],
    rounds: int,
    number: int,
    passes: int,
    together: Barrier,
    told: Connection,
) -> None:
    """Read all submissions in ``rounds``, beginning with another one than the other processes; tell the seconds of each."""
    cores = sorted(os.sched_getaffinity(0))
    os.sched_setaffinity(0, {cores[number % len(cores)]})
    bodies = submissions(folder)
    first = number * len(bodies) // passes
    best: list[float] | None = None
    for _ in range(rounds):
        together.wait(WAIT)
        _, each = best_round([*bodies[first:], *bodies[:first]], tables, 1)
        best = each if best is None or sum(each) < sum(best) else best
    assert best is not None
    left = len(bodies) - first
    told.send([*best[left:], *best[:left]])
