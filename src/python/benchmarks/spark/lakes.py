"""Lakes in folders for proofs about the writer: prepared, copied, compared."""

from __future__ import annotations

import gzip
import os
import shutil
import time
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pyspark.sql import SparkSession

from benchmarks.spark.support import fill
from docai.lake.lake import Lake
from docai.lake.open import open_lake
from spark_delta.plan.open_parts import parts_of, read_parts
from spark_delta.plan.work import Job
from spark_delta.tables.schema import FILINGS, SECTIONS, TABLES
from spark_delta.testing.stored_lake import publish_manifest, store
from spark_delta.testing.table_rows import rows_of

Content = list[list[dict[str, Any]]]

LONG_AGO = 30 * 86_400
"""Seconds: older than anything that a vacuum keeps."""


def filled(folder: Path, bodies: Sequence[bytes], filings: int) -> Lake:
    """Return a new lake in ``folder`` with ``filings`` stored and nothing written."""
    lake = open_lake(str(folder))
    lake.check_writable()
    fill(lake, bodies, filings)
    return lake


def copied(lake: Lake, folder: Path) -> Lake:
    """Return a copy of a lake in a folder; there must be none in ``folder``, or an older copy, which goes."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(folder_of(lake), folder)
    return open_lake(str(folder))


def folder_of(lake: Lake) -> Path:
    """Return where a lake in a folder is."""
    return Path(lake.uri.removeprefix("file://"))


def content(lake: Lake) -> Content:
    """Return every row of the tables but for what says when and by which run it came."""
    return [rows_of(lake, table) for table in TABLES]


def unlike(lake: Lake, expected: Content) -> str:
    """Return in which tables ``lake`` holds other rows than ``expected``, as a sentence; empty when it does not."""
    said = []
    for table, mine, theirs in zip(TABLES, content(lake), expected, strict=True):
        if mine == theirs:
            continue
        keys = [[tuple(row[name] for name in table.key) for row in rows] for rows in (mine, theirs)]
        lost, more = len(set(keys[1]) - set(keys[0])), len(set(keys[0]) - set(keys[1]))
        twice = len(keys[0]) - len(set(keys[0]))
        changed = sum(row not in theirs for row in mine) - more
        said.append(f"{table.name}: {lost} lost, {more} too many, {twice} twice, {changed} changed")
    return "; ".join(said)


def torn(lake: Lake) -> str:
    """Return what no reader may ever see, even of a run that was killed: a filing without its sections, a key twice."""
    if not all((folder_of(lake) / table.path / "_delta_log").is_dir() for table in TABLES):
        return ""
    # In the order in which a reader that trusts ``filings`` reads them.
    filings, sections = rows_of(lake, FILINGS), rows_of(lake, SECTIONS)
    of_filing = Counter(row["accession"] for row in sections)
    short = [row for row in filings if of_filing[row["accession"]] != row["items_found"]]
    keys = Counter((row["accession"], row["registrant"], row["item"]) for row in sections)
    twice = [key for key, count in keys.items() if count > 1]
    doubled = len(filings) - len({row["accession"] for row in filings})
    if short or twice or doubled:
        return f"{len(short)} filings without all their sections, {len(twice)} sections twice, {doubled} filings twice"
    return ""


def as_an_older_parser_left_it(spark: SparkSession, lake: Lake) -> None:
    """Make every row one of an older parser, with other texts."""
    for table, changed in (
        (SECTIONS, "text = 'older', words = 1"),
        (FILINGS, "container = 'text'"),
    ):
        location = f"delta.`{lake.uri}/{table.path}`"
        spark.sql(f"UPDATE {location} SET parser_version = '0.0.1', {changed}")  # noqa: S608


def with_a_damaged_one(lake: Lake) -> bytes:
    """Damage the first submission that is stored in ``lake``; return it whole."""
    first = _jobs(lake)[0].raw_path
    whole = gzip.decompress(lake.read(first))
    lake.replace(first, b"\x1f\x8b damaged")
    return whole


def with_some_fetched_again(lake: Lake, whole: bytes, others: int) -> None:
    """Store the first submission again, ``whole`` now, and ``others`` of the next with other bytes than before."""
    bodies = [gzip.decompress(lake.read(job.raw_path)) for job in _jobs(lake)[1 : others + 1]]
    end = b"</SEC-DOCUMENT>"
    again = [whole, *(body.replace(end, b"\n" + end, 1) for body in bodies)]
    lines = [store(lake, body, again=True) for body in again]
    publish_manifest(lake, [lines], run_id="again", began=datetime.now(UTC))


def _jobs(lake: Lake) -> list[Job]:
    return [line.job for part in read_parts(lake, parts_of(lake)) for line in part.lines]


def with_old_rubbish(lake: Lake, files: int) -> list[Path]:
    """Put ``files`` data files that no version names beside those of ``sections``, and let all be old; return them."""
    folder = folder_of(lake) / SECTIONS.path
    some = next(
        path for path in sorted(folder.rglob("*.parquet")) if "_delta_log" not in path.parts
    )
    rubbish = [folder / f"part-99999-left-by-a-killed-run-{n:03d}.parquet" for n in range(files)]
    for path in rubbish:
        shutil.copy(some, path)
    then = time.time() - LONG_AGO
    for path in folder_of(lake).rglob("*"):
        os.utime(path, (then, then))
    return rubbish
