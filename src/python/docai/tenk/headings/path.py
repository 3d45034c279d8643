"""Which of the possible headings are those of the Items: the best path through them, and what it leaves out."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from itertools import islice

from docai.tenk.headings.best_path import (
    best_path,
    tops_contents,
    with_first_parts,
    with_strays,
    without_front_rows,
    without_renumbered,
)
from docai.tenk.headings.candidates import SURE_SCORE, Heading, find_headings
from docai.tenk.headings.contents import CONTENTS_PENALTY, is_index, mark_contents
from docai.tenk.headings.holes import (
    doubtful,
    filled,
    holes,
    is_bare,
    is_numbered_between,
    lacks,
    mended,
)
from docai.tenk.headings.lines import matches_of
from docai.tenk.headings.titles import find_titles, numbered_alike
from docai.tenk.vocabulary import (
    ANNUAL,
    SMALL_BUSINESS,
    Key,
    Numbering,
)

_BARE_SCORE = 3.0
"""What a number alone on its line scores, with no title behind it."""
_CAPITALS = 1.0
"""What capitals add to the score of a heading."""
_RUNNING_HEAD = 150
"""A running head stands this near above the heading itself, where a page begins with both."""
_FEW = 9
"""Fewer Items than this, and headings without the word Item are looked for too."""


def choose_numbering(
    headings: list[Heading], small: list[Heading], form: str
) -> tuple[Numbering, list[Heading]]:
    """Return the numbering that the headings keep, by how often number and title agree, and by the form."""
    agree = sum(bool(h.kind) and h.score >= SURE_SCORE for h in headings)
    agree_small = sum(bool(h.kind) and h.score >= SURE_SCORE for h in small)
    if "SB" in form.upper():
        agree_small += 3
    return (SMALL_BUSINESS, small) if agree_small > agree else (ANNUAL, headings)


_FEW_OF_LISTED = 0.4
"""Where less of the Items of a list than this have a heading in the body, the list is taken for an index."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The headings of the Items, in the order in which they stand, and all that were looked at."""

    numbering: Numbering
    path: list[Heading]
    headings: list[Heading]


def _as_in_ksb(heading: Heading) -> bool:
    """Return whether the discussion is Item 6, as in Form 10-KSB, by which small issuers numbered their 10-Ks for years."""
    return heading.kind == "mda" and heading.as_numbered == (6, "")


def choose_headings(raw: str, low: str, form: str) -> Chosen:
    """Return the Items' headings. ``low`` is ``lowered(raw)``, ``form`` the form type."""
    headings = find_headings(raw, low, ANNUAL)
    numbering: Numbering = ANNUAL
    if "SB" in form.upper() or "10-ksb" in low[:6000] or any(_as_in_ksb(h) for h in headings):
        numbering, headings = choose_numbering(
            headings, find_headings(raw, low, SMALL_BUSINESS), form
        )
    spaced = find_headings(raw, low, numbering, spaced=True) if "t e m" in low else []
    headings = sorted(headings + spaced, key=_place)
    marked, path = _settled(mark_contents(headings, low), low)
    poor = _is_poor(path, marked, low, numbering)
    stretches = [(0, len(low))] if poor else doubtful(path, numbering, len(low))
    if stretches:
        right = mended(low, numbering, stretches)
        if right != low:
            low = right
            headings = sorted(find_headings(raw, low, numbering) + spaced, key=_place)
            marked, path = _settled(mark_contents(headings, low), low)
            poor = _is_poor(path, marked, low, numbering)
    if poor:
        named = {heading.key for heading in marked if heading.in_contents}
        titles = _not_within(find_titles(raw, low, numbering, named=named), headings)
        titles = numbered_alike(titles, marked)
        both = mark_contents(sorted(headings + titles, key=_place), low)
        marked, path = _settled(_as_numbered(both, low), low)
    listed = [heading for heading in marked if heading.in_contents]
    rows = _index_rows(marked, low)
    if rows:
        beside = _as_listed(marked, rows)
        body = _best_path(beside)
        if not _surely(body).issuperset(_CORE_ROWS):
            return Chosen(numbering, _with_rows(rows, body), beside)
    if len({h.key for h in path if h.kind or h.score >= _BARE_SCORE}) < _FEW_OF_LISTED * len(
        {h.key for h in listed}
    ):
        # the list is all there is of most Items: a cross-reference index
        rows = _best_path([h.scored(CONTENTS_PENALTY) for h in listed])
        return Chosen(numbering, _with_rows(rows, path), marked)
    path = without_renumbered(with_first_parts(_at_first(path, marked, low), marked))
    path = _with_plurals(with_strays(path, marked, low), marked)
    if holes(path) or is_numbered_between(path, low):
        path = filled(path, find_titles(raw, low, numbering), low)
    return Chosen(numbering, _each_once(_parted(path, raw, low, numbering)), marked)


