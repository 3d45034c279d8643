"""EX-21, the subsidiaries of the registrant (Regulation S-K, Item 601(b)(21)), as rows.

Filers write it in one of three ways: a table (name, jurisdiction, at times a share of the votes); columns of plain text,
with dots or blanks between; lines such as ``Wick Finance LLC (Maine)`` and ``Wick Finance LLC, a Maine limited liability
company``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from docai.document.readable.html import render_html
from docai.document.scan import Scan
from docai.exhibits.indents import Indents
from docai.exhibits.places import FOOTNOTE, is_place

FAR = 30
"""Blanks before a line that goes on in a later column."""

MOST = 20_000
"""Rows of one exhibit."""

POINTS = 4.0
"""One line of HTML stands under another that is so much further out."""

BRACKETED = 5
"""So many lines with a known place in brackets say that the list is written so."""

COLUMNS = re.compile(r"\s{2,}|\t+|\s*(?:\.\s?){3,}\s*|\s*_{3,}\s*")
"""What stands between two columns of plain text: blanks, tabs, a line of dots."""

IN_BRACKETS = re.compile(
    r"(.{2,250})\s*[(\[]([^()\[\]]{2,60})[)\]]\s*(?:[(\[]?(\d{1,3}(?:\.\d{1,6})?)\s*%[)\]]?)?"
)
"""A name with its place in brackets: ``Wick Finance LLC (Maine)``, ``Wick (UK) Ltd. (England) 51%``."""

A_COMPANY_OF = re.compile(
    r"(.{2,200}?),?\s+an?\s+([A-Z][A-Za-z. ]{1,40}?)\s+(?:corporation|company|limited|general|partnership|business|statutory|trust|"
    r"LLC|L\.L\.C|non-?profit|professional|exempted|private|insurance|bank|national|close)\b.{0,60}"
)
"""A name with its place in words: ``Wick Finance LLC, a Maine limited liability company``."""

SHARE = re.compile(
    r"(?:approximately\s+)?(\d{1,3}(?:\.\d{1,6})?)\s*%?(?:\s*\([^()]{1,20}\))?", re.I
)
"""A share of the votes in percent: ``100``, ``51.5%``."""

COMPANY = re.compile(
    r"\b(?:inc|incorporated|corp|corporation|co|company|ltd|limited|llc|l\.l\.c|lp|l\.p|llp|plc|p\.l\.c|n\.?v|b\.?v|gmbh|a\.?g|s\.?a"
    r"|s\.?a\.?r\.?l|s\.?r\.?l|s\.?p\.?a|a\.?b|oy|kk|k\.k|pty|pte|trust|sdn|bhd|bank|partnership|holdings?|group|kg)\b\.?"
    r"(?:\s*\(?.{0,30}\)?)?$",
    re.I,
)
"""How the name of a company ends."""

HEADING = re.compile(
    r"^(?:names?|subsidiar|jurisdiction|state|country|place|percent|list of|significant|exhibit|incorporat|organi[sz]|the following|"
    r"registrant|voting|owned|where|company name|entity|legal name|ownership|%|page|parent)",
    re.I,
)
"""How a heading of the list or of a column begins."""

SAYS = re.compile(r"\b(?:owns?|owned|is|are|was|were|has|have|had|holds?|which|that|as of)\b")
"""What a sentence says and no name does: "Lantern Corp owns all shares of Wick Finance LLC"."""

_TAG = re.compile(r"<[^>]{1,200}>")
_ENUMERATED = re.compile(r"^(?:\(?\d{1,4}[.)]|[•*·▪-])\s+")
_ABBREVIATED = re.compile(
    r"(\b(?:Inc|Corp|Ltd|Co|Cos|Pty|Bhd|Sdn)|(?:\b[A-Z]\.)+[A-Z])(?:\.\s?){3,}"
)
_RULE = re.compile(r"[-=_\s]{2,}")


@dataclass(frozen=True, slots=True)
class Subsidiary:
    """A line of the list. ``n`` counts from 1; ``share`` is in percent as written; ``parent_n`` is the line that owns it.

    ``jurisdiction`` is as the filer writes it. What the list does not say is None.
    """

    n: int
    name: str
    jurisdiction: str | None = None
    share: str | None = None
    parent_n: int | None = None


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the exhibit: its ``cells``, and how far in the first stands: blanks of plain text, points of HTML."""

    cells: tuple[str, ...]
    indent: float = 0


def subsidiaries(scan: Scan) -> tuple[Subsidiary, ...]:
    """Return the subsidiaries that an EX-21 lists, in order; nothing where it is no list."""
    typed = not scan.html or scan.text.is_typed
    lines = list(
        _typed(scan.source) if typed else _written(render_html(scan.text.raw), Indents(scan.source))
    )
    found = list(_with_place(lines, _in_brackets(lines)))
    if not found:
        found = [(line, Subsidiary(0, _name(line.cells[0]))) for line in lines if _is_name(line)]
    return tuple(_nested(found[:MOST], step=1 if typed else POINTS))


def _typed(source: str) -> Iterator[_Line]:
    """Yield the lines of plain text; a first column that goes on in the next line is joined to it."""
    for raw in source.splitlines():
        # a line of dots begins with that of the abbreviation before it
        text = _ABBREVIATED.sub(r"\1.  ", _TAG.sub("", raw).expandtabs(8).rstrip())
        bare = text.strip()
        if bare and not _RULE.fullmatch(bare):
            cells = tuple(part for part in COLUMNS.split(bare) if part)
            if cells:
                yield _Line(cells, len(text) - len(text.lstrip()))


