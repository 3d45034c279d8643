"""Labels, fields and columns of plain text as it was typed for a page."""

from __future__ import annotations

import pytest

from docai.document.tables.reader import tables_of
from docai.document.tables.typed.heads_test import scanned, table

YEARS = "                              1996        1995"


def labels(*lines: str) -> list[str]:
    return [f"{one.path} / {one.text}" for one in table(YEARS, *lines).labels]


def test_a_label_that_fills_the_line_above_goes_on_whatever_begins_it() -> None:
    assert (
        labels(
            "Looms issued, net of all",
            "  looms in our own Mill and",
            "  Works                         12          10",
            "Shuttles                         3           2",
        )[0]
        == " / Looms issued, net of all looms in our own Mill and Works"
    )
    wrapped = (
        "Looms of oak, as we sold them at",
        "  Amberley                      12          10",
        "Shuttles                         3           2",
    )
    assert labels(*wrapped)[0] == " / Looms of oak, as we sold them at Amberley"


@pytest.mark.parametrize(
    "lines",
    [
        ("Looms", "  Amberley                      12          10", "Shuttles                         3           2"),
        ("Looms of oak, as we sold all of them", "  Amberley                      12          10", "  Barley                         3           2"),
        ("Looms of oak, as we sold all of them", "  --Amberley                    12          10", "Shuttles                         3           2"),
        ("Looms of oak, as we sold all of them:", "  Amberley                      12          10", "Shuttles                         3           2"),
        ("Looms of oak, as we sold all of them", "", "  Amberley                      12          10", "Shuttles                         3           2"),
    ],
)  # fmt: skip
def test_a_name_over_rows_stays_a_group(lines: tuple[str, ...]) -> None:
    assert labels(*lines)[0].startswith("Looms")


def test_the_day_of_a_period_ends_its_label() -> None:
    lines = (
        "Year Ended",
        "September 30, 1996               12          10",
        "",
        "Looms                            3           2",
    )
    assert labels(*lines)[0] == " / Year Ended September 30, 1996"


def test_the_year_over_the_labels_names_the_first_group_where_others_have_theirs() -> None:
    one = table(
        "1996                         4th Q       3rd Q",
        "High                            12          10",
        "1995",
        "High                             3           2",
    )
    assert [label.path for label in one.labels] == ["1996", "1995"]


@pytest.mark.parametrize("title", ["STATEMENTS OF WOOL          LOOM AND SUBSIDIARIES", "WOOL      Loom, Inc. and Subsidiaries"])  # fmt: skip
def test_the_filers_name_at_the_other_margin_names_no_column(title: str) -> None:
    one = table(title, "", YEARS, "Looms                           12          10")
    assert one.head == ("1996", "1995")


@pytest.mark.parametrize(
    "line",
    [
        "[S]                           [C]         [C]",
        "1996                      (Dollars in millions)",
    ],
)
def test_tags_and_units_name_no_column(line: str) -> None:
    one = table(YEARS, line, "Looms                           12          10")
    assert one.head == ("1996", "1995")


def test_the_end_of_a_date_is_one_field_of_a_head() -> None:
    one = table(
        "                              March       March",
        "                           30, 2008    30, 2007",
        "Looms                           12          10",
    )
    assert one.head == ("March 30, 2008", "March 30, 2007")


def test_a_range_with_a_wide_blank_is_one_field() -> None:
    one = table(
        "                              Looms       Price",
        "$0.56-  $5.97                     12       $1.50",
        " 5.98-  13.62                     10       $2.50",
    )
    assert [label.text for label in one.labels] == ["$0.56- $5.97", "5.98- 13.62"]


def test_short_and_long_figures_that_stand_in_line_are_one_column() -> None:
    one = table(
        "                              1996              1995",
        "Sales            $ (103,717,600)  $     (99,082,715)",
        "Costs                        ---               7,071",
        "Taxes                         12                 ---",
        "",
        "              $      103,717,612  $       99,089,786",
    )
    assert one.head == ("1996", "1995")
    assert {cell.column for cell in one.cells} == {1, 2}
    assert one.labels[-1].text == ""


def test_rows_that_end_in_a_range_and_pages_between_stay_in_their_table() -> None:
    lines = (
        "                            Value    Maturity",
        "Looms of oak",
        "  Sold                         12   1998-2003",
        "",
        "Of ash",
        "  works",
        "",
        "Of elm",
        "  Sold                         10        1998",
        "                      - 54 -",
        "  Let                           3        1999",
    )
    (one,) = tables_of(scanned("\n".join(lines)))
    assert [cell.text for cell in one.cells if cell.column == 1] == ["12", "10", "3"]


def test_exhibits_with_their_page_beside_the_last_line_are_no_table() -> None:
    lines = ("10.1   (1)   Lease of the mill of", "             1994.                        43", "10.2   (1)   Deed of the yard at", "             Amberley.                    43", "10.3   (1)   Plan for weavers, as", "             amended.                     44")  # fmt: skip
    assert not tables_of(scanned("\n".join(lines)))


def test_what_tells_of_a_column_has_the_unit_of_the_table_before() -> None:
    body = "\n".join(
        (
            "Wool and looms (in millions)",
            "",
            YEARS,
            "Looms                           12          10",
            "",
            "Note 1 - The amounts in Column D consist of:",
            "",
            "                               Oak         Ash",
            "Lost                             4           5",
            "Found                            3           2",
        )
    )
    assert [one.scale for one in tables_of(scanned(body))] == [10**6, 10**6]


def test_the_heading_of_the_notes_says_a_scale_at_the_other_margin() -> None:
    body = "\n".join(
        (
            "NOTES TO CONSOLIDATED",
            "FINANCIAL STATEMENTS          ($ in millions except per share amounts)",
            "",
            *["We weave wool in all our mills, day and night, and mend our looms where they stand."]
            * 9,
            "",
            YEARS,
            "Looms                         $ 12        $ 10",
        )
    )
    (one,) = tables_of(scanned(body))
    assert one.scale == 10**6


def test_a_day_below_its_month_is_no_figure() -> None:
    one = table(
        "                         YEAR ENDED MAY",
        "                               31,",
        "                         --------------",
        "(IN MILLIONS)             1996     1995",
        "Looms                     12.5     11.5",
        "Sheds                      3.5      2.5",
    )
    assert one.head == ("YEAR ENDED MAY 31, 1996", "YEAR ENDED MAY 31, 1995")
    assert (one.scale, len(one.labels)) == (10**6, 2)
