"""Fictional documents as filers wrote them in every era: what their Items are, and where each ends."""

from __future__ import annotations

import pytest

from docai.tenk import Filing, read_filing


def _read(text: str) -> Filing:
    return read_filing(text.encode(), file_name="doc")


def _found(filing: Filing) -> list[str]:
    return [item.item for item in filing.items]


def _text(filing: Filing, number: str) -> str:
    item = filing.item(number)
    assert item is not None, f"no Item {number} in {_found(filing)}"
    return item.text


TEXT_1996 = """
                       SECURITIES AND EXCHANGE COMMISSION
                                   FORM 10-K
                   For the fiscal year ended December 31, 1995

                               TABLE OF CONTENTS
                                     PART I                               Page
Item  1.  Business....................................................      1
Item  2.  Properties..................................................      2
Item  3.  Legal Proceedings...........................................      2
Item  4.  Submission of Matters to a Vote of Security
             Holders..................................................      3
                                     PART II
Item  5.  Market for the Registrant's Common Equity and Related
             Stockholder Matters......................................      3
Item  6.  Selected Financial Data.....................................      3
Item  7.  Management's Discussion and Analysis of Financial Condition
             and Results of Operations................................      4
Item  8.  Financial Statements and Supplementary Data.................      4
<PAGE>
                                     PART I

ITEM 1.   BUSINESS
- ------------------

     Quince Barrel Company makes barrels.  The outlook is discussed in
Item 7.  Management's Discussion and Analysis of Financial Condition and
Results of Operations, and competition is described under
"Item 3.  Legal Proceedings" of an earlier report.

     The cooperage employs 40 people who work in two halls near the river and
deliver to breweries in three states, as they have done since 1911.
                                       1
<PAGE>
ITEM 2.   PROPERTIES

     Two halls.

ITEM 3.   LEGAL PROCEEDINGS

     None.

ITEM 4.   SUBMISSION OF MATTERS TO A VOTE OF SECURITY HOLDERS

     None.
                                       2
<PAGE>
                                    PART II

ITEM 5.   MARKET FOR THE REGISTRANT'S COMMON EQUITY AND RELATED
          STOCKHOLDER MATTERS

     There is no market.

ITEM 6.   SELECTED FINANCIAL DATA

                                   1995      1994      1993
                                  ------    ------    ------
Sales                             $  412    $  398    $  377

ITEM 7.   MANAGEMENT'S DISCUSSION AND ANALYSIS OF FINANCIAL CONDITION AND
          RESULTS OF OPERATIONS

     Sales increased.
                                       3
<PAGE>
ITEM 8.   FINANCIAL STATEMENTS AND SUPPLEMENTARY DATA

     Balance sheet: barrels.

                                   SIGNATURES

     Pursuant to the requirements of Section 13, the registrant has signed.
"""


def test_text_of_1996_is_cut_at_its_headings_and_not_at_references() -> None:
    filing = _read(TEXT_1996)
    assert filing.container == "text"
    assert _found(filing) == ["1", "2", "3", "4", "5", "6", "7", "8"]
    assert _text(filing, "1").endswith("since 1911.")
    assert "Sales increased." in _text(filing, "7")
    assert _text(filing, "8").endswith("Balance sheet: barrels.")


def test_page_numbers_and_the_next_parts_heading_are_left_out() -> None:
    filing = _read(TEXT_1996)
    assert _text(filing, "4") == (
        "ITEM 4.   SUBMISSION OF MATTERS TO A VOTE OF SECURITY HOLDERS\n\nNone."
    )


def test_wrapped_paragraphs_become_lines_and_tables_stay_as_they_are() -> None:
    filing = _read(TEXT_1996)
    assert (
        "The cooperage employs 40 people who work in two halls near the river and deliver to"
        in _text(filing, "1")
    )
    assert "Sales                             $  412    $  398    $  377" in _text(filing, "6")


def test_a_title_over_two_lines_is_one() -> None:
    item = _read(TEXT_1996).item("5")
    assert item is not None
    assert item.title == "MARKET FOR THE REGISTRANT'S COMMON EQUITY AND RELATED STOCKHOLDER MATTERS"


def test_spaced_letters_are_headings_too() -> None:
    text = TEXT_1996
    for number in range(1, 9):
        text = text.replace(f"ITEM {number}.", f"I T E M   {number}.")
    assert _found(_read(text)) == ["1", "2", "3", "4", "5", "6", "7", "8"]


def test_headings_without_the_word_item_are_found_by_number_and_title() -> None:
    text = TEXT_1996
    for number in range(1, 9):
        text = text.replace(f"ITEM {number}.", f"{number}.")
    filing = _read(text)
    assert _found(filing) == ["1", "2", "3", "4", "5", "6", "7", "8"]
    assert "Two halls." in _text(filing, "2")


