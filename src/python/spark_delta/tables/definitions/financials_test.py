from spark_delta.tables.definitions.facts_test import (
    FACT,
    document,
    instance,
    read,
)
from spark_delta.tables.definitions.financials import CHECKS
from spark_delta.tables.schema import FINANCIALS
from spark_delta.tables.submission import day_of

COVER = '<dei:DocumentType contextRef="y">10-K</dei:DocumentType>'
SCHEDULE = b"""<ARTICLE> 5
<MULTIPLIER> 1,000
<CURRENCY> U.S. DOLLARS
<PERIOD-TYPE> YEAR
<FISCAL-YEAR-END> DEC-31-1996
<PERIOD-START> JAN-01-1996
<PERIOD-END> DEC-31-1996
<CASH> 12
<TOTAL-ASSETS> 900
<TOTAL-REVENUES> 1,500
<NET-INCOME> (25)
<EPS-PRIMARY> (.31)
"""


def figures(*documents: bytes) -> list[dict[str, object]]:
    rows = read(*documents).rows[FINANCIALS.name]
    return [dict(zip(FINANCIALS.own, row, strict=True)) for row in rows]


def test_a_filing_with_figures_is_one_row_with_the_concept_of_each() -> None:
    facts = (
        FACT.format("SalesRevenueNet", "0", "5000000", "SalesRevenueNet"),
        FACT.format("CostOfRevenue", "0", "3000000", "CostOfRevenue"),
        FACT.format("GrossProfit", "0", "1000000", "GrossProfit"),
    )
    (row,) = figures(document("EX-101.INS", "x.xml", instance(COVER, *facts)))
    assert (row["revenue"], row["revenue_concept"]) == ("5000000", "us-gaap:SalesRevenueNet")
    assert (row["assets"], row["assets_concept"]) == (None, None)
    assert (row["period_end"], row["currency"]) == (day_of("2024-12-31"), "USD")
    assert row["revenue_is_cost_plus_gross_profit"] is False
    assert row["assets_are_liabilities_and_equity"] is None
    assert set(CHECKS) <= set(row)


def test_a_schedule_of_the_nineties_gives_whole_dollars() -> None:
    (row,) = figures(document("EX-27", "fds.txt", SCHEDULE))
    assert (row["revenue"], row["net_income"]) == ("1500000", "-25000")
    assert (row["eps_basic"], row["revenue_concept"]) == ("-0.31", "ex-27:TOTAL-REVENUES")


def test_a_filing_without_figures_has_no_row() -> None:
    assert figures() == []
