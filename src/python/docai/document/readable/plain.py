"""Plain text to text that a person can read: paragraphs unwrapped, entries of lists apart, tables as they stand."""

from __future__ import annotations

import re
from itertools import dropwhile, groupby

from docai.document.marks import PAGE
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
_RULE = re.compile(r"\s*[-=_](?: ?[-=_]){2,}")
"""A line drawn with dashes; with wide blanks in it, it would underline columns."""
_OPEN_BRACKET = re.compile(r"(\([\d,.]*\d)( +)\)")
_ENTRY = re.compile(r"\s*(?:(?P<bullet>[o*•·]|--?)|\(?(?:[0-9]{1,2}|[a-zA-Z]|[ivx]{2,5})[.)])\s+\S")
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
        # a row of a table keeps its margin: the next block may be the same table's
        return line if _has_figures(line) or _has_gaps(line) else line.strip()
    bare = [line for line in lines if not _is_rule(line)]
    if not any(map(_has_columns, bare)):
        return _prose(bare)
    justified = _justified(lines)
    if not justified and sum(map(_has_columns, lines)) > len(lines) // 3:
        # as it stands, margin and all: the next block may be the same table's
        return "\n".join(lines)
    if not any(map(_has_figures, bare)):
        return _prose(bare)
    return "\n".join(
        "\n".join(part) if in_table else _prose(part) for in_table, part in _parts(bare)
    )


def _is_rule(line: str) -> bool:
    return line[-1] in "-=_" and _RULE.fullmatch(line) is not None


def _has_gaps(line: str) -> bool:
    """Return whether two wide blanks, or more, part the words of a line."""
    return "  " in line and len(_GAP.findall(line)) > 1


def _has_columns(line: str) -> bool:
    """Return whether a line has wide blanks or leaders in it, underlines columns, or stands far in."""
    if "   " in line and (line.startswith(_DEEP_MARGIN) or "   " in line.strip()):
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
    longest = max(map(len, lines))
    if longest < _NARROW:
        return "\n".join(line.strip().removesuffix(SEAM) for line in lines)
    listed = _ENTRY.match(lines[0]) is not None
    out: list[list[str]] = []
    before = ""
    for line in lines:
        words = line.split()
        if before[-1:] == SEAM:
            out[-1][-1] = out[-1][-1].removesuffix(SEAM)
        elif (
            not before
            or _begins_paragraph(before, line, longest, listed=listed)
            or (before.isupper() and _is_heading_over(" ".join(out[-1]), words))
        ):
            out.append(words)
            before = line
            continue
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
    entry = _ENTRY.match(line)
    if entry:
        return ends or (listed and entry["bullet"] is not None)
    return ends and _margin(line) >= _margin(before) + 2 and not _ENTRY.match(before)


def _is_heading_over(above: str, words: list[str]) -> bool:
    """Return whether the lines ``above`` are a heading in capitals, and a paragraph begins with ``words`` right below it."""
    return (
        above.isupper()
        and _GOES_ON.search(above) is None
        and words[0][:1].isupper()
        and (len(words[0]) == 1 or not words[0].isupper())
        and any(word.islower() for word in words)
    )


def _margin(line: str) -> int:
    return len(line) - len(line.lstrip())


def _justified(lines: list[str]) -> bool:
    """Return whether wide blanks come from justified prose: few digits, many words a line."""
    text = " ".join(lines)
    words = len(text.split())
    return words >= 7 * len(lines) and sum(map(text.count, "0123456789")) < 0.06 * len(text)
