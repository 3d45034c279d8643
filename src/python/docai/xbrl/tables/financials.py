"""A filing's key figures: chosen by the table in ``key_figures``, with the concept beside each value, and checked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from docai.xbrl.tables.fact_rows import FactRow, places
from docai.xbrl.tables.key_figures import (
    CASH_CHANGE,
    EQUITY_BETWEEN,
    EXCHANGE_RATE_EFFECT,
    KEY_FIGURES,
    KIND_MARKS,
    MINORITY_INTEREST,
    CompanyKind,
    KeyFigure,
    When,
)

_EX_27 = "ex-27:"


@dataclass(frozen=True, slots=True)
class ChosenFigure:
    """A key figure: its value in whole units and the concept that says it, both None where the filing does not say it."""

    name: str
    value: Decimal | None = None
    concept: str | None = None
    unit: str | None = None
    decimals: str | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """A rule between figures: whether it holds within rounding, None where a figure of it is not said."""

    name: str
    holds: bool | None
    difference: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Financials:
    """The key figures of a filing, all of ``KEY_FIGURES`` in their order, and the checks. A check changes nothing."""

    kind: CompanyKind
    period_end: str | None
    figures: tuple[ChosenFigure, ...]
    checks: tuple[Check, ...]

    def figure(self, name: str) -> ChosenFigure:
        """Return the figure called ``name``. Raises KeyError."""
        for one in self.figures:
            if one.name == name:
                return one
        raise KeyError(name)


def financials(rows: Sequence[FactRow], sic: str | None = None) -> Financials | None:
    """Return the key figures of a filing with these rows, None where it has no figure of its own period.

    ``sic`` is the Standard Industrial Classification of the header, where there is one: it says the kind of company.
    """
    said = _Said(rows)
    if not said.any():
        return None
    kind = _company_kind(sic, said)
    figures = tuple(said.chosen(figure, kind) for figure in KEY_FIGURES)
    by_name = {one.name: one for one in figures}
    return Financials(kind, said.period_end, figures, tuple(_checks(by_name, said)))


def _company_kind(sic: str | None, said: _Said) -> CompanyKind:
    """Return the kind of company: by its SIC code (https://www.sec.gov/search-filings/standard-industrial-classification-sic-code-list), else by what it says."""
    if sic and sic.isascii() and sic.isdigit():
        code = int(sic)
        if 6020 <= code <= 6299:
            return "bank"
        if 6300 <= code <= 6399:
            return "insurer"
        return "reit" if code == 6798 else "commerce"
    for kind, concepts in KIND_MARKS:
        if all(said.has(concept) for concept in concepts):
            return kind
    return "commerce"


class _Said:
    """What a filing says for its own period, without dimensions, by concept."""

    def __init__(self, rows: Iterable[FactRow]) -> None:
        self._by: dict[tuple[str, When], FactRow] = {}
        self.period_end: str | None = None
        # of an EX-27's columns with one end that of the year goes first
        for row in sorted(rows, key=_not_of_a_year):
            if row.dimensions or row.nil or row.number is None:
                continue
            if row.source == "ex-27":
                if row.is_current:
                    self._by.setdefault((row.concept, "period"), row)
                    self._by.setdefault((row.concept, "end"), row)
                    self.period_end = self.period_end or row.end
                continue
            if row.concept.startswith("dei:"):
                self._add_cover(row)
            elif row.is_current:
                when: When = "end" if row.instant is not None else "period"
                self._by.setdefault((row.concept, when), row)
                self.period_end = self.period_end or row.instant or row.end

    def _add_cover(self, row: FactRow) -> None:
        """Keep the latest of a cover's figures: the day is its own, not the period's end."""
        before = self._by.get((row.concept, "cover"))
        if before is None or (row.instant or "") > (before.instant or ""):
            self._by[row.concept, "cover"] = row

    def any(self) -> bool:
        return any(when != "cover" for _, when in self._by)

    def has(self, concept: str) -> bool:
        return (concept, "period") in self._by or (concept, "end") in self._by

    def first(self, concepts: Iterable[str], when: When) -> FactRow | None:
        found = (self._by.get((concept, when)) for concept in concepts)
        return next((row for row in found if row is not None), None)

    def chosen(self, figure: KeyFigure, kind: CompanyKind) -> ChosenFigure:
        """Return the figure by the first of its concepts that is said; XBRL goes before a schedule."""
        concepts = (
            *figure.by_kind.get(kind, ()),
            *figure.concepts,
            *(_EX_27 + tag for tag in figure.tags),
        )
        row = self.first(concepts, figure.when)
        if row is None:
            return ChosenFigure(figure.name)
        return ChosenFigure(figure.name, row.number, row.concept, row.unit, row.decimals)


def _not_of_a_year(row: FactRow) -> bool:
    return row.source == "ex-27" and row.duration != "year"


def _checks(figures: dict[str, ChosenFigure], said: _Said) -> Iterator[Check]:
    def value(name: str) -> ChosenFigure | None:
        return figures[name] if figures[name].value is not None else None

    def other(concepts: tuple[str, ...], when: When) -> ChosenFigure | None:
        row = said.first(concepts, when)
        return (
            None
            if row is None
            else ChosenFigure("", row.number, row.concept, row.unit, row.decimals)
        )

    whole = value("equity_with_noncontrolling")
    equity = whole or value("equity")
    beside = (other(EQUITY_BETWEEN, "end"), None if whole else other(MINORITY_INTEREST, "end"))
    yield _equal(
        "assets_are_liabilities_and_equity", value("assets"), [value("liabilities_and_equity")]
    )
    yield _equal(
        "assets_are_liabilities_plus_equity",
        value("assets"),
        [value("liabilities"), equity, *(one for one in beside if one)],
    )
    yield _equal("revenue_is_cost_plus_gross_profit", value("revenue"), [value("cost_of_revenue"), value("gross_profit")])  # fmt: skip
    flows = [value(f"{one}_cash_flow") for one in ("operating", "investing", "financing")]
    effect = other(EXCHANGE_RATE_EFFECT, "period")
    yield _equal(
        "cash_flows_sum_to_change",
        other(CASH_CHANGE, "period"),
        [*flows, *([effect] if effect else [])],
    )
    yield _no_more("current_assets_within_assets", value("current_assets"), value("assets"))
    yield _no_more("shares_basic_within_diluted", value("shares_basic"), value("shares_diluted"))


def _equal(name: str, whole: ChosenFigure | None, parts: Sequence[ChosenFigure | None]) -> Check:
    known = [part for part in parts if part is not None]
    if whole is None or len(known) < len(parts):
        return Check(name, None)
    difference = _value(whole) - sum((_value(part) for part in known), Decimal(0))
    room = sum((_rounding(part) for part in (whole, *known)), Decimal(0))
    return Check(name, abs(difference) <= room, difference)


def _no_more(name: str, part: ChosenFigure | None, whole: ChosenFigure | None) -> Check:
    if part is None or whole is None:
        return Check(name, None)
    difference = _value(whole) - _value(part)
    return Check(name, difference >= -(_rounding(part) + _rounding(whole)), difference)


def _value(figure: ChosenFigure) -> Decimal:
    return figure.value if figure.value is not None else Decimal(0)


def _rounding(figure: ChosenFigure) -> Decimal:
    """Return how far a figure may be from the exact one: half a unit of its last place; of a schedule, of its trailing zeros."""
    if figure.decimals == "INF":
        return Decimal(0)
    known = places(figure.decimals)
    if known is not None:
        return Decimal("0.5").scaleb(-known)
    whole = str(int(_value(figure)))
    zeros = len(whole) - len(whole.rstrip("0"))
    if not (figure.concept or "").startswith(_EX_27) or zeros < 3:
        return Decimal("0.5")
    return Decimal("0.5").scaleb(6 if zeros >= 6 else 3)
