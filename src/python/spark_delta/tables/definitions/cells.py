"""The table ``cells``: a row for each cell of the tables of figures, with its labels, number, and the fact it shows.

A row for each cell, rather than arrays in ``tables``: a question by label ("segment revenue by year") is one filter in SQL, and
Fabric's SQL endpoint leaves out columns of arrays.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from docai.document.tables.figures import ONE
from docai.document.tables.model import Table as TableOfFigures
from docai.filing import layout
from spark_delta.tables.checks import AtLeast, InOrder, rule
from spark_delta.tables.columns import (
    ACCESSION,
    CIK,
    FILED,
    FISCAL_YEAR,
    FORM,
    KEY_RULES,
    PARSER_VERSION,
)
from spark_delta.tables.definitions.facts import LONGEST_DIMENSIONS, LONGEST_NAME
from spark_delta.tables.submission import ReadSubmission, cut, day_of
from spark_delta.tables.table import Column, Columns, Table

LONGEST_LABEL = 1000
LONGEST_TEXT = 1000
"""Characters that are kept."""
_LARGEST = Decimal(10) ** 28
_PLACES = 10
_SMALLEST = Decimal(1).scaleb(-_PLACES)
_ORDINARY = 25
"""Characters of numbers that fit for sure."""
_OWN = (
    "table_n", "row_n", "column_n", "row_group", "row_label", "column_label", "text", "number", "scale", "amount", "percent",
    "unit", "concept", "period_start", "period_end", "dimensions", "start", "end",
)  # fmt: skip


def _columns(read: ReadSubmission) -> Columns:
    columns: dict[str, list[Any]] = {name: [] for name in _OWN}
    for n, (scan, table) in enumerate(read.tables, 1):
        cells = table.cells
        labels = [
            (cut(label.path, LONGEST_LABEL), cut(label.text, LONGEST_LABEL))
            for label in table.labels
        ]
        columns["table_n"] += [n] * len(cells)
        columns["row_n"] += [cell.row for cell in cells]
        columns["column_n"] += [cell.column for cell in cells]
        columns["row_group"] += [labels[cell.row - 1][0] for cell in cells]
        columns["row_label"] += [labels[cell.row - 1][1] for cell in cells]
        columns["column_label"] += _column_labels(table)
        columns["text"] += [cut(cell.text, LONGEST_TEXT) for cell in cells]
        numbers = [_decimal(cell.number) for cell in cells]
        columns["number"] += numbers
        columns["scale"] += [float(cell.scale) for cell in cells]
        columns["amount"] += [
            number if number is None or cell.scale is ONE else _decimal(cell.amount)
            for number, cell in zip(numbers, cells, strict=True)
        ]
        columns["percent"] += [cell.percent for cell in cells]
        columns["unit"] += [cell.unit for cell in cells]
        facts = read.tagged.within(scan, [(cell.start, cell.end) for cell in cells])
        columns["concept"] += [fact and cut(fact.concept, LONGEST_NAME) for fact in facts]
        columns["period_start"] += [fact and day_of(fact.start) for fact in facts]
        columns["period_end"] += [fact and day_of(fact.instant or fact.end) for fact in facts]
        columns["dimensions"] += [
            fact and cut("; ".join(map(str, fact.dims)), LONGEST_DIMENSIONS) for fact in facts
        ]
        columns["start"] += [cell.start for cell in cells]
        columns["end"] += [cell.end for cell in cells]
    return columns


def _column_labels(table: TableOfFigures) -> list[str]:
    """Return the label of the column of each cell."""
    if table.heads:
        return [
            cut(table.column_label(cell.row, cell.column), LONGEST_LABEL) for cell in table.cells
        ]
    head = [cut(label, LONGEST_LABEL) for label in table.head]
    return [head[cell.column - 1] for cell in table.cells]


def _decimal(number: Decimal | None) -> str | None:
    """Return a number as the digits of a DECIMAL(38, 10): None where it does not fit; a fraction is rounded."""
    if number is None:
        return None
    digits = str(number)
    if (
        len(digits) <= _ORDINARY
        and "E" not in digits
        and ("." not in digits or len(digits) - digits.find(".") <= _PLACES)
    ):
        return digits
    if abs(number) >= _LARGEST:
        return None
    exponent = number.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -_PLACES:
        number = number.quantize(_SMALLEST)
    return f"{number:f}"


CELLS = Table(
    name="cells",
    path=layout.CELLS,
    comment="Cells of the tables of figures: one row per accession, table, row and column. Read it joined to filings.",
    columns=(
        ACCESSION,
        Column("table_n", "int", "Place of the table in the filing: tables.n"),
        Column("row_n", "int", "Row of the table's body, from 1"),
        Column("column_n", "int", "Column of the table's body, from 1"),
        CIK,
        FORM,
        FILED,
        FISCAL_YEAR,
        Column(
            "row_group",
            "string",
            "Labels of the groups that the row stands in, outermost first, parted by ' > '; or empty",
        ),
        Column("row_label", "string", "Label of the row, or empty (a sum under its figures)"),
        Column(
            "column_label", "string", "Label of the column, joined of the head's rows; or empty"
        ),
        Column("text", "string", "The cell as filed, on one line"),
        Column(
            "number",
            "decimal(38,10)",
            "The figure as shown: negative in brackets or behind a minus, 0 where a dash stands in its place; NULL for words",
            required=False,
        ),
        Column(
            "scale",
            "double",
            "What number is to be multiplied by: 1000 in a table in thousands, 0.01 for a percentage",
        ),
        Column("amount", "decimal(38,10)", "number times scale, as facts.number", required=False),
        Column("percent", "boolean", "Whether it is a percentage"),
        Column(
            "unit", "string", "%, shares, per share, or the sign of a currency beside it; or empty"
        ),
        Column("concept", "string", "Concept of the inline fact that it shows", required=False),
        Column(
            "period_start",
            "date",
            "First day of that fact's period; NULL of an instant",
            required=False,
        ),
        Column(
            "period_end", "date", "Last day of that fact's period, or its instant", required=False
        ),
        Column("dimensions", "string", "Dimensions of that fact, as in facts", required=False),
        Column("start", "bigint", "First character of its words in the decoded tables.source_file"),
        Column("end", "bigint", "Character after the last"),
        PARSER_VERSION,
    ),
    key=("accession", "table_n", "row_n", "column_n"),
    rules=(
        *KEY_RULES,
        rule("counted", AtLeast("table_n", 1), AtLeast("row_n", 1), AtLeast("column_n", 1)),
        rule("span_in_order", AtLeast("start", 0), InOrder("start", "end")),
    ),
    columnar=_columns,
    optional=True,
    in_every_filing=False,
)
