"""Every number and name that the prose may ask for, for one filing."""

from __future__ import annotations

from stand_ins.sample.model import Company, FilingSpec
from stand_ins.sample.words.details import details
from stand_ins.sample.words.expand import seeded, series
from stand_ins.sample.words.figures import Year, figures, figures_said_in, millions, money

DIRECTORS = (
    "Adela M. Thornbury",
    "Ruben K. Ossian",
    "Margit Fjellstad",
    "Horace P. Lindell",
    "Yvonne Achterberg",
    "Desmond T. Quarles",
    "Inez Montclair",
    "Walter B. Sipe",
)
COUNTS = ("no segments", "one segment", "two segments", "three segments")
EXCHANGES = {
    "Nasdaq": "Nasdaq National Market",
    "NYSE": "New York Stock Exchange",
    "OTC": "OTC Bulletin Board",
    "": "no exchange",
}
STATES = {
    "VT": "Vermont",
    "ME": "Maine",
    "OR": "Oregon",
    "TN": "Tennessee",
    "WI": "Wisconsin",
    "SC": "South Carolina",
    "NV": "Nevada",
    "OH": "Ohio",
    "KS": "Kansas",
    "MA": "Massachusetts",
    "NC": "North Carolina",
    "CA": "California",
}


def plain_name(conformed: str) -> str:
    """HOLLOW CREEK INSTRUMENTS INC -> Hollow Creek Instruments, Inc."""
    words = [word if word == "&" else word.capitalize() for word in conformed.split()]
    endings = {"Inc": ", Inc.", "Corp": " Corporation", "Co": " Company"}
    return " ".join(words[:-1]) + endings.get(words[-1], " " + words[-1])


def facts_of(company: Company, spec: FilingSpec) -> dict[str, str]:
    """The facts of one filing, by the names that templates use."""
    year = spec.fiscal_year
    now, before = (figures_said_in(year, each, company) for each in (year, year - 1))
    first = figures(company.cik, year - 1, company)
    return {
        **_names(company, spec),
        **_statement_facts(company, now, before),
        "receivables_first": millions(first.receivables),
        "net_first": millions(first.net),
        **details(company, now, seeded(f"{company.cik}+{year}")),
    }


def _names(company: Company, spec: FilingSpec) -> dict[str, str]:
    year = spec.fiscal_year
    products = company.products
    name = plain_name(company.name_in(spec.filed.year))
    offset = company.cik % len(DIRECTORS)
    people = (DIRECTORS * 2)[offset : offset + 7]
    environment_site = company.sites[min(1, len(company.sites) - 1)]
    return {
        "name_plain": name,
        "founded": str(company.founded),
        "business": company.business,
        "city_plain": company.city.title(),
        "state": STATES[company.state],
        "segment_count": COUNTS[len(company.segments)],
        "segments": series(company.segments),
        "first_segment": company.segments[0],
        "products": series(products),
        **{f"product_{n}": product for n, product in enumerate(products, 1)},
        **{
            f"product_{n}_cap": product[0].upper() + product[1:]
            for n, product in enumerate(products, 1)
        },
        "customers": company.customers,
        "materials": company.materials,
        "rivals": series(company.rivals),
        "rival_1": company.rivals[0],
        "region_sentence": company.region[0].upper() + company.region[1:],
        "environment_site": f"the former works near {environment_site}",
        "environment_site_cap": f"The former works near {environment_site}",
        "exchange_name": EXCHANGES[company.exchange],
        "ticker": company.tickers[0] if company.tickers else "",
        "year": str(year),
        "prior": str(year - 1),
        "prior_2": str(year - 2),
        "strike_year": str(year - 9),
        **{f"year_plus_{n}": str(year + n) for n in (1, 2, 17)},
        **{f"director_{n}": person for n, person in enumerate(people[:4], 1)},
        **{f"officer_{n}": person for n, person in enumerate((people[0], *people[4:]), 1)},
        "auditor_suffix": "LLP" if year >= 1996 else "& Co.",
        "auditor": "Fennimore, Ashdown & Lyle " + ("LLP" if year >= 1996 else "& Co."),
        "item_8_name": "Item 7" if "KSB" in spec.form else "Item 8",
        "certifications": (
            "31 Certifications under Section 302. 32 Certifications under Section 906."
            if spec.filed.year >= 2003
            else "27 Financial data schedule."
        ),
        "story": _story(company, year),
    }


