"""The text in lower case, and where its lines begin."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docai.document.marks import CELL, PAGE, ROW, ROW_END, SPAN, TABLE

_PREFIX = re.compile(
    rf"(?:\([a-z0-9]{{1,3}}\)|part[ \t]{{1,4}}(?:[ivx]{{1,3}}|[1-4]|one|two|three|four)\b[ \t,.:;–—-]{{0,4}}|\d{{1,3}}[ \t]++|(?:form )?10-?k[ \t]*+[,.]?[ \t]*+|response[ \t]++to[ \t]++|[\s*•·§¶+=~\"'(\[_|{CELL}{SPAN}{TABLE}{ROW}{ROW_END}])*"
)
LINE_BREAKS = f"\n{ROW}{ROW_END}{PAGE}"


def lowered(raw: str) -> str:
    """Return ``raw`` with A-Z in lower case, character for character, and the marks that say nothing of headings blank.

    Headings are ASCII; by way of bytes this takes half the time of ``str.lower``, which may change a text's length too.
    """
    return raw.encode("utf-8", "surrogatepass").translate(_LOWERED).decode("utf-8", "surrogatepass")


_LOWERED = bytes(range(256)).lower().replace(SPAN.encode(), b" ").replace(TABLE.encode(), b" ")


def matches_of(
    pattern: re.Pattern[str], word: str, low: str, start: int = 0
) -> Iterator[re.Match[str]]:
    """Yield what ``pattern.finditer`` does, for a pattern that begins with ``word``: ``str.find`` is faster at finding it."""
    at = low.find(word, start)
    while at >= 0:
        match = pattern.match(low, at)
        if match:
            yield match
        at = low.find(word, match.end() if match else at + 1)


def line_start(low: str, at: int) -> tuple[int, bool]:
    """Return where the line of ``at`` begins, and whether nothing but ornament, or the part, stands before it."""
    floor = max(0, at - 120)
    start = (
        max(
            low.rfind("\n", floor, at),
            low.rfind(ROW, floor, at),
            low.rfind(ROW_END, floor, at),
            low.rfind(PAGE, floor, at),
        )
        + 1
        or floor
    )
    if start == floor and start and low[start - 1] not in LINE_BREAKS:
        text = low[start:at]
        if text.strip(" " + CELL):
            return start, False
    match = _PREFIX.fullmatch(low, start, at)
    return start, match is not None
