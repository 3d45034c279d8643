"""Plain text to text that a person can read: paragraphs unwrapped, entries of lists apart, tables as they stand."""

from __future__ import annotations

import re
from itertools import dropwhile, groupby

from docai.document.marks import PAGE
from docai.document.readable.entries import (
    ENTRY,
    LABEL,
    are_hanging,
    joined_entries,
    margin_of,
    without_gap,
)
from docai.document.seams import SEAM

_DEEP_MARGIN = " " * 24
_DRAWN = re.compile(r"[-=_]{5}")
_GAP = re.compile(r"(?<=\S) {2,}(?=\S)")
_FIELDS = re.compile(r" {2,}|\.{3,} ?")
_FIGURE = re.compile(r"\$? ?\(?\$?(?:[\d,.]{0,20}\d|-{1,3})[)%]{0,2}(?: \$)?")
"""A field of a row: a figure, or dashes in its place."""
_SIGNS = frozenset(("$", ")", "%", "("))
_ENDS_FIGURE = "$)%(-"
"""What the last field of a row ends in, where it is no digit."""
_RULE = re.compile(r"\s*[-=_](?: ?[-=_]){2,}|\s*\|")
"""A line drawn with dashes, which underline no columns, or the side of a frame."""
_UNDERLINES = re.compile(r"\s*[-=_]{2,}(?:\s+[-=_]{2,})*")
"""What underlines words of a paragraph, such as the names of a case."""
_OPEN_BRACKET = re.compile(r"(\([\d,.]*\d)( +)\)")
_ENDS_IN_FIGURE = re.compile(r"\S(?: {4,}|\.{4,} ?)(?:\$ ?)?\(?(?:[A-Z]{1,2}-)?[0-9][0-9,.]*\)?$")
"""A row of a label and one figure, or a page, far behind it."""
_FIELDS_APART = re.compile(r"\S {4,}\S(?:.*\S)? {4,}\S")
_WRAPPED = 4
"""Lines that a row of a label and one figure is at most typed on."""
_FEWEST_OF_PROSE = 3
_WORDS_OF_PROSE = 6
_LEFT_OF_CENTRE, _RIGHT_OF_CENTRE = 24, 48
"""Characters between which the middle of a centred line stands."""
_ASIDE = 3
_ENDS = (".", ":", ";", "?", "!", '."', ".)", "; and", "; or", ";and", ";or", ", and", ", or")
_LONG = 0.6
"""A line that is shorter than this share of the longest ends a paragraph."""
_NARROW = 50
_GOES_ON = re.compile(
    r"(?:[,;:&/(–—-]|\b(?:A|AN|AND|AS|AT|BY|FOR|FROM|IN|OF|ON|OR|OUR|THAT|THE|TO|WITH))$"
)
"""How a line in capitals ends with whose words the next line goes on."""


def render_text(raw: str) -> str:
    """Return the readable text of a stretch of a plain-text document.

    An empty line parts paragraphs, each on one line. A table keeps its lines and blanks, so that its columns stay in line.
    A line drawn with dashes is left out unless it is a table's.
    """
    if " )" in raw:
        raw = _OPEN_BRACKET.sub(r"\1)\2", raw)
    blocks: list[str] = []
    block: list[str] = []
    for line in [*raw.replace(PAGE, "\n\n").split("\n"), ""]:
        line = line.rstrip(" \t\r\n\v\f")
        if line.startswith("- -"):
            # privacy-enhanced mail puts "- " before a line that begins with a dash (RFC 1421, 4.3.2.2)
            line = line[2:]
        if line:
            block.append(line)
        elif block:
            blocks.append(_block(block))
            block = []
    return "\n\n".join(filter(None, blocks)).strip()


