"""The edition as an Atom feed (RFC 4287): an entry for each filing that came or changed, with ids that never change."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable, Iterator
from datetime import datetime
from xml.etree import ElementTree as Xml

from spark_delta.edition.model import Event, Kind, News, day_text, headline

MOST_ENTRIES = 200

NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:docai:edition")
"""Ids are UUIDs of what they name (RFC 9562, version 5): the same event has the same id in every edition."""

DECLARATION = b'<?xml version="1.0" encoding="utf-8"?>\n'

_ATOM = "http://www.w3.org/2005/Atom"
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML document may hold (XML 1.0, production 2)."""

_TITLES = {
    Kind.CAME: "{}",
    Kind.AMENDS: "{}",
    Kind.RELEASED: "{} is out of quarantine",
    Kind.FETCHED_AGAIN: "{} was fetched again",
    Kind.READ_AGAIN: "{} was read again",
    Kind.QUARANTINED: "{} could not be read",
}


def feed(news: News, lake: str) -> bytes:
    """Return the feed of the lake at address ``lake``. ``news`` has at least one event."""
    root = Xml.Element("feed", xmlns=_ATOM)
    _add(root, "title", f"docai: 10-K filings in {lake}")
    _add(root, "id", _urn("feed", lake))
    _add(root, "updated", _moment(max(each.at for each in news.events)))
    _add(root, "generator", "docai")
    author = Xml.SubElement(root, "author")
    _add(author, "name", "docai")
    Xml.SubElement(root, "link", rel="self", type="application/atom+xml", href="latest.atom")
    Xml.SubElement(root, "link", rel="alternate", type="text/html", href="latest.html")
    if news.day is not None:
        _add(root, "subtitle", f"{day_text(news.day)}: {headline(news, news.day)}")
    for entry in list(_entries(news.events))[:MOST_ENTRIES]:
        root.append(entry)
    Xml.indent(root, " ")
    body: bytes = Xml.tostring(root, encoding="utf-8")
    return DECLARATION + body + b"\n"


def _entries(events: Iterable[Event]) -> Iterator[Xml.Element]:
    """Yield an entry for each event; a new parser's many readings have one for a day and version."""
    told: set[tuple[object, str]] = set()
    for each in events:
        if each.kind is not Kind.READ_AGAIN:
            yield _entry(each)
            continue
        group = (each.at.date(), each.filing.parser_version)
        if group not in told:
            told.add(group)
            yield _read_again(each)


def _entry(event: Event) -> Xml.Element:
    filing = event.filing
    mark = filing.sha256 if event.kind is Kind.FETCHED_AGAIN else _moment(event.at)
    unique = mark if event.kind in (Kind.FETCHED_AGAIN, Kind.QUARANTINED, Kind.RELEASED) else ""
    made = Xml.Element("entry")
    _add(made, "title", _TITLES[event.kind].format(_name(event)))
    _add(made, "id", _urn(event.kind.value, filing.accession, unique))
    _add(made, "updated", _moment(event.at))
    if filing.page:
        Xml.SubElement(made, "link", rel="alternate", type="text/html", href=_clean(filing.page))
    Xml.SubElement(made, "category", term=event.kind.value)
    _add(made, "summary", _summary(event))
    return made


def _read_again(event: Event) -> Xml.Element:
    made = Xml.Element("entry")
    version = event.filing.parser_version
    _add(made, "title", f"Filings were read again by parser {version}")
    _add(made, "id", _urn(event.kind.value, f"{event.at.date()}", version))
    _add(made, "updated", _moment(event.at))
    Xml.SubElement(made, "category", term=event.kind.value)
    _add(made, "summary", f"{event.why}; latest.html names the filings")
    return made


def _name(event: Event) -> str:
    filing = event.filing
    if not filing.company:
        return filing.accession
    year = "" if filing.fiscal_year is None else f", fiscal {filing.fiscal_year}"
    return f"{filing.form} of {filing.company}{year}"


def _summary(event: Event) -> str:
    filing = event.filing
    parts = [f"accession {filing.accession}"]
    if filing.filed is not None:
        parts.append(f"filed {filing.filed}")
    if filing.items is not None:
        parts.append(f"{filing.items} Items")
    if filing.amends:
        parts.append(f"amends {filing.amends}")
    if event.why:
        parts.append(event.why)
    return "; ".join(parts)


def _urn(*parts: str) -> str:
    return f"urn:uuid:{uuid.uuid5(NAMESPACE, '|'.join(parts))}"


def _moment(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z")


def _add(parent: Xml.Element, name: str, text: str) -> None:
    Xml.SubElement(parent, name).text = _clean(text)


def _clean(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)
