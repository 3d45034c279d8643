"""Cross-reference indexes as reports print them: each row leads to its pages, whatever they and their numbers look like."""

from __future__ import annotations

import html
import re
import textwrap

import pytest

from docai.tenk import Filing, read_filing
from docai.tenk.conftest import LONG

PAGES = 30
ROWS = {
    "1": ("Business", "17-20, 2"), "2": ("Properties", "21"), "3": ("Legal Proceedings", "22"),
    "4": ("Submission of Matters to a Vote of Security Holders", "NONE"),
    "5": ("Market for Registrant's Common Equity and Related Stockholder Matters", "23"), "6": ("Selected Financial Data", "24"),
    "7": ("Management's Discussion and Analysis of Financial Condition and Results of Operations", "3-6"),
    "7A": ("Quantitative and Qualitative Disclosures About Market Risk", "7"), "8": ("Financial Statements and Supplementary Data", "8-16"),
    "9": ("Changes in and Disagreements with Accountants on Accounting and Financial Disclosure", "NONE"),
    "10": ("Directors and Executive Officers of the Registrant", "25"), "11": ("Executive Compensation", "(a)"),
    "12": ("Security Ownership of Certain Beneficial Owners and Management and Related Stockholder Matters", "(a)"), "13": ("Certain Relationships and Related Transactions", "(a)"),
    "14": ("Exhibits, Financial Statement Schedules and Reports on Form 8-K", "26"),
}  # fmt: skip
FOLLOWED = {"1": [2, 17, 18, 19, 20], "2": [21], "3": [22], "5": [23], "6": [24], "7": [3, 4, 5, 6], "7A": [7], "8": list(range(8, 17)), "10": [25], "14": [26]}  # fmt: skip
NAMES = ["Ash", "Birch", "Cedar", "Date", "Elm", "Fir", "Gum", "Hazel", "Ivy", "Juniper"]
MOVES = "Income increased and decreased compared with last year. The claims were settled. Total current assets and total assets rose, stockholders were told. "


def _pages_of(said: str, none: str, prefix: str, word: str) -> str:
    if said == "(a)" or said == "NONE":
        return said.replace("NONE", none)
    return word + re.sub(r"(\d+)", rf"{prefix}\1", said)


def _words(page: int) -> list[str]:
    who = NAMES[page % len(NAMES)]
    return [f"{who} says on page Zq{page}q. {MOVES * 2}", LONG, f"{MOVES} {who} said Zz{page}z."]


def _report(label: str, foot: str, prefix: str, word: str, none: str, *, as_html: bool) -> Filing:
    rows = [(label.format(item), title, _pages_of(said, none, prefix, word)) for item, (title, said) in ROWS.items()]  # fmt: skip
    feet = [foot.format(f"{prefix}{page}") for page in range(1, PAGES + 1)]
    note = "(a) In the proxy statement, which is incorporated by reference."
    if as_html:
        cells = "".join(f"<tr><td>{one}</td><td>{html.escape(two)}</td><td>{three}</td></tr>" for one, two, three in rows)  # fmt: skip
        end = "<hr style='page-break-after:always'>"
        body = "".join("".join(f"<p>{one}</p>" for one in [*_words(page), feet[page - 1]]) + end for page in range(1, PAGES + 1))  # fmt: skip
        text = f"<html><body><p>FORM 10-K</p><p>10-K Index</p><table>{cells}</table><p>{note}</p>{end}{body}<p>SIGNATURES</p></body></html>"
        return read_filing(text.encode(), file_name="a.htm")
    lines: list[str] = []
    for one, two, three in rows:
        wrapped = textwrap.wrap(two, 44)
        wrapped[-1] = f"{wrapped[-1].ljust(50, '.')} {three}"
        lines += [f"{one:<10}{wrapped[0]}", *(" " * 10 + line for line in wrapped[1:])]
    body = "".join("\n\n".join([*(textwrap.fill(one, 74) for one in _words(page)), f"{feet[page - 1]:^74}"]) + "\n<PAGE>\n" for page in range(1, PAGES + 1))  # fmt: skip
    text = (
        "FORM 10-K\n\n10-K Index\n\n" + "\n".join(lines) + f"\n\n{note}\n<PAGE>\n{body}SIGNATURES\n"
    )
    return read_filing(text.encode(), file_name="a.txt")


@pytest.mark.parametrize("as_html", [True, False])
@pytest.mark.parametrize(
    ("label", "foot", "prefix", "word", "none"),
    [
        ("Item {}.", "{}", "", "", "None"), ("{}.", "- {} -", "", "pages ", "N/A"), ("{}", "Page {}", "", "", "n/a"),
        ("ITEM {}.", "{} | Teel Bancorp 1999 Annual Report", "", "", "—"), ("Item {}", "Teel Bancorp 1999 Annual Report | {}", "", "pages ", "—"),
        ("{}", "{} Teel Bancorp", "", "pages ", "Not applicable"), ("Item {}.", "{}", "A-", "", "None"), ("{}.", "{}", "II-", "pages ", "None"), ("Item {}.", "{}", "III-", "", "None"),
    ],
)  # fmt: skip
def test_rows_of_an_index_lead_to_their_pages(
    label: str, foot: str, prefix: str, word: str, none: str, as_html: bool
) -> None:
    filing = _report(label, foot, prefix, word, none, as_html=as_html)
    found = {item.item: item for item in filing.items}
    assert list(found) == list(ROWS)
    for number, pages in FOLLOWED.items():
        text = found[number].text
        assert sorted(map(int, re.findall(r"Zq(\d+)q", text))) == pages, number
        assert sorted(map(int, re.findall(r"Zz(\d+)z", text))) == pages, number
    assert {number: found[number].state for number in ROWS if number not in FOLLOWED} == {
        "4": "none", "9": "none", "11": "proxy", "12": "proxy", "13": "proxy"
    }  # fmt: skip
