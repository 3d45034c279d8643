"""Scales that are said over several lines, of shares alone, by footnotes, or once for an Item."""

from __future__ import annotations

from decimal import Decimal

import pytest

from docai.document.scan import scan
from docai.document.submission import Document
from docai.document.tables.model import Table
from docai.document.tables.reader import tables_of


def row(*cells: str) -> str:
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"


def tables(body: str) -> tuple[Table, ...]:
    return tables_of(scan(Document("10-K", 1, "k.htm", "", f"<html>{body}</html>".encode())))


def scales(one: Table) -> list[Decimal]:
    return [cell.scale for cell in one.cells]


@pytest.mark.parametrize(
    "head",
    [
        (("(in millions, except looms",), ("and per share amounts)", "2024", "2023")),
        (("(in millions, except looms", "2024", "2023"), ("and per share amounts)",)),
        (("", "Year", "Year"), ("(in millions, except looms",), ("and per share amounts)", "2024", "2023")),
        (("(IN MILLIONS EXCEPT LOOMS AND",), ("PER SHARE", "2024", "2023"), ("AMOUNTS)",)),
    ],
)  # fmt: skip
def test_a_unit_over_several_rows_is_one(head: tuple[tuple[str, ...], ...]) -> None:
    (one,) = tables(
        f"<table>{''.join(row(*cells) for cells in head)}{row('Sales', '1.5', '2.5')}{row('Looms', '3', '4')}</table>"
    )
    assert one.unit.lower().endswith("per share amounts)")
    assert [label.split()[-1] for label in one.head] == ["2024", "2023"]
    assert scales(one)[:2] == [10**6, 10**6]
    assert scales(one)[2:] == [1, 1]


def test_a_unit_over_several_lines_above_a_table_is_one() -> None:
    (one,) = tables(
        f"<p>Sales of the mill</p><p>(in thousands, except share</p><p>and per share amounts)</p><table>{row('', '2024')}{row('Sales', '1,500')}</table>"
    )
    assert one.unit == "(in thousands, except share and per share amounts)"
    assert one.caption == "Sales of the mill"


def test_a_group_with_a_scale_of_its_own_says_nothing_of_the_rest() -> None:
    (one,) = tables(
        f"<table>{row('(in millions)', '2024')}{row('Loans owned (in billions)')}{row('Homes', '51.9')}{row('Total', '51.9')}{row('Sales', '143')}</table>"
    )
    assert one.unit == "(in millions)"
    assert scales(one) == [10**9, 10**9, 10**6]


@pytest.mark.parametrize(
    "unit", ["(shares in thousands)", "(number of shares in 000’s)", "Shares in 000s"]
)
def test_a_scale_of_shares_alone_is_none_of_money(unit: str) -> None:
    _first, second = tables(
        f"<p>(in millions)</p><table>{row('', '2024')}{row('Sales', '$15')}</table>"
        f"<p>{unit}</p><table>{row('', '2024')}{row('Net income', '$12')}{row('RSUs', '45')}</table>"
    )
    assert scales(second) == [10**6, 1000]


def test_what_is_excepted_with_a_scale_of_its_own_has_it() -> None:
    (one,) = tables(
        f"<p>(in thousands, except net income in millions and per share amounts)</p><table>{row('', '2024')}{row('Net income', '$4,834')}{row('Shares outstanding', '881,592')}</table>"
    )
    assert scales(one) == [10**6, 1000]


@pytest.mark.parametrize(
    ("mark", "note"),
    [
        ("(a)", "(a) In thousands."),
        ("(1)", "(1)Shares in thousands, at target"),
        ("[b]", "[b] Amounts are shown in thousands"),
        ("(*)", "* In thousands"),
        ("(2)", "2. In thousands"),
    ],
)
def test_a_footnote_says_the_scale_of_what_it_stands_behind(mark: str, note: str) -> None:
    first, second = (
        tables(
            f"<p>(in millions)</p><table>{row('', *labels)}{row(name, '10,504', '25')}</table><p>{note}</p>"
        )[0]
        for labels, name in (
            ((f"Options{mark}", "Cost"), "Held"),
            (("2024", "2023"), f"Options granted {mark}"),
        )
    )
    assert scales(first) == [1000, 10**6]
    assert scales(second) == [1000, 1000]


