"""The lock: which libraries, in which version, with which hashes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

PINNED = re.compile(r"([A-Za-z0-9][A-Za-z0-9._-]{0,200})==([^\s;\\]{1,100})")
"""The first line of a requirement: ``azure-core==1.41.0 \\``, with a marker or without."""

HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})", re.ASCII)

_SEPARATORS = re.compile(r"[-_.]+")
"""What a name's words are joined by: all the same to Python (PEP 503)."""


@dataclass(frozen=True, slots=True)
class Pin:
    """One library of the lock; ``hashes`` are the SHA-256 of all files that it admits."""

    version: str
    hashes: tuple[str, ...]


def normal(name: str) -> str:
    """Return a library's name as indexes compare it (PEP 503)."""
    return _SEPARATORS.sub("-", name).lower()


def read_lock(text: str) -> Mapping[str, tuple[Pin, ...]]:
    """Return the pins by normal name; more than one where markers choose between versions."""
    pins: dict[str, tuple[Pin, ...]] = {}
    logical = text.replace("\\\n", " ").splitlines()
    for line in logical:
        if found := PINNED.match(line):
            pin = Pin(found[2], tuple(sorted(HASH.findall(line))))
            name = normal(found[1])
            pins[name] = (*pins.get(name, ()), pin)
    return pins
