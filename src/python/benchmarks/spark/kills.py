"""The writer killed at many moments and run again, and several writers at once: the tables of one clean run, row for row.

python -m benchmarks.spark.kills --submissions DIR [--filings 12] [--seed 1] [--part 1/4] [--only WORD]

Each time the whole program (driver, JVM, workers, readers) or one kind of its processes gets SIGKILL; then the program runs
to its end. A moment is a share of a clean run's time, or a state of the lake. What a reader of the tables may see right
after the kill is looked at as well.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from benchmarks.spark.lakes import (
    Content,
    as_an_older_parser_left_it,
    content,
    copied,
    filled,
    folder_of,
    torn,
    unlike,
    with_a_damaged_one,
    with_old_rubbish,
    with_some_fetched_again,
)
from benchmarks.spark.moments import seen, wait_for
from benchmarks.spark.processes import SPARK_WRITER, WRITER, Writer, run, start
from benchmarks.spark.support import submissions
from docai.lake.lake import Lake
from spark_delta.settings import SparkSettings
from spark_delta.spark.session import opened

AT_RANDOM = "at random"
READ, FILES, BETWEEN, UNMARKED, MARKED = (
    "documents are being read",
    "sections: files written, not committed",
    "sections committed, filings not",
    "filings committed, no mark",
    "first mark left",
)
ALONE = "write without Spark"
AGAIN = "fetched again"
OPTIONS = {
    "write": [],
    ALONE: [],
    AGAIN: [],
    "reparse": ["--reparse"],
    "optimize": ["--optimize"],
    "vacuum": ["--vacuum-hours", "168"],
}
RUBBISH = 40
SERVED_AGAIN = 3
"""Filings whose bytes are other ones when they are fetched again, beside one that could not be read before."""
_SMALL = SparkSettings(master="local[2]", memory_mb=1024)
LONGEST_END = 20.0
"""Seconds after a kill in which everything else of the run must be gone."""


@dataclass(frozen=True, slots=True)
class Kill:
    """What the program does, when who is killed."""

    mode: str
    moment: str
    victim: str


KILLS = (
    *[Kill("write", AT_RANDOM, "everything")] * 6,
    *[Kill("write", AT_RANDOM, "JVM")] * 2,
    *[Kill("write", AT_RANDOM, "driver")] * 2,
    *[
        Kill("write", READ, victim)
        for victim in ("everything", "worker", "worker", "reader", "reader")
    ],
    *[Kill("write", FILES, victim) for victim in ("everything", "JVM")],
    *[Kill("write", BETWEEN, victim) for victim in ("everything", "JVM", "driver")],
    *[Kill("write", UNMARKED, victim) for victim in ("everything", "driver")],
    Kill("write", MARKED, "everything"),
    *[Kill(ALONE, AT_RANDOM, "everything")] * 3,
    Kill(ALONE, READ, "reader"),
    *[Kill(ALONE, moment, "everything") for moment in (FILES, BETWEEN, UNMARKED, MARKED)],
    *[Kill(AGAIN, AT_RANDOM, "everything")] * 2,
    *[Kill(AGAIN, moment, "everything") for moment in (READ, BETWEEN, UNMARKED, MARKED)],
    *[Kill(AGAIN, moment, "JVM") for moment in (BETWEEN, UNMARKED)],
    *[Kill("reparse", AT_RANDOM, "everything")] * 2,
    *[Kill("reparse", moment, "everything") for moment in (FILES, BETWEEN)],
    *[Kill("reparse", BETWEEN, victim) for victim in ("JVM", "driver")],
    *[Kill("optimize", AT_RANDOM, "everything")] * 2,
    *[Kill("optimize", FILES, victim) for victim in ("everything", "JVM")],
    Kill("optimize", BETWEEN, "everything"),
    *[Kill("vacuum", AT_RANDOM, "everything")] * 3,
)
AT_ONCE = (
    *((SPARK_WRITER, SPARK_WRITER),) * 2,
    *((SPARK_WRITER, WRITER),) * 2,
    *((WRITER, WRITER),) * 2,
    (SPARK_WRITER, WRITER, WRITER),
)
"""Which writers begin on the same manifests at the same time, time after time."""


class Proof:
    """The lakes that the kills begin with, and what must come out."""

    def __init__(self, scratch: Path, bodies: Sequence[bytes], filings: int) -> None:
        self._scratch = scratch
        self._batch = ["--batch-filings", str(max(1, filings // 3))]
        self._begin = {"write": filled(scratch / "stored", bodies, filings)}
        self.seconds: dict[str, float] = {}
        self._written = copied(self._begin["write"], scratch / "written")
        self._timed("write", self._written)
        self.expected: Content = content(self._written)
        self._fetched_again: Content = []

    def _prepared(self, mode: str) -> Lake:
        """Return the lake that runs of ``mode`` begin with, after one of them without a kill."""
        if mode in self._begin:
            return self._begin[mode]
        before = self._begin["write"] if mode in (ALONE, AGAIN) else self._written
        lake = self._begin[mode] = copied(before, self._scratch / mode)
        if mode == "reparse":
            with opened(_SMALL, "older", {}, quick=True) as spark:
                as_an_older_parser_left_it(spark, lake)
        if mode == "vacuum":
            with_old_rubbish(lake, RUBBISH)
        if mode == AGAIN:
            whole = with_a_damaged_one(lake)
            run(lake.uri, ["--tolerate", "1"])
            with_some_fetched_again(lake, whole, SERVED_AGAIN)
        clean = copied(lake, self._scratch / "clean")
        self._timed(mode, clean)
        if mode == AGAIN:
            self._fetched_again = content(clean)
        elif unlike(clean, self.expected):
            raise SystemExit(f"{mode} without a kill: {unlike(clean, self.expected)}")
        return lake

    def _expected_of(self, mode: str) -> Content:
        return self._fetched_again if mode == AGAIN else self.expected

    def kill(self, kill: Kill, share: float) -> tuple[str, str]:
        """Kill a run and run it again; return what was seen on the way, and what is wrong (empty: nothing)."""
        lake = copied(self._prepared(kill.mode), self._scratch / "killed")
        options = [*OPTIONS[kill.mode], *self._batch]
        before = seen(folder_of(lake))
        began = time.monotonic()
        writer = start(lake.uri, *options, module=_program(kill.mode))
        if kill.moment == AT_RANDOM:
            time.sleep(share * self.seconds[kill.mode])
        else:
            wait_for(kill.moment, folder_of(lake), writer, before)
        moment, killed = time.monotonic() - began, writer.kill(kill.victim)
        wrong = []
        try:
            # Without a worker or a reader, the run may go on to its end.
            ended = writer.gone(LONGEST_END if kill.victim not in ("worker", "reader") else 60.0)
        except TimeoutError as error:
            wrong.append(str(error))
            writer.kill("everything")
            ended = LONGEST_END
        code = writer.process.returncode
        wrong += [
            f"after the kill: {said}"
            for said in (torn(lake),)
            if said and kill.mode not in ("reparse", AGAIN)
        ]
        code_again = run(lake.uri, options, module=_program(kill.mode))
        wrong += [f"the second run's exit code is {code_again}"] if code_again else []
        wrong += [said for said in (unlike(lake, self._expected_of(kill.mode)),) if said]
        left = (
            list(folder_of(lake).rglob("*left-by-a-killed-run*")) if kill.mode == "vacuum" else []
        )
        wrong += [f"{len(left)} old files not removed"] if left else []
        said = f"{killed} killed after {moment:4.1f} s, all gone {ended:4.1f} s later, exit code {code}"
        return (said if killed else f"nothing left to kill after {moment:4.1f} s"), "; ".join(wrong)

    def at_once(self, programs: Sequence[str], chance: random.Random) -> tuple[str, str]:
        """Let ``programs`` run on the same manifests; return what was seen and what is wrong."""
        lake = copied(self._begin["write"], self._scratch / "killed")
        started: list[Writer] = []
        for program in programs:
            started.append(start(lake.uri, *self._batch, module=program))
            time.sleep(chance.uniform(0, 1.0))
        codes = [writer.process.wait() for writer in started]
        wrong = [f"exit codes {codes}"] if any(codes) else []
        wrong += [said for said in (torn(lake), unlike(lake, self.expected)) if said]
        return f"exit codes {codes}", "; ".join(wrong)

    def _timed(self, mode: str, lake: Lake) -> None:
        began = time.monotonic()
        code = run(lake.uri, [*OPTIONS[mode], *self._batch], module=_program(mode))
        self.seconds[mode] = time.monotonic() - began
        print(f"    {mode} without a kill: {self.seconds[mode]:.1f} s", flush=True)
        if code:
            raise SystemExit(f"{mode} without a kill ended with exit code {code}")


def _program(mode: str) -> str:
    return WRITER if mode == ALONE else SPARK_WRITER


def main() -> int:
    """Print a line for each kill; return 1 when any lake differs from the clean one."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument(
        "--submissions", type=Path, required=True, help="complete submissions, *.txt"
    )
    parser.add_argument("--filings", type=int, default=12)
    parser.add_argument("--seed", type=int, default=1, help="of the random moments")
    parser.add_argument(
        "--part", default="1/1", metavar="K/N", help="every Nth kill, from the Kth on"
    )
    parser.add_argument(
        "--only",
        default="",
        metavar="WORD",
        help="kills whose line has it; 'at once' for several writers",
    )
    chosen = parser.parse_args()
    first, step = map(int, chosen.part.split("/"))
    bodies = sorted(submissions(chosen.submissions), key=len)[: chosen.filings]
    chance = random.Random(chosen.seed)  # noqa: S311 - moments, not secrets
    shares = [chance.uniform(0.2, 1.0) for _ in KILLS]
    wrong = done = 0
    with ExitStack() as stack:
        scratch = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="docai-bench-")))
        proof = Proof(scratch, bodies, chosen.filings)
        counts = ", ".join(str(len(rows)) for rows in proof.expected)
        print(f"    {counts} rows of sections, filings, quarantine", flush=True)
        for number in range(first - 1, len(KILLS), step):
            kill = KILLS[number]
            name = f"{kill.mode}: {kill.victim}, {kill.moment}"
            if chosen.only in name:
                said, fault = proof.kill(kill, shares[number])
                done, wrong = done + 1, wrong + bool(fault)
                print(f"{number + 1:>3} {name:<60} {said}: {fault or 'same'}", flush=True)
        for number in range(first - 1, len(AT_ONCE), step):
            programs = AT_ONCE[number]
            name = f"{len(programs)} writers at once, {programs.count(WRITER)} without Spark"
            if chosen.only in name:
                said, fault = proof.at_once(programs, chance)
                done, wrong = done + 1, wrong + bool(fault)
                print(f"    {name:<60} {said}: {fault or 'same'}", flush=True)
    print(f"{done - wrong} of {done} came out the same")
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
