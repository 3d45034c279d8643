"""Cutting documents: what comes out is what stands in the submission, by whatever name it is asked for."""

from __future__ import annotations

import gzip
from pathlib import Path

import pyarrow as pa
import pytest
from deltalake import write_deltalake

from docai.cutting import cut_document, main
from docai.document.submission import open_submission
from docai.filing.layout import FILINGS, raw_path
from docai.lake.local import LocalLake
from docai.runtime.errors import CallerError
from docai.runtime.exit_codes import ExitCode
from stand_ins.sample import sample_filings

ACCESSION = "0000990009-24-000001"
EXHIBIT = b"Subsidiaries\r\nWick Finance LLC\tMaine\n\xe9\n"
BODY = (
    b"<SEC-DOCUMENT>x\n<SEC-HEADER>x\n</SEC-HEADER>\n"
    b"<DOCUMENT>\n<TYPE>10-K\n<SEQUENCE>1\n<FILENAME>a.htm\n<TEXT>\n<p>Item 1.</p>\n</TEXT>\n</DOCUMENT>\n"
    b"<DOCUMENT>\n<TYPE>EX-21\n<SEQUENCE>2\n<FILENAME>ex21.txt\n<TEXT>\n"
    + EXHIBIT
    + b"</TEXT>\n</DOCUMENT>\n</SEC-DOCUMENT>\n"
)


@pytest.fixture
def lake(tmp_path: Path) -> LocalLake:
    made = LocalLake(tmp_path)
    made.replace(raw_path("990001", ACCESSION), gzip.compress(BODY))
    return made


@pytest.mark.parametrize("wanted", ["ex21.txt", "EX21.TXT", "2", "ex-21"])
def test_a_document_is_found_by_name_place_or_type(lake: LocalLake, wanted: str) -> None:
    assert cut_document(lake, ACCESSION, wanted) == EXHIBIT


def test_the_table_says_where_a_filing_stands(lake: LocalLake) -> None:
    again = raw_path("990002", ACCESSION, sha256="ab" * 32)
    lake.replace(again, gzip.compress(BODY.replace(EXHIBIT, b"New\n")))
    rows = pa.table({"accession": [ACCESSION], "raw_path": [again]})
    write_deltalake(f"{lake.uri}/{FILINGS}", rows)
    assert cut_document(lake, ACCESSION, "EX-21") == b"New\n"


@pytest.mark.parametrize("said", ["../../etc/passwd", "raw/10-k/x.txt.gz", None])
def test_a_path_of_the_table_that_is_none_of_raw_counts_as_not_said(
    lake: LocalLake, said: str | None
) -> None:
    rows = pa.table({"accession": [ACCESSION], "raw_path": pa.array([said], pa.string())})
    write_deltalake(f"{lake.uri}/{FILINGS}", rows)
    assert cut_document(lake, ACCESSION, "EX-21") == EXHIBIT


@pytest.mark.parametrize("name", ["notes", "\x1b[31m", "99"])
def test_a_folder_of_raw_that_is_no_filers_is_passed_over(lake: LocalLake, name: str) -> None:
    Path(lake.uri.removeprefix("file://"), "raw/10-k", name).mkdir()
    assert cut_document(lake, ACCESSION, "EX-21") == EXHIBIT
    with pytest.raises(CallerError, match="does not hold"):
        cut_document(lake, "0000990009-24-000002", "EX-21")


def test_every_document_stands_where_its_place_says(tmp_path: Path) -> None:
    for filing in list(sample_filings())[::9]:
        for document in open_submission(filing.body).documents:
            end = document.start + len(document.body)
            assert filing.body[document.start : end] == document.body


def test_what_is_not_there_is_said(lake: LocalLake) -> None:
    with pytest.raises(CallerError, match=r"no document '3'; it has a.htm \(10-K\), ex21.txt"):
        cut_document(lake, ACCESSION, "3")
    with pytest.raises(CallerError, match="does not hold"):
        cut_document(lake, "0000990009-24-000002", "1")
    with pytest.raises(CallerError, match="not an accession number"):
        cut_document(lake, "24-1", "1")


def test_the_program_writes_the_bytes(
    lake: LocalLake, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert main([str(tmp_path), ACCESSION, "ex21.txt"]) is ExitCode.DONE
    assert capfdbinary.readouterr().out == EXHIBIT
    out = tmp_path / "out"
    main([str(tmp_path), ACCESSION, "2", "--output", str(out)])
    assert out.read_bytes() == EXHIBIT
