"""Tables of fictional documents: each rule of labels, numbers, scales and places by an example."""

from __future__ import annotations

from decimal import Decimal

import pytest

from docai.document.scan import Scan, scan
from docai.document.submission import Document
from docai.document.tables.markdown import markdown
from docai.document.tables.model import RowLabel, Table
from docai.document.tables.reader import tables_of


def scanned(body: str) -> Scan:
    return scan(Document("10-K", 1, "k.htm", "", body.encode()))


def html(*rows: str, above: str = "") -> str:
    return f"<html><p>{above}</p><table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table></html>"


def row(*cells: str) -> str:
    return "".join(f"<td>{cell}</td>" for cell in cells)


def table(body: str) -> Table:
    (one,) = tables_of(scanned(body))
    return one


def numbers(one: Table) -> list[str | None]:
    return [None if cell.number is None else f"{cell.number:f}" for cell in one.cells]


HEAD = row("", "2024", "2023")


def test_labels_and_numbers_of_a_table() -> None:
    one = table(html(HEAD, row("Pumps", "1,250", "(75)"), row("Valves", "—", "3.5")))
    assert one.head == ("2024", "2023")
    assert [label.text for label in one.labels] == ["Pumps", "Valves"]
    assert [(cell.row, cell.column, cell.text) for cell in one.cells] == [
        (1, 1, "1,250"),
        (1, 2, "(75)"),
        (2, 1, "—"),
        (2, 2, "3.5"),
    ]
    assert numbers(one) == ["1250", "-75", "0", "3.5"]


def test_signs_in_cells_of_their_own_belong_to_the_number() -> None:
    one = table(
        html(
            '<td></td><td colspan="2">2024</td><td></td><td colspan="2">2023</td><td></td>',
            row("Net income", "$", "12", "", "$", "(3", ")"),
            row("Margin", "", "4.5", "%", "", "1.5", "%"),
        )
    )
    assert [cell.text for cell in one.cells] == ["$12", "$(3)", "4.5%", "1.5%"]
    assert [cell.amount for cell in one.cells] == [12, -3, Decimal("0.045"), Decimal("0.015")]
    assert [cell.unit for cell in one.cells] == ["$", "$", "%", "%"]


@pytest.mark.parametrize(
    "rows",
    [
        (row("Name", "Title"), row("Jane Roe", "Director")),
        (row("•", "We sold pumps in 12 countries."),),
        (row("Item 1.", "Business", "3"), row("Item 2.", "Properties", "9"), row("Item 3.", "Claims", "11"), row("Item 4.", "Mines", "12")),
        (row("10.1", "Lease of the mill"), row("10.2", "Lease of the yard")),
        (row("Springfield, Ohio", "04512"),),
    ],
)  # fmt: skip
def test_what_lays_out_words_or_lists_pages_is_no_table(rows: tuple[str, ...]) -> None:
    assert tables_of(scanned(html(*rows))) == ()


def test_a_head_of_several_rows_is_joined_for_each_column_under_it() -> None:
    one = table(
        html(
            '<td></td><td colspan="2">Year ended</td><td>Change</td>',
            row("", "2024", "2023", ""),
            row("Pumps", "5.5", "6.5", "(15)%"),
        )
    )
    assert one.head == ("Year ended 2024", "Year ended 2023", "Change")
    assert one.head_rows == 2


def test_a_cell_over_several_rows_moves_those_below_it() -> None:
    one = table(
        html(
            '<td rowspan="2">Line</td><td colspan="2">Shares</td>',
            row("Issued", "Held"),
            row("Class A", "1,200", "900"),
        )
    )
    assert one.head == ("Shares Issued", "Shares Held")


def test_a_second_head_within_a_table_renames_its_columns_from_there_on() -> None:
    one = table(
        html(HEAD, row("Pumps", "1.5", "2.5"), row("", "2022", "2021"), row("Pumps", "3.5", "4.5"))
    )
    assert [one.column_label(cell.row, cell.column) for cell in one.cells] == [
        "2024",
        "2023",
        "2022",
        "2021",
    ]


