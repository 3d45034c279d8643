"""What every row of a table fulfils: the same rule as a CHECK constraint for Spark and as a test of a row that is made here.

Delta asks the constraints of rows that Spark writes. Files that a worker writes itself are added as they are, so their rows
are held against the same rules where they are made. A rule takes a missing value (NULL) as CHECK does: it does not speak of it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from docai.filing.text import LONE_SURROGATE

Row = Mapping[str, Any]


class Condition(Protocol):
    """Something that rows fulfil or do not."""

    @property
    def sql(self) -> str:
        """Return the condition in Spark SQL."""

    def holds(self, row: Row) -> bool:
        """Return whether ``row`` satisfies the rule."""


@dataclass(frozen=True, slots=True)
class Matches:
    """The whole of a text matches ``pattern``, which means the same in Java and in Python."""

    column: str
    pattern: str

    @property
    def sql(self) -> str:
        """Return the condition in Spark SQL."""
        return f"{self.column} RLIKE '^{self.pattern}$'"

    def holds(self, row: Row) -> bool:
        """Return whether ``row`` satisfies the rule."""
        value = row[self.column]
        return value is None or re.fullmatch(self.pattern, value, re.ASCII) is not None


@dataclass(frozen=True, slots=True)
class Length:
    """A text has ``low`` to ``high`` characters."""

    column: str
    low: int
    high: int

    @property
    def sql(self) -> str:
        """Return the condition in Spark SQL."""
        if self.low == self.high:
            return f"length({self.column}) = {self.low}"
        return f"length({self.column}) BETWEEN {self.low} AND {self.high}"

    def holds(self, row: Row) -> bool:
        """Return whether ``row`` satisfies the rule."""
        value = row[self.column]
        return value is None or self.low <= len(value) <= self.high


@dataclass(frozen=True, slots=True)
class Bytes:
    """A text takes at most ``most`` bytes of UTF-8; in a row it may be those bytes already."""

    column: str
    most: int

    @property
    def sql(self) -> str:
        """Return the condition in Spark SQL."""
        return f"octet_length({self.column}) <= {self.most}"

    def holds(self, row: Row) -> bool:
        """Return whether ``row`` satisfies the rule."""
        value = row[self.column]
        return (
            value is None or len(value if isinstance(value, bytes) else value.encode()) <= self.most
        )


@dataclass(frozen=True, slots=True)
class OneOf:
    """A text is one of ``values``."""

    column: str
    values: tuple[str, ...]

    @property
    def sql(self) -> str:
        """Return the condition in Spark SQL."""
        values = ", ".join(f"'{value}'" for value in self.values)
        return f"{self.column} IN ({values})"

    def holds(self, row: Row) -> bool:
        """Return whether ``row`` satisfies the rule."""
        value = row[self.column]
        return value is None or value in self.values


@dataclass(frozen=True, slots=True)
class AtLeast:
    """A number is ``low`` or more."""

    column: str
    low: int

    @property
    def sql(self) -> str:
        """Return the condition in Spark SQL."""
        return f"{self.column} >= {self.low}"

    def holds(self, row: Row) -> bool:
        """Return whether ``row`` satisfies the rule."""
        value = row[self.column]
        return value is None or value >= self.low


@dataclass(frozen=True, slots=True)
class Between:
    """A number lies between ``low`` and ``high``, both allowed, or is not known."""

    column: str
    low: int
    high: int
    nullable: bool = False

    @property
    def sql(self) -> str:
        """Return the condition in Spark SQL."""
        unknown = f"{self.column} IS NULL OR " if self.nullable else ""
        return f"{unknown}{self.column} BETWEEN {self.low} AND {self.high}"

    def holds(self, row: Row) -> bool:
        """Return whether ``row`` satisfies the rule."""
        value = row[self.column]
        return value is None or self.low <= value <= self.high


@dataclass(frozen=True, slots=True)
class Since:
    """A day is ``first`` or later; in a row it is a date or the number of days since 1970."""

    column: str
    first: date

    @property
    def sql(self) -> str:
        """Return the condition in Spark SQL."""
        return f"{self.column} >= DATE'{self.first}'"

    def holds(self, row: Row) -> bool:
        """Return whether ``row`` satisfies the rule."""
        value = row[self.column]
        if value is None:
            return True
        day = value.toordinal() if isinstance(value, date) else value + _EPOCH_DAY
        return bool(day >= self.first.toordinal())


@dataclass(frozen=True, slots=True)
class InOrder:
    """One number is not greater than another."""

    lower: str
    upper: str

    @property
    def sql(self) -> str:
        """Return the condition in Spark SQL."""
        return f"{self.upper} >= {self.lower}"

    def holds(self, row: Row) -> bool:
        """Return whether ``row`` satisfies the rule."""
        lower, upper = row[self.lower], row[self.upper]
        return lower is None or upper is None or upper >= lower


@dataclass(frozen=True, slots=True)
class Rule:
    """Conditions under one name, all of which every row fulfils."""

    name: str
    conditions: tuple[Condition, ...]

    @property
    def sql(self) -> str:
        """Return the rule as a CHECK constraint has it."""
        return " AND ".join(condition.sql for condition in self.conditions)

    def holds(self, row: Row) -> bool:
        """Return whether ``row`` satisfies the rule."""
        return all(condition.holds(row) for condition in self.conditions)


def rule(name: str, *conditions: Condition) -> Rule:
    """Return ``conditions`` as a rule called ``name``."""
    return Rule(name, conditions)


def broken(row: Row, required: Sequence[str], rules: Sequence[Rule]) -> str | None:
    """Return what is wrong with ``row``, the first thing, or None.

    That is a value that is missing, a text that has no form in UTF-8, or a rule that does not hold.
    """
    for name in required:
        if row[name] is None:
            return f"{name} is missing"
    for name, value in row.items():
        if not has_utf8(value):
            return f"{name} holds half a character"
    for each in rules:
        if not each.holds(row):
            return f"{each.name} does not hold ({each.sql})"
    return None


def has_utf8(value: object) -> bool:
    """Return whether a text, or each text of a list, has a form in UTF-8: no half of a surrogate pair."""
    if isinstance(value, str):
        return value.isascii() or LONE_SURROGATE.search(value) is None
    if isinstance(value, list | tuple):
        return all(map(has_utf8, value))
    return True


_EPOCH_DAY = date(1970, 1, 1).toordinal()
