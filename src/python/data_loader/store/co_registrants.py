"""Which filings of several filers stand under whom: a run for the second filer must not fetch them again.

A small file in the lake, with one owner at a time (whoever holds the lease on EDGAR's rate budget). It saves requests and
nothing else: where it is lost, a filing's header says the same.
"""

from __future__ import annotations

import json

from data_loader.store.cache_file import read_or_begin_anew
from docai.filing.identity import accession_number, cik10
from docai.filing.layout import INDEX
from docai.lake.lake import Lake

PATH = f"{INDEX}/co-registrants.json"

LARGEST_FILE = 32_000_000
"""Bytes; all joint filings since 1993 take 3 MB."""


class CoRegistrants:
    """For each filer, the filings that stand under another filer, and under which."""

    def __init__(self, lake: Lake) -> None:
        self._lake = lake
        self._first: dict[str, dict[str, str]] | None = None
        self._changed = False

    def of(self, cik: str) -> dict[str, str]:
        """Return accession number -> CIK of the first filer, for the filings in which ``cik`` is a later one."""
        return self._load().get(cik, {})

    def note(self, accession: str, ciks: tuple[str, ...]) -> None:
        """Remember that the filing of ``ciks`` stands under the first of them."""
        for cik in ciks[1:]:
            known = self._load().setdefault(cik, {})
            if known.get(accession) != ciks[0]:
                known[accession] = ciks[0]
                self._changed = True

    def save(self) -> None:
        """Put what is new into the lake."""
        if self._changed and self._first is not None:
            self._lake.replace(PATH, json.dumps(self._first, separators=(",", ":")).encode())
            self._changed = False

    def _load(self) -> dict[str, dict[str, str]]:
        if self._first is None:
            self._first = read_or_begin_anew(self._lake, PATH, _parse, largest=LARGEST_FILE)
        return self._first


def _parse(data: bytes) -> dict[str, dict[str, str]]:
    return {
        cik10(cik): {accession_number(number): cik10(first) for number, first in of.items()}
        for cik, of in json.loads(data).items()
    }
