"""The money of a fictional filer: every year's figures follow from its CIK and the year, nothing else.

All amounts are thousands of dollars.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from stand_ins.sample.model import Company
from stand_ins.sample.words.expand import seeded

# What the whole economy did to revenue; other years are ordinary.
SHOCKS = {2001: -0.06, 2002: -0.03, 2008: -0.04, 2009: -0.11, 2020: -0.07, 2021: 0.08, 2022: 0.05}


@dataclass(frozen=True)
class Year:
    """One fiscal year's statements; the parts add up to the totals."""

    year: int
    revenue: int
    by_segment: tuple[int, ...]
    cost: int
    selling: int
    research: int
    interest: int
    tax: int
    cash: int
    receivables: int
    inventories: int
    plant: int
    goodwill: int
    payables: int
    debt: int
    equity: int
    capital_spending: int
    depreciation: int
    shares: int
    employees: int

    @property
    def gross(self) -> int:
        return self.revenue - self.cost

    @property
    def operating(self) -> int:
        return self.gross - self.selling - self.research

    @property
    def pretax(self) -> int:
        return self.operating - self.interest

    @property
    def net(self) -> int:
        return self.pretax - self.tax

    @property
    def assets(self) -> int:
        return self.cash + self.receivables + self.inventories + self.plant + self.goodwill

    @property
    def from_operations(self) -> int:
        return self.net + self.depreciation

    @property
    def per_share(self) -> str:
        cents = round(100 * self.net / self.shares)
        return f"{cents / 100:.2f}" if cents >= 0 else f"({-cents / 100:.2f})"


def money(amount: int) -> str:
    """1234 -> 1,234; a loss in parentheses, as statements print it."""
    return f"({-amount:,})" if amount < 0 else f"{amount:,}"


def millions(amount: int) -> str:
    """Thousands as prose says it: 41800 -> $41.8 million."""
    return f"${abs(amount) / 1000:,.1f} million"


@cache
def figures(cik: int, year: int, company: Company) -> Year:
    """The statements of `company` for fiscal year `year`, as it first said them."""
    rng = seeded(f"{cik}/{year}")
    revenue = _revenue(company, year)
    weights = [
        (0.5 / (n + 1)) * (1 + 0.03 * (year - company.base_year) * (n % 2))
        for n in range(len(company.segments))
    ]
    parts = [int(revenue * weight / sum(weights)) for weight in weights]
    if "cyber-incident" in company.tags and year >= 2023:
        parts[-1] = int(parts[-1] * 0.72)  # customers left after the attack on the last segment
    parts[0] += revenue - sum(parts)
    researches = bool(company.tags & {"technology", "biotech"})
    margin = company.margin + rng.uniform(-0.02, 0.02) + SHOCKS.get(year, 0) / 3
    if company.margin < -1:
        margin = company.margin - 0.45 * (year - company.base_year)
    operating = int(revenue * margin)
    research = int(revenue * (0.11 if researches else 0))
    if company.margin < -1:
        research = int(-operating * 0.78)
    selling = int(revenue * rng.uniform(0.15, 0.19))
    cost = revenue - operating - research - selling
    debt = int(revenue * (0.55 if "debt" in company.tags else 0.16) * rng.uniform(0.85, 1.15))
    interest = int(debt * (0.071 if year < 2002 else 0.052 if year < 2009 else 0.039))
    pretax = operating - interest
    tax = int(max(pretax, 0) * (0.37 if year < 2018 else 0.23))
    plant = int(revenue * (1.9 if "utility" in company.tags else 0.42) * rng.uniform(0.95, 1.05))
    receivables, payables = int(revenue * rng.uniform(0.12, 0.15)), int(cost * 0.09)
    inventories = 0 if company.tags & {"bank", "health", "biotech"} else int(max(cost, 0) * 0.17)
    goodwill = int(revenue * 0.14) if len(company.names) > 1 and year >= company.names[1][0] else 0
    cash = int(abs(revenue) * rng.uniform(0.07, 0.13)) + (180_000 if company.margin < -1 else 0)
    equity = cash + receivables + inventories + plant + goodwill - payables - debt
    return Year(
        year=year,
        revenue=revenue,
        by_segment=tuple(parts),
        cost=cost,
        selling=selling,
        research=research,
        interest=interest,
        tax=tax,
        cash=cash,
        receivables=receivables,
        inventories=inventories,
        plant=plant,
        goodwill=goodwill,
        payables=payables,
        debt=debt,
        equity=equity,
        capital_spending=int(plant * rng.uniform(0.09, 0.15)),
        depreciation=int(plant * 0.085),
        shares=8_000 + company.cik % 97 * 310 + 90 * (year - company.base_year),
        employees=max(14, int(_revenue(company, year) ** 0.86 / 28)),
    )


def figures_said_in(report: int, year: int, company: Company) -> Year:
    """The statements for fiscal year `year` that the report of fiscal year `report` shows: restated, if `company` did so.

    What was not to be collected leaves receivables and becomes an expense; the taxes on it come back.
    """
    first = figures(company.cik, year, company)
    if year != company.restated or report <= year:
        return first
    lost = int(first.receivables * 0.18)
    untaxed = int(lost * first.tax / first.pretax)
    return replace(
        first,
        selling=first.selling + lost,
        tax=first.tax - untaxed,
        receivables=first.receivables - lost + untaxed,
        equity=first.equity - lost + untaxed,
    )


def _revenue(company: Company, year: int) -> int:
    revenue = float(company.revenue)
    for each in range(company.base_year + 1, year + 1):
        wobble = seeded(f"{company.cik}:{each}").uniform(-0.03, 0.03)
        revenue *= 1 + company.growth + wobble + SHOCKS.get(each, 0.0)
    for _ in range(year, company.base_year):
        revenue /= 1 + company.growth
    return int(revenue)
