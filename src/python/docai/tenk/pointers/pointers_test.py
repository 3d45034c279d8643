"""Items that point elsewhere: the words are found where they are, and nothing is invented where they are not."""

from __future__ import annotations

import pytest

from docai.tenk import Filing, Item, read_filing
from docai.tenk.pointers.pointer import find_pointer

_SENTENCE = (
    "Net sales of pumps increased compared with the year before, while costs of seals decreased. "
)
DISCUSSION = "".join(f"<p>{_SENTENCE * 6}In the {n}th region as well.</p>" for n in range(20))
STATEMENTS = (
    "<p>REPORT OF INDEPENDENT AUDITORS</p><p>We have audited.</p><p>CONSOLIDATED BALANCE SHEETS</p>"
    "<table><tr><td>Cash</td><td>$</td><td>12</td></tr><tr><td>Total assets</td><td>$</td><td>99</td></tr>"
    "<tr><td>Total liabilities</td><td></td><td>40</td></tr><tr><td>Stockholders' equity</td><td></td><td>59</td></tr></table>"
    "<p>NOTES TO CONSOLIDATED FINANCIAL STATEMENTS</p>"
    "<p>1. Basis</p>"
    + "".join(
        f"<p>Pumps are carried at cost, in the {n}th year too. " * 8 + "</p>" for n in range(20)
    )
    + "<p>2. Contingencies</p><p>The company is a defendant in a suit about a leaking pump. "
    + "It denies the claim. " * 12
    + "</p>"
    "<p>3. Leases</p><p>None.</p>"
)
_TITLES = {
    "3": "Legal Proceedings", "4": "Submission of Matters to a Vote of Security Holders", "7": "Management's Discussion and Analysis of Financial Condition",
    "8": "Financial Statements and Supplementary Data", "9": "Changes in and Disagreements with Accountants",
}  # fmt: skip


def _ten_k(items: dict[str, str], after: str = "", *, breaks: bool = False) -> str:
    words = {
        "3": "None.",
        "4": "None.",
        "7": "It was a fair year.",
        "8": "None.",
        "9": "None.",
    } | items
    page = "<p>{}</p><hr style='page-break-after:always'>"
    body = "".join(
        f"<p>Item {number}. {_TITLES[number]}</p><p>{text}</p>" + (page.format(n) if breaks else "")
        for n, (number, text) in enumerate(words.items(), 1)
    )
    return f"<html><p>Item 1. Business</p><p>Pumps.</p><p>Item 2. Properties</p><p>A hall.</p>{body}<p>SIGNATURES</p><p>Pursuant to the requirements of the Act.</p>{after}</html>"


def _submission(ten_k: str, *exhibits: tuple[str, str]) -> bytes:
    documents = [("10-K", "pumps.htm", ten_k)] + [
        (kind, f"{kind.lower()}.htm", text) for kind, text in exhibits
    ]
    return (
        b"<SEC-HEADER>\n</SEC-HEADER>\n"
        + "".join(
            f"<DOCUMENT>\n<TYPE>{kind}\n<FILENAME>{name}\n<TEXT>\n{text}\n</TEXT>\n</DOCUMENT>\n"
            for kind, name, text in documents
        ).encode()
    )


def _item(filing: Filing, number: str) -> Item:
    item = filing.item(number)
    assert item is not None
    return item


ANNUAL_REPORT = f"<html><p>To our shareholders</p><p>MANAGEMENT'S DISCUSSION AND ANALYSIS</p>{DISCUSSION}{STATEMENTS}</html>"


def test_words_in_exhibit_13_are_returned_with_what_is_filed_beside_them() -> None:
    pointer = "The information is incorporated by reference to the Annual Report to Shareholders, filed as Exhibit 13."
    filing = read_filing(
        _submission(_ten_k({"7": pointer, "8": pointer}), ("EX-13", ANNUAL_REPORT))
    )
    seven, eight = _item(filing, "7"), _item(filing, "8")
    assert (seven.source, seven.source_file) == ("exhibit-13", "ex-13.htm")
    assert seven.text.startswith("MANAGEMENT'S DISCUSSION AND ANALYSIS\n\nNet sales of pumps")
    assert "REPORT OF INDEPENDENT AUDITORS" not in seven.text
    assert seven.text_as_filed is not None
    assert seven.text_as_filed.endswith(pointer)
    assert eight.text.startswith("REPORT OF INDEPENDENT AUDITORS")
    assert "Total assets | $99" in eight.text
    assert (
        ANNUAL_REPORT.encode().decode()[eight.start - 1 :].startswith("REPORT OF")
        or "REPORT OF" in ANNUAL_REPORT[eight.start - 8 : eight.start + 20]
    )


