"""A reader process that some documents hang, crash or bloat, as a native parser might be: for tests and benchmarks."""

from __future__ import annotations

import ctypes
import os
import sys
import zlib
from collections.abc import Collection

from spark_delta.read.outcome import Outcome
from spark_delta.read.reader_process import main
from spark_delta.read.submission_rows import read_submission

MODULE = "spark_delta.testing.hostile_reader"

HANG, SEGFAULT, BLOAT, ABORT = (
    b"docai-test: hang",
    b"docai-test: segfault",
    b"docai-test: bloat",
    b"docai-test: abort",
)


def read(
    stored: bytes, accession: str, sha256: str | None, max_bytes: int, tables: Collection[str]
) -> Outcome:
    """Do to this process what the submission says, else read it."""
    try:
        body = zlib.decompressobj(wbits=31).decompress(stored)
    except zlib.error:
        body = b""
    if HANG in body:
        ctypes.PyDLL(None).sleep(
            3600
        )  # with the interpreter's lock held: no Python timeout interrupts it
    if SEGFAULT in body:
        ctypes.string_at(0)
    if BLOAT in body:
        hoard = []
        while True:
            hoard.append(bytearray(64 << 20))
    if ABORT in body:
        os.abort()
    return read_submission(stored, accession, sha256, max_bytes, tables)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], read))
