"""What is no table of figures though numbers stand in it, and what is one though it looks like a list."""

from __future__ import annotations

import pytest

from docai.document.scan import scan
from docai.document.submission import Document
from docai.document.tables.reader import tables_of


def count(*rows: tuple[str, ...]) -> int:
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>" for cells in rows)
    page = f"<html><table>{body}</table></html>"
    return len(tables_of(scan(Document("10-K", 1, "k.htm", "", page.encode()))))


@pytest.mark.parametrize(
    "rows",
    [
        (("", "Page"), ("Statements of income", "25"), ("Balance sheets", "23 - 24"), ("Notes", "29-38")),
        (("", "Page(s) in the annual report"), ("Statements of income", "25"), ("Balance sheets", "23", "-24"), ("Notes", "29", "-38")),
        (("", "Form 10-K Page", "Annual Report Page"), ("Reports", "-", "74-75"), ("Balance sheets", "F-2", "*"), ("Notes", "F-3", "77")),
        (("Reports", "Page 12 of the annual report"), ("Balance sheets", "Pages 9-11 of the annual report"), ("Notes", "Page 7")),
        (("Page",), ("Reports", "25"), ("Notes", "12")),
        (("(i) Analysis", "30 to 59"), ("(ii) Results", "90"), ("(iii) Prices", "91"), ("(iv) Data", "92")),
    ],
)  # fmt: skip
def test_a_list_of_pages_is_no_table(rows: tuple[tuple[str, ...], ...]) -> None:
    assert count(*rows) == 0


@pytest.mark.parametrize(
    "rows",
    [
        (("No.", "", "Description"), *(("10", f".{n}", "—", f"Lease of the oak mill and yard number {n}, as amended") for n in (1, 2, 3))),
        (("†10", ".45*", "—", "Lease"), ("10", ".46", "—", "Deed"), ("4", ".1", "—", "Indenture")),
        (("10.A.3", "(1)", "Lease"), ("10.A.3-1", "(1)", "Deed of 2004"), ("10.A.4", "(1)", "Plan")),
        (("Exhibit", "", "Description", "Page"), ("10.B.4", "(1)", "Lease of the mill", "45"), ("10.B.5", "(1)", "Deed", "45")),
        (("10.1", "Lease of", "2004"), ("10.2", "Deed of", "1999"), ("10.3", "Plan of", "2001")),
    ],
)  # fmt: skip
def test_a_list_of_exhibits_is_no_table(rows: tuple[tuple[str, ...], ...]) -> None:
    assert count(*rows) == 0


@pytest.mark.parametrize(
    "rows",
    [
        (("", "Pages printed"), ("Books", "1,250"), ("Journals", "350")),
        (("Name", "Age"), ("Jane Roe", "59"), ("John Doe", "47"), ("Ann Poe", "61")),
        (("", "Looms"), ("Ohio", "12"), ("Utah", "15"), ("Iowa", "9")),
    ],
)
def test_figures_that_could_be_pages_are_a_table(rows: tuple[tuple[str, ...], ...]) -> None:
    assert count(*rows) == 1


@pytest.mark.parametrize(
    ("rows", "tables"),
    [
        ((("Name", "Age", "Position"), ("Jane Roe", "59", "Weaver")), 1),
        ((("Name", "Age", "Position"), ("Jane Roe", "53", "Weaver"), ("John Doe", "54", "Miller"), ("Ann Poe", "61", "Clerk"), ("Tom Poe", "62", "Clerk")), 1),
        ((("Name", "Position", "Age (1)"), ("Jane Roe", "Weaver of all the wool that the mill in Utah has", "59")), 1),
        # no age; a list of what else is numbered
        ((("Name", "Age", "Position"), ("Jane Roe", "5", "Weaver")), 0),
        ((("Name", "Age", "Position"), ("Jane Roe", "159", "Weaver")), 0),
        ((("Name", "No.", "Position"), ("Jane Roe", "59", "Weaver")), 0),
    ],
)  # fmt: skip
def test_persons_by_their_ages_are_a_table(rows: tuple[tuple[str, ...], ...], tables: int) -> None:
    assert count(*rows) == tables
