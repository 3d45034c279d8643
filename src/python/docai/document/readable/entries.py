"""Entries of lists in plain text: their labels, and the lines that hang from them."""

from __future__ import annotations

import re
from itertools import pairwise

from docai.document.seams import SEAM

ENTRY = re.compile(
    r"\s*(?:(?P<bullet>[o*•·]|--?)\s|\(?(?:[0-9]{1,2}|[a-zA-Z]|[ivx]{2,5})[.)]\s|\{[0-9]{1,2}\}\s|[0-9]{1,2}\.[0-9]{1,3}[A-Z]?\s\s)\s*\S"
)
"""How an entry of a list begins; the last is the number of an exhibit."""
LABEL = re.compile(
    r"\s*(?:[o*•·]|--?|\(?(?:[0-9]{1,2}|[a-zA-Z]|[ivxIVX]{2,5})[.)]|\{[0-9]{1,2}\}|[0-9]{1,2}\.[0-9]{1,3}[A-Z]?|[A-Z][a-zA-Z]{2,5}:)( {2,})(?=[A-Za-z\"(])"
)
"""The label of an entry with the wide blank behind it, which makes no columns."""


def without_gap(line: str) -> str:
    """Return a line without the wide blank behind its label."""
    label = LABEL.match(line)
    return line if label is None else f"{line[: label.start(1)]} {line[label.end() :]}"


def are_hanging(lines: list[str]) -> bool:
    """Return whether narrow lines are entries of a list, each with the lines below its first further in."""
    margin = margin_of(lines[0])
    return ENTRY.match(lines[0]) is not None and all(
        margin_of(line) > margin or (margin_of(line) == margin and ENTRY.match(line))
        for line in lines[1:]
    )


def joined_entries(lines: list[str]) -> str:
    """Return the entries of a list, one line each."""
    margin = margin_of(lines[0])
    starts = [at for at, line in enumerate(lines) if margin_of(line) == margin]
    parts = (lines[start:end] for start, end in pairwise([*starts, len(lines)]))
    return "\n".join(
        " ".join(" ".join(line.removesuffix(SEAM) for line in part).split()) for part in parts
    )


def margin_of(line: str) -> int:
    return len(line) - len(line.lstrip())
