"""Figures that no scale of a table speaks of, and amounts that look as such: each rule by an example."""

from __future__ import annotations

import pytest

from docai.document.tables.scales.whole_test import amounts, read, table
from stand_ins.patterns import Examples

_THINGS = "facilities|stores|hotels|communities|buildings|sites|assets|issues|securities|counterparties|counter-parties|counter parties|agreements|instruments|swaps|contracts|loans|leases|borrowers|properties|investments|positions"
_VERBS = "granted|vested|outstanding|exercisable"
SEARCHED_FOR_EACH: Examples = {
    "each._NUMBER": (
        (*(f"Number of {one}" for one in _THINGS.split("|")), "No. of facilities", "Number of interest rate swaps held", "Number of stores (1)", "Property count", "Store count (a)", "unit count"),
        ("Number of shares", "Number of stores opened", "Account", "property counts", "A number", "number of a b c d e stores"),
    ),
    "each._INPUTS": (("Unobservable input", "Significant Unobservable Inputs", "Observable inputs", "Input/Range", "Valuation technique", "valuation techniques", "Valuation method", "valuation methods"), ("inputs", "Valuation", "techniques")),
    "each._OF_INPUTS": (("Range", "Range (a)", "Range of oak", "Weighted average", "weighted-average (1)", "Average", "Median"), ("Ranges", "Average of oak", "averages", "oak")),
    "each._A_DAY": (
        ("Oil (Bbls/d)", "MBbl/day", "mmbtu/d", "Mcf/d", "MMcf/d", "Bcf/d", "MW/d", "GWh/d", "MWh/day", "Capacity (MW)", "(net GW)", "Oak MW", "megawatts", *(f"Oak ({one})" for one in ("Bbls", "MBbl", "MMBbls", "Boe", "MBoe", "MMboe", "Mcf", "MMcfe", "Bcf", "Tcfe", "MMBtu", "kWh", "MWh", "GWh", "TWh")), "Oil (MBbls) (1)"),
        ("MW of oak", "Bbls", "Oil Mcf", "per day", "(oak)", "a megawatt"),
    ),
    "exceptions._REGULATORY": (("Regulatory assets", "Current regulatory liabilities"), ("regulatory asset", "Assets", "regulatory oak")),
    "exceptions._WORTH": (("Fair value of awards", "cost", "Costs", "expense", "expenses", "price", "prices", "Compensation"), ("valued", "pricey", "awards")),
    "said._EACH_AT_END": (("fair value per share", "price per common share", "preference per unit (a)", "price per limited partner unit"), ("fair value", "per share", "price per share of oak", "price per loom")),
    "within._YEAR": (("May 31, 1996", "2024"), ("1896", "12024", "20245")),
}  # fmt: skip
BEGUN_FOR_EACH: Examples = {
    "exceptions._NUMERATOR": (("Numerator", "numerators:"), ("Denominator", "A numerator")),
    "group_lines._BAND": (
        ("71% to 80%", "1.5 to 2.0", "90-100%", "0 – 5", "1 — 2", "Less than 1.0", "Greater than 95%", "more than 3x", "Under 60%", "over 2", "above 80 %", "below 5", "Up to 60%", "90% or more", "1.0 and above", "12"),
        ("Oak", "Less than one", "1.5 looms", "71% to oak", "2024 notes due"),
    ),
    "standing._INTRODUCES": (("The following tables present", "the following table shows", "The tables below show", " The tables above show", "the table below"[:-5] + "below shows"), ("The tables present", "All tables", "The following tables are in", "The table below is in", "The following tables, unless otherwise noted")),
}  # fmt: skip
MILLIONS = "(in millions, except per share data)"


