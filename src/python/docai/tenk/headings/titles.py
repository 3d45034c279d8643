"""Headings without the word "Item": a title on a line of its own, perhaps with the number before it."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import NamedTuple

from docai.document.marks import CELL, PAGE, ROW, ROW_END
from docai.tenk.headings.candidates import PREFIX, SURE_SCORE, Heading
from docai.tenk.vocabulary import SMALL_BUSINESS, Key, Numbering, letters

_HOLDERS = r"(?:security|stock|share|unit)?(?:holders|owners)"
_WHOLE_TITLES = {
    "business": r"(?:description|general)?(?:of)?(?:the|our)?business(?:description)?|businessand(?:item|descriptionof)?propert(?:y|ies)|businessgeneral",
    "risk_factors": r"riskfactors",
    "staff_comments": r"unresolvedstaffcomments",
    "cybersecurity": r"cybersecurity",
    "properties": r"(?:descriptionof)?propert(?:y|ies)",
    "legal": r"legalproceedings(?:and\w{0,30})?",
    "votes": rf"submissionofmatterstoa?voteof{_HOLDERS}",
    "mine_safety": r"minesafetydisclosures?",
    "executives": r"(?:information(?:about|concerning))?(?:the|our)?executiveofficers(?:of(?:the)?(?:registrant|company))?",
    "market": r"market(?:price)?(?:s)?for(?:the)?(?:our|registrant|compan|common|partnership|limited|unit|fund|trust|certificate|interest|member|depositary|equity)\w{5,160}",
    "selected": r"select(?:ed)?(?:consolidated|historical)*financial(?:data|information)",
    "mda": r"managements?discussionandanalysis(?:of\w{10,90})?(?:orplanofoperations?)?|(?:managements)?planofoperations?",
    "market_risk": r"(?:quantitativeandqualitative)?disclosures?(?:about|of|on|regarding)marketrisks?",
    "statements": r"(?:consolidated)?financialstatements(?:andsupplement\w{0,40})?",
    "accountants": r"(?:changesin(?:and)?)?disagreements(?:with|on)\w{10,90}",
    "controls": r"(?:disclosure)?controls?andprocedures",
    "other": r"otherinformation",
    "foreign": r"disclosures?(?:regarding|of)foreignjurisdictions\w{5,60}",
    "directors": r"directors(?:(?:and)?(?:executive)?officers(?!compensation)(?:\w{5,140})?|ofthe(?:registrant|company|partnership|trust))",
    "compensation": r"executive(?:officers?)?(?:and(?:director|officer)s?)?compensation|(?:director|officer)s?andexecutive(?:officers?)?compensation",
    "ownership": r"securityownershipofcertainbeneficial\w{5,90}",
    "relationships": r"certainrelationshipsand(?:related)?\w{5,80}",
    "fees": r"principal(?:accountant|accounting|auditor)s?feesandservices",
    "summary": r"formksummary",
    "reserved": r"reserved|(?:removedand|intentionally)reserved",
    "exhibits": r"exhibits?(?:and)?(?:financialstatement)(?:s)?schedules?(?:andreportsonform\w{1,3})?|exhibitsandreportsonform\w{1,3}|exhibits",
}
_WHOLE_TITLE = re.compile("|".join(f"(?P<{kind}>{title})" for kind, title in _WHOLE_TITLES.items()))
_ONLY_NUMBERED = {
    True: frozenset(("executives", "risk_factors", "staff_comments", "cybersecurity")),
    False: frozenset(("executives",)),
}
"""Titles of no Item where no number stands before them, in Form 10-KSB (True), which has no risk factors, and in the others."""
_EDGE = rf"[\n{ROW}{ROW_END}{PAGE}]"
_WORDS = r"\[?reserved|\[?\(?removed and|busin|descr|risk|unres|cyber|prope|legal|submi|mine|marke|selec|manag|plan of|quant|conso|finan|chang|disag|contr|disclos|other inf|form 10|direc|execu|information about|secur|certa|princ|exhib"
_APART = rf"(?:[ ]?{CELL}|[ ]{{2,9}}|[.][ ]?)[ \t{CELL}]{{0,9}}"
"""What parts a number from its letter, where each has a cell or a column of its own: "9 | A | Controls and Procedures"."""
_CANDIDATE = re.compile(
    rf"{_EDGE}(?P<lead>[ \t.{CELL}]*(?:items?[ \t.:{CELL}–—-]{{1,9}}(?!\d))?)(?P<number>\(?\d{{1,2}}(?:[a-d]|[ .]?\([a-d]\)|{_APART}[a-d](?={_APART})|[ ][a-d](?=[.)]))?[ \t.):{CELL}\n–—-]{{1,20}})?(?={_WORDS})(?P<title>[^\n{ROW_END}{ROW}{PAGE}]{{5,260}})"
)
"""It begins with the break itself, not with a look behind at one: ``re`` searches for a set of characters many times faster."""
_SECOND_LINE = re.compile(
    rf"[ \t]*\n(?:[ \t]*-{{3}}[ \t-]*+\n)?[ \t]*(?P<more>[a-z][^\n{CELL}{ROW_END}{ROW}{PAGE}]{{3,120}})(?=\n|$)"
)
_PAGES = (
    rf"(?:{PREFIX}[ ]?-[ ]?)?\d{{1,3}}(?:[ ]?(?:-|–|—|to|,|;|and|&)[ ]?(?:{PREFIX}-)?\d{{1,3}})*"
)
_ANSWER = r"(?:none|not (?:applicable|required)|n/?a|inapplicable|omitted)\.?|[\[(]?(?:removed and )?reserved[\])]?\.?"
_AFTER_TITLE = re.compile(
    rf"[ ]*(?:\(|-|–|—|,)[ ]?items?[ ]\d{{1,2}}[a-c]?(?:(?: and |, | & |-)\d{{1,2}}[a-c]?)?\)?\.?[ ]*$"
    rf"|[ ]{{3,}}(?:annual report|proxy statement)\b.*"
    rf"|[ ]*\((?:omitted|abbreviated|not applicable|inapplicable)\b.*"
    rf"|(?<![ .·_{CELL}-])[ .·_{CELL}-]*(?:pages?(?=[ ]))?(?:\.{{2}}|[ {CELL}])[ .{CELL}]*+(?P<page>{_PAGES})[ *†{CELL}]*$"
    rf"|(?<![ .:,;–—{CELL}-])[ .:,;–—{CELL}-]++(?:{_ANSWER})[ {CELL}]*$"
    rf"|(?:[ ]*{CELL}|[ .·_]{{3}})[ .·_{CELL}]*(?:\*{{1,6}}|\([a-z0-9]\)|[–—-])[ {CELL}]*$"
)
"""What may stand behind a title on its line: a page, an answer, the document that has the Item, or in a cell of an index what stands for them.

