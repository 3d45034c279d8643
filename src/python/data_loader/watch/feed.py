"""EDGAR's feed of the latest filings, read: an Atom page becomes entries.

The feed (https://www.sec.gov/cgi-bin/browse-edgar?action=getcurrent&output=atom) has an entry for each filer of a filing and
its role, all with the same id ``urn:tag:sec.gov,2008:accession-number=...``; ``updated`` is the moment of acceptance. It asks
for forms by the beginning of their name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from xml.etree import ElementTree

from data_loader.edgar.answer import Kind
from data_loader.edgar.client import Content
from data_loader.edgar.errors import Trouble
from data_loader.edgar.hosts import Hosts
from data_loader.selection.index_file import parse_day
from docai.filing.clock import EDGAR_TIME
from docai.filing.errors import FilingError
from docai.filing.identity import accession_number, cik10
from docai.filing.manifest import Intent

LARGEST_FEED = 4_000_000
"""Bytes of a page; a hundred entries have 70 kB."""

_ATOM = "{http://www.w3.org/2005/Atom}"
_ID = re.compile(r"accession-number=(\d{10}-\d{2}-\d{6})\s*$", re.ASCII)
_FILER = re.compile(r" \((\d{1,10})\) \([^()]{0,100}\)", re.ASCII)
_FILED = re.compile(r"Filed:(?:\s|<[^<>]{0,100}>){0,50}(\d{4}-\d{2}-\d{2})", re.ASCII)
_END_OF_TITLE = 120
"""Characters at a title's end in which its filer stands: its CIK and role."""

FIRST_YEAR, LAST_YEAR = 1993, 2199
"""A moment of acceptance in another year is none."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A filing of one filer: ``cik`` has ten digits, ``accepted`` its zone; ``filed`` is the day at EDGAR."""

    accession: str
    cik: str
    company: str
    form: str
    filed: date
    accepted: datetime


@dataclass(frozen=True, slots=True)
class FeedPage:
    """A page: its ``entries``, the newest first, and how many others could not be read."""

    entries: tuple[Entry, ...]
    unreadable: int


def parse_feed(content: Content) -> FeedPage:
    """Return what a page of the feed says; raises Trouble where it is none."""
    data = bytearray()
    for piece in content.pieces:
        data += piece
        if len(data) > LARGEST_FEED:
            raise Trouble(Kind.TOO_LARGE, f"this feed has more than {LARGEST_FEED:,} bytes")
    # without a document type there is no entity that could expand
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise Trouble(Kind.NOT_WHAT_WAS_ASKED, "this is no Atom feed: it has a document type")
    try:
        root = ElementTree.fromstring(bytes(data))  # noqa: S314
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise Trouble(Kind.NOT_WHAT_WAS_ASKED, f"this is no Atom feed: {error}") from error
    if root.tag != f"{_ATOM}feed":
        raise Trouble(Kind.NOT_WHAT_WAS_ASKED, "this is no Atom feed: its root is another element")
    found = [_entry(each) for each in root.iter(f"{_ATOM}entry")]
    entries = tuple(each for each in found if each is not None)
    return FeedPage(entries, len(found) - len(entries))


def intents_of(entries: Iterable[Entry], hosts: Hosts) -> Iterator[Intent]:
    """Yield each filing once, with all its filers that have an entry."""
    by_accession: dict[str, list[Entry]] = {}
    for each in entries:
        by_accession.setdefault(each.accession, []).append(each)
    for accession, of_filing in by_accession.items():
        first = of_filing[0]
        yield Intent(
            accession=accession,
            cik=first.cik,
            ciks=tuple(dict.fromkeys(each.cik for each in of_filing)),
            company=first.company,
            form=first.form,
            filed=first.filed,
            period=None,
            url=hosts.submission(first.cik, accession),
        )


def _entry(element: ElementTree.Element) -> Entry | None:
    number = _ID.search(element.findtext(f"{_ATOM}id") or "")
    title = _title(" ".join((element.findtext(f"{_ATOM}title") or "").split()))
    accepted = _accepted((element.findtext(f"{_ATOM}updated") or "").strip())
    if number is None or title is None or accepted is None:
        return None
    form, name, bare_cik = title
    try:
        accession, cik = accession_number(number[1]), cik10(bare_cik)
    except FilingError:
        return None
    said = _FILED.search(element.findtext(f"{_ATOM}summary") or "")
    filed = parse_day(said[1]) if said else None
    return Entry(
        accession=accession,
        cik=cik,
        company=name,
        form=_form(element) or form,
        filed=filed or accepted.astimezone(EDGAR_TIME).date(),
        accepted=accepted,
    )


def _title(text: str) -> tuple[str, str, str] | None:
    """Return form, name and CIK of ``10-K - NORTHERN LANTERN CORP (0000990001) (Filer)``."""
    end = text[-_END_OF_TITLE:]
    filers = [match for match in _FILER.finditer(end) if match.end() == len(end)]
    form, dash, name = text.partition(" - ")
    if not filers or not dash:
        return None
    name = name[: len(name) - (len(end) - filers[0].start())]
    return (form, name, filers[0][1]) if name else None


def _accepted(text: str) -> datetime | None:
    """Return a moment with its zone; New York's where none is said."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        return None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=EDGAR_TIME)


def _form(element: ElementTree.Element) -> str:
    category = element.find(f"{_ATOM}category")
    return "" if category is None else category.get("term", "").strip().upper()
