"""Financial data schedules: exhibits 27 of 1993 to 2001 (Regulation S-K, Item 601(c), as it then stood).

Tags without an end tag, a value or one for each column behind them. What the tags are depends on the article of
Regulation S-X (5 commerce, 6 funds, 7 insurers, 9 banks, BD brokers, UT utilities): any tag is taken as it is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from docai.document.submission import Document, Submission
from docai.xbrl.model import Schedule, ScheduleColumn, ScheduleFigure
from docai.xbrl.schedule_text import MARK, TAG, schedule_lines, value_of

_TYPE = re.compile(r"EX-27\b")
_CELL = re.compile(r"<[A-Za-z]{1,2}\d{1,3}>|[^\s<>]+(?: [^\s<>]+)*")
_FIGURE = re.compile(r"\$?\(?\s*+\$?\s*+([+-]?)\s*+\$?(\d[\d,]*+(?:\.\d*+)?|\.\d+)\s*+%?\s*+\)?-?")
_FOOTNOTE = re.compile(r"[ \t]*<(F\d{1,3})>[ \t]*(.*)", re.I)
_DAY = re.compile(r"([A-Za-z]{3})[A-Za-z]*[ .-]+(\d{1,2})[ ,-]+(\d{4}|\d{2})")
_DAY_FIRST = re.compile(r"(\d{1,2})[ .-]+([A-Za-z]{3})[A-Za-z]*[ ,.-]+(\d{4}|\d{2})")
_ISO = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?!\d)")
_SLASHED = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4}|\d{2})")
_EITHER_DAY = re.compile("|".join(one.pattern for one in (_DAY, _DAY_FIRST, _ISO, _SLASHED)))
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MULTIPLIER = re.compile(
    r"\$? ?(\d[\d,]*)(?:\.0*)?(?![\d.,])|\(?(?:in )?(thousands?|millions?)\b", re.I
)
_WORDS = {"thousand": 1_000, "thousands": 1_000, "million": 1_000_000, "millions": 1_000_000}
_DATES = {"FISCAL-YEAR-END", "PERIOD-START", "PERIOD-END"}
_SAID_ONCE = frozenset({"CURRENCY", "EXCHANGE-RATE", "FISCAL-YEAR-END"})
_HEADS = frozenset({"PERIOD-TYPE", "CURRENCY", "EXCHANGE-RATE", *_DATES})
_LAYOUT = frozenset({"FN", "TABLE", "S", "C", "CAPTION", "PAGE", "TEXT", "BODY", "PRE"})
_WHOLE = frozenset({"ARTICLE", "MULTIPLIER", "CIK", "NAME", "SERIES", "NUMBER", "RESTATED"})
_MOST_BYTES = 2_000_000
_MOST_COLUMNS = 40
_NEAR = 2
"""Cells of one column end within so many characters of each other: a bracket, a mark of percent."""
_LONGEST_HEAD, _LONGEST_NOTE = 1_000, 4_000


@dataclass(slots=True)
class _Reading:
    """One schedule under way: each tag with the values behind it, in order."""

    article: str | None = None
    multiplier: int | None = None
    heads: dict[str, list[str]] = field(default_factory=dict)
    rows: list[tuple[str, list[str]]] = field(default_factory=list)
    ends: list[list[int]] = field(default_factory=list)
    notes: dict[str, str] = field(default_factory=dict)


def read_schedules(submission: Submission) -> tuple[Schedule, ...]:
    """Return the schedules of ``submission`` in the order of its documents, numbered from 1. Raises nothing."""
    found: list[Schedule] = []
    for document in submission.documents:
        if _TYPE.match(document.type) and document.is_text:
            for reading in _readings(document):
                found.append(_schedule(reading, len(found) + 1, document))
    return tuple(found)


def _readings(document: Document) -> Iterable[_Reading]:
    """Yield the schedules of one document: a further <ARTICLE> behind figures begins another."""
    lines = schedule_lines(document.text()[:_MOST_BYTES])
    reading, legend, note = _Reading(), False, ""
    for line in lines:
        upper = line.upper()
        if legend or "<LEGEND>" in upper:
            legend = "</LEGEND>" not in upper
            continue
        foot = _FOOTNOTE.match(line)
        if foot:
            note = foot[1].upper()
            said = reading.notes.get(note)
            reading.notes[note] = f"{said or ''} {foot[2].strip()}".strip()[:_LONGEST_NOTE]
            continue
        tag = TAG.match(line.lstrip(" \t"))
        if tag is None:
            if note and line.strip() and not line.lstrip().startswith("<"):
                reading.notes[note] = f"{reading.notes[note]} {line.strip()}"[
                    :_LONGEST_NOTE
                ].strip()
            continue
        note = ""
        name, rest = tag[1].upper().replace("&AMP;", "&"), tag[2]
        if name == "ARTICLE" and reading.rows:
            yield reading
            reading = _Reading()
        _take(reading, name, value_of(rest), line.expandtabs())
    if reading.rows or reading.heads:
        yield reading


def _take(reading: _Reading, name: str, rest: str, line: str) -> None:
    if name == "ARTICLE":
        reading.article = rest.strip() or None
    elif name == "MULTIPLIER":
        reading.multiplier = _multiplier(rest)
    elif name in _HEADS:
        reading.heads.setdefault(name, _head_cells(name, rest))
    elif name not in _LAYOUT and name not in _WHOLE:
        cells = _cells(rest)
        reading.rows.append((name, cells))
        reading.ends.append(_ends(cells, line))


def _multiplier(rest: str) -> int | None:
    """Return ``1,000``, ``$1,000``, ``1,000 <S>`` or ``Thousands`` as a number; None where it is none above zero."""
    found = _MULTIPLIER.match(rest.strip()[:100])
    if found is None:
        return None
    if found[2]:
        return _WORDS[found[2].lower()]
    number = int(found[1].replace(",", "")) if len(found[1]) < 16 else 0
    return number or None


def _head_cells(name: str, rest: str) -> list[str]:
    rest = rest[:_LONGEST_HEAD]
    if name in _DATES:
        found = [one[0] for one in _EITHER_DAY.finditer(rest)]
        return (found or [rest.strip()])[:_MOST_COLUMNS]
    return rest.split()[:_MOST_COLUMNS] if name == "PERIOD-TYPE" else _cells(rest)


def _cells(rest: str) -> list[str]:
    """Return the values behind a tag, one for each column; the mark of a footnote goes with the value before it."""
    cells: list[str] = []
    for piece in re.split(r"[ \t]{2,}|\t|(?<=[\d)])[ \t]+(?=[(\d$.-])", rest.strip()):
        for cell in _CELL.findall(piece):
            if (
                MARK.fullmatch(cell)
                and cells
                and not MARK.fullmatch(cells[-1])
                and not MARK.search(cells[-1])
            ):
                cells[-1] += f" {cell}"
            else:
                cells.append(cell.strip())
    return cells[:_MOST_COLUMNS]


def _schedule(reading: _Reading, number: int, document: Document) -> Schedule:
    _join_marks(reading)
    _leave_blanks(reading)
    widths = [len(cells) for _, cells in reading.rows] + [len(reading.heads.get("PERIOD-END", ()))]
    width = max([*widths, 1])
    columns = tuple(_column(reading, at) for at in range(width))
    kept = tuple(column for column in columns if column.figures) or columns[:1]
    return Schedule(
        number, document.type, document.file_name, reading.article, reading.multiplier, kept
    )


def _join_marks(reading: _Reading) -> None:
    """Join a mark that stands before its value with it, where the row would have more columns than the others."""
    usual = Counter(len(cells) for _, cells in reading.rows).most_common(1)
    for number, (tag, cells) in enumerate(reading.rows):
        if len(cells) > usual[0][0] and any(map(MARK.fullmatch, cells)):
            joined: list[str] = []
            for cell in cells:
                if joined and MARK.fullmatch(joined[-1]):
                    joined[-1] = f"{cell} {joined[-1]}"
                else:
                    joined.append(cell)
            reading.rows[number] = (tag, joined)


def _ends(cells: Sequence[str], line: str) -> list[int]:
    """Return where each cell ends in its line, which lines up cells of one column: they stand on the right of it."""
    found: list[int] = []
    at = line.find(">") + 1
    for cell in cells:
        at = max(line.find(cell, at), at) + len(cell)
        found.append(at)
    return found


def _leave_blanks(reading: _Reading) -> None:
    """Move the cells of a row that lacks some to the columns under which they stand, where that is plain to see."""
    width = max((len(cells) for _, cells in reading.rows), default=0)
    whole = [ends for ends, (_, cells) in zip(reading.ends, reading.rows, strict=True) if len(cells) == len(ends) == width]  # fmt: skip
    if width < 2 or len(whole) < 2:
        return
    columns = [sorted(several)[len(several) // 2] for several in zip(*whole, strict=True)]
    for number, (tag, cells) in enumerate(reading.rows):
        ends = reading.ends[number]
        if not 0 < len(cells) < width or len(ends) != len(cells):
            continue
        nearest = [min(range(width), key=lambda at, end=end: abs(columns[at] - end)) for end in ends]  # type: ignore[misc]
        near = all(abs(columns[at] - end) <= _NEAR for at, end in zip(nearest, ends, strict=True))
        if near and len(set(nearest)) == len(nearest):
            placed = dict(zip(nearest, cells, strict=True))
            reading.rows[number] = (tag, [placed.get(at, "") for at in range(width)])


def _column(reading: _Reading, at: int) -> ScheduleColumn:
    def head(name: str) -> str | None:
        cells = reading.heads.get(name, [])
        if len(cells) == 1 and name in _SAID_ONCE:
            return cells[0]
        return cells[at] if at < len(cells) else None

    def day(name: str) -> str | None:
        text = head(name)
        return None if text is None else iso_day(text)

    currency = head("CURRENCY")
    return ScheduleColumn(
        at + 1,
        head("PERIOD-TYPE"),
        day("FISCAL-YEAR-END"),
        day("PERIOD-START"),
        day("PERIOD-END"),
        currency,
        head("EXCHANGE-RATE"),
        tuple(
            _figure(tag, cells[at], reading.notes)
            for tag, cells in reading.rows
            if at < len(cells) and cells[at]
        ),
    )


def _figure(tag: str, text: str, notes: dict[str, str]) -> ScheduleFigure:
    marks: Sequence[str] = [mark.upper() for mark in MARK.findall(text)]
    raw = MARK.sub("", text).strip() or text
    found = tuple(notes[mark] for mark in marks if mark in notes)
    return ScheduleFigure(tag, raw, number(raw), found)


def number(raw: str) -> str | None:
    """Return the number in ``raw``: without commas, brackets as minus; None where it is none."""
    found = _FIGURE.fullmatch(raw.strip()) if len(raw) < 60 else None
    if found is None:
        return None
    digits = found[2].replace(",", "")
    minus = found[1] == "-" or raw.strip().startswith(("(", "$(")) or raw.rstrip().endswith("-")
    return ("-" if minus else "") + (f"0{digits}" if digits.startswith(".") else digits.rstrip("."))


def iso_day(text: str) -> str | None:
    """Return ``DEC-31-1997``, ``31 Dec 1997``, ``12/31/97`` or ``19971231`` as ``1997-12-31``; None where it is no day."""
    plain = text.strip()
    if found := _DAY.fullmatch(plain):
        year, month, day = found[3], _month(found[1]), int(found[2])
    elif found := _DAY_FIRST.fullmatch(plain):
        year, month, day = found[3], _month(found[2]), int(found[1])
    elif found := _ISO.fullmatch(plain):
        year, month, day = found[1], int(found[2]), int(found[3])
    elif found := _SLASHED.fullmatch(plain):
        year, month, day = found[3], int(found[1]), int(found[2])
    else:
        return None
    try:
        return date(int(year) if len(year) == 4 else 1900 + int(year), month, day).isoformat()
    except ValueError:
        return None


def _month(name: str) -> int:
    return _MONTHS.index(name.lower()) + 1 if name.lower() in _MONTHS else 0
