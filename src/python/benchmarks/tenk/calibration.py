"""Whether Items found with a confidence are exact as often as it says: by decile, and learnt from other companies.

The confidence of an Item is a share of exact ones, counted over documents that are known. Here each company is judged by shares
that are counted anew from all others (leave one company out), and both are scored. Where the learnt shares score much better,
the figures in ``docai.tenk.headings.confidence`` are not those of the documents.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath

SURE = 0.95
"""An Item that is as sure as this must not be wrong."""
_BINS = (0.6, 0.7, 0.8, 0.85, 0.9, 0.93, 0.95, 0.97, 0.98, 0.99)
"""Where the classes of confidence begin whose shares are learnt; they lie close where most Items are."""
_NAME_ENDS = re.compile(r"[-.\d]")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one Item that was found: how sure it was, from 0 to 1, and whether its borders are right."""

    company: str
    confidence: float
    exact: bool


def company_of(file_name: str) -> str:
    """Return whose document it is: the file's name up to its first digit, point or hyphen, else the whole name."""
    stem = PurePath(file_name).stem
    head = _NAME_ENDS.split(stem, maxsplit=1)[0].strip("_")
    return head if len(head) > 2 and not head.endswith("_") else stem


def report(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """Yield the lines that show how far the confidence of these Items holds."""
    if not outcomes:
        return
    deciles: dict[int, list[Outcome]] = defaultdict(list)
    for one in outcomes:
        deciles[min(9, int(one.confidence * 10))].append(one)
    for tenth, ones in sorted(deciles.items()):
        exact = sum(one.exact for one in ones)
        said = sum(one.confidence for one in ones) / len(ones)
        yield (
            f"{exact / len(ones):8.2%} of {len(ones):5}  found with a confidence of "
            f"{tenth / 10:.1f} to {tenth / 10 + 0.1:.1f}, on average {said:.3f}"
        )
    sure = [one for one in outcomes if one.confidence >= SURE]
    wrong = sum(not one.exact for one in sure)
    yield f"{wrong} of {len(sure)} wrong that are as sure as {SURE}"
    companies = {one.company for one in outcomes}
    if len(companies) > 1:
        yield (
            f"error of the confidence (Brier score): {_brier(outcomes):.4f} as said, "
            f"{_brier(_learnt(outcomes)):.4f} as learnt from the other {len(companies) - 1} companies"
        )


def _learnt(outcomes: Sequence[Outcome]) -> list[Outcome]:
    """Return the same outcomes, each with the share of exact ones that other companies have in its class of confidence."""
    everywhere = _counts(outcomes)
    by_company: dict[str, list[Outcome]] = defaultdict(list)
    for one in outcomes:
        by_company[one.company].append(one)
    learnt: list[Outcome] = []
    for company, own in by_company.items():
        mine = _counts(own)
        for one in own:
            place = bisect_right(_BINS, one.confidence)
            exact, of = (
                all_ - ours for all_, ours in zip(everywhere[place], mine[place], strict=True)
            )
            learnt.append(Outcome(company, (exact + 1) / (of + 2), one.exact))
    return learnt


def _counts(outcomes: Iterable[Outcome]) -> list[tuple[int, int]]:
    """Return how many are exact, of how many, in each class of confidence."""
    counts = [(0, 0)] * (len(_BINS) + 1)
    for one in outcomes:
        place = bisect_right(_BINS, one.confidence)
        exact, of = counts[place]
        counts[place] = (exact + one.exact, of + 1)
    return counts


def _brier(outcomes: Sequence[Outcome]) -> float:
    """Return the mean square of what lies between the confidence and the truth, which is 1 or 0."""
    return sum((one.confidence - one.exact) ** 2 for one in outcomes) / len(outcomes)
