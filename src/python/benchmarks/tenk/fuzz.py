"""Feeds the 10-K reader bytes that libFuzzer makes up: anything but a Filing or a DocumentError is a find.

Needs atheris, which is no dependency of the project: pip install atheris.

usage: python -m benchmarks.tenk.fuzz [CORPUS DIR] [-max_total_time=600] [-max_len=4096] [-timeout=10]
"""

from __future__ import annotations

import sys

import atheris

with atheris.instrument_imports(include=["docai.tenk", "docai.filing"]):
    from docai.tenk import DocumentError, open_submission, read_filing

_PREFIXES = (
    b"",
    b"<html><body>",
    b"<SEC-HEADER>\n</SEC-HEADER>\n<DOCUMENT>\n<TYPE>10-K\n<TEXT>\n",
    b"\nItem 1. Business\nWe.\nItem 7. Management's Discussion and Analysis\nSee page F-1.\nItem 8. Financial Statements\n",
)


def one(data: bytes) -> None:
    """Read one document and check what every Filing promises."""
    if not data:
        return
    document = _PREFIXES[data[0] % len(_PREFIXES)] + data[1:]
    try:
        filing = read_filing(document)
        source = open_submission(document).primary().text()
    except DocumentError:
        return
    for item in filing.items:
        if not 0 <= item.confidence <= 1:
            raise AssertionError(f"confidence {item.confidence}")
        if item.source != "exhibit-13" and not 0 <= item.start <= item.end <= len(source):
            raise AssertionError(f"place {item.start}-{item.end} of {len(source)}")


def main() -> None:
    """Run until stopped, or for -max_total_time seconds."""
    atheris.Setup(sys.argv, one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
