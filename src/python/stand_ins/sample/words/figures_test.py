from __future__ import annotations

import pytest

from stand_ins.sample.filers.companies import COMPANIES
from stand_ins.sample.filers.households import LARKMOOR
from stand_ins.sample.filers.technology import KESTREL_RIDGE
from stand_ins.sample.model import Company
from stand_ins.sample.words.figures import figures, figures_said_in, millions, money


@pytest.mark.parametrize("company", COMPANIES, ids=lambda each: each.names[0][1])
def test_statements_add_up(company: Company) -> None:
    for spec in company.specs:
        year = figures(company.cik, spec.fiscal_year, company)
        assert sum(year.by_segment) == year.revenue
        assert year.assets == year.payables + year.debt + year.equity
        assert (
            year.net
            == year.revenue - year.cost - year.selling - year.research - year.interest - year.tax
        )


def test_the_business_that_was_attacked_lost_revenue() -> None:
    before, after = (figures(LARKMOOR.cik, year, LARKMOOR) for year in (2022, 2023))
    assert after.by_segment[-1] < before.by_segment[-1] * 0.85
    assert after.revenue > before.revenue


def test_later_reports_restate_a_year_and_no_other() -> None:
    first = figures(LARKMOOR.cik, 2022, LARKMOOR)
    assert figures_said_in(2022, 2022, LARKMOOR) == first
    later = figures_said_in(2023, 2022, LARKMOOR)
    assert later == figures_said_in(2024, 2022, LARKMOOR)
    assert later.net < first.net * 0.9
    assert first.net - later.net == first.assets - later.assets == first.equity - later.equity
    assert later.assets == later.payables + later.debt + later.equity
    assert later.revenue == first.revenue
    for year in (2021, 2023):
        assert figures_said_in(2024, year, LARKMOOR) == figures(LARKMOOR.cik, year, LARKMOOR)


def test_a_company_without_a_product_loses_more_each_year() -> None:
    losses = [figures(KESTREL_RIDGE.cik, year, KESTREL_RIDGE).net for year in range(2020, 2025)]
    assert losses == sorted(losses, reverse=True)
    assert losses[0] < 0


def test_money_is_printed_as_statements_and_as_prose_print_it() -> None:
    assert [money(1234567), money(-1234), millions(41_800), millions(-2_140)] == [
        "1,234,567",
        "(1,234)",
        "$41.8 million",
        "$2.1 million",
    ]
