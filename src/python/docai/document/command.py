"""What the programs that read documents from files share: their arguments, and how each file is opened."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from docai.document.errors import DocumentError
from docai.runtime.exit_codes import ExitCode
from docai.runtime.printable import printable
from docai.runtime.program import as_called


def file_parser(
    program: str, about: str | None, version: str, files: str = "a bare 10-K document"
) -> argparse.ArgumentParser:
    """Return the parser of a program over files: complete submissions, or what ``files`` names."""
    made = argparse.ArgumentParser(
        prog=as_called(f"python -m {program}"),
        description=as_called(about or ""),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    made.add_argument(
        "files", nargs="+", type=Path, metavar="FILE", help=f"a complete submission, or {files}"
    )
    made.add_argument("--version", action="version", version=version)
    return made


def each_file(paths: Iterable[Path], read: Callable[[Path, bytes], bool]) -> ExitCode:
    """Call ``read`` with each file and its bytes; it returns whether all of it could be read.

    Returns DONE; CALLER at the first file that the system does not give; PARTIAL where ``read`` returned False, or raised
    DocumentError, which is told.
    """
    code = ExitCode.DONE
    for path in paths:
        try:
            data = path.read_bytes()
        except OSError as error:
            complain(f"{path}: {error.strerror or error}")
            return ExitCode.CALLER
        try:
            whole = read(path, data)
        except DocumentError as error:
            complain(f"{path}: {error.stage}: {error}")
            whole = False
        if not whole:
            code = ExitCode.PARTIAL
    return code


def complain(sentence: str) -> None:
    """Print a sentence on stderr, without control characters of others."""
    print(printable(sentence), file=sys.stderr)
