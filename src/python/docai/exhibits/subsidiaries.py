"""EX-21, the subsidiaries of the registrant (Regulation S-K, Item 601(b)(21)), as rows.

Filers write it in one of three ways: a table (name, jurisdiction, at times a share of the votes); columns of plain text,
with dots or blanks between; lines such as ``Wick Finance LLC (Maine)`` and ``Wick Finance LLC, a Maine limited liability
company``. Where the name says the place already, some leave it out.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from docai.document.scan import Scan
from docai.exhibits.lines import Line, lines_of
from docai.exhibits.places import FOOTNOTE, is_place
from docai.exhibits.rows import (
    COMPANY,
    FORM_ALONE,
    HEADING,
    SAYS,
    WHICH_OWNS,
    Shape,
    Subsidiary,
    is_company,
    is_sound,
    name_of,
    named_of,
    row_of,
    shape_of,
    share_of,
)
from docai.exhibits.said_places import place_said
from docai.exhibits.sentences import named_in_sentences

FAR = 30
"""Blanks before a line that goes on in a later column."""

MOST = 20_000
"""Rows of one exhibit."""

POINTS = 4.0
"""One line of HTML stands under another that is so much further out."""

CLAUSE = 5
"""Lines of a name and of what it owns."""

LONGEST = 300
"""Characters of a name that goes on; no line makes it longer."""

SHARES = 3
"""So many lines with a share under a first one without any say that the first is the registrant."""

THE_REGISTRANT = re.compile(r"registrant\s*:?", re.I)
"""The heading over the registrant's own line."""

ONLY_BRACKETS = re.compile(r"\(([^()]{2,60})\)")
"""A line that is nothing but the place of the name above it."""

CLOSES = re.compile(r"[^()]{1,80}\)")
"""The end of what stands in brackets, in the line below."""

GROUP = re.compile(
    r"(?:(?:all )?others?|wholly|partly|(?:inactive|domestic|foreign)\s(?:subsidiar|compan|corporat|entit|operati)\w+)\b",
    re.I,
)
"""How a line begins that names a group of the list: ``Other wholly-owned``."""

SAID_OF_IT = re.compile(r"(?:an?|which|owned|formerly|wholly|majority)\b")
"""How a line begins that says something of the company above, and is no part of its name."""

_WORD = re.compile(r"[a-z0-9]+")
_FORMS = {"company": "co", "corporation": "corp", "incorporated": "inc", "limited": "ltd"}


@dataclass(frozen=True, slots=True)
class _Listed:
    """A row and its line.

    ``at`` is the line's place; ``certain``: the line says a place; ``below``: the line under it does; ``own``: it is the registrant's.
    """

    line: Line
    row: Subsidiary
    at: int
    certain: bool = True
    below: bool = False
    own: bool = False


def subsidiaries(scan: Scan, registrants: Collection[str] = ()) -> tuple[Subsidiary, ...]:
    """Return the subsidiaries that an EX-21 lists, in order; nothing where it is no list.

    ``registrants`` are the names of the filing's filers: one that leads the list is no subsidiary.
    """
    lines, typed = lines_of(scan, is_company)
    lines = list(_owners(lines))
    shape = shape_of(lines)
    found = _of_the_list(_listed(lines, shape), one_column=shape.bracketed)
    if not any(each.row.jurisdiction for each in found):
        sentences = tuple(named_in_sentences(lines))
        if sentences and len(sentences) >= len(found):
            found = [_Listed(lines[0], row, 0) for row in sentences]
    return tuple(
        _nested(_without_registrant(found[:MOST], registrants), step=1 if typed else POINTS)
    )


def _owners(lines: Sequence[Line]) -> Iterator[Line]:
    """Yield the lines, each owner as one: ``Wick Ltd. which, together`` / ``with us, owns   Maine``."""
    at = 0
    while at < len(lines):
        end = _end_of_owner(lines[at : at + CLAUSE])
        name = " ".join(line.cells[0] for line in lines[at : at + end + 1])
        yield replace(lines[at], cells=(name, *lines[at + end].cells[1:])) if end else lines[at]
        at += end + 1


def _end_of_owner(lines: Sequence[Line]) -> int:
    """Return in which line after the first the owner ends that begins in the first: 0 where none does."""
    first = lines[0].cells[0]
    if " which" not in first and not (len(lines) > 1 and lines[1].cells[0].startswith("which")):
        return 0
    text = first
    for end in range(1, len(lines)):
        if len(lines[end - 1].cells) > 1:
            return 0
        text = f"{text} {lines[end].cells[0]}"
        if WHICH_OWNS.search(text):
            return end
    return 0


def _listed(lines: Sequence[Line], shape: Shape) -> list[_Listed]:
    """Return the lines that name a company, each with what goes on in the lines around it."""
    found: list[_Listed] = []
    begun: Line | None = None
    own = False
    for at, line in enumerate(lines):
        row = row_of(line, shape)
        if row is None:
            more = _more(found[-1], line, at) if found else None
            if more is not None:
                found[-1] = more
                begun = None
                continue
            name = named_of(line)
            if name is not None:
                found.append(_Listed(line, name, at, certain=False))
            begun = line if name is None and _may_begin(line) else None
            own = THE_REGISTRANT.fullmatch(line.cells[0]) is not None
            continue
        if found and _ends_in(found[-1], line, at, row):
            begun = found.pop().line
        if begun is not None and (begun.indent + 1 == line.indent or _goes_on(begun, line, row)):
            row = replace(row, name=name_of(f"{begun.cells[0]} {row.name}"))
            line = replace(line, indent=begun.indent)
        begun = None
        if is_sound(row.name, in_columns=len(line.cells) > 1):
            found.append(_Listed(line, row, at, own=own))
        own = False
    return found