def _settled(marked: list[Heading], low: str) -> tuple[list[Heading], list[Heading]]:
    """Return the headings, rows of contents that are left marked too, and the best path through them."""
    path = _best_path(marked)
    right = without_front_rows(path, marked, low)
    return (marked, path) if right is marked else (right, _best_path(right))


def _is_poor(path: list[Heading], marked: list[Heading], low: str, numbering: Numbering) -> bool:
    """Return whether a path has few Items, lacks some, or is that of a list and not of a report."""
    return len(path) < _FEW or lacks(path, marked, numbering) or is_bare(path, low)


def _surely(path: list[Heading]) -> set[Key]:
    """Return the Items whose number and title stand in the body."""
    return {heading.key for heading in path if heading.kind and heading.score >= SURE_SCORE}


def _with_rows(rows: list[Heading], path: list[Heading]) -> list[Heading]:
    """Return the rows of an index and, for the Items that have a sure heading in the body, these headings."""
    in_body = _surely(path)
    body = [heading for heading in path if heading.key in in_body]
    return sorted([*(row for row in rows if row.key not in in_body), *body], key=_place)


_CROSS_REFERENCE = re.compile(r"cross[ \n-]{0,3}reference")
_CORE_ROWS: frozenset[Key] = frozenset(((1, ""), (7, ""), (8, "")))
"""Items that a cross-reference index leads to."""
_MOST_MENTIONS = 20
_ROW_REACH = 1700
"""A row is not further from the one before it than this many characters, those between with their own pages included."""


def _index_rows(headings: list[Heading], low: str) -> list[Heading]:
    """Return the rows of the list that the document calls its cross-reference index; [] if there is none."""
    for mention in islice(matches_of(_CROSS_REFERENCE, "cross", low), _MOST_MENTIONS):
        end = mention.end()
        near: list[Heading] = []
        for heading in headings[bisect_left(headings, end, key=_place) :]:
            if heading.start - end > _ROW_REACH:
                break
            near.append(heading.scored(CONTENTS_PENALTY) if heading.in_contents else heading)
            end = heading.end
        rows = _best_path(near)
        if _CORE_ROWS.issubset(row.key for row in rows) and is_index(rows, low):
            return [replace(row, in_contents=True) for row in rows]
    return []


def _as_listed(headings: list[Heading], rows: list[Heading]) -> list[Heading]:
    """Return the headings, those among the rows of an index marked as contents."""
    return [
        (
            replace(heading.scored(-CONTENTS_PENALTY), in_contents=True)
            if heading.at in range(rows[0].at, rows[-1].at + 1) and not heading.in_contents
            else heading
        )
        for heading in headings
    ]


def _as_numbered(marked: list[Heading], low: str) -> list[Heading]:
    """Return the headings without titles that lack a number and would be Items with a letter, where most have a number.

    "1. Business" has "Risk Factors" below it, which is no Item there.
    """
    body = [heading for heading in marked if not heading.in_contents]
    if sum(low[heading.at].isdigit() for heading in body) < _MOST_NUMBERED:
        return marked
    return [
        heading
        for heading in marked
        if not heading.key[1] or heading.number_end > heading.at or heading.in_contents
    ]


