"""The signatures of a report: nothing below them belongs to the Item above."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice

from docai.document.marks import CELL, PAGE, ROW_END
from docai.tenk.headings.lines import line_start, matches_of

_LINE_ENDS = rf"(?:[ \t]page)?[ \t:._*=–—-]{{0,90}}(?=[\n{ROW_END}{CELL}])"
_SIGNATURES = re.compile(rf"s ?i ?g ?n ?a ?t ?u ?r ?e ?s?{_LINE_ENDS}")
_UNSPACED_SIGNATURES = re.compile(rf"signatures?{_LINE_ENDS}")
_SIGNED = re.compile(
    rf"(?<=[\n{ROW_END}{PAGE}])[ \t]*pursuant[ \n]{{1,20}}to[ \n]{{1,20}}the[ \n]{{1,20}}requirements?[ \n]{{1,20}}of[ \n]{{1,20}}(?:section[ \n]{{1,20}}13|the[ \n]{{1,20}}securities[ \n]{{1,20}}exchange[ \n]{{1,20}}act\b[^.]{{0,90}}?\bduly[ \n]{{1,20}}caused)"
)
"""What stands above the signatures, where no heading does."""
_REQUIREMENTS = re.compile(
    r"requirements?\s{1,20}of\s{1,20}(?:the\s{1,20})?(?:section\s{1,20}1[35]|securities\s{1,20}(?:and\s{1,20})?exchange\s{1,20}act)"
)
_PURSUANT = re.compile(r"pursuant\s{1,20}to\s{1,20}(?:all\s{1,20}of\s{1,20})?the\s{1,20}$")
_CAUSED = re.compile(r"caused\s{1,20}this\b[^.]{0,200}?\bsigned\b")
_SPACED = "s i g n"
_REACH = 500
_PURSUANT_REACH = 80
_MOST_SIGNATURES = 500
_HEADING_REACH = 160
_LONGEST_HEADING = 60
_PREAMBLE = 2500
"""How far above the sentence the heading may stand."""


def signed_places(low: str, start: int, last: int) -> list[int]:
    """Return where signatures begin, in their order, of which Items may stand below: those of exhibits, in many reports of the 1990s.

    From ``last`` on, where the last Items stand, those without a heading count too, and those with one in spaced letters.
    Source: Form 10-K, Signatures: "Pursuant to the requirements of Section 13 or 15(d) ... the registrant has duly caused this
    report to be signed".
    """
    plain = matches_of(_UNSPACED_SIGNATURES, "signature", low, start)
    places = {*_headed(low, plain), *_said(low, last)}
    if low.find(_SPACED, last) != -1:
        places.update(_headed(low, _SIGNATURES.finditer(low, last)))
    return sorted(places)


def document_end(low: str, start: int, places: list[int]) -> int:
    """Return where the last Item ends, whose heading ends at ``start``: at the first signatures behind it, if there are any.

    ``places`` are those of ``signed_places``.
    """
    at = next((place for place in places if place >= start), None)
    if at is not None:
        return at
    spaced = low.find(_SPACED, start) != -1
    found = (_SIGNATURES if spaced else _UNSPACED_SIGNATURES).finditer(low, start)
    headings = (line_start(low, one.start()) for one in islice(found, _MOST_SIGNATURES))
    first = next((at for at, clean in headings if clean), len(low))
    signed = _SIGNED.search(low, start)
    return min(first, signed.start() if signed else len(low))


def _headed(low: str, headings: Iterable[re.Match[str]]) -> list[int]:
    """Return where those headings of signatures begin that begin a line, and below which a registrant signs."""
    found = islice(headings, _MOST_SIGNATURES)
    places = [(*line_start(low, one.start()), one.end()) for one in found]
    return [at for at, clean, end in places if clean and _is_signed(low, end)]


def _is_signed(low: str, end: int) -> bool:
    """Return whether a registrant signs below a heading that ends there."""
    return "pursuant to the requirement" in " ".join(low[end : end + _REACH].split())


def _said(low: str, start: int) -> list[int]:
    """Return where the sentences begin by which a registrant signs, with the line above that speaks of signatures."""
    places: list[int] = []
    for one in islice(matches_of(_REQUIREMENTS, "requirement", low, start), _MOST_SIGNATURES):
        floor = max(start, one.start() - _PURSUANT_REACH)
        pursuant = _PURSUANT.search(low, floor, one.start())
        if pursuant is None or not _CAUSED.search(low, one.end(), one.end() + _REACH):
            continue
        at, clean = line_start(low, pursuant.start())
        if clean:
            places.append(_above(low, start, at))
    return places


def _above(low: str, start: int, at: int) -> int:
    """Return where the heading of signatures stands above a place: "Signature and Power of Attorney", right above it.

    One that is nothing but that word may have more between: what those say who sign.
    """
    floor = max(start, at - _HEADING_REACH)
    lines = low[floor:at].rstrip().splitlines(keepends=True)
    line = lines[-1] if lines else ""
    if len(lines) > 1 and "signature" in line and len(line.strip()) <= _LONGEST_HEADING:
        return floor + sum(map(len, lines[:-1]))
    above = low.find("signature", max(start, at - _PREAMBLE), at)
    while above >= 0:
        begins, clean = line_start(low, above)
        if clean and _UNSPACED_SIGNATURES.match(low, above):
            return begins
        above = low.find("signature", above + 1, at)
    return at
