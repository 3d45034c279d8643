"""Which one-line changes to the rules of a room its tests notice.

A mutant is the room with one change: an alternative of a pattern, or a member of a set, left out; a threshold halved or
doubled; a comparison, or a condition, turned round. The tests are collected once, and run once to see which functions each
one reaches; then each mutant runs in a fork of its own: the tests that reach it, nearest and shortest first, up to the first
that fails ("killed"). Prints each survivor and the share that was killed.

usage: python -m benchmarks.mutants [--room docai.tenk] [--sample 300] [--seed 1] [--only state] [--timeout 60] [--list] [PYTEST ARGUMENT...]
"""

from __future__ import annotations

import argparse
import gc
import itertools
import os
import random
import re
import resource
import signal
import sys
import time
from collections.abc import Sequence

import pytest
from _pytest.runner import runtestprotocol

from benchmarks.mutants.mutations import Mutant, mutants_of
from benchmarks.mutants.reach import Reach, reach_of

_SLOW = ("hostile_test", "main_test")
"""Tests of hostile inputs and of the command: they guard no rule."""
_MOST_MEMORY = 4 << 30
"""A change that makes a loop endless may fill the memory before its time is up."""
_PASSED, _FAILED, _NOT_APPLIED = 0, 1, 3


class _Runs:
    """A plugin of pytest that runs the collected tests once for each mutant."""

    def __init__(self, room: str, mutants: Sequence[Mutant], timeout: int) -> None:
        self._room, self._mutants, self._timeout = room, mutants, timeout
        self.survivors: list[Mutant] = []
        self.not_applied: list[Mutant] = []
        self.sound = False

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Run the tests unchanged, then for each mutant."""
        reach = reach_of(self._room, session.items)
        self.sound = reach is not None
        if reach is None:
            print("the tests fail without any change", file=sys.stderr)
            return True
        gc.freeze()
        started = time.monotonic()
        for done, mutant in enumerate(self._mutants, start=1):
            ended = self._ended(session, mutant, reach)
            if ended == _PASSED:
                self.survivors.append(mutant)
                print(f"survived: {mutant}", flush=True)
            elif ended == _NOT_APPLIED:
                self.not_applied.append(mutant)
                print(f"could not be applied: {mutant}", flush=True)
            if done % 20 == 0:
                spent = time.monotonic() - started
                print(f"{done} of {len(self._mutants)} in {spent:.0f} s", file=sys.stderr)
        return True

    def _ended(self, session: pytest.Session, mutant: Mutant, reach: Reach) -> int:
        """Return how the tests end in a fork with ``mutant`` applied: passed, failed (also out of time or memory), or not applied."""
        tests = reach.tests_of(mutant)
        child = os.fork()
        if child == 0:
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
            signal.setitimer(signal.ITIMER_PROF, self._timeout)
            resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
            session.config.option.verbose = -2
            os._exit(_first_failure(tests, mutant))
        ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        return ended if ended in (_PASSED, _NOT_APPLIED) else _FAILED


def _first_failure(tests: Sequence[pytest.Item], mutant: Mutant) -> int:
    """Run ``tests``; return _FAILED at the first that fails, _PASSED if none does, _NOT_APPLIED where the change cannot be made."""
    try:
        mutant.apply()
    except Exception:  # noqa: BLE001 - counted apart, and named
        return _NOT_APPLIED
    for test, following in itertools.zip_longest(tests, tests[1:]):
        reports = runtestprotocol(test, log=False, nextitem=following)
        if any(report.failed for report in reports):
            return _FAILED
    return _PASSED


def main() -> int:
    """Run the mutants; return 1 where the tests fail without any."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)  # fmt: skip
    parser.add_argument("--room", default="docai.tenk", help="whose rules change, and whose tests run")  # fmt: skip
    parser.add_argument("--sample", type=int, default=300, help="how many mutants to run; 0: all")
    parser.add_argument("--seed", type=int, default=1, help="of the sample")
    parser.add_argument(
        "--only", default="", help="modules whose name this regular expression finds"
    )
    parser.add_argument("--timeout", type=int, default=60, help="CPU seconds for the tests of one")
    parser.add_argument("--list", action="store_true", help="print the mutants and stop")
    options, arguments = parser.parse_known_args()
    mutants = [one for one in mutants_of(options.room) if re.search(options.only, one.module)]
    total = len(mutants)
    if options.sample:
        chance = random.Random(options.seed)  # noqa: S311 - a sample that can be drawn again
        mutants = chance.sample(mutants, min(options.sample, total))
    if options.list:
        print(*mutants, sep="\n")
        return 0
    runs = _Runs(options.room, mutants, options.timeout)
    tests = [*(f"--ignore-glob=*{slow}.py" for slow in _SLOW), options.room.replace(".", "/")]
    pytest.main(["-q", "-p", "no:cacheprovider", *tests, *arguments], plugins=[runs])
    if not runs.sound:
        return 1
    ran = len(mutants) - len(runs.not_applied)
    killed = ran - len(runs.survivors)
    print(f"killed {killed} of {ran} ({killed / max(1, ran):.1%}), of {total} in all; {len(runs.not_applied)} could not be applied")  # fmt: skip
    return 0


if __name__ == "__main__":
    sys.exit(main())
