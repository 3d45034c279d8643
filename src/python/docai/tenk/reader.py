"""A document's bytes to a Filing."""

from __future__ import annotations

import re

from docai.tenk.container import Document, Submission, open_submission
from docai.tenk.errors import TooLarge
from docai.tenk.items import Span, find_spans
from docai.tenk.markup import MarkedText, looks_like_html, read_html, read_text
from docai.tenk.model import Container, Filing, Item
from docai.tenk.render import render_html, render_text
from docai.tenk.title import title_of
from docai.tenk.vocabulary import Numbering, name
from docai.tenk.year import fiscal_year_of, period_of

PARSER_VERSION = "1.0.0"
"""Raised whenever what is read from the same bytes can differ."""

MAX_BYTES = 400_000_000
"""The largest submissions that EDGAR holds are about this long, nearly all of it exhibits and pictures."""

_FORM = re.compile(r"form\s{1,9}(10-?k(?:sb|405|t)?(?:/a)?)", re.I)


def read_filing(
    data: bytes, *, file_name: str = "", follow: bool = True, max_bytes: int = MAX_BYTES
) -> Filing:
    """Return the Items of a complete submission, or of a bare document named ``file_name``.

    With ``follow``, an Item that only points elsewhere in the submission gets the words it points to. Raises TooLarge
    above ``max_bytes``, NotAFiling and NoPrimaryDocument where there is nothing to read; nothing else.
    """
    if len(data) > max_bytes:
        raise TooLarge(f"{len(data):,} bytes, where {max_bytes:,} are allowed")
    submission = open_submission(data, file_name)
    document = submission.primary()
    source = document.text()
    html = looks_like_html(source)
    text = read_html(source) if html else read_text(source)
    form = _form(submission, document, text)
    numbering, spans = find_spans(text.raw, form)
    items = _items(text, document, numbering, spans, html=html)
    period = period_of(submission.header, source, text.raw)
    return Filing(
        header=submission.header,
        primary_document=document.file_name,
        container=_container(source, html=html),
        form=form,
        period=period,
        fiscal_year=fiscal_year_of(source, period),
        items=items,
    )


def _container(source: str, *, html: bool) -> Container:
    if not html:
        return "text"
    return "ixbrl" if "<ix:" in source or "<IX:" in source else "html"


def _form(submission: Submission, document: Document, text: MarkedText) -> str:
    if submission.header:
        return submission.header.form
    if document.type:
        return document.type
    match = _FORM.search(text.raw, 0, 8000)
    return match[1].upper().replace("10K", "10-K") if match else ""


def _items(
    text: MarkedText, document: Document, numbering: Numbering, spans: list[Span], *, html: bool
) -> tuple[Item, ...]:
    items: list[Item] = []
    for span in spans:
        raw = text.raw[span.start : span.end]
        words = render_html(raw) if html else render_text(raw)
        title = title_of(text.raw, span.heading)
        start, end = text.source_offset(span.start), text.source_offset(span.end)
        names = tuple(name(key) for key in span.heading.covers)
        items += (
            Item(
                item=one,
                part=numbering.part(key),
                title=title,
                text=words,
                text_as_filed=None,
                source="primary",
                source_file=document.file_name,
                start=start,
                end=end,
                confidence=round(span.confidence, 3),
                combined_with=tuple(other for other in names if other != one),
            )
            for key, one in zip(span.heading.covers, names, strict=True)
        )
    return tuple(items)


