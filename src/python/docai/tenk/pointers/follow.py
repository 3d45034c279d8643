"""Pointers followed: the words of an Item that stand in Exhibit 13, or elsewhere in the same document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from docai.tenk.model import Source
from docai.tenk.pointers.pointer import Pointer
from docai.tenk.pointers.reads_like import LONGEST_HEADING, SURE, likeness_of
from docai.tenk.pointers.report_lines import LONGEST_CAPTION
from docai.tenk.pointers.report_notes import Stretch
from docai.tenk.pointers.target import Target
from docai.tenk.vocabulary import STRONG_TITLES, letters, title_kind

_SHORT_KINDS = frozenset(("legal", "market_risk", "properties", "market", "selected"))
_TOO_LONG = 80_000
"""Characters above which what is found for such an Item holds more than the Item: all of the discussion, or of the notes."""
MOST_EXHIBITS = 12
_MOST_NAMED = 12
_MOST_HEADS = 2
"""Lines that may be the heading of a note, of which one is."""


@dataclass(frozen=True, slots=True)
class Found:
    """The words that a pointer leads to, and their place: ``start`` and ``end`` in the marked text of ``target``.

    Not ``sure``: they are too few for what the Item is about, or read too little like it.
    """

    text: str
    source: Source
    target: Target
    start: int
    end: int
    sure: bool = True


def follow(
    pointer: Pointer,
    kind: str,
    own: Stretch,
    primary: Target,
    exhibits: Sequence[Target],
    borders: list[int],
    items: Mapping[str, Stretch],
) -> Found | None:
    """Return the words that an Item of that ``kind`` points to; None when they are not in the submission.

    ``own`` is the stretch of the Item in ``primary``, ``borders`` where the Items in it begin, ``items`` their stretches
    by number. What is found must
    read like what the Item is about; the most exact direction that gives such words is taken.
    """
    if kind in IN_PROXY and not _stays_here(pointer):
        return None
    if pointer.to_report:
        if not exhibits:
            return _bound_in(pointer, kind, own, primary, borders)
        places = [(exhibit, "exhibit-13") for exhibit in exhibits]
    elif pointer.to_proxy:
        return None
    else:
        places = [(primary, "elsewhere")]
    weak: Found | None = None
    for target, source in places:
        is_own = target is primary
        for stretches in _directions(
            pointer,
            kind,
            own if is_own else (-1, -1),
            target,
            borders if is_own else [],
            items if is_own else {},
        ):
            outside = [stretch for stretch in stretches if not is_own or not _overlap(stretch, own)]
            if not outside:
                continue
            text = "\n\n".join(target.words(*stretch) for stretch in outside)
            likeness = likeness_of(kind, text)
            if not likeness:
                continue
            where: Source = "elsewhere" if source == "elsewhere" else "exhibit-13"
            end = max(end for _, end in outside)
            too_long = kind in _SHORT_KINDS and len(text) > _TOO_LONG
            sure = likeness == SURE and not (too_long or _is_endless(pointer, kind, target, outside))  # fmt: skip
            found = Found(text, where, target, outside[0][0], end, sure)
            if found.sure:
                return found
            weak = weak or found
    return weak


def _is_endless(pointer: Pointer, kind: str, target: Target, found: list[Stretch]) -> bool:
    """Return whether a section that begins on a page was found by that page alone, which does not say where it ends."""
    if not pointer.open_ended or kind in _WHOLE_HEADS:
        return False
    page = target.by_page_on(pointer.ranges[0][0])
    return page is not None and found == [page]


def _stays_here(pointer: Pointer) -> bool:
    """Return whether an Item that the proxy statement mostly answers points to pages, notes or Items of this report."""
    here = pointer.only_pages or pointer.notes or pointer.items
    return bool(here) and not pointer.to_proxy


def _bound_in(
    pointer: Pointer, kind: str, own: Stretch, primary: Target, borders: list[int]
) -> Found | None:
    """Return the words of an annual report that is part of the 10-K document itself, after all of its Items.

    So it was done on paper, and in the first years of EDGAR. Its page numbers are another book's.
    """
    # where a section of a report ends, the look of its headings tells less well than what they say
    if kind == "statements":
        stretches = primary.statements(own, borders)
    elif kind == "mda":
        stretches = primary.discussion()
    else:
        captions = pointer.captions[:_MOST_NAMED]
        stretches = (one for caption in captions for one in primary.by_caption(caption))
    for stretch in stretches:
        if stretch[0] <= borders[-1] or primary.is_before_signatures(borders[-1], stretch[0]):
            continue
        if kind not in _WHOLE_HEADS:
            stretch = stretch[0], primary.head_after(*stretch, discussion=kind == "selected")
        text = primary.words(*stretch)
        if kind == "statements" and "schedule" in text[:LONGEST_HEADING].lower():
            # of the parent company alone: the report itself is in another document
            continue
        if likeness_of(kind, text) == SURE:
            # what goes on to the end of the document may hold other exhibits
            sure = kind in _WHOLE_HEADS and stretch[1] < len(primary.text.raw.rstrip())
            return Found(text, "elsewhere", primary, *stretch, sure)
    return None


_WHOLE_HEADS = frozenset(("statements", "mda"))
"""What an annual report has its own head for, and one for what follows."""
IN_PROXY = frozenset(
    ("directors", "compensation", "ownership", "relationships", "fees", "exhibits", "summary")
)


_HOLD_STATEMENTS = frozenset(("8", "14", "15"))
"""Items that hold the financial statements and their notes."""
_ANSWERED_ITSELF = frozenset(("statements", "mda", "votes", "mine_safety", "exhibits", "business"))
"""Items that another Item does not stand for, whatever they say of it."""


def _overlap(one: Stretch, two: Stretch) -> bool:
    return one[0] < two[1] and two[0] < one[1]


def _directions(
    pointer: Pointer,
    kind: str,
    own: Stretch,
    target: Target,
    borders: list[int],
    items: Mapping[str, Stretch],
) -> Iterator[list[Stretch]]:
    """Yield the stretches that the pointer may mean, the most exact direction first."""
    captioned = (
        [_within(span, borders)]
        for caption in _captions(pointer, kind)
        for span in target.by_caption(caption)
    )
    if pointer.open_ended and kind != "statements":
        # the page says where the section begins, not where it ends
        yield from captioned
    if pointer.ranges:
        if pointer.open_ended or (
            kind == "statements" and all(one == two for one, two in pointer.ranges)
        ):
            span = target.by_page_on(pointer.ranges[0][0])
            if span:
                yield [_of_kind(kind, pointer, target, span, borders)]
        spans = [target.by_pages(*pages) for pages in pointer.ranges]
        present = _merged([span for span in spans if span])
        whole = kind in _WHOLE_HEADS or not pointer.open_ended
        if whole and present and len(present) >= len(spans) / 2:
            yield (
                [_of_kind(kind, pointer, target, present[0], borders)]
                if len(present) == 1
                else present
            )
    if kind not in ("statements", "mda"):
        yield from _in_notes(pointer, kind, target, borders)
        yield from _notes(pointer, target, pointer.captions, borders)
    yield from captioned
    if kind not in ("statements", "mda") and pointer.captions:
        yield from _notes(pointer, target, (), borders)
    if kind not in _ANSWERED_ITSELF:
        named = [item for item in pointer.items[:_MOST_NAMED] if item in items]
        if pointer.notes or pointer.captions:
            # "Note 9 in Item 8": all of Item 8 is not what was named
            named = [item for item in named if item not in _HOLD_STATEMENTS]
        yield from ([items[item]] for item in named)
    if kind == "statements":
        yield from ([span] for span in target.statements(own, borders))
    elif kind == "mda":
        yield from ([span] for span in target.discussion())


def _of_kind(
    kind: str, pointer: Pointer, target: Target, span: Stretch, borders: list[int]
) -> Stretch:
    """Return of the pages that a pointer names what is of its Item's ``kind``, as far as it is known."""
    if kind != "statements":
        return span
    return target.statements_on(pointer.ranges[0][0], span, borders)


