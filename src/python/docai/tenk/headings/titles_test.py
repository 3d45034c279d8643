"""Titles that are headings without the word Item: which are, which number they have, and where they end."""

from __future__ import annotations

import pytest

from docai.document.marks import CELL, ROW
from docai.tenk.headings.candidates import find_headings
from docai.tenk.headings.lines import lowered
from docai.tenk.headings.regulation_ab import find_regulation_ab
from docai.tenk.headings.titles import find_titles
from docai.tenk.vocabulary import ANNUAL, SMALL_BUSINESS, Numbering, name

HOLDERS = "Submission of Matters to a Vote of Security Holders"


def _found(
    line: str, numbering: Numbering = ANNUAL, above: str = "The year was dry.\n\n"
) -> set[str]:
    raw = f"{above}{line}\n\nWords below it.\n"
    found = find_titles(raw, lowered(raw), numbering)
    return {name(key) for heading in found for key in heading.covers}


@pytest.mark.parametrize(
    ("line", "items"),
    [
        ("Business and Properties", {"1", "2"}),
        ("1. Business and Description of Property", {"1", "2"}),
        ("(2)  PROPERTIES", {"2"}),
        ("(2)  LEGAL PROCEEDINGS", set()),
        ("Description of the Business", {"1"}),
        ("Market for the Partnership's Units and Related Matters", {"5"}),
        ("Market for the Registrant's Limited Partnership Interests", {"5"}),
        ("Market for Depositary Receipts and Dividends", {"5"}),
        ("Market for Trust Units and Holders", {"5"}),
        ("Market for Certificates and Related Matters", {"5"}),
        ("Market for Interests and Related Holders", {"5"}),
        ("Market for Membership Units and Holders", {"5"}),
        ("Market for Fund Shares and Holders", {"5"}),
        ("Market for Equity and Related Matters", {"5"}),
        ("Financial Statements and Supplementary", {"8"}),
        ("Control and Procedures", {"9A", "14"}),
        ("Directors and Officers", {"10"}),
        ("Directors of the Partnership", {"10"}),
        ("Directors of the Trust", {"10"}),
        ("Executive and Director Compensation", {"11"}),
        ("Executive Officer Compensation", {"11"}),
        ("Director and Executive Compensation", {"11"}),
        ("Directors and Executive Officers Compensation", {"11"}),
        ("Exhibits", {"14", "15"}),
        ("4A. Information about our Executive Officers", {"4A"}),
        ("4A. Executive Officers of the Registrant", {"4A"}),
        ("Legal Proceedings - None.", {"3"}),
        ("Mine Safety Disclosures: Not applicable", {"4"}),
        ("6. Selected Financial Data [Reserved]", {"6"}),
        (". Properties", {"2"}),
        ("(Removed and Reserved)", {"4", "6"}),
        (f"9 {CELL}A {CELL}Controls and Procedures", {"9A"}),
        (f"9{CELL}{CELL}B.{CELL} Other Information", {"9B"}),
        ("1   A   Risk Factors", {"1A"}),
        ("9.A. Controls and Procedures", {"9A"}),
        ("7. Plan of Operation. Looms were sold.", {"7"}),
        ("3.  Legal Proceedings: we won.", {"3"}),
        ("3.  Legal Proceedings.—We won.", {"3"}),
        ("3.  Legal Proceedings – We won.", {"3"}),
        ("3.  Legal Proceedings -- We won.", {"3"}),
        (
            "9. Changes in and Disagreements with Accountants on\n   Accounting and Financial Disclosure. We changed none.",
            {"9"},
        ),
    ],
)
def test_a_title_of_an_item(line: str, items: set[str]) -> None:
    assert _found(line) == items


@pytest.mark.parametrize(
    "line",
    ["Director Compensation", "Executive Officers of the Registrant", "Information about our Executive Officers", "5. Business",
     "Business is brisk", "Legal Proceedings we won", "business", f"9 {CELL}A {CELL}Other Information", "Legal Proceedings. We won.", "7. Legal Proceedings. We won.",
     "3. Legal Proceedings of ours. We won.", "1 a. risk factors"],
)  # fmt: skip
def test_no_title_of_an_item(line: str) -> None:
    assert _found(line) == set()


def test_a_title_that_words_follow_counts_less_than_one_alone() -> None:
    alone, run_in = (
        find_titles(raw, lowered(raw), ANNUAL)[0].score
        for raw in ("\n3. Legal Proceedings\n\nWe won.\n", "\n3. Legal Proceedings. We won.\n")
    )
    assert alone - run_in == 1.0


