"""What the programs that read documents from files share: their arguments, and how each file is opened."""

from __future__ import annotations

import argparse
import sys
import zlib
from collections.abc import Callable, Iterable
from gzip import BadGzipFile, GzipFile
from io import BytesIO
from pathlib import Path

from docai.document.errors import DocumentError, NotAFiling, TooLarge
from docai.document.submission import MAX_BYTES
from docai.runtime.exit_codes import ExitCode
from docai.runtime.printable import printable
from docai.runtime.program import as_called

_GZIP = b"\x1f\x8b"
"""How a file begins that is packed with gzip (RFC 1952, section 2.3.1), as the lake stores submissions."""


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
        "files",
        nargs="+",
        type=Path,
        metavar="FILE",
        help=f"a complete submission, or {files}; also packed with gzip, as the lake has it",
    )
    made.add_argument("--version", action="version", version=version)
    return made


def each_file(paths: Iterable[Path], read: Callable[[Path, bytes], bool]) -> ExitCode:
    """Call ``read`` with each file and its bytes, unpacked where gzip packed them; it returns whether all of it could be read.

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
            whole = read(path, _unpacked(data))
        except DocumentError as error:
            complain(f"{path}: {error.stage}: {error}")
            whole = False
        if not whole:
            code = ExitCode.PARTIAL
    return code


def _unpacked(data: bytes) -> bytes:
    """Return the bytes of a file, unpacked where gzip packed them. Raises NotAFiling, TooLarge."""
    if not data.startswith(_GZIP):
        return data
    try:
        unpacked = GzipFile(fileobj=BytesIO(data)).read(MAX_BYTES + 1)
    except (BadGzipFile, EOFError, zlib.error) as error:
        raise NotAFiling(f"it is packed with gzip, and damaged: {error}") from error
    if len(unpacked) > MAX_BYTES:
        raise TooLarge(f"more than {MAX_BYTES:,} bytes when unpacked")
    return unpacked


def complain(sentence: str) -> None:
    """Print a sentence on stderr, without control characters of others."""
    print(printable(sentence), file=sys.stderr)
