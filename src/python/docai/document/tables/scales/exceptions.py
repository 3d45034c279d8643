"""What a label says of units alone, and what a unit excepts by its name: "in thousands, except for quantity"."""

from __future__ import annotations

import re
from functools import lru_cache

from docai.document.tables.scales.said import Said, subject
from docai.document.tables.scales.units import SIZES, scale_in

_ONLY = re.compile(
    r"[(\[].*[)\]]|(?:(?:all|tabular)\s+)?(?:u\.?s\.?\s+)?(?:in|dollars?|amounts?|figures|thousands?|millions?|billions?)\b.*|\$.*",
    re.I | re.S,
)
"""A label that speaks of units and nothing else: "(in millions)", "Dollars in thousands"."""
_EXCEPTED = re.compile(
    r"\b(?:except(?:ing)?|excluding|other\s+than)\s+(?:for\s+)?((?:(?!\.\s)[^()]){3,120})", re.I
)
_EXCEPTED_PARTS = re.compile(
    r"\s*(?:,|;|\band\b|\bor\b|\bdata\b|\bamounts?\b|\binformation\b|\bfigures\b|[.]$)\s*", re.I
)
_GENERAL = re.compile(
    r"\b(?:shares?|stock|units?|par|noted|indicated|stated|specified|otherwise|where|as|per)\b",
    re.I,
)
"""What is excepted without a name, or is a share's."""


def says_only(label: str) -> bool:
    """Return whether a label speaks of units and nothing else."""
    return _ONLY.fullmatch(label) is not None


_NAMED = re.compile(
    r"\b(?:and\s+)?([a-z][a-z -]{2,40}?)\s+in\s+(thousand|million|billion)s\b", re.I
)
_SHARES = re.compile(r"\bshares?\b(?!\s+(?:data|amounts|prices?))|\bunits\b", re.I)
_FROM = re.compile(r"\b(?:except(?:ing)?|excluding|other\s+than)\s+(?:for\s+)?", re.I)
_MONEY_OR_SHARES = re.compile(
    r"(?:u\.?s\.? )?dollars?|amounts?|all|data|(?:number of )?shares?", re.I
)


@lru_cache(maxsize=1024)
def named_in(text: str) -> tuple[tuple[str, int], ...]:
    """Return what ``text`` names with a scale of its own: (("options", 1000), ("intrinsic value", 10**6)), () where it names one."""
    found = [
        (_FROM.sub("", name.strip().lower()), SIZES[size.lower()])
        for name, size in _NAMED.findall(text)
    ]
    if len({size for _, size in found}) < 2 and not _FROM.search(text):
        return ()
    return tuple((name, size) for name, size in found if not _MONEY_OR_SHARES.fullmatch(name))


@lru_cache(maxsize=1024)
def excepted_by(text: str) -> tuple[str, ...]:
    """Return what ``text`` excepts from its scale by name, shares aside: ("quantity",) of "in thousands, except for quantity"."""
    scale = scale_in(text)
    match = None if scale is None else _EXCEPTED.search(text, scale.start())
    if match is None:
        return ()
    parts = (part.strip().lower() for part in _EXCEPTED_PARTS.split(match[1]))
    return tuple(part for part in parts if len(part) > 3 and not _GENERAL.search(part))


_OF_SHARES = re.compile(
    r"(?:number\s+of\s+)?(?:common\s+|ordinary\s+)?(?:shares?|units|options|awards|rsus)(?:\s+(?:data|amounts?|counts?|outstanding|and\s+(?:units|options|awards)|of\s+(?:[a-z]+\s+){0,2}?(?:common\s+)?stock))?,?\s+(?:are\s+|presented\s+|stated\s+)?\(?in\s+"
    r"(?:thousand|million|billion|\$?0{3}|1,000)[’']?s?\b",
    re.I,
)
_DOLLARS = re.compile(
    r"(?:\$|\b(?:u\.?s\.?\s+)?dollars?(?:\s+amounts?)?)\s*(?:(?:are|presented|stated)\s+){0,2}(?:in\s+)?(?:thousand|million|billion|0{3}|1,000)|\b(?:thousand|million|billion)s\s+of\s+(?:u\.?s\.?\s+)?dollars\b",
    re.I,
)
_OTHERS = re.compile(r"\bin\s+(?:thousand|million|billion)s?\b", re.I)


@lru_cache(maxsize=1024)
def of_shares_alone(text: str) -> bool:
    """Return whether ``text`` says the scale of shares and of nothing else: "(shares in thousands)"."""
    match = _OF_SHARES.search(text)
    return (
        match is not None
        and _DOLLARS.search(text) is None
        and _OTHERS.search(f"{text[: match.start()]} {text[match.end() :]}") is None
    )


@lru_cache(maxsize=1024)
def of_money_alone(text: str) -> bool:
    """Return whether ``text`` says the scale of dollars and of no shares: "$ in thousands"."""
    return (
        _DOLLARS.search(text) is not None
        and _SHARES.search(text) is None
        and _OTHERS.search(_DOLLARS.sub("", text)) is None
    )


_AWARDS = re.compile(
    r"\b(?:awards|options|rsus|psus|rights|warrants)(?:\s+(?:granted|vested|outstanding|exercisable))?$",
    re.I,
)
"""A column of numbers of shares."""
_WORTH = re.compile(r"\b(?:value|costs?|expenses?|prices?|compensation)\b", re.I)
"""What awards are worth, and not how many they are."""


def of_awards(said: Said, label: str) -> Said:
    """Return what the label of a column says: of awards that it counts shares, where these have a scale of their own."""
    if said.per_share or said.own is not None or not _counts_awards(label):
        return said
    return said._replace(shares=True, money=False)


@lru_cache(maxsize=4096)
def _counts_awards(label: str) -> bool:
    return _AWARDS.search(subject(label)) is not None and _WORTH.search(label) is None


_INSTRUMENTS = re.compile(r"\b(?:derivatives?|hedg(?:es|ing)|contracts|swaps)\b", re.I)
_UNITS = re.compile(r"(?:restricted|deferred)\s+(?:stock|share)\s+units", re.I)
_NUMERATOR = re.compile(r"numerators?\b", re.I)
_REGULATORY = re.compile(r"\bregulatory\s+(?:assets|liabilities)\b", re.I)
_EQUITY = re.compile(r"\b(?:share|stock)holders['’]\s+equity$", re.I)


def in_group(said: Said, text: str, group: str) -> Said:
    """Return what the label ``text`` says in its group: what contracts on rates, or units of shares, are worth is money."""
    if said.percent and (_INSTRUMENTS.search(group) or _INSTRUMENTS.search(text)):
        return said._replace(percent=False, unscaled=False)
    if (said.percent or said.unscaled) and _REGULATORY.search(group):
        return said._replace(percent=False, unscaled=False)
    if said.shares and (
        (_UNITS.fullmatch(text) and _EQUITY.search(group)) or _NUMERATOR.match(group)
    ):
        return said._replace(shares=False, money=True)
    return said
