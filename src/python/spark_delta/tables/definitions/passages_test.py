import gzip
from dataclasses import replace

import pytest

from docai.document.scan import Scans
from docai.document.scan import scan as scan_of
from docai.document.submission import open_submission
from docai.document.tables.model import Table as DocumentTable
from docai.document.tables.reader import tables_of
from docai.tenk.structure.model import Passage
from docai.tenk.structure.passages import joined
from spark_delta.read.outcome import ReadFiling
from spark_delta.read.submission_rows import read_submission
from spark_delta.tables.checks import broken
from spark_delta.tables.definitions.passages import TablePlaces
from spark_delta.tables.schema import PASSAGES, SECTIONS, TABLES_OF_FIGURES
from stand_ins.sample import sample_filings


@pytest.fixture(scope="module")
def outcome() -> ReadFiling:
    filing = next(filing for filing in sample_filings() if filing.form == "10-K")
    read = read_submission(gzip.compress(filing.body), filing.accession, None, 50_000_000)
    assert isinstance(read, ReadFiling)
    return read


def test_the_passages_of_an_item_give_its_text(outcome: ReadFiling) -> None:
    rows = [dict(zip(PASSAGES.own, row, strict=True)) for row in outcome.rows[PASSAGES.name]]
    passages = [
        Passage(**(row | {"text": row["text"].decode(), "registrant": row["registrant"] or "", "note": row["note"] or ""}))
        for row in rows
    ]  # fmt: skip
    texts = dict(
        zip(outcome.values(SECTIONS, "item"), outcome.values(SECTIONS, "text"), strict=True)
    )
    assert len(texts) > 10
    for item, text in texts.items():
        assert joined(one for one in passages if one.item == item) == text.decode()


def test_passages_have_kinds_places_and_rules(outcome: ReadFiling) -> None:
    assert {"heading", "prose"} <= set(outcome.values(PASSAGES, "kind"))
    known = {
        "accession": "0000000001-24-000001",
        "cik": "0000000001",
        "filed": 9000,
        "form": "10-K",
    }
    for row in outcome.rows[PASSAGES.name]:
        full = {**known, "parser_version": "1", **dict(zip(PASSAGES.own, row, strict=True))}
        assert broken(full, PASSAGES.required, PASSAGES.rules) is None
        assert broken(full | {"text": b"x" * 8001}, PASSAGES.required, PASSAGES.rules) is not None


def test_a_passage_that_is_a_table_names_its_row_in_tables(outcome: ReadFiling) -> None:
    shown = [
        (kind, number)
        for kind, number in zip(
            outcome.values(PASSAGES, "kind"), outcome.values(PASSAGES, "table_n"), strict=True
        )
    ]
    numbers = set(outcome.values(TABLES_OF_FIGURES, "n"))
    named = {number for _, number in shown if number is not None}
    assert named
    assert named <= numbers
    assert {kind for kind, number in shown if number is not None} == {"table"}


@pytest.mark.parametrize(
    ("start", "end", "n"),
    [
        (0, 10, None),
        (0, 11, 1),
        (10, 20, 1),
        (15, 40, 1),
        (20, 30, None),
        (20, 31, 2),
        (50, 60, None),
    ],
)
def test_a_passage_shows_the_first_table_that_it_overlaps(
    start: int, end: int, n: int | None
) -> None:
    page = "<html><body>x</body></html>"
    (scan,) = [
        Scans(open_submission(page.encode(), "a.htm")).of(document)
        for document in open_submission(page.encode(), "a.htm").documents
    ]
    places = TablePlaces([(scan, _table(10, 20)), (scan, _table(30, 50))])
    assert places.at("a.htm", start, end) == n
    assert places.at("other.htm", start, end) is None


def _table(start: int, end: int) -> DocumentTable:
    row = "<tr><td>Sales</td><td>1,200</td><td>1,100</td></tr>"
    whole = f"<html><table>{row * 3}</table></html>"
    (table,) = tables_of(scan_of(open_submission(whole.encode(), "a.htm").documents[0]))
    return replace(table, start=start, end=end)
