"""The three tables: columns with their meaning, keys, constraints. Pure; see ``tables`` for what makes them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import Literal

import pyarrow as pa

from docai.filing import layout
from spark_delta.tables.checks import (
    AtLeast,
    Between,
    InOrder,
    Length,
    Matches,
    OneOf,
    Rule,
    Since,
    rule,
)

ColumnType = Literal[
    "string", "date", "timestamp", "int", "bigint", "double", "boolean", "array<string>"
]

_ARROW: dict[ColumnType, pa.DataType] = {
    "string": pa.string(),
    "date": pa.date32(),
    "timestamp": pa.timestamp("us", tz="UTC"),
    "int": pa.int32(),
    "bigint": pa.int64(),
    "double": pa.float64(),
    "boolean": pa.bool_(),
    "array<string>": pa.list_(pa.string()),
}

_DELTA: dict[ColumnType, object] = {
    "int": "integer",
    "bigint": "long",
    "array<string>": {"type": "array", "elementType": "string", "containsNull": True},
}
"""The types that a Delta log names otherwise than Spark's SQL."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its Spark type, what it means, and whether every row has it."""

    name: str
    type: ColumnType
    comment: str
    required: bool = True


@dataclass(frozen=True, slots=True)
class Table:
    """A Delta table: where it stands in the lake, its columns, its key, what every row fulfils."""

    name: str
    path: str
    comment: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    rules: tuple[Rule, ...]
    cluster_by: tuple[str, ...] = ("cik", "filed")

    @property
    def column_names(self) -> tuple[str, ...]:
        """Return the names in order."""
        return tuple(column.name for column in self.columns)

    @property
    def required(self) -> tuple[str, ...]:
        """Return the names of the columns that every row has."""
        return tuple(column.name for column in self.columns if column.required)

    @property
    def arrow(self) -> pa.Schema:
        """Return the columns as Arrow sees them, all nullable as a file's columns are."""
        return pa.schema([(column.name, _ARROW[column.type]) for column in self.columns])


EDGAR_BEGAN = date(1993, 1, 1)
"""EDGAR's index begins with the first quarter of 1993 (https://www.sec.gov/os/accessing-edgar-data)."""

LONGEST_STAGE = 32
"""Characters of a stage's name."""

_ACCESSION = Column(
    "accession", "string", "Accession number, NNNNNNNNNN-YY-NNNNNN: names the filing"
)
_CIK = Column("cik", "string", "Central Index Key of the first filer, ten digits")
_CIKS = Column(
    "ciks", "array<string>", "CIKs of all filers (co-registrants), in the header's order"
)
_COMPANY = Column("company", "string", "Name of the first filer as its header has it")
_FORM = Column(
    "form", "string", "EDGAR form type: 10-K, 10-K405, 10-KSB, 10-KT, ... with /A for amendments"
)
_FILED = Column("filed", "date", "Day of filing")
_FISCAL_YEAR = Column(
    "fiscal_year",
    "int",
    "DEI DocumentFiscalYearFocus; else the year of the period, minus one if it ends before 15 February",
    required=False,
)
_PARSER = Column("parser_version", "string", "Version of docai.tenk that read the filing")

_KEY_RULES = (
    rule("accession_number", Matches("accession", "[0-9]{10}-[0-9]{2}-[0-9]{6}")),
    rule("cik_ten_digits", Length("cik", 10, 10)),
    rule("filed_on_edgar", Since("filed", EDGAR_BEGAN)),
)

FILINGS = Table(
    name="filings",
    path=layout.FILINGS,
    comment="10-K filings that were read: one row per accession. A row here commits the filing.",
    columns=(
        _ACCESSION,
        _CIK,
        _CIKS,
        _COMPANY,
        _FORM,
        Column("is_amendment", "boolean", "Whether the form amends an earlier filing (/A)"),
        _FILED,
        Column("period", "date", "Last day of the period reported on", required=False),
        Column("accepted_at", "timestamp", "When EDGAR accepted it, UTC", required=False),
        _FISCAL_YEAR,
        Column("sic", "string", "Standard Industrial Classification, four digits", required=False),
        Column("state", "string", "State of incorporation", required=False),
        Column("url", "string", "Where EDGAR serves the complete submission"),
        Column("raw_path", "string", "The stored submission, relative to the lake"),
        Column("primary_document", "string", "File name of the 10-K itself in the submission"),
        Column("sha256", "string", "SHA-256 of the submission as served"),
        Column("bytes", "bigint", "Size of the submission as served"),
        Column("container", "string", "Shape of the primary document: ixbrl, html or text"),
        Column("items_found", "int", "Rows of this filing in sections"),
        _PARSER,
        Column("loaded_at", "timestamp", "When the run that wrote the row began, UTC"),
        Column("run_id", "string", "The run that wrote the row"),
    ),
    key=("accession",),
    rules=(
        *_KEY_RULES,
        rule("sha256_hex", Length("sha256", 64, 64)),
        rule("container_known", OneOf("container", ("ixbrl", "html", "text"))),
        rule("counts_not_negative", AtLeast("bytes", 0), AtLeast("items_found", 0)),
        rule("fiscal_year_range", Between("fiscal_year", 1980, 2100, nullable=True)),
    ),
)

