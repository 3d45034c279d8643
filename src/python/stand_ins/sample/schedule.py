"""The financial data schedule of a filing (EX-27, Regulation S-K, Item 601(c), as it then stood): article 5."""

from __future__ import annotations

from stand_ins.sample.model import Filing
from stand_ins.sample.words.figures import figures, money

_BASIC_SINCE = 1998
"""FAS 128 made primary earnings per share basic ones; schedules followed."""


def schedule(filing: Filing) -> str:
    """Return the schedule's text, in thousands as the statements are."""
    spec = filing.spec
    now = figures(filing.company.cik, spec.fiscal_year, filing.company)
    share = now.per_share
    amounts = {
        "CASH": now.cash, "SECURITIES": 0, "RECEIVABLES": now.receivables, "ALLOWANCES": 0, "INVENTORY": now.inventories,
        "CURRENT-ASSETS": now.cash + now.receivables + now.inventories, "PP&E": now.plant, "DEPRECIATION": 0,
        "TOTAL-ASSETS": now.assets, "CURRENT-LIABILITIES": now.payables, "BONDS": now.debt, "PREFERRED-MANDATORY": 0,
        "PREFERRED": 0, "COMMON": 0, "OTHER-SE": now.equity, "TOTAL-LIABILITY-AND-EQUITY": now.assets,
        "SALES": now.revenue, "TOTAL-REVENUES": now.revenue, "CGS": now.cost, "TOTAL-COSTS": now.cost + now.selling + now.research,
        "OTHER-EXPENSES": 0, "LOSS-PROVISION": 0, "INTEREST-EXPENSE": now.interest, "INCOME-PRETAX": now.pretax,
        "INCOME-TAX": now.tax, "INCOME-CONTINUING": now.net, "DISCONTINUED": 0, "EXTRAORDINARY": 0, "CHANGES": 0, "NET-INCOME": now.net,
    }  # fmt: skip
    basic = "EPS-BASIC" if spec.filed.year >= _BASIC_SINCE else "EPS-PRIMARY"
    values = {tag: money(amount) for tag, amount in amounts.items()} | dict.fromkeys(
        (basic, "EPS-DILUTED"), share
    )
    day = f"{spec.period:%b-%d-%Y}".upper()
    head = (
        "<ARTICLE> 5\n<LEGEND>\nThis schedule contains summary financial information extracted from the statements of "
        f"fiscal {spec.fiscal_year}.\n</LEGEND>\n<MULTIPLIER> 1,000\n\n<S>                             <C>\n"
        f"<PERIOD-TYPE>                   YEAR\n<FISCAL-YEAR-END>               {day}\n<PERIOD-END>                    {day}\n"
    )
    return head + "".join(f"{f'<{tag}>':<32}{value:>14}\n" for tag, value in values.items())
