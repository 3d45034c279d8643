"""One document of a stored submission, byte for byte: any exhibit, without a further request to EDGAR."""

from __future__ import annotations

import os
import sys
import zlib
from collections.abc import Sequence
from gzip import BadGzipFile, GzipFile
from pathlib import Path

from deltalake import QueryBuilder

from docai.delta.open import open_table, told
from docai.delta.storage import storage_options
from docai.document.errors import DocumentError
from docai.document.submission import Document, open_submission
from docai.filing.identity import accession_number
from docai.filing.layout import FILINGS, RAW, RAW_PATH
from docai.lake.lake import Lake
from docai.lake.open import open_lake
from docai.runtime.errors import CallerError
from docai.runtime.exit_codes import ExitCode
from docai.runtime.options import OptionParser

SHOWN = 20
"""So many names of documents are told when the one asked for is not there."""


PROGRAM = "docai.filing cut"
_EPILOG = """\
FILE is a document's file name, its place in the submission (1 is the first), or its type. The table `documents` lists them.

examples:
  python -m docai.filing cut ./lake 0000990001-24-000017 ex21.htm > ex21.htm
  python -m docai.filing cut ./lake 0000990001-24-000017 EX-21 --output ex21.htm
"""


def main(argv: Sequence[str]) -> ExitCode:
    """Write the document to stdout or a file; raises CallerError and LakeError."""
    given = parser().parse(argv)
    body = cut_document(open_lake(given.lake), given.accession, given.file)
    if given.output is None:
        sys.stdout.flush()
        with os.fdopen(os.dup(1), "wb") as out:
            out.write(body)
        return ExitCode.DONE
    try:
        given.output.write_bytes(body)
    except OSError as error:
        raise CallerError(f"cannot write {given.output}: {error.strerror or error}") from error
    return ExitCode.DONE


def parser() -> OptionParser:
    """Return the program's options."""
    made = OptionParser(
        PROGRAM, "Cut a document out of a stored submission, byte for byte.", _EPILOG
    )
    made.add_argument("lake", help="the lake: a folder, file:///DIR or abfss://...")
    made.add_argument("accession", help="accession number of the filing")
    made.add_argument("file", help="file name, place or type of the document")
    made.option("--output", type=Path, help="file to write instead of stdout")
    return made


def cut_document(lake: Lake, accession: str, wanted: str) -> bytes:
    """Return the bytes between <TEXT> and </TEXT> of the document ``wanted``: a file name, a place (from 1) or a type.

    Raises CallerError for a filing that is not stored or damaged, and for a document that it lacks, and LakeError.
    """
    path = stored_path(lake, accession)
    documents = _documents(lake, path)
    found = _named(documents, wanted)
    if found is None:
        names = ", ".join(f"{each.file_name} ({each.type})" for each in documents[:SHOWN])
        more = f" and {len(documents) - SHOWN} more" if len(documents) > SHOWN else ""
        raise CallerError(f"{accession} has no document {wanted!r}; it has {names}{more}")
    return found.body


def stored_path(lake: Lake, accession: str) -> str:
    """Return where the submission stands: by the table `filings`, else by the folders of raw/10-k. Raises CallerError."""
    try:
        number = accession_number(accession)
    except ValueError as error:
        raise CallerError(str(error)) from error
    table = open_table(lake.uri, FILINGS, storage_options(lake.uri))
    if table is not None:
        with told(f"the table {lake.uri}/{FILINGS} cannot be read"):
            sql = f"SELECT raw_path FROM filings WHERE accession = '{number}'"  # noqa: S608 - digits and dashes
            rows = QueryBuilder().register("filings", table).execute(sql).read_all()
        said = str(rows.column(0)[0].as_py()) if rows.num_rows else ""
        if RAW_PATH.fullmatch(said):
            return said
    # mostly the filer's own number begins the accession number
    for folder in (f"{RAW}/{number[:10]}", *lake.folders(RAW)):
        path = f"{folder}/{number}.txt.gz"
        if RAW_PATH.fullmatch(path) and lake.stat(path) is not None:
            return path
    raise CallerError(f"the lake {lake.uri} does not hold {number}")


def _documents(lake: Lake, path: str) -> tuple[Document, ...]:
    try:
        with lake.open(path) as stored, GzipFile(fileobj=stored, mode="rb") as stream:
            return open_submission(stream.read()).documents
    except (BadGzipFile, EOFError, zlib.error, DocumentError) as error:
        raise CallerError(f"{path} cannot be read: {error}") from error


def _named(documents: tuple[Document, ...], wanted: str) -> Document | None:
    """Return the document by its exact file name, else by its place, else by its type, the first of several."""
    by_name = [each for each in documents if each.file_name == wanted]
    if by_name:
        return by_name[0]
    if wanted.isascii() and wanted.isdigit():
        place = int(wanted) if len(wanted) < 9 else 0
        return documents[place - 1] if 1 <= place <= len(documents) else None
    same = wanted.upper()
    return next(
        (each for each in documents if same in (each.file_name.upper(), each.type.upper())), None
    )