A run of blanks is looked at from its first alone: a line of 260 blanks took ten milliseconds before.
"""
_NUMBER = re.compile(rf"\(?(\d{{1,2}})[ .\t{CELL}]{{0,20}}\(?(?:([a-d])(?![a-z]))?")
_IN_TITLE = rf"[^\n.:{CELL}{ROW_END}{ROW}{PAGE}]"
_RUN_IN = re.compile(
    rf"(?P<title>{_IN_TITLE}{{5,170}}?(?:\n[ \t]*{_IN_TITLE}{{2,120}}?)?)(?:[.:](?:[ ]?[–—-]{{1,2}}[ ]?|[ \n][ ]{{0,9}})|[ ](?:[–—]|--?)[ \n][ ]{{0,9}})(?=\S)"
)
"""A title that its Item's words follow on the same line: "7. Management's Discussion and Analysis. Sales rose"."""
_NEXT_SENTENCE = re.compile(r"[ ]{1,3}(?=[A-Z][\w’']{0,20} (?!and\b|of\b)[a-z][^\n]{50})")
"""Where the words of a paragraph may begin: with a capital, and a word in lower case behind it."""
_JOINED = re.compile(r"(?:,|\b(?:of|and|the|in|on|to|for|about|with))$")
"""How a title does not end."""
_LESS_FOR_RUN_IN = 1.0
_BLANK = f" \n{CELL}"
_BREAKS = (ROW, ROW_END, PAGE)
_RUN_ON = re.compile(r"[,(“\"]$|\b(?:the|of|in|and|under|see|to|our|a|or)$")


def find_titles(
    raw: str, low: str, numbering: Numbering, *, named: Collection[Key] = ()
) -> list[Heading]:
    """Return the lines that are the title of an Item and nothing more, with or without its number before it.

    ``named`` are Items that the contents name: their titles need no number.
    """
    found: list[Heading] = []
    for match in _CANDIDATE.finditer(low):
        found += _titled(raw, low, match, numbering, named)
    return found


def numbered_alike(titles: list[Heading], marked: list[Heading]) -> list[Heading]:
    """Return the titles without those that lack a number, and would be another Item than the document numbers so.

    "Exhibits" is no Item 15 where "Item 14. Exhibits" stands.
    """
    numbered: dict[str, set[Key]] = {}
    for heading in marked:
        if heading.kind and (heading.in_contents or heading.score >= SURE_SCORE):
            numbered.setdefault(heading.kind, set()).add(heading.key)
    return [
        title
        for title in titles
        if title.number_end > title.at or title.key in numbered.get(title.kind, (title.key,))
    ]