def _story(company: Company, year: int) -> str:
    if company.renamed and year - 1 <= company.names[1][0] <= year:
        return company.renamed
    if "cyber-incident" in company.tags and year == 2022:
        return (
            "After the end of the year, on February 11, 2023, a ransomware attack stopped the Physician Billing "
            "segment for nineteen days."
        )
    if "cyber-incident" in company.tags and year > 2022:
        return (
            "The ransomware attack of February 11, 2023 stopped the Physician Billing segment for nineteen "
            "days and lowered its revenue in the quarters that followed."
        )
    if year in (2008, 2009):
        return "The crisis in credit markets was felt in orders from the autumn of 2008."
    if year in (2020, 2021):
        return (
            "The pandemic shaped the year, in demand as much as in the way in which people worked."
        )
    return "The sections below explain what drove these results."


def _direction(change: int) -> tuple[str, str]:
    return ("increased", "increase") if change >= 0 else ("decreased", "decrease")


def _percent(part: float, whole: float) -> str:
    return f"{abs(100 * part / whole):.1f}"


def _statement_facts(company: Company, now: Year, before: Year) -> dict[str, str]:
    verb, noun = _direction(now.revenue - before.revenue)
    segments = " ".join(
        f"Revenue of {name} {_direction(this - last)[0]} by {_percent(this - last, last)}% to {millions(this)}."
        for name, this, last in zip(
            company.segments, now.by_segment, before.by_segment, strict=True
        )
    )
    amounts = (
        "revenue research selling interest tax cash debt capital_spending depreciation receivables"
    )
    return {
        **{name: millions(getattr(now, name)) for name in amounts.split()},
        **{f"{name}_prior": millions(getattr(before, name)) for name in amounts.split()},
        "rev_verb": verb,
        "rev_noun": noun,
        "rev_amount": millions(now.revenue - before.revenue),
        "rev_change": _percent(now.revenue - before.revenue, before.revenue),
        "segment_changes": segments,
        "segment_table_words": segments,
        "first_segment_income": millions(int(now.operating * 0.6)),
        "first_share": _percent(now.by_segment[0], now.revenue),
        "first_share_prior": _percent(before.by_segment[0], before.revenue),
        "gross_share": _percent(now.gross, now.revenue),
        "gross_share_prior": _percent(before.gross, before.revenue),
        "selling_share": _percent(now.selling, now.revenue),
        "selling_share_prior": _percent(before.selling, before.revenue),
        "research_share": _percent(now.research, now.revenue),
        "tax_rate": _percent(now.tax, now.pretax),
        "tax_rate_prior": _percent(before.tax, before.pretax),
        "net": millions(now.net),
        "net_prior": millions(before.net),
        "net_phrase": f"net {'income' if now.net >= 0 else 'loss'} was {millions(now.net)}",
        "net_sentence": f"Net {'income' if now.net >= 0 else 'loss'} was {millions(now.net)}, compared with net "
        f"{'income' if before.net >= 0 else 'loss'} of {millions(before.net)} in fiscal {before.year}.",
        "per_share": now.per_share,
        "per_share_prior": before.per_share,
        "operations_phrase": _operations(now),
        "operations_phrase_prior": _operations(before),
        "capital_next": millions(int(now.capital_spending * 1.1)),
        "employees": money(now.employees),
        "obligations": millions(int(now.debt * 1.6 + now.revenue * 0.1)),
        "obligations_soon": millions(int(now.debt * 0.2 + now.revenue * 0.06)),
        "mood": "growth" if now.revenue > before.revenue * 1.05 else "consolidation",
    }


def _operations(year: Year) -> str:
    return f"{'provided' if year.from_operations >= 0 else 'used'} {millions(year.from_operations)}"
