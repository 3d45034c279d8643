"""The state of an Item: has it words, does it point elsewhere, or does it say that there are none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from docai.tenk.pointers.pointer import Pointer
from docai.tenk.vocabulary import letters

State = Literal["words", "followed", "proxy", "elsewhere", "none", "reserved", "combined", "absent"]

_RESERVED = re.compile(
    r"[\s\[(|.:–—-]*(?:(?:intentionally |removed and )?reserved|intentionally (?:omitted|left blank))[\s\])|.:–—-]*",
    re.I,
)
_LONGEST_NONE = 420
"""Letters of the longest answer that there is nothing to say."""
_NONE = re.compile(
    r"\bnone\b(?!\s+of\s+(?:which|whom|them|these)\b)|\bnot\s+(?:applicable|required|reported|presented)\b|\bn/?a\b|\bn\.a\.|\binapplicable\b|\bomitted\b|\bomits?\b"
    r"|\bdoes\s+not\s+apply\b|\bnothing\s+to\s+report\b|\bno\s+(?:response|answer|disclosure)\b|\bno\s+such\b"
    r"|\b(?:not\s+to|to\s+not|not\s+elected\s+to)\s+(?:include|provide)\b|\bno\s+longer\s+(?:required|applicable)\b",
    re.I,
)
_PLAIN_NONE = re.compile(
    r"\W*(?:none|not\s+applicable|n/?a|omitted(?:\s+at\s+(?:the\s+)?(?:company|registrant)['’]?s\s+option)?|inapplicable|not\s+required)\W*",
    re.I,
)
_BEFORE_OFFICERS = frozenset(("votes", "mine_safety", "reserved"))
"""Item 4, behind which many filers put their executive officers, which belong to Item 10."""
_ANSWERED_AT_ONCE = _BEFORE_OFFICERS | {
    "staff_comments",
    "accountants",
    "other",
    "foreign",
    "summary",
}
"""Items whose first word may be "None", whatever the filer puts behind it: officers, a notice, an index of exhibits."""
_OFFICERS = re.compile(
    r"\n\W{0,9}(?:item\s{1,9})?(?:\d{0,2}[ax]?\b\W{1,9})?(?:information about (?:our )?|our )?executive officers\b",
    re.I,
)
_NEXT_PART = re.compile(r"(?:^|\n)[ |]*part (?:ii|iii|iv)\b[^\n]{0,60}(?:\n|$)", re.I)
"""The heading of the next part, and what introduces it, which is none of the Item's words."""
_AGAIN = re.compile(r"\s*items?\s{1,4}\d{1,2}[a-c]?\b[^\n]{0,300}(?:\n|$)", re.I)
"""The heading once more: in capitals for the contents, and as it is shown."""
_ASKS_FOR_EVENTS = frozenset(
    ("legal", "votes", "mine_safety", "accountants", "other", "foreign", "staff_comments", "relationships", "properties", "")
)  # fmt: skip
"""What the Items are about (those of Regulation AB: "") that ask for what there may not be: proceedings, votes, changes."""
_TITLED_PARTS = frozenset(("legal", "other"))
"""Those of them whose parts filers give titles."""
_WHEN = r"\W*(?:[a-c][.)]\s*)?(?:(?:in|during|as\s+of|at|for|within|since|to|except|based|other\s+than)\b(?:[^.;]|\b[a-z]{3,4}\.(?=\s\d)){3,200}?,\s+)?"
_NO_SUCH = re.compile(
    rf"{_WHEN}(?:there\s+(?:are|were|is|was|ha(?:ve|s|d)(?:\s+been)?)\s+(?:\w+\s+)?not?\b|no\b|none\b|neither\b|nothing\b)"
    r"|.{0,200}?(?:\b(?:is|are|was|were)\s+(?:not|neither)\s+(?:\w+\s+)?(?:an?\s+)?(?:party|parties|subject|involved|engaged|aware)\b"
    r"|\bknows?\s+of\s+no\b|\bha(?:s|ve)\s+not\s+received\b|\bdid\s+not\s+(?:submit|have|receive)\b|\bdo(?:es)?\s+not\s+(?:own|lease|have|hold)\b"
    r"|\b(?:has|have|had|owns?|holds?)\s+(?:\w+\s+)?no\b|\bno\s+information\s+is\s+required\b)",
    re.I | re.S,
)
"""A sentence that says that there is nothing of what the Item asks for: "No matters were submitted", "is not a party to any suit"."""
_LIST_OF_EXHIBITS = 200
_LISTED = re.compile(r"\([a13]\)\W*[A-Za-z1]")
"""The parts of a list of exhibits, some of which there may not be."""
_LONGEST_ANSWER = 1200
"""Characters of the longest answer that is no words of the Item's own, if it does not point elsewhere."""
_SENTENCE = re.compile(r"(?<=[.;!?])\s+(?=[A-Z(\[])|\n\s*\n")
_SAYS_MORE = 60
"""Letters of a sentence that says something else, before an answer such as "Not applicable." is more than that."""
_ADDS = 30
"""The same for an answer in a sentence: "We own no property. Our office is let to us by an officer." has words."""
_FOOTNOTE = re.compile(r"(?:[A-Za-z ,;'’\n-]{0,160}[ .·_|]{2,90})?\([a-z0-9]\)")
_NO_PAGE = re.compile(
    r"(?:[A-Za-z ,;'’\n-]|\([^()]{1,40}\)){0,160}[ .·_|]{2,90}[–—-]{1,2}(?:[ |]{2,90}[–—-]{1,2}){0,2}\s*"
)
"""The rest of a title, and a dash in the place of a page, or one in each of the columns of an index."""
_PAGES = (
    r"(?:[A-Z]{1,2}-)?\d{1,3}(?:\s?(?:[–—-]|to|through|,|and|&)\s?(?:[A-Z]{1,2}-)?\d{1,3}){0,8}"
)
_ONLY_PAGES = re.compile(
    rf"\s*+(?:[A-Za-z ,;:'’&()\n-]{{0,160}}(?:[ .·_|]{{3,90}}+|\n\s{{0,90}}+))?(?:[–—-]{{1,2}}[ |]{{2,60}}){{0,2}}{_PAGES}(?:[ |]{{2,60}}(?:{_PAGES}|[–—-]{{1,2}})){{0,2}}\s*"
)
"""The rest of a title, and pages, or dashes beside pages: a row of an index of what stands in other documents."""
_STARRED = re.compile(r"[*†‡]\)?$")
_MARKED = re.compile(r"\([a-z0-9]\)$", re.I)
"""What follows a title, or is all that stands below it, and is said at the foot of the page."""
_IN_ANNUAL_REPORT = frozenset(("market", "selected", "mda", "statements"))
"""What the Items of part II are about, of which such a foot says that the annual report has them."""
_BLANK = re.compile(r"[\W_]*")
_ONLY_CAPTIONS = re.compile(r"[\s|]*(?:[“\"][^“”\"\n]{4,160}[”\"][\s|,;.]*(?:and\s+)?){1,9}")
"""Captions in quotes and nothing else: a row of a list of what the proxy statement has."""
_CAPTION = re.compile(r"[^.;:!?]{4,60}")
"""The title of a part of an Item, alone on its line: "Insider Trading Arrangements"."""
_LONGEST_TARGET = 500
_FOR_SEVERAL = re.compile(
    r"\b(?:these|such|the\s+(?:above|foregoing|following)|required\s+by|called\s+for\s+by|to|for|of)\s+items\b|\bthis\s+part\b|\bpart\s+iii\b",
    re.I,
)


