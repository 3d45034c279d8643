"""What the heading of a note to the financial statements looks like."""

from __future__ import annotations

import re

_NOTE_NAMED = "to|of|in|on|for|and|or|above|below|which|is|are|was|were|as|under|regarding|contains|describes|sets"
"""Words behind the number of a note that a sentence names: no heading begins so."""


def note_heading(number: str) -> re.Pattern[str]:
    """Return what the heading of a note to the financial statements looks like, in lower case, as group ``line``.

    The number may stand in brackets, or in a cell of its own: then there are line breaks between it and the title. Behind "Note 9" alone
    on its line stands a title, and no figure.
    """
    one = re.escape(number.lower())
    return re.compile(
        rf"\n[ ]{{0,90}}+(?P<line>(?:(?:note[ ]{{0,9}})?(?:{one}|\({one}(?=[)]))[ ]{{0,9}}[.:)–—-]{{1,3}}[ ]{{0,9}}(?:\n[ ]{{0,9}}){{0,3}}[a-z]|note[ ]{{0,9}}{one}(?=[ ]{{0,9}}\n[^0-9a-z]{{0,90}}+[a-z])"
        rf"|note[ ]{{1,9}}{one}[ ]{{1,9}}(?!(?:{_NOTE_NAMED})\b)[a-z])[^\n]{{0,200}})"
    )


def next_note(number: str) -> str:
    """Return the number, or the letter, of the note that follows one."""
    return str(int(number) + 1) if number.isdigit() else chr(ord(number) + 1)
