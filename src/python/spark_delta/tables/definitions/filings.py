"""The table ``filings``: a row for each filing that was read, which commits the filing."""

from __future__ import annotations

from collections.abc import Iterator

from docai.filing import layout
from docai.filing.forms import is_amendment
from docai.tenk.fiscal_year import FISCAL_YEARS, year_of_period
from spark_delta.tables.checks import AtLeast, Between, Length, OneOf, rule
from spark_delta.tables.columns import (
    ACCESSION,
    CIK,
    CIKS,
    COMPANY,
    FILED,
    FISCAL_YEAR,
    FORM,
    KEY_RULES,
    PARSER_VERSION,
)
from spark_delta.tables.submission import ReadSubmission, days, microseconds
from spark_delta.tables.table import Column, Table, Values


def _rows(read: ReadSubmission) -> Iterator[Values]:
    header, filing = read.header, read.filing
    yield {
        "is_amendment": is_amendment(header.form),
        "period": None if header.period is None else days(header.period),
        "accepted_at": None if header.accepted_at is None else microseconds(header.accepted_at),
        "fiscal_year_of_period": None if filing.period is None else year_of_period(filing.period),
        "sic": header.filer.sic or None,
        "state": header.filer.state or None,
        "primary_document": filing.primary_document,
        "sha256": read.sha256,
        "bytes": read.size,
        "container": filing.container,
        "items_found": len(filing.items),
    }


FILINGS = Table(
    name="filings",
    path=layout.FILINGS,
    comment="10-K filings that were read: one row per accession. A row here commits the filing.",
    columns=(
        ACCESSION,
        CIK,
        CIKS,
        COMPANY,
        FORM,
        Column("is_amendment", "boolean", "Whether the form amends an earlier filing (/A)"),
        FILED,
        Column("period", "date", "Last day of the period reported on", required=False),
        Column("accepted_at", "timestamp", "When EDGAR accepted it, UTC", required=False),
        FISCAL_YEAR,
        Column(
            "fiscal_year_of_period",
            "int",
            "The fiscal year by the period alone: the year of its end, minus one if it ends before 15 February",
            required=False,
        ),
        Column("sic", "string", "Standard Industrial Classification, four digits", required=False),
        Column("state", "string", "State of incorporation", required=False),
        Column("url", "string", "Where EDGAR serves the complete submission"),
        Column("raw_path", "string", "The stored submission, relative to the lake"),
        Column("primary_document", "string", "File name of the 10-K itself in the submission"),
        Column("sha256", "string", "SHA-256 of the submission as served"),
        Column("bytes", "bigint", "Size of the submission as served"),
        Column("container", "string", "Shape of the primary document: ixbrl, html or text"),
        Column("items_found", "int", "Rows of this filing in sections"),
        Column(
            "optional_tables",
            "array<string>",
            "Tables of --tables that the filing was written to, some perhaps without a row; NULL in rows of an older docai",
            required=False,
        ),
        PARSER_VERSION,
        Column("loaded_at", "timestamp", "When the run that wrote the row began, UTC"),
        Column("run_id", "string", "The run that wrote the row"),
    ),
    key=("accession",),
    rules=(
        *KEY_RULES,
        rule("sha256_hex", Length("sha256", 64, 64)),
        rule("container_known", OneOf("container", ("ixbrl", "html", "text"))),
        rule("counts_not_negative", AtLeast("bytes", 0), AtLeast("items_found", 0)),
        rule(
            "fiscal_year_range",
            Between("fiscal_year", FISCAL_YEARS[0], FISCAL_YEARS[-1], nullable=True),
        ),
    ),
    rows=_rows,
    gathered=True,
)
