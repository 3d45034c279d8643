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


def _ends_before(head: str, *, behind: str = "") -> bool:
    target = _target(f"We wove.\n\nBALANCE SHEETS\n\n{TITLED}\n\n{head}\n\nAt most 9.\n\n{behind}")
    stretch, *_ = target.statements((0, 1), [])
    return "At most" not in target.words(*stretch)


@pytest.mark.parametrize(
    "head",
    [
        "STOCK PRICES", "Market Price of Common Stock", "MARKET INFORMATION", "Share-Owner Information", "Price Range of Common Stock", "Stock Price Performance Graphs", "GLOSSARY", "(a)(3) Exhibits", "(3) Exhibits", "EXHIBITS INDEX", "EXHIBITS TO FORM 10-K", "Item 16. Form 10-K Summary", "SECURITIES AND EXCHANGE COMMISSION\nWashington, D.C. 20549", "Form 10-K\n\nSecurities and Exchange Commission\nWashington, D.C.",
    ],
)  # fmt: skip
def test_what_follows_the_statements(head: str) -> None:
    assert _ends_before(head)


@pytest.mark.parametrize(
    "head", ["COMMON STOCK", "Stock price range   107-92", "Stock prices rose", "We wove.\nStock Prices", "MARKET RISK", "It is filed with the\nSecurities and Exchange Commission.", "Form 10-K\n\nWe wove."]
)  # fmt: skip
def test_what_the_statements_hold(head: str) -> None:
    assert not _ends_before(head)


@pytest.mark.parametrize(
    ("head", "is_schedule"),
    [("Condensed Financial Information of Registrant", True), ("Condensed Financial Information of the Parent", True), ("Looms", False)],
)  # fmt: skip
def test_the_sheet_of_the_parent_alone_is_a_schedule(head: str, is_schedule: bool) -> None:
    text = f"INDEPENDENT AUDITORS' REPORT\n\nWe looked.\n\nSchedule II\n\n{head}\n\nBalance Sheets\n\n{TITLED}\n\nSIGNATURES\n\n"
    whole = (
        f"{text}REPORT OF INDEPENDENT AUDITORS\n\nBALANCE SHEETS\n\n{'We wove. ' * 400}\n\n{TITLED}"
    )
    first = "REPORT OF INDEPENDENT AUDITORS" if is_schedule else "INDEPENDENT AUDITORS' REPORT"
    assert _statements(whole, "SIGNATURES")[0] == first


def test_prices_before_the_auditors_report_are_within_the_statements() -> None:
    assert not _ends_before("STOCK PRICES", behind="REPORT OF INDEPENDENT AUDITORS\n\nWe looked.")
    assert _ends_before("STOCK PRICES", behind="OUR LOOMS\n\nWe looked.")


def test_statements_begin_behind_the_signatures_where_the_list_of_them_stands_before() -> None:
    listed = "FINANCIAL STATEMENTS\n\nThose below.\n\n(3) Exhibits\n\n3.1 Charter\n\nSIGNATURES\n\nA. Loom\n\n"
    assert _statements(f"We wove.\n\n{listed}BALANCE SHEETS\n\n{TITLED}", "We wove")[0] == "BALANCE SHEETS"  # fmt: skip
    assert _statements(f"We wove.\n\n{listed}OUR SHEET\n\n{TITLED}", "We wove")[0] == "FINANCIAL STATEMENTS"  # fmt: skip


@pytest.mark.parametrize(("often", "first"), [(6, "FINANCIAL STATEMENTS"), (7, "BALANCE SHEETS")])
def test_a_head_of_every_page_heads_no_statements(often: int, first: str) -> None:
    pages = "FINANCIAL STATEMENTS\n\nWe wove.\n\n" * often
    assert _statements(f"We wove.\n\n{pages}BALANCE SHEETS\n\n{TITLED}", "We wove")[0] == first


@pytest.mark.parametrize(
    ("row", "first"),
    [
        ("<tr><td>Statement of Cash Flows</td><td>Note 9</td></tr>", "BALANCE SHEETS"), ("<tr><td>12</td><td>Statement of Cash Flows</td></tr>", "BALANCE SHEETS"), ("<tr><td>Statement of Cash Flows</td><td></td></tr>", "Statement of Cash Flows"),
    ],
)  # fmt: skip
def test_a_row_of_a_table_is_no_head(row: str, first: str) -> None:
    sheet = "".join(f"<p>{line}</p>" for line in TITLED.split("\n"))
    source = f"<html><body><p>FORM 10-K</p><p>We wove.</p><table>{row}</table><p>BALANCE SHEETS</p>{sheet}</body></html>"
    scans = open_scans(source.encode(), file_name="a.htm")
    scan = scans.of(scans.submission.documents[0])
    target = Target(scan.text, "a.htm", html=True)
    stretch = next(target.statements((0, 1), [0]))
    assert target.words(*stretch).split("\n")[0] == first


ABOVE = "We wove cloth of wool in the long sheds by the water and sold it in the town. " * 3


@pytest.mark.parametrize(("above", "found"), [(ABOVE, "BALANCE SHEETS"), ("LOOM COMPANY", "LOOM COMPANY")])  # fmt: skip
def test_a_page_on_which_the_statements_begin_may_hold_the_end_of_another_section(
    above: str, found: str
) -> None:
    pages = "".join(
        f"{words}\n\n{page}\n<PAGE>\n\n"
        for page, words in enumerate(
            ("We.", "Wove.", f"{above}\n\nBALANCE SHEETS\n\n{TITLED}", "Notes.", f"{ABOVE}\n\nEXHIBIT INDEX\n\n3.1 Charter"), start=1
        )
    )  # fmt: skip
    target = _target(pages)
    span = target.by_pages("3", "5")
    assert span is not None
    words = target.words(*target.statements_on("3", span))
    assert words.startswith(found)
    assert "Charter" in target.words(*span)
    assert "Charter" not in words
