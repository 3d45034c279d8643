"""Parts of Items, lists that name Items, and reports that are bound in: none of them begins an Item."""

from __future__ import annotations

import pytest

from docai.tenk import Filing, read_filing
from docai.tenk.headings.holes_test import TITLES

WORDS = "The looms ran on, and what was woven was sold in the towns along the river. " * 12
SIGNED = "\n\nSIGNATURES\n\nPursuant to the requirements of Section 13"


def _text(changed: dict[str, str], *, above: str = "", below: str = "") -> Filing:
    parts = [
        changed.get(number, f"Item {number}.  {title}") + f"\n\nWool{number}x. {WORDS}"
        for number, title in TITLES.items()
    ]
    text = f"FORM 10-K\n\nFor the fiscal year ended December 31, 1997\n\n{above}\n\n"
    return read_filing(
        f"{text}{chr(10).join(part + chr(10) for part in parts)}{SIGNED}{below}".encode(),
        file_name="a.txt",
    )


def _html(bodies: dict[str, str], above: str = "") -> Filing:
    parts = [
        f"<p><b>Item {number}. {title}</b></p><p>Wool{number}x. {WORDS}</p>{bodies.get(number, '')}"
        for number, title in TITLES.items()
    ]
    return read_filing(
        f"<html><p>FORM 10-K</p><p>For the fiscal year ended December 31, 1997</p>{above}{''.join(parts)}<p>SIGNATURES</p></html>".encode(),
        file_name="a.htm",
    )


def _numbers(filing: Filing) -> list[str]:
    return [item.item for item in filing.items]


def _wool(filing: Filing, number: str) -> list[str]:
    item = filing.item(number)
    return [word for word in item.text.split() if word.startswith("Wool")] if item else []


def _each_holds_its_own(filing: Filing) -> bool:
    return _numbers(filing) == list(TITLES) and all(
        set(_wool(filing, number)) == {f"Wool{number}x."} for number in TITLES
    )


@pytest.mark.parametrize(
    "headings",
    [
        ("Item 1(a)  General Development of Business", "Item 1(b)  Financial Information About Industry Segments", "Item 1(c)  Narrative Description of Business"),
        ("ITEM 1(A).  BUSINESS", "ITEM 1(B).  FINANCIAL INFORMATION"),
    ],
)  # fmt: skip
def test_parts_of_item_1_are_no_items_with_a_letter(headings: tuple[str, ...]) -> None:
    filing = _text({"1": f"\n\nWool1x. {WORDS}\n\n".join(headings)})
    assert _each_holds_its_own(filing)
    assert len(_wool(filing, "1")) == len(headings)


def test_an_item_begins_at_its_first_part() -> None:
    parts = ("Item 14(a)1.  Financial Statements", "Item 14(a)2.  Schedules", "Item 14(b)  Reports on Form 8-K")  # fmt: skip
    filing = _text({"14": f"\n\nWool14x. {WORDS}\n\n".join(parts)})
    assert _each_holds_its_own(filing)
    assert len(_wool(filing, "14")) == 3


@pytest.mark.parametrize(
    ("heading", "item"),
    [
        ("Item 1(A). Risk Factors", "1A"),
        ("Item 1(b) Unresolved Staff Comments", "1B"),
        ("Item 1(b). None", "1B"),
        ("ITEM 1 - A. RISK FACTORS", "1A"),
        ("Item 9(a)(T). Controls and Procedures", "9A"),
    ],
)
def test_an_item_with_a_letter_has_its_title_or_an_answer(heading: str, item: str) -> None:
    number = item[0]
    filing = _text({number: f"Item {number}. {TITLES[number]}\n\n{WORDS}\n\n{heading}"})
    assert item in _numbers(filing)


@pytest.mark.parametrize(
    "heading",
    ["Items 8 and 14(a).  Financial Statements", "ITEMS 8 AND 14(a)(1) AND (2).  FINANCIAL STATEMENTS", "Items 8, 14(a) & (d). Financial Statements"],
)  # fmt: skip
def test_an_item_may_be_combined_with_a_part_of_another(heading: str) -> None:
    assert _each_holds_its_own(_text({"8": heading}))


@pytest.mark.parametrize("label", ["Item I", "ITEM I", "I"])
def test_the_statistics_of_a_bank_are_no_items(label: str) -> None:
    tables = ("Distribution of Assets", "Investment Portfolio", "Loan Portfolio", "Summary of Loan Loss Experience", "Deposits")  # fmt: skip
    prefix = label[:-1]
    lines = [f"{prefix}{roman}.  {title}" for roman, title in zip(("I", "II", "III", "IV", "V"), tables, strict=True)]  # fmt: skip
    for words in (WORDS, "Few words."):
        below = "\n\n".join(f"{line}\n\n{words}" for line in lines)
        filing = _text({"1": f"Item 1.  Business\n\nWool1x.\n\n{below}"})
        assert _each_holds_its_own(filing)
        item = filing.item("1")
        assert item is not None
        assert item.text.startswith("Item 1.  Business")


