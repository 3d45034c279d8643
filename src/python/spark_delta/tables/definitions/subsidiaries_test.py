import gzip

from spark_delta.read.outcome import ReadFiling
from spark_delta.read.submission_rows import read_submission
from spark_delta.tables.schema import SUBSIDIARIES
from stand_ins.sample import sample_filings


def exhibit(name: str, *lines: str) -> bytes:
    text = "\n".join(lines)
    return f"<DOCUMENT>\n<TYPE>EX-21\n<SEQUENCE>9\n<FILENAME>{name}\n<TEXT>\n{text}\n</TEXT>\n</DOCUMENT>\n".encode()


def test_each_line_of_each_list_is_a_row() -> None:
    filing = next(iter(sample_filings()))
    head, end, tail = filing.body.rpartition(b"</DOCUMENT>\n")
    first = exhibit("a.txt", "Wick Holdings Inc.     Delaware", "   Wick LLC     Maine")
    second = exhibit("b.txt", "Oil Holdings Inc.     Ohio", "   Oil LLC     Texas")
    outcome = read_submission(
        gzip.compress(head + end + first + second + tail), filing.accession, None, 50_000_000
    )
    assert isinstance(outcome, ReadFiling)
    rows = [
        dict(zip(SUBSIDIARIES.own, row, strict=True)) for row in outcome.rows[SUBSIDIARIES.name]
    ]
    added = [row for row in rows if row["source_file"] in ("a.txt", "b.txt")]
    base = len(rows) - 4
    assert [(row["n"] - base, row["name"], row["jurisdiction"]) for row in added] == [
        (1, "Wick Holdings Inc.", "Delaware"),
        (2, "Wick LLC", "Maine"),
        (3, "Oil Holdings Inc.", "Ohio"),
        (4, "Oil LLC", "Texas"),
    ]
    assert [row["parent_n"] and row["parent_n"] - base for row in added] == [None, 1, None, 3]
