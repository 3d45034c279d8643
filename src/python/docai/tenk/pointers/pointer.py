"""Items that say where their words are instead of saying them, and what they say about the place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from docai.tenk.vocabulary import letters

_LONGEST_POINTER = 2400
_SHORT = 260
"""Letters of a body that says nothing but which other Item to look into."""
_REST = 90
"""Letters that may remain, once the sentences that point are taken out, before an Item has words of its own."""
_SENTENCE = re.compile(
    r"(?:(?<=[.!?])|(?<=[.!?][”\")]))(?<!\b[IVX]\.)(?<!\b[IVX]{2}\.)(?<!\bN[Oo]\.)(?<![ .]\d\.)(?<!\b[Nn]ote \d\d\.)(?<!\bInc\.)(?<![“\"][A-Z]\.[A-Z]\.)\s+(?=[A-Z“\"(])|(?<![a-z,\n])\n+|(?<=[a-z,])\n++(?![“\"])"
)
_POINTS = re.compile(
    r"\b(?:supplied\s+by\b|incorporated\s+(?:herein\s+|into\s+this\s+\w+\s+)?by\s+(?:this\s+)?reference|incorporate\s+by\s+reference|refer(?:ence)?\b|see\b|set\s+forth\b|(?:is|are|be|been)\s+(?:included|contained|presented|found|filed|reported|submitted|(?:previously\s+)?provided\s+(?:in|under)|located\s+(?:on|at)\s+page|located\s+elsewhere|(?:described|discussed)\s+(?:in|under|on|at|above|below|elsewhere))|(?:is|are)\s+(?:available\s+in|within|in|on|at)\s+(?:the\s+)?(?:notes?|pages?|items?|exhibits?|parts?)\b|can\s+find\b|(?:appears?|appearing|begins?|beginning|commenc\w+|follow(?:s|ing)?|listed|reported|included|contained|presented)\s+(?:elsewhere|on|in|at|under|immediately|after|part|this|to)\b|pages?\s+(?:[a-z]-?)?\d|follows?\s+the\s+signature|attached\b|index\s+to\b|same\s+as\s+item\b|(?:of|(?:is|are|be)\s+in)\s+(?:the|our)\s+(?:\w+\s+){0,3}proxy\s+statement\b"
    r"|(?:proxy|information)\s+statement\b.{0,300}\bfil(?:e|ed|ing)\b|fil(?:e|ed|ing)\b.{0,300}\b(?:proxy|information)\s+statement\b)"
    r"|^\W*(?:previously\s+(?:reported|disclosed)\b|(?:\w+\s+){0,3}proxy\s+statement\W*$)",
    re.S,
)
_TO_RULES = re.compile(
    r"\b(?:set\s+forth|contained|included|described|found|listed)\s+(?:in|under|by)\s+(?:[\w’'()]+\s+){0,4}?"
    r"(?:rules?|regulations?|item\s+\d{3}|(?:listing|governance)\s+standards)\b"
)
"""What points to a rule that others have set: "independent as set forth in Rule 4200(a)(15) of The Nasdaq Stock Market"."""
_LISTS = re.compile(r"\bfollowing\b.*\bincorporated\b|:\s*$", re.I | re.S)
"""A sentence that points, and has a list of what it points to below it."""
_LISTS_HERE = re.compile(
    r"\bthe\s+following\b[^.]{0,90}\b(?:is|are)\s+(?:hereby\s+)?(?:provided|furnished|given|submitted)\b",
    re.I,
)
"""A sentence that has a list of the Item's own below it, though it points too: "the following is provided of our officers:"."""
_CAPTION = re.compile(
    r"\W*(?:item\s+\d{1,2}\s*)?\([a-e]\)(?!.*\b(?:is|are|was|were|has|have|had|will|may|owns?|holds?|trades?)\b)",
    re.I | re.S,
)
"""The title of a part of an Item: "(a) Plans." It says nothing itself."""
_TITLE_OF_STATEMENT = re.compile(
    r"\W*(?:[(]?[a-c1-3][).]\W*){0,2}(?:(?:the|our|audited|company['’]s|\w+[.,]?\s+inc\.?)\s+)?(?:consolidated\s+)?(?:balance\s+sheets?|statements?\s+of|financial\s+statements?|notes?\s+to|reports?\s+of|management['’]s\s+report|schedule\s+[IVX]+\b|financial\s+statement\s+schedules?)",
    re.I,
)
"""What a list of the financial statements, presented elsewhere, names: "Consolidated Statements of Equity"."""
_ENTRY = 110
"""Letters of the longest entry of such a list, and of such a title."""
_INDEX_ROW = re.compile(
    r"\b(?:pages?\s+)?(?:[A-Z]-?)?\d{1,3}(?:\s*[-–—,]\s*(?:[A-Z]-?)?\d{1,3})*\s*$", re.I
)
_STATEMENT_PAGE = re.compile(r"(?:[FS]-)?\d{1,3}")
_TO_PAGE = re.compile(r"(?<=\d)\s*(?:-|–|—|\bto|\bthrough|\bthru)\s*(?:[FS]-)?\d{1,3}$", re.I)
"""The last page of a row: "F-1 through F-4"."""
_FIGURES = re.compile(r"(?<![\d,.])(?!(?:19|20)\d\d\D*$)\d[\d,.]*\)?[\s|$.·_]*$")
"""What stands before the last column of a table of figures: a figure, and no year."""
_STATEMENT_NAMED = re.compile(r"balance\s{1,9}sheets?|statements?\s{1,9}of")
_STATES = re.compile(r"\b(?:is|are|was|were|has|have|had|will|shows?|reflects?)\b|\|\W*\d", re.I)
_PAGES = re.compile(
    r"\bpages?\s+((?:(?:III|[A-Z]{1,2})-|[A-Z])?\d{1,3}(?:\s*(?:-|–|—|to|through|thru|,\s*and|,|and|&)\s*(?:pages?\s+)?(?:(?:III|[A-Z]{1,2})-|[A-Z])?\d{1,3}\b)*)",
    re.I,
)
_PAGE = re.compile(
    r"((?:(?:III|[A-Z]{1,2})-|[A-Z])?\d{1,3})(\s*(?:-|–|—|to|through|thru)\s*(?=(?:pages?\s+)?(?:(?:III|[A-Z]{1,2})-|[A-Z])?\d))?",
    re.I,
)
_FROM = re.compile(
    r"\b(?:begin|commenc|start)\w*\s+(?:on|with)\s+page|\bat\s+page|\(?on\s+page\s+F-?1\b", re.I
)
_QUOTED = re.compile(r"[“\"‘]([^”\"’“]{4,160}(?:’s[^”\"’“]{0,120})?)[”\"’]")
_HEADED = re.compile(
    r"(?:caption|heading|headings|captions|section|sections)\s+(?:entitled|titled|called)?\s*[“\"]?([A-Z][A-Za-z’', &-]{6,120})",
    re.S,
)
_CALLED = re.compile(
    r"\b(?:heading|headings|caption|captions|section|entitled|titled|captioned|subheading)\s{0,3}$",
    re.I,
)
_NOTE = re.compile(r"\bnotes?\s+(\d{1,2}|[A-Z])\b(?=[\s,.):;–—”\"-])", re.I)
_NOTE_TITLED = re.compile(
    r"\b(?i:notes\s+to\s+(?:the\s+|our\s+)?(?:consolidated\s+)?financial\s+statements)\s*[-–—:]+\s*([A-Z][A-Za-z’', &]{4,80})"
)
"""A note that is named by its title: "Notes to Financial Statements - Contingencies"."""
_PLACE = re.compile(
    r"\s(?:in|on|of|and|to)\s(?:the|our|this|its|that|Notes?|Part|Item|pages?|Exhibit|Management)\b.*",
    re.S,
)
"""Where a caption that is not quoted ends: the place that it is in follows."""
_OWN_FACT = re.compile(
    r"\d\s+(?:\w+\s+){0,4}(?:holders|owners)\b|\bStock\s+(?:Exchange|Market)\b|\bN(?:ASDAQ|asdaq|YSE)\b"
    r"|\bno\s+(?:executive\s+)?(?:officers|directors|employees|salar(?:y|ies)|compensation|remuneration)\b",
)
"""What a short sentence says of its own: how many holders there are, where shares trade, that nobody is paid."""
_OTHER_ITEM = re.compile(
    r"(?:\b(?:see|under|in|to|as)\s+|[,(]\s*)(?:part\s+[iv]+,?\s+)?[“\"]?item\s+(\d{1,2}[a-c]?)\b",
    re.I,
)
_REPORT = re.compile(
    r"exhibits?\s*\(?13|(?:share|stock)\s*-?(?:holders|owners)['’]?s?\s+annual\s+report|annual\s+report(?!\s+on\s+form)|filed\s+as\s+an?\s+exhibit",
    re.I,
)
_THIS_REPORT = re.compile(
    r"\bthis\s+(?:annual\s+)?report|annual\s+report\s+on\s+form\s*10-?k|this\s+form\s*10-?k|of\s+this\s+document|index\s+to\s+(?:consolidated\s+)?financial",
    re.I,
)
_PROXY = re.compile(
    r"proxy\s+statement|information\s+statement|schedule\s+14[ac]\b|amendment\s+(?:no\.?\s+\d\s+)?to\s+this\b|form\s+10-?k/a|instruction\s+g\s?\(3\)",
    re.I,
)
_NOTHING = re.compile(r"not\s+applicable|\bnone\b|not\s+required|\[?reserved", re.I)


