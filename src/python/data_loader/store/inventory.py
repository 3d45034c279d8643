"""Which filings the lake holds already: listed once, instead of a request for each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from docai.filing.identity import accession_number
from docai.filing.layout import RAW, RAW_PATH, raw_path
from docai.lake.lake import Entry, Lake

FILERS_LISTED_SINGLY = 12
"""Up to so many filers, their folders are listed one by one; beyond, the whole of raw/10-k."""


class Inventory:
    """Accession numbers of stored filings with their paths; about 100 bytes of memory for each."""

    def __init__(self) -> None:
        self._cik: dict[int, int] = {}
        self._again: dict[int, tuple[datetime, str]] = {}

    def __len__(self) -> int:
        return len(self._cik.keys() | self._again.keys())

    @classmethod
    def of(cls, lake: Lake, filers: Iterable[str] | None = None) -> Inventory:
        """Return what ``lake`` holds of the ``filers`` (CIKs of ten digits), or of everybody."""
        inventory = cls()
        folders = [RAW] if filers is None else [f"{RAW}/{cik}" for cik in sorted(set(filers))]
        for folder in folders:
            for entry in lake.list(folder):
                inventory.add(entry)
        return inventory

    def add(self, entry: Entry) -> None:
        """Take up a file of raw/10-k; whatever is no stored submission is passed over."""
        match = RAW_PATH.fullmatch(entry.path)
        if match is None:
            return
        cik, accession, mark = match.groups()
        key = _key(accession)
        if mark is None:
            self._cik[key] = int(cik)
        elif key not in self._again or self._again[key][0] < entry.modified:
            self._again[key] = (entry.modified, entry.path)

    def paths(self) -> Iterator[str]:
        """Yield where each filing stands, the newest one when it was fetched again, in the order of accession numbers."""
        for key in sorted(self._cik.keys() | self._again.keys()):
            digits = f"{key:018d}"
            path = self.path(f"{digits[:10]}-{digits[10:12]}-{digits[12:]}")
            assert path is not None
            yield path

    def path(self, accession: str) -> str | None:
        """Return where the filing stands, the newest one when it was fetched again; None when it is not there."""
        key = _key(accession)
        if key in self._again:
            return self._again[key][1]
        if key in self._cik:
            return raw_path(str(self._cik[key]), accession_number(accession))
        return None


def _key(accession: str) -> int:
    return int(accession.replace("-", ""))