def test_rows_stand_in_the_groups_that_rows_without_values_name() -> None:
    def indented(points: int, label: str, *values: str) -> str:
        return f'<td style="padding-left:{points}pt">{label}</td>' + row(*values)

    one = table(
        html(
            HEAD,
            indented(0, "Current assets:", "", ""),
            indented(9, "Cash", "1.5", "2.5"),
            indented(9, "Stock", "3.5", "4.5"),
            indented(0, "Mill", "5.5", "6.5"),
        )
    )
    assert [(label.path, label.text) for label in one.labels] == [
        ("Current assets", "Cash"),
        ("Current assets", "Stock"),
        ("", "Mill"),
    ]


def test_a_label_that_goes_on_in_the_next_row_is_one() -> None:
    one = table(
        html(HEAD, row("Net income attributable to", "", ""), row("the owners", "1.5", "2.5"))
    )
    assert [(label.path, label.text) for label in one.labels] == [
        ("", "Net income attributable to the owners")
    ]


@pytest.mark.parametrize(
    ("above", "scale"),
    [
        ("Sales (in thousands)", 1000),
        ("(Dollars in millions, except per share data)", 10**6),
        ("Amounts in $000s", 1000),
        ("(000s omitted)", 1000),
        ("($ in billions)", 10**9),
        ("(Thousands of dollars)", 1000),
        ("Sales were as follows:", 1),
        ("We sell to millions of farms:", 1),
    ],
)
def test_the_scale_is_what_stands_above_the_table(above: str, scale: int) -> None:
    one = table(html(HEAD, row("Pumps", "12", "13.5"), above=above))
    assert one.scale == scale


def test_prices_rates_and_shares_have_a_scale_of_their_own() -> None:
    one = table(
        html(
            HEAD,
            row("Net income", "$1,250", "$990"),
            row("Earnings per share", "$1.25", "$0.99"),
            row("Weighted-average shares outstanding", "1,000,000", "1,000,000"),
            row("Effective tax rate", "21.5%", "20.5%"),
            above="(in thousands, except share and per share data)",
        )
    )
    assert [cell.scale for cell in one.cells[::2]] == [1000, 1, 1, Decimal("0.01")]
    assert [cell.unit for cell in one.cells[::2]] == ["$", "per share", "shares", "%"]


def test_shares_may_be_in_thousands_where_money_is_in_millions() -> None:
    one = table(
        html(
            HEAD,
            row("Net income", "$1,250", "$990"),
            row("Shares used in computing earnings per share", "20,500", "20,400"),
            above="(In millions, except number of shares, which are reflected in thousands, and per-share amounts)",
        )
    )
    assert [cell.scale for cell in one.cells[::2]] == [10**6, 1000]


def test_details_of_a_label_do_not_speak_of_its_figures() -> None:
    one = table(
        html(
            HEAD,
            row("Common stock, $0.01 par value; 5,000 shares issued", "57", "56.5"),
            row("3.75% Senior notes", "1,100", "1,100"),
            above="(in millions, except share data)",
        )
    )
    assert [cell.scale for cell in one.cells] == [10**6] * 4


def test_what_a_document_says_once_holds_for_all_tables_after_it() -> None:
    note = "Unless otherwise noted, tables are presented in millions of dollars. " * 3
    body = f"<html><p>{note}</p>{html(HEAD, row('Pumps', '1.5', '2.5'))}{html(HEAD, row('Valves', '3.5', '4.5'), above='Valves were:')}</html>"
    assert [one.scale for one in tables_of(scanned(body))] == [10**6, 10**6]


def test_a_table_goes_on_behind_a_page_break() -> None:
    first = html(HEAD, row("Cash", "1.5", "2.5"), above="Balance sheet (in thousands)")
    body = first + "<p>12</p><hr style='page-break-after:always'>" + html(row("Debt", "3.5", "4.5"))
    _, two = tables_of(scanned(body))
    assert (two.scale, two.head) == (1000, ("2024", "2023"))