@dataclass(frozen=True, slots=True)
class Pointer:
    """Where an Item says that its words are.

    ``to_report`` means the annual report to security holders (Exhibit 13). ``ranges`` are printed page numbers, first
    and last; ``open_ended`` means that the words begin there and no end is named. ``captions`` are headings, the
    likeliest first, ``notes`` the numbers of notes to the financial statements, ``items``
    the numbers of other Items.
    """

    to_report: bool
    to_proxy: bool
    ranges: tuple[tuple[str, str], ...]
    open_ended: bool
    captions: tuple[str, ...]
    notes: tuple[str, ...]
    only_pages: bool
    items: tuple[str, ...] = ()


def find_pointer(body: str, kind: str = "") -> Pointer | None:
    """Return what the words under a heading (its title left out) point to; None if they are words of their own.

    ``kind`` is what the Item is about: the titles of financial statements are no words of the Item that asks for them, and
    those in the list of exhibits lead nowhere.
    """
    words = body.strip()
    if len(words) > _LONGEST_POINTER:
        return None
    rest = 0
    points = False
    listing = False
    page_rows = 0
    listed = "" if kind == "exhibits" else _listed_statements(words)
    for sentence in _sentences(words):
        low = sentence.lower()
        if "page" in low and _INDEX_ROW.search(sentence):
            page_rows += 1
            points = True
        elif _POINTS.search(_TO_RULES.sub(" ", low)):
            points = True
            listing = listing or bool(
                _elsewhere(low) and _LISTS.search(sentence) and not _LISTS_HERE.search(sentence)
            )
        else:
            if not (
                listed
                or _NOTHING.search(sentence)
                or _is_entry(sentence, listing=listing)
                or (kind == "statements" and _names_statement(sentence))
            ):
                rest += len(letters(sentence))
            if rest > _REST or _OWN_FACT.search(sentence):
                return None
    if not (points or listed):
        return None
    flat = " ".join(words.split())
    flat_here = _THIS_REPORT.sub(" ", flat)
    paged = "page" in flat.lower()
    ranges = ((listed, listed),) if listed else tuple(_ranges(flat)) if paged else ()
    return Pointer(
        to_report=bool(_REPORT.search(flat_here)),
        to_proxy=bool(_PROXY.search(flat)),
        ranges=ranges,
        open_ended=bool(listed or (paged and _FROM.search(flat)))
        and len(ranges) == 1
        and ranges[0][0] == ranges[0][1],
        captions=tuple(dict.fromkeys(_all_captions(flat))),
        notes=tuple(dict.fromkeys(note.upper() for note in _NOTE.findall(flat))),
        items=_other_items(flat) if len(letters(flat)) <= _SHORT else (),
        only_pages=page_rows > 0 and not _POINTS.search(_PAGES.sub("", flat).lower()),
    )


