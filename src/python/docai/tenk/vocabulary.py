"""What the Items of a 10-K are called, and which number each had when.

Sources: Form 10-K and its General Instructions, Form 10-KSB (until 2008), Regulation S-K; Items came and went: 1A (2005),
1B (2005), 1C (2023), 4 (submission of matters, reserved 2010, Mine Safety since 2011), 6 (reserved since 2021), 7A
(1997), 9A (2003; controls were Item 14 in the year before), 9B (2004), 9C (2021), 14 (exhibits until 2002), 16 (2016).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen")  # fmt: skip
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv", "xvi")  # fmt: skip
_IN_WORDS = {
    word: number for words in (WORDS, _ROMAN) for number, word in enumerate(words, start=1)
}
_MISTYPED = str.maketrans("lo", "10")
NUMBER = rf"\d{{1,2}}(?!\d|[ol](?![a-z]))|(?:{'|'.join(sorted(WORDS, key=len, reverse=True))})\b|[1l][0-9ol](?![0-9a-z])|l(?![a-z0-9])"
"""A number in lower case: in digits, in words, or typed with the letters l and o, as on a typewriter."""

Key = tuple[int, str]
"""The number and the letter of an Item; keys sort as Items follow each other in every era."""

LAST: Key = (16, "")
"""The last Item of the form; those of Regulation AB have numbers from 1100 on."""

_LOWER_CASE = bytes(range(256)).lower()
_NOT_LETTERS = bytes(
    code for code in range(256) if not chr(code).isascii() or not chr(code).isalpha()
)

_TITLES: dict[str, str] = {
    "business": r"(?:general|narrative)?(?:descriptionof)?(?:the|our)?(?:companys|registrants)?busine|generaldevelopment",
    "risk_factors": r"(?:certain|principal)?risks?factors?|factorsthatmayaffect",
    "staff_comments": r"unresolvedstaff|unresolvedsec",
    "cybersecurity": r"cybersecur",
    "properties": r"(?:descriptionof)?(?:the|our)?(?:companys|registrants)?propert(?:y|ies)|realestate",
    "legal": r"(?:pending|material)?legalproce|legalmatters|litigation",
    "votes": r"submissionof|submissions?tovote|matterssubmitted",
    "mine_safety": r"minesafety|minehealth",
    "executives": r"(?:information(?:about|concerning)|our)?(?:the|our)?executiveofficers",
    "market": r"(?:description)?markets?(?:price|prices|information)?(?:for|of|and)|pricerange|commonstockmarket|registrantscommon",
    "selected": r"(?:summaryof|consolidated|historical)*select(?:ed)?(?:consolidated|historical|financial|operating)|selected",
    "reserved": r"reserve|removedandreserve|intentionallyomitted|intentionallyleft|notused|omitted|nolongerrequired",
    "mda": r"(?:item)?managements?s?discussion|(?:trustees?|(?:managing)?generalpartners?)discussion|managementandanalysis|managementsanalysis|managementsnarrative|discussionandanalysis|(?:managements)?planofoperation",
    "market_risk": r"quantitative|qualitative|(?:disclosures?)?(?:about|of|on)?marketrisk",
    "statements": r"(?:the|our|audited|consolidated|index|to|and|supplementary|supplemental|selected)*financialst(?!atementschedule)|supplementa|consolidatedstatementsof|consolidatedbalance",
    "accountants": r"changesin(?:and|registrant|company|our|account)?(?!control|internal)|changesanddis|disagreements?",
    "controls": r"(?:evaluationof|disclosure|internal)?controlsa|controls|controlandproc|evaluationofdisclosure",
    "other": r"otherinform|otherevents",
    "foreign": r"disclosuresregardingforeign|disclosureregardingforeign|disclosureofforeign",
    "directors": r"(?:information(?:about|concerning|regarding))?(?:identificationof)?(?:the)?directors?+(?!(?:(?:and)?(?:executive|officer)s?){0,3}compensation)|managementofthe",
    "compensation": r"(?:(?:executive|director|officer)s?(?:and)?){1,4}compen|compensationof|(?:management)?remuneration",
    "ownership": r"(?:principal)?securit(?:y|ies)ownership|securitiesowner|(?:certain)?beneficialowner|stockowner|ownershipof|principal(?:share|stock|unit|security|interest)h",
    "relationships": r"certainrelat|relatedtransact|relatedparty|certaintransact|interestofmanagement|relationshipsand|arrangementswith",
    "fees": r"principalacc|principalaud|accountants?fees|auditfees|accountingfees|feesandservices|independent(?:public|registered)?(?:public)?(?:acc|aud)",
    "exhibits": r"(?:listof|index(?:to|of))?exhibits?|financialstatementschedule|financialstatements?exhibit|financialstatementsschedule|reportsonform",
    "summary": r"(?:form)?ksummary|summary$",
}
_TITLE = re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _TITLES.items()))

STRONG_TITLES = frozenset(_TITLES) - {"reserved", "other", "summary", "executives", "controls"}
"""Titles that say by themselves which Item it is."""


_BEFORE_EXHIBITS = frozenset(("fees", "controls"))
"""What stands in part III, though its number once was that of the exhibits, or behind it."""


@dataclass(frozen=True, slots=True)
class Numbering:
    """Which numbers a title may have, and the part that a number belongs to."""

    numbers: dict[str, tuple[Key, ...]]
    parts: tuple[tuple[Key, str], ...]

    def part(self, key: Key, kind: str = "") -> str:
        """Return the part ("I" to "IV") that the Item of that number stands in.

        ``kind`` is what it is about: Item 14 is in part III where it is not the exhibits.
        """
        if key > LAST:
            return ""
        if kind in _BEFORE_EXHIBITS and key >= (14, ""):
            return "III"
        return next((part for first, part in reversed(self.parts) if key >= first), "")

    def has(self, key: Key) -> bool:
        """Return whether some Item has that number."""
        return any(key in keys for keys in self.numbers.values())

    def kind_of(self, key: Key) -> str:
        """Return the title that an Item of that number usually has; "" if there is none."""
        return next((kind for kind, keys in self.numbers.items() if keys[0] == key), "")


ANNUAL = Numbering(
    {
        "business": ((1, ""),),
        "risk_factors": ((1, "A"),),
        "staff_comments": ((1, "B"),),
        "cybersecurity": ((1, "C"),),
        "properties": ((2, ""),),
        "legal": ((3, ""),),
        "votes": ((4, ""),),
        "mine_safety": ((4, ""),),
        "executives": ((4, "A"), (10, "")),
        "market": ((5, ""),),
        "selected": ((6, ""),),
        "reserved": ((6, ""), (4, ""), (1, "B"), (9, ""), (7, "A"), (14, "")),
        "mda": ((7, ""),),
        "market_risk": ((7, "A"),),
        "statements": ((8, ""),),
        "accountants": ((9, ""),),
        "controls": ((9, "A"), (14, ""), (9, "B")),
        "other": ((9, "B"),),
        "foreign": ((9, "C"),),
        "directors": ((10, ""),),
        "compensation": ((11, ""),),
        "ownership": ((12, ""),),
        "relationships": ((13, ""),),
        "fees": ((14, ""), (15, ""), (16, "")),
        "exhibits": ((15, ""), (14, ""), (16, "")),
        "summary": ((16, ""),),
    },
    (((1, ""), "I"), ((5, ""), "II"), ((10, ""), "III"), ((14, ""), "IV")),
)
"""Form 10-K and its variants other than 10-KSB."""

SMALL_BUSINESS = Numbering(
    ANNUAL.numbers
    | {
        "mda": ((6, ""),),
        "selected": ((6, ""),),
        "statements": ((7, ""),),
        "accountants": ((8, ""),),
        "controls": ((8, "A"), (14, "")),
        "other": ((8, "B"), (5, "")),
        "directors": ((9, ""),),
        "compensation": ((10, ""),),
        "ownership": ((11, ""),),
        "relationships": ((12, ""),),
        "exhibits": ((13, ""),),
        "fees": ((14, ""),),
    },
    (((1, ""), "I"), ((5, ""), "II"), ((9, ""), "III")),
)
"""Form 10-KSB (Regulation S-B), 1993 to 2008."""

CORE: tuple[Key, ...] = ((1, ""), (2, ""), (3, ""), (7, ""), (8, ""))
"""The Items that a 10-K of any year has."""
SMALL_CORE: tuple[Key, ...] = ((1, ""), (2, ""), (3, ""), (6, ""), (7, ""))
"""The Items that a 10-KSB of any year has."""


def letters(text: str) -> str:
    """Return the letters a-z of ``text`` in lower case: titles are compared without blanks, digits and punctuation."""
    return text.encode("ascii", "ignore").translate(_LOWER_CASE, _NOT_LETTERS).decode("ascii")


def title_kind(text: str) -> tuple[str, int]:
    """Return which title the letters ``text`` begin with, and how many letters of it were needed; ("", 0) if none."""
    match = _TITLE.match(text)
    return (match.lastgroup or "", match.end()) if match else ("", 0)


def number_value(number: str) -> int:
    """Return the value of a number that NUMBER matches, or of a roman one up to XVI; 0 if it is none."""
    value = _IN_WORDS.get(number)
    if value is None:
        digits = number.translate(_MISTYPED)
        value = int(digits) if digits.isdecimal() else 0
    return value


def name(key: Key) -> str:
    """Return a key as filings write it: "7A"."""
    return f"{key[0]}{key[1]}"