def _block(lines: list[str]) -> str:
    """Return one block of lines: a paragraph as one line, anything with columns as it stands."""
    lines = list(dropwhile(_is_rule, lines))
    if not lines:
        return ""
    if len(lines) == 1:
        line = lines[0]
        if LABEL.match(line):
            line = without_gap(line)
        # a row of a table keeps its margin: the next block may be the same table's
        return line if _has_figures(line) or _has_gaps(line) else line.strip().lstrip("| ")
    bare = [line for line in lines if not _is_rule(line)]
    columns = sum(map(_has_columns, bare))
    if not columns:
        return _prose(bare)
    if columns == len(lines) and _is_centred(lines):
        return "\n".join(line.strip() for line in lines)
    justified = _justified(lines)
    if not justified and (
        sum(map(_has_columns, lines)) > len(lines) // 3
        or (len(lines) <= _WRAPPED and any(map(_ends_in_figure, lines)))
    ):
        return _table(lines)
    if not any(map(_has_figures, bare)):
        return _prose(bare)
    return "\n".join(
        "\n".join(part) if in_table else _prose(part) for in_table, part in _parts(bare)
    )


def _table(lines: list[str]) -> str:
    """Return a table as it stands, margin and all, as the next block may be the same table's; paragraphs right above and below it apart."""
    first, last = _end_of_paragraph(lines), _start_of_paragraph(lines)
    if first >= last:
        return "\n".join(lines)
    parts = ["\n".join(lines[first:last])]
    if first:
        parts.insert(0, _prose(lines[:first]))
    if last < len(lines):
        parts.append(_prose(lines[last:]))
    return "\n\n".join(parts)


def _end_of_paragraph(lines: list[str]) -> int:
    """Return how many lines at the top are a paragraph right over a table."""
    end = 0
    while end < len(lines) and _is_full(lines[end]):
        end += 1
    if 0 < end < len(lines) and lines[end][-1] in ".:" and not _has_columns(lines[end]):
        end += 1
    return end if end >= _FEWEST_OF_PROSE else 0


def _start_of_paragraph(lines: list[str]) -> int:
    """Return the first line of a paragraph right under a table, the number of lines where there is none."""
    start = len(lines)
    if lines[-1][-1] in ".:" and not _has_columns(lines[-1]):
        start -= 1
    while start and _is_full(lines[start - 1]):
        start -= 1
    return start if len(lines) - start >= _FEWEST_OF_PROSE else len(lines)


def _is_full(line: str) -> bool:
    """Return whether a line is one of a paragraph, as wide as the page."""
    return (
        len(line) >= _NARROW
        and "   " not in line.lstrip()
        and not _has_columns(line)
        and len(line.split()) >= _WORDS_OF_PROSE
        and not _has_figures(line)
    )


def _is_centred(lines: list[str]) -> bool:
    """Return whether lines without gaps stand in the middle of the page, one over the other: the title of a statement."""
    centres = [(margin_of(line) + len(line)) / 2 for line in lines]
    return (
        any(map(str.isupper, lines))
        and max(centres) - min(centres) <= _ASIDE
        and _LEFT_OF_CENTRE <= centres[0] <= _RIGHT_OF_CENTRE
        and not any("  " in line.strip() for line in lines)
    )


def _is_rule(line: str) -> bool:
    return line[-1] in "-=_|" and _RULE.fullmatch(line) is not None


def _has_gaps(line: str) -> bool:
    """Return whether two wide blanks, or more, part the words of a line."""
    return "  " in line and len(_GAP.findall(line)) > 1


def _has_columns(line: str) -> bool:
    """Return whether a line has wide blanks or leaders in it, underlines columns, or stands far in."""
    if "   " in line:
        if line.startswith(_DEEP_MARGIN):
            return True
        bare = line.strip()
        if "   " in bare and "   " in without_gap(bare):
            return True
    if "...." in line:
        return True
    return ("--" in line or "==" in line or "___" in line) and _DRAWN.search(line) is not None


def _has_figures(line: str) -> bool:
    """Return whether a line ends in two figures or more that wide blanks part."""
    if "  " not in line or not (line[-1].isdigit() or line[-1] in _ENDS_FIGURE):
        return False
    figures = 0
    for field in reversed(_FIELDS.split(line.strip())):
        if _FIGURE.fullmatch(field):
            figures += 1
        elif field not in _SIGNS:
            break
    return figures > 1


