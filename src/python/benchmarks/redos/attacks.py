"""Texts against a regular expression: what it repeats, many times over, and an end at which it must give up.

The way: James Davis and others, "The Impact of Regular Expression Denial of Service in Practice", 2018, section 2: a prefix that
leads to a repeated part, the part pumped, and a suffix that makes the match fail.
"""

from __future__ import annotations

import re
import re._constants as kinds  # type: ignore[import-not-found]
import re._parser as parsing  # type: ignore[import-not-found]
from collections.abc import Iterable, Iterator, Sequence
from random import Random
from typing import Any, NamedTuple

from stand_ins.patterns import Pattern

_TREE = Sequence[tuple[Any, Any]]
_REPEATS = (kinds.MAX_REPEAT, kinds.MIN_REPEAT, kinds.POSSESSIVE_REPEAT)
_LEAST_REPEATED = 4
"""A part that may stand fewer times is not worth pumping."""
_COMMON = " a1.-,()A\nb0|\"'x/$%:;&\t_"
_PUMPS = (" ", ".", "- ", " .", "1 ", "a ", "a", "|", "\n", "1", "(", ")", "*")
_NEVER = "\x00"
"""A character that ends nearly every match."""


class Attack(NamedTuple):
    """A text in three parts, of which the second is repeated."""

    before: str
    pumped: str
    after: str

    def text(self, length: int) -> str:
        """Return the text with ``length`` characters of the pumped part."""
        times = -(-length // len(self.pumped))
        return self.before + (self.pumped * times)[:length] + self.after


def attacks(pattern: Pattern, chance: Random, count: int) -> Iterator[Attack]:
    """Yield up to ``count`` texts against ``pattern``, none for one that repeats nothing."""
    tree = parsing.parse(pattern.pattern, pattern.flags)
    for _ in range(count):
        maker = _Maker(chance)
        maker.add(tree)
        if not maker.repeated:
            return
        at, pumped = chance.choice(maker.repeated)
        kind = chance.random()
        if kind < 0.3:
            pumped += chance.choice(maker.repeated)[1]
        elif kind < 0.6:
            pumped = chance.choice(_PUMPS)
        after = "".join(maker.made[at:])
        if pumped:
            ends = (after + _NEVER, _NEVER, "", "x", after + " x")
            yield Attack("".join(maker.made[:at]), pumped, chance.choice(ends))


class _Maker:
    """Makes a text that a pattern matches, or nearly; what it looks ahead and behind for is left out."""

    def __init__(self, chance: Random) -> None:
        self.made: list[str] = []
        self.repeated: list[tuple[int, str]] = []
        self._chance = chance

    def add(self, tree: _TREE) -> None:
        """Add a text for each node; note in ``repeated`` where a repeated part begins, and one of its texts."""
        for kind, value in tree:
            if kind is kinds.LITERAL:
                self.made.append(chr(value))
            elif kind is kinds.NOT_LITERAL:
                self.made.append(self._one_of(one for one in _COMMON if ord(one) != value))
            elif kind is kinds.ANY:
                self.made.append(self._one_of(" a1.-"))
            elif kind is kinds.IN:
                self.made.append(self._one_of(_members(value)))
            elif kind is kinds.BRANCH:
                self.add(self._chance.choice(value[1]))
            elif kind is kinds.SUBPATTERN:
                self.add(value[3])
            elif kind is kinds.ATOMIC_GROUP:
                self.add(value)
            elif kind in _REPEATS:
                self._repeat(*value)

    def _repeat(self, least: int, most: int, tree: _TREE) -> None:
        if most - least >= _LEAST_REPEATED:
            one = _Maker(self._chance)
            one.add(tree)
            self.repeated.append((len(self.made), "".join(one.made)))
        for _ in range(min(most, least + self._chance.randrange(3))):
            self.add(tree)

    def _one_of(self, characters: Iterable[str]) -> str:
        return self._chance.choice([*characters] or ["a"])


def _members(nodes: _TREE) -> list[str]:
    """Return characters of a set: those of common ones that it has, and its own."""
    refuses = nodes[0][0] is kinds.NEGATE
    found = re.compile(f"[{''.join(map(_written, nodes))}]")
    common = [one for one in _COMMON if found.match(one)]
    if refuses:
        return common
    own = [value if kind is kinds.LITERAL else value[0] for kind, value in nodes if kind in (kinds.LITERAL, kinds.RANGE)]  # fmt: skip
    return common + [chr(point) for point in own]


_CATEGORIES = {
    kinds.CATEGORY_DIGIT: r"\d", kinds.CATEGORY_NOT_DIGIT: r"\D", kinds.CATEGORY_SPACE: r"\s", kinds.CATEGORY_NOT_SPACE: r"\S",
    kinds.CATEGORY_WORD: r"\w", kinds.CATEGORY_NOT_WORD: r"\W",
}  # fmt: skip


def _written(node: tuple[Any, Any]) -> str:
    kind, value = node
    if kind is kinds.NEGATE:
        return "^"
    if kind is kinds.CATEGORY:
        return _CATEGORIES[value]
    ends = value if kind is kinds.RANGE else (value, value)
    return "-".join(re.escape(chr(point)) for point in ends)