@pytest.mark.parametrize(
    ("rows", "head", "expected"),
    [
        ("Oak;$28;159;$31;160", ";Value;Number of issues;Value;Number of issues", [28e6, 159, 31e6, 160]),
        ("Oak;$28;2,105", ";Value;Number of loans (a)", [28e6, 2105]),
        ("Gas;$28;Model;$(1.45);$2.42;$1", ";Value;Valuation technique;Low range;High range;Weighted average", [28e6, -1.45, 2.42, 1]),
        ("Oil;$28;3,000", ";Value;Volume (Bbls/d)", [28e6, 3000]),
        ("Oil;$28;$67.80", ";Value;Floor price ($/Bbl)", [28e6, 67.8]),
        # money in a column called by par value, and each one's preference however large
        ("Balance;$30;$500\nBalance at end;$31;$510", ";Par value;Paid-in capital", [30e6, 500e6, 31e6, 510e6]),
        ("Oak;$5;10,000", ";Par value;Shares issued", [5, 10e9]),
        ("Series A;$100,000;$750", ";Liquidation preference per share;Carrying value", [100_000, 750e6]),
    ],
)  # fmt: skip
def test_what_a_column_counts_or_is_valued_by_has_no_scale(
    rows: str, head: str, expected: list[float]
) -> None:
    (one,) = read(table(rows, head=head, above=MILLIONS))
    assert amounts(one) == expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        # whole figures of a group per share are what its earnings are made of
        ("Earnings per share;;\nNet income;$322;$201\nShares;206;205\nEarnings per share;$1.56;$0.98", [322e6, 201e6, 206e6, 205e6, 1.56, 0.98]),
        # the money of each range of ratios, and of what a regulator's rates bring
        ("Loan to value ratios;;\n71% to 80%;2.5;64.4\nLess than 1.0;3.5;4.5", [2.5e6, 64.4e6, 3.5e6, 4.5e6]),
        ("Regulatory assets;;\nTransmission formula rate;13;63\nStorms;15;65", [13e6, 63e6, 15e6, 65e6]),
        ("Rate reduction bonds;43;44\nNotes;302;303", [43e6, 44e6, 302e6, 303e6]),
        ("Notes;302;303\nStatutory tax rate;21.0%;20.0%", [302e6, 303e6, 0.21, 0.2]),
        # a rate names the basis of a balance, and instruments on rates are money
        ("Balance at original discount rate;225;226\nNotes;302;303", [225e6, 226e6, 302e6, 303e6]),
        ("Interest expense;;\nEconomic hedges: interest rate;5;6\nNotes;302;303", [5e6, 6e6, 302e6, 303e6]),
        ("Debt;7;8\nEquity (shares in thousands);;\nPaid-in capital;4.8;4.9\nDeficit;(3.5);(4.5)", [7e6, 8e6, 4.8e6, 4.9e6, -3.5e6, -4.5e6]),
        ("Class A, authorized 900 million shares;38;39\nNotes;302;303", [38e6, 39e6, 302e6, 303e6]),
    ],
)  # fmt: skip
def test_amounts_under_labels_of_rates_and_of_each_share_have_the_scale(
    rows: str, expected: list[float]
) -> None:
    (one,) = read(table(rows, above=MILLIONS))
    assert amounts(one) == expected


def test_earnings_per_share_stand_in_the_groups_of_groups() -> None:
    def row(points: int, *cells: str) -> str:
        return f"<tr><td style='padding-left:{points}pt'>{'</td><td>'.join(cells)}</td></tr>"

    (one,) = read(
        f"<p>{MILLIONS}</p><table>{row(0, '', '2024')}{row(0, 'Sales', '$800')}{row(0, 'Earnings per share')}"
        f"{row(9, 'Basic')}{row(18, 'Continuing operations', '$1.23')}{row(18, 'Sold operations', '0.5')}</table>"
    )
    assert one.labels[1].group == ("Earnings per share", "Basic")
    assert amounts(one) == [800e6, 1.23, 0.5e6]


def test_amounts_beside_their_percentages_are_no_percentages() -> None:
    (one,) = read(
        table(
            "Statutory tax rate;$519;21%;$484;21%\nOther;12;1%;13;1%",
            head=";2024;2024;2023;2023",
            above="(in millions)",
        )
    )
    assert amounts(one)[:4] == [519e6, 0.21, 484e6, 0.21]


def test_a_caption_that_speaks_of_each_share_holds_for_figures_in_cents() -> None:
    one, other = read(
        table("May;$0.25;$0.24", above="Dividends paid per share were as follows (in millions):"),
        table("May;$25;$24", above="Dividends paid per share were as follows (in millions):"),
    )
    assert amounts(one) == [0.25, 0.24]
    assert amounts(other) == [25e6, 24e6]


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        ("(thousands of dollars, except stock information)", [60_352_000, 6_035_205]),
        ("(in thousands, except unit data)", [60_352_000, 6_035_205]),
        ("(in thousands of dollars, share counts in millions)", [60_352_000, 6_035_205e6]),
    ],
)
def test_shares_and_units_are_excepted_by_any_name(unit: str, expected: list[float]) -> None:
    (one,) = read(table("Balance;$60,352;6,035,205", head=";Stock amount;Units", above=unit))
    assert amounts(one) == expected


def test_only_what_stands_behind_the_scale_is_excepted_from_it() -> None:
    (one,) = read(
        table(
            "Balance;$542;$585",
            above="Benefits, excluding interest and penalties, for 2024, and 2023 (in millions):",
        )
    )
    assert amounts(one) == [542e6, 585e6]