def _in_brackets(lines: Sequence[_Line]) -> bool:
    """Return whether the list has its places in brackets and no columns: then a place that nobody knows is one too."""
    matches = (IN_BRACKETS.fullmatch(" ".join(line.cells)) for line in lines)
    known = sum(1 for match in matches if match and is_place(match[2]))
    return known >= max(BRACKETED, sum(1 for line in lines if len(line.cells) > 1))


def _written(text: str, indents: Indents) -> Iterator[_Line]:
    for raw in text.split("\n"):
        cells = tuple(cell for part in raw.split(" | ") if (cell := part.strip(" |")))
        if cells and not _RULE.fullmatch(" ".join(cells)):
            yield _Line(cells, indents.next_of(cells[0]))


def _with_place(lines: Iterable[_Line], bracketed: bool) -> Iterator[tuple[_Line, Subsidiary]]:
    """Yield the lines that name a company and its place."""
    begun: _Line | None = None
    last: tuple[_Line, Subsidiary] | None = None
    for line in lines:
        row = _row(line, bracketed)
        if row is None:
            rest = line.cells[0]
            if (
                last is not None
                and line.indent > FAR
                and is_place(f"{last[1].jurisdiction} {rest}")
            ):
                last = last[0], replace(last[1], jurisdiction=f"{last[1].jurisdiction} {rest}")
            begun = line if _may_begin(line) else None
            continue
        if begun is not None and _goes_on(begun, line, row):
            row = replace(row, name=_name(f"{begun.cells[0]} {row.name}"))
            line = replace(line, indent=begun.indent)
        begun = None
        if _is_sound(row.name, in_columns=len(line.cells) > 1):
            if last is not None:
                yield last
            last = line, row
    if last is not None:
        yield last


def _row(line: _Line, bracketed: bool) -> Subsidiary | None:
    cells = line.cells
    if bracketed or len(cells) == 1:
        # two blanks within a name part no columns: "S.P.E.M.  S.p.A. (Italy)"
        return _in_words(" ".join(cells), bracketed)
    at = next((n for n in range(len(cells) - 1, 0, -1) if is_place(cells[n])), None)
    if at is not None:
        share = next((said for cell in cells[1:] if (said := _share(cell))), None)
        return Subsidiary(0, _name(cells[0]), _place(cells[at]), share)
    # a share behind them says that this is a row, whatever it calls the place
    share = _share(cells[-1])
    if len(cells) == 3 and share and cells[1][:1].isupper() and not HEADING.match(cells[1]):
        return Subsidiary(0, _name(cells[0]), _place(cells[1]), share)
    return None


def _in_words(text: str, bracketed: bool) -> Subsidiary | None:
    bare = FOOTNOTE.sub("", text).rstrip(" .;,")
    if bracketed and bare.count("(") > bare.count(")"):
        bare += ")"
    match = IN_BRACKETS.fullmatch(bare)
    if match and (
        is_place(match[2]) or (bracketed and match[2][:1].isupper() and COMPANY.search(match[1]))
    ):
        return Subsidiary(0, _name(match[1]), _place(match[2]), match[3])
    match = A_COMPANY_OF.fullmatch(bare)
    if match and is_place(match[2]):
        return Subsidiary(0, _name(match[1]), _place(match[2]))
    name, _, place = bare.rpartition(", ")
    if name and COMPANY.search(name) and is_place(place):
        return Subsidiary(0, _name(name), _place(place))
    return None


def _may_begin(line: _Line) -> bool:
    first = line.cells[0]
    return (
        len(line.cells) == 1
        and len(first) > 12
        and not HEADING.match(first)
        and first[-1] not in ".:"
    )


def _goes_on(begun: _Line, line: _Line, row: Subsidiary) -> bool:
    """Return whether a name that lacks its place goes on in the next line: it ends as no company does, and this is its end."""
    if COMPANY.search(begun.cells[0]):
        return False
    return line.indent > begun.indent and len(row.name.split()) <= 4


def _is_name(line: _Line) -> bool:
    first = line.cells[0]
    return len(first) <= 150 and bool(COMPANY.search(first)) and _is_sound(_name(first))


def _is_sound(name: str, *, in_columns: bool = False) -> bool:
    """Return whether this can be a name; ``in_columns``: its place stands in a column of its own, as behind no sentence."""
    return (
        len(name) > 1
        and not HEADING.match(name)
        and any(map(str.isalpha, name))
        and not is_place(name)
        and (in_columns or not SAYS.search(name))
    )


def _share(text: str) -> str | None:
    match = SHARE.fullmatch(FOOTNOTE.sub("", text).strip())
    return match[1] if match is not None and float(match[1]) <= 100 else None


def _name(text: str) -> str:
    bare = " ".join(_ENUMERATED.sub("", text.strip()).split())
    return FOOTNOTE.sub("", bare).strip(" ,;:-\N{EN DASH}\N{EM DASH}")


def _place(text: str) -> str:
    return FOOTNOTE.sub("", " ".join(text.split())).strip(" ,;")


def _nested(found: list[tuple[_Line, Subsidiary]], *, step: float) -> Iterator[Subsidiary]:
    """Number the lines; one that stands further in than the line before it, by more than ``step``, belongs to that."""
    open_: list[tuple[float, int]] = []
    for number, (line, row) in enumerate(found, 1):
        while open_ and open_[-1][0] >= line.indent - step:
            open_.pop()
        parent = open_[-1][1] if open_ else None
        open_.append((line.indent, number))
        yield replace(row, n=number, parent_n=parent)
