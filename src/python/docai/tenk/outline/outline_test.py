"""Items that a report answers in an index, in one paragraph for a whole part, or not at all: found, with their states."""

from __future__ import annotations

import pytest

from docai.tenk.conftest import LONG, html_filing, items_found, states_of, text_filing, words_of


def _index(*rows: tuple[str, str, str]) -> str:
    cells = "".join(f"<tr><td>Item {n}.</td><td>{title}</td><td>{pages}</td></tr>" for n, title, pages in rows)  # fmt: skip
    return f"<table>{cells}</table>"


def test_a_list_of_numbers_gives_way_to_surer_headings_below() -> None:
    listed = [
        "1.  Business (Abbreviated pursuant to General Instruction J(2))",
        "3.  Legal Proceedings (Omitted pursuant to General Instruction J(2))",
        "4.  Submission of Matters to a Vote of Security Holders (Omitted pursuant to General Instruction J(2))",
        "8.  Financial Statements and Supplementary Data",
        "11.  Executive Compensation (Omitted pursuant to General Instruction J(2))",
        "13.  Certain Relationships and Related Transactions (Omitted pursuant to General Instruction J(2))",
    ]
    filing = text_filing("\n".join(listed), "ITEM 1.  BUSINESS", LONG, "ITEM 3.  LEGAL PROCEEDINGS", LONG, "ITEM 8.  FINANCIAL STATEMENTS AND SUPPLEMENTARY DATA", LONG)  # fmt: skip
    assert items_found(filing) == ["1", "3", "8"]
    states = states_of(filing)
    assert (states["11"], states["13"], states["9"]) == ("none", "none", "absent")


def _pages(first: int, *pages: str) -> str:
    return "".join(
        f"<p>{words}</p><p>{number}</p><hr style='page-break-after:always'>"
        for number, words in enumerate(pages, first)
    )


INDEX = [
    ("1", "Business", "3-4, 7"),
    ("1A", "Risk Factors", "5"),
    ("1B", "Unresolved Staff Comments", "Not applicable"),
    ("2", "Properties", "6"),
    ("3", "Legal Proceedings", "7-8"),
    ("5", "Market for Registrant's Common Equity", "8"),
    ("6", "[Reserved]", ""),
    ("9A", "Controls and Procedures", "9"),
    ("9B", "Other Information", "None"),
    ("11", "Executive Compensation", "(a)"),
    ("16", "Form 10-K Summary", "Not applicable"),
]


@pytest.mark.parametrize("first", [True, False], ids=["at the front", "at the end"])
def test_an_index_of_pages_is_followed_to_the_words(first: bool) -> None:
    body = _pages(2, *(f"Mark{page}x. {LONG}" for page in range(2, 12)))
    index = _index(*INDEX) + "<p>(a) in the proxy statement.</p>"
    filing = html_filing(index + body if first else body + index)
    business = words_of(filing, "1")
    assert [page for page in range(2, 12) if f"Mark{page}x" in business] == [3, 4, 7]
    assert filing.item("1").text_as_filed == "Item 1. | Business | 3-4, 7"  # type: ignore[union-attr]
    assert filing.item("1").title == "Business"  # type: ignore[union-attr]
    assert len(words_of(filing, "16")) < 60
    states = states_of(filing)
    assert {item: states[item] for item in ("1", "2", "1B", "6", "9B", "11", "16")} == {
        "1": "followed", "2": "followed", "1B": "none", "6": "reserved", "9B": "none", "11": "proxy", "16": "none",
    }  # fmt: skip


def test_an_index_of_first_pages_goes_on_to_the_next_page_named() -> None:
    rows = [("1", "Business", "3"), ("1A", "Risk Factors", "6"), ("2", "Properties", "8"), ("3", "Legal Proceedings", "9"),
            ("5", "Market for Registrant's Common Equity", "10"), ("6", "Selected Financial Data", "11"), ("9A", "Controls and Procedures", "12")]  # fmt: skip
    body = _pages(2, *(f"Mark{page}x. {LONG}" for page in range(2, 15)))
    filing = html_filing(body + _index(*rows))
    pages = [page for page in range(2, 15) if f"Mark{page}x" in words_of(filing, "1")]
    assert pages == [3, 4, 5]


@pytest.mark.parametrize(
    ("paragraph", "state"),
    [
        ("The information required by this Part (Items 10, 11, 12, 13 and 14) is incorporated by reference from the proxy statement.", "proxy"),
        ("Items 10 through 13 are omitted.", "none"),
    ],
)  # fmt: skip
def test_a_part_that_is_answered_as_a_whole_has_its_items(paragraph: str, state: str) -> None:
    filing = html_filing(
        "Item 1. Business", LONG, "Item 9. Changes in and Disagreements with Accountants", "None.", "PART III", paragraph,
        "PART IV", "Item 15. Exhibits and Financial Statement Schedules", LONG,
    )  # fmt: skip
    fees = ["14"] if "14" in paragraph else []
    assert items_found(filing) == ["1", "9", "10", "11", "12", "13", *fees, "15"]
    assert {states_of(filing)[item] for item in ("10", "11", "12", "13")} == {state}
    assert paragraph not in words_of(filing, "9")


