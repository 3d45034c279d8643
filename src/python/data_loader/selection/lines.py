"""Lines of a body as it streams by: in bounded memory, and with work that grows with the bytes alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from data_loader.edgar.answer import Kind
from data_loader.edgar.errors import Trouble

LONGEST_LINE = 64 * 1024
"""Bytes; the lines of EDGAR's lists and indexes have some 100 to 500."""

_HALF = LONGEST_LINE // 2

LARGEST_BODY = 1_000_000_000
"""Bytes, unpacked; the list of all names has 100 MB, a quarter's index 60 MB."""


def _nowhere(block: bytes) -> bool:
    """Skip nothing."""
    return False


def lines_of(
    pieces: Iterable[bytes], *, what: str, skip: Callable[[bytes], bool] = _nowhere
) -> Iterator[bytes]:
    """Yield the lines without their ends, the last one also when it has none and is not empty.

    A line that is too long loses its middle, and has LONGEST_LINE bytes then: what it says at its ends is there, and the
    lines beside it are whole. Of many lines at once that ``skip`` takes for of no interest, only the last one is given.
    Raises Trouble for a body that is too long for the kind of list that ``what`` names.
    """
    rest = bytearray()
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > LARGEST_BODY:
            raise Trouble(Kind.TOO_LARGE, f"this {what} has more than {LARGEST_BODY:,} bytes")
        first, newline, more = piece.partition(b"\n")
        rest += first
        if newline:
            yield _cut(bytes(rest))
            block, newline, last = more.rpartition(b"\n")
            if len(block) < LONGEST_LINE and skip(block):
                block = block.rpartition(b"\n")[2]
            if newline:
                yield from map(_cut, block.split(b"\n"))
            rest = bytearray(last)
        if len(rest) > 2 * LONGEST_LINE:
            # only now and then: the work grows with the bytes alone
            del rest[_HALF:-_HALF]
    if rest:
        yield _cut(bytes(rest))


def _cut(line: bytes) -> bytes:
    return line if len(line) <= LONGEST_LINE else line[:_HALF] + line[-_HALF:]
