"""The table ``outline``: a row for each Item that form and year ask for, or that was found, and what became of it."""

from __future__ import annotations

from collections.abc import Iterator

from docai.filing import layout
from docai.tenk.outline.rows import outline_of
from spark_delta.tables.checks import Between, Length, OneOf, rule
from spark_delta.tables.columns import (
    ACCESSION,
    CIK,
    FILED,
    FISCAL_YEAR,
    FORM,
    ITEM,
    KEY_RULES,
    PARSER_VERSION,
    REGISTRANT,
)
from spark_delta.tables.definitions.sections import STATES
from spark_delta.tables.submission import ReadSubmission, cut
from spark_delta.tables.table import Column, Table, Values

LONGEST_TARGET = 500
"""Characters of a target; what is longer is cut."""


def _rows(read: ReadSubmission) -> Iterator[Values]:
    for row in outline_of(read.filing):
        yield {
            "registrant": row.registrant or None,
            "item": row.item,
            "expected": row.expected,
            "state": row.state,
            "target": cut(row.target, LONGEST_TARGET),
            "confidence": row.confidence,
        }


OUTLINE = Table(
    name="outline",
    path=layout.OUTLINE,
    comment="What became of each Item: one row per accession, registrant and Item that was found or that form and year ask for.",
    columns=(
        ACCESSION,
        REGISTRANT,
        ITEM,
        CIK,
        FORM,
        FILED,
        FISCAL_YEAR,
        Column("expected", "boolean", "Whether the form and the year ask for the Item"),
        Column(
            "state",
            "string",
            "words; followed (it points to words that were found); a pointer whose words were not found, to the proxy statement "
            "(proxy) or elsewhere; none (the filing says there is nothing); reserved; combined (answered with another Item); absent",
        ),
        Column(
            "target",
            "string",
            f"What it points to, as filed, <= {LONGEST_TARGET} characters; or empty",
        ),
        Column("confidence", "double", "Chance, by the reader's own measure, that state is right"),
        PARSER_VERSION,
    ),
    key=("accession", "registrant", "item"),
    rules=(
        *KEY_RULES,
        rule("item_named", Length("item", 1, 8)),
        rule("state_known", OneOf("state", (*STATES, "absent"))),
        rule("target_short", Length("target", 0, LONGEST_TARGET)),
        rule("confidence_range", Between("confidence", 0, 1)),
    ),
    rows=_rows,
    gathered=True,
)
