"""How the code calls its regular expressions: with ``match``, ``search`` and the like."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import re
from collections import defaultdict
from contextlib import suppress
from types import ModuleType

from stand_ins.patterns import Pattern

_METHODS = {
    "match": "match", "fullmatch": "fullmatch", "search": "search", "finditer": "search", "findall": "search", "sub": "search", "subn": "search", "split": "search",
}  # fmt: skip
_UNKNOWN = frozenset(("search",))


def called_patterns(rooms: list[str]) -> dict[str, tuple[Pattern, frozenset[str]]]:
    """Return the patterns below ``rooms`` by module and variable, with the methods that the code of the rooms calls them with.

    One of which no call is found, as it is handed on, counts as searched for. ``finditer``, ``sub`` and the like search.
    """
    patterns: dict[int, tuple[str, Pattern]] = {}
    called: dict[int, set[str]] = defaultdict(set)
    for module in (each for room in rooms for each in _modules(room)):
        for name, value in vars(module).items():
            if isinstance(value, re.Pattern):
                patterns.setdefault(id(value), (f"{module.__name__}.{name}", value))
        for node in ast.walk(ast.parse(_source(module))):
            if isinstance(node, ast.Attribute) and node.attr in _METHODS:
                value = getattr(module, node.value.id, None) if isinstance(node.value, ast.Name) else None  # fmt: skip
                called[id(value)].add(_METHODS[node.attr])
    return {
        name: (pattern, frozenset(called.get(key, ())) or _UNKNOWN)
        for key, (name, pattern) in patterns.items()
    }


def _modules(room: str) -> list[ModuleType]:
    made = importlib.import_module(room)
    below = pkgutil.walk_packages(made.__path__, f"{room}.")
    names = [each.name for each in below if not each.name.endswith(("_test", "__main__", "conftest"))]  # fmt: skip
    return [made, *map(importlib.import_module, names)]


def _source(module: ModuleType) -> str:
    with suppress(OSError):  # an empty file has none
        return inspect.getsource(module)
    return ""
