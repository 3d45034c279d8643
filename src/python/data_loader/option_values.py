"""What the values of the loader's own options are made of."""

from __future__ import annotations

import re

from docai.filing.forms import select_forms
from docai.filing.identity import accession_number, cik10
from docai.runtime.options import comma_list, positive_int

SEPARATOR = re.compile(r"[;\r\n]")
"""What parts names whatever stands in them: a file has one on each line."""

NAME_COMMA = re.compile(
    r",(?!\s*(?:inc|incorporated|corp|co|ltd|limited|llc|l\.l\.c|lp|l\.p|plc|n\.v|s\.a)\b)",
    re.IGNORECASE,
)
"""A comma between two names; one before the kind of company (``Example Holdings, Inc.``) belongs to the name."""


def workers(text: str) -> int:
    """Return how many requests may be under way."""
    if (value := positive_int(text)) > 256:
        raise ValueError(f"{text!r} is more than 256: 12 are enough for 10 requests a second")
    return value


def ciks(text: str) -> tuple[str, ...]:
    """Return CIKs, ten digits each."""
    return tuple(dict.fromkeys(map(cik10, comma_list(text))))


def accessions(text: str) -> tuple[str, ...]:
    """Return accession numbers."""
    return tuple(dict.fromkeys(map(accession_number, comma_list(text))))


def forms(text: str) -> tuple[str, ...]:
    """Return names of forms; raises ValueError for one that is none."""
    names = comma_list(text)
    select_forms(names)
    return names


def names(text: str) -> tuple[str, ...]:
    """Split at line ends and semicolons, or where there is none of them at commas that no INC., LTD. or the like follows."""
    text = text.strip()
    parts = SEPARATOR.split(text) if SEPARATOR.search(text) else NAME_COMMA.split(text)
    return tuple(dict.fromkeys(part.strip() for part in parts if part.strip()))