def test_without_the_exhibit_the_words_as_filed_are_kept() -> None:
    pointer = "Incorporated by reference to pages 20 to 30 of the Annual Report to Shareholders."
    filing = read_filing(_submission(_ten_k({"7": pointer})))
    seven = _item(filing, "7")
    assert seven.source == "primary"
    assert seven.text_as_filed is None
    assert seven.text.endswith(pointer)


def test_what_the_proxy_statement_holds_is_never_looked_for() -> None:
    pointer = "Incorporated by reference to the section Legal Proceedings of the Proxy Statement."
    filing = read_filing(_submission(_ten_k({"3": pointer}, STATEMENTS), ("EX-13", ANNUAL_REPORT)))
    assert _item(filing, "3").source == "primary"


@pytest.mark.parametrize(
    "pointer",
    [
        "The Financial Statements follow the signature page.",
        "Attached.",
        "The financial statements are set forth beginning on page F-1 of this report.",
        "See “Index to Financial Statements.”",
        "The information required by this Item is included in our consolidated financial statements at the end of this report.",
        "The statements listed in Item 15(a) follow the signatures and are incorporated herein by reference.",
    ],
)
def test_statements_after_the_signatures_are_found(pointer: str) -> None:
    filing = read_filing(_ten_k({"8": pointer}, STATEMENTS).encode(), file_name="pumps.htm")
    eight = _item(filing, "8")
    assert (eight.source, eight.source_file) == ("elsewhere", "pumps.htm")
    assert eight.text.startswith("REPORT OF INDEPENDENT AUDITORS")
    assert "3. Leases" in eight.text


def test_printed_page_numbers_are_followed() -> None:
    pages = "".join(
        f"<p>{DISCUSSION if n in (12, 13) else f'Page with words number {n}, some of them long.'}</p><p>{n}</p><hr style='page-break-after:always'>"
        for n in range(8, 16)
    )
    filing = read_filing(_ten_k({"7": "See pages 12 through 13."}, pages, breaks=True).encode())
    seven = _item(filing, "7")
    assert seven.source == "elsewhere"
    assert seven.text.startswith("Net sales of pumps")
    assert "words number 14" not in seven.text
    assert "words number 11" not in seven.text


def test_a_note_is_followed_to_the_next_note() -> None:
    filing = read_filing(
        _ten_k(
            {"3": "See Note 2 to the consolidated financial statements.", "8": STATEMENTS}
        ).encode()
    )
    three = _item(filing, "3")
    assert three.source == "elsewhere"
    assert three.text.startswith("2. Contingencies\n\nThe company is a defendant")
    assert "Leases" not in three.text


def test_as_filed_nothing_is_followed() -> None:
    data = _ten_k({"8": "See page F-1."}, STATEMENTS).encode()
    assert _item(read_filing(data, follow=False), "8").text.endswith("See page F-1.")


@pytest.mark.parametrize(
    "words",
    [
        "None.",
        "Not applicable.",
        "",
        "We are party to suits in Ohio and in Maine about pumps that leaked, and to one in Utah about a pump that did not; we think that none of them matters to us, whatever their outcome may be in the end.",
        "Our shares trade on the exchange. The high was 12 and the low was 9 in the first quarter, and we paid a dividend of 3 cents in every quarter of the year. See page 9 for more.",
    ],
)
def test_words_of_their_own_are_no_pointer(words: str) -> None:
    assert find_pointer(words) is None


@pytest.mark.parametrize(
    ("words", "ranges"),
    [
        ("See pages 32 to 60.", [("32", "60")]),
        ("Pages 3-9, 20", [("3", "9"), ("20", "20")]),
        (
            "is set forth on pages 38 and 39, and 50 through 77 of the report",
            [("38", "38"), ("39", "39"), ("50", "77")],
        ),
        ("appears on page F-1", [("F-1", "F-1")]),
    ],
)
def test_page_ranges_are_read_as_they_are_written(
    words: str, ranges: list[tuple[str, str]]
) -> None:
    pointer = find_pointer(words)
    assert pointer is not None
    assert list(pointer.ranges) == ranges


def test_a_list_of_statements_with_pages_points_to_the_first() -> None:
    pointer = find_pointer(
        "Report of Auditors | F-2\nBalance Sheets | F-3\nStatements of Income | F-4\nNotes | F-6"
    )
    assert pointer is not None
    assert pointer.ranges == (("F-2", "F-2"),)
    assert pointer.open_ended
