"""Reports whose Items are rows of a cross-reference index, in fictional words."""

from __future__ import annotations

import pytest

from docai.tenk import Filing, read_filing
from docai.tenk.outline.rows import outline_of

WORDS = "Cloth went out by barge in spring and by rail in autumn, and the two sheds stayed open all year for the dyers. "
SECTIONS = {
    4: ("Management's Discussion and Analysis", "Sales increased by 3 and decreased by 2 compared with last year. " * 50),
    5: ("Quantitative and Qualitative Disclosures About Market Risk", WORDS * 8),
    6: ("Our Looms", WORDS * 20),
    7: ("Dangers", WORDS * 12),
    8: ("Sheds and Suits", WORDS * 6),
    9: ("Consolidated Statements", "Balance sheet. Total assets 12 and net sales 14. " * 90),
    10: ("Controls", WORDS * 5),
}  # fmt: skip
ROWS = [
    ("1", "Business", "6"), ("1A", "Risk Factors", "7"), ("1B", "Unresolved Staff Comments", "N/A"), ("2", "Properties", "8"),
    ("3", "Legal Proceedings", "8"), ("4", "Mine Safety Disclosures", "None"),
    ("5", "Market for Registrant's Common Equity, Related Stockholder Matters", "8"), ("6", "Selected Financial Data", "5"),
    ("7", "Management's Discussion and Analysis of Financial Condition and Results of Operations", "4"),
    ("7A", "Quantitative and Qualitative Disclosures About Market Risk", "5"),
    ("8", "Financial Statements and Supplementary Data", "9"),
    ("9", "Changes in and Disagreements with Accountants on Accounting and Financial Disclosure", "Not applicable"),
    ("9A", "Controls and Procedures", "10"), ("9B", "Other Information", "–"),
    ("10", "Directors, Executive Officers and Corporate Governance", "(a)"), ("11", "Executive Compensation", "*"),
    ("12", "Security Ownership of Certain Beneficial Owners and Management", "**"),
    ("13", "Certain Relationships and Related Transactions", "***"), ("14", "Principal Accountant Fees and Services", "(b)"),
    ("15", "Exhibits, Financial Statement Schedules", "10"),
]  # fmt: skip


def _index(label: str) -> str:
    rows = "".join(
        f"<tr><td>{label.format(item)}</td><td>{title}</td><td>{pages}</td></tr>"
        for item, title, pages in ROWS
    )
    return f"<p>Form 10-K Cross-Reference Index</p><table>{rows}</table>"


def _body() -> str:
    return "".join(
        f"<p><b>{title}</b></p><p>{words}</p><p>{page}</p><hr style='page-break-after:always'>"
        for page, (title, words) in SECTIONS.items()
    )


def _filing(body: str) -> Filing:
    return read_filing(
        f"<html><body><p>FORM 10-K</p>{body}<p>SIGNATURES</p></body></html>".encode(),
        file_name="a.htm",
    )


def _states(filing: Filing) -> dict[str, str]:
    return {row.item: row.state for row in outline_of(filing)}


@pytest.mark.parametrize("label", ["{}", "{}.", "Item {}.", "Item {}"])
def test_rows_at_the_end_lead_to_their_pages_whatever_the_order_of_these(label: str) -> None:
    states = _states(_filing(_body() + _index(label)))
    assert {states[item] for item in ("1", "1A", "2", "7", "7A", "8", "9A")} == {"followed"}
    assert {states[item] for item in ("1B", "4", "9", "9B")} == {"none"}
    assert {states[item] for item in ("10", "11", "12", "13", "14")} == {"proxy"}


def test_an_index_at_the_front_has_the_items_that_the_body_has_no_heading_for() -> None:
    headed = "".join(
        f"<p><b>ITEM {item}. {title.upper()}</b></p><p>{WORDS * 6}</p>"
        for item, title, _ in ROWS
        if item in ("1", "2", "5", "10", "11", "12", "13", "14", "15")
    )
    filing = _filing(_index("Item {}.") + _body() + headed)
    states = _states(filing)
    assert {states[item] for item in ("1", "2", "5", "10", "15")} == {"words"}
    assert {states[item] for item in ("1A", "3", "7", "7A", "8", "9A")} == {"followed"}
    assert {states[item] for item in ("1B", "4", "9")} == {"none"}
    staff = filing.item("1B")
    assert staff is not None
    assert staff.text.split() == ["Item", "1B.", "|", "Unresolved", "Staff", "Comments", "|", "N/A"]


def test_a_contents_that_is_called_an_index_gives_way_to_headings_in_the_body() -> None:
    headed = "".join(
        f"<p><b>ITEM {item}. {title.upper()}</b></p><p>{WORDS * 6}</p>" for item, title, _ in ROWS
    )
    states = _states(_filing(_index("Item {}.") + headed))
    assert set(states.values()) == {"words"}


def test_a_row_goes_on_over_the_rows_of_its_parts() -> None:
    parts = "".join(
        f"<tr><td></td><td>{part} of the looms and of the sheds, with all that was paid for them in the three years</td><td>{page}</td></tr>"
        for page, part in enumerate(("Description", "Competition", "Employees", "Seasons", "Patents", "Supply"), 4)
    )  # fmt: skip
    index = _index("Item {}.").replace(
        "<td>Business</td><td>6</td></tr>", f"<td>Business</td><td>6</td></tr>{parts}"
    )
    business = _filing(_body() + index).item("1")
    assert business is not None
    assert business.text_as_filed is not None
    assert "Supply of the looms" in business.text_as_filed
