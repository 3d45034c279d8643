"""What the tables of a document say of each other's figures, and what a table's own figures say against its unit."""

from __future__ import annotations

from decimal import Decimal

import pytest

from docai.document.scan import scan
from docai.document.submission import Document
from docai.document.tables.model import Table
from docai.document.tables.reader import tables_of

BALANCE = "Total assets;$150,412;$140,377"
PROSE = f"<p>{'The mill wove wool all year. ' * 12}</p>"


def table(text: str, head: str = ";2024;2023", above: str = "") -> str:
    rows = "".join(
        f"<tr>{''.join(f'<td>{cell}</td>' for cell in line.split(';'))}</tr>"
        for line in (head, *text.split("\n"))
    )
    return f"<p>{above}</p><table>{rows}</table>"


def read(*parts: str) -> tuple[Table, ...]:
    body = f"<html>{PROSE.join(parts)}</html>".encode()
    return tables_of(scan(Document("10-K", 1, "k.htm", "", body)))


def amounts(one: Table) -> list[float]:
    return [float(cell.amount) for cell in one.cells if cell.amount is not None]


STATEMENT = table(f"Wool;$12,345;$11,222\n{BALANCE}", above="Balance sheet (in thousands)")
LAST = table("Oak;$1,111;$2,222", above="Schedule (in thousands)")


def test_figures_that_stand_in_a_scaled_table_show_the_scale_of_one_that_says_none() -> None:
    _, one = read(STATEMENT, table("Raw;$9,000;$8,000\nTotal;$12,345;$11,222", above="Wool:"))
    assert (one.scale, one.unit) == (1000, "Balance sheet (in thousands)")
    assert amounts(one)[-2:] == [12_345_000, 11_222_000]


@pytest.mark.parametrize(
    "rows",
    ["Raw;$9,001;$8,001\nDyes;$77;$66", "Raw;$151,000;$9\nTotal;$12,345;$11,222", "A;9,000;8,000\nTotal;12,345;11,222"],
)  # fmt: skip
def test_a_table_says_no_scale_where_no_figure_or_larger_ones_or_no_money_stand_in_it(
    rows: str,
) -> None:
    _, one = read(STATEMENT, table(rows, above="Wool:"))
    assert one.scale == 1


def test_a_silent_table_among_the_notes_is_in_the_unit_of_the_statements() -> None:
    _, one, _ = read(STATEMENT, table("Raw;$901;$801\nDyes;77;66", above="Stocks:"), LAST)
    assert (one.scale, amounts(one)[0]) == (1000, 901_000)


@pytest.mark.parametrize("rows", ["Price;$1.25;$1.50", "Fees;$1,901,000;$801,000", "Index;$100;$120\nWool;100;90"])  # fmt: skip
def test_cents_whole_dollars_and_an_index_among_the_notes_stay_as_they_are(rows: str) -> None:
    _, one, _ = read(STATEMENT, table(rows, above="Stocks:"), LAST)
    assert one.scale == 1


def test_a_silent_table_before_the_statements_stays_as_it_is() -> None:
    one, _, _ = read(table("Raw;$901;$801\nDyes;77;66", above="Stocks:"), STATEMENT, LAST)
    assert one.scale == 1


def test_earnings_divided_by_shares_show_the_scale_of_shares() -> None:
    rows = "Net income;$507;$2,895\nWeighted average shares;7,832,621;7,849,591\nBasic earnings per share;$0.06;$0.37"
    (one,) = read(table(rows, above="(in thousands, except EPS)"))
    assert amounts(one) == [507_000, 2_895_000, 7_832_621, 7_849_591, 0.06, 0.37]
    rows = "Net income;$209,825;$373,705\nWeighted average shares;2,147,446;2,063,793\nBasic earnings per share;$0.10;$0.18"
    (one,) = read(table(rows, above="(in thousands, except share and per share data)"))
    assert amounts(one)[2:4] == [2_147_446_000, 2_063_793_000]


def test_more_shares_than_money_allows_are_in_ones() -> None:
    shares = table("Issued;9,150,000;5,750,000", above="Changes of shares (in thousands):")
    _, one = read(STATEMENT, shares)
    assert amounts(one) == [9_150_000, 5_750_000]


