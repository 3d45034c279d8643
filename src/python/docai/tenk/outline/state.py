"""The state of an Item: has it words, does it point elsewhere, or does it say that there are none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from docai.tenk.pointers.pointer import Pointer
from docai.tenk.vocabulary import letters

State = Literal["words", "followed", "proxy", "elsewhere", "none", "reserved", "combined", "absent"]

_RESERVED = re.compile(
    r"[\s\[(|.:–—-]*(?:(?:intentionally |removed and )?reserved|intentionally (?:omitted|left blank)|removed and reserved)[\s\])|.:–—-]*",
    re.I,
)
_LONGEST_NONE = 420
"""Letters of the longest answer that there is nothing to say."""
_NONE = re.compile(
    r"\bnone\b|\bnot\s+(?:applicable|required|reported)\b|\bn/?a\b|\bn\.a\.|\binapplicable\b|\bomitted\b|\bomits?\b"
    r"|\bdoes\s+not\s+apply\b|\bnothing\s+to\s+report\b|\bno\s+(?:response|answer|disclosure)\b|\bno\s+such\b"
    r"|\bnot\s+to\s+(?:include|provide)\b",
    re.I,
)
_PLAIN_NONE = re.compile(
    r"\W*(?:none|not\s+applicable|n/?a|omitted|inapplicable|not\s+required)\W*", re.I
)
_BEFORE_OFFICERS = frozenset(("votes", "mine_safety", "reserved"))
"""Item 4, behind which many filers put their executive officers, which belong to Item 10."""
_LIST_OF_EXHIBITS = 200
_LONGEST_ANSWER = 1200
"""Characters of the longest answer that is no words of the Item's own, if it does not point elsewhere."""
_SENTENCE = re.compile(r"(?<=[.;!?])\s+(?=[A-Z(\[])|\n\s*\n")
_SAYS_MORE = 60
"""Letters of a sentence that says something else, before an answer is more than "none"."""
_FOOTNOTE = re.compile(r"\([a-z0-9]\)|\*{1,3}")
_BLANK = re.compile(r"[\W_]*")
_LONGEST_TARGET = 500
_FOR_SEVERAL = re.compile(
    r"\b(?:these|such|the\s+(?:above|foregoing|following)|required\s+by|to)\s+items\b|\bthis\s+part\b|\bpart\s+iii\b",
    re.I,
)


def state_of(
    body: str, title: str, kind: str, *, pointer: Pointer | None, in_proxy: bool, followed: bool
) -> State:
    """Return the state of an Item by the words under its heading (``body``).

    ``kind`` is what the Item is about. ``in_proxy``: it is one of those that the proxy statement may answer.
    ``followed``: its words were found elsewhere.
    """
    if followed:
        return "followed"
    if len(body) > _LONGEST_ANSWER and not pointer:
        return "words"
    first = next((part for part in _SENTENCE.split(body[:_LONGEST_ANSWER]) if letters(part)), "")
    if _RESERVED.fullmatch(body) or (kind in _BEFORE_OFFICERS and _RESERVED.fullmatch(first)):
        return "reserved"
    if kind in _BEFORE_OFFICERS and _PLAIN_NONE.fullmatch(first):
        return "none"
    if _BLANK.fullmatch(body) and _RESERVED.search(title):
        return "reserved"
    if pointer and pointer.to_proxy and in_proxy and not _PLAIN_NONE.fullmatch(first):
        # "omitted, since a proxy statement will be filed" is a pointer
        return "proxy"
    if _BLANK.fullmatch(body) or _says_none(body):
        return "none"
    if pointer and kind == "exhibits" and len(letters(body)) > _LIST_OF_EXHIBITS:
        return "words"
    if pointer:
        return "proxy" if pointer.to_proxy else "elsewhere"
    if in_proxy and _FOOTNOTE.fullmatch(body.strip(" |\n.")):
        return "proxy"
    return "words"


def answered_below(bodies: Sequence[str]) -> list[bool]:
    """Return for each Item whether it has no word under its heading because those further down are for several Items.

    ``bodies`` are the words under the headings, in order.
    """
    answered = [False] * len(bodies)
    for at in range(len(bodies) - 2, -1, -1):
        if _BLANK.fullmatch(bodies[at]):
            below = bodies[at + 1][:_LONGEST_ANSWER]
            answered[at] = answered[at + 1] or _FOR_SEVERAL.search(below) is not None
    return answered


def target_of(body: str, state: State) -> str:
    """Return what an Item points to, as filed and on one line: at most 500 characters; "" where it does not point."""
    if state not in ("followed", "proxy", "elsewhere"):
        return ""
    return " ".join(body[: 8 * _LONGEST_TARGET].split())[:_LONGEST_TARGET]


def _says_none(body: str) -> bool:
    """Return whether a short answer says that there is nothing, and nothing else."""
    if len(letters(body)) > _LONGEST_NONE:
        return False
    sentences = [sentence for sentence in _SENTENCE.split(body) if letters(sentence)]
    negative = [sentence for sentence in sentences if _NONE.search(sentence)]
    others = sum(len(letters(sentence)) for sentence in sentences if sentence not in negative)
    return bool(negative) and others <= _SAYS_MORE