def _more(last: _Listed, line: Line, at: int) -> _Listed | None:
    """Return the row with what goes on in ``line``: its place in a later column, its name, or a place in brackets."""
    rest, row = line.cells[0], last.row
    if at == last.at + 1 and not last.certain and (below := _below(row, line)):
        return replace(last, row=below, at=at, certain=True, below=True)
    if len(line.cells) > 1 or at != last.at + 1 or len(row.name) + len(rest) >= LONGEST:
        return None
    if last.certain and line.indent > FAR and is_place(f"{row.jurisdiction} {rest}"):
        return replace(last, row=replace(row, jurisdiction=f"{row.jurisdiction} {rest}"), at=at)
    comma = "," if last.line.cells[0].endswith(",") else ""
    if CLOSES.fullmatch(rest) and last.line.cells[0].count("(") > last.line.cells[0].count(")"):
        return replace(last, at=at)
    inside = last.line.indent < line.indent < FAR
    form = FORM_ALONE.fullmatch(rest) is not None and (inside or comma or not is_company(row.name))
    goes_on = form or line.leads or comma or (rest[:1].islower() and not SAID_OF_IT.match(rest))
    if last.certain and goes_on and (form or line.indent > last.line.indent):
        return replace(last, row=replace(row, name=name_of(f"{row.name}{comma} {rest}")), at=at)
    return None


def _below(row: Subsidiary, line: Line) -> Subsidiary | None:
    """Return a row with the place that the line below its name says, and the share behind that; None where it says none."""
    first = line.cells[0]
    brackets = ONLY_BRACKETS.fullmatch(FOOTNOTE.sub("", first))
    place = place_said(brackets[1] if brackets else first)
    if place is None or len(line.cells) > 3 or (len(line.cells) > 1 and not brackets):
        return None
    return replace(row, jurisdiction=place, share=row.share or share_of(line.cells[-1]))


def _of_the_list(found: Sequence[_Listed], *, one_column: bool) -> list[_Listed]:
    """Return the rows of the list: those with a place, and in a list of one column the names without one among them.

    A list without any place is all of its names.
    """
    certain = [n for n, each in enumerate(found) if each.certain]
    few = all(found[n].below for n in certain) and len(certain) * 2 < len(found)
    if not certain or few:
        return list(found)
    if not one_column and any(len(found[n].line.cells) > 1 for n in certain):
        return [found[n] for n in certain]
    first, last = certain[0], certain[-1]
    while first > 0 and found[first - 1].at == found[first].at - 1:
        first -= 1
    while last + 1 < len(found) and found[last + 1].at == found[last].at + 1:
        last += 1
    return list(found[first : last + 1])


def _without_registrant(
    found: Sequence[_Listed], registrants: Collection[str]
) -> Sequence[_Listed]:
    if len(found) < 2:
        return found
    first, rest = found[0], found[1:]
    shared = (
        first.row.share is None and len(rest) >= SHARES and all(each.row.share for each in rest)
    )
    named = _plain(first.row.name) in {_plain(name) for name in registrants}
    return rest if first.own or named or shared else found


def _plain(name: str) -> tuple[str, ...]:
    """Return a company's name as it compares: ``The Lantern Company`` is ``LANTERN CO /DE/``."""
    words = _WORD.findall(name.partition("/")[0].lower().replace("'", "").replace(".", ""))
    return tuple(_FORMS.get(word, word) for word in words if word != "the")


def _may_begin(line: Line) -> bool:
    first = line.cells[0]
    return (
        len(line.cells) == 1
        and len(first) > 12
        and not HEADING.match(first)
        and first[0] != "("
        and not GROUP.match(first)
        and first[-1] not in ".:"
    )


def _goes_on(begun: Line, line: Line, row: Subsidiary) -> bool:
    """Return whether a name that lacks its place goes on in the next line: it ends as no company does, and this is its end."""
    if _is_rest(row.name):
        return True
    if COMPANY.search(begun.cells[0]):
        return False
    return line.indent > begun.indent and (len(row.name.split()) <= 4 or row.name[:1].islower())


def _ends_in(last: _Listed, line: Line, at: int, row: Subsidiary) -> bool:
    """Return whether a name without a place ends in this line: by how it reads, or as it stands one blank further in."""
    if last.certain or last.at != at - 1:
        return False
    return _is_rest(row.name) or line.indent == last.line.indent + 1


def _is_rest(name: str) -> bool:
    """Return whether this is the end of a name that began in the line before: ``of the North Ltd.``, ``Inc.``."""
    if name[:1] == "(":
        return len(name) > len("(aa)")  # less is the mark of a footnote
    if name[:1].islower():
        return not SAYS.search(name)
    return FORM_ALONE.fullmatch(name) is not None


def _nested(found: Sequence[_Listed], *, step: float) -> Iterator[Subsidiary]:
    """Number the lines; one that stands further in than the line before it, by more than ``step``, belongs to that."""
    open_: list[tuple[float, int]] = []
    for number, each in enumerate(found, 1):
        while open_ and open_[-1][0] >= each.line.indent - step:
            open_.pop()
        parent = open_[-1][1] if open_ else None
        open_.append((each.line.indent, number))
        yield replace(each.row, n=number, parent_n=parent)
