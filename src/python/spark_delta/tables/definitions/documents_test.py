import gzip

from spark_delta.read.outcome import ReadFiling
from spark_delta.read.submission_rows import read_submission
from spark_delta.tables.schema import DOCUMENTS
from stand_ins.sample import sample_filings

PDF = b"<DOCUMENT>\n<TYPE>EX-99\n<SEQUENCE>7\n<FILENAME>map.pdf\n<DESCRIPTION>A MAP\n<TEXT>\n<PDF>\nbegin 644 map.pdf\nM\n</PDF>\n</TEXT>\n</DOCUMENT>\n"


def test_each_document_of_a_submission_is_a_row_in_its_place() -> None:
    filing = next(iter(sample_filings()))
    head, end, tail = filing.body.rpartition(b"</DOCUMENT>\n")
    body = head + end + PDF + tail
    read = read_submission(gzip.compress(body), filing.accession, None, 50_000_000)
    assert isinstance(read, ReadFiling)
    rows = [dict(zip(DOCUMENTS.own, row, strict=True)) for row in read.rows[DOCUMENTS.name]]
    assert [row["sequence"] for row in rows] == list(range(1, body.count(b"<DOCUMENT>") + 1))
    assert rows[0]["type"] == filing.form
    assert rows[-1] == {
        "sequence": len(rows),
        "type": "EX-99",
        "file_name": "map.pdf",
        "description": "A MAP",
        "bytes": len(b"<PDF>\nbegin 644 map.pdf\nM\n</PDF>\n"),
        "start": body.index(b"<PDF>"),
        "end": body.index(b"</PDF>") + 7,
        "kind": "pdf",
        "note": None,
    }