def test_unnumbered_headings_are_found_by_their_titles() -> None:
    text = TEXT_1996
    for number in range(1, 9):
        text = text.replace(f"ITEM {number}.   ", "")
    filing = _read(text)
    assert {"1", "2", "3", "4", "6", "8"} <= set(_found(filing))
    assert "Two halls." in _text(filing, "2")


SMALL_2003 = """<HTML><BODY><P ALIGN=CENTER>FORM 10-KSB</P>
<P><B>ITEM 1. DESCRIPTION OF BUSINESS</B></P><P>We rent kayaks.</P>
<P><B>ITEM 2. DESCRIPTION OF PROPERTY</B></P><P>A boathouse.</P>
<P><B>ITEM 3. LEGAL PROCEEDINGS</B></P><P>None.</P>
<P><B>ITEM 4. SUBMISSION OF MATTERS TO A VOTE OF SECURITY HOLDERS</B></P><P>None.</P>
<P><B>ITEM 5. MARKET FOR COMMON EQUITY AND RELATED STOCKHOLDER MATTERS</B></P><P>None.</P>
<P><B>ITEM 6. MANAGEMENT'S DISCUSSION AND ANALYSIS OR PLAN OF OPERATION</B></P><P>More kayaks.</P>
<P><B>ITEM 7. FINANCIAL STATEMENTS</B></P><P>Kayaks, at cost.</P>
<P><B>ITEM 8. CHANGES IN AND DISAGREEMENTS WITH ACCOUNTANTS</B></P><P>None.</P>
<P><B>ITEM 8A. CONTROLS AND PROCEDURES</B></P><P>Effective.</P>
<P><B>ITEM 9. DIRECTORS AND EXECUTIVE OFFICERS</B></P><P>One.</P>
<P><B>ITEM 13. EXHIBITS AND REPORTS ON FORM 8-K</B></P><P>None.</P>
</BODY></HTML>"""


def test_a_10ksb_keeps_its_own_numbering_and_parts() -> None:
    filing = _read(SMALL_2003)
    assert _found(filing) == ["1", "2", "3", "4", "5", "6", "7", "8", "8A", "9", "13"]
    assert "More kayaks." in _text(filing, "6")
    assert [item.part for item in filing.items if item.item in ("4", "8A", "9")] == [
        "I",
        "II",
        "III",
    ]


CELLS_2004 = """<html><body>
<p>FORM 10-K</p>
<table>
<tr><td><a href="#i1">Item 1.</a></td><td>Business</td><td>1</td></tr>
<tr><td><a href="#i2">Item 2.</a></td><td>Properties</td><td>4</td></tr>
<tr><td><a href="#i3">Item 3.</a></td><td>Legal Proceedings</td><td>4</td></tr>
<tr><td><a href="#i7">Item 7.</a></td><td>Management&#146;s Discussion and Analysis</td><td>5</td></tr>
<tr><td><a href="#i8">Item 8.</a></td><td>Financial Statements</td><td>9</td></tr>
</table>
<p style="page-break-before:always"></p>
<p>Table of Contents</p><p>PART I</p>
<table><tr><td><font size=2><b>ITEM&nbsp;1.</b></font></td><td><font size=2><b>B</b>USINESS</font></td></tr></table>
<p>We press olives.</p>
<table><tr><td><b>ITEM&nbsp;2.</b></td><td><b>PROPERTIES</b></td></tr></table><p>A mill.</p>
<table><tr><td><b>ITEM&nbsp;3.</b></td><td><b>LEGAL PROCEEDINGS</b></td></tr></table><p>None.</p>
<p>PART II</p>
<p><b>I</b><b>TEM</b>&nbsp;7.<br>MANAGEMENT&rsquo;S DISCUSSION AND ANALYSIS</p><p>Oil rose.</p>
<p><font>Item</font><font>&#160;8</font>&#8212;Financial Statements</p>
<table>
<tr><td></td><td></td><td colspan=2>2004</td><td></td><td colspan=2>2003</td></tr>
<tr><td>Sales</td><td></td><td>$</td><td>1,204</td><td></td><td>$</td><td>987</td></tr>
<tr><td>Loss</td><td></td><td></td><td>(31</td><td>)</td><td></td><td>&#8212;</td></tr>
<tr><td>Write-off</td><td></td><td></td><td></td><td></td><td></td><td>12</td></tr>
<tr><td>Change</td><td></td><td></td><td>4</td><td>%</td><td></td><td>7</td></tr>
</table>
<p>SIGNATURES</p><p>Pursuant to the requirements of the Act.</p></body></html>"""


def test_hand_made_html_with_headings_in_cells_and_split_over_tags_is_read() -> None:
    filing = _read(CELLS_2004)
    assert _found(filing) == ["1", "2", "3", "7", "8"]
    assert _text(filing, "1") == "ITEM 1. BUSINESS\n\nWe press olives."
    assert _text(filing, "7").endswith("Oil rose.")