def own_words(body: str, kind: str) -> str:
    """Return the words under a heading without the heading once more, what introduces the next part, and the executive
    officers behind Item 4.

    ``kind`` is what the Item is about. The words are those of a short answer: longer ones come back as they are.
    """
    again = _AGAIN.match(body)
    if again and not _BLANK.fullmatch(body, again.end()):
        body = body[again.end() :]
    if kind in _BEFORE_OFFICERS and (officers := _OFFICERS.search(body, 0, _LONGEST_ANSWER)):
        body = body[: officers.start()]
    if len(body) > 2 * _LONGEST_ANSWER:
        return body
    part = _NEXT_PART.search(body)
    return body[: part.start()] if part else body


def state_of(
    body: str, title: str, kind: str, *, pointer: Pointer | None, in_proxy: bool, followed: bool
) -> State:
    """Return the state of an Item by its own words (``body``, see ``own_words``).

    ``kind`` is what the Item is about. ``in_proxy``: it is one of those that the proxy statement may answer.
    ``followed``: its words were found elsewhere.
    """
    if followed:
        return "followed"
    if len(body) > _LONGEST_ANSWER and not pointer and kind not in _ANSWERED_AT_ONCE:
        return "words"
    first = next((part for part in _SENTENCE.split(body[:_LONGEST_ANSWER]) if letters(part)), "")
    if (_RESERVED.fullmatch(body) and not (in_proxy and "mitted" in body)) or (
        kind in _BEFORE_OFFICERS and _RESERVED.fullmatch(first)
    ):
        return "reserved"
    if kind == "reserved" and _RESERVED.fullmatch(title):
        # what stands below is not the Item's: officers, or a line above the next heading
        return "reserved"
    if (_BLANK.fullmatch(body) or _PLAIN_NONE.fullmatch(body)) and _RESERVED.search(title):
        return "reserved"
    if kind in _ANSWERED_AT_ONCE and _PLAIN_NONE.fullmatch(first):
        return "none"
    if len(body) > _LONGEST_ANSWER and not pointer:
        return "words"
    if kind == "summary" and _NONE.search(body):
        # "Registrants may include a summary. The Company has elected not to include one."
        return "none"
    if kind == "exhibits" and _LISTED.search(body):
        # one of them may be named after the proxy statement
        return "words"
    if pointer and pointer.to_proxy and in_proxy and not _PLAIN_NONE.fullmatch(first):
        # "omitted, since a proxy statement will be filed" is a pointer
        return "proxy"
    if in_proxy and _ONLY_CAPTIONS.fullmatch(body):
        return "proxy"
    if in_proxy and _BLANK.fullmatch(body) and _STARRED.search(title):
        # the foot of the page says for all such Items that they are in the proxy statement
        return "proxy"
    if kind in _IN_ANNUAL_REPORT and (
        _FOOTNOTE.fullmatch(body.strip(" |\n."))
        or (_BLANK.fullmatch(body) and _MARKED.search(title))
    ):
        return "elsewhere"
    if kind == "exhibits" and len(letters(body)) > _LIST_OF_EXHIBITS:
        return "words"
    if _BLANK.fullmatch(body) or _NO_PAGE.fullmatch(body) or _says_none(body, kind):
        return "none"
    if pointer:
        return "proxy" if pointer.to_proxy else "elsewhere"
    if in_proxy and _FOOTNOTE.fullmatch(body.strip(" |\n.")):
        return "proxy"
    if len(body) <= _LONGEST_NONE and _ONLY_PAGES.fullmatch(body):
        return "proxy" if in_proxy else "elsewhere"
    return "words"