def _parts(lines: list[str]) -> list[tuple[bool, list[str]]]:
    """Return the parts of a block that holds a table and prose: whether each is a table, and its lines.

    A line without figures is the table's if it is too short to be prose, and a row or another such line stands beside it.
    """
    longest = max(map(len, lines))
    rows = [_has_figures(line) for line in lines]
    short = [len(line) < _LONG * longest and line[-1] not in ".;:" for line in lines]
    inside = rows[:]
    for order in (range(1, len(lines)), range(len(lines) - 2, -1, -1)):
        step = -1 if order.step > 0 else 1
        for at in order:
            inside[at] = inside[at] or (short[at] and inside[at + step])
    numbered = zip(inside, lines, strict=True)
    return [
        (key, [line for _, line in part]) for key, part in groupby(numbered, lambda one: one[0])
    ]


def _prose(lines: list[str]) -> str:
    """Return lines of prose as paragraphs, one line each."""
    if len(lines) > 1 and any(line[-1] in "-=_" for line in lines):
        lines = [line for line in lines if not _UNDERLINES.fullmatch(line)] or lines
    longest = max(map(len, lines))
    if longest < _NARROW and are_hanging(lines):
        return joined_entries(lines)
    if longest < _NARROW:
        return "\n".join(line.strip().removesuffix(SEAM) for line in lines)
    listed = ENTRY.match(lines[0]) is not None
    out: list[list[str]] = []
    before = ""
    capitals = False
    for line in lines:
        words = line.split()
        if before[-1:] == SEAM:
            out[-1][-1] = out[-1][-1].removesuffix(SEAM)
        elif (
            not before
            or _begins_paragraph(before, line, longest, listed=listed)
            or (capitals and before.isupper() and _is_heading_over(out[-1][-1], words))
        ):
            out.append(words)
            before = line
            capitals = line == line.upper()
            continue
        capitals = capitals and line == line.upper()
        last = out[-1][-1]
        if last[-1:] == "-" and last[-2:-1].islower() and words[0][:1].islower():
            out[-1][-1] += words[0]
            out[-1] += words[1:]
        else:
            out[-1] += words
        before = line
    return "\n".join(" ".join(words) for words in out)


def _begins_paragraph(before: str, line: str, longest: int, *, listed: bool) -> bool:
    """Return whether ``line`` begins a paragraph, or an entry of a list, rather than going on with the line before."""
    if len(before) < _LONG * longest:
        return True
    ends = before.endswith(_ENDS)
    if not ends and not listed:
        return False
    entry = ENTRY.match(line)
    if entry:
        return ends or (
            listed and (entry["bullet"] is not None or margin_of(before) > margin_of(line))
        )
    return (
        ends
        and margin_of(line) >= margin_of(before) + 2
        and not ENTRY.match(before)
        and not line.lstrip()[:1].islower()
    )


def _is_heading_over(last: str, words: list[str]) -> bool:
    """Return whether lines in capitals, whose ``last`` word it is, are a heading, and ``words`` begin a paragraph below it."""
    return (
        _GOES_ON.search(last) is None
        and words[0][:1].isupper()
        and (len(words[0]) == 1 or not words[0].isupper())
        and any(word.islower() for word in words)
    )


def _justified(lines: list[str]) -> bool:
    """Return whether wide blanks come from justified prose: few digits, many words a line."""
    text = " ".join(lines)
    if len(text.split()) < 7 * len(lines) or any(map(_is_row, lines)):
        return False
    return sum(map(text.count, "0123456789")) < 0.06 * len(text)


def _ends_in_figure(line: str) -> bool:
    return (
        ("    " in line or "...." in line)
        and (line[-1].isdigit() or line[-1] == ")")
        and _ENDS_IN_FIGURE.search(line) is not None
    )


def _is_row(line: str) -> bool:
    """Return whether a line is one of a table: a figure far behind a label, or three fields far apart."""
    return _ends_in_figure(line) or ("    " in line and _FIELDS_APART.search(line) is not None)