def test_shares_that_could_be_in_thousands_are() -> None:
    shares = table("Issued;150,000;140,000", above="Changes of shares (in thousands):")
    _, one = read(STATEMENT, shares)
    assert amounts(one) == [150_000_000, 140_000_000]


def test_what_a_unit_excepts_by_its_name_is_as_shown() -> None:
    one = read(
        table(
            "Wool;15,126;$9,000",
            head=";Quantity;Cost",
            above="(in thousands, except for quantity)",
        )
    )[0]
    assert amounts(one) == [15_126, 9_000_000]
    one = read(
        table(
            "Sales;$10;$9\nStore count;842;850",
            above="(in millions, except store count and ratios)",
        )
    )[0]
    assert amounts(one)[2:] == [842, 850]


def test_years_of_a_head_are_not_the_years_that_a_unit_excepts() -> None:
    rows = "Wool vested;$1,345;$931\nUseful life (years);5;6"
    head = ";Years ended May 31, 2024;2023"
    one = read(table(rows, head=head, above="(Amounts in millions, except years)"))[0]
    assert amounts(one) == [1_345_000_000, 931_000_000, 5, 6]


def test_what_a_unit_names_with_a_scale_of_its_own_has_it() -> None:
    rows = "At the end;1,345;$650\nExercisable;931;$364"
    above = "(options in thousands, aggregate intrinsic value in millions)"
    one = read(table(rows, head=";Options;Aggregate intrinsic value", above=above))[0]
    assert amounts(one) == [1_345_000, 650_000_000, 931_000, 364_000_000]


def test_amounts_under_a_head_of_percentages_are_none() -> None:
    rows = "At the rate;$772;21.0%\nOf other countries;223;2.6%"
    head = ";% of Earnings 2024;% of Earnings 2024"
    one = read(table(rows, head=head, above="(in millions)"))[0]
    assert amounts(one) == [772_000_000, 0.21, 223_000_000, 0.026]


def test_what_a_contract_on_interest_rates_is_worth_is_no_rate() -> None:
    rows = "Hedging contracts;;\nInterest rate;$135;$164\nWool;72;71"
    one = read(table(rows, above="(in millions)"))[0]
    assert amounts(one)[:2] == [135_000_000, 164_000_000]


def test_the_price_of_a_share_may_be_whole_and_have_no_sign() -> None:
    rows = "Granted;5;6\nWeighted-average grant-date fair value of awards granted;350;340"
    one = read(table(rows, above="(in millions, except per share data)"))[0]
    assert amounts(one)[2:] == [350, 340]


def test_a_footnote_and_the_title_of_a_table_speak_of_no_other_table() -> None:
    said = "<p>Tables are in millions of dollars unless otherwise noted.</p>"
    for line in ("(a)In thousands.", "Wool by kind (In thousands)"):
        one = read(said, table("Raw;$9;$8"), f"<p>{line}</p>", table("Dyes;$7;$6"))[-1]
        assert one.scale == 10**6


def test_what_figures_show_of_later_tables_tells_where_the_notes_end() -> None:
    silent = table("Raw;$901;$801\nDyes;77;66", above="Stocks:")
    shown = table("Raw;$9,000;$8,000\nTotal;$12,345;$11,222", above="Wool:")
    _, one, last = read(STATEMENT, silent, shown)
    assert (one.scale, last.scale) == (1000, 1000)


def test_a_row_of_dollars_and_cents_beside_whole_figures_is_as_shown() -> None:
    rows = (
        "Sales;$14,486;$12,675\nCosts;13,695;11,910\nIncome;791;765\nDividends declared;0.08;0.08"
    )
    (one,) = read(table(rows, above="(in millions)"))
    assert amounts(one)[-2:] == [0.08, 0.08]
    (one,) = read(table("Sales;$14.48;$12.67\nCosts;13.69;11.91", above="(in millions)"))
    assert amounts(one)[0] == 14_480_000


