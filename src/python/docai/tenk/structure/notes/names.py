"""Which of the headings that look alike are notes, and which are their parts, by what notes are usually called."""

from __future__ import annotations

import re
from collections.abc import Sequence

_POLICIES = re.compile(
    r"\W*(?:[^\n]{0,60}\band )?(?:summary of )?(?:significant )?accounting policies\W*$", re.I
)
_FIRST_POLICY = re.compile(
    r"\W*(?:accounting principles|basis of (?:presentation|consolidation)|consolidation|nature of (?:business|operations)|principles of consolidation|(?:use of )?(?:accounting )?estimates)\b",
    re.I,
)
"""How the parts of the note on accounting policies begin."""
_POLICY = re.compile(
    r"\W*(?:accounting (?:principles|estimates)|advertising|allowance|basis of|business|cash (?:and|equivalents)|consolidation|cost of (?:revenue|sales)|depreciation|derivative|earnings|estimates|fair value|financial instruments|fiscal (?:year|period)|foreign currenc|goodwill|income taxes|intangible|interest rate|inventor|investments|long-lived|nature of|new accounting|principles of|property|recent|reclassification|research and development|revenue|shipping|short-term investments|stock-based|use of estimates|warranty)",
    re.I,
)
"""What the note on accounting policies speaks of: Accounting Standards Codification 235-10-50."""
_LAST_POLICY = re.compile(r"\W*reclassif", re.I)


_STOCK = re.compile(r"\b(?:common|capital) stock\b|holders['’]? equity\b|^\W*equity\b", re.I)
_OF_STOCK = re.compile(
    r"\b(?:repurchase|rights? (?:plan|agreement)|options?\b|stock purchase|restricted|performance share|dividends?\b|stock plans?\b|treasury|stock split)",
    re.I,
)
_PLANS = re.compile(r"\bplans\b|\bbenefits?\b|\bcompensation\b", re.I)
_OF_PLANS = re.compile(
    r"\b(?:plans?\b|pension|savings\b|options?\b|(?:post)?retire|401\(k\))", re.I
)
_COMMITMENTS = re.compile(r"\bcommitments?\b|\bcontingencies\b", re.I)
_OF_COMMITMENTS = re.compile(
    r"\b(?:leases?\b|purchase (?:commitment|obligation)|litigation\b|legal (?:matters|proceedings)|guarant|indemnif|warrant(?:y|ies)\b|environmental\b|letters? of credit|investigation)",
    re.I,
)
_RISKS = re.compile(r"\bconcentrations?\b", re.I)
_OF_RISKS = re.compile(r"\b(?:concentrations?|customers?|suppl(?:y|iers?)|credit risk)\b", re.I)
_INSTRUMENTS = re.compile(r"\bfinancial instruments\b|\bderivatives?\b", re.I)
_OF_INSTRUMENTS = re.compile(
    r"\b(?:hedg|derivatives?\b|currency\b|interest rate|fair value|instruments\b)", re.I
)
_DEBT = re.compile(r"\b(?:debt|borrowings?|notes payable)\b", re.I)
_OF_DEBT = re.compile(
    r"\b(?:credit (?:facilit|agreement)|lines? of credit|senior notes|debenture|commercial paper|maturit|term loan|long-term debt)",
    re.I,
)
_TAXES = re.compile(r"\bincome taxes\b", re.I)
_OF_TAXES = re.compile(r"\b(?:deferred tax|tax (?:position|rate|credit)|provision for)", re.I)
_CHANGES = re.compile(r"\b(?:restructuring|special charges|acquisitions?)\b", re.I)
_OF_CHANGES = re.compile(
    r"\b(?:restructuring (?:activit|charge|action)|pro ?-?forma\b|acquisition\b|termination of)",
    re.I,
)
_MATTERS = (
    (_STOCK, _OF_STOCK), (_PLANS, _OF_PLANS), (_COMMITMENTS, _OF_COMMITMENTS), (_RISKS, _OF_RISKS),
    (_INSTRUMENTS, _OF_INSTRUMENTS), (_DEBT, _OF_DEBT), (_TAXES, _OF_TAXES), (_CHANGES, _OF_CHANGES),
)  # fmt: skip
"""Notes that filers cut into parts, and what the parts speak of: Regulation S-X, Rule 5-02, and the Codification's topics."""
_USUAL = re.compile(
    r"\W*(?:(?:summary of )?(?:significant )?accounting (?:policies|changes?)|nature of|basis of|accounting estimates|financial instruments|derivative|cash\b|short-term|investments?\b|accounts|receivables?\b|inventor|property\b|goodwill|intangible|accrued|notes payable|(?:long-term )?debt|borrowings|leases?$|(?:provision for )?income taxes|interest and|other income|concentrations?\b|advertising|restructuring|special charges|acquisitions?|discontinued|business|(?:common|preferred|capital) stock$|(?:share|stock)holders|equity$|(?:accumulated )?other comprehensive|employee|retirement|pension|benefit|savings|stock-based|(?:earnings|income|loss)\b.{0,20}\bper\b|commitments|contingencies|litigation$|related part|(?:industry )?segments?\b|geographic|subsequent|quarterly|fair values?\b)",
    re.I,
)
"""What notes are usually called."""


_MOST_REPEATED = 0.1


def parts_among(titles: Sequence[str], over: Sequence[bool]) -> set[int] | None:
    """Return which headings of one look are parts of notes, by their place in ``titles``; the others are notes.

    None where more than a tenth of them come again: these are rows of tables whose cells are lines of their own.

    ``over`` says of each whether the next one stands right below it, no words between: then it is a note with parts.
    Parts of a note are those that speak of its matter (``_MATTERS``); below one right over its first part also those
    whose titles no note has. Where no heading stands right over another, parts look otherwise: all of them are notes.
    """
    parts = _policies(titles, over)
    policies = set(parts)
    names = [title.lower() for at, title in enumerate(titles) if at not in policies]
    if len(set(names)) < (1 - _MOST_REPEATED) * len(names):
        return None
    alike = any(one and at not in policies for at, one in enumerate(over))
    if not alike and not policies:
        return parts
    note: int | None = None
    for at, title in enumerate(titles):
        if at in policies:
            continue
        if title.rstrip().endswith(":") or (note is not None and _is_part(titles, over, note, at)):
            parts.add(at)
        else:
            note = at
    return parts


def _is_part(titles: Sequence[str], over: Sequence[bool], note: int, at: int) -> bool:
    """Return whether the heading ``at`` is a part of the ``note`` above it."""
    if _POLICIES.match(titles[note]):
        return False
    if over[note] and at == note + 1:
        return True
    if any(of.search(titles[note]) and part.search(titles[at]) for of, part in _MATTERS):
        return True
    return over[note] and not _USUAL.match(titles[at])


def _policies(titles: Sequence[str], over: Sequence[bool]) -> set[int]:
    """Return which headings are parts of the note on accounting policies: those right below it.

    They begin as such parts do, or right below the note's heading; so does a policy on what a later note is about.
    """
    parts: set[int] = set()
    for at, title in enumerate(titles[:-1]):
        if not _POLICIES.match(title):
            continue
        first = titles[at + 1]
        begun = over[at] or _FIRST_POLICY.match(first)
        for place, part in enumerate(titles[at + 1 :], at + 1):
            if not _POLICY.match(part) or not (begun or part in titles[place + 1 :]):
                break
            parts.add(place)
            if _LAST_POLICY.match(part):
                break
    return parts