def test_a_percent_sign_at_the_top_or_the_sum_speaks_for_its_column() -> None:
    one = table(
        html(
            row("", "2024", "Share"),
            row("Pumps", "$250", "62.5%"),
            row("Valves", "150", "37.5"),
            row("Total", "$400", "100.0%"),
            above="(in millions)",
        )
    )
    assert [cell.percent for cell in one.cells] == [False, True] * 3


def test_marks_of_footnotes_are_no_numbers() -> None:
    one = table(
        html(
            HEAD.replace("<td>2023</td>", "<td></td><td>2023</td>"),
            row("Pumps", "1,250", "(1)", "990"),
            row("Valves", "70 (2)", "", "60"),
        )
    )
    assert [cell.text for cell in one.cells] == ["1,250 (1)", "990", "70 (2)", "60"]
    assert numbers(one) == ["1250", "990", "70", "60"]


def test_a_cell_stands_where_its_words_do_in_the_source() -> None:
    read = scanned(
        html(HEAD, row("<b>Pumps</b>", "$", "<i>1,250</i>&#160;"), row("R&amp;D", "&mdash;", "5.5"))
    )
    (one,) = tables_of(read)
    places = [read.source[cell.start : cell.end] for cell in one.cells]
    assert places[0].endswith("1,250")
    assert places[1:] == ["&mdash;", "5.5"] or places[2] == "5.5"
    assert read.source[one.start : one.end].count("</tr>") == 3


def test_markdown_shows_head_groups_and_as_many_rows_as_fit() -> None:
    one = table(
        html(HEAD, row("Assets", "", ""), row("Cash | bank", "1.5", ""), row("Mill", "2.5", "3.5"))
    )
    whole, shown = markdown(one)
    assert whole.split("\n") == [
        "|  | 2024 | 2023 |",
        "| --- | ---: | ---: |",
        "| **Assets** |  |  |",
        "| \u2003Cash \\| bank | 1.5 |  |",
        "| \u2003Mill | 2.5 | 3.5 |",
    ]
    assert shown == 2
    cut, shown = markdown(one, len(whole.encode()) - 1)
    assert (cut, shown) == (whole.rpartition("\n")[0], 1)


def test_markdown_shows_how_groups_nest() -> None:
    rows = (RowLabel("Oak", ("LOOMS", "Sold")), RowLabel("Ash", ("LOOMS", "Sold")), RowLabel("Total"))  # fmt: skip
    one = Table(1, 0, 0, "", "", 1, "", ("2024",), 1, rows, ())
    assert markdown(one)[0].split("\n")[2:] == [
        "| **LOOMS** |  |",
        "| \u2003**Sold** |  |",
        "| \u2003\u2003Oak |  |",
        "| \u2003\u2003Ash |  |",
        "| Total |  |",
    ]


def test_a_document_without_tables_has_none() -> None:
    assert tables_of(scanned("<html><p>We sold 5 pumps.</p></html>")) == ()
    assert tables_of(scanned("We sold 5 pumps.\n")) == ()


def test_a_list_of_exhibits_is_no_table() -> None:
    words = "Lease of the mill between the company and the town, dated May 4, 1996"
    rows = [row(f"10.{n}", words, "8-K", f"4.{n}") for n in range(1, 5)]
    assert tables_of(scanned(html(row("Number", "Exhibit", "Form", "Exhibit"), *rows))) == ()
    assert tables_of(scanned(html(*(row("4", f"4.{n}", words) for n in range(1, 5))))) == ()


def test_cash_at_the_end_stands_in_no_group() -> None:
    one = table(
        html(
            HEAD,
            row("Financing activities", "", ""),
            row("Dividends", "(1.5)", "(2.5)"),
            row("Cash at end of year", "3.5", "4.5"),
        )
    )
    assert [label.path for label in one.labels] == ["Financing activities", ""]
