"""The table ``documents``: a row for each document of a submission."""

from __future__ import annotations

from collections.abc import Iterator

from docai.filing import layout
from spark_delta.tables.checks import AtLeast, OneOf, rule
from spark_delta.tables.columns import (
    ACCESSION,
    CIK,
    FILED,
    FISCAL_YEAR,
    FORM,
    KEY_RULES,
    PARSER_VERSION,
)
from spark_delta.tables.submission import ReadSubmission, cut
from spark_delta.tables.table import Column, Table, Values

LONGEST_NOTE = 1000
"""Characters of a note; what is longer is cut."""


def _rows(read: ReadSubmission) -> Iterator[Values]:
    notes = _notes(read)
    for sequence, document in enumerate(read.scans.submission.documents, 1):
        yield {
            "sequence": sequence,
            "type": document.type,
            "file_name": document.file_name,
            "description": document.description,
            "bytes": len(document.body),
            "start": document.start,
            "end": document.start + len(document.body),
            "kind": document.kind,
            "note": notes.get(document.file_name),
        }


def _notes(read: ReadSubmission) -> dict[str, str]:
    """Return by file name why figures of a document could not be read; a problem may be one of several files."""
    reasons: dict[str, list[str]] = {}
    for problem in read.problems:
        for name in problem.source_file.split(", "):
            reasons.setdefault(name, []).append(f"{problem.reason}: {problem.message}")
    return {name: cut("; ".join(of), LONGEST_NOTE) for name, of in reasons.items()}


DOCUMENTS = Table(
    name="documents",
    path=layout.DOCUMENTS,
    comment="Documents of the submissions: one row per accession and place. Read it joined to filings.",
    columns=(
        ACCESSION,
        Column("sequence", "int", "Place in the submission, from 1"),
        CIK,
        FORM,
        FILED,
        FISCAL_YEAR,
        Column(
            "type", "string", "What the filer says it is: 10-K, EX-13, EX-101.INS, GRAPHIC, ..."
        ),
        Column(
            "file_name", "string", "File name; the type where there is none (before about 2000)"
        ),
        Column("description", "string", "The filer's description, or empty"),
        Column("bytes", "bigint", "Size in the submission; of a uuencoded file as encoded"),
        Column("start", "bigint", "First byte in the submission, from 0", required=False),
        Column("end", "bigint", "Byte after the last one in the submission", required=False),
        Column("kind", "string", "What the body is: html, text, xml, pdf, picture, archive, other"),
        Column(
            "note",
            "string",
            "Why figures in it could not be read: reason and message",
            required=False,
        ),
        PARSER_VERSION,
    ),
    key=("accession", "sequence"),
    rules=(
        *KEY_RULES,
        rule("sequence_counted", AtLeast("sequence", 1)),
        rule("bytes_not_negative", AtLeast("bytes", 0)),
        rule(
            "kind_known",
            OneOf("kind", ("html", "text", "xml", "pdf", "picture", "archive", "other")),
        ),
    ),
    rows=_rows,
    gathered=True,
)