def test_a_row_of_hundredths_below_a_rate_is_a_rate() -> None:
    rows = (
        "Service;$94;$37\nInterest;1,892;422\nOther;5;4\nDiscount;5.18%;3.93%\nPay rises;3.86;2.24"
    )
    (one,) = read(table(rows, above="(in millions)"))
    assert [cell.scale for cell in one.cells[-2:]] == [Decimal("0.01")] * 2
    rows = "Value;$28.92;$41.12\nRisk-free rate;4.7%;2.2%"
    (one,) = read(table(rows, above="(in millions)"))
    assert amounts(one)[0] == 28.92


def test_the_label_of_all_rows_may_speak_of_prices() -> None:
    one = read(
        table(
            "Options;$36.10;$34.03\nUnits;89.60;104.98",
            head="Average grant date fair value;2024;2023",
            above="(in millions)",
        )
    )[0]
    assert amounts(one) == [36.1, 34.03, 89.6, 104.98]


def test_a_column_that_names_its_own_unit_speaks_of_no_other() -> None:
    rows = "Held;17,595;$8,925\nGranted;3,691;\nSold;1,383;\nLapsed;6;\nLost;5;\nLeft;4;"
    (one,) = read(table(rows, head=";Number of options;Value (in thousands)"))
    assert amounts(one)[:2] == [17_595, 8_925_000]


def test_shares_in_brackets_have_the_scale_of_their_column() -> None:
    rows = "Basic EPS;$2,300;827.4;$2.78"
    (one,) = read(
        table(
            rows,
            head=";Income;Shares (millions);Per Share",
            above="(Dollars in Millions Except Share and Per Share Amounts)",
        )
    )
    assert amounts(one)[1] == 827_400_000


def test_a_large_figure_under_a_label_of_prices_is_money() -> None:
    (one,) = read(
        table("Net income per share, basic;$209,825;$1,200\nX;5;6", above="(in thousands)")
    )
    assert (one.cells[0].unit, float(one.cells[0].scale)) == ("$", 1000.0)


def test_what_stands_before_the_statements_says_nothing_of_what_follows_them_in_another_scale() -> (
    None
):
    said = "<p>(Tabular information: Dollars in millions)</p>"
    _, one, _ = read(said + STATEMENT, table("Raw;$901;$801\nDyes;77;66"), LAST)
    assert one.scale == 1000


@pytest.mark.parametrize(
    ("rows", "head", "above", "scales"),
    [
        ("A. Weaver;57;2001\nB. Miller;46;2002", ";Age;Since", "(in millions)", [1, 1]),
        ("Dividend yield;1%;1%\nVolatility;21%;42%\nExpected life;4.5;5.0", ";2024;2023", "", [1, 1]),
        ("Oak looms;n.m. %;3.1%\nAsh looms;13.1;14.0", ";Average yield;Rate", "(in millions)", [0.01, 0.01]),
        ("Net sales;$1,234;$1,345\nNet sales per loom unit sold;$1,496;$1,491", ";2024;2023", "(in millions)", [1, 1]),
        ("Loom unit sales;$1;$2\nShuttle unit sales;3,290;3,012", ";2024;2023", "(net sales in millions and Loom unit sales in thousands)", [1000, 1000]),
        ("Shareholders' equity;;\nCommon stock;$12,345;$10\nRestricted stock units;3,494;4,542", ";2024;2023", "(in millions, except share amounts)", [10**6, 10**6]),
    ],
)  # fmt: skip
def test_a_label_says_what_no_scale_or_another_speaks_of(
    rows: str, head: str, above: str, scales: list[float]
) -> None:
    (one,) = read(table(rows, head=head, above=above))
    found = [float(cell.scale) for cell in one.cells]
    assert (found[:1] + found[2:3] if head == ";Age;Since" else found[-2:]) == scales


def test_a_mark_behind_a_year_makes_no_figure_of_it() -> None:
    (one,) = read(table("Wool;$12;$11;$10", head=";2006;20051;20042"))
    assert one.head == ("2006", "2005 (1)", "2004 (2)")
    (one,) = read(table("Wool;$12;$11", head=";2006;20991"))
    assert one.head == ("", "")


def test_a_silent_table_in_round_thousands_is_in_dollars() -> None:
    _, one, _ = read(STATEMENT, table("Raw;$901,000;$80,000\nDyes;77,000;66,000", above="Stocks:"), LAST)  # fmt: skip
    assert amounts(one) == [901_000, 80_000, 77_000, 66_000]