def is_blank(body: str) -> bool:
    """Return whether there is no letter or digit in what stands under a heading."""
    return _BLANK.fullmatch(body) is not None


def sureness_of(state: State, body: str, kind: str, *, in_proxy: bool) -> float:
    """Return how likely a second reader is to agree with the state of an Item whose own words are ``body``."""
    if state == "none":
        plain = _NONE.search(body) or _BLANK.fullmatch(body)
        return _SURE if plain else _DOUBTFUL
    if state == "words":
        short = kind in _ASKS_FOR_EVENTS and len(letters(body[:_LONGEST_ANSWER])) < _LONGEST_NONE
        doubtful = short or (in_proxy and _names_statement(body[: 2 * _LONGEST_ANSWER]))
        return _DOUBTFUL if doubtful else _SURE
    return _DOUBTFUL if state in ("elsewhere", "combined") else _SURE


def _names_statement(words: str) -> bool:
    return "statement" in words.lower() and _STATEMENT.search(words) is not None


_SURE = 0.998
_DOUBTFUL = 0.94
_STATEMENT = re.compile(r"\b(?:proxy|information)\s+statement", re.I)


def answered_below(bodies: Sequence[str]) -> list[int]:
    """Return for each Item which one further down answers it: itself, unless it has no word under its heading and those
    of the next are for several Items.

    ``bodies`` are the words under the headings, in order.
    """
    answered = list(range(len(bodies)))
    for at in range(len(bodies) - 2, -1, -1):
        if _BLANK.fullmatch(bodies[at]) and not _BLANK.fullmatch(bodies[answered[at + 1]]):
            below = answered[at + 1]
            if below > at + 1 or _FOR_SEVERAL.search(bodies[below][:_LONGEST_ANSWER]):
                answered[at] = below
    return answered


def state_below(below: State) -> State:
    """Return the state of an Item without a word, answered together with one further down whose state is ``below``."""
    return "combined" if below in ("words", "followed") else below


def target_of(body: str, state: State) -> str:
    """Return what an Item points to, as filed and on one line: at most 500 characters; "" where it does not point."""
    if state not in ("followed", "proxy", "elsewhere"):
        return ""
    return " ".join(body[: 8 * _LONGEST_TARGET].split())[:_LONGEST_TARGET]


def _says_none(body: str, kind: str) -> bool:
    """Return whether a short answer says that there is nothing, and nothing else."""
    if len(letters(body)) > _LONGEST_NONE:
        return False
    most = _ADDS
    others = 0
    sentences = [sentence for sentence in _SENTENCE.split(body) if letters(sentence)]
    if kind in _TITLED_PARTS and len(sentences) > 1 and _CAPTION.fullmatch(sentences[0]):
        del sentences[0]
    for sentence in sentences:
        if _NONE.search(sentence):
            most = _SAYS_MORE
        elif not (kind in _ASKS_FOR_EVENTS and _NO_SUCH.match(sentence)):
            others += len(letters(sentence))
    return others <= most and others < len(letters(body))