BEFORE = ("Item 1. Business", LONG, "Item 9B. Other Information", "None.")
BEHIND = ("Item 15. Exhibits and Financial Statement Schedules", LONG)
THREE = ("10", "11", "12", "13", "14")


@pytest.mark.parametrize(
    "answer",
    [
        ("PART III", "Incorporated by reference to the definitive proxy statement, to be filed within 120 days.", "PART IV"),
        ("PART III", "The information called for by Part III is omitted, since the registrant will file a proxy statement.", "PART IV"),
        ("PART III. The information called for by Items 10 to 14 is incorporated by reference to the proxy statement.",),
        ("PART III - Items 10, 11, 12, 13 and 14 are incorporated by reference to the proxy statement.",),
        ("Items 10 through 14", "Incorporated by reference to the definitive proxy statement."),
        ("ITEMS 10, 11, 12, 13 & 14.", "The registrant will file a definitive proxy statement within 120 days."),
        ("Item 10. Directors and Executive Officers", "What this Item and Items 11, 12, 13 and 14 ask for is incorporated by reference to the proxy statement."),
        ("For Items 10 to 14 of Part III see the proxy statement, which is incorporated by reference.",),
    ],
)  # fmt: skip
def test_items_that_the_proxy_statement_answers_are_never_absent(answer: tuple[str, ...]) -> None:
    filing = html_filing("For the fiscal year ended December 31, 2005", *BEFORE, *answer, *BEHIND)
    states = states_of(filing)
    assert [states[item] for item in THREE] == ["proxy"] * 5


def test_fees_are_in_the_part_whose_items_are_answered_by_number() -> None:
    filing = html_filing(
        "For the fiscal year ended December 31, 2005", *BEFORE, "PART III",
        "Items 10, 11, 12 and 13 are incorporated by reference to the proxy statement.", "PART IV", *BEHIND,
    )  # fmt: skip
    states = states_of(filing)
    assert [states[item] for item in THREE] == ["proxy", "proxy", "proxy", "proxy", "absent"]


@pytest.mark.parametrize(
    ("title", "item", "part"),
    [
        ("Principal Accountant Fees and Services", "14", "III"),
        ("Controls and Procedures", "14", "III"),
        ("Exhibits and Reports on Form 8-K", "14", "IV"),
        ("Principal Accountant Fees and Services", "16", "III"),
        ("Form 10-K Summary", "16", "IV"),
    ],
)
def test_item_14_is_in_the_part_that_it_is_about(title: str, item: str, part: str) -> None:
    found = html_filing("Item 1. Business", LONG, f"Item {item}. {title}", LONG).item(item)
    assert found is not None
    assert found.part == part


COVER = (
    "Documents incorporated by reference: portions of the definitive proxy statement (Part III)."
)


def test_a_part_that_only_the_cover_speaks_of_is_in_the_proxy_statement() -> None:
    dated = "For the fiscal year ended December 31, 2005"
    assert states_of(html_filing(dated, COVER, *BEFORE, *BEHIND))["12"] == "proxy"
    assert states_of(html_filing(dated, *BEFORE, *BEHIND))["12"] == "absent"
    ten = ("Item 10. Directors and Executive Officers", LONG)
    assert states_of(html_filing(dated, COVER, *BEFORE, *ten, *BEHIND))["12"] == "absent"


LEGEND = "Indicate by check mark if disclosure of delinquent filers is not contained in definitive proxy or\n information statements incorporated by reference in Part III of this Form 10-K."


def test_the_legend_of_every_cover_says_nothing_of_part_iii() -> None:
    dated = "For the fiscal year ended December 31, 2005"
    assert states_of(text_filing(dated, LEGEND, *BEFORE, *BEHIND))["12"] == "absent"
    assert states_of(text_filing(dated, LEGEND, COVER, *BEFORE, *BEHIND))["12"] == "proxy"


def test_a_part_in_brackets_is_no_item_of_its_own() -> None:
    filing = text_filing(
        "Item 5. Market for Registrant's Common Equity", "Item 5(a). Market Information", LONG, "Item 6. Selected Financial Data", LONG,
        "Item 9(a). Controls and Procedures", LONG, "Item 10. Directors and Executive Officers", LONG,
    )  # fmt: skip
    assert items_found(filing) == ["5", "6", "9A", "10"]


def test_items_that_a_sentence_leaves_out_are_none_not_absent() -> None:
    filing = text_filing(
        "For the fiscal year ended December 31, 1995", "ITEM 1. BUSINESS", LONG,
        "ITEM 14. EXHIBITS, FINANCIAL STATEMENT SCHEDULES AND REPORTS ON FORM 8-K", LONG,
        "ITEMS 2, 3, 5 to 7 and 9 are not applicable and have been\nomitted.",
    )  # fmt: skip
    states = states_of(filing)
    assert [item for item, state in states.items() if state == "none"] == [
        "2",
        "3",
        "5",
        "6",
        "7",
        "9",
    ]
    assert states["8"] == "absent"
