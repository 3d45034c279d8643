"""Which tests run which lines of a room, so that a mutant runs no test that cannot notice it."""

from __future__ import annotations

import functools
import importlib
import os
import pickle
import re
import sys
import tempfile
import time
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

import pytest
from _pytest.runner import runtestprotocol

from benchmarks.mutants.mutations import OURS, Line, Mutant

if TYPE_CHECKING:
    from _typeshed import TraceFunction

_PATTERN = re.compile(r"\w+\._?[A-Z][A-Z0-9_]*")


@dataclass(frozen=True, slots=True)
class Reach:
    """The tests that run each line, by their place in ``tests``, and the CPU seconds of each test."""

    tests: Sequence[pytest.Item]
    seconds: Sequence[float]
    runners: Mapping[Line, Sequence[int]]

    def tests_of(self, mutant: Mutant) -> list[pytest.Item]:
        """Return the tests that reach what ``mutant`` changes: those of the pattern, then those of its room, the shortest first."""
        reached = {at for each in mutant.lines() for at in self.runners.get(each, ())}
        nearest = sorted(
            (_distance(self.tests[at].nodeid, mutant), self.seconds[at], at)
            for at in reached
            if not _is_of_another_pattern(self.tests[at], mutant)
        )
        return [self.tests[at] for _, _, at in nearest]


def reach_of(room: str, tests: Sequence[pytest.Item]) -> Reach | None:
    """Run ``tests`` in a fork; return which lines of the package ``room`` each reaches, None where one fails."""
    folder = str(Path(importlib.import_module(room).__file__ or "").parent)
    with tempfile.TemporaryFile() as told:
        child = os.fork()
        if child == 0:
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
            ran = _ran(folder, tests)
            pickle.dump(ran, told)
            told.flush()
            os._exit(ran is None)
        if os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]):
            return None
        told.seek(0)
        seconds, runners = pickle.load(told)  # noqa: S301 - our own fork wrote it
    return Reach(tests, seconds, runners)


def _ran(
    folder: str, tests: Sequence[pytest.Item]
) -> tuple[list[float], dict[Line, array[int]]] | None:
    """Return the CPU seconds of each test, and for each line below ``folder`` the tests that run it; None where one fails."""
    caches = _caches()
    seconds: list[float] = []
    runners: dict[Line, array[int]] = defaultdict(functools.partial(array, "H"))
    for at, test in enumerate(tests):
        for clear in caches:
            clear()
        test.config.option.verbose = -2
        started = time.process_time()
        with _lines_noted(folder) as lines:
            reports = runtestprotocol(test, log=False, nextitem=None)
        if any(report.failed for report in reports):
            print(f"fails: {test.nodeid}", file=sys.stderr)
            return None
        seconds.append(time.process_time() - started)
        for line in lines:
            runners[line].append(at)
    return seconds, runners


@contextmanager
def _lines_noted(folder: str) -> Iterator[set[Line]]:
    """Note which lines of the modules below ``folder`` run."""
    lines: set[Line] = set()

    def trace(frame: FrameType, event: str, _: object) -> TraceFunction | None:
        if not frame.f_code.co_filename.startswith(folder):
            return None
        if event == "line":
            lines.add((frame.f_code.co_filename, frame.f_lineno))
        return trace

    sys.settrace(trace)
    try:
        yield lines
    finally:
        sys.settrace(None)


def _caches() -> list[Callable[[], None]]:
    """Return what empties each cache of ours: a cached function is not called again by the next test."""
    return [
        value.cache_clear
        for name, module in list(sys.modules.items())
        if name.partition(".")[0] in OURS
        for value in list(vars(module).values())
        if hasattr(value, "cache_clear")
    ]


def _distance(test: str, mutant: Mutant) -> int:
    """Return how far a test is from a mutant: those of the changed pattern run first, then those beside the module."""
    room = mutant.module.split(".")[-2]
    return 0 if mutant.name in test else 1 if f"/{room}/" in test else 2


def _is_of_another_pattern(test: pytest.Item, mutant: Mutant) -> bool:
    """Return whether a test is an example of one pattern, and of another than the changed one."""
    callspec = getattr(test, "callspec", None)
    name = callspec.params.get("name") if callspec else None
    if not isinstance(name, str) or not _PATTERN.fullmatch(name):
        return False
    return name.rpartition(".")[2] != mutant.name