def _titled(
    raw: str, low: str, match: re.Match[str], numbering: Numbering, named: Collection[Key]
) -> list[Heading]:
    """Return the headings that a candidate is: one for each Item that its title may be the title of."""
    said = _title_of(low, match)
    if said is None and match["number"]:
        said = _run_in(low, match) or _run_on(raw, match)
    if said is None:
        return []
    allowed = numbering.numbers[said.kind]
    keys: list[Key] = sorted(allowed[:2])
    covers = [(2, "")] if said.kind == "business" and "propert" in said.words else []
    score = 4.0
    start, at = match.start("lead"), match.start("title")
    if match["number"]:
        number = _NUMBER.match(match["number"])
        key = (int(number[1]), (number[2] or "").upper()) if number else None
        if key in allowed:
            keys, score, at = [key], 7.0, match.start("number")
        elif "\n" in match["number"]:
            # the number of the page above
            start = low.rfind("\n", start, at) + 1
        else:
            return []
    only_numbered = _ONLY_NUMBERED[numbering is SMALL_BUSINESS]
    if at == match.start("title") and said.kind in only_numbered:
        keys = [key for key in keys if key in named]
    score -= _doubt(low[max(0, start - 120) : start]) + _LESS_FOR_RUN_IN * said.run_in
    shown = raw[match.start("title") : match.end("title")]
    if shown.isupper():
        score += 0.5
    elif shown[:1].islower():
        return []
    if score <= 0:
        return []
    return [
        Heading(
            start,
            at,
            said.end,
            key,
            (key, *covers),
            said.kind,
            score,
            page_after=said.page_after,
            number_end=match.start("title"),
        )
        for key in keys
    ]


class _Title(NamedTuple):
    """The title of a line: of which kind, its letters on that line, where it ends, whether a page or the Item's words stand behind it."""

    kind: str
    words: str
    end: int
    page_after: bool
    run_in: bool = False


def _title_of(low: str, match: re.Match[str]) -> _Title | None:
    """Return the title that a candidate says, None where its words are that of no Item."""
    title = match["title"]
    after = _AFTER_TITLE.search(title)
    words = letters(title[: after.start()] if after else title)
    kind = _WHOLE_TITLE.fullmatch(words)
    end = match.start("title") + after.start() if after else match.end()
    if kind is None and after and (kind := _WHOLE_TITLE.fullmatch(letters(title))):
        # "(Removed and Reserved)"
        after, end = None, match.end()
    if kind is None and not after:
        # a title wrapped onto a second line
        second = _SECOND_LINE.match(low, end)
        if second is None:
            return None
        more = second["more"]
        after = _AFTER_TITLE.search(more)
        kind = _WHOLE_TITLE.fullmatch(words + letters(more[: after.start()] if after else more))
        end = second.start("more") + after.start() if after else second.end()
    if kind is None or kind.lastgroup is None:
        return None
    page_after = after is not None and after["page"] is not None
    return _Title(kind.lastgroup, words, end, page_after)


def _run_in(low: str, match: re.Match[str]) -> _Title | None:
    """Return the title that a candidate with a number begins with, where more follows on its line; None if there is none."""
    title = _RUN_IN.match(low, match.start("title"))
    words = letters(title["title"]) if title else ""
    kind = _WHOLE_TITLE.fullmatch(words)
    if title is None or kind is None or kind.lastgroup is None:
        return None
    return _Title(kind.lastgroup, words, title.end("title"), page_after=False, run_in=True)


def _run_on(raw: str, match: re.Match[str]) -> _Title | None:
    """Return the title that a candidate with a number begins with, where nothing but a capital parts the words from it.

    As in "1. Business The company makes lamps", of which the title was bold.
    """
    start = match.start("title")
    shown = raw[start : match.end("title")]
    for gap in _NEXT_SENTENCE.finditer(shown):
        title = shown[: gap.start()]
        kind = None if _JOINED.search(title) else _WHOLE_TITLE.fullmatch(letters(title))
        if kind and kind.lastgroup:
            return _Title(
                kind.lastgroup, kind[0], start + gap.start(), page_after=False, run_in=True
            )
    return None


def _doubt(before: str) -> int:
    """Return how much less likely a title is a heading for what stands ``before`` it: nothing where it begins a block."""
    before = before.rstrip(" ")
    own_line = before.endswith(("\n\n", "\n \n")) or before.rstrip(_BLANK).endswith(_BREAKS)
    if own_line or before.strip().endswith((".", ":")):
        return 0
    return 4 if _RUN_ON.search(before.strip()) else 2
