"""What a filing says for its own period: by concept, by what two concepts make, and by what all classes of stock say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from docai.xbrl.tables.fact_rows import FactRow, places, total
from docai.xbrl.tables.key_figures import Classes, CompanyKind, KeyFigure, When
from docai.xbrl.tables.own_column import own_column

EX_27 = "ex-27:"
"""Begins the concept of a figure of a schedule."""

OF_A_CLASS = re.compile(r"[\w-]+:StatementClassOfStockAxis=[^;=]+")
"""The dimensions of a fact that is of one class of stock, and of nothing else."""

OF_TWO = re.compile(r"(\S+) ([+-]) (\S+)")
"""Two concepts and what is made of them: ``us-gaap:A - us-gaap:B``."""

OWN = "*:"
"""Begins the name of a concept of the filer's own."""

STANDARD = frozenset({"us-gaap", "dei", "srt", "ex-27"})
"""Prefixes of concepts that are not a filer's own."""


@dataclass(frozen=True, slots=True)
class ChosenFigure:
    """A key figure: its value in whole units and the concept that says it, both None where the filing does not say it."""

    name: str
    value: Decimal | None = None
    concept: str | None = None
    unit: str | None = None
    decimals: str | None = None


class Said:
    """What a filing says for its own period, without dimensions or for classes of stock, by concept."""

    def __init__(self, rows: Iterable[FactRow]) -> None:
        self._by: dict[tuple[str, When], FactRow] = {}
        self._classes: dict[tuple[str, When], list[FactRow]] = {}
        self.period_end: str | None = None
        rows = tuple(rows)
        for row in rows:
            if row.nil or row.number is None or row.source == "ex-27":
                continue
            if row.dimensions:
                self._add_class(row)
            elif row.concept.startswith("dei:"):
                self._add_cover(row)
            elif row.is_current:
                when: When = "end" if row.instant is not None else "period"
                self._by.setdefault((row.concept, when), row)
                prefix, _, name = row.concept.partition(":")
                if prefix not in STANDARD:
                    self._by.setdefault((OWN + name, when), row)
                self.period_end = self.period_end or row.instant or row.end
        for row in own_column(rows):
            if row.number is not None:
                self._by.setdefault((row.concept, "period"), row)
                self._by.setdefault((row.concept, "end"), row)
                self.period_end = self.period_end or row.end

    def _add_cover(self, row: FactRow) -> None:
        """Keep the latest of a cover's figures: the day is its own, not the period's end."""
        before = self._by.get((row.concept, "cover"))
        if before is None or (row.instant or "") > (before.instant or ""):
            self._by[row.concept, "cover"] = row

    def _add_class(self, row: FactRow) -> None:
        """Keep what is said of a class of stock; of a cover's figures those of the latest day."""
        if OF_A_CLASS.fullmatch(row.dimensions) is None:
            return
        if row.concept.startswith("dei:"):
            before = self._classes.get((row.concept, "cover"), [])
            if not before or (row.instant or "") > (before[0].instant or ""):
                self._classes[row.concept, "cover"] = [row]
            elif row.instant == before[0].instant:
                before.append(row)
        elif row.is_current:
            when: When = "end" if row.instant is not None else "period"
            self._classes.setdefault((row.concept, when), []).append(row)

    def any(self) -> bool:
        """Return whether anything is said beside the cover."""
        return any(when != "cover" for _, when in self._by)

    def has(self, concept: str) -> bool:
        """Return whether the filing says ``concept`` for its own period."""
        return (concept, "period") in self._by or (concept, "end") in self._by

    def first(self, name: str, concepts: Iterable[str], when: When) -> ChosenFigure | None:
        """Return the figure called ``name`` by the first of ``concepts`` that is said."""
        found = (self._of(name, concept, when) for concept in concepts)
        return next((figure for figure in found if figure is not None), None)

    def chosen(self, figure: KeyFigure, kind: CompanyKind) -> ChosenFigure:
        """Return the figure by the first of its concepts that is said; XBRL goes before a schedule, all before classes.

        Of a schedule's tags one that says nought does not go before one with a figure: filers typed noughts where they had none.
        """
        concepts = [
            concept
            for concept in (*figure.by_kind.get(kind, ()), *figure.concepts)
            if concept not in figure.partial or not self._is_less(concept, figure)
        ]
        tags = [EX_27 + tag for tag in figure.tags]
        tagged = [found for tag in tags if (found := self._of(figure.name, tag, figure.when))]
        whole = (
            self.first(figure.name, concepts, figure.when)
            or next((one for one in tagged if one.value), None)
            or next(iter(tagged), None)
        )
        by_class = (
            self._of_classes(figure.name, concept, figure.when, figure.classes)
            for concept in concepts
        )
        return whole or next(filter(None, by_class), ChosenFigure(figure.name))

    def _is_less(self, concept: str, figure: KeyFigure) -> bool:
        """Return whether what ``concept`` says is less than what the figure has beside it."""
        part = self._by.get((concept, figure.when))
        others = (self._by.get((other, figure.when)) for other in figure.beside)
        return part is not None and any(
            _number(part) < _number(other) for other in others if other is not None
        )

    def _of(self, name: str, concept: str, when: When) -> ChosenFigure | None:
        two = OF_TWO.fullmatch(concept)
        if two is None:
            row = self._by.get((concept, when))
            return None if row is None else _figure(name, row)
        one, other = self._by.get((two[1], when)), self._by.get((two[3], when))
        if one is None or other is None or one.unit != other.unit:
            return None
        sign = -1 if two[2] == "-" else 1
        return _made(name, concept, (_number(one), sign * _number(other)), (one, other))

    def _of_classes(
        self, name: str, concept: str, when: When, how: Classes | None
    ) -> ChosenFigure | None:
        rows = self._classes.get((concept, when), [])
        if not rows or how is None or len({row.unit for row in rows}) > 1:
            return None
        numbers = [_number(row) for row in rows]
        if how == "same":
            return _figure(name, rows[0]) if len(set(numbers)) == 1 else None
        if how == "one":
            return _figure(name, rows[0]) if len(rows) == 1 else None
        return _made(name, concept, numbers, rows)


def _figure(name: str, row: FactRow) -> ChosenFigure:
    return ChosenFigure(name, row.number, row.concept, row.unit, row.decimals)


def _made(
    name: str, concept: str, numbers: Iterable[Decimal], rows: Sequence[FactRow]
) -> ChosenFigure | None:
    value = total(numbers)
    if value is None:
        return None
    return ChosenFigure(name, value, concept, rows[0].unit, _coarsest(rows))


def _number(row: FactRow) -> Decimal:
    return row.number if row.number is not None else Decimal(0)


def _coarsest(rows: Iterable[FactRow]) -> str | None:
    """Return the decimals of the row that is rounded most: INF where none is."""
    return min((row.decimals for row in rows), key=_rounded)


def _rounded(decimals: str | None) -> float:
    known = places(decimals)
    if known is not None:
        return known
    return float("inf") if decimals == "INF" else 0.0
