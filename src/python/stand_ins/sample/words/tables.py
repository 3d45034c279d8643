"""The tables of a filing: statements, selected data, share prices, properties."""

from __future__ import annotations

from stand_ins.sample.model import Company, Table
from stand_ins.sample.words.expand import seeded
from stand_ins.sample.words.figures import Year, figures_said_in, money


def _years(company: Company, year: int, count: int) -> list[Year]:
    return [figures_said_in(year, each, company) for each in range(year, year - count, -1)]


def _rows(years: list[Year], lines: tuple[tuple[str, str], ...]) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (label, *(money(getattr(each, name)) for each in years)) if name else (label,)
        for label, name in lines
    )


def income_statement(company: Company, year: int) -> Table:
    """Three years of income."""
    years = _years(company, year, 3)
    lines = (
        ("Revenue", "revenue"),
        ("Cost of revenue", "cost"),
        ("Gross profit", "gross"),
        ("Selling, general and administrative", "selling"),
        ("Research and development", "research"),
        ("Operating income (loss)", "operating"),
        ("Interest expense", "interest"),
        ("Income (loss) before income taxes", "pretax"),
        ("Income taxes", "tax"),
        ("Net income (loss)", "net"),
    )
    rows = (
        *_rows(years, lines),
        ("Net income (loss) per share", *(each.per_share for each in years)),
    )
    return Table(
        tuple(str(each.year) for each in years),
        rows,
        "Consolidated Statements of Income (in thousands, except per share amounts)",
    )


def balance_sheet(company: Company, year: int) -> Table:
    """Two years of assets, liabilities and equity."""
    years = _years(company, year, 2)
    lines = (
        ("Assets:", ""),
        ("Cash and cash equivalents", "cash"),
        ("Receivables, net", "receivables"),
        ("Inventories", "inventories"),
        ("Property, plant and equipment, net", "plant"),
        ("Goodwill", "goodwill"),
        ("Total assets", "assets"),
        ("Liabilities and stockholders' equity:", ""),
        ("Accounts payable and accrued expenses", "payables"),
        ("Debt", "debt"),
        ("Stockholders' equity", "equity"),
        ("Total liabilities and stockholders' equity", "assets"),
    )
    return Table(
        tuple(str(each.year) for each in years),
        _rows(years, lines),
        "Consolidated Balance Sheets (in thousands)",
    )


def cash_flows(company: Company, year: int) -> Table:
    """Three years of cash flows, in short form."""
    years = _years(company, year, 3)
    lines = (
        ("Net income (loss)", "net"),
        ("Depreciation and amortization", "depreciation"),
        ("Cash provided by (used in) operating activities", "from_operations"),
        ("Capital expenditures", "capital_spending"),
        ("Cash at end of year", "cash"),
    )
    return Table(
        tuple(str(each.year) for each in years),
        _rows(years, lines),
        "Consolidated Statements of Cash Flows (in thousands)",
    )


def selected_data(company: Company, year: int) -> Table:
    """Item 6: five years of the figures that holders ask for."""
    years = _years(company, year, 5)
    lines = (
        ("Revenue", "revenue"),
        ("Operating income (loss)", "operating"),
        ("Net income (loss)", "net"),
        ("Total assets", "assets"),
        ("Debt", "debt"),
        ("Stockholders' equity", "equity"),
    )
    rows = (
        *_rows(years, lines),
        ("Net income (loss) per share", *(each.per_share for each in years)),
    )
    return Table(
        tuple(str(each.year) for each in years),
        rows,
        "Selected Financial Data (in thousands, except per share amounts)",
    )


def segment_table(company: Company, year: int) -> Table:
    """Revenue by segment, three years."""
    years = _years(company, year, 3)
    rows = tuple(
        (name, *(money(each.by_segment[n]) for each in years))
        for n, name in enumerate(company.segments)
    )
    total = ("Total", *(money(each.revenue) for each in years))
    return Table(
        tuple(str(each.year) for each in years), (*rows, total), "Revenue by Segment (in thousands)"
    )


def share_prices(company: Company, year: int) -> Table:
    """High and low sales prices by quarter, two years; fractions until decimals came in 2001."""
    rng = seeded(f"{company.cik}$")
    base = 9 + company.cik % 23
    rows = []
    for each in (year, year - 1):
        for quarter in ("First", "Second", "Third", "Fourth"):
            high = base * (1 + rng.uniform(0.02, 0.4))
            low = high * rng.uniform(0.72, 0.95)
            rows.append((f"{quarter} quarter {each}", _price(high, each), _price(low, each)))
    return Table(("High", "Low"), tuple(rows), "Prices of Common Stock")


def _price(value: float, year: int) -> str:
    if year > 2000:
        return f"{value:.2f}"
    eighths = round((value % 1) * 8) % 8
    names = ("", " 1/8", " 1/4", " 3/8", " 1/2", " 5/8", " 3/4", " 7/8")
    return f"{int(value)}{names[eighths]}"


def officers(company: Company, year: int, people: tuple[str, ...]) -> Table:
    """Who runs the filer: age, office, and since when."""
    rng = seeded(f"{company.cik}@")
    offices = (
        "Chair and Chief Executive Officer",
        "Chief Financial Officer",
        "Vice President, Operations",
        "General Counsel and Secretary",
    )
    rows = tuple(
        (person, str(38 + (rng.randrange(20) + year) % 26), office, str(year - rng.randint(1, 9)))
        for person, office in zip(people, offices, strict=True)
    )
    return Table(("Age", "Office", "Since"), rows, "Executive Officers")


def properties(company: Company, year: int) -> Table:
    """Where the filer works, for what, and how large it is."""
    rng = seeded(f"{company.cik}#{year // 4}")
    uses = ("Head office and production", "Production", "Production and storage")
    rows = tuple(
        (
            site,
            uses[min(n, 2)],
            money(rng.randrange(22, 480) * 1000),
            "Owned" if n != 1 else "Leased",
        )
        for n, site in enumerate(company.sites)
    )
    return Table(("Use", "Square feet", "Title"), rows, "Location")