def _sentences(words: str) -> Iterator[str]:
    """Yield the sentences of a text: most texts are known not to point by their first."""
    start = 0
    for gap in _SENTENCE.finditer(words):
        yield words[start : gap.start()]
        start = gap.end()
    yield words[start:]


def _elsewhere(low: str) -> bool:
    """Return whether a sentence names another document, or incorporates what it points to."""
    return bool("incorporated" in low or _PROXY.search(low) or _REPORT.search(low))


def _is_entry(sentence: str, *, listing: bool) -> bool:
    """Return whether a sentence is an entry of a list that was announced (``listing``), or a title, and no words."""
    short = len(letters(sentence)) <= _ENTRY and "|" not in sentence
    return short and (listing or _CAPTION.match(sentence) is not None)


def _names_statement(sentence: str) -> bool:
    """Return whether a line is the title of a financial statement and says nothing of it."""
    return (
        len(letters(sentence)) <= _ENTRY
        and _TITLE_OF_STATEMENT.match(sentence) is not None
        and _STATES.search(sentence) is None
    )


def _other_items(text: str) -> tuple[str, ...]:
    """Return the Items that ``text`` sends the reader to."""
    return tuple(dict.fromkeys(item.upper() for item in _OTHER_ITEM.findall(text)))


def _listed_statements(words: str) -> str:
    """Return the first page of a list of financial statements with their pages, which stands in their place."""
    low = words.lower()
    if not ("sheet" in low or "statement" in low) or not _STATEMENT_NAMED.search(low):
        return ""
    pages: list[str] = []
    for line in words.split("\n"):
        first = _TO_PAGE.sub("", line)
        end = first.rsplit(None, 1)
        if (
            len(end) == 2
            and _STATEMENT_PAGE.fullmatch(end[1])
            and len(letters(end[0])) > 8
            and not _FIGURES.search(end[0])
        ):
            pages.append(end[1])
    return pages[0].upper() if len(pages) >= 3 else ""


def _all_captions(text: str) -> Iterator[str]:
    """Yield the captions that ``text`` names: those that it calls a heading or a caption go first."""
    quoted = list(_QUOTED.finditer(text))
    called = [
        match for match in quoted if _CALLED.search(text, max(0, match.start() - 40), match.start())
    ]
    for match in called:
        yield from _captions(match[1])
    for pattern in (_HEADED, _NOTE_TITLED):
        for match in pattern.finditer(text):
            yield from _captions(_PLACE.sub("", match[1]))
    for match in quoted:
        yield from _captions(match[1])


def _captions(quoted: str) -> list[str]:
    """Return a caption; of one such as "Financial Review – Risk Factors" the last part first."""
    parts = re.split(r"\s[–—-]+\s", quoted)
    return [part for part in dict.fromkeys([*parts[::-1], quoted]) if len(letters(part)) >= 5]


def _ranges(text: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for match in _PAGES.finditer(text):
        first: str | None = None
        for page in _PAGE.finditer(match[1]):
            label = page[1].upper()
            if first is not None:
                found.append((first, label))
                first = None
            elif page[2]:
                first = label
            else:
                found.append((label, label))
    return list(dict.fromkeys(found))
