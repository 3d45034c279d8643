"""What every row of a table fulfils, asked of whole columns in Arrow: the rules of ``checks``, with the same answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from spark_delta.tables.checks import (
    AtLeast,
    Between,
    Bytes,
    Condition,
    InOrder,
    Length,
    Matches,
    OneOf,
    Row,
    Rule,
    Since,
    has_utf8,
)


def broken_columns(
    columns: Mapping[str, pa.Array], given: Row, required: Sequence[str], rules: Sequence[Rule]
) -> str | None:
    """Return what is wrong with rows that are given by columns, the first thing, or None: see ``checks.broken``.

    ``given`` are the values that all of them share. A text in Arrow always has a form in UTF-8.
    """
    for name in required:
        if columns[name].null_count if name in columns else given.get(name) is None:
            return f"{name} is missing"
    for name, value in given.items():
        if not has_utf8(value):
            return f"{name} holds half a character"
    for each in rules:
        for condition in each.conditions:
            if not _holds(condition, columns, given):
                return f"{each.name} does not hold ({each.sql})"
    return None


def _holds(condition: Condition, columns: Mapping[str, pa.Array], given: Row) -> bool:
    if isinstance(condition, InOrder):
        both = [columns.get(name, given.get(name)) for name in (condition.lower, condition.upper)]
        return _all(pc.less_equal(*both))
    assert isinstance(condition, Matches | Length | Bytes | OneOf | AtLeast | Between | Since)
    column = columns.get(condition.column)
    if column is None:
        return condition.holds(given)
    return _all(_each_holds(condition, column.drop_null() if column.null_count else column))


def _each_holds(
    condition: Matches | Length | Bytes | OneOf | AtLeast | Between | Since, values: pa.Array
) -> pa.Array:
    match condition:
        case Matches(pattern=pattern):
            # RE2 takes $ for the end of the text alone, as \Z does in Python.
            return pc.match_substring_regex(values, f"^(?:{pattern})$")
        case Length(low=low, high=high):
            return _between(pc.utf8_length(values), low, high)
        case Bytes(most=most):
            return pc.less_equal(pc.binary_length(values), most)
        case OneOf(values=allowed):
            return pc.is_in(values, pa.array(allowed, values.type))
        case AtLeast(low=low):
            return pc.greater_equal(values, low)
        case Between(low=low, high=high):
            return _between(values, low, high)
        case Since(first=first):
            return pc.greater_equal(values, pa.scalar(first, pa.date32()))


def _between(values: pa.Array, low: int, high: int) -> pa.Array:
    return pc.and_(pc.greater_equal(values, low), pc.less_equal(values, high))


def _all(holds: pa.Array) -> bool:
    return bool(pc.all(holds, min_count=0).as_py())