LIST = ("Item 1. Business", "Item 7. Management's Discussion and Analysis")


@pytest.mark.parametrize(
    "entries", [LIST, (*LIST, "Item 8. Financial Statements and Supplementary Data"), LIST[1:]]
)
def test_a_list_that_names_items_begins_none(entries: tuple[str, ...]) -> None:
    items = "".join(f"<li>{entry}</li>" for entry in entries)
    listed = f"<p>What may go otherwise is said in:</p><ul>{items}</ul><p>Read them all.</p>"
    assert _each_holds_its_own(_html({}, above=listed))
    if len(entries) > 1:
        assert _each_holds_its_own(_html({"5": listed}))


def test_an_entry_of_a_list_is_less_sure_than_a_heading() -> None:
    entry = "<p>• Item 8. Financial Statements and Supplementary Data</p><p>Read it.</p>"
    assert _each_holds_its_own(_html({"7": entry}))


def test_an_item_under_its_running_head_is_no_list() -> None:
    heads = "".join(
        f"<p>ITEM {number}. {TITLES[number].upper()}</p><p>Wool{number}x. {WORDS}</p><hr style='page-break-after:always'>"
        for number in ("7", "7", "8", "8")
    )
    filing = _html({"6": heads})
    assert _wool(filing, "6") == ["Wool6x."]


def test_items_of_a_quarterly_report_that_is_bound_in_are_none() -> None:
    quarter = (
        f"\n\nPART I - FINANCIAL INFORMATION\n\nITEM 1. FINANCIAL STATEMENTS\n\n{WORDS}\n\nITEM 2. MANAGEMENT'S DISCUSSION AND ANALYSIS\n\n{WORDS}"
        f"\n\nPART II - OTHER INFORMATION\n\nITEM 6. EXHIBITS AND REPORTS ON FORM 8-K\n\n{WORDS}"
    )
    assert _each_holds_its_own(_text({}, below=quarter))


@pytest.mark.parametrize(
    "line",
    [
        "Item {} of Regulation AB.",
        "ITEM {} OF REGULATION AB",
        "Item {} of Reg AB:",
        "Item {} (Regulation AB)",
    ],
)
def test_items_of_regulation_ab_may_lack_their_titles(line: str) -> None:
    body = "\n\n".join(f"{line.format(number)}\n\nSee the exhibits." for number in ("1122", "1123"))
    filing = _text({"14": f"{body}\n\nItem 14.  Exhibits and Reports on Form 8-K"})
    assert [number for number in _numbers(filing) if len(number) == 4] == ["1122", "1123"]


def test_a_line_of_a_paragraph_that_ends_in_regulation_ab_is_no_heading() -> None:
    body = "The servicer gave what is asked for in\nItem 1122 of Regulation AB.\n\nItem 1123 of Regulation AB.\n\nSee it."
    filing = _text({"14": f"{body}\n\nItem 14.  Exhibits and Reports on Form 8-K"})
    assert [number for number in _numbers(filing) if len(number) == 4] == ["1123"]


def test_a_letter_that_the_form_does_not_have_is_a_part() -> None:
    filing = _text({"5": f"Item 5. Market for Common Equity\n\nWool5x. {WORDS}\n\nITEM 5C. STOCK REPURCHASES"})  # fmt: skip
    assert _each_holds_its_own(filing)
    assert len(_wool(filing, "5")) == 2


SMALL = {
    "1": "Description of Business", "2": "Description of Property", "3": "Legal Proceedings", "4": "Submission of Matters to a Vote of Security Holders",
    "5": "Market for Common Equity", "6": "Management's Discussion and Analysis or Plan of Operation", "7": "Financial Statements",
    "8": "Changes in and Disagreements with Accountants", "8A": "Controls and Procedures", "8B": "Other Information", "9": "Directors and Executive Officers",
    "10": "Executive Compensation", "11": "Security Ownership", "12": "Certain Relationships", "13": "Exhibits", "14": "Principal Accountant Fees and Services",
}  # fmt: skip


def test_a_10_k_may_be_numbered_as_form_10_ksb() -> None:
    parts = [f"Item {n}. {title}\n\nWool{n}x. {WORDS}" for n, title in SMALL.items()]
    filing = read_filing(("FORM 10-K\n\n" + "\n\n".join(parts) + SIGNED).encode(), file_name="a.txt")  # fmt: skip
    assert _numbers(filing) == list(SMALL)
    assert [_wool(filing, number) for number in SMALL] == [[f"Wool{n}x."] for n in SMALL]