SECTIONS = Table(
    name="sections",
    path=layout.SECTIONS,
    comment="Items of 10-K filings: one row per accession and Item. Read it joined to filings.",
    columns=(
        _ACCESSION,
        Column("item", "string", "Number of the Item as filed: 1, 1A, ... 16"),
        _CIK,
        _CIKS,
        _COMPANY,
        _FORM,
        _FILED,
        _FISCAL_YEAR,
        Column("part", "string", "Part of the form, I to IV, or empty"),
        Column("title", "string", "Title as filed"),
        Column("text", "string", "The Item's words, wherever they stand, heading first"),
        Column(
            "text_as_filed",
            "string",
            "What stands under the heading, when text is from elsewhere",
            required=False,
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
        _PARSER,
    ),
    key=("accession", "item"),
    rules=(
        *_KEY_RULES,
        rule("item_named", Length("item", 1, 8)),
        rule("source_known", OneOf("source", ("primary", "exhibit-13", "elsewhere"))),
        rule("span_in_order", AtLeast("start", 0), InOrder("start", "end")),
        rule("counts_not_negative", AtLeast("chars", 0), AtLeast("words", 0)),
        rule("confidence_range", Between("confidence", 0, 1)),
    ),
)

QUARANTINE = Table(
    name="quarantine",
    path=layout.QUARANTINE,
    comment="Filings that could not be read: one row per accession, until a later run reads it.",
    columns=(
        _ACCESSION,
        Column("cik", "string", "CIK under which the loader stored it, ten digits"),
        Column(
            "filed", "date", "Day of filing as the manifest has it, 1993-01-01 when that is earlier"
        ),
        Column("raw_path", "string", "The stored submission, relative to the lake"),
        Column("sha256", "string", "SHA-256 of the submission, where known", required=False),
        Column(
            "stage", "string", "Which step gave up: io, raw, header, container, ..., crash, defect"
        ),
        Column("error", "string", "Name of the error"),
        Column("message", "string", "What was wrong, for a person"),
        Column("first_seen", "timestamp", "First run that could not read it, UTC"),
        Column("last_seen", "timestamp", "Last run that could not read it, UTC"),
        Column("attempts", "int", "Runs that tried"),
        _PARSER,
    ),
    key=("accession",),
    rules=(
        *_KEY_RULES,
        rule("stage_named", Length("stage", 1, LONGEST_STAGE)),
        rule("attempts_counted", AtLeast("attempts", 1)),
    ),
)

TABLES: tuple[Table, ...] = (SECTIONS, FILINGS, QUARANTINE)
"""In the order in which a batch is committed."""

PROPERTIES: tuple[tuple[str, str], ...] = (
    ("delta.enableChangeDataFeed", "true"),
    # Readers through PyArrow and older delta-rs know no deletion vectors.
    ("delta.enableDeletionVectors", "false"),
    ("delta.checkpointInterval", "20"),
    ("delta.logRetentionDuration", "interval 30 days"),
    ("delta.deletedFileRetentionDuration", "interval 7 days"),
    # On a clustered table it rewrites what every commit has just written; see spark_delta.commit.maintenance instead.
    ("delta.autoOptimize.autoCompact", "false"),
)
"""What every table is set to, besides its constraints and the columns with statistics."""

TEXT_COLUMNS = ("text", "text_as_filed")
"""The columns that make up nearly all of a table's bytes."""

STATISTICS_COLUMNS = ("accession", "cik", "filed")
"""The columns with minimum and maximum per file: what MERGE is bounded by. Those of long texts cost and help nobody."""


def schema_json(table: Table) -> str:
    """Return the columns of ``table`` as a Delta log names them (the Delta protocol, "Schema Serialization Format")."""
    fields = [
        {
            "name": column.name,
            "type": _DELTA.get(column.type, column.type),
            "nullable": not column.required,
            "metadata": {"comment": column.comment},
        }
        for column in table.columns
    ]
    return json.dumps({"type": "struct", "fields": fields}, separators=(",", ":"))


def properties_of(table: Table) -> tuple[tuple[str, str], ...]:
    """Return every property of ``table``, its CHECK constraints among them."""
    checks = tuple((f"delta.constraints.{each.name}", each.sql) for each in table.rules)
    skipping = ("delta.dataSkippingStatsColumns", ",".join(STATISTICS_COLUMNS))
    return (*PROPERTIES, skipping, *checks)


def quoted(text: str) -> str:
    """Return ``text`` as a string literal of Spark SQL."""
    escaped = text.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"
