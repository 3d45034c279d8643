"""Which periods a statement shows as columns, and the value of a line in each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation

from docai.xbrl.model import Dimension, Fact
from docai.xbrl.tables.fact_rows import exactness, places

Period = tuple[str, str]
"""Start and end; start is empty for an instant."""
_SCALES = {"-6": 6, "-5": 6, "-4": 6, "-3": 3}
_LEEWAY = 14
"""Days that one year may be shorter than another: it has 52 weeks or 53."""
Key = tuple[str, tuple[Dimension, ...], Period]


def period_of(fact: Fact) -> Period | None:
    """Return the period of a fact, None where it has none."""
    if fact.instant is not None:
        return "", fact.instant
    return None if fact.start is None or fact.end is None else (fact.start, fact.end)


def best_facts(facts: Iterable[Fact]) -> dict[Key, Fact]:
    """Return the most exact of the facts that say the same, by concept, dimensions and period."""
    best: dict[Key, Fact] = {}
    for fact in facts:
        period = period_of(fact)
        if not fact.numeric or fact.nil or period is None:
            continue
        key = (fact.concept, fact.dims, period)
        if key not in best or exactness(fact) > exactness(best[key]):
            best[key] = fact
    return best


def choose(keys: Iterable[Key], most: int) -> list[Period]:
    """Return the periods of a statement's columns, the latest first: those that its figures without dimensions have most.

    A statement over time shows periods, one of a day shows days. A period with few figures is another's note, and so is one with
    fewer than half of them that is shorter than the fullest: the quarters beside the years.
    """
    counts: Counter[Period] = Counter(period for _, dims, period in keys if not dims)
    spans = {period: count for period, count in counts.items() if period[0]}
    points = {period: count for period, count in counts.items() if not period[0]}
    shown = spans if sum(spans.values()) >= sum(points.values()) else points
    if not shown:
        return []
    fullest, count_of_fullest = max(shown.items(), key=lambda item: item[1])
    kept = [
        period
        for period, count in shown.items()
        if count >= count_of_fullest / 4
        and (count >= count_of_fullest / 2 or _days(period) >= _days(fullest) - _LEEWAY)
    ]
    return sorted(kept, key=lambda period: (period[1], _reversed(period[0])), reverse=True)[:most]


def _days(period: Period) -> int:
    """Return how long a period is, in days: 0 for an instant, and where a date is none."""
    start, end = period
    try:
        return (date.fromisoformat(end) - date.fromisoformat(start)).days if start else 0
    except ValueError:
        return 0


def _reversed(start: str) -> str:
    """Among periods with one end the longest goes first."""
    return "".join(chr(255 - ord(character) % 256) for character in start)


def value_in(
    best: Mapping[Key, Fact],
    concept: str,
    dims: tuple[Dimension, ...],
    period: Period,
    label: str | None,
) -> Fact | None:
    """Return the fact of a line in a column; a balance stands in the column of the period that it opens or closes."""
    found = best.get((concept, dims, period))
    if found is None and period[0]:
        day = _day_before(period[0]) if (label or "").endswith("periodStartLabel") else period[1]
        found = best.get((concept, dims, ("", day)))
    return found


def _day_before(day: str) -> str:
    try:
        return (date.fromisoformat(day) - timedelta(days=1)).isoformat()
    except (ValueError, OverflowError):
        return day


def shown(fact: Fact, scales: Mapping[str, int], negated: bool) -> str:
    """Return a figure for people: groups of three, brackets for minus, in the scale of its unit (see ``scales_of``)."""
    text = (fact.value or "").strip()
    try:
        value = Decimal(text)
    except InvalidOperation:
        return text
    if not value.is_finite() or abs(value.adjusted()) > 20:
        return text
    scale = scales.get(fact.unit or "", 0)
    value = (-value if negated else value).scaleb(-scale)
    if value == value.to_integral_value():
        value = value.quantize(Decimal(1))
    places_shown = scale + (places(fact.decimals) or 0) if scale else 0
    said = f"{abs(value):,f}"
    if scale and 0 < places_shown < 3 and round(value, places_shown) == value:
        said = f"{abs(value):,.{places_shown}f}"
    elif scale and "." in said:
        said = said.rstrip("0")  # places that the scale made, which the filing does not say
    return f"({said})" if value < 0 else f"{said} "


def scales_of(facts: Iterable[Fact]) -> dict[str, int]:
    """Return 6 or 3 for each unit that a statement gives in millions or thousands, by the decimals that most facts have.

    A statement in millions with one place or two has -5 or -4 decimals.
    """
    counts: dict[str, Counter[str]] = {}
    for fact in facts:
        if fact.unit and "/" not in fact.unit and fact.unit != "pure":
            counts.setdefault(fact.unit, Counter())[fact.decimals or ""] += 1
    usual = {unit: several.most_common(1)[0][0] for unit, several in counts.items()}
    return {unit: _SCALES[decimals] for unit, decimals in usual.items() if decimals in _SCALES}