def test_a_tables_numbers_keep_their_columns_signs_and_currency() -> None:
    lines = _text(_read(CELLS_2004), "8").split("\n")
    assert " | 2004 | 2003" in lines
    assert "Sales | $1,204 | $987" in lines
    assert "Loss | (31) | —" in lines
    assert "Write-off |  | 12" in lines
    assert "Change | 4% | 7" in lines


def test_running_heads_on_every_page_do_not_begin_an_item_again() -> None:
    pages = "".join(
        f"<p>We sell {ware}.</p><p>{n}</p><p style='page-break-before:always'></p><p>Part I</p><p>Item 1</p>"
        for n, ware in enumerate(
            ("ink", "glue", "chalk", "wax", "twine", "slate", "felt", "tin"), 1
        )
    )
    filing = _read(
        f"<html><p>Item 1. Business</p>{pages}<p>Last words.</p><p>Item 2. Properties</p><p>A pier.</p></html>"
    )
    assert _found(filing) == ["1", "2"]
    assert _text(filing, "1").count("Item 1") == 1
    assert _text(filing, "1").endswith("Last words.")
    assert "We sell tin." in _text(filing, "1")


INLINE_2024 = """<?xml version="1.0" encoding="utf-8"?><html xmlns:ix="x"><body>
<div style="display:none"><ix:header><ix:hidden><ix:nonNumeric name="dei:AmendmentFlag">Item 1. Business hidden</ix:nonNumeric></ix:hidden></ix:header></div>
<div><span>For the fiscal year ended </span><ix:nonNumeric contextRef="c" name="dei:DocumentPeriodEndDate" format="f">January 27, 2024</ix:nonNumeric></div>
<ix:nonNumeric contextRef="c" name="dei:DocumentFiscalYearFocus">2023</ix:nonNumeric>
<div><span style="font-weight:700">Item 1. Business</span></div><div><span>We print maps.</span></div>
<div><span style="font-weight:700">Item 1C. Cybersecurity</span></div><div><span>Locked.</span></div>
<div><span style="font-weight:700">Item 6. [Reserved]</span></div>
<div><span style="font-weight:700">Item 9C. Disclosure Regarding Foreign Jurisdictions that Prevent Inspections</span></div><div>None.</div>
<div><span style="font-weight:700">Item 16. Form 10-K Summary</span></div><div>None.</div>
</body></html>"""


def test_inline_xbrl_gives_the_fiscal_year_and_hides_its_header() -> None:
    filing = _read(INLINE_2024)
    assert filing.container == "ixbrl"
    assert filing.fiscal_year == 2023
    assert str(filing.period) == "2024-01-27"
    assert _found(filing) == ["1", "1C", "6", "9C", "16"]
    assert _text(filing, "1") == "Item 1. Business\n\nWe print maps."


@pytest.mark.parametrize(
    ("heading", "items"),
    [
        ("Items 1 and 2. Business and Properties", ["1", "2"]),
        ("Item 1. Business and Item 2. Properties", ["1", "2"]),
        ("ITEMS 1. & 2. BUSINESS AND PROPERTIES", ["1", "2"]),
        ("Items 10 through 14. Directors and Executive Officers", ["10", "11", "12", "13", "14"]),
        ("Items 10, 11, 12 and 13. Directors", ["10", "11", "12", "13"]),
        ("ITEM 7(A). QUANTITATIVE AND QUALITATIVE DISCLOSURES", ["7A"]),
        ("Item 7. Quantitative and Qualitative Disclosures About Market Risk", ["7A"]),
        ("Item 9A(T). Controls and Procedures", ["9A"]),
        ("Item No. 3: Legal Proceedings", ["3"]),
        ("PART II, ITEM 8 - FINANCIAL STATEMENTS", ["8"]),
        ("Item IV. Submission of Matters to a Vote", ["4"]),
    ],
)
def test_headings_are_read_however_they_are_numbered(heading: str, items: list[str]) -> None:
    filing = _read(f"<html><p>{heading}</p><p>The words of it.</p></html>")
    assert _found(filing) == items
    assert all(set(item.combined_with) == set(items) - {item.item} for item in filing.items)


def test_an_item_out_of_its_order_is_kept_where_it_stands() -> None:
    filing = _read(
        "<html><p>Item 1. Business</p><p>a</p><p>Item 3. Legal Proceedings</p><p>b</p>"
        "<p>Item 1B. Unresolved Staff Comments</p><p>c</p><p>Item 4. Mine Safety Disclosures</p><p>d</p></html>"
    )
    assert _found(filing) == ["1", "3", "1B", "4"]
    assert _text(filing, "3").endswith("b")


def test_risk_factors_may_follow_a_heading_of_items_1_and_2() -> None:
    filing = _read(
        "<html><p>Items 1 and 2. Business and Properties</p><p>a</p><p>Item 1A. Risk Factors</p><p>b</p>"
        "<p>Item 3. Legal Proceedings</p><p>c</p></html>"
    )
    assert _found(filing) == ["1", "2", "1A", "3"]
