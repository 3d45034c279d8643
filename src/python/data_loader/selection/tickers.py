"""Ticker symbols -> CIKs, by the SEC's own list (https://www.sec.gov/files/company_tickers.json)."""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from data_loader.edgar.answer import Kind
from data_loader.edgar.client import Content
from data_loader.edgar.errors import Trouble
from data_loader.errors import WrongSelection
from docai.filing.errors import FilingError
from docai.filing.identity import cik10

SEPARATOR = re.compile(r"[\s./_-]+")
"""What people write between a symbol and its share class: ``BRK.B``, ``BRK/B``, ``BRK B``; the SEC writes ``BRK-B``."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A company on the list: its CIK (ten digits) and its name."""

    cik: str
    name: str


def normal(ticker: str) -> str:
    """Return a ticker symbol as the SEC writes it: ``brk.b`` -> ``BRK-B``."""
    return SEPARATOR.sub("-", ticker.strip().lstrip("$")).strip("-").upper()


def parse_tickers(content: Content) -> dict[str, Listed]:
    """Return the list by symbol, out of the JSON that EDGAR serves; raises Trouble."""
    try:
        rows = json.loads(b"".join(content.pieces))
        return {
            normal(row["ticker"]): Listed(cik10(row["cik_str"]), str(row["title"]))
            for row in (rows.values() if isinstance(rows, dict) else rows)
        }
    except (ValueError, KeyError, TypeError, FilingError) as error:
        raise Trouble(
            Kind.NOT_WHAT_WAS_ASKED, f"this is no list of tickers: {type(error).__name__} {error}"
        ) from error


def ciks_of(tickers: Iterable[str], listed: Mapping[str, Listed]) -> list[str]:
    """Return the CIKs of ``tickers``, in their order; raises WrongSelection, which names near matches of each unknown."""
    wanted = list(tickers)
    unknown = [each for each in wanted if normal(each) not in listed]
    if unknown:
        raise WrongSelection(
            "; ".join(f"unknown ticker {each!r}{_did_you_mean(each, listed)}" for each in unknown)
        )
    return [listed[normal(each)].cik for each in wanted]


def near_tickers(ticker: str, listed: Mapping[str, Listed]) -> list[str]:
    """Return up to four symbols like ``ticker``: its share classes first, then what is spelt alike."""
    symbol = normal(ticker)
    bare = symbol.replace("-", "")
    classes = sorted(
        each
        for each in listed
        if each.startswith(f"{symbol}-")
        or each.replace("-", "") == bare
        or each == symbol.split("-")[0]
    )
    alike = difflib.get_close_matches(symbol, listed, n=4, cutoff=0.6)
    return list(dict.fromkeys([*classes, *alike]))[:4]


def _did_you_mean(ticker: str, listed: Mapping[str, Listed]) -> str:
    near = near_tickers(ticker, listed)
    if not near:
        return " (companies that are no longer listed have none: use --ciks or --companies)"
    return "; did you mean " + " or ".join(f"{each} ({listed[each].name})" for each in near) + "?"
