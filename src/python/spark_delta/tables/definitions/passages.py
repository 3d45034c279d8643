"""The table ``passages``: the Items cut at their own joints, a row for each piece, in order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator

from docai.document.scan import Scan
from docai.document.tables.model import Table as DocumentTable
from docai.filing import layout
from docai.tenk.structure.model import MOST_BYTES, PATH
from docai.tenk.structure.passages import passages_of
from spark_delta.tables.checks import AtLeast, Bytes, InOrder, Length, Matches, OneOf, rule
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
from spark_delta.tables.submission import ReadSubmission
from spark_delta.tables.table import Column, Table, Values

KINDS = ("heading", "prose", "list", "table", "note")


class TablePlaces:
    """Where the tables of a filing stand: a passage shows the table that it begins or goes on with."""

    def __init__(self, tables: Iterable[tuple[Scan, DocumentTable]]) -> None:
        places: dict[str, list[tuple[int, int, int]]] = {}
        for n, (scan, table) in enumerate(tables, 1):
            places.setdefault(scan.document.file_name, []).append((table.start, table.end, n))
        self._places = {name: sorted(of) for name, of in places.items()}

    def at(self, source_file: str, start: int, end: int) -> int | None:
        """Return the number of the first table that stands, in part, between ``start`` and ``end``; None where none does."""
        places = self._places.get(source_file, [])
        after = bisect_left(places, (start,))
        if after and places[after - 1][1] > start:
            return places[after - 1][2]
        return places[after][2] if after < len(places) and places[after][0] < end else None


def _rows(read: ReadSubmission) -> Iterator[Values]:
    places = TablePlaces(read.tables)
    for one in passages_of(read.filing, read.scans):
        is_table = one.kind == "table"
        yield {
            "registrant": one.registrant or None,
            "item": one.item,
            "n": one.n,
            "id": one.id,
            "kind": one.kind,
            "level": one.level,
            "heading_path": one.heading_path,
            "note": one.note or None,
            "text": one.text.encode(),
            "joint": one.joint,
            "repeated": one.repeated,
            "words": one.words,
            "source_file": one.source_file,
            "start": one.start,
            "end": one.end,
            "table_n": places.at(one.source_file, one.start, one.end) if is_table else None,
        }


PASSAGES = Table(
    name="passages",
    path=layout.PASSAGES,
    comment="Items cut at their own joints: one row per accession, registrant, Item and place in it. "
    "In order, joint and text of each give the Item's text again; tables are Markdown of it, and tabs before entries of lists in lists go.",
    columns=(
        ACCESSION,
        REGISTRANT,
        ITEM,
        Column("n", "int", "Place in the Item, from 1"),
        CIK,
        FORM,
        FILED,
        FISCAL_YEAR,
        Column(
            "id",
            "string",
            "Made of the words alone: the same words have the same id in every filing and reading",
        ),
        Column("kind", "string", "heading, prose, list, table, or note: a footnote"),
        Column(
            "level",
            "int",
            "Level of the heading, 1 for the Item's own; else that of the heading above, 0 where there is none",
        ),
        Column(
            "heading_path", "string", f"The headings above, outermost first, parted by '{PATH}'"
        ),
        Column(
            "note",
            "string",
            "Number or letter of the note to the financial statements that it stands in; else NULL",
            required=False,
        ),
        Column(
            "text",
            "string",
            f"The words, <= {MOST_BYTES:,} bytes; a table as Markdown, typed columns as a block of code",
            long=True,
        ),
        Column(
            "joint", "string", "What stands between the passage before and this one in the Item"
        ),
        Column(
            "repeated",
            "int",
            "Rows at the top of a table that repeat the head of the passage before",
        ),
        Column("words", "int", "Words of the passage, without a repeated head"),
        Column("source_file", "string", "File of the submission that it is from"),
        Column("start", "bigint", "Where it begins in the decoded source_file, in characters"),
        Column("end", "bigint", "Where the next passage begins there, or the Item ends"),
        Column(
            "table_n",
            "int",
            "Which table of figures of source_file it is, where that is known",
            required=False,
        ),
        PARSER_VERSION,
    ),
    key=("accession", "registrant", "item", "n"),
    rules=(
        *KEY_RULES,
        rule("item_named", Length("item", 1, 8)),
        rule("place_from_1", AtLeast("n", 1)),
        rule("id_of_words", Matches("id", "[0-9a-f]{20}")),
        rule("kind_known", OneOf("kind", KINDS)),
        rule("text_short", Bytes("text", MOST_BYTES)),
        rule("span_in_order", AtLeast("start", 0), InOrder("start", "end")),
        rule(
            "counts_not_negative", AtLeast("level", 0), AtLeast("words", 0), AtLeast("repeated", 0)
        ),
    ),
    rows=_rows,
    optional=True,
    in_every_filing=False,
)
