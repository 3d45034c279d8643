"""Tables of plain text, with EDGAR's tags and without."""

from __future__ import annotations

from docai.document.scan import Scan, scan
from docai.document.submission import Document
from docai.document.tables.reader import tables_of


def scanned(text: str) -> Scan:
    return scan(Document("10-K", 1, "k.txt", "", text.encode()))


TAGGED = """
The mill's income was as follows:

<TABLE>
<CAPTION>
                                  (In thousands)
                              Year ended December 31,
                              -----------------------
                                  1996        1995
                              ----------  -----------
<S>                           <C>         <C>
Net sales ................    $   12,500  $    11,900
Cost of sales                     (7,250)      (7,000)
                              ----------  -----------
Income before
  taxes                            5,250        4,900
Per share                     $     1.25  $      1.10
                              ==========  ===========
</TABLE>
"""


def test_a_tagged_table_has_its_labels_numbers_and_scale() -> None:
    (one,) = tables_of(scanned(TAGGED))
    assert one.scale == 1000
    assert one.head == ("Year ended December 31, 1996", "Year ended December 31, 1995")
    assert [label.text for label in one.labels] == [
        "Net sales",
        "Cost of sales",
        "Income before taxes",
        "Per share",
    ]
    assert [cell.amount for cell in one.cells[::2]] == [
        12_500_000,
        -7_250_000,
        5_250_000,
        one.cells[6].number,
    ]
    assert one.cells[6].scale == 1


def test_places_are_those_of_the_source() -> None:
    read = scanned(TAGGED.replace("\n", "\r\n"))
    (one,) = tables_of(read)
    assert [read.source[cell.start : cell.end].split()[-1] for cell in one.cells] == [
        "12,500", "11,900", "(7,250)", "(7,000)", "5,250", "4,900", "1.25", "1.10",
    ]  # fmt: skip


def test_a_table_without_tags_is_found_by_its_columns() -> None:
    text = """
We sold pumps and valves to farms and to mines in all parts of the country,
and some of them abroad. The table shows the number of them.

                      1995      1994

     Pumps             120       110
     Valves            340       330

Most of them were sold to mines, as there were fewer farms than in the year before it.
"""
    (one,) = tables_of(scanned(text))
    assert one.head == ("1995", "1994")
    assert [label.text for label in one.labels] == ["Pumps", "Valves"]
    assert [cell.number for cell in one.cells] == [120, 110, 340, 330]


def test_values_that_do_not_stand_in_line_are_read_in_their_order() -> None:
    text = """
<TABLE>
                 1996    1995    1994
Net sales      $9,833 $11,062 $ 9,189
Cost         8,865   8,204   6,846
Research          604   614        564
Restructuring costs      179   (23)     (127)
</TABLE>
"""
    (one,) = tables_of(scanned(text))
    assert one.head == ("1996", "1995", "1994")
    assert [
        [int(cell.number or 0) for cell in one.cells if cell.row == at] for at in (1, 2, 3, 4)
    ] == [
        [9833, 11062, 9189],
        [8865, 8204, 6846],
        [604, 614, 564],
        [179, -23, -127],
    ]


def test_a_figure_right_behind_its_label_is_a_value() -> None:
    text = """
<TABLE>
                                   1996       1995
Accrued wages and all other costs 1,200      1,310
Accrued taxes                        86         75
</TABLE>
"""
    (one,) = tables_of(scanned(text))
    assert [label.text for label in one.labels] == [
        "Accrued wages and all other costs",
        "Accrued taxes",
    ]
    assert [cell.number for cell in one.cells] == [1200, 1310, 86, 75]


def test_boxes_and_rules_are_no_words() -> None:
    text = """
<TABLE>
|                    | 1996     | 1995     |
|--------------------|----------|----------|
| Pumps              |    1,200 |    1,310 |
| Valves             |       86 |       75 |
</TABLE>
"""
    (one,) = tables_of(scanned(text))
    assert [label.text for label in one.labels] == ["Pumps", "Valves"]
    assert one.head == ("1996", "1995")


def test_page_numbers_within_a_table_are_left_out() -> None:
    text = """
<TABLE>
                         1996       1995
Pumps                   1,200      1,310
                                      27
<PAGE>
Valves                     86         75
</TABLE>
"""
    (one,) = tables_of(scanned(text))
    assert [cell.number for cell in one.cells] == [1200, 1310, 86, 75]


def test_preformatted_html_is_read_as_plain_text() -> None:
    body = f"<html><body><pre>{TAGGED.replace('<TABLE>', '').replace('</TABLE>', '').replace('<CAPTION>', '').replace('<S>', '   ').replace('<C>', '   ')}</pre></body></html>"
    (one,) = tables_of(scan(Document("10-K", 1, "k.htm", "", body.encode())))
    assert [label.text for label in one.labels][:2] == ["Net sales", "Cost of sales"]


def test_tables_that_share_a_line_have_it_once() -> None:
    again = TAGGED.replace("12,500", "13,500")
    shared = TAGGED.rstrip("\n") + again.lstrip("\n").removeprefix(
        "The mill's income was as follows:\n\n"
    )
    read = scanned(shared)
    one, other = tables_of(read)
    assert "</TABLE><TABLE>" in read.source
    assert [one.cells[0].number, other.cells[0].number] == [12_500, 13_500]
    assert one.end <= other.start


def test_tables_of_a_document_on_one_line_are_read_once() -> None:
    one_line = " ".join((TAGGED * 3).split("\n"))
    assert len(tables_of(scanned(one_line))) <= 1
