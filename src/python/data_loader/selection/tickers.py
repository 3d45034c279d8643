"""Ticker symbols -> CIKs, by the SEC's own list (https://www.sec.gov/files/company_tickers.json)."""

from __future__ import annotations

import difflib
import logging
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice

from data_loader.edgar.answer import Kind
from data_loader.edgar.client import Content
from data_loader.edgar.errors import Trouble
from data_loader.errors import WrongSelection
from data_loader.selection.json_answer import json_of, text_of
from docai.filing.errors import FilingError
from docai.filing.identity import cik10

SEPARATOR = re.compile(r"[\s./_-]+")
"""What people write between a symbol and its share class: ``BRK.B``, ``BRK/B``, ``BRK B``; the SEC writes ``BRK-B``."""

SHOWN = 5
"""So many unknown tickers are told with what is like them."""

LOOKED_AT = 20_000
"""Symbols that are compared with an unknown one: twice as many as there are."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Listed:
    """A company on the list: its CIK (ten digits) and its name."""

    cik: str
    name: str


Tickers = Mapping[str, tuple[Listed, ...]]
"""Companies by ticker symbol, as the SEC writes it."""


def normal(ticker: str) -> str:
    """Return a ticker symbol as the SEC writes it: ``brk.b`` -> ``BRK-B``."""
    return SEPARATOR.sub("-", ticker.strip().lstrip("$")).strip("-").upper()


def parse_tickers(content: Content) -> Tickers:
    """Return the list by symbol, out of the JSON that EDGAR serves; raises Trouble.

    A symbol in several rows stands for all their companies. A row without a symbol or a CIK names no company and is passed
    over; a list without any usable row is none.
    """
    rows = json_of(content)
    listed: dict[str, tuple[Listed, ...]] = {}
    for row in rows.values() if isinstance(rows, dict) else rows if isinstance(rows, list) else ():
        symbol, company = _row(row)
        if company is not None and company not in listed.get(symbol, ()):
            listed[symbol] = (*listed.get(symbol, ()), company)
    if not listed:
        raise Trouble(Kind.NOT_WHAT_WAS_ASKED, "this is no list of tickers")
    return listed


def _row(row: object) -> tuple[str, Listed | None]:
    if not isinstance(row, dict):
        return "", None
    symbol = normal(text_of(row.get("ticker")))
    cik = row.get("cik_str")
    if not symbol or not isinstance(cik, str | int) or isinstance(cik, bool):
        return "", None
    try:
        return symbol, Listed(cik10(cik), text_of(row.get("title")))
    except (FilingError, ValueError):
        return "", None


def ciks_of(tickers: Iterable[str], listed: Tickers) -> list[str]:
    """Return the CIKs of all companies behind ``tickers``, in their order; a ticker of several companies is logged.

    Raises WrongSelection, which names near matches of the unknown ones.
    """
    wanted = list(tickers)
    unknown = [each for each in wanted if normal(each) not in listed]
    if unknown:
        said = [f"unknown ticker {each!r}{_did_you_mean(each, listed)}" for each in unknown[:SHOWN]]
        more = f"; and {len(unknown) - SHOWN} more" if len(unknown) > SHOWN else ""
        raise WrongSelection("; ".join(said) + more)
    for each in wanted:
        companies = listed[normal(each)]
        if len({company.cik for company in companies}) > 1:
            named = ", ".join(f"{company.cik} ({company.name})" for company in companies)
            _log.warning(
                "the ticker %r is that of several companies, all are taken: %s", each, named
            )
    return [company.cik for each in wanted for company in listed[normal(each)]]


def near_tickers(ticker: str, listed: Tickers) -> list[str]:
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
    alike = difflib.get_close_matches(symbol, islice(listed, LOOKED_AT), n=4, cutoff=0.6)
    return list(dict.fromkeys([*classes, *alike]))[:4]


def _did_you_mean(ticker: str, listed: Tickers) -> str:
    near = near_tickers(ticker, listed)
    if not near:
        return " (companies that are no longer listed have none: use --ciks or --companies)"
    return (
        "; did you mean " + " or ".join(f"{each} ({listed[each][0].name})" for each in near) + "?"
    )
