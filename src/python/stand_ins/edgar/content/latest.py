"""EDGAR's feed of the latest filings: /cgi-bin/browse-edgar?action=getcurrent&output=atom.

What the real one does: Atom in ISO-8859-1 without validators; an entry for each filer of a filing and its role, all with the
filing's accession number in their id; newest first, the moment of acceptance in Eastern time; `type` is the beginning of a
form's name (10-K finds 10-KT and 10-K/A too); `count` is one of five, and `start` goes back through a bounded past.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from urllib.parse import parse_qs
from xml.sax.saxutils import escape, quoteattr

from docai.filing.clock import EDGAR_TIME
from stand_ins.edgar.content.catalogue import Listed

PATH = "/cgi-bin/browse-edgar"
CONTENT_TYPE = "application/atom+xml"
COUNTS = (10, 20, 40, 80, 100)
USUAL_COUNT = 40
KEPT = 2000
"""Entries that the feed goes back."""


@dataclass(frozen=True)
class FeedFaults:
    """What is wrong with the feed: it is `late` seconds behind, has every entry `doubled`, never had the filings in `lost`."""

    late: float = 0.0
    doubled: bool = False
    lost: frozenset[str] = frozenset()


@dataclass(frozen=True)
class _Entry:
    listed: Listed
    cik: str
    name: str
    updated: datetime


def accepted(listed: Listed) -> datetime:
    """When EDGAR accepted the filing; where the header does not say, as its day began."""
    filed = listed.header.filed
    return listed.header.accepted_at or datetime.combine(filed, time(), EDGAR_TIME)


def is_feed(path: str, query: str) -> bool:
    """Whether the feed is asked for; other uses of the same program are not played."""
    asked = parse_qs(query)
    return (
        path == PATH and asked.get("action") == ["getcurrent"] and asked.get("output") == ["atom"]
    )


def feed(filings: Iterable[Listed], query: str, now: datetime, faults: FeedFaults) -> bytes:
    """The page of the feed that `query` asks for, as it is at `now`."""
    asked = {name: values[0] for name, values in parse_qs(query).items()}
    count, start = _number(asked.get("count"), USUAL_COUNT), _number(asked.get("start"), 0)
    if count not in COUNTS:
        count = USUAL_COUNT
    until = now - timedelta(seconds=faults.late)
    entries = [
        each
        for each in _entries(filings, asked.get("type", "").upper(), faults)
        if each.updated <= until
    ][:KEPT]
    return _atom(entries[start : start + count], now)


def _number(text: str | None, usual: int) -> int:
    return int(text) if text is not None and text.isascii() and text.isdecimal() else usual


def _entries(filings: Iterable[Listed], form: str, faults: FeedFaults) -> Sequence[_Entry]:
    found = [
        _Entry(listed, filer.cik, filer.name, accepted(listed))
        for listed in filings
        if listed.header.form.startswith(form) and listed.accession not in faults.lost
        for filer in listed.header.filers
    ]
    found.sort(key=lambda each: (each.updated, each.listed.accession), reverse=True)
    return [each for each in found for _ in range(2 if faults.doubled else 1)]


def _atom(entries: Sequence[_Entry], now: datetime) -> bytes:
    moment = now.astimezone(EDGAR_TIME)
    head = (
        '<?xml version="1.0" encoding="ISO-8859-1" ?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n'
        f"<title>Latest Filings - {moment:%a, %d %b %Y %H:%M:%S %Z}</title>\n"
        f'<link rel="alternate" href="{PATH}?action=getcurrent"/>\n'
        f'<link rel="self" href="{PATH}?action=getcurrent"/>\n'
        f"<id>https://www.sec.gov{PATH}?action=getcurrent</id>\n"
        "<author><name>Webmaster</name><email>webmaster@sec.gov</email></author>\n"
        f"<updated>{moment.isoformat(timespec='seconds')}</updated>\n"
    )
    body = "".join(_one(each) for each in entries)
    return f"{head}{body}</feed>\n".encode("iso-8859-1", "xmlcharrefreplace")


def _one(entry: _Entry) -> str:
    header = entry.listed.header
    accession, form = header.accession, header.form
    folder = (
        f"https://www.sec.gov/Archives/edgar/data/{int(entry.cik)}/{accession.replace('-', '')}"
    )
    said = (
        f" <b>Filed:</b> {header.filed} <b>AccNo:</b> {accession} "
        f"<b>Size:</b> {max(1, entry.listed.body.size // 1024)} KB"
    )
    updated = entry.updated.astimezone(EDGAR_TIME).isoformat(timespec="seconds")
    return (
        f"<entry>\n<title>{escape(form)} - {escape(entry.name)} ({entry.cik}) (Filer)</title>\n"
        f'<link rel="alternate" type="text/html" href="{folder}/{accession}-index.htm"/>\n'
        f'<summary type="html">\n{escape(said)}\n</summary>\n<updated>{updated}</updated>\n'
        f'<category scheme="https://www.sec.gov/" label="form type" term={quoteattr(form)}/>\n'
        f"<id>urn:tag:sec.gov,2008:accession-number={accession}</id>\n</entry>\n"
    )


def latest_acceptance(filings: Iterable[Listed]) -> datetime:
    """The newest moment of acceptance; the feed of an EDGAR whose clock stands is of that moment."""
    return max((accepted(each) for each in filings), default=datetime.now(UTC))
