"""Text of others on its way to a terminal or a log: what would act instead of being seen is escaped.

Names, addresses and messages come from EDGAR, from files and from other programs. A control character in one of them
moves the cursor, recolours the screen, reverses the reading order or begins a line that looks like one of ours.
"""

from __future__ import annotations

import re

UNPRINTABLE = re.compile(
    "[\x00-\x08\x0a-\x1f\x7f-\x9f"  # C0 without the tab, DEL, C1
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # bidirectional controls (Unicode UAX #9, section 2)
    "\u2028\u2029"  # line and paragraph separators
    "\ud800-\udfff]"  # lone surrogates: no stream can encode them
)
"""One character that is never shown as it is. A tab is: it only makes room."""

_SHORT = {"\n": "\\n", "\r": "\\r"}


def printable(text: str) -> str:
    """Return ``text`` as one line that is safe to show: each such character becomes ``\\n``, ``\\r`` or ``\\uXXXX``.

    The escapes are those of JSON, so that a JSON text stays one and keeps its meaning. All other text stays as it is.
    """
    return UNPRINTABLE.sub(_escape, text)


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    return _SHORT.get(character) or f"\\u{ord(character):04x}"