def test_a_sentence_that_introduces_tables_says_nothing_of_distant_ones() -> None:
    said = "<p>The following tables present looms by their kind (in millions):</p>"
    few = [table(f"Looms {n};$5;$4\nOak;$3;$2") for n in range(9)]
    read_ones = read(said + "<p>More of looms.</p>" * 40 + few[0], *few[1:])
    assert [one.scale for one in read_ones] == [10**6] * 8 + [1]


def test_a_table_with_the_rows_of_the_one_before_has_its_unit() -> None:
    rows = "Looms;$5;$4\nOak;$3;$2\nAsh;$1;$1"
    first, second = read(
        table(rows, above="Sales (in millions):"), table(rows, head=";2022;2021", above="Note 1")
    )
    assert (first.scale, second.scale) == (10**6, 10**6)


def test_more_shares_than_the_filer_could_grant_are_in_ones() -> None:
    statement = table(
        "Net income;$900;$800\nWeighted average shares;300;310\nEarnings per share;$3.00;$2.58",
        above=MILLIONS,
    )
    grants = table("May;30,497;$85\nJune;20,584;$84", head=";RSUs granted;Price", above="(dollars in millions)")  # fmt: skip
    _, read_grants = read(statement, grants)
    assert amounts(read_grants)[::2] == [30_497, 20_584]


def test_a_unit_below_a_remark_and_one_in_a_line_that_goes_on_are_read() -> None:
    (one,) = read(
        "<table><tr><td></td><td>Shares</td><td>Total</td></tr><tr><td></td><td colspan=2>(Unaudited)</td></tr>"
        "<tr><td></td><td colspan=2>(In millions, except shares in thousands)</td></tr>"
        "<tr><td>Balance</td><td>217,764</td><td>$4,418.2</td></tr></table>"
    )
    assert amounts(one) == [217_764_000, 4_418_200_000]
    (other,) = read(
        "<p>(Dollars in thousands, except share and unit amounts</p><p>and where said in millions)</p>"
        + table("Sales;$15;$16")
    )
    assert amounts(other) == [15_000, 16_000]


def test_a_unit_stands_above_three_lines_of_a_title() -> None:
    (one,) = read(
        "<p>Statements (in thousands)</p><p>The loom report</p><p>Equity</p><p>For the years 2024 and 2023</p>"
        + table("Sales;$15;$16")
    )
    assert amounts(one) == [15_000, 16_000]
    assert one.caption == "The loom report - Equity - For the years 2024 and 2023"


def test_a_period_over_all_columns_within_a_table_renews_the_head() -> None:
    def wide(words: str) -> str:
        return f"<tr><td></td><td colspan=2>{words}</td></tr>"

    (one,) = read(
        "<table><tr><td></td><td>Level 1</td><td>Level 2</td></tr>"
        + wide("Fair value at May 31, 2024")
        + "<tr><td>Oak</td><td>$5</td><td>$6</td></tr>"
        + wide("Fair value at May 31, 2023")
        + "<tr><td>Oak</td><td>$7</td><td>$8</td></tr></table>"
    )
    assert [label.text for label in one.labels] == ["Oak", "Oak"]
    assert [one.column_label(cell.row, cell.column) for cell in one.cells] == [
        f"Level {level} Fair value at May 31, {year}" for year in (2024, 2023) for level in (1, 2)
    ]


def test_a_period_over_all_columns_stands_over_a_head_that_is_repeated() -> None:
    (one,) = read(
        "<table><tr><td></td><td colspan=2>May 31, 2024</td></tr><tr><td></td><td>Gross</td><td>Net</td></tr>"
        "<tr><td>Oak</td><td>$5</td><td>$6</td></tr><tr><td></td><td colspan=2>May 31, 2023</td></tr>"
        "<tr><td></td><td>Gross</td><td>Net</td></tr><tr><td>Oak</td><td>$7</td><td>$8</td></tr></table>"
    )
    assert [one.column_label(cell.row, cell.column) for cell in one.cells] == [
        f"May 31, {year} {name}" for year in (2024, 2023) for name in ("Gross", "Net")
    ]


def test_lives_and_money_of_awards_are_no_shares() -> None:
    (one,) = read(table("Awards;1,500\nRemaining life (in years);3.9\nIntrinsic value;$130", head=";Options exercisable", above="(in millions)"))  # fmt: skip
    assert [(float(cell.scale), cell.unit) for cell in one.cells] == [
        (1e6, "shares"),
        (1, "shares"),
        (1e6, "$"),
    ]


def test_a_year_beside_a_percent_sign_is_a_head() -> None:
    (one,) = read(table("Tax;$15;21.0%\nOther;$16;1.5%", head=";2024;%"))
    assert one.head == ("2024", "%")
