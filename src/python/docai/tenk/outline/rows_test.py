"""The outline of a filing: what was found, what is left out, what is absent, and how sure each is."""

from __future__ import annotations

from docai.tenk.conftest import LONG, html_filing, text_filing
from docai.tenk.outline.rows import OutlineRow, outline_of


def test_an_outline_has_what_was_found_and_then_what_is_left_out_or_absent() -> None:
    filing = html_filing(
        "For the fiscal year ended December 31, 1996", "Item 1. Business", LONG, "Item 7A. Quantitative and Qualitative Disclosures", LONG,
        "Items 2 and 3 are not applicable. Items 10 and 11 are incorporated from the proxy statement.",
    )  # fmt: skip
    business, risk = filing.items
    none, proxy = "items 2 and 3 are not applicable", "items 10 and 11 are incorporated from the proxy statement"  # fmt: skip
    # one Item of 14 that are expected was found
    absent = round(0.94 * (1 - 13 / 14), 3)
    said = {"2": ("none", none), "3": ("none", none), "10": ("proxy", proxy), "11": ("proxy", proxy)}  # fmt: skip
    assert outline_of(filing) == (
        OutlineRow("", "1", True, "words", "", round(business.confidence * business.state_confidence, 3)),
        OutlineRow("", "7A", False, "words", "", round(risk.confidence * risk.state_confidence, 3)),
        *(
            OutlineRow("", item, True, *said[item], 0.94) if item in said else OutlineRow("", item, True, "absent", "", absent)  # type: ignore[arg-type]
            for item in ("2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14")
        ),
    )  # fmt: skip


def test_rows_of_the_contents_say_what_is_reserved_and_what_there_is_none_of() -> None:
    rows = {"1": "Business | 3", "4": "Mine Safety Disclosures | NA", "5": "Market for Registrant's Common Equity | 5", "6": "[Reserved] | N/A", "7": "Management's Discussion and Analysis | 9", "8": "Financial Statements and Supplementary Data | 12"}  # fmt: skip
    cells = "".join(
        f"<tr><td>Item {n}.</td><td>{said.replace(' | ', '</td><td>')}</td></tr>"
        for n, said in rows.items()
    )
    blocks = [part for n in "1578" for part in (f"Item {n}. {rows[n].split(' |')[0]}", LONG)]
    filing = html_filing("For the fiscal year ended December 31, 2024", f"<table>{cells}</table>", *blocks)  # fmt: skip
    outline = {row.item: (row.state, row.target) for row in outline_of(filing)}
    assert outline["4"] == ("none", "item 4. mine safety disclosures na")
    assert outline["6"] == ("reserved", "item 6. [reserved] n/a")
    assert outline["2"] == ("absent", "")


def test_a_foot_of_the_contents_says_that_items_stand_elsewhere() -> None:
    rows = ["Item 1. Business ........ 3", "Item 2. Properties ....... 5", "Item 3. Legal Proceedings .... 6", "Item 5. Market for Registrant's Common Equity .... (A)", "Item 6. Selected Financial Data ........ (A)", "Item 7. Management's Discussion and Analysis .... 7", "Item 8. Financial Statements ...... 9", "Item 11. Executive Compensation ...... (A) (B)\n\n   Part IV\n   -------"]  # fmt: skip
    feet = ["(A) Pages 4-9 of the report to weavers are incorporated\n    herein by reference.", "(B) Incorporated by reference to the proxy\n    statement of the mill."]  # fmt: skip
    blocks = [part for row in rows if "(" not in row for part in (row.split(" ..")[0], LONG)]
    filing = text_filing("For the fiscal year ended December 31, 1994", "\n\n".join(rows), *feet, *blocks)  # fmt: skip
    outline = {row.item: (row.state, row.target) for row in outline_of(filing)}
    annual = "pages 4-9 of the report to weavers are incorporated herein by reference."
    assert outline["5"] == outline["6"] == ("elsewhere", annual)
    assert outline["11"] == (
        "proxy",
        "incorporated by reference to the proxy statement of the mill.",
    )
    assert outline["7"][0] == "words"
