"""The table ``quarantine``: a row for each filing that could not be read."""

from __future__ import annotations

from docai.filing import layout
from spark_delta.tables.checks import AtLeast, Length, rule
from spark_delta.tables.columns import ACCESSION, KEY_RULES, PARSER_VERSION
from spark_delta.tables.table import Column, Table

LONGEST_STAGE = 32
"""Characters of a stage's name."""

QUARANTINE = Table(
    name="quarantine",
    path=layout.QUARANTINE,
    comment="Filings that could not be read: one row per accession, until a later run reads it.",
    columns=(
        ACCESSION,
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
        PARSER_VERSION,
    ),
    key=("accession",),
    rules=(
        *KEY_RULES,
        rule("stage_named", Length("stage", 1, LONGEST_STAGE)),
        rule("attempts_counted", AtLeast("attempts", 1)),
    ),
)
