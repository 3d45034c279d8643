"""One fictional report under headings of every shape: each Item holds its own words and no other's."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable

import pytest

from docai.tenk import Filing, read_filing

TITLES = {
    "1": "Business",
    "2": "Properties",
    "3": "Legal Proceedings",
    "4": "Submission of Matters to a Vote of Security Holders",
    "5": "Market for Registrant's Common Equity and Related Stockholder Matters",
    "6": "Selected Financial Data",
    "7": "Management's Discussion and Analysis of Financial Condition and Results of Operations",
    "8": "Financial Statements and Supplementary Data",
    "9": "Changes in and Disagreements with Accountants on Accounting and Financial Disclosure",
    "10": "Directors and Executive Officers of the Registrant",
    "11": "Executive Compensation",
    "12": "Security Ownership of Certain Beneficial Owners and Management",
    "13": "Certain Relationships and Related Transactions",
    "14": "Exhibits, Financial Statement Schedules, and Reports on Form 8-K",
}
WORDS = [
    "Zero",
    "One",
    "Two",
    "Three",
    "Four",
    "Five",
    "Six",
    "Seven",
    "Eight",
    "Nine",
    "Ten",
    "Eleven",
    "Twelve",
    "Thirteen",
    "Fourteen",
]
ROMAN = [
    "0",
    "I",
    "II",
    "III",
    "IV",
    "V",
    "VI",
    "VII",
    "VIII",
    "IX",
    "X",
    "XI",
    "XII",
    "XIII",
    "XIV",
]
PARTS = {"1": "PART I", "5": "PART II", "10": "PART III", "14": "PART IV"}

Shape = Callable[[str, str], str]

SHAPES: dict[str, Shape] = {
    "plain": lambda n, t: f"Item {n}.  {t}",
    "centred on two lines": lambda n, t: f"{f'ITEM {n}.':^72}\n\n{t.upper()[:70]:^72}",
    "underlined": lambda n, t: f"Item {n}.   {t}\n{'-' * len(t)}",
    "dashes": lambda n, t: f"ITEM {n} -- {t.upper()}",
    "number in words": lambda n, t: f"ITEM {WORDS[int(n)].upper()}.  {t.upper()}",
    "l for 1": lambda n, t: f"ITEM {n.replace('1', 'l')}.  {t.upper()}",
    "O for 0": lambda n, t: f"ITEM {n.replace('0', 'O')}.  {t.upper()}",
    "number sign": lambda n, t: f"ITEM #{n}.  {t.upper()}",
    "in brackets": lambda n, t: f"(Item {n})  {t}",
    "number in brackets": lambda n, t: f"Item ({n})  {t}",
    "columns ruled": lambda n, t: f"| Item {n}. | {t}",
    "words in the same line": lambda n, t: f"     Item {n}.  {t}.  This is said at once, and",
    "roman": lambda n, t: f"ITEM {ROMAN[int(n)]}.  {t.upper()}",
    "title alone": lambda n, t: t.upper(),
    "number alone": lambda n, t: f"{n}.  {t}",
    "wrapped": lambda n, t: "\n".join(textwrap.wrap(f"ITEM {n}.  {t.upper()}", 44)),
    "spaced letters": lambda n, t: f"I T E M  {n}.  {' '.join(t.upper())}",
    "page number in the line": lambda n, t: f"Item {n}.  {t[:50]:55} {3 + int(n)}",
    "item alone": lambda n, t: f"Item {n}.",
    "lower case": lambda n, t: f"item {n}.  {t.lower()}",
    "part in the same line": lambda n, t: f"{PARTS.get(n, '')}  ITEM {n}. {t.upper()}".lstrip(),
}


def _words(number: str) -> str:
    sold = (
        "Sales of pumps rose, as farms bought more of them than ever; see Item 7 of this report. "
    )
    return f"Number {number} begins here. {sold * (3 + int(number) % 4)}Marker{number}x ends."


def _text(numbers: Iterable[str], shape: Shape, before: str = "", after: str = "") -> str:
    out = [f"FORM 10-K\n\nfor the fiscal year ended December 31, 1995\n\nPUMP COMPANY\n\n{before}"]
    for number in numbers:
        out.append(f"\n\n{shape(number, TITLES[number])}\n\n")
        out.append("\n".join(textwrap.wrap(_words(number), 72, initial_indent="     ")))
    out.append("\n\nSIGNATURES\n\nPursuant to the requirements of Section 13, it has signed.\n")
    return "".join(out) + after


def _html(numbers: Iterable[str], shape: Shape, before: str = "", after: str = "") -> str:
    out = [f"<HTML><BODY><P>FORM 10-K</P>{before}"]
    for number in numbers:
        heading = shape(number, TITLES[number]).replace("\n", "<BR>")
        out.append(f"<P><B>{heading}</B></P><P>{_words(number)}</P>")
    out.append("<P>SIGNATURES</P><P>Pursuant to the requirements of Section 13, signed.</P>")
    return "".join(out) + after


def _contents(head: str) -> str:
    lines = (f"Item {n}.  {t[:48]:.<56} {2 + int(n)}" for n, t in TITLES.items())
    return f"\n\n{head:^60}\n\n" + "\n".join(lines) + "\n\n<PAGE>\n"


def _read(document: str) -> Filing:
    return read_filing(document.encode(), file_name="doc", follow=False)


def _assert_apart(filing: Filing, numbers: list[str]) -> None:
    assert [item.item for item in filing.items] == numbers
    for item in filing.items:
        holds = [number for number in TITLES if f"Marker{number}x" in item.text]
        assert holds == [item.item]
        assert "Pursuant to the" not in item.text


@pytest.mark.parametrize("before", ["", _contents("TABLE OF CONTENTS")], ids=["", "contents"])
@pytest.mark.parametrize("shape", SHAPES)
def test_text_under_headings_of_any_shape(shape: str, before: str) -> None:
    _assert_apart(_read(_text(TITLES, SHAPES[shape], before)), list(TITLES))


@pytest.mark.parametrize("shape", SHAPES)
def test_html_under_headings_of_any_shape(shape: str) -> None:
    _assert_apart(_read(_html(TITLES, SHAPES[shape])), list(TITLES))


@pytest.mark.parametrize("shape", ["plain", "title alone", "number in words", "wrapped"])
def test_an_amendment_with_part_iii_alone(shape: str) -> None:
    before = "AMENDMENT NO. 1\n\nThe registrant amends Items 10, 11, 12 and 13 as follows:\n"
    numbers = ["10", "11", "12", "13"]
    _assert_apart(_read(_text(numbers, SHAPES[shape], before)), numbers)


@pytest.mark.parametrize("shape", ["plain", "centred on two lines", "underlined"])
def test_an_index_after_the_signatures_is_no_body(shape: str) -> None:
    _assert_apart(_read(_text(TITLES, SHAPES[shape], "", _contents("INDEX"))), list(TITLES))


def test_a_part_of_an_item_is_no_item() -> None:
    parts = "\n\nItem 14(a)(1). Financial statements\n\nITEM 14(B). REPORTS ON FORM 8-K\n"
    filing = _read(_text(TITLES, SHAPES["plain"], "", f"\n<PAGE>\n\nBalance sheets{parts}"))
    _assert_apart(filing, list(TITLES))


@pytest.mark.parametrize("mark", ["", " (continued)", " -- Continued", ", Cont'd", " (CONT.)"])
def test_a_heading_repeated_on_each_page_begins_where_it_first_stands(mark: str) -> None:
    def repeated(number: str, title: str) -> str:
        more = "\n".join(textwrap.wrap(_words("0").replace("Marker0x", "") * 2, 72))
        again = f"\n\n<PAGE>\nITEM {number}. {title.upper()}{mark}\n\nMore words.\n"
        return f"Item {number}. {title}\n\n{more}{again}"

    filing = _read(_text(TITLES, repeated, _contents("TABLE OF CONTENTS")))
    _assert_apart(filing, list(TITLES))
    assert all("Number 0 begins" in item.text for item in filing.items)


@pytest.mark.parametrize(
    "heading",
    [
        "Items 10, 11, 12 and 13.  Directors; Compensation; Ownership; Relationships",
        "Items 10 through 13.  Directors and Executive Officers",
        "ITEMS 10-13. INFORMATION INCORPORATED BY REFERENCE",
        "Items 10 to 13, inclusive.",
        "Items Ten, Eleven, Twelve and Thirteen.  Directors and so on",
        "Items X, XI, XII and XIII.  Directors and so on",
    ],
)
def test_items_under_one_heading_are_combined(heading: str) -> None:
    numbers = [number for number in TITLES if number not in ("11", "12", "13")]
    filing = _read(_text(numbers, lambda n, t: heading if n == "10" else f"Item {n}. {t}"))
    ten = filing.item("10")
    assert ten is not None
    assert ten.combined_with == ("11", "12", "13")
    assert "Marker10x" in ten.text
    assert "Marker14x" not in ten.text