BEHIND = "The looms ran on, and what was woven was sold in the towns along the river."


@pytest.mark.parametrize(
    ("title", "end"),
    [
        ("1. Business", "Business"), ("3. LEGAL PROCEEDINGS", "LEGAL PROCEEDINGS"), ("7. Management's Discussion and Analysis of Financial Condition and Results of Operations", "Operations"),
        ("9A. Controls and Procedures", "Procedures"),
    ],
)  # fmt: skip
def test_a_title_ends_where_a_sentence_begins_on_its_line(title: str, end: str) -> None:
    raw = f"\n{title} {BEHIND}\n"
    (heading,) = find_titles(raw, lowered(raw), ANNUAL)
    assert raw[: heading.end].endswith(end)
    assert (
        heading.score
        == find_titles(f"\n{title}\n", lowered(f"\n{title}\n"), ANNUAL)[0].score
        - 1.0
        - 0.5 * title.isupper()
    )


@pytest.mark.parametrize(
    "line",
    [
        "1. Business Combinations", "1. Business Combinations and what they cost the mills in the last years, of which there were four", f"1. Business of {BEHIND}", f"Business {BEHIND}",
        "2. Property Plant and Equipment of the mills is shown at what it cost, less what was written off", f"2. Business {BEHIND}", "1. Business The looms ran.", f"1. business {BEHIND}",
    ],
)  # fmt: skip
def test_a_line_that_begins_like_a_title_may_be_a_sentence_or_a_note(line: str) -> None:
    assert _found(line) == set()


@pytest.mark.parametrize(
    ("line", "item"),
    [("Plan of Operation", "6"), ("6. Plan of Operation", "6"), ("1A. Risk Factors", "1A")],
)
def test_a_title_of_form_10_ksb(line: str, item: str) -> None:
    assert _found(line, SMALL_BUSINESS) == {item}


@pytest.mark.parametrize("line", ["Risk Factors", "Unresolved Staff Comments", "Cybersecurity"])
def test_form_10_ksb_asks_for_no_such_item(line: str) -> None:
    assert _found(line, SMALL_BUSINESS) == set()
    assert _found(line) != set()


@pytest.mark.parametrize(
    ("title", "key"), [("Information about our Executive Officers", (4, "A")), ("Executive Officers of the Registrant", (10, ""))]
)  # fmt: skip
def test_a_title_that_the_contents_name_needs_no_number(title: str, key: tuple[int, str]) -> None:
    raw = f"The year was dry.\n\n{title}\n\nA. Loom, 50.\n"
    found = find_titles(raw, lowered(raw), ANNUAL, named={key})
    assert [heading.key for heading in found] == [key]
    assert find_titles(raw, lowered(raw), ANNUAL, named={(5, "")}) == []


def test_the_number_of_the_page_above_is_not_that_of_the_item() -> None:
    raw = f"Nothing to report.\n\n   30\n\n\n\n{HOLDERS}\n\nNone.\n"
    (votes,) = find_titles(raw, lowered(raw), ANNUAL)
    assert (votes.key, raw[votes.start :].split("\n")[0]) == ((4, ""), HOLDERS)


def test_a_number_may_stand_on_the_line_above() -> None:
    raw = f"Nothing to report.\n\n4.\n{HOLDERS}\n\nNone.\n"
    (votes,) = find_titles(raw, lowered(raw), ANNUAL)
    assert raw[votes.at :].startswith("4.")


def test_the_first_title_of_a_table_stands_on_a_line_of_its_own() -> None:
    alone = f"The words go on\n\x05\x01{CELL}\n {CELL}\n{ROW}{CELL}\n{CELL}\nLegal Proceedings\n"
    (first,) = find_titles(alone, lowered(alone), ANNUAL)
    within = "The words go on\nLegal Proceedings\n"
    (second,) = find_titles(within, lowered(within), ANNUAL)
    assert first.score > second.score


def test_one_item_of_regulation_ab_is_enough_to_look_for_them() -> None:
    for number, title in (
        ("1122", "Compliance with Applicable Servicing Criteria"),
        ("1123", "Servicer Compliance Statement"),
    ):
        raw = f"\nItem 15. Exhibits\n\nA list.\n\nItem {number} of Regulation AB. {title}\n\nSee the exhibits.\n"
        first = find_headings(raw, lowered(raw), ANNUAL)
        found = find_regulation_ab(first, raw, lowered(raw))
        assert [name(heading.key) for heading in found] == [number]
