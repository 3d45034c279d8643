"""The table ``sections``: a row for each Item that was found, with its words."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from docai.filing import layout
from spark_delta.tables.checks import AtLeast, Between, InOrder, Length, OneOf, rule
from spark_delta.tables.columns import (
    ACCESSION,
    CIK,
    CIKS,
    COMPANY,
    FILED,
    FISCAL_YEAR,
    FORM,
    ITEM,
    KEY_RULES,
    PARSER_VERSION,
    REGISTRANT,
)
from spark_delta.tables.submission import ReadSubmission
from spark_delta.tables.table import Column, Table, Values


def _rows(read: ReadSubmission) -> Iterator[Values]:
    for item in read.filing.items:
        text = item.text.encode()
        yield {
            "registrant": item.registrant or None,
            "item": item.item,
            "part": item.part,
            "title": item.title,
            "text": text,
            "text_as_filed": None if item.text_as_filed is None else item.text_as_filed.encode(),
            "chars": len(item.text),
            "words": count_words(item.text, text),
            "source": item.source,
            "source_file": item.source_file,
            "start": item.start,
            "end": item.end,
            "confidence": item.confidence,
            "combined_with": list(item.combined_with),
            "state": item.state,
        }


def count_words(text: str, encoded: bytes) -> int:
    """Return how many words ``text`` (in UTF-8: ``encoded``) has: what ``text.split()`` would give, without making them."""
    if text.isascii():
        blank = _BLANK[np.frombuffer(encoded, np.uint8)]
    else:
        blank = _BLANK[np.frombuffer(text.encode("utf-16-le"), "<u2")]
    if not len(blank):
        return 0
    return int(np.count_nonzero(blank[:-1] > blank[1:])) + (not blank[0])


_BLANK = np.array([chr(unit).isspace() for unit in range(1 << 16)])
"""Of each unit of UTF-16 whether it is a blank; there is none among the characters of two units."""


STATES = ("words", "followed", "proxy", "elsewhere", "none", "reserved", "combined")
"""What an Item that was found may be; see ``docai.tenk.outline.state``."""

STATE = Column(
    "state",
    "string",
    "What is under the heading: words; followed (it points to the words in text); a pointer whose words were not found, to the "
    "proxy statement (proxy) or elsewhere; none (it says there is nothing); reserved; combined (answered with "
    "the Items of combined_with, in the same text). NULL in rows of an older docai",
    required=False,
)

SECTIONS = Table(
    name="sections",
    path=layout.SECTIONS,
    comment="Items of 10-K filings: one row per accession, registrant and Item. Read it joined to filings.",
    columns=(
        ACCESSION,
        REGISTRANT,
        ITEM,
        CIK,
        CIKS,
        COMPANY,
        FORM,
        FILED,
        FISCAL_YEAR,
        Column("part", "string", "Part of the form, I to IV, or empty"),
        Column("title", "string", "Title as filed"),
        Column("text", "string", "The Item's words, wherever they stand, heading first", long=True),
        Column(
            "text_as_filed",
            "string",
            "What stands under the heading, when text is from elsewhere",
            required=False,
            long=True,
        ),
        Column("chars", "bigint", "Characters of text"),
        Column("words", "bigint", "Words of text, split at blanks"),
        Column("source", "string", "Where text stands: primary, exhibit-13, elsewhere"),
        Column("source_file", "string", "File of the submission that text is from"),
        Column("start", "bigint", "First character of text in the decoded source_file"),
        Column("end", "bigint", "Character after the last of text in the decoded source_file"),
        Column(
            "confidence",
            "double",
            "Chance, by the reader's own measure, that the borders are exact",
        ),
        Column("combined_with", "array<string>", "Other Items under the same heading"),
        STATE,
        PARSER_VERSION,
    ),
    key=("accession", "registrant", "item"),
    rules=(
        *KEY_RULES,
        rule("item_named", Length("item", 1, 8)),
        rule("source_known", OneOf("source", ("primary", "exhibit-13", "elsewhere"))),
        rule("state_known", OneOf("state", STATES)),
        rule("span_in_order", AtLeast("start", 0), InOrder("start", "end")),
        rule("counts_not_negative", AtLeast("chars", 0), AtLeast("words", 0)),
        rule("confidence_range", Between("confidence", 0, 1)),
    ),
    rows=_rows,
)
