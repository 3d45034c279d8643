"""A scanned document to its tables of figures."""

from __future__ import annotations

from docai.document.marked_text import MarkedText
from docai.document.scan import Scan
from docai.document.tables import html
from docai.document.tables.assemble import Draft, made
from docai.document.tables.model import Table
from docai.document.tables.plain import drafts_of_lines


def tables_of(scan: Scan) -> tuple[Table, ...]:
    """Return the tables of figures of ``scan`` in order; tables that lay out words, and lists of pages, are none.

    Raises nothing that a document could cause.
    """
    drafts = _drafts(scan)
    return made(scan.text, drafts)


def _drafts(scan: Scan) -> list[Draft]:
    if not scan.html or scan.text.is_typed:
        return drafts_of_lines(scan.text, scan.source)
    return _drafts_of_html(scan.text)


def _drafts_of_html(text: MarkedText) -> list[Draft]:
    drafts: list[Draft] = []
    since = 0
    spans = html.row_spans_of(text)
    for start, end in html.stretches(text.raw):
        rows = html.rows_of(text, start, end, spans)
        draft = Draft.of(text.raw, rows, start, end, since, spans=True)
        if draft is not None:
            drafts.append(draft)
            since = end
    return drafts
