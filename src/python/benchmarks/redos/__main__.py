"""Which regular expressions take far longer for texts made against them.

Times each pattern below the rooms on such texts, by the methods that the code calls it with. Prints the slowest, with the milliseconds of
processor time for 250, 1,000 and 4,000 characters: four times the text in 16 times the time grows with the square. Ends with 1 where
1,000 characters take more than half a second.

usage: python -m benchmarks.redos [ROOM ...] [--texts 60] [--seed 1] [--shown 20]
"""

from __future__ import annotations

import argparse
import random
import signal
import sys
import time
from collections.abc import Callable
from types import FrameType
from typing import NamedTuple

from benchmarks.redos.attacks import Attack, attacks
from benchmarks.redos.uses import called_patterns
from stand_ins.patterns import Pattern

_ROOMS = ("docai", "data_loader", "spark_delta", "spark_job", "kf_pipeline", "local_pipeline")
_LENGTHS = (250, 1000, 4000)
_MOST = 0.5
"""Seconds for 1,000 characters: what grows with the square of its text takes a fifth of that."""
_ENOUGH = 1.2 * _MOST
_BOUNDED = {"docai.tenk.headings.spans._PART_TAIL": 360}
"""Patterns that the code gives no longer texts, in characters."""
_WORTH = 0.0001
"""Seconds for 250 characters: what takes less is looked at no further, as most texts do."""


class Slow(NamedTuple):
    """The seconds that a pattern takes for a text of each length."""

    seconds: tuple[float, ...]
    name: str
    method: str
    attack: Attack


class _OutOfTimeError(Exception):
    pass


def _give_up(number: int, frame: FrameType | None) -> None:
    raise _OutOfTimeError


def main() -> int:
    """Time the patterns and print the slowest; return 1 where one is too slow."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)  # fmt: skip
    parser.add_argument("rooms", nargs="*", default=[*_ROOMS], metavar="ROOM", help="packages, dotted (all that ship)")  # fmt: skip
    parser.add_argument("--texts", type=int, default=60, help="texts against each pattern (60)")
    parser.add_argument("--seed", type=int, default=1, help="of the texts (1)")
    parser.add_argument("--shown", type=int, default=20, help="patterns to print (20)")
    options = parser.parse_args()
    signal.signal(signal.SIGVTALRM, _give_up)
    chance = random.Random(options.seed)  # noqa: S311 - texts that can be made again
    patterns = called_patterns(options.rooms)
    found = [
        slowest
        for name, (pattern, methods) in sorted(patterns.items())
        for method in sorted(methods)
        if (slowest := _slowest(name, pattern, method, chance, options.texts)) is not None
    ]
    for one in sorted(found, key=lambda slow: slow.seconds[::-1], reverse=True)[: options.shown]:
        taken = " ".join(f"{1000 * seconds:8.1f}" for seconds in one.seconds)
        print(f"{taken} ms  {one.name}.{one.method}  {tuple(one.attack)!r:.90}")
    failed = [one for one in found if one.seconds[_LENGTHS.index(1000)] > _MOST]
    print(
        f"{len(patterns)} patterns, {len(failed)} take more than {_MOST:g} s for 1,000 characters"
    )
    return 1 if failed else 0


def _slowest(
    name: str, pattern: Pattern, method: str, chance: random.Random, count: int
) -> Slow | None:
    """Return what takes longest of ``count`` texts, None where no text takes long enough to tell."""
    call = getattr(pattern, method)
    slowest: Slow | None = None
    for attack in attacks(pattern, chance, count):
        text = attack.text(_LENGTHS[0])
        # the processor may have been elsewhere: the lesser of two
        if min(_taken(call, text, pattern), _taken(call, text, pattern)) < _WORTH:
            continue
        lengths = (min(length, _BOUNDED.get(name, length)) for length in _LENGTHS)
        seconds = tuple(_taken(call, attack.text(length), pattern) for length in lengths)
        if slowest is None or seconds[::-1] > slowest.seconds[::-1]:
            slowest = Slow(seconds, name, method, attack)
        if seconds[-1] >= _ENOUGH:
            break
    return slowest


def _taken(call: Callable[[str | bytes], object], text: str, pattern: Pattern) -> float:
    """Return the seconds of processor time of a call; one that would take too long is given up."""
    given = text if isinstance(pattern.pattern, str) else text.encode("latin-1", "replace")
    signal.setitimer(signal.ITIMER_VIRTUAL, _ENOUGH)
    begun = time.thread_time()
    try:
        call(given)
    except _OutOfTimeError:
        return _ENOUGH
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return time.thread_time() - begun


if __name__ == "__main__":
    sys.exit(main())
