"""Marked text, and the way back from any place in it to the place in the source."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate

from docai.document.characters import ENTITY, INVISIBLE, character, prose
from docai.document.marks import MARKS

_PIECES_PER_RUN = 64
_BLOCK = 4096


class ReadPieces:
    """The pieces of a document, the text that each became, and these joined in runs."""

    def __init__(self, pieces: list[str], texts: list[str]) -> None:
        self.pieces, self.texts = pieces, texts
        starts = range(0, len(texts), _PIECES_PER_RUN)
        self.runs = ["".join(texts[at : at + _PIECES_PER_RUN]) for at in starts]

    def places_of(self, text: str) -> Iterator[int]:
        """Yield the pieces that were read as ``text``, a mark; those emptied since are passed over."""
        for run, joined in enumerate(self.runs):
            if text in joined:
                first = run * _PIECES_PER_RUN
                for index in range(first, min(first + _PIECES_PER_RUN, len(self.texts))):
                    if self.texts[index] == text:
                        yield index

    def join_again(self, changed: Iterable[range]) -> None:
        """Join the runs again in which pieces have changed."""
        stale = {
            run
            for part in list(changed)
            for run in range(part.start // _PIECES_PER_RUN, (part.stop - 1) // _PIECES_PER_RUN + 1)
        }
        for run in stale:
            at = run * _PIECES_PER_RUN
            self.runs[run] = "".join(self.texts[at : at + _PIECES_PER_RUN])


class MarkedText:
    """``raw``, the text with its marks, and the way back from a place in it to the place in the source.

    ``left_out`` is the stretch of the source that was cut out before it became ``source``. ``is_typed`` says that most
    of an HTML document stands between <pre> and </pre>: it reads like plain text.
    """

    def __init__(
        self, source: str, read: ReadPieces, *, lines: bool, left_out: tuple[int, int] = (0, 0)
    ) -> None:
        self._source, self._lines, self._left_out = source, lines, left_out
        self.is_inline_xbrl = self.is_typed = False
        self._places: dict[int, int] = {}
        self._pieces, self._read = read.pieces, read.texts
        self.raw = "".join(read.runs)
        self._run_ends = list(accumulate(map(len, read.runs)))
        self._tags_before: list[int] | None = None

    def source_offset(self, at: int) -> int:
        """Return where in ``source`` the character ``raw[at]`` stands; exact to the character, entities aside."""
        if at >= len(self.raw):
            return len(self._source) + self._left_out[1] - self._left_out[0]
        if at not in self._places:
            index, raw_at = self._piece(at)
            place = self._piece_start(index) + _within(
                self._pieces[index], self._read[index], at - raw_at, lines=self._lines
            )
            start, end = self._left_out
            self._places[at] = place if place < start else place + end - start
        return self._places[at]

    def tag_at(self, at: int) -> str:
        """Return the tag, with its attributes, that stands before the text at ``raw[at]``: how that text looks."""
        return self._pieces[self._piece(at)[0]].partition(">")[0] if at < len(self.raw) else ""

    def _piece(self, at: int) -> tuple[int, int]:
        """Return the index of the piece that holds ``raw[at]``, and where it begins in ``raw``."""
        run = bisect_right(self._run_ends, at)
        index = run * _PIECES_PER_RUN
        raw_at = self._run_ends[run - 1] if run else 0
        while raw_at + len(self._read[index]) <= at:
            raw_at += len(self._read[index])
            index += 1
        return index, raw_at

    def _piece_start(self, index: int) -> int:
        """Return where in ``source`` the piece of that index begins: after as many "<" as there are pieces before."""
        if not index:
            return 0
        if self._tags_before is None:
            blocks = range(0, len(self._source), _BLOCK)
            counts = (self._source.count("<", at, at + _BLOCK) for at in blocks)
            self._tags_before = [0, *accumulate(counts)]
        block = bisect_left(self._tags_before, index) - 1
        at = block * _BLOCK - 1
        for _ in range(index - self._tags_before[block]):
            at = self._source.find("<", at + 1)
        return at + 1


def _within(piece: str, read: str, ahead: int, *, lines: bool) -> int:
    """Return where in ``piece`` the character stands that became ``read[ahead]``; ``lines``: the text kept its lines."""
    literal = read.startswith("<")
    at = 0 if literal else piece.find(">") + 1
    marks = len(read) - len(read.lstrip(MARKS if lines else MARKS + "\n"))
    ahead -= 1 if literal else marks
    if marks and not lines:
        at = len(piece) - len(piece[at:].lstrip())
    for change in (_CHANGES_IN_LINES if lines else _CHANGES).finditer(piece, at):
        if ahead < change.start() - at:
            break
        ahead -= change.start() - at
        width = _width(change[0], lines=lines)
        if ahead < width:
            return change.start()
        ahead -= width
        at = change.end()
    return max(0, min(at + ahead, len(piece)))


_CHANGES_IN_LINES = re.compile(rf"\r\n|\t|{ENTITY.pattern}")
_CHANGES = re.compile(
    rf"(?:\s|&nbsp;?|&#160;?|&#[xX][aA]0;?)+|{INVISIBLE.pattern}|{ENTITY.pattern}"
)


def _width(change: str, *, lines: bool) -> int:
    """Return how many characters of the text one changed change of the source has become."""
    if change[0] == "&" and not (not lines and _CHANGES_TO_BLANK.match(change)):
        return len(character(change)) if lines else len(prose(change))
    if change == "\t":
        return 8 if lines else 1
    return 0 if INVISIBLE.match(change) else 1


_CHANGES_TO_BLANK = re.compile(r"&nbsp|&#160|&#[xX][aA]0")
