"""Entries of a list within those of another: told by their bullets and numbers, shown by tabs before them."""

from __future__ import annotations

import re

_KINDS = (
    re.compile(r"[•●▪■·➢►♦\uf0b7\uf0a7§]"),
    re.compile(r"[◦○]"),
    re.compile(r"o (?=[A-Z])"),
    re.compile(r"[–—-] "),
    re.compile(r"\([0-9]{1,2}\) "),
    re.compile(r"[0-9]{1,2}\) "),
    re.compile(r"\((?:[ivx]{2,4}|[iv])\) "),
    re.compile(r"\([a-z]\) "),
    re.compile(r"[a-z][.)] "),
)
"""How an entry begins; the roman (i) before the letter."""
_LETTER = 7
_LEVELS = re.compile(r"^\t+", re.M)


def nested(text: str) -> str | None:
    """Return lines with a tab before each entry for every entry that it stands in; None where no entry stands in another.

    An entry whose bullet is another than that of the entry before stands in it, until the former bullet comes back.
    A line that is no entry ends the list. Lines that begin with a blank or a tab keep their own margin: None.
    """
    stack: list[int] = []
    lines: list[str] = []
    letter = ""
    deep = False
    for line in text.split("\n"):
        if line[:1] in (" ", "\t"):
            return None
        if not line:
            lines.append(line)
            continue
        kind = _kind_of(line, letter)
        letter = line[1] if kind == _LETTER else letter
        if kind < 0:
            stack.clear()
        elif kind in stack:
            del stack[stack.index(kind) + 1 :]
        else:
            stack.append(kind)
        deep = deep or len(stack) > 1
        lines.append("\t" * max(0, len(stack) - 1) + line)
    return "\n".join(lines) if deep else None


def unnested(text: str) -> str:
    """Return the text that ``nested`` was made of."""
    return _LEVELS.sub("", text) if "\t" in text else text


def _kind_of(line: str, letter: str) -> int:
    """Return which of the kinds an entry is, -1 for a line that is none; "(i)" after the ``letter`` "h" is a letter."""
    kinds = [kind for kind, pattern in enumerate(_KINDS) if pattern.match(line)]
    if _LETTER in kinds and letter and ord(line[1]) == ord(letter) + 1:
        return _LETTER
    return kinds[0] if kinds else -1
