"""What of EDGAR's lists could not be used: the rest is loaded all the same, and the run says so at its end.

A whole list of no use, or one of which no 10-K can be read, ends the run with 3. Single filings on a list of which others can
be read count as failed. Filings of a form that docai does not know are left out and counted.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from data_loader.edgar.errors import (
    EdgarAway,
    EdgarBlocks,
    EdgarError,
    EdgarRefuses,
    EdgarUnavailable,
    EdgarUnusable,
    WrongEdgar,
)
from data_loader.errors import DamagedLists

SHOWN = 5
IN_A_ROW = 3
"""So many lists that fail one after the other say that it is not the lists."""

UNUSABLE_IN_A_ROW = 25
"""So many, where EDGAR answers each time: three companies with odd lists may well stand side by side."""

FORMS_NAMED = 20
"""Unknown forms beyond so many are counted together."""

LONGEST_FORM = 40
"""Characters of an unknown form that are said; EDGAR's own have at most 20."""

_log = logging.getLogger(__name__)
_K = TypeVar("_K")
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Filings that a list names in a way that cannot be read. ``said`` is that in words.

    ``fingerprints``: one of each filing, by which it is known again on another day; 32 hex digits.
    """

    said: str
    fingerprints: frozenset[str]


class LeftOut:
    """Filings whose form begins as a 10-K's and is none that docai knows, by form. Used by one thread."""

    def __init__(self) -> None:
        self._accessions: dict[str, set[str]] = {}
        self._told: dict[str, int] = {}

    def add(self, form: str, accession: str) -> None:
        """Take up a filing; one comes as often as it is listed."""
        name = form[:LONGEST_FORM]
        if name not in self._accessions and len(self._accessions) >= FORMS_NAMED:
            name = ""
        self._accessions.setdefault(name, set()).add(accession)

    def add_all(self, other: LeftOut) -> None:
        """Take up what another list left out."""
        for form, accessions in other._accessions.items():
            for accession in accessions:
                self.add(form, accession)

    def sentences(self) -> tuple[str, ...]:
        """Return a sentence for each form, with the number of its filings."""
        return tuple(map(self._sentence, self._accessions))

    def tell(self) -> None:
        """Say each form in the log that was not said yet, and each again whose filings are twice as many as were said last."""
        for name, accessions in self._accessions.items():
            if len(accessions) >= max(1, 2 * self._told.get(name, 0)):
                self._told[name] = len(accessions)
                _log.warning("%s", self._sentence(name))

    def _sentence(self, name: str) -> str:
        accessions = self._accessions[name]
        return (
            f"{_filings(accessions)} of {f'the form {name}' if name else 'other such forms'} left out: it begins as a 10-K's "
            f"and is none that docai knows, so no --forms selects it (such as {min(accessions)})"
        )


class Complaints:
    """Collects complaints. ``alone``: only one list is read, and nothing can be done without it. Used by one thread."""

    def __init__(self, *, alone: bool = True) -> None:
        self.alone = alone
        self._said: list[str] = []
        self._count = 0
        self.unreadable: list[Unreadable] = []
        """Single filings; they do not make ``raise_any`` raise."""
        self.left_out = LeftOut()
        """Filings of unknown forms; they do not make ``raise_any`` raise."""

    def add(self, complaint: str) -> None:
        """Take up a complaint, and say it in the log."""
        _log.warning("%s", complaint)
        self._count += 1
        if len(self._said) < SHOWN:
            self._said.append(complaint)

    def add_filings(self, said: str, entries: Iterable[bytes], *, all_of_list: bool) -> None:
        """Take up filings that cannot be read, and say it in the log; ``entries`` are what the list holds of each.

        ``all_of_list``: none of the list's 10-Ks can be read, so that it is the list that is of no use.
        """
        if all_of_list:
            self.add(said)
            return
        _log.warning("%s", said)
        found = frozenset(hashlib.sha256(entry).hexdigest()[:32] for entry in entries)
        self.unreadable.append(Unreadable(said, found))

    def each(self, keys: Iterable[_K], read: Callable[[_K], Iterator[_T]]) -> Iterator[_T]:
        """Yield what ``read`` yields for each key. A key whose list is of no use is a complaint, and the next one follows.

        Raises EdgarUnavailable when all fail, or several in a row, or EDGAR as a whole is away; WrongEdgar when these were
        refused, all of them.
        """
        failed: list[EdgarUnavailable] = []
        served = False
        for key in keys:
            try:
                yield from read(key)
            except (EdgarAway, EdgarBlocks):
                raise
            except EdgarUnavailable as error:
                failed.append(error)
                odd = all(isinstance(each, EdgarUnusable) for each in failed)
                if len(failed) >= (UNUSABLE_IN_A_ROW if odd else IN_A_ROW):
                    raise _for_all(failed) from error
            else:
                self._add_all(failed)
                failed, served = [], True
        if failed and not served:
            raise _for_all(failed) from failed[-1]
        self._add_all(failed)

    def _add_all(self, failed: Iterable[EdgarUnavailable]) -> None:
        for error in failed:
            self.add(str(error))

    def raise_any(self) -> None:
        """Raise DamagedLists when there were complaints."""
        if self._count:
            more = f"; and {self._count - len(self._said)} more" if self._count > SHOWN else ""
            raise DamagedLists(
                f"EDGAR's lists could not be used in full, all else was loaded: {'; '.join(self._said)}{more}"
            )


def _filings(accessions: set[str]) -> str:
    return "1 filing" if len(accessions) == 1 else f"{len(accessions):,} filings"


def _for_all(failed: list[EdgarUnavailable]) -> EdgarError:
    """Return what to raise for lists of which none could be read: where EDGAR refused each, that is the caller's to change."""
    last = failed[-1]
    return WrongEdgar(str(last)) if all(isinstance(one, EdgarRefuses) for one in failed) else last
