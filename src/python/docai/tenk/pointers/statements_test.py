"""Where the financial statements begin: a balance sheet tells them, a table of selected data does not."""

from __future__ import annotations

import pytest

from docai.tenk import open_scans
from docai.tenk.pointers.target import Target

SHEET = "Total current assets 9\n\nLooms 4\n\n                13\n\nTotal liabilities 3\n"
TITLED = "Total current assets 9\n\nTotal assets 13\n\nTotal liabilities 3\n"


def _target(text: str) -> Target:
    scans = open_scans(f"FORM 10-K\n\n{text}".encode(), file_name="a.txt")
    scan = scans.of(scans.submission.documents[0])
    return Target(scan.text, "a.txt", html=scan.html)


def _statements(text: str, border: str = "") -> list[str]:
    target = _target(text)
    borders = [target.text.raw.index(border)]
    return [target.words(*one).split("\n")[0] for one in target.statements((0, 1), borders)]


@pytest.mark.parametrize("sheet", [SHEET, TITLED])
def test_a_balance_sheet_need_not_name_its_total(sheet: str) -> None:
    head = "CONSOLIDATED BALANCE SHEETS"
    assert _statements(f"We wove.\n\n{head}\n\n{sheet}")[0] == head


def test_a_sheet_that_names_its_total_goes_first() -> None:
    text = f"BALANCE SHEETS\n\n{SHEET}\n\nSIGNATURES\n\nSTATEMENTS OF INCOME\n\n{TITLED}"
    assert _statements(text, "STATEMENTS OF")[:2] == ["STATEMENTS OF INCOME", "BALANCE SHEETS"]


@pytest.mark.parametrize(
    "head",
    [
        "CONSOLIDATED STATEMENTS OF OPERATIONS DATA",
        "BALANCE SHEET DATA",
        "FINANCIAL STATEMENTS:",
        "financial statements and supplementary data filed as part of it",
    ],
)
def test_what_is_no_head_of_the_statements(head: str) -> None:
    assert _statements(f"We wove.\n\n{head}\n\n{TITLED}") == []


@pytest.mark.parametrize(
    ("line", "discussion", "ends"),
    [
        ("CONSOLIDATED BALANCE SHEETS", False, True), ("Management's Discussion and Analysis", True, True), ("Management's Discussion and Analysis", False, False),
        ("We wove.\nConsolidated Balance Sheets", True, False), ("Balance Sheet Data:", True, False), ("LOOMS", True, False),
    ],
)  # fmt: skip
def test_the_next_head_of_a_report(line: str, discussion: bool, ends: bool) -> None:
    target = _target(f"Selected Data\n\nWe wove.\n\n{line}\n\nWe dyed.\n")
    start, end = target.text.raw.index("Selected"), len(target.text.raw)
    assert (target.head_after(start, end, discussion=discussion) < end) == ends
