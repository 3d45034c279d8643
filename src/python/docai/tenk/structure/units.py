"""The headings, paragraphs, entries of lists, footnotes and tables of an Item, in order."""

from __future__ import annotations

import re
from collections.abc import Sequence

from docai.tenk.structure.groups import take_in_groups
from docai.tenk.structure.headings import (
    LONGEST,
    Body,
    Heading,
    Sign,
    heading_of,
    row_heading_of,
    typed_heading_of,
)
from docai.tenk.structure.levels import part_titles, set_alike, set_levels, without_running_heads
from docai.tenk.structure.lines import CELLS, Line
from docai.tenk.structure.model import MOST_BYTES, Unit
from docai.tenk.structure.notes.numbers import number_notes
from docai.tenk.structure.reading import ReadItem
from docai.tenk.structure.typed.note_titles import note_titles
from docai.tenk.structure.typed.run_ins import run_ins
from docai.tenk.structure.words import BULLET

_FOOTNOTE = re.compile(
    r"\(?[0-9]{1,2}\)[ .]|\(?[a-z]\)[ .]|[*†‡§]{1,3} ?\w|\([ivx]{1,4}\) |(?:Note|Source)s?: "
)
_TYPED_LABEL = re.compile(r"(?m)^ *(?:[*o•·-]|--|\(?[0-9a-zA-Z]{1,3}[.)]) +(?=\S)")
_GAP = re.compile(r"\S {2,}\S|\.{4}|[-=_]{4}")
_UNFINISHED = re.compile(r" (?:of|and|the|for|in|to|with|by|on|or|from|between|a|an|our)$", re.I)
"""A heading that goes on in the next line, whatever stands between them."""
_COMPANY = re.compile(
    r"\b(?:INC|INCORPORATED|CORP|CORPORATION|COMPANY|COMPANIES|CO|LTD|L\.?L\.?C|L\.?P|SUBSIDIARIES|SUBSIDIARY|AFFILIATES)\.?$"
)
"""The name of a company in capitals: the title of a statement below it is another heading."""
_REST_OF_TITLE = re.compile(
    r"(?:\n{1,2}| ) *(?:condition )?(?:and |or )?(?:of |results? of |the results of )?(?:operations?|financial condition|financial disclosures?|issuer purchases of equity securities|related (?:stockholder|shareholder) matters|director independence|services|supplementary data)\.?(?=\n|$)"
    r"|\n *(?:(?:and )?(?:reports )?on form 8-k|(?:and )?(?:related )?(?:(?:stock|share|security )?holder )?matters|(?:security )?holders|(?:of )?(?:the )?registrant|(?:and )?management|(?:and )?related transactions|(?:related )?transactions|(?:financial )?disclosures?)\.?(?=\n|$)",
    re.I,
)
"""The end of an Item's own heading, which was on a line of its own: "and Results of Operations"."""
_EXHIBITS = frozenset(("13", "14", "15"))
"""The Items that listed exhibits: of 10-KSB, of 10-K before 2003, and since."""
_PARAGRAPH = 120
_FARTHEST_TITLE = 300
_BETWEEN = frozenset(" \n|")
_LONGEST_CELL = 4_000
_SAME_LINE = 150
"""A heading on several lines: no line of it is longer."""


def units_of(read: ReadItem, body: Body) -> list[Unit]:
    """Return the units of an Item, levels of headings set."""
    text = read.item.text
    titled, title_end = _title(read)
    headings = [*_title_headings(read, titled, title_end)]
    headings += _found(read, body, title_end)
    headings = _joined(text, headings, titled, typed=read.typed)
    headings = without_running_heads(text, headings, titled=titled)
    number_notes(text, headings[titled:])
    set_alike(text, headings, titled=titled, typed=read.typed)
    part_titles(text, headings, titled=titled)
    set_levels(text, headings, titled=titled)
    by_start = {heading.start: heading for heading in headings}
    units: list[Unit] = []
    done = 0
    for line in read.lines:
        if line.start < done:
            continue
        heading = by_start.get(_first(text, line))
        if heading:
            title = " ".join(text[heading.start : heading.end].replace(CELLS, " ").split())
            units.append(
                Unit(
                    "heading",
                    heading.start,
                    heading.end,
                    line.at,
                    heading.level,
                    title,
                    heading.number,
                )
            )
            done = heading.end
            start = _skip_joint(text, heading.end)
            if start < line.end:
                at = line.at + (start - line.start) if line.at >= 0 else -1
                units.append(Unit("prose", start, line.end, at))
                done = line.end
            continue
        units += _units_of_line(text, line, units)
        done = line.end
    if read.typed:
        take_in_groups(read, units)
    return units


def _first(text: str, line: Line) -> int:
    """Return where the words of a line begin."""
    words = text[line.start : line.end]
    return line.end - len(words.lstrip())


def _skip_joint(text: str, at: int) -> int:
    """Return where the words behind a heading begin: behind the blank, or what parts two cells."""
    while at < len(text) and text[at] in " \n|":
        at += 1
    return at


def _title(read: ReadItem) -> tuple[int, int]:
    """Return of how many lines the Item's own heading is (0 or 1), and where it ends."""
    item, text = read.item, read.item.text
    if item.text_as_filed is not None or not read.lines:
        return 0, 0
    first = read.lines[0]
    at = _place_of_title(text, item.title)
    if at < 0 or at > _FARTHEST_TITLE:
        return (
            (1, first.end)
            if first.end - first.start < _FARTHEST_TITLE and first.kind == "words"
            else (0, 0)
        )
    rest = _REST_OF_TITLE.match(text, at)
    if rest and text[at] == " ":
        return 1, rest.end()
    end = at
    while end < len(text) and text[end] in " .:;)–—-|”\"’'":
        end += 1
    line_end = text.find("\n", at)
    line_end = line_end if line_end >= 0 else len(text)
    if line_end - at < 40 and (line_end - at < 3 or not text[end:line_end].strip()):
        rest = _REST_OF_TITLE.match(text, line_end)
        return 1, rest.end() if rest else line_end
    return 1, min(len(text[:end].rstrip(" |–—-")), line_end)


