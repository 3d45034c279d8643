"""Items of Regulation AB in the 10-K of an asset-backed issuer: what such a report has to say.

Source: Form 10-K, General Instruction J(2); Regulation AB, 17 CFR 229.1100 to 229.1125.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from docai.document.marks import CELL, PAGE, ROW, ROW_END
from docai.tenk.headings.candidates import Heading
from docai.tenk.headings.lines import line_start, matches_of
from docai.tenk.vocabulary import Key, letters

_NUMBER = r"11[0-2]\d(?!\d)(?:[ \t]?\([a-z0-9]{1,3}\)){0,3}"
_GAP = r"(?:[ \t]{1,3}|[ \t]{0,3}\n[ \t]{0,40})"
"""Between two words of a heading, which may go on in the next line."""
_NAME = rf"(?:sec )?reg(?:ulation|\.)?{_GAP}ab\b"
_OF = rf"(?:[ \t,{CELL}]{{0,9}}|[ \t]{{0,3}}\n[ \t]{{0,40}})(?:of|under|\(){_GAP}?{_NAME}\)?"
_ITEM = re.compile(
    rf"items?[ \t\n.{CELL}]{{1,20}}(?P<number>{_NUMBER})"
    rf"(?P<more>(?:(?:{_OF})?[ \t,;/&]{{0,4}}(?:and[ \t]{{1,3}})?(?:items?[ \t]{{1,3}})?{_NUMBER}){{0,6}})"
    rf"(?P<regulation>{_OF})?"
)
_NUMBERS = re.compile(r"11[0-2]\d")
_BEFORE = re.compile(rf"{_NAME}[ \t,.:–—-]{{0,4}}")
"""What may stand before the number: "Regulation AB Item 1117"."""
_TITLES: dict[int, str] = {
    1100: r"general",
    1103: r"transaction|summary",
    1104: r"sponsors?",
    1105: r"static",
    1106: r"depositors?",
    1107: r"issuing",
    1108: r"servicers?|backupservic",
    1109: r"trustees?",
    1110: r"originators?",
    1111: r"pool|characteristics|asset",
    1112: r"significantobligor|financialinformationof|obligor",
    1113: r"structure",
    1114: r"(?:significant)?(?:credit)?enhancement|financialinformation",
    1115: r"(?:certain)?derivative|interestrate",
    1116: r"tax",
    1117: r"(?:pending)?legal",
    1118: r"reports",
    1119: r"affiliat|certainrelation|relationships",
    1120: r"ratings?",
    1121: r"distribution",
    1122: r"compliancewith(?:applicable)?servic|(?:reports?on)?(?:assessment|compliance)",
    1123: r"servicercompl|complianceof|statementsofcompl|servicer",
    1124: r"sponsorinterest",
    1125: r"asset|schedule",
}
_TITLE = {number: re.compile(pattern) for number, pattern in _TITLES.items()}
_NAMED = re.compile(rf"reg(?:ulation|\.)?{_GAP}ab\b|general{_GAP}instruction{_GAP}j\b")
_ALWAYS = ((1122, ""), (1123, ""))
"""Items that every report of an asset-backed issuer has: Form 10-K, General Instruction J(2)(e) and (f)."""
_LEAD = re.compile(rf"[\s.:;,–—*|({CELL}{ROW_END}{ROW}-]*")
_PAGE_AFTER = re.compile(
    rf"[^\n{ROW_END}{ROW}{PAGE}]{{0,200}}[ .{CELL}]\d{{1,3}}[ {CELL}]*[\n{ROW_END}{ROW}{PAGE}]"
)
_ALONE = re.compile(rf"[ .:]*[\n{ROW_END}{PAGE}]")
"""What follows "Item 1122 of Regulation AB" on its line, where no title does."""
_ANSWER = re.compile(r"[ .:–—-]*(?:none|not applicable|omitted)\b")
"""What follows where several Items are answered at once."""
_TITLE_REACH = 120
_SCORE = 8.0


def find_regulation_ab(path: Sequence[Heading], raw: str, low: str) -> list[Heading]:
    """Return the headings of Regulation AB's Items in the body of a report, each number where it first stands.

    Every such report has 1122 and 1123, and most name the regulation or the instruction that asks for them: where none is
    named, both must stand there with their titles.
    """
    found: dict[Key, Heading] = {}
    if not any(low[at + 3 : at + 4] in ("2", "3") for at in _places("112", low)):
        return []
    for match in matches_of(_ITEM, "item", low, path[0].start):
        covers = _covers(match)
        key = covers[0]
        start, clean = line_start(low, match.start())
        named = None if clean else _named_before(low, start, match.start())
        if key in found or key[0] not in _TITLE or not (clean or named):
            continue
        lead = _LEAD.match(low, match.end())
        at = lead.end() if lead else match.end()
        said = letters(low[at : at + _TITLE_REACH])
        titled = raw[at : at + 1].isupper() and any(
            number in _TITLE and _TITLE[number].match(said) for number, _ in covers
        )
        several = len(covers) > 1
        alone = (
            (match["regulation"] or named or several)
            and (_ALONE.match(low, match.end()) or (several and _ANSWER.match(low, match.end())))
            and _stands_apart(low, start)
        )
        if not (titled or alone) or _PAGE_AFTER.match(low, at):
            continue
        at = at if titled else match.end()
        found[key] = Heading(
            start, match.start(), at, key, covers, "", _SCORE, number_end=match.end()
        )
    if not found:
        return []
    # the names last: to look for them through a whole report takes longer than all the rest
    if not all(key in found for key in _ALWAYS) and _NAMED.search(low) is None:
        return []
    return [
        replace(one, covers=tuple(key for key in one.covers if key == one.key or key not in found))
        for one in found.values()
    ]


def _places(word: str, low: str) -> Iterator[int]:
    at = low.find(word)
    while at >= 0:
        yield at
        at = low.find(word, at + 1)


def _covers(match: re.Match[str]) -> tuple[Key, ...]:
    """Return the Items that a heading names, each once: "Item 1114(b)(2) and Item 1115(b) of Regulation AB"."""
    numbers = [match["number"][:4], *_NUMBERS.findall(match["more"])]
    return tuple(dict.fromkeys((int(number), "") for number in numbers))


def _named_before(low: str, start: int, at: int) -> re.Match[str] | None:
    """Return the regulation's name, where a line begins with it and it stands right before the number."""
    name = _BEFORE.search(low, start, at)
    clean = name is not None and name.end() == at and line_start(low, name.start())[1]
    return name if clean else None


def _stands_apart(low: str, start: int) -> bool:
    """Return whether a line is not one of a paragraph that goes on."""
    before = low[max(0, start - 80) : start].rstrip(" ")
    return before.endswith(("\n\n", ROW, ROW_END, PAGE))
