"""The table ``financials``: a row for each filing that says a key figure, with the concept chosen for each, and checks.

One row, wide: a question takes several figures of a filing at once (a margin, a ratio), and needs no join or pivot for it.
"""

from __future__ import annotations

from collections.abc import Iterator

from docai.filing import layout
from docai.xbrl.tables.financials import Financials, financials
from docai.xbrl.tables.key_figures import KEY_FIGURES, When
from spark_delta.tables.checks import OneOf, rule
from spark_delta.tables.columns import (
    ACCESSION,
    CIK,
    CIKS,
    COMPANY,
    FILED,
    FISCAL_YEAR,
    FORM,
    KEY_RULES,
    PARSER_VERSION,
)
from spark_delta.tables.submission import ReadSubmission, cut, day_of
from spark_delta.tables.table import Column, Table, Values

CHECKS = {
    "assets_are_liabilities_and_equity": "Whether assets are liabilities_and_equity",
    "assets_are_liabilities_plus_equity": "Whether assets are liabilities plus equity and what stands between",
    "revenue_is_cost_plus_gross_profit": "Whether revenue is cost_of_revenue plus gross_profit",
    "cash_flows_sum_to_change": "Whether the three cash flows, exchange rates and, where they stand apart, discontinued operations make the change of cash",
    "current_assets_within_assets": "Whether current_assets are no more than assets",
    "shares_basic_within_diluted": "Whether shares_basic are no more than shares_diluted",
}
"""The checks of docai.xbrl.tables.financials, and what each says."""

_WHEN: dict[When, str] = {
    "period": "over the filing's own period",
    "end": "at its end",
    "cover": "by the cover",
}
_MONEY = ("assets", "revenue", "net_income", "liabilities_and_equity", "equity")
_LONGEST = 500


def _rows(read: ReadSubmission) -> Iterator[Values]:
    found = financials(read.facts, read.header.filer.sic or None)
    if found is None:
        return
    row: dict[str, object] = {
        "kind": found.kind,
        "period_end": day_of(found.period_end),
        "currency": _currency(found),
    }
    for figure in found.figures:
        row[figure.name] = None if figure.value is None else f"{figure.value:f}"
    for figure in found.figures:
        concept = figure.concept
        row[f"{figure.name}_concept"] = None if concept is None else cut(concept, _LONGEST)
    row.update((check.name, check.holds) for check in found.checks)
    yield row


def _currency(found: Financials) -> str | None:
    units = (found.figure(name).unit for name in _MONEY)
    unit = next((unit for unit in units if unit is not None), None)
    return None if unit is None else cut(unit, _LONGEST)


FINANCIALS = Table(
    name="financials",
    path=layout.FINANCIALS,
    comment="Key figures of filings: one row per accession that says any. Read it joined to filings.",
    columns=(
        ACCESSION,
        CIK,
        CIKS,
        COMPANY,
        FORM,
        FILED,
        FISCAL_YEAR,
        Column(
            "kind",
            "string",
            "Kind of company, which the choice of concepts depends on: bank, insurer, reit, commerce",
        ),
        Column("period_end", "date", "Last day of the period of the figures", required=False),
        Column(
            "currency",
            "string",
            "Unit of the money figures as the first of assets, revenue and net_income has it: USD, ...",
            required=False,
        ),
        *(
            Column(
                figure.name,
                "decimal(38,10)",
                f"{figure.name.replace('_', ' ').capitalize()} {_WHEN[figure.when]}, in whole units",
                required=False,
            )
            for figure in KEY_FIGURES
        ),
        *(
            Column(
                f"{figure.name}_concept",
                "string",
                f"The concept that {figure.name} is taken from",
                required=False,
            )
            for figure in KEY_FIGURES
        ),
        *(
            Column(
                name, "boolean", f"{what}, within rounding; NULL if one is not said", required=False
            )
            for name, what in CHECKS.items()
        ),
        PARSER_VERSION,
    ),
    key=("accession",),
    rules=(*KEY_RULES, rule("kind_known", OneOf("kind", ("bank", "insurer", "reit", "commerce")))),
    rows=_rows,
    optional=True,
    gathered=True,
    in_every_filing=False,
)
