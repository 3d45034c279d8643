"""Notes without numbers whose parts look as they do: told apart by what they are called."""

from __future__ import annotations

import pytest

from docai.tenk.structure.notes.names import parts_among
from stand_ins.patterns import Examples

SEARCHED_IN_NOTES: Examples = {
    "names._STOCK": (("Common Stock", "CAPITAL STOCK", "Shareholders' Equity", "Stockholders’ Equity", "Equity"), ("Stock Options", "Private Equity", "Preferred Stock")),
    "names._OF_STOCK": (("Stock Repurchase Program", "Rights Plan", "Right Agreement", "Stock Options", "1990 Option", "Stock Purchase Plan", "Restricted Stock", "Performance Shares", "Dividends", "Stock Plans", "Treasury Stock", "Stock Split"), ("Employee Savings Plan", "Put Warrants", "Preferred Stock")),
    "names._PLANS": (("Savings Plans", "Employee Benefits", "Benefit Obligations", "Compensation"), ("Planning", "Rights Plan")),
    "names._OF_PLANS": (("Savings Plan", "Pensions", "Savings", "Stock Option", "Retirees", "Postretirement", "Our 401(k)"), ("Planning", "Earnings per Share")),
    "names._COMMITMENTS": (("Commitments", "Lease Commitment", "Contingencies"), ("Committed", "Litigation")),
    "names._OF_COMMITMENTS": (("Leases", "Purchase Commitments", "Purchase Obligations", "Litigation", "Legal Matters", "Legal Proceedings", "Guarantees", "Indemnification", "Warranty", "Environmental", "Letters of Credit", "EPA Investigation"), ("Contingencies", "Purchase of Mills", "Put Warrants")),
    "names._RISKS": (("Concentrations of Risk", "Concentration"), ("Risks",)),
    "names._OF_RISKS": (("Concentrations of Credit", "Significant Customers", "Sources of Supply", "Suppliers", "Credit Risk"), ("Advertising Costs", "Credit")),
    "names._INSTRUMENTS": (("Financial Instruments", "Derivatives", "Derivative Looms"), ("Instruments",)),
    "names._OF_INSTRUMENTS": (("Accounting Hedges", "Derivatives", "Foreign Currency", "Interest Rates", "Fair Value", "Other Instruments"), ("Concentrations of Credit Risk", "Interest and Other Income")),
    "names._DEBT": (("Long-Term Debt", "Borrowings", "Notes Payable to Banks"), ("Debtors", "Notes")),
    "names._OF_DEBT": (("Credit Facility", "Credit Agreements", "Lines of Credit", "Senior Notes", "Debentures", "Commercial Paper", "Maturities", "Term Loan", "Long-Term Debt"), ("Credit Risk", "Leases")),
    "names._TAXES": (("Income Taxes",), ("Taxes", "Income")),
    "names._OF_TAXES": (("Deferred Tax Assets", "Tax Positions", "Tax Rates", "Tax Credits", "Provision for Taxes"), ("Income Taxes", "Deferred Wages")),
    "names._CHANGES": (("Restructuring of Looms", "Special Charges", "Acquisition"), ("Charges", "Mergers")),
    "names._OF_CHANGES": (("Restructuring Activity", "Restructuring Charges", "Restructuring Actions", "Pro Forma Results", "Proforma", "Pro-forma", "Oak Acquisition", "Termination of License"), ("Restructuring of Operations", "Income Taxes")),
}  # fmt: skip
AT_START_OF_NOTES: Examples = {
    "names._LAST_POLICY": (("Reclassifications", " RECLASSIFIED"), ("Classes", "Of reclassification")),
    "names._USUAL": (
        ("Summary of Significant Accounting Policies", "Accounting Changes", "Nature of Business", "Basis of Presentation", "Accounting Estimates", "Financial Instruments", "Derivatives", "Cash", "Short-Term Investments", "Investments", "Accounts Receivable", "Receivables", "Inventories", "Property", "Goodwill", "Intangibles", "Accrued", "Notes Payable", "Long-Term Debt", "Debt", "Borrowings", "Leases", "Provision for Income Taxes", "INCOME TAXES",
         "Interest and Other", "Other Income", "Concentrations", "Advertising Costs", "Restructuring", "Special Charges", "Acquisitions", "Discontinued Operations", "Business Combinations", "Common Stock", "Preferred Stock", "Capital Stock", "Shareholders' Equity", "Stockholders", "Equity", "Accumulated Other Comprehensive", "Other Comprehensive Income", "Employee Savings Plan", "Retirement", "Pensions", "Benefit Plans", "Savings", "Stock-Based",
         "Earnings per Share", "Loss per Common Share", "Income Per Share", "Commitments", "Contingencies", "Litigation", "Related Parties", "Industry Segments", "Segment", "Geographic Areas", "Subsequent Events", "Quarterly", "Fair Values"),
        ("Oak Mill", "Lease Commitments", "Litigation over Looms", "Common Stock Split", "Significant Customers", "Shareholder Rights Plan"),
    ),
}  # fmt: skip


def _notes(*titles: str) -> list[str] | None:
    """Return which titles are notes; one that ends in ">" stands right over the next."""
    said = [title.rstrip(">") for title in titles]
    parts = parts_among(said, [title.endswith(">") for title in titles])
    return None if parts is None else [one for at, one in enumerate(said) if at not in parts]


def test_where_no_heading_stands_right_over_another_all_are_notes() -> None:
    assert _notes("Common Stock", "Stock Options", "Leases", "Oak Mill") == [
        "Common Stock", "Stock Options", "Leases", "Oak Mill",
    ]  # fmt: skip


def test_a_heading_right_over_its_first_part_has_those_of_its_matter_and_those_that_no_note_is_called() -> (
    None
):
    assert _notes(
        "Inventories", "Common Stock>", "Rights Plan", "Stock Option Plans", "The Weavers' Shares", "Employee Savings Plan", "Commitments>", "Leases", "Litigation", "Segments",
    ) == ["Inventories", "Common Stock", "Employee Savings Plan", "Commitments", "Segments"]  # fmt: skip


def test_where_parts_look_as_notes_do_what_speaks_of_the_note_above_is_a_part() -> None:
    assert _notes(
        "Commitments>", "Oak Lane", "Common Stock", "Repurchase Program", "Put Warrants", "Wool:", "Contingencies"
    ) == ["Commitments", "Common Stock", "Put Warrants", "Contingencies"]  # fmt: skip


@pytest.mark.parametrize(
    "policies",
    [
        ("Accounting Policies", "Basis of Presentation", "Revenue", "Reclassifications"),
        ("Accounting Policies>", "Financial Instruments", "Revenue", "Reclassifications"),
        ("Accounting Policies", "Inventories"),
    ],
)
def test_policies_are_no_notes(policies: tuple[str, ...]) -> None:
    assert _notes(*policies, "Inventories", "Debt") == [
        "Accounting Policies",
        "Inventories",
        "Debt",
    ]


def test_a_note_behind_the_policies_is_none_of_them() -> None:
    assert _notes("Accounting Policies", "Financial Instruments", "Leases>", "Oak Lane") == [
        "Accounting Policies", "Financial Instruments", "Leases",
    ]  # fmt: skip


def test_headings_that_come_again_are_rows_of_tables() -> None:
    assert _notes("Federal", "State", "Federal", "State", "Debt") is None
