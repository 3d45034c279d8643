"""Regular expressions held to examples: for each that a room makes, what it must match and what it must not."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import re
from collections.abc import Collection, Mapping
from types import ModuleType
from typing import NamedTuple

Pattern = re.Pattern[str] | re.Pattern[bytes]
Words = tuple[str, ...]
Examples = Mapping[str, tuple[Words, Words]]
"""By a pattern's name: texts that it must match, and texts that it must not."""


class Case(NamedTuple):
    """An example: a pattern's name, how it is used (``search``, ``match``, ``fullmatch``), a text, whether it must match."""

    name: str
    method: str
    text: str
    good: bool


def patterns_of(room: ModuleType, *, without: Collection[str] = ()) -> dict[str, Pattern]:
    """Return the patterns that the modules below ``room`` make, named ``state._BLANK`` by module and variable.

    A pattern that a module imports stands where it is made. The rooms ``without``, dotted, are left out.
    """
    found: dict[str, Pattern] = {}
    for module in pkgutil.walk_packages(room.__path__, f"{room.__name__}."):
        base = module.name.rpartition(".")[2]
        if base.endswith("_test") or base in ("__main__", "conftest"):
            continue
        if any(f"{module.name}.".startswith(f"{each}.") for each in without):
            continue
        made = importlib.import_module(module.name)
        imported = _imported(inspect.getsource(made))
        for name, value in vars(made).items():
            if isinstance(value, re.Pattern) and name not in imported:
                assert f"{base}.{name}" not in found, f"two patterns are called {base}.{name}"
                found[f"{base}.{name}"] = value
    return found


def _imported(source: str) -> set[str]:
    return {
        alias.asname or alias.name
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }


def cases(tables: Mapping[str, Examples]) -> list[Case]:
    """Return each example of ``tables``, which are by the method that the patterns are used with."""
    return [
        Case(name, method, text, good)
        for method, table in tables.items()
        for name, examples in table.items()
        for good, texts in zip((True, False), examples, strict=True)
        for text in texts
    ]


def is_matched(pattern: Pattern, method: str, text: str) -> bool:
    """Return whether ``pattern``, used with ``method``, matches ``text`` (of a pattern of bytes, its UTF-8)."""
    if isinstance(pattern.pattern, str):
        return getattr(pattern, method)(text) is not None
    return getattr(pattern, method)(text.encode()) is not None
