"""A run that ends in the middle, as a signal would end it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from unittest import mock


class Killed(BaseException):
    """Ends a run as a signal would: nothing catches it."""


@contextmanager
def dying(where: type | ModuleType, step: str, time: int, *, before: bool) -> Iterator[None]:
    """Within, what ``where`` calls ``step`` raises Killed when it is called for that ``time`` (from 1), before its work or after."""
    original = getattr(where, step)
    calls = 0

    def counted(*arguments: object) -> object:
        nonlocal calls
        calls += 1
        if calls == time and before:
            raise Killed
        result = original(*arguments)
        if calls == time:
            raise Killed
        return result

    with mock.patch.object(where, step, counted):
        yield
