"""A lake with stored submissions, as the loader leaves one: for tests and benchmarks."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime

from docai.filing.header import parse_header
from docai.filing.layout import part_path, raw_path, run_name, staging_path
from docai.filing.manifest import Result, to_lines
from docai.lake.lake import Lake


def store(lake: Lake, body: bytes, *, again: bool = False, gzipped: bytes | None = None) -> Result:
    """Put the complete submission ``body`` into ``lake`` and return its manifest line.

    ``again`` stores it beside an older one of the same accession; ``gzipped`` is stored in place of what gzip makes of it.
    """
    header = parse_header(body)
    digest = hashlib.sha256(body).hexdigest()
    path = raw_path(header.filer.cik, header.accession, sha256=digest if again else None)
    packed = gzip.compress(body, 6, mtime=0) if gzipped is None else gzipped
    lake.publish(path, packed, staging_path=staging_path("tests", f"{digest}.gz"))
    return Result(
        accession=header.accession,
        cik=header.filer.cik,
        ciks=header.ciks,
        company=header.filer.name,
        form=header.form,
        filed=header.filed,
        period=header.period,
        url=f"https://www.sec.gov/Archives/edgar/data/{int(header.filer.cik)}/{header.accession}.txt",
        path=path,
        size=len(body),
        sha256=digest,
        status="stored",
        error=None,
        attempts=1,
        fetched_at=datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC),
    )


def publish_manifest(
    lake: Lake,
    parts: Iterable[Iterable[Result]],
    *,
    run_id: str = "test",
    began: datetime | None = None,
) -> str:
    """Write ``parts`` as the manifest of one loader run and return the run's name."""
    run = run_name(run_id, began or datetime(2026, 1, 2, tzinfo=UTC))
    for number, results in enumerate(parts, 1):
        publish_part(lake, run, number, results)
    return run


def publish_part(lake: Lake, run: str, number: int, results: Iterable[Result]) -> None:
    """Write one part of a manifest."""
    lake.publish(
        part_path(run, number),
        to_lines(results),
        staging_path=staging_path(run, f"part-{number}"),
    )


def renamed(body: bytes, accession: str) -> bytes:
    """Return ``body`` under another accession number."""
    return body.replace(parse_header(body).accession.encode(), accession.encode())


def as_already_stored(result: Result) -> Result:
    """Return the line of a later run that found the submission whole in the lake."""
    return replace(
        result, status="already_stored", size=None, sha256=None, attempts=0, fetched_at=None
    )
