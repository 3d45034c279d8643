"""Units of an Item to passages: small ones packed, large ones cut."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from docai.tenk.structure import markdown
from docai.tenk.structure.lists import nested
from docai.tenk.structure.model import MOST_BYTES, PassageKind, Unit
from docai.tenk.structure.words import ABBREVIATED, LONGEST_ABBREVIATION

_FULL = 300
"""Words above which a passage of prose is ended where the next unit would make it too long."""
_LONG = 500
"""Words that a passage of prose has at most where its units let it."""
_TOO_LONG = 700
"""A paragraph of more words is cut at the ends of sentences."""
_SENTENCE_ENDS = re.compile(r"(?<=[.!?;:])[\"”’)\]]{0,2}\s+(?=[A-Z“\"(•\d$])")


@dataclass(slots=True)
class Cut:
    """A passage to be: ``text[start:end]`` of the Item, its kind, the place of its first letter, a heading's level, title and number.

    ``words``: how many it has, -1 where nobody counted. ``shown``: its text where it is not ``text[start:end]``; ``repeated`` rows at its top repeat the head.
    """

    kind: PassageKind
    start: int
    end: int
    at: int
    level: int = 0
    title: str = ""
    number: str = ""
    shown: str | None = None
    repeated: int = 0
    words: int = -1


def cuts_of(text: str, units: Sequence[Unit]) -> Iterator[Cut]:
    """Yield the passages of an Item in order."""
    pack: list[Unit] = []
    words = size = 0
    place = 0
    while place < len(units):
        unit = units[place]
        place += 1
        if unit.kind in ("heading", "table"):
            yield from _packed(text, pack, words)
            pack, words, size = [], 0, 0
            if unit.kind == "heading":
                yield Cut(
                    "heading", unit.start, unit.end, unit.at, unit.level, unit.title, unit.number
                )
            elif unit.typed:
                while (
                    place < len(units)
                    and units[place].typed
                    and units[place].end - unit.start < MOST_BYTES // 2
                ):
                    unit = Unit("table", unit.start, units[place].end, unit.at, typed=True)
                    place += 1
                yield from _typed_table(text, unit)
            else:
                yield from _table(text, unit)
            continue
        own = text[unit.start : unit.end]
        count = words_of(own)
        length = _bytes(own)
        if pack and (
            (words + count > _LONG and words >= _FULL)
            or words + count > _TOO_LONG
            or size + length + 8 > MOST_BYTES
            or (unit.kind == "note") != (pack[-1].kind == "note")
        ):
            yield from _packed(text, pack, words)
            pack, words, size = [], 0, 0
        if count > _TOO_LONG or length > MOST_BYTES:
            yield from _sentences(text, unit, count)
            continue
        pack.append(unit)
        words += count
        size += length + 2
    yield from _packed(text, pack, words)


def _packed(text: str, pack: Sequence[Unit], words: int) -> Iterator[Cut]:
    if not pack:
        return
    listed = sum(unit.end - unit.start for unit in pack if unit.kind == "list")
    kind: PassageKind = pack[0].kind
    if kind != "note":
        kind = "list" if 2 * listed > pack[-1].end - pack[0].start else "prose"
    start, end = pack[0].start, pack[-1].end
    shown = nested(text[start:end]) if listed else None
    if shown is not None and _bytes(shown) > MOST_BYTES:
        shown = None
    yield Cut(kind, start, end, pack[0].at, words=words, shown=shown)


def _sentences(text: str, unit: Unit, words: int) -> Iterator[Cut]:
    """Yield a long paragraph cut at the ends of sentences into parts of about the same length."""
    length = unit.end - unit.start
    parts = max(
        -(-words // _LONG), -(-_bytes(text[unit.start : unit.end]) // (MOST_BYTES * 3 // 4))
    )
    goal = -(-length // parts)
    start = unit.start
    while start < unit.end:
        end = _sentence_end(text, start, unit.end, goal)
        yield Cut(unit.kind, start, end, unit.at + start - unit.start if unit.at >= 0 else -1)
        start = end
        while start < unit.end and text[start] in " \n":
            start += 1


def _sentence_end(text: str, start: int, limit: int, goal: int) -> int:
    """Return where the part that begins at ``start`` ends: the end of a sentence near ``goal`` characters on, if there is one."""
    if limit - start <= goal * 5 // 4 and _bytes(text[start:limit]) <= MOST_BYTES:
        return limit
    best = 0
    for match in _SENTENCE_ENDS.finditer(text, start, min(limit, start + MOST_BYTES + 8)):
        end = match.end() - len(match[0]) + len(match[0].rstrip())
        if _bytes(text[start:end]) > MOST_BYTES:
            break
        if text[end - 1] == "." and ABBREVIATED.search(
            text, max(start, end - 1 - LONGEST_ABBREVIATION), end - 1
        ):
            continue
        if not best or abs(end - start - goal) < abs(best - start - goal):
            best = end
        if end - start > goal:
            break
    if best:
        return best
    return _any_end(text, start, limit)


def _any_end(text: str, start: int, limit: int) -> int:
    """Return the last blank before a passage's text gets too long, or the last character where there is no blank."""
    end = min(limit, start + MOST_BYTES)
    while _bytes(text[start:end]) > MOST_BYTES:
        end -= max(1, (_bytes(text[start:end]) - MOST_BYTES) // 4)
    if end == limit:
        return limit
    blank = max(text.rfind(" ", start + 1, end), text.rfind("\n", start + 1, end))
    return len(text[start:blank].rstrip()) + start if blank > start else end


def _table(text: str, unit: Unit) -> Iterator[Cut]:
    """Yield a table as Markdown; a long one in parts, each with the head."""
    rows = text[unit.start : unit.end].split("\n")
    width = markdown.width_of(rows)
    heads = markdown.head_rows(rows)
    shown = markdown.table(rows, width, headed=heads > 0)
    if _bytes(shown) <= MOST_BYTES:
        yield Cut("table", unit.start, unit.end, unit.at, shown=shown)
        return
    sizes = [markdown.row_bytes(row, width) for row in rows]
    frame = 10 + 12 * width
    head_size = sum(sizes[:heads])
    if head_size + frame > MOST_BYTES // 3:
        heads = head_size = 0
    at, first = unit.start, 0
    while first < len(rows):
        last, size = first, frame + (head_size if first else 0)
        while last < len(rows) and (last == first or size + sizes[last] <= MOST_BYTES):
            size += sizes[last]
            last += 1
        part = rows[first:last]
        end = at + sum(map(len, part)) + len(part) - 1
        repeated = heads if first else 0
        shown = markdown.table(part, width, rows[:repeated], headed=not first and heads > 0)
        if _bytes(shown) > MOST_BYTES:
            # so many columns that a row of them leaves no room: the row's own words, uncut where that fits
            yield from _sentences(text, Unit("prose", at, end, unit.at), 1)
        else:
            yield Cut(
                "table", at, end, unit.at if not first else -1, shown=shown, repeated=repeated
            )
        at, first = end + 1, last


def _typed_table(text: str, unit: Unit) -> Iterator[Cut]:
    """Yield a table of typed columns as it stands, fenced; a long one in parts."""
    room = MOST_BYTES - 2 * len(markdown.FENCE) - 2
    start = unit.start
    while start < unit.end:
        end = unit.end
        if _bytes(text[start:end]) > room:
            end = start + room
            while _bytes(text[start:end]) > room:
                end -= max(1, (_bytes(text[start:end]) - room) // 4)
            gap = text.rfind("\n\n", start + room // 2, end)
            line = gap if gap > 0 else text.rfind("\n", start + 1, end)
            end = line if line > start else end
        yield Cut(
            "table",
            start,
            end,
            unit.at if start == unit.start else -1,
            shown=markdown.fenced(text[start:end]),
        )
        start = end
        while start < unit.end and text[start] == "\n":
            start += 1


def words_of(text: str) -> int:
    """Return how many words ``text``, an Item's, has: as many as ``text.split()``."""
    if "  " in text or text[0] in " \n" or text[-1] in " \n":
        return len(text.split())
    breaks = text.count("\n") - text.count("\n\n") if "\n" in text else 0
    return text.count(" ") + breaks + 1


def _bytes(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode(errors="surrogatepass"))
