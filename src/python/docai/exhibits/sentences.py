"""Subsidiaries that sentences name, where an EX-21 is no list: ``Wick Inc. is a wholly owned subsidiary. It is incorporated in Maine.``"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from docai.exhibits.lines import Line
from docai.exhibits.rows import SENTENCE_END, Subsidiary, is_sound, name_of
from docai.exhibits.said_places import FOUNDED, KINDS, place_said

LONGEST = 20_000
"""Characters of an exhibit of sentences; the rest is not read."""

_WORD = r"(?:[A-Z]\w+|(?:[A-Z]\.){1,3})"
"""A word of a place's name; no full stop ends it, but that of ``U.K.``."""

NAMED = re.compile(
    r"(?P<name>(?:[A-Z0-9][\w&.'\u2019-]{0,40},?\s(?:(?:of|and|the|&)\s){0,2}){1,9}"
    r"(?i:incorporated|inc|corporation|corp|company|co|limited|ltd|llc|bank|trust|association|partnership)\b\.?)"
    r"(?:\s*+\([^()]{1,60}\))?(?:,|\s++is\s++an?\s+[^.;]{0,80}?subsidiary[^.;]{0,80}\.\s++(?:It|The company|The subsidiary))?\s++"
    r"(?:(?:which\s)?(?:is|was)\s++)?"
    rf"(?P<place>[Aa]n?\s++[A-Z][A-Za-z. ]{{1,40}}?(?<!\s)\s++(?i:{KINDS})\b"
    rf"|(?i:(?:an?\s+[\w -]{{2,40}}?\s+)?(?:{FOUNDED})\s(?:[a-z]+\s){{1,6}})(?:(?:State|Commonwealth|Province|Republic)\sof\s)?{_WORD}(?:\s{_WORD}){{0,3}})"
)
"""A company, at times what it is to the registrant, and where it was made."""

OF_SHARES = re.compile(
    r".*\b(?:stock|shares|securities|interests?|subsidiar(?:y|ies)|registrant|owns)\s(?:of|in|is|are)\s",
    re.I,
)
"""What a sentence has before the name: ``Stock of Wick Inc.``."""


HEAD = re.compile(r"(?:exhibit|(?:list of )?subsidiaries|\W*\d{1,3}\W*$)[^.]{0,80}", re.I)
"""A line above the sentences: ``SUBSIDIARIES OF THE REGISTRANT``."""


def named_in_sentences(lines: Sequence[Line]) -> Iterator[Subsidiary]:
    """Yield each company that a sentence names together with its place, once."""
    written = (" ".join(line.cells) for line in lines)
    text = " ".join(words for words in written if not HEAD.fullmatch(words))[:LONGEST]
    known: set[str] = set()
    for match in NAMED.finditer(text):
        name = name_of(OF_SHARES.sub("", SENTENCE_END.split(match["name"])[-1]))
        place = place_said(match["place"])
        if place and name not in known and is_sound(name):
            known.add(name)
            yield Subsidiary(0, name, place)