def _place_of_title(text: str, title: str) -> int:
    """Return where the Item's title ends in its text, whatever blanks stand in it; -1 if it is not there."""
    if not title:
        return -1
    begins = text[: _FARTHEST_TITLE + 2 * len(title)]
    at = begins.find(title)
    if at >= 0:
        return at + len(title)
    words = title.split()
    at = begins.find(words[0])
    while at >= 0:
        end = at + len(words[0])
        for word in words[1:]:
            while begins[end : end + 1] in _BETWEEN:
                end += 1
            if not begins.startswith(word, end):
                break
            end += len(word)
        else:
            return end
        at = begins.find(words[0], at + 1)
    return -1


def _title_headings(read: ReadItem, titled: int, end: int) -> list[Heading]:
    if not titled:
        return []
    first = read.lines[0]
    start = _first(read.item.text, first)
    return [Heading(start, end, first.at, Sign("item"), 100.0)]


def _found(read: ReadItem, body: Body, after: int) -> list[Heading]:
    text = read.item.text
    exhibits = read.item.item in _EXHIBITS
    leads = run_ins(text, read.lines) if read.typed and not exhibits else {}
    titles = note_titles(text, read.lines) if read.typed else {}
    found: list[Heading] = []
    blocks: dict[int, int] = {}
    for line in read.lines:
        blocks[line.block] = blocks.get(line.block, 0) + 1
    block = -1
    for place, line in enumerate(read.lines):
        first, block = line.block != block, line.block
        if line.start < after:
            continue
        heading: Heading | None = None
        if line.kind == "words":
            if read.typed:
                following = read.lines[place + 1] if place + 1 < len(read.lines) else None
                over = following is not None and _is_paragraph(text, following)
                heading = typed_heading_of(
                    text,
                    line,
                    exhibits=exhibits,
                    alone=blocks[block] == 1,
                    first=first or _goes_on_in_capitals(text, found, line),
                    over=over and (blocks[block] == 1 or (first and blocks[block] == 2)),
                ) or (leads.get(line.start) or titles.get(_first(text, line)))
            else:
                heading = heading_of(text, line, body)
        elif line.kind == "cells" and line.look is not None:
            heading = row_heading_of(text, line, line.look, body)
        if heading:
            found.append(heading)
    return found


def _goes_on_in_capitals(text: str, found: Sequence[Heading], line: Line) -> bool:
    """Return whether a line stands right under a heading in capitals."""
    return bool(found) and found[-1].end == line.start - 1 and found[-1].sign.capitals


def _is_paragraph(text: str, line: Line) -> bool:
    return (
        line.kind == "words" and line.end - line.start >= _PARAGRAPH and text[line.start].isupper()
    )


def _joined(text: str, headings: Sequence[Heading], titled: int, *, typed: bool) -> list[Heading]:
    """Return the headings, those that one heading was broken in over several lines joined again."""
    joined: list[Heading] = []
    for heading in headings:
        last = joined[-1] if len(joined) > titled else None
        if (
            last
            and (
                last.sign == heading.sign
                or (typed and last.sign.capitals and heading.sign.capitals)
            )
            and not heading.sign.run_in
            and (
                text[last.end : heading.start] == "\n"
                or (
                    text[last.end : heading.start] == "\n\n"
                    and _UNFINISHED.search(text, last.start, last.end)
                )
            )
            and heading.end - heading.start < _SAME_LINE
            and heading.end - last.start < LONGEST
            and text[last.end - 1] not in ".:?!"
            and not heading.sign.numbered
            and not _COMPANY.search(text, last.start, last.end)
        ):
            last.end = heading.end
        else:
            joined.append(heading)
    return joined


def _has_loose_ends(rows: Sequence[str]) -> bool:
    """Return whether a row is empty, or ends in a blank: as Markdown it would not come back as it was."""
    return not all(rows) or any(row[-1] == " " for row in rows)


def _units_of_line(text: str, line: Line, before: Sequence[Unit]) -> list[Unit]:
    if line.kind == "columns":
        words = text[line.start : line.end]
        if _TYPED_LABEL.match(words) and not _GAP.search(_TYPED_LABEL.sub("", words)):
            return [Unit("list", line.start, line.end, line.at)]
        return [Unit("table", line.start, line.end, line.at, typed=True)]
    if line.kind == "cells":
        rows = text[line.start : line.end].split("\n")
        if max(map(len, rows)) <= _LONGEST_CELL and not _has_loose_ends(rows):
            return [Unit("table", line.start, line.end, line.at)]
        units, at = [], line.start
        for row in rows:
            if row.strip():
                units.append(Unit("prose", at, at + len(row), line.at if at == line.start else -1))
            at += len(row) + 1
        return units
    last = before[-1].kind if before else ""
    words = text[line.start : line.start + 20]
    if last in ("table", "note") and _FOOTNOTE.match(words):
        return [Unit("note", line.start, line.end, line.at)]
    return [Unit("list" if BULLET.match(words) else "prose", line.start, line.end, line.at)]


assert _LONGEST_CELL < MOST_BYTES
