"""Marked text, and the way back from any place in it to the place in the source."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from docai.document.characters import ENTITY, INVISIBLE, character, prose
from docai.document.marks import MARKS

_PIECES_PER_RUN = 64
_BLOCK = 1024


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
        self._begun = (-1, 0, 0)
        self._ends_in_run: dict[int, list[int]] = {}
        self._tags_before: list[int] | None = None

    def source_offset(self, at: int) -> int:
        """Return where in ``source`` the character ``raw[at]`` stands; exact to the character, entities aside."""
        if at >= len(self.raw):
            return len(self._source) + self._left_out[1] - self._left_out[0]
        if at not in self._places:
            index, raw_at = self.piece_at(at)
            place = self._piece_start(index) + self._place_in_piece(index, at - raw_at)
            start, end = self._left_out
            self._places[at] = place if place < start else place + end - start
        return self._places[at]

    def _place_in_piece(self, index: int, ahead: int) -> int:
        piece, lines = self._pieces[index], self._lines
        known, passed, at = self._begun
        if known != index or ahead < passed:
            passed, at = _begin(piece, self._read[index], lines=lines)
        place, passed, at = _within(piece, ahead, (passed, at), lines=lines)
        self._begun = (index, passed, at)
        return place

    def tag_at(self, at: int) -> str:
        """Return the tag, with its attributes, that stands before the text at ``raw[at]``: how that text looks."""
        return self._pieces[self.piece_at(at)[0]].partition(">")[0] if at < len(self.raw) else ""

    @property
    def pieces(self) -> Sequence[str]:
        """Return the pieces of the source, each a tag and the text after it: "b>Item 1."; the first is text alone."""
        return self._pieces

    @property
    def texts(self) -> Sequence[str]:
        """Return the text, with its marks, that each of ``pieces`` became."""
        return self._read

    def piece_at(self, at: int) -> tuple[int, int]:
        """Return the index of the piece that holds ``raw[at]``, and where it begins in ``raw``."""
        run = bisect_right(self._run_ends, at)
        first = run * _PIECES_PER_RUN
        start = self._run_ends[run - 1] if run else 0
        ends = self._ends_in_run.get(run)
        if ends is None:
            lengths = map(len, self._read[first : first + _PIECES_PER_RUN])
            ends = self._ends_in_run[run] = list(accumulate(lengths, initial=start))
        place = bisect_right(ends, at) - 1
        return first + place, ends[place]

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


def _begin(piece: str, read: str, *, lines: bool) -> tuple[int, int]:
    """Return how many characters of ``read`` no character of ``piece`` became, and where those of the others begin."""
    if read.startswith("<"):
        return 1, 0
    at = piece.find(">") + 1
    marks = len(read) - len(read.lstrip(MARKS if lines else MARKS + "\n"))
    if marks and not lines:
        at = len(piece) - len(piece[at:].lstrip())
    return marks, at


def _within(piece: str, ahead: int, begun: tuple[int, int], *, lines: bool) -> tuple[int, int, int]:
    """Return where in ``piece`` the character stands that became the ``ahead``-th of its text.

    ``begun``: a character of the text, and where it stands in the piece; one nearer to ``ahead`` is returned with the answer,
    so that whoever asks for many places in order looks at each character once.
    """
    passed, at = begun
    changes = _CHANGES_IN_LINES if lines else _CHANGES
    while True:
        limit = at + max(0, ahead - passed) + _LONGEST_CHANGE
        change = changes.search(piece, at, limit)
        if change is None:
            break
        if change.end() > limit - _LONGEST_ENTITY:
            # it may go on behind the limit
            change = changes.match(piece, change.start()) or change
        gap = change.start() - at
        if ahead - passed < gap:
            break
        width = _width(change[0], lines=lines)
        if ahead - passed - gap < width:
            return change.start(), passed, at
        passed += gap + width
        at = change.end()
    place = max(0, min(at + ahead - passed, len(piece)))
    return (place, ahead, place) if place == at + ahead - passed else (place, passed, at)


_LONGEST_CHANGE = 128
"""Characters of a change that are looked at first; a run of blanks may be longer."""
_LONGEST_ENTITY = 36
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
