"""What a label says of the figures beside or under it: that they are per share, shares, percentages, years."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from docai.document.tables.scales.units import NOTHING, Unit, unit_of

PER_SHARE = re.compile(
    r"\bper\s+(?:[a-z&-]+\s+){0,6}?(?:share|unit|ads|adr|pound|ton|barrel|bbl|boe|mcf|gallon|ounce|mmbtu|mwh|kwh|day|square\s+foot)s?\b(?!/mix)"
    r"|\bper-share\b|\bearnings\s+\(?loss\)?\s+per\b|^(?:(?:basic|diluted|adjusted|non-gaap|gaap|total|core)\s+)*eps\b|^par\s+value\b|\b(?:exercise|conversion|strike|stock|share|market|closing|grant|option|issu(?:e|ance))\s+prices?\b|(?:^|\b(?:19|20)[0-9]{2}\s)prices?$|\bwaep$|\baverage\s+purchase\s+price\b"
    r"|\bfair\s+value\s+per\b|/\s?(?:share|unit|bbls?|boe|mcfe?|mmbtu|mwh)\b(?!/)|\baverage\s+(?:estimated\s+)?(?:grant(?:[\s-]date)?\s+)?(?:fair\s+value|price)\b",
    re.I,
)
"""A figure that no scale of a table speaks of."""
SHARES = re.compile(
    r"\bweighted[\s-]+average\b(?!\s+(?:estimated\s+)?(?:grant[\s-]date\s+)?(?:fair\s+value|(?:[a-z]+\s+)?prices?)\b)(?:(?!\bper\b).){0,60}\b(?:shares?|units?|number|outstanding)\b|\bdenominator\b|\bdilutive\s+(?:effect|securities|potential)\b|\banti-?dilutive\b|\bincremental\s+(?:common\s+)?shares\b|\beffects?\s+of\s+dilut|\b(?:number|no\.)\s+of\b.{0,40}\b(?:shares?|options|units|awards|rsus|psus|warrants|securities)\b"
    r"|\b(?:shares|units)\s+(?:outstanding|used|issued|authorized|reserved|available|subject|granted|vested|underlying)\b|^shares\b|\bshares$|\b(?:basic|diluted|dilutive|average)\b(?!\s+(?:estimated\s+)?(?:grant[\s-]date\s+)?(?:fair\s+value|(?:[a-z]+\s+)?prices?)\b).{0,30}\bshares\b|\(shares\)|\bshares\s+\((?:in\s+)?(?:thousand|million|billion)s\)$|\bnumber$|^units\b|\bunits$",
    re.I,
)
_MONEY = re.compile(
    r"(?:less:?\s+|net\s+|common\s+|total\s+)?(?:(?:aggregate\s+|grant[\s-]date\s+)*(?:fair|intrinsic)\s+value|unrecognized|unamortized|unearned|issuances?|repurchases?|purchases?|proceeds|payments?|dividends?|retirement|cost|sales?|acquisition|exercise|taxes|withh|cancel|conversion|treasury|preferred|redemption|surrender|buyback|stock|cash|value|compensation|reissu|accretion|adjustment|excess)",
    re.I,
)
"""How a label of shares begins that speaks of money."""
_STOCK = re.compile(
    r"(?:[a-z0-9-]+\s+){0,3}?(?:common|ordinary|preferred|preference|capital|treasury|registered)\s+(?:voting\s+)?shares$",
    re.I,
)
"""A line of equity, whose name alone says nothing of a number."""
_AMOUNTS = re.compile(
    r"\b(?:amounts?|value|dollars|paid.in|capital\s+in\s+excess|retained|deficit|comprehensive|equity|income|loss|cost)\b|\$",
    re.I,
)
"""A column of money, whatever the row is called."""
_UNSCALED = re.compile(
    r"^quantity$|^days\b(?!\s+past)|(?<![0-9]\s)\bpercent(?:age)?s?\b(?!\s+point)|\b(?:(?<!floating\s)(?<!fixed\s)(?<!variable\s)rates?|yields?|ratios?|volatility|headcount)\s*$|^(?:(?:full-time|part-time|total|our)\s+)*employees\s*$|^rates?(?=\s*(?:$|[(:,–—]|(?:of|to|at|on|for|per|used|in|paid|charged|assumed|that|range)\b))|\b(?:rate|yield|ratio|volatility)\s*\("
    r"|\b(?:life|lives|(?<!-)term|period|maturity)\b(?:(?!\b(?:less|more|than|within|through)\b).){0,24}\b(?:years|months)\b(?!\s+ended)|\b(?:remaining|useful|average|expected|contractual|estimated)\b.{0,40}\b(?:life|lives|(?<!-)term)\b|\(?in\s+years\)?|\(years\)"
    r"|\bnumber\s+of\s+(?:employees|stores|countries|properties|locations|restaurants|states|customers|associates|days|claims|contracts|loans|positions|branches|offices|facilities)\b|\bsquare\s+(?:feet|footage)\b",
    re.I,
)
_PERCENT = re.compile(
    r"(?<![0-9\s])%|(?<![0-9])\s%|\b(?:19|20)[0-9]{2}\s%(?:\s\([0-9a-z]\))?$|\b(?:january|february|march|april|may|june|july|august|september|october|november|december)\b.*\s%(?:\s\([0-9a-z]\))?$|(?<![0-9]\s)\bpercent(?:age)?s?\b(?!\s+point)"
    r"|\b(?:discount|interest|tax|trend|growth|inflation|coupon|risk[\s-]free|forfeiture)\s+rates?$|\b(?:expected|dividend|price)\s+(?:volatility|yield)$|\brates?\s+of\s+(?:return|compensation\s+increase|increase\s+in)|^rates?\s+(?:to|at)\s+which\b",
    re.I,
)
_LIFE = re.compile(
    r"\b(?:remaining|useful|average|expected|contractual|estimated)\b.{0,40}\b(?:life|lives|term)\b"
)
"""A row of years among rates."""
_OF_EACH_SOLD = re.compile(
    r"(?:net\s+|average\s+)*(?:sales|revenues?|selling\s+price)\s+per\s+(?:[a-z]+\s+){0,3}(?:units?|tons?|barrels?|rooms?|square\s+foot)\b",
    re.I,
)
"""What one of many brought in: no scale of a table speaks of it."""
_EACH_AT_END = re.compile(
    r"\b(?:fair\s+value|price|preference)\s+per\s+(?:[a-z]+\s+){0,2}?(?:share|unit)\s*(?:\([0-9a-z]\))?$"
)
"""A value or price of each share, and nothing behind it."""
_AGE = re.compile(r"ages?(?:\s+(?:as\s+of|at|on)\b.*)?$")
"""A column of years that persons are old."""
_OF_RATES = re.compile(
    r"\b(?:effects?|impact|change|income|earnings|loss|taxed|tax|differences?|balances?|liabilit(?:y|ies)|recoverables?)\b.*\b(?:of|in|by|from|at|to|than)\b.*\brates?$",
    re.I,
)
"""An amount that comes from rates, and is none: "Effect of exchange rates"."""
_NUMERATOR = re.compile(
    r"\b(?:income|earnings|loss|numerator)\b.*\b(?:for|used\s+(?:in|to)|in\s+computing|to\s+compute)\b.*\bper\b",
    re.I,
)
"""An amount that earnings per share are made of: "Net income for basic earnings per share"."""
_DUE = re.compile(r"\bpayments?\b|\bdue\b")
"""A column of what is to be paid in some years: "Payments due by period 1-3 years"."""
_ALLOCATION = re.compile(
    r"\b(?:income|earnings|net\s+loss)\s+(?:allocation|available)\b|\bnumerator\b"
)
"""A column of amounts under a group of those per share."""
_SHARES_LISTED = re.compile(
    r"shares?\W+(?=.*[0-9],[0-9]{3}\b)|.*[0-9]\s+(?:million|thousand|billion)\s+shares\b", re.I
)
"""How many shares an amount is of: "Shares: 2024: 1,364,574", "Class A, authorized 900 million shares"."""
_DATE = re.compile(
    r"(?:(?:as\s+of|at|on|ended|ending)\s+)?\b(?:january|february|march|april|may|june|july|august|september|october|november|december)\s+[0-9]{1,2},?\s+(?:19|20)[0-9]{2}\b[,:]?",
    re.I,
)
_BRACKETS = re.compile(r"\s*\(([^()]*)\)")
_UNIT_WORDS = re.compile(
    r"\b(?:in|shares?|dollars?|units|years?|months|percent\w*|per|thousands?|millions?|billions?)\b|%|\$$|\$\s?/",
    re.I,
)
_DETAIL = re.compile(r"\s*[,;:(\u2013\u2014]|\s-\s|\.\s")
_DIGIT = re.compile(r"[0-9]")
_OF_EACH = re.compile(
    r"\(?\$\s?[0-9.]+\)?\s*/?\s*per\s+(?:[a-z]+\s+){0,3}?(?:share|unit)\b\s*\)?", re.I
)
"""What was paid for each share, said beside an amount for all: "Dividends ($1.79 per share)"."""


def subject(label: str) -> str:
    """Return what a label speaks of: without details behind it that hold figures ("Common stock, $0.01 par value").

    What stands in brackets is left out too, unless it names a unit.
    """
    if "$" in label:
        label = _OF_EACH.sub("", label)
    if "(" in label:
        label = _BRACKETS.sub(_kept, label)
    if _DIGIT.search(label) is None:
        return label
    label = _DATE.sub("", label).strip()
    cut = _DETAIL.search(label)
    if cut is not None and cut.start() > 0 and _DIGIT.search(label, cut.start()):
        return label[: cut.start()]
    return label


def _kept(brackets: re.Match[str]) -> str:
    inside = brackets[1]
    return brackets[0] if _UNIT_WORDS.search(inside) and not _DIGIT.search(inside) else ""


_LONGEST_LABEL = 500


class Said(NamedTuple):
    """What a label says of the figures beside or under it; ``own`` is a scale of theirs, ``price`` a value or price of one share."""

    own: Unit | None = None
    per_share: bool = False
    shares: bool = False
    percent: bool = False
    unscaled: bool = False
    money: bool = False
    price: bool = False
    life: bool = False
    """Years that something lasts."""
    cents: bool = False
    """Per share only what shows cents: whole figures are amounts."""

    @property
    def unit(self) -> str:
        """Return what the figures are counted in: "per share", "shares", or "" where the label does not say."""
        return "per share" if self.per_share else "shares" if self.shares else ""


@lru_cache(maxsize=8192)
def said_by(label: str, *, column: bool = False) -> Said:
    """Return what a label says of the figures beside it, or of a ``column`` of the figures under it."""
    label = label[:_LONGEST_LABEL]
    own = NOTHING if _OF_EACH_SOLD.match(label) else unit_of(label)
    listed = _SHARES_LISTED.match(label) is not None
    label = subject(label)
    low = label.lower()
    per_share = PER_SHARE.search(low) if _any(_PER_SHARE_HINTS, low) else None
    if per_share is not None and (
        _NUMERATOR.search(low) or (column and _ALLOCATION.search(low, per_share.end()))
    ):
        per_share = None
    shares = SHARES.search(low) if not listed and _any(_SHARES_HINTS, low) else None
    if shares is not None:
        if (
            per_share is not None
            and (_is_of(per_share, shares, column=column) or _ends_with_price(low, column=column))
        ) or (not column and (_MONEY.match(low) or _STOCK.fullmatch(low))):
            shares = None
        else:
            per_share = None
    of_rates = "rate" in low and not column and _OF_RATES.search(low) is not None
    return Said(
        own,
        per_share is not None,
        shares is not None,
        _any(_PERCENT_HINTS, low) and _PERCENT.search(low) is not None and not of_rates,
        (
            _any(_UNSCALED_HINTS, low)
            and _UNSCALED.search(low) is not None
            and not of_rates
            and not (column and _DUE.search(low))
        )
        or _AGE.match(low) is not None,
        shares is None and _any(_AMOUNT_HINTS, low) and _AMOUNTS.search(low) is not None,
        per_share is not None and ("price" in low or "fair value" in low or "preference" in low),
        _any(_LIFE_HINTS, low) and _LIFE.search(low) is not None,
        column and per_share is not None and "par value" in low,
    )


def _is_of(per_share: re.Match[str], shares: re.Match[str], *, column: bool) -> bool:
    """Return whether the shares in a label are those of its price; in a head, what stands below a group comes behind it."""
    if shares.start() <= per_share.start():
        return False
    between = per_share.string[per_share.end() : shares.start()]
    return not column or between.strip() != ""


def _ends_with_price(low: str, *, column: bool) -> bool:
    """Return whether the head of a column ends in a value of one share: "Units Outstanding Fair Value per Share"."""
    return column and _EACH_AT_END.search(low) is not None


def _any(hints: tuple[str, ...], low: str) -> bool:
    # a loop takes half the time of a generator
    for hint in hints:  # noqa: SIM110
        if hint in low:
            return True
    return False


_AMOUNT_HINTS = ("amount", "value", "dollars", "paid", "capital", "retained", "deficit", "comprehensive", "equity", "income", "loss", "cost", "$")  # fmt: skip
_PER_SHARE_HINTS = ("per ", "per-", "eps", "par value", "price", "/", "average")
_SHARES_HINTS = ("share", "unit", "number", "no. of", "weighted", "denominator", "dilut")
_LIFE_HINTS = ("life", "lives", "term")
_PERCENT_HINTS = ("%", "percent", "rate", "volatility", "yield")
_UNSCALED_HINTS = ("%", "percent", "rate", "yield", "ratio", "volatility", "headcount", "employees", "life", "lives", "term", "year", "months", "number", "square", "quantity", "days")  # fmt: skip
"""What a label holds that the patterns may match: looking for it costs far less than they do."""
