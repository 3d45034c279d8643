"""What a fictional filing is made of, before it takes the shape of any era.

The prose rooms yield `Section`s of `Block`s; the style rooms turn them into text or HTML.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Style = Literal["text", "font", "tool", "ixbrl"]
Shape = Literal["plain", "f-pages", "exhibit-13", "cross-reference", "part-iii"]
Source = Literal["primary", "exhibit-13", "elsewhere"]


@dataclass(frozen=True)
class Paragraph:
    text: str


@dataclass(frozen=True)
class Heading:
    text: str
    level: int = 2


@dataclass(frozen=True)
class Table:
    """Rows of cells, the first cell a label; `columns` heads the others."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""


Block = Paragraph | Heading | Table


@dataclass(frozen=True)
class Section:
    """One Item as filed; `elsewhere` holds the words it only points to, if it does."""

    item: str
    part: str
    title: str
    blocks: tuple[Block, ...]
    elsewhere: tuple[Block, ...] = ()
    source: Source = "primary"
    combined_with: str = ""


@dataclass(frozen=True)
class FilingSpec:
    """One filing to make: its form, its dates, and the shape its era gave it."""

    fiscal_year: int
    form: str
    period: date
    filed: date
    style: Style
    shape: Shape = "plain"


@dataclass(frozen=True)
class Company:
    """A fictional filer. Money is in thousands of dollars; names run from the year given."""

    cik: int
    names: tuple[tuple[int, str], ...]
    tickers: tuple[str, ...]
    exchange: str
    sic: str
    sic_name: str
    state: str
    ein: str
    fiscal_year_end: str
    city: str
    street: str
    zip_code: str
    phone: str
    founded: int
    business: str
    segments: tuple[str, ...]
    products: tuple[str, ...]
    customers: str
    materials: str
    rivals: tuple[str, ...]
    sites: tuple[str, ...]
    region: str
    tags: frozenset[str]
    revenue: int
    base_year: int
    growth: float
    margin: float
    specs: tuple[FilingSpec, ...]
    co_registrant: Company | None = None
    renamed: str = ""
    restated: int | None = None
    """The fiscal year that later filings state anew, None where the filer stands by all it said."""

    def name_in(self, year: int) -> str:
        """The name under which it filed in calendar year `year`."""
        return [name for since, name in self.names if since <= year or since == 0][-1]

    def former_in(self, year: int) -> tuple[tuple[int, str], ...]:
        """(year of the change, name before it), oldest first, as of calendar year `year`."""
        changes = zip(self.names, self.names[1:], strict=False)
        return tuple((after[0], before[1]) for before, after in changes if after[0] <= year)


@dataclass(frozen=True)
class Filing:
    """A filing composed, not yet rendered."""

    company: Company
    spec: FilingSpec
    accession: str
    sections: tuple[Section, ...]
    facts: dict[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return self.company.name_in(self.spec.filed.year)
