"""Reports that have little to say: short answers at the feet of pages are neither contents nor running feet."""

from __future__ import annotations

import pytest

from docai.tenk import Filing, read_filing

TITLES = {
    "1": "Business",
    "2": "Properties",
    "3": "Legal Proceedings",
    "4": "Submission of Matters to a Vote of Security Holders",
    "5": "Market for Registrant's Common Equity",
    "6": "Selected Financial Data",
    "7": "Management's Discussion and Analysis",
    "8": "Financial Statements and Supplementary Data",
    "9": "Disagreements with Accountants",
    "10": "Directors and Executive Officers",
    "11": "Executive Compensation",
    "12": "Security Ownership of Certain Beneficial Owners",
    "13": "Certain Relationships",
    "14": "Exhibits and Reports on Form 8-K",
}
LAST = "A list of looms.\n\nAnother list of looms."
PAGE_END = "<p>{}</p><hr style='page-break-after:always'>"


def _report(answer: str, *, in_line: bool, contents: bool = False) -> Filing:
    """Return a report whose Items, but for the last, are each answered by ``answer`` on a page of their own."""
    rows = "".join(f"<p>Item {n}. {title} ..... {n}</p>" for n, title in TITLES.items())
    body = rows + PAGE_END.format(1) if contents else ""
    for page, (number, title) in enumerate(TITLES.items(), start=2):
        said = LAST if number == "14" else answer
        heading = f"ITEM {number}. {title}"
        paragraphs = [f"{heading} {said}"] if in_line else [heading, *said.split("\n\n")]
        body += "".join(f"<p>{one}</p>" for one in paragraphs)
        body += PAGE_END.format(page) if number != "14" else ""
    document = f"<html><body><p>FORM 10-K</p>{body}<p>SIGNATURES</p></body></html>"
    return read_filing(document.encode(), file_name="a.htm")


@pytest.mark.parametrize("contents", [False, True])
@pytest.mark.parametrize("in_line", [False, True])
@pytest.mark.parametrize(
    "answer",
    ["None.", "N/A", "Not applicable", "Omitted.", "See Item 1.", "No matters were submitted.", "Omitted pursuant to General Instruction I(2).", "The trust has no employees."],
)  # fmt: skip
def test_an_answer_that_ends_page_after_page_is_kept(
    answer: str, in_line: bool, contents: bool
) -> None:
    filing = _report(answer, in_line=in_line, contents=contents)
    assert [item.item for item in filing.items] == list(TITLES)
    for item in filing.items[:-1]:
        as_filed = item.text_as_filed or item.text
        assert as_filed.startswith("ITEM")
        assert answer in as_filed
    assert filing.items[-1].text.endswith("Another list of looms.")


def test_a_list_in_which_some_items_have_no_page_is_a_list() -> None:
    rows = "".join(
        f"<p>Item {n}. {title} ..... {'N/A' if n in ('4', '6', '9') else n}</p>"
        for n, title in TITLES.items()
    )
    words = "Cloth went out by barge in spring and by rail in autumn. " * 9
    body = "".join(f"<p>Item {n}. {title}</p><p>{words}</p>" for n, title in TITLES.items() if n not in ("4", "6", "9"))  # fmt: skip
    filing = read_filing(f"<html><body><p>FORM 10-K</p>{rows}{body}</body></html>".encode())
    assert [item.item for item in filing.items] == [n for n in TITLES if n not in ("4", "6", "9")]
    assert min(len(item.text) for item in filing.items) > 500
