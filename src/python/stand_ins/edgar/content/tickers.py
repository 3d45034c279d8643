"""Ticker symbols for filers: from a tickers.csv beside the submissions, else made up from the name.

Headers know no ticker. A made-up one follows from the names alone, so that it stays the same from run to run.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from docai.filing.errors import FilingError
from docai.filing.identity import cik10
from stand_ins.edgar.errors import ReplayError

LEGAL_WORDS = frozenset({"INC", "CORP", "CO", "LTD", "LLC", "LP", "PLC", "THE", "TRUST", "GROUP"})
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True)
class Ticker:
    """One symbol of one filer; a filer has one for each class of shares."""

    cik: str
    symbol: str
    title: str
    exchange: str | None


def read_tickers(path: Path) -> list[Ticker]:
    """The lines of a tickers.csv (cik,ticker,title and perhaps exchange). Raises ReplayError."""
    with path.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    try:
        return [
            Ticker(cik10(row["cik"]), row["ticker"], row["title"], row.get("exchange") or None)
            for row in rows
        ]
    except (KeyError, FilingError) as error:
        raise ReplayError(f"{path}: lines are cik,ticker,title[,exchange]: {error}") from error


def all_tickers(listed: Iterable[Ticker], names: Mapping[str, str]) -> list[Ticker]:
    """`listed`, then one made up for each other filer in `names` (CIK to present name), by CIK.

    When anything is listed, filers that are not have no ticker, as subsidiaries have none.
    """
    known = list(listed)
    if known:
        return known
    taken: set[str] = set()
    made = []
    for cik in sorted(names):
        symbol = next(each for each in _candidates(names[cik]) if each not in taken)
        taken.add(symbol)
        made.append(Ticker(cik, symbol, names[cik], "Nasdaq"))
    return made


def _candidates(name: str) -> Iterator[str]:
    """Symbols for a name, the most natural first; there is always another one."""
    words = ["".join(c for c in word if c in ALPHABET) for word in name.upper().split()]
    words = [word for word in words if word and word not in LEGAL_WORDS] or ["X"]
    first = words[0]
    consonants = first[0] + "".join(c for c in first[1:] if c not in "AEIOU")
    initials = "".join(word[0] for word in words)
    yield (consonants if len(consonants) >= 3 else first)[:4]
    yield (initials if len(initials) > 1 else first)[:4]
    stem = first[:2].ljust(2, "X")
    for one in ALPHABET:
        for two in ALPHABET:
            yield stem + one + two
    number = 0
    while True:
        number += 1
        digits, rest = "", number
        while rest:
            rest, digit = divmod(rest, 26)
            digits += ALPHABET[digit]
        yield f"{stem}{digits}-X"
