"""Headings without the word "Item": a title on a line of its own, perhaps with the number before it."""

from __future__ import annotations

import re

from docai.document.marks import CELL, PAGE, ROW, ROW_END
from docai.tenk.headings.candidates import Heading
from docai.tenk.vocabulary import Key, Numbering, letters

_HOLDERS = r"(?:security|stock|share|unit)?(?:holders|owners)"
_WHOLE_TITLES = {
    "business": r"(?:description|general)?(?:of)?(?:the|our)?business(?:description)?|businessandproperties|businessgeneral",
    "risk_factors": r"riskfactors",
    "staff_comments": r"unresolvedstaffcomments",
    "cybersecurity": r"cybersecurity",
    "properties": r"(?:descriptionof)?propert(?:y|ies)",
    "legal": r"legalproceedings(?:and\w{0,30})?",
    "votes": rf"submissionofmatterstoa?voteof{_HOLDERS}",
    "mine_safety": r"minesafetydisclosures?",
    "market": r"market(?:price)?(?:s)?for(?:the)?(?:our|registrant|compan|common)\w{5,160}",
    "selected": r"select(?:ed)?(?:consolidated|historical)*financial(?:data|information)",
    "mda": r"managements?discussionandanalysis(?:of\w{10,90})?(?:orplanofoperations?)?|managementsplanofoperations?",
    "market_risk": r"(?:quantitativeandqualitative)?disclosures?(?:about|of|on|regarding)marketrisks?",
    "statements": r"(?:consolidated)?financialstatements(?:andsupplement\w{5,40})?",
    "accountants": r"(?:changesin(?:and)?)?disagreements(?:with|on)\w{10,90}",
    "controls": r"(?:disclosure)?controlsandprocedures",
    "other": r"otherinformation",
    "foreign": r"disclosures?(?:regarding|of)foreignjurisdictions\w{5,60}",
    "directors": r"directors(?:(?:and)?executiveofficers(?:\w{5,80})?|ofthe(?:registrant|company))",
    "compensation": r"executivecompensation",
    "ownership": r"securityownershipofcertainbeneficial\w{5,90}",
    "relationships": r"certainrelationshipsand(?:related)?\w{5,80}",
    "fees": r"principal(?:accountant|accounting|accountants|auditor)s?feesandservices",
    "summary": r"formksummary",
    "reserved": r"reserved|(?:removedand|intentionally)reserved",
    "exhibits": r"exhibits?(?:and)?(?:financialstatement)(?:s)?schedules?(?:andreportsonform\w{1,3})?|exhibitsandreportsonform\w{1,3}",
}
_WHOLE_TITLE = re.compile("|".join(f"(?P<{kind}>{title})" for kind, title in _WHOLE_TITLES.items()))
_EDGE = rf"[\n{ROW}{ROW_END}{PAGE}]"
_WORDS = r"\[?reserved|\[?\(?removed and|busin|descr|risk|unres|cyber|prope|legal|submi|mine|marke|selec|manag|quant|conso|finan|chang|disag|contr|disclos|other inf|form 10|direc|execu|secur|certa|princ|exhib"
_CANDIDATE = re.compile(
    rf"(?<={_EDGE})(?P<lead>[ \t{CELL}]*)(?P<number>\d{{1,2}}(?:[a-d]|[ .]?\([a-d]\))?[ \t.):{CELL}\n–—-]{{1,20}})?(?={_WORDS})(?P<title>[^\n{ROW_END}{ROW}{PAGE}]{{5,260}})"
)
_SECOND_LINE = re.compile(
    rf"[ \t]*\n(?:[ \t]*-{{3,}}[ \t-]*\n)?[ \t]*(?P<more>[a-z][^\n{CELL}{ROW_END}{ROW}{PAGE}]{{3,120}})(?=\n|$)"
)
_PAGE_END = re.compile(
    rf"[ ]*\((?:omitted|abbreviated|not applicable|inapplicable)\b.*|[ .·_{CELL}-]*(?:page )?(?:\.{{2}}|[ {CELL}])[ .{CELL}]*\d{{1,3}}[ {CELL}]*$"
)
_NUMBER = re.compile(r"(\d{1,2})[ .]?\(?([a-d])?")
_RUN_ON = re.compile(r"[,(“\"]$|\b(?:the|of|in|and|under|see|to|our|a|or)$")


def find_titles(raw: str, low: str, numbering: Numbering) -> list[Heading]:
    """Return the lines that are the title of an Item and nothing more, with or without its number before it."""
    found: list[Heading] = []
    for match in _CANDIDATE.finditer(low):
        found += _titled(raw, low, match, numbering)
    return found


def _titled(raw: str, low: str, match: re.Match[str], numbering: Numbering) -> list[Heading]:
    title = match["title"]
    page = _PAGE_END.search(title)
    words = letters(title[: page.start()] if page else title)
    kind = _WHOLE_TITLE.fullmatch(words)
    end = match.end()
    if kind is None and not page:
        # a title wrapped onto a second line
        second = _SECOND_LINE.match(low, end)
        if second is None:
            return []
        kind = _WHOLE_TITLE.fullmatch(words + letters(second["more"]))
        end = second.end()
    if kind is None or kind.lastgroup is None:
        return []
    allowed = numbering.numbers[kind.lastgroup]
    keys: list[Key] = sorted(allowed[:2])
    score = 4.0
    if match["number"]:
        number = _NUMBER.match(match["number"])
        key = (int(number[1]), (number[2] or "").upper()) if number else None
        if key is None or key not in allowed:
            return []
        keys = [key]
        score = 7.0
    before = low[max(0, match.start() - 120) : match.start()].rstrip(" ")
    if not before.endswith(("\n\n", "\n \n", ROW, ROW_END, PAGE)) and not before.strip().endswith(
        (".", PAGE, ROW_END, ":")
    ):
        score -= 2 if not _RUN_ON.search(before.strip()) else 4
    at = match.start("number") if match["number"] else match.start("title")
    shown = raw[match.start("title") : match.end("title")]
    if shown.isupper():
        score += 0.5
    elif shown[:1].islower():
        return []
    if score <= 0:
        return []
    return [
        Heading(
            match.start(),
            at,
            end,
            key,
            (key,),
            kind.lastgroup,
            score,
            page_after=page is not None,
            number_end=match.start("title"),
        )
        for key in keys
    ]
