"""Which companies a ticker or a name meant when EDGAR was last asked: a check of the lake then needs no request.

A small file in the lake, with one owner at a time (whoever holds the lease on EDGAR's rate budget).
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from data_loader.store.cache_file import read_or_begin_anew
from docai.filing.identity import cik10
from docai.filing.layout import INDEX
from docai.lake.lake import Lake

PATH = f"{INDEX}/companies.json"

LARGEST_FILE = 32_000_000
"""Bytes; ten thousand tickers take 0.4 MB."""


class Lookups:
    """For each ticker and name that was looked up, in the spelling of ``key_of``, the CIKs it stood for."""

    def __init__(self, lake: Lake) -> None:
        self._lake = lake
        self._found: dict[str, tuple[str, ...]] | None = None
        self._changed = False

    def of(self, given: str) -> tuple[str, ...] | None:
        """Return the CIKs that the ticker or name stood for; None when nobody has looked it up. Raises LakeError."""
        return self._load().get(key_of(given))

    def note(self, given: str, ciks: Iterable[str]) -> None:
        """Remember what the ticker or name stands for."""
        found = tuple(dict.fromkeys(ciks))
        if self._load().get(key_of(given)) != found:
            self._load()[key_of(given)] = found
            self._changed = True

    def save(self) -> None:
        """Put what is new into the lake."""
        if self._changed:
            self._lake.replace(PATH, json.dumps(self._load(), separators=(",", ":")).encode())
            self._changed = False

    def _load(self) -> dict[str, tuple[str, ...]]:
        if self._found is None:
            self._found = read_or_begin_anew(self._lake, PATH, _parse, largest=LARGEST_FILE)
        return self._found


def key_of(given: str) -> str:
    """Return a ticker or name as it is kept: ``brk.b`` and ``BRK-B`` are one."""
    return " ".join(given.upper().replace(".", "-").split())


def _parse(data: bytes) -> dict[str, tuple[str, ...]]:
    return {str(given): tuple(map(cik10, ciks)) for given, ciks in json.loads(data).items()}