def test_a_mark_whose_footnote_says_no_scale_changes_nothing() -> None:
    (one,) = tables(
        f"<p>(in millions)</p><table>{row('', 'Cost(a)')}{row('Looms', '2,500')}</table><p>(a) Restated. Freight is in thousands.</p>"
    )
    assert scales(one) == [10**6]


def test_shares_under_dollars_in_thousands_are_in_ones_where_they_are_many() -> None:
    for unit, scale in (("($ in thousands)", 1), ("(in thousands)", 1000)):
        (one,) = tables(
            f"<p>{unit}</p><table>{row('', 'Number of units', 'Value')}{row('Held', '16,322,380', '$57,585,000')}</table>"
        )
        assert scales(one) == [scale, 1000]


def test_awards_have_the_scale_of_shares_where_that_is_said() -> None:
    (one,) = tables(
        f"<p>(shares in thousands; aggregate intrinsic value in millions)</p><table>{row('', 'Awards', 'Aggregate intrinsic value')}{row('Held', '1,459', '$12')}</table>"
    )
    assert scales(one) == [1000, 10**6]


def test_a_quantity_is_counted_in_ones_and_an_allocation_is_money() -> None:
    (one,) = tables(
        f"<p>(in thousands)</p><table><tr><td></td><td></td><td colspan=2>Basic earnings per share</td></tr>{row('', 'Quantity', 'Income allocation', 'Earnings per share')}{row('Class A', '48', '752', '15.45')}</table>"
    )
    assert scales(one) == [1, 1000, 1]


@pytest.mark.parametrize(
    ("heading", "scale"),
    [
        ("Item 7. Discussion of Results (amounts in millions, except per share data)", 10**6),
        ("Notes to Consolidated Financial Statements (in thousands)", 1000),
        ("Management’s Discussion of Results (dollars in millions)", 10**6),
        ("Looms of the mill (dollars in millions)", 1),
    ],
)
def test_the_heading_of_an_item_says_the_scale_of_its_tables(heading: str, scale: int) -> None:
    (one,) = tables(
        f"<h2>{heading}</h2><p>{'We made more looms than in the year before it. ' * 60}</p><p>Interest</p><table>{row('', '2024')}{row('Interest', '$158')}</table>"
    )
    assert one.scale == scale


def test_a_silent_table_behind_the_last_with_a_scale_has_it_if_it_has_its_rows() -> None:
    rows = row("Total assets", "$9,100") + row("Cash on hand", "$910") + row("Net income", "$91")
    said = f"<p>(in thousands)</p><table>{row('', '2024')}{rows}</table>"
    changed = rows.replace("9,100", "8,200").replace("910", "820").replace("$91<", "$82<")
    _, same = tables(f"{said}<p>As restated</p><table>{row('', 'Restated')}{changed}</table>")
    _, other = tables(
        f"{said}<p>Salaries of our officers</p><table>{row('', 'Salary')}{row('Jane Roe', '$82,000')}{row('John Doe', '$91,000')}</table>"
    )
    assert (same.scale, other.scale) == (1000, 1)


def test_days_are_no_money_and_assets_in_a_denominator_no_shares() -> None:
    (one,) = tables(
        f"<p>(in millions, except share data)</p><table>{row('', '2024')}{row('Days of supply', '46')}{row('Days past due', '46')}{row('Denominator')}{row('Average total assets', '2,478')}{row('Average accounts payable', '249')}</table>"
    )
    assert scales(one) == [1, 10**6, 10**6, 10**6]


def test_terms_of_payment_are_a_head_of_columns_of_money() -> None:
    (one,) = tables(
        f"<table><tr><td></td><td colspan=3>Payments due by period</td></tr>{row('', 'Total', '1-3 years', '3-5 years')}{row('(in millions)')}{row('Rent', '15.5', '10.5', '5.0')}</table>"
    )
    assert one.head[1:] == ("Payments due by period 1-3 years", "Payments due by period 3-5 years")
    assert scales(one) == [10**6] * 3
