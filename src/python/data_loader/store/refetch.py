"""Filings that are to be fetched again although they are stored: EDGAR re-issues one now and then."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from gzip import BadGzipFile, GzipFile

from data_loader.edgar.hosts import Hosts
from data_loader.errors import WrongSelection
from data_loader.store.inventory import Inventory
from docai.filing.errors import NotASubmission
from docai.filing.header import HEADER_LIMIT, SubmissionHeader, parse_header
from docai.filing.manifest import Intent
from docai.lake.lake import Lake


def refetch_intents(
    lake: Lake, inventory: Inventory, accessions: Iterable[str], hosts: Hosts
) -> Iterator[Intent]:
    """Yield an intent for each of ``accessions``, by the header of what is stored; ``inventory`` is of the whole lake.

    Raises WrongSelection for a filing that is not in the lake, or that cannot be read there.
    """
    for accession in accessions:
        path = inventory.path(accession)
        if path is None:
            raise WrongSelection(
                f"--refetch {accession}: the lake does not hold it; select it by its company or its quarter instead"
            )
        header = _header(lake, path)
        yield Intent(
            accession=accession,
            cik=header.filer.cik,
            ciks=header.ciks,
            company=header.filer.name,
            form=header.form,
            filed=header.filed,
            period=header.period,
            url=hosts.submission(header.filer.cik, accession),
        )


def _header(lake: Lake, path: str) -> SubmissionHeader:
    try:
        with lake.open(path) as stored, GzipFile(fileobj=stored, mode="rb") as stream:
            return parse_header(stream.read(HEADER_LIMIT))
    except (BadGzipFile, EOFError, zlib.error, NotASubmission) as error:
        raise WrongSelection(f"--refetch: {path} cannot be read: {error}") from error
