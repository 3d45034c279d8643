"""A document's bytes to a Filing."""

from __future__ import annotations

from docai.document.errors import TooLarge
from docai.document.scan import Scan, Scans
from docai.document.submission import MAX_BYTES, open_submission
from docai.tenk.fiscal_year import fiscal_year_of, period_of
from docai.tenk.model import Container, Filing, Item
from docai.tenk.outline.expected import expected_items
from docai.tenk.report import Report

PARSER_VERSION = "1.12.0"
"""Raised whenever what is read from the same bytes can differ, or a table is added: ``--reparse`` reads older filings again."""


def read_filing(
    data: bytes, *, file_name: str = "", follow: bool = True, max_bytes: int = MAX_BYTES
) -> Filing:
    """Return the Items of a complete submission, or of a bare document named ``file_name``.

    With ``follow``, an Item that only points elsewhere in the submission gets the words it points to. Raises TooLarge
    above ``max_bytes``, NotAFiling and NoPrimaryDocument where there is nothing to read; nothing else.
    """
    return read_items(open_scans(data, file_name=file_name, max_bytes=max_bytes), follow=follow)


def open_scans(data: bytes, *, file_name: str = "", max_bytes: int = MAX_BYTES) -> Scans:
    """Return the documents of a submission, or a bare one, ready to be scanned. Raises TooLarge and NotAFiling."""
    if len(data) > max_bytes:
        raise TooLarge(f"{len(data):,} bytes, where {max_bytes:,} are allowed")
    return Scans(open_submission(data, file_name))


def read_items(scans: Scans, *, follow: bool = True) -> Filing:
    """Return the Items of an opened submission, from the scans that its figures are read from as well.

    Raises NoPrimaryDocument.
    """
    readers = [Report(scans, scans.of(report)) for report in scans.submission.reports()]
    lead = max(readers, key=lambda reader: reader.words) if len(readers) > 1 else readers[0]
    scan = lead.scan
    facts = scan.source if scan.text.is_inline_xbrl else ""
    period = period_of(scans.submission.header, facts, scan.text.raw)
    items = _joined(readers, lead, follow=follow)
    found = {item.item for item in items}
    lacking = set(expected_items(lead.form, period, found)) - found
    return Filing(
        header=scans.submission.header,
        primary_document=scan.document.file_name,
        container=_container(scan),
        form=lead.form,
        period=period,
        fiscal_year=fiscal_year_of(facts, period, scan.text.raw),
        items=items,
        omitted=lead.omitted(lacking) if lacking else (),
    )


def _joined(readers: list[Report], lead: Report, *, follow: bool) -> tuple[Item, ...]:
    """Return the Items of all 10-K documents in their order: those of ``lead``, and what it lacks from the others."""
    items = {reader: reader.items(follow=follow) for reader in readers}
    have = {(item.registrant, item.item) for item in items[lead]}
    joined: list[Item] = []
    for reader in readers:
        for item in items[reader]:
            if reader is lead or (item.registrant, item.item) not in have:
                joined.append(item)
                have.add((item.registrant, item.item))
    return tuple(joined)


def _container(scan: Scan) -> Container:
    if not scan.html:
        return "text"
    return "ixbrl" if scan.text.is_inline_xbrl else "html"
