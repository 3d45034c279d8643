"""Marked text, and the way back from any place in it to the place in the source."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate, pairwise

from docai.document.window import Window, begin, within

_PIECES_PER_RUN = 64
_BLOCK = 1024
"""Characters of the source in which tags are counted together."""
_WRAPS = tuple(
    f"{name}>{blank}"
    for tag in ("b", "i", "u", "strong", "em")
    for name in (tag, tag.upper())
    for blank in ("", "\n", " ", "\r\n")
)
"""Tags of type right before another tag: a paragraph may be in them, or several."""
_BEGIN_BLOCK = frozenset(
    ("p ", "p>", "P ", "P>", "di", "DI", "ce", "CE", "h1", "h2", "h3", "h4", "H1", "H2", "H3", "H4")
)


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
        self._windows: dict[tuple[int, int], Window] = {}

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
            untagged = lines and not index
            passed, at = begin(piece, self._read[index], lines=lines, untagged=untagged)
        place, passed, at = within(piece, ahead, (passed, at), lines=lines)
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

    def window(self, start: int, end: int) -> Window:
        """Return the pieces around ``raw[start:end]``, for many questions about places in it."""
        first = bisect_right(self._run_ends, start)
        last = min(bisect_right(self._run_ends, max(start, end - 1)) + 1, len(self._run_ends))
        key = (first, last)
        found = self._windows.get(key)
        if found is None:
            begin = first * _PIECES_PER_RUN
            pieces = self._pieces[begin : last * _PIECES_PER_RUN]
            read = self._read[begin : last * _PIECES_PER_RUN]
            raw_at = self._run_ends[first - 1] if first else 0
            found = self._windows[key] = Window(
                pieces, read, raw_at, self._piece_start(begin), lines=self._lines
            )
        return found

    def source_spans(
        self, spans: Sequence[tuple[int, int]], around: tuple[int, int] | None = None
    ) -> list[tuple[int, int]]:
        """Return where in ``source`` each stretch of ``raw`` (from, to; not empty, in order) stands.

        As exact as ``source_offset``, of the first and the last character; for many places far quicker. ``around``: a
        stretch of ``raw`` that holds them all, whose ``window`` serves them too.
        """
        if not spans:
            return []
        left_out, shift = self._left_out[0], self._left_out[1] - self._left_out[0]
        start, end = around or (spans[0][0], spans[-1][1])
        found = self.window(start, end).spans(self.raw, spans)
        if not shift:
            return found
        return [
            (start + shift * (start >= left_out), stop + shift * (stop > left_out))
            for start, stop in found
        ]

    def tags_with(self, words: Iterable[str]) -> Iterator[tuple[int, str]]:
        """Yield each tag that holds one of ``words``, with where in ``raw`` what it left begins."""
        places = sorted({at for word in words for at in _occurrences(self._source, word)})
        for at in places:
            index = self._index_at(at)
            tag, closed, _ = self._pieces[index].partition(">")
            if closed:
                run = index // _PIECES_PER_RUN
                before = self._read[run * _PIECES_PER_RUN : index]
                yield (self._run_ends[run - 1] if run else 0) + sum(map(len, before)), tag

    def _index_at(self, at: int) -> int:
        """Return the index of the piece that holds the character ``at`` of the source."""
        block = at // _BLOCK
        return self._tags_before[block] + self._source.count("<", block * _BLOCK, at + 1)

    def tags(self, names: frozenset[str]) -> Iterator[tuple[str, int]]:
        """Yield each tag of one of ``names`` (lower case), with where in ``raw`` the text behind it begins."""
        at = 0
        for piece, read in zip(self._pieces, self._read, strict=True):
            name = piece[:12].partition(">")[0].lower()
            if name in names:
                yield name, at
            at += len(read)

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
        """Return where in ``source`` the piece of that index begins; a "<" stands before each but the first."""
        if not index:
            return 0
        block = bisect_left(self._tags_before, index) - 1
        first = self._tags_before[block] + 1
        before = self._pieces[first:index]
        return self._source.find("<", block * _BLOCK) + 1 + sum(map(len, before)) + len(before)

    @cached_property
    def _tags_before(self) -> list[int]:
        """How many "<" stand in ``source`` before each of its blocks, and in all of it."""
        blocks = range(0, len(self._source), _BLOCK)
        counts = (self._source.count("<", at, at + _BLOCK) for at in blocks)
        return list(accumulate(counts, initial=0))

    @cached_property
    def wraps_blocks(self) -> bool:
        """Whether a tag of type stands around a paragraph, or several: "<b><p>One</p><p>Two</p></b>"."""
        pieces = self._pieces
        there = set(pieces).intersection(_WRAPS)
        return (
            any(before in there and piece[:2] in _BEGIN_BLOCK for before, piece in pairwise(pieces))
            if there
            else False
        )


def _occurrences(text: str, word: str) -> Iterator[int]:
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)
