"""What a stored submission says of its filing, however damaged the file is: its path names filer and accession number."""

from __future__ import annotations

import logging
import zlib
from datetime import date
from gzip import BadGzipFile, GzipFile

from data_loader.edgar.hosts import Hosts
from docai.filing.errors import NotASubmission
from docai.filing.header import HEADER_LIMIT, SubmissionHeader, parse_header
from docai.filing.layout import RAW_PATH
from docai.filing.manifest import Intent
from docai.lake.lake import Lake

_PIECE = 1 << 14

_log = logging.getLogger(__name__)


def intent_of(lake: Lake, path: str, hosts: Hosts) -> Intent:
    """Return the filing that stands at ``path`` of raw/10-k, by its header; without one, form and company are empty and
    the day is the first of the year in its accession number. Raises LakeError.
    """
    match = RAW_PATH.fullmatch(path)
    assert match is not None
    first, accession = match[1], match[2]
    header = _header(lake, path)
    return Intent(
        accession=accession,
        cik=first,
        ciks=tuple(dict.fromkeys((first, *(header.ciks if header else ())))),
        company=header.filer.name if header else "",
        form=header.form if header else "",
        filed=header.filed if header else _year_of(accession),
        period=header.period if header else None,
        url=hosts.submission(first, accession),
    )


def _header(lake: Lake, path: str) -> SubmissionHeader | None:
    """Return the header of a stored submission, whole or not; None when it has none, which the writer tells in its own way."""
    head = bytearray()
    try:
        with lake.open(path) as stored, GzipFile(fileobj=stored, mode="rb") as stream:
            while len(head) < HEADER_LIMIT and (piece := stream.read1(_PIECE)):
                head += piece
    except (BadGzipFile, EOFError, zlib.error) as error:
        _log.warning("%s is damaged: %s", path, error)
    try:
        return parse_header(bytes(head))
    except NotASubmission:
        return None


def _year_of(accession: str) -> date:
    year = int(accession[11:13])
    return date(year + (1900 if year >= 93 else 2000), 1, 1)
