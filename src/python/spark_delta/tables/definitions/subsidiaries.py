"""The table ``subsidiaries``: a row for each line of an EX-21, in the order of the list."""

from __future__ import annotations

from collections.abc import Iterator

from docai.document.errors import DocumentError
from docai.exhibits.subsidiaries import subsidiaries
from docai.filing import layout
from spark_delta.tables.checks import AtLeast, rule
from spark_delta.tables.columns import (
    ACCESSION,
    CIK,
    COMPANY,
    FILED,
    FISCAL_YEAR,
    FORM,
    KEY_RULES,
    PARSER_VERSION,
)
from spark_delta.tables.submission import ReadSubmission, cut
from spark_delta.tables.table import Column, Table, Values

LONGEST = 500
"""Characters of a name or place; what is longer is cut."""

_TYPE = "EX-21"


def _rows(read: ReadSubmission) -> Iterator[Values]:
    before = 0
    registrants = [filer.name for filer in read.header.filers]
    for document in read.scans.submission.documents:
        if not document.type.startswith(_TYPE) or not document.is_text:
            continue
        try:
            found = subsidiaries(read.scans.of(document), registrants)
        except DocumentError:
            continue  # an exhibit that cannot be read is no reason to lose the filing
        for each in found:
            yield {
                "n": before + each.n,
                "name": cut(each.name, LONGEST),
                "jurisdiction": (
                    None if each.jurisdiction is None else cut(each.jurisdiction, LONGEST)
                ),
                "share": each.share,
                "parent_n": None if each.parent_n is None else before + each.parent_n,
                "source_file": document.file_name,
            }
        before += len(found)


SUBSIDIARIES = Table(
    name="subsidiaries",
    path=layout.SUBSIDIARIES,
    comment="Subsidiaries that an EX-21 lists: one row per accession and line. Read it joined to filings.",
    columns=(
        ACCESSION,
        Column("n", "int", "Place in the filing's lists, from 1"),
        CIK,
        COMPANY,
        FORM,
        FILED,
        FISCAL_YEAR,
        Column("name", "string", "Name of the subsidiary as the list has it, without footnotes"),
        Column("jurisdiction", "string", "State or country as the list has it", required=False),
        Column(
            "share", "string", "Share of the votes in percent, as the list has it", required=False
        ),
        Column(
            "parent_n", "int", "n of the line that it stands under, by indentation", required=False
        ),
        Column("source_file", "string", "File name of the exhibit"),
        PARSER_VERSION,
    ),
    key=("accession", "n"),
    rules=(*KEY_RULES, rule("n_counted", AtLeast("n", 1))),
    rows=_rows,
    optional=True,
    gathered=True,
    in_every_filing=False,
)
