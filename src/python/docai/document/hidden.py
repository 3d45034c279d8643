"""What a browser does not show: comments, scripts, styles, inline XBRL headers, elements with display:none."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

HIDE = "\x06"
"""What the first piece of a hidden part is read as."""

DARK_TAGS = frozenset(("script", "style", "title", "ix:header"))
"""Elements whose text is never shown."""

_VOID_TAGS = frozenset(("br", "hr", "img", "input", "col", "meta", "link"))
_NAME = re.compile(r"[a-zA-Z][a-zA-Z0-9:]{0,30}")
_STEPS_PER_PIECE = 4


def leave_out_hidden(
    pieces: list[str], read: list[str], places: Iterable[int], prose: Callable[[str], str]
) -> Iterator[range]:
    """Empty in ``read`` every part that begins with HIDE, up to its end tag in ``pieces``; yield what has changed.

    ``places`` are where HIDE stands, in order, those that are emptied meanwhile left out; ``prose`` reads text.
    A part that is never closed loses its tag alone, rather than the rest of the document. All looking for end tags
    together takes no more steps than a few times the pieces there are.
    """
    budget = _STEPS_PER_PIECE * len(pieces) + 1000
    for index in places:
        piece = pieces[index]
        if piece.endswith(">") and pieces[index + 1 : index + 2] and pieces[index + 1][:1] == "/":
            # an empty element, closed at once: by far the most there are
            read[index] = ""
            yield range(index, index + 1)
            continue
        limit = min(len(pieces), index + max(0, budget))
        if piece.startswith("!--"):
            end = _end_of_comment(pieces, index, limit)
            rest = prose(pieces[end - 1].partition("-->")[2]) if end > 0 else ""
        else:
            end, rest = _end_of_element(pieces, index, limit), ""
        budget -= (end if end > 0 else limit) - index
        if end < 0:
            read[index] = prose(piece.partition(">")[2])
            yield range(index, index + 1)
            continue
        read[index:end] = [""] * (end - index)
        if rest:
            read[end - 1] = rest
        yield range(index, end)


def _end_of_comment(pieces: list[str], start: int, limit: int) -> int:
    """Return the index after the piece in which the comment ends; -1 if none before ``limit`` does."""
    return next((at + 1 for at in range(start, limit) if "-->" in pieces[at]), -1)


def _end_of_element(pieces: list[str], start: int, limit: int) -> int:
    """Return the index of the piece that closes the element which begins at ``start``; -1 if none before ``limit``."""
    tag = pieces[start].partition(">")[0]
    match = _NAME.match(tag)
    name = match[0] if match else ""
    if tag.endswith("/") or name.lower() in _VOID_TAGS:
        return start + 1 if name.lower() in DARK_TAGS else -1
    closing = "/" + name
    if name.lower() in DARK_TAGS:
        return next((at for at in range(start, limit) if pieces[at].startswith(closing)), -1)
    depth = 1
    for at in range(start + 1, limit):
        if pieces[at].startswith(closing):
            depth -= 1
            if not depth:
                return at
        elif pieces[at].startswith(name) and pieces[at][len(name) :][:1] in (">", " ", "\n"):
            depth += 1
    return -1
