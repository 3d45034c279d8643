"""How fast submissions become rows of all tables, on one core: everything in one pass.

Reads every file of the folders from its bytes to all rows, as a reader of the Spark job does once it has unpacked them, and
prints filings and megabytes a second, the milliseconds of each part, and how long the figures take beside a plain lxml reading of the same
documents (see ``benchmarks.xbrl.speed``). ``--tables`` leaves out what the writer's ``--tables`` does. A bare document gets the wrapper of a
submission. Processor time counts, the best of the rounds: others on the machine do not.

usage: taskset -c 1 python -m benchmarks.xbrl.together --data DIR [DIR ...] [--rounds 5] [--tables NAMES]
"""

from __future__ import annotations

import argparse
import gc
import sys
import time
from collections.abc import Callable, Collection
from datetime import date
from functools import partial
from pathlib import Path
from typing import TypeVar

from benchmarks.xbrl.speed import plain_inline, plain_instance
from docai.document.errors import DocumentError
from docai.filing.header import SubmissionHeader, parse_header
from docai.tenk import open_scans, read_items
from docai.xbrl import read_figures
from spark_delta.read.reader_process import COLLECT_EVERY
from spark_delta.tables.schema import OF_FILINGS, OPTIONAL
from spark_delta.tables.submission import ReadSubmission
from spark_delta.tables.table import Table

T = TypeVar("T")

_HEADER = b"""<SEC-DOCUMENT>9999999999-99-000001.txt : 20240301
<SEC-HEADER>9999999999-99-000001.hdr.sgml : 20240301
ACCESSION NUMBER:\t\t9999999999-99-000001
CONFORMED SUBMISSION TYPE:\t10-K
PUBLIC DOCUMENT COUNT:\t\t1
CONFORMED PERIOD OF REPORT:\t20231231
FILED AS OF DATE:\t\t20240301

FILER:

\tCOMPANY DATA:
\t\tCOMPANY CONFORMED NAME:\t\t\tEXAMPLE CO
\t\tCENTRAL INDEX KEY:\t\t\t0000000001
</SEC-HEADER>
"""
_DOCUMENT = b"<DOCUMENT>\n<TYPE>10-K\n<SEQUENCE>1\n<FILENAME>%b\n<TEXT>\n%b\n</TEXT>\n</DOCUMENT>\n"
_BARE_REACH = 20_000


def _submission(path: Path) -> bytes:
    data = path.read_bytes()
    if b"<DOCUMENT>" in data[:_BARE_REACH]:
        return data
    return _HEADER + _DOCUMENT % (path.name.encode(), data)


def _seconds(taken: dict[str, float], name: str, work: Callable[[], T]) -> T:
    begun = time.process_time()
    made = work()
    taken[name] = taken.get(name, 0.0) + time.process_time() - begun
    return made


_NO_HEADER: SubmissionHeader = parse_header(_HEADER)


def _parts(data: bytes, tables: Collection[str], taken: dict[str, float]) -> ReadSubmission:
    """Add the seconds of each part of reading one submission."""
    scans = _seconds(taken, "documents", lambda: open_scans(data))
    _seconds(taken, "scans", lambda: [scans.of(one) for one in scans.submission.reports()])
    filing = _seconds(taken, "Items", lambda: read_items(scans))
    read = ReadSubmission(scans, filing.header or _NO_HEADER, filing, "0" * 64, len(data))
    if FIGURES & set(tables):
        _seconds(taken, "figures", lambda: read.figures)
        _seconds(taken, "distinct facts", lambda: read.facts)
    if TABLES & set(tables):
        _seconds(taken, "tables and their cells", lambda: read.tables)
    for table in OF_FILINGS:
        if not table.optional or table.name in tables:
            _seconds(taken, f"rows of {table.name}", partial(_rows, table, read))
    return read


FIGURES = {"facts", "financials", "filers", "cells"}
TABLES = {"tables", "cells", "passages"}
"""Optional tables that need the figures, or the tables, of a filing."""


def _rows(table: Table, read: ReadSubmission) -> object:
    if table.columnar is not None:
        return table.columnar(read)
    assert table.rows is not None
    return list(table.rows(read))


def _facts(read: ReadSubmission) -> None:
    """Read the facts of a submission as ``docai.xbrl`` does."""
    read_figures(read.scans.submission, statements=False)


def _plain(read: ReadSubmission) -> None:
    """Read the documents of a submission's facts by the shortest way, where it has some."""
    names = {fact.source_file for fact in read.figures.facts}
    used = [one for one in read.scans.submission.documents if one.file_name in names]
    if read.figures.source == "inline":
        plain_inline(used)
    elif read.figures.source in ("instance", "extracted"):
        for document in used:
            plain_instance(document)


def main() -> int:
    """Read all submissions in rounds and print the best."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, nargs="+", required=True, help="folders of filings")
    parser.add_argument(
        "--rounds", type=int, default=5, help="rounds, of which the best counts (5)"
    )
    parser.add_argument(
        "--tables", default=",".join(OPTIONAL), help="optional tables to make rows for (all)"
    )
    options = parser.parse_args()
    tables = options.tables.split(",")
    found = [path for folder in options.data for path in sorted(folder.iterdir()) if path.is_file()]
    gc.freeze()  # as the reader does
    gc.disable()
    filings: list[bytes] = []
    plain: dict[str, float] = {}
    for path in found:
        data = _submission(path)
        try:
            read = _parts(data, OPTIONAL, {})
        except DocumentError as error:
            print(f"{path.name}: {error.stage}: {error}", file=sys.stderr)
            continue
        filings.append(data)
        if read.figures.source in ("inline", "instance", "extracted"):
            for _ in range(options.rounds):
                for name, work in (("plain", _plain), ("ours", _facts)):
                    _seconds(plain, name, partial(work, read))
    rounds: list[dict[str, float]] = []
    for _ in range(options.rounds):
        taken: dict[str, float] = {}
        for number, data in enumerate(filings, 1):
            _parts(data, tables, taken)
            if number % COLLECT_EVERY == 0:
                _seconds(taken, "garbage", gc.collect)
        rounds.append(taken)
    best = min(rounds, key=lambda one: sum(one.values()))
    seconds = sum(best.values())
    megabytes = sum(map(len, filings)) / 1e6
    print(f"{len(filings)} filings, {megabytes:.1f} MB on {date.today()}")
    print(f"{len(filings) / seconds:.1f} filings/s, {megabytes / seconds:.1f} MB/s")
    for name, spent in best.items():
        print(f"  {name:24} {1000 * spent / len(filings):7.2f} ms a filing")
    if plain:
        print(f"facts take {plain['ours'] / plain['plain']:.2f} of a plain lxml reading's time")
    return 0


if __name__ == "__main__":
    sys.exit(main())
