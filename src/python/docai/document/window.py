"""Pieces of a document, a tag and the text behind it each: from a place in the text to the place in the source."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from functools import cached_property, lru_cache
from itertools import accumulate

from docai.document.characters import ENTITY, INVISIBLE, character, prose
from docai.document.marks import MARKS, PAGE

_MARKED = MARKS + "\n "


class Window:
    """Some pieces in a row, from ``raw_at`` of the marked text and ``source_at`` of the source on."""

    def __init__(
        self, pieces: list[str], read: list[str], raw_at: int, source_at: int, *, lines: bool
    ) -> None:
        self._pieces, self._read, self._lines = pieces, read, lines
        self._is_first = lines and not source_at
        self._ends = list(accumulate(map(len, read), initial=raw_at))
        # a "<" stands between pieces
        self._source_ends = list(accumulate(map(len, pieces), initial=source_at))

    def tags_before(self, at: int, since: int) -> tuple[str, str]:
        """Return the tags between ``raw[since]`` and ``raw[at]`` as one text, and the source of the text at ``at``."""
        first, last = bisect_right(self._ends, since) - 1, bisect_right(self._ends, at) - 1
        tags = [piece.partition(">")[0] for piece in self._pieces[first : last + 1]]
        return "<".join(tags), self._pieces[last].partition(">")[2]

    def spans(self, raw: str, spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
        """Return where in the source each stretch of ``raw`` (not empty, in order) stands."""
        ends, pieces, source_ends = self._ends, self._pieces, self._source_ends
        found: list[tuple[int, int]] = []
        now = -1
        for first, end in spans:
            if now < 0 or first >= ends[now + 1]:
                now = bisect_right(ends, first) - 1
            if self._lines:
                last = now if end <= ends[now + 1] else bisect_right(ends, end - 1) - 1
                found.append((self._place(now, first), self._place(last, end - 1) + 1))
                continue
            piece = pieces[now]
            within = end <= ends[now + 1]
            words = raw[first:end] if within else raw[first : ends[now + 1]].rstrip()
            inside = piece.rfind(words)
            start = source_ends[now] + now + inside if inside >= 0 else self._place(now, first)
            if within:
                stop = start + end - first if inside >= 0 else self._place(now, end - 1) + 1
            else:
                last = bisect_right(ends, end - 1) - 1
                words = raw[ends[last] : end].lstrip(_MARKED)
                inside = pieces[last].rfind(words)
                stop = (
                    source_ends[last] + last + inside + len(words)
                    if inside >= 0
                    else self._place(last, end - 1) + 1
                )
            found.append((start, stop))
        return found

    def _place(self, index: int, at: int) -> int:
        ahead = at - self._ends[index]
        if self._lines:
            piece = self._long.get(index)
            if piece is None:
                untagged = self._is_first and not index
                piece = self._long[index] = _PieceAt(
                    self._pieces[index], self._read[index], lines=True, untagged=untagged
                )
            inside = piece.within(ahead)
        else:
            inside = _inside(self._pieces[index], self._read[index], ahead)
        return self._source_ends[index] + index + inside

    @cached_property
    def _long(self) -> dict[int, _PieceAt]:
        return {}


@lru_cache(maxsize=8192)
def _inside(piece: str, read: str, ahead: int) -> int:
    """Return where in a piece of HTML the character stands that became ``read[ahead]``: most pieces come again."""
    return _PieceAt(piece, read, lines=False).within(ahead)


class _PieceAt:
    """One piece, asked for many places in it. ``untagged``: the first of plain text, which is text alone."""

    def __init__(self, piece: str, read: str, *, lines: bool, untagged: bool = False) -> None:
        self._piece, self._read, self._lines, self._untagged = piece, read, lines, untagged
        words = read if untagged else read.lstrip(MARKS if lines else MARKS + "\n")
        self._marks = len(read) - len(words)
        self._same = not read.startswith("<") and piece.endswith(words)
        self._words_at = len(piece) - len(words)
        self._steps: tuple[list[int], list[int]] | None = None

    def within(self, ahead: int) -> int:
        """Return where in the piece the character stands that became ``read[ahead]``."""
        if self._same:
            return max(0, min(self._words_at + max(0, ahead - self._marks), len(self._piece)))
        if not self._lines or self._read.startswith("<"):
            untagged = self._untagged
            begun = begin(self._piece, self._read, lines=self._lines, untagged=untagged)
            return within(self._piece, ahead, begun, lines=self._lines)[0]
        if self._steps is None:
            self._steps = self._changes()
        read_at, source_at = self._steps
        step = bisect_right(read_at, ahead - self._marks) - 1
        # an odd step is the inside of a change: its first character
        inside = step % 2
        beyond = 0 if inside else ahead - self._marks - read_at[step]
        return max(0, min(source_at[step] + beyond, len(self._piece)))

    def _changes(self) -> tuple[list[int], list[int]]:
        """Return where in what was read, and where in the piece, each stretch begins: unchanged, changed, in turn."""
        begins = 0 if self._untagged else self._piece.find(">") + 1
        read = -_own_marks(self._piece, begins) * bool(self._marks)
        read_at, source_at = [read], [begins]
        at = begins
        for change in _CHANGES_IN_LINES.finditer(self._piece, begins):
            read += change.start() - at
            read_at.append(read)
            source_at.append(change.start())
            read += _width(change[0], lines=True)
            read_at.append(read)
            source_at.append(change.end())
            at = change.end()
        return read_at, source_at


def begin(piece: str, read: str, *, lines: bool, untagged: bool = False) -> tuple[int, int]:
    """Return how many characters of ``read`` no character of ``piece`` became, and where those of the others begin.

    ``untagged``: no tag stands in the piece, as in the first of plain text, whose ">" ends none.
    """
    if untagged:
        return 0, 0
    if read.startswith("<"):
        return 1, 0
    at = piece.find(">") + 1
    marks = len(read) - len(read.lstrip(MARKS if lines else MARKS + "\n"))
    if lines:
        return marks - _own_marks(piece, at), at
    if marks:
        blanks = _BLANKS.match(piece, at)
        at = blanks.end() if blanks else at
    return marks, at


def _own_marks(piece: str, at: int) -> int:
    """Return how many breaks of page the text of a piece begins with, as typed: these are characters of it."""
    end = at
    while piece[end : end + 1] in _TYPED_MARKS:
        end += 1
    return end - at


_TYPED_MARKS = frozenset(PAGE)


def within(piece: str, ahead: int, begun: tuple[int, int], *, lines: bool) -> tuple[int, int, int]:
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
_BLANKS = re.compile(r"(?:\s|&nbsp;?|&#160;?|&#[xX][aA]0;?)+")
_CHANGES = re.compile(rf"{_BLANKS.pattern}|{INVISIBLE.pattern}|{ENTITY.pattern}")


def _width(change: str, *, lines: bool) -> int:
    """Return how many characters of the text one changed change of the source has become."""
    if change[0] == "&" and not (not lines and _CHANGES_TO_BLANK.match(change)):
        return len(character(change)) if lines else len(prose(change))
    if change == "\t":
        return 8 if lines else 1
    return 0 if INVISIBLE.match(change) else 1


_CHANGES_TO_BLANK = re.compile(r"&nbsp|&#160|&#[xX][aA]0")