def _captions(pointer: Pointer, kind: str) -> Iterator[str]:
    """Yield the captions that a pointer names, without the names of other Items, which the captions are in."""
    for caption in pointer.captions[:_MOST_NAMED]:
        said = letters(caption)
        titled, used = title_kind(said)
        other = titled != kind and titled in STRONG_TITLES
        if not other or (titled == "business" and len(said) > used + _BUSINESS_ENDS):
            yield caption


_BUSINESS_ENDS = 4
"""Letters behind those that tell the title: "Our Business Risks" says more than "Our Businesses"."""


def _notes(
    pointer: Pointer, target: Target, captions: tuple[str, ...], borders: list[int]
) -> Iterator[list[Stretch]]:
    """Yield the notes that the pointer names by number, those whose heading says one of the ``captions``: all, then each."""
    named = [target.by_note(note, captions) for note in pointer.notes[:_MOST_NAMED]]
    firsts = [[_within(span, borders) for span in islice(spans, 1)] for spans in named]
    if sum(map(len, firsts)) > 1:
        yield _merged([span for first in firsts for span in first])
    for first, spans in zip(firsts, named, strict=True):
        yield from ([span] for span in first)
        yield from ([_within(span, borders)] for span in spans)


def _in_notes(
    pointer: Pointer, kind: str, target: Target, borders: list[int]
) -> Iterator[list[Stretch]]:
    """Yield the sections under the captions that stand in the notes that the pointer names: "Legal Matters" in Note 9."""
    if not (pointer.notes and pointer.captions):
        return
    numbers = pointer.notes[:_MOST_NAMED]
    captions = [
        caption
        for caption in _captions(pointer, kind)
        if not letters(caption).startswith("notes")
        and not any(target.note_is_called(note, caption) for note in numbers)
    ]
    if not captions:
        return
    notes = [span for note in numbers for span in islice(target.by_note(note), _MOST_HEADS)]
    for caption in captions:
        for first, stop in notes:
            for start, end in target.by_caption(caption, first + LONGEST_CAPTION, stop):
                yield [_within((start, min(end, stop)), borders)]


def _within(span: Stretch, borders: list[int]) -> Stretch:
    """Return a section as far as the next Item."""
    return span[0], min([border for border in borders if border > span[0]] + [span[1]])


def _merged(spans: list[Stretch]) -> list[Stretch]:
    """Return stretches in order, those that touch made one."""
    merged: list[Stretch] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
