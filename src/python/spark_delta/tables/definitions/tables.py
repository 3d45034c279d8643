"""The table ``tables``: a row for each table of figures of a filing."""

from __future__ import annotations

from collections.abc import Iterator

from docai.document.tables.markdown import markdown
from docai.filing import layout
from docai.tenk import Item
from spark_delta.tables.checks import AtLeast, InOrder, rule
from spark_delta.tables.columns import (
    ACCESSION,
    CIK,
    FILED,
    FISCAL_YEAR,
    FORM,
    KEY_RULES,
    PARSER_VERSION,
    REGISTRANT,
)
from spark_delta.tables.submission import ReadSubmission, cut
from spark_delta.tables.table import Column, Table, Values

MOST_BYTES = 8000
"""Bytes that Fabric's SQL endpoint reads of a string."""
LONGEST_HEAD = 1900


def _rows(read: ReadSubmission) -> Iterator[Values]:
    for n, (scan, table) in enumerate(read.tables, 1):
        item = item_at(read.filing.items, scan.document.file_name, table.start)
        shown, rows_shown = markdown(table, MOST_BYTES)
        text = cut(shown, MOST_BYTES)
        yield {
            "n": n,
            "registrant": None if item is None else item.registrant or None,
            "item": None if item is None else item.item,
            "caption": cut(table.caption, LONGEST_HEAD),
            "unit": cut(table.unit, LONGEST_HEAD),
            "scale": table.scale,
            "stub": cut(table.stub, LONGEST_HEAD),
            "head": cut(" | ".join(table.head), LONGEST_HEAD),
            "head_rows": table.head_rows,
            "rows": table.rows,
            "columns": table.columns,
            "cells": len(table.cells),
            "markdown": text.encode() if len(text.encode()) <= MOST_BYTES else b"",
            "markdown_rows": rows_shown,
            "source_file": scan.document.file_name,
            "start": table.start,
            "end": table.end,
        }


def item_at(items: tuple[Item, ...], source_file: str, place: int) -> Item | None:
    """Return the Item whose words ``place`` stands in, the shortest of several; None where there is none."""
    around = [
        item for item in items if item.source_file == source_file and item.start <= place < item.end
    ]
    return min(around, key=lambda item: item.end - item.start, default=None)


TABLES_OF_FIGURES = Table(
    name="tables",
    path=layout.TABLES,
    comment="Tables of figures in the report and in exhibit 13: one row per accession and table. Read it joined to filings.",
    columns=(
        ACCESSION,
        Column("n", "int", "Place of the table in the filing, from 1"),
        CIK,
        FORM,
        FILED,
        FISCAL_YEAR,
        REGISTRANT,
        Column("item", "string", "Item in whose words it stands", required=False),
        Column("caption", "string", "Heading or sentence above it, or its own title; or empty"),
        Column(
            "unit",
            "string",
            "What is said of its figures, as filed: in millions, except per share data; or empty",
        ),
        Column("scale", "bigint", "What that multiplies its figures by: 1, 1000, 1000000, ..."),
        Column("stub", "string", "What stands over the labels of the rows, or empty"),
        Column(
            "head",
            "string",
            "Labels of the columns, each joined of the head's rows; columns parted by ' | '",
        ),
        Column("head_rows", "int", "Rows of the head"),
        Column("rows", "int", "Rows of the body that hold values"),
        Column("columns", "int", "Columns of the body, the labels aside"),
        Column("cells", "int", "Cells of the body that are not empty: rows in the table cells"),
        Column(
            "markdown",
            "string",
            f"The table as Markdown, at most {MOST_BYTES:,} bytes: as many rows as fit, the first markdown_rows",
            long=True,
        ),
        Column("markdown_rows", "int", "Rows that markdown shows"),
        Column("source_file", "string", "File of the submission that it stands in"),
        Column("start", "bigint", "First character in the decoded source_file"),
        Column("end", "bigint", "Character after its last"),
        PARSER_VERSION,
    ),
    key=("accession", "n"),
    rules=(
        *KEY_RULES,
        rule(
            "counted",
            AtLeast("n", 1),
            AtLeast("rows", 1),
            AtLeast("columns", 1),
            AtLeast("cells", 1),
        ),
        rule("scale_positive", AtLeast("scale", 1)),
        rule("span_in_order", AtLeast("start", 0), InOrder("start", "end")),
    ),
    rows=_rows,
    optional=True,
    in_every_filing=False,
)
