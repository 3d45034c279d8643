"""Which filings of EDGAR's lists that cannot be read earlier runs have told: each counts as failed once, not every night.

A small file in the lake, with one owner at a time (whoever holds the lease on EDGAR's rate budget). Where it is lost, the
next run counts them once more.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

from data_loader.store.cache_file import read_or_begin_anew
from docai.filing.layout import INDEX
from docai.lake.lake import Lake

PATH = f"{INDEX}/unreadable.json"

MOST = 100_000
"""Only the newest so many are kept."""

LARGEST_FILE = 8_000_000
"""Bytes; MOST of them take 3.5 MB."""

FINGERPRINT = re.compile(r"[0-9a-f]{32}", re.ASCII)


class Told:
    """The fingerprints of what was told, oldest first."""

    def __init__(self, lake: Lake) -> None:
        self._lake = lake
        self._told: dict[str, None] | None = None

    def new_of(self, fingerprints: Iterable[str]) -> frozenset[str]:
        """Return those that no earlier run has told; the lake is asked only when there are any. Raises LakeError."""
        asked = frozenset(fingerprints)
        return asked - self._load().keys() if asked else asked

    def add(self, fingerprints: frozenset[str]) -> None:
        """Have later runs know that these were told. Raises LakeError."""
        if fingerprints:
            kept = [*self._load(), *sorted(fingerprints)][-MOST:]
            self._lake.replace(PATH, json.dumps(kept, separators=(",", ":")).encode())

    def _load(self) -> dict[str, None]:
        if self._told is None:
            self._told = read_or_begin_anew(self._lake, PATH, _parse, largest=LARGEST_FILE)
        return self._told


def _parse(data: bytes) -> dict[str, None]:
    told = json.loads(data)
    if not isinstance(told, list):
        raise TypeError("it is no list")
    if not all(isinstance(each, str) and FINGERPRINT.fullmatch(each) for each in told):
        raise ValueError("it holds something else than fingerprints")
    return dict.fromkeys(told)
