"""The table ``facts``: a row for each distinct fact of a filing, of XBRL and of financial data schedules (EX-27)."""

from __future__ import annotations

from collections.abc import Sequence

from docai.filing import layout
from docai.xbrl.tables.fact_rows import FactRow
from spark_delta.tables.checks import AtLeast, Length, OneOf, rule
from spark_delta.tables.columns import (
    ACCESSION,
    CIK,
    FILED,
    FISCAL_YEAR,
    FORM,
    KEY_RULES,
    PARSER_VERSION,
)
from spark_delta.tables.submission import ReadSubmission, cut, day_of
from spark_delta.tables.table import Column, Columns, Table

LONGEST_VALUE = 1000
"""Characters of a value that the table holds; the words of longer ones stand in sections."""

LONGEST_NAME = 500
LONGEST_DIMENSIONS = 1900
"""Characters that are kept; in UTF-8 they stay below the 8,000 bytes that Fabric's SQL endpoint reads of a string."""

_AS_THEY_ARE = ("n", "duration", "line", "is_current", "nil", "copies", "source", "chars")
_TEXTS = {
    "concept": LONGEST_NAME,
    "label": LONGEST_NAME,
    "unit": LONGEST_NAME,
    "decimals": 16,
    "dimensions": LONGEST_DIMENSIONS,
    "statement": LONGEST_NAME,
    "source_file": LONGEST_NAME,
}
"""Columns of texts, and the characters that are kept of each."""


def _columns(read: ReadSubmission) -> Columns:
    facts = read.facts
    names = FactRow._fields
    of = dict(zip(names, list(zip(*facts, strict=True)) or [()] * len(names), strict=True))
    return {
        **{name: list(of[name]) for name in _AS_THEY_ARE},
        **{name: _cut(of[name], longest) for name, longest in _TEXTS.items()},
        "value": list(map(_value, facts)),
        "number": [None if number is None else f"{number:f}" for number in of["number"]],
        "instant": list(map(day_of, of["instant"])),
        "period_start": list(map(day_of, of["start"])),
        "period_end": list(map(day_of, of["end"])),
        "start": list(of["start_at"]),
        "end": list(of["end_at"]),
    }


def _cut(texts: Sequence[str | None], longest: int) -> list[str | None]:
    """Return ``texts``, most of which stand there many times, each cut to ``longest`` characters."""
    kept = {text: None if text is None else cut(text, longest) for text in set(texts)}
    return [kept[text] for text in texts]


def _value(fact: FactRow) -> str | None:
    return None if fact.value is None or fact.chars > LONGEST_VALUE else cut(fact.value, fact.chars)


FACTS = Table(
    name="facts",
    path=layout.FACTS,
    comment="Figures of filings: one row per accession and distinct fact. Read it joined to filings.",
    columns=(
        ACCESSION,
        Column("n", "int", "Place of the fact in the filing, from 1"),
        CIK,
        FORM,
        FILED,
        FISCAL_YEAR,
        Column(
            "concept",
            "string",
            "us-gaap:Assets, dei:EntityRegistrantName, the filer's own, or a tag of EX-27: ex-27:CASH",
        ),
        Column("label", "string", "The filer's label of the concept", required=False),
        Column(
            "value",
            "string",
            f"Text as filed; NULL where nil, and where it has more than {LONGEST_VALUE:,} characters (a text block)",
            required=False,
        ),
        Column(
            "number",
            "decimal(38,10)",
            "The value as a number, in whole units; NULL for a text, and for a number that does not fit",
            required=False,
        ),
        Column("unit", "string", "USD, shares, USD/shares, ...", required=False),
        Column("decimals", "string", "Places it is exact to, as filed: INF, 2, -6", required=False),
        Column("instant", "date", "Day on which it holds", required=False),
        Column("period_start", "date", "First day of the period in which it holds", required=False),
        Column("period_end", "date", "Last day of the period in which it holds", required=False),
        Column(
            "duration", "string", "Kind of period: instant, quarter, half, nine-months, year, other"
        ),
        Column(
            "dimensions", "string", "axis=member, joined with '; '; empty for the whole company"
        ),
        Column("statement", "string", "Title of the statement that shows it", required=False),
        Column("line", "int", "Line on that statement, from 1", required=False),
        Column("is_current", "boolean", "Whether it is of the filing's own period"),
        Column("nil", "boolean", "Whether the filer says that there is no value"),
        Column("copies", "int", "Facts folded into this one: the same value again, or it rounded"),
        Column(
            "source",
            "string",
            "instance, extracted (from an inline document by EDGAR), inline, or ex-27",
        ),
        Column("source_file", "string", "File of the submission that says it"),
        Column(
            "start",
            "bigint",
            "First character of an inline fact in the decoded source_file",
            required=False,
        ),
        Column("end", "bigint", "Character after its last", required=False),
        Column("chars", "bigint", "Characters of the value as filed"),
        PARSER_VERSION,
    ),
    key=("accession", "n"),
    rules=(
        *KEY_RULES,
        rule("concept_named", Length("concept", 1, LONGEST_NAME)),
        rule(
            "duration_known",
            OneOf("duration", ("instant", "quarter", "half", "nine-months", "year", "other")),
        ),
        rule("source_known", OneOf("source", ("instance", "extracted", "inline", "ex-27"))),
        rule("counts_not_negative", AtLeast("n", 1), AtLeast("copies", 0), AtLeast("chars", 0)),
    ),
    columnar=_columns,
    optional=True,
    in_every_filing=False,
)
