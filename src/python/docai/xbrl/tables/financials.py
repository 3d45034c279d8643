"""A filing's key figures: chosen by the table in ``key_figures``, with the concept beside each value, and checked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from docai.xbrl.tables.fact_rows import FactRow, places
from docai.xbrl.tables.key_figures import (
    CASH_CHANGE,
    CASH_CHANGE_BEFORE_EXCHANGE,
    DISCONTINUED_FLOWS,
    EQUITY_BETWEEN,
    EXCHANGE_RATE_EFFECT,
    KEY_FIGURES,
    KIND_MARKS,
    MINORITY_INTEREST,
    CompanyKind,
    When,
)
from docai.xbrl.tables.said import EX_27, ChosenFigure, Said


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
    said = Said(rows)
    if not said.any():
        return None
    kind = _company_kind(sic, said)
    figures = tuple(said.chosen(figure, kind) for figure in KEY_FIGURES)
    by_name = {one.name: one for one in figures}
    return Financials(kind, said.period_end, figures, tuple(_checks(by_name, said)))


def _company_kind(sic: str | None, said: Said) -> CompanyKind:
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


def _checks(figures: dict[str, ChosenFigure], said: Said) -> Iterator[Check]:
    def value(name: str) -> ChosenFigure | None:
        return figures[name] if figures[name].value is not None else None

    def other(concepts: tuple[str, ...], when: When) -> ChosenFigure | None:
        return said.first("", concepts, when)

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
    discontinued = other(DISCONTINUED_FLOWS, "period")
    sums = [
        _equal("cash_flows_sum_to_change", change, [*flows, *filter(None, beside)])
        for change, effect in (
            (other(CASH_CHANGE, "period"), other(EXCHANGE_RATE_EFFECT, "period")),
            (other(CASH_CHANGE_BEFORE_EXCHANGE, "period"), None),
        )
        for beside in ([effect], [effect, discontinued])
    ]
    said_sums = [one for one in sums if one.holds is not None]
    yield next((one for one in sums if one.holds), (said_sums or sums)[0])
    yield _no_more("current_assets_within_assets", value("current_assets"), value("assets"))
    yield _no_more("shares_basic_within_diluted", value("shares_basic"), value("shares_diluted"))


def _equal(name: str, whole: ChosenFigure | None, parts: Sequence[ChosenFigure | None]) -> Check:
    known = [part for part in parts if part is not None]
    if whole is None or len(known) < len(parts):
        return Check(name, None)
    difference = _value(whole) - sum((_value(part) for part in known), Decimal(0))
    shown = _shown_rounding([whole, *known])
    room = sum((max(shown, _rounding(part)) for part in (whole, *known)), Decimal(0))
    return Check(name, abs(difference) <= room, difference)


def _no_more(name: str, part: ChosenFigure | None, whole: ChosenFigure | None) -> Check:
    if part is None or whole is None:
        return Check(name, None)
    difference = _value(whole) - _value(part)
    return Check(name, difference >= -(_rounding(part) + _rounding(whole)), difference)


_MANY = 50
"""Where figures are shown in thousands or millions, the largest of them is so many; of a few, each counts."""


def _shown_rounding(figures: Sequence[ChosenFigure]) -> Decimal:
    """Return half of a thousand or a million where three figures or more are whole ones: filers round more than they declare."""
    values = [_value(one) for one in figures if _value(one)]
    if len(values) < 3 or any(value != int(value) for value in values):
        return Decimal(0)
    largest = max(map(abs, values))
    for unit in (10**6, 10**3):
        if largest >= _MANY * unit and not any(int(value) % unit for value in values):
            return Decimal(unit) / 2
    return Decimal(0)


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
    if not (figure.concept or "").startswith(EX_27) or zeros < 3:
        return Decimal("0.5")
    return Decimal("0.5").scaleb(6 if zeros >= 6 else 3)
