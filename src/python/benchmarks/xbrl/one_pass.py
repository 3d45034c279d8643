"""One pass over submissions on one core, from bytes to the rows of all tables, and the seconds of each part."""

from __future__ import annotations

import argparse
import gc
import time
from collections.abc import Callable, Collection, Sequence
from functools import partial
from typing import TypeVar

from docai.filing.header import SubmissionHeader, parse_header
from docai.tenk import open_scans, read_items
from spark_delta.read.reader_process import COLLECT_EVERY
from spark_delta.tables.schema import OF_FILINGS, OPTIONAL
from spark_delta.tables.submission import ReadSubmission
from spark_delta.tables.table import Table

T = TypeVar("T")

HEADER = b"""<SEC-DOCUMENT>9999999999-99-000001.txt : 20240301
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
"""The header of a submission that has none of its own."""

FIGURES = {"facts", "financials", "filers", "cells"}
TABLES = {"tables", "cells", "passages"}
"""Optional tables that need the figures, or the tables, of a filing."""

TABLES_HELP = "optional tables to make rows for, as a list; none for none of them (all)"

_NO_HEADER: SubmissionHeader = parse_header(HEADER)


def optional_tables(text: str) -> tuple[str, ...]:
    """Return the optional tables that ``text`` lists; raises argparse.ArgumentTypeError."""
    names = () if text == "none" else tuple(text.split(","))
    if unknown := [name for name in names if name not in OPTIONAL]:
        raise argparse.ArgumentTypeError(f"{unknown[0]!r} is none of {', '.join(OPTIONAL)}")
    return names


def add_seconds(taken: dict[str, float], name: str, work: Callable[[], T]) -> T:
    """Return what ``work`` makes; add its seconds of processor time to those of ``name``."""
    begun = time.process_time()
    made = work()
    taken[name] = taken.get(name, 0.0) + time.process_time() - begun
    return made


def read_parts(data: bytes, tables: Collection[str], taken: dict[str, float]) -> ReadSubmission:
    """Make the rows of one submission, with those of the optional ``tables``; add the seconds of each part to ``taken``."""
    scans = add_seconds(taken, "documents", lambda: open_scans(data))
    add_seconds(taken, "scans", lambda: [scans.of(one) for one in scans.submission.reports()])
    filing = add_seconds(taken, "Items", lambda: read_items(scans))
    read = ReadSubmission(scans, filing.header or _NO_HEADER, filing, "0" * 64, len(data))
    if FIGURES & set(tables):
        add_seconds(taken, "figures", lambda: read.figures)
        add_seconds(taken, "distinct facts", lambda: read.facts)
    if TABLES & set(tables):
        add_seconds(taken, "tables and their cells", lambda: read.tables)
    for table in OF_FILINGS:
        if not table.optional or table.name in tables:
            add_seconds(taken, f"rows of {table.name}", partial(_rows, table, read))
    return read


def best_round(
    filings: Sequence[bytes], tables: Collection[str], rounds: int
) -> tuple[dict[str, float], list[float]]:
    """Read all ``filings`` in each of ``rounds``, as a reader of the Spark job does once it has unpacked them.

    Returns the seconds of processor time of the best round: by part, garbage collection among them, and by filing.
    """
    best: tuple[dict[str, float], list[float]] | None = None
    collected = gc.isenabled()
    gc.disable()  # as the reader does
    for _ in range(rounds):
        taken: dict[str, float] = {}
        ends: list[float] = []
        for number, data in enumerate(filings, 1):
            read_parts(data, tables, taken)
            if number % COLLECT_EVERY == 0:
                add_seconds(taken, "garbage", gc.collect)
            ends.append(sum(taken.values()))
        if best is None or ends[-1] < sum(best[1]):
            best = taken, [end - begin for begin, end in zip([0.0, *ends], ends, strict=False)]
    if collected:
        gc.enable()
    assert best is not None
    return best


def _rows(table: Table, read: ReadSubmission) -> object:
    if table.columnar is not None:
        return table.columnar(read)
    assert table.rows is not None
    return list(table.rows(read))