_MOST_NUMBERED = 8


def _best_path(headings: list[Heading]) -> list[Heading]:
    return best_path([reading for heading in headings for reading in heading.readings()])


def _place(heading: Heading) -> int:
    return heading.at


def _not_within(titles: list[Heading], headings: list[Heading]) -> list[Heading]:
    """Return the titles that do not belong to a heading which has been found by its number."""
    starts = [heading.start for heading in headings]
    above = [bisect_right(starts, title.start) - 1 for title in titles]
    return [
        title
        for title, at in zip(titles, above, strict=True)
        if at < 0 or title.start not in range(headings[at].end + 1)
    ]


def _at_first(path: list[Heading], headings: list[Heading], low: str) -> list[Heading]:
    """Return the path with each heading where it first stands: repeated on its pages, it may be in capitals there.

    Between the first place and the one on the path no sure heading of another Item stands. A row of contents that the rows
    of its Item's parts keep from the rest of the list is no first place.
    """
    sure = [h for h in headings if h.kind and h.score >= SURE_SCORE]
    places = [heading.at for heading in sure]
    everywhere = [heading.at for heading in headings]
    first: list[Heading] = []
    for heading in path:
        for index in range(bisect_left(places, heading.at) - 1, -1, -1):
            other = sure[index]
            if other.key != heading.key or (first and other.at <= first[-1].at):
                break
            behind = bisect_right(everywhere, other.at)
            if (
                other.score >= heading.score - _CAPITALS
                and heading.start - other.end > _RUNNING_HEAD
                and not tops_contents(other, headings[behind : behind + 1], low)
            ):
                heading = other
        first.append(heading)
    return first


def _with_plurals(path: list[Heading], headings: list[Heading]) -> list[Heading]:
    """Return the path with a heading of several Items for that of its first, where it stands right above and the rest lack.

    "Items 10, 11, 12 & 13", and below it one sentence that begins with "Item 10 (Directors)".
    """
    have = {key for heading in path for key in heading.covers}
    plurals = [h for h in headings if len(h.covers) >= _SEVERAL and not h.in_contents]
    for plural in plurals:
        for index, heading in enumerate(path):
            above = heading.at - plural.end in range(_RIGHT_ABOVE + 1)
            others = have.difference(heading.covers)
            if heading.key == plural.key and above and others.isdisjoint(plural.covers[1:]):
                path = [*path[:index], plural, *path[index + 1 :]]
                have.update(plural.covers)
    return path


_SEVERAL = 3
_RIGHT_ABOVE = 300


def _parted(path: list[Heading], raw: str, low: str, numbering: Numbering) -> list[Heading]:
    """Return the path with titles without a number for the Items of a combined heading, where one of them has such.

    "Items 1, 1A and 2" with the lines "Risk Factors" and "Properties" below: where 1A begins at its line, 2 does too.
    """
    own = {heading.key for heading in path}
    parts: list[Heading] = []
    for index, combined in enumerate(path, start=1):
        lacking = [key for key in combined.covers if key not in own]
        if not lacking or own.isdisjoint(combined.covers[1:]):
            continue
        end = next((h.start for h in path[index:] if h.key not in combined.covers), len(low))
        for title in find_titles(raw, low, numbering):
            if title.start in range(combined.end, end) and title.key in lacking:
                lacking.remove(title.key)
                parts.append(title)
    return sorted(path + parts, key=_place)


def _each_once(path: list[Heading]) -> list[Heading]:
    """Return the path, a heading of several Items without those that have a heading of their own."""
    own = {heading.key for heading in path}
    return [
        (
            replace(
                heading, covers=tuple(k for k in heading.covers if k == heading.key or k not in own)
            )
            if len(heading.covers) > 1
            else heading
        )
        for heading in path
    ]
