"""Lines of plain text: which may be a title, and which begin a paragraph and only look like one."""

from __future__ import annotations

import re

_SENTENCE_ENDS = re.compile(r"[a-z]{3}\.  ?[a-z]")
_REACH = 100


_SMALL = frozenset(
    ("a", "about", "an", "and", "as", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with")
)  # fmt: skip
"""Words that a title may have in lower case."""


def is_title(line: str) -> bool:
    """Return whether the words of a line begin with capitals, as those of a title: "Statements of Income"."""
    words = [word.lstrip("\"'“‘(") for word in line.split()]
    return bool(words) and all(word[:1].isupper() or word in _SMALL for word in words)


def begins_paragraph(raw: str, low: str, start: int, end: int) -> bool:
    """Return whether the line between two places goes on below, or a sentence ends in it. ``low``: ``raw`` in lower case."""
    below = raw[end : end + _REACH].removeprefix("\n").lstrip(" ")
    return below[:1].islower() or _SENTENCE_ENDS.search(low, start, end) is not None
