"""Levels of headings, by their looks and their order."""

from __future__ import annotations

import pytest

from docai.tenk.structure.headings import Heading, Sign, rank_of
from docai.tenk.structure.levels import part_titles, set_levels
from docai.tenk.structure.notes.numbers import number_notes

BOLD, ITALIC, CAPITALS = Sign(bold=True), Sign(italic=True), Sign(bold=True, capitals=True)
SENTENCE = "A ship that brings our wool may sink on one of its ways"


def levels(*headings: tuple[str, Sign], gap: str = "\n\nWords.\n\n") -> list[int]:
    text, found = "", []
    for words, sign in headings:
        found.append(Heading(len(text), len(text) + len(words), -1, sign, rank_of(sign, words)))
        text += f"{words}{gap}"
    number_notes(text, found)
    part_titles(text, found, titled=0)
    set_levels(text, found, titled=0)
    return [one.level for one in found]


@pytest.mark.parametrize(
    ("headings", "expected"),
    [
        ([("A", BOLD), ("B", ITALIC), ("C", ITALIC), ("D", BOLD)], [2, 3, 3, 2]),
        ([("A", ITALIC), ("B", BOLD), ("C", ITALIC)], [2, 2, 3]),
        ([("A", CAPITALS), ("B", BOLD), ("C", ITALIC), ("D", BOLD), ("E", CAPITALS)], [2, 3, 4, 3, 2]),
        ([("Risks", ITALIC), (SENTENCE, BOLD), ("More Risks", ITALIC), (SENTENCE, BOLD)], [2, 3, 2, 3]),
        ([("Risks Related to Ships and to the Wool", ITALIC), (SENTENCE, BOLD)], [2, 3]),
        ([("Risks Related to Ships in the Trade of Oak Looms", BOLD), (SENTENCE, ITALIC)], [2, 3]),
        ([(SENTENCE, BOLD), (SENTENCE, Sign(bold=True, size=1.0)), (SENTENCE, BOLD)], [2, 2, 2]),
    ],
)  # fmt: skip
def test_looks_and_their_order_give_levels(
    headings: list[tuple[str, Sign]], expected: list[int]
) -> None:
    assert levels(*headings) == expected


def test_a_heading_right_over_another_is_above_it() -> None:
    assert levels(("Risks", BOLD), (f"{SENTENCE}, {SENTENCE}", Sign(bold=True, size=2.0)), gap="\n\n") == [2, 3]  # fmt: skip


def test_notes_are_siblings_below_their_heading_and_what_follows_ends_them() -> None:
    notes = [(f"{number}. Wool", Sign("0.", bold=number % 2 > 0)) for number in range(1, 5)]
    found = levels(
        ("NOTES TO FINANCIAL STATEMENTS", CAPITALS), *notes, ("Report of Independent Accountants", BOLD)
    )  # fmt: skip
    assert found == [2, 3, 3, 3, 3, 2]


@pytest.mark.parametrize(
    "report",
    ["REPORT OF LOOM & SHUTTLE LLP, INDEPENDENT AUDITORS", "INDEPENDENT AUDITORS’ REPORT", "CONSOLIDATED BALANCE SHEETS"],
)  # fmt: skip
def test_statements_stand_beside_the_auditors_report_and_one_another(report: str) -> None:
    assert levels(
        (report, CAPITALS), ("To the Weavers", ITALIC), ("Statements of Income", BOLD), ("Wool", ITALIC)
    ) == [2, 3, 2, 3]  # fmt: skip
    assert levels(("Our Mills", CAPITALS), ("Statements of Income", BOLD)) == [2, 3]


def test_no_heading_is_deeper_than_twelve_below_the_items_own() -> None:
    signs = [Sign(bold=True, size=-number / 10) for number in range(20)]
    assert max(levels(*(("Wool", sign) for sign in signs))) <= 14


def test_titles_over_sentences_of_the_same_look_are_above_them() -> None:
    wool = [(f"{SENTENCE} and no {word} comes home.", BOLD) for word in ("bale", "man", "mast")]
    text, found = "", []
    for words, sign in [("Risks of Ships", BOLD), *wool, ("Risks of Looms", BOLD), *wool]:
        found.append(Heading(len(text), len(text) + len(words), -1, sign, rank_of(sign, words)))
        text += words + ("\n\n" if words.startswith("Risks") else "\n\nWords.\n\n")
    part_titles(text, found, titled=0)
    set_levels(text, found, titled=0)
    assert [one.level for one in found] == [2, 3, 3, 3] * 2


def test_a_look_comes_back_to_where_it_stood_below_another() -> None:
    long = f"Risks Related to {' '.join(['Ships'] * 9)}"
    assert levels(
        ("Risks of Wool", CAPITALS), (SENTENCE, BOLD), (long, CAPITALS), (SENTENCE, BOLD)
    ) == [2, 3, 2, 3]  # fmt: skip


@pytest.mark.parametrize(
    "summary",
    ["Risk Factor Summary", "Risk Factors Summary:", "Summary Risk Factors", "Summary of Our Principal Risk Factors"],
)  # fmt: skip
def test_a_summary_of_risk_factors_has_no_risk_factors_below_it(summary: str) -> None:
    ships, looms = ("Risks of Ships", ITALIC), ("Risks of Looms", ITALIC)
    assert levels((summary, BOLD), ships, (SENTENCE, BOLD), looms, (SENTENCE, BOLD)) == [
        2,
        2,
        3,
        2,
        3,
    ]


def test_groups_of_risk_factors_that_come_again_are_named_in_their_summary() -> None:
    named, again = ("Risks of Ships", ITALIC), ("Risks of Looms", ITALIC)
    assert levels(
        ("Risk Factor Summary", BOLD), named, again, ("Risks of Wool", ITALIC), named, (SENTENCE, BOLD), again
    ) == [2, 3, 3, 3, 2, 3, 2]  # fmt: skip


def test_a_heading_that_names_no_risk_factors_is_no_summary_of_them() -> None:
    assert levels(("Summary of Looms", BOLD), ("Risk Factors", ITALIC)) == [2, 3]


def test_a_run_in_sentence_right_below_a_sentence_is_part_of_it() -> None:
    run_in = Sign(italic=True, run_in=True)
    assert levels((SENTENCE, BOLD), (f"{SENTENCE}.", run_in), gap="\n\n") == [2, 3]
    assert levels((SENTENCE, BOLD), (f"{SENTENCE}.", run_in)) == [2, 2]


def numbers(*headings: tuple[str, Sign], gap: str = "\n\nWords.\n\n") -> list[str]:
    text, found = "", []
    for words, sign in headings:
        found.append(Heading(len(text), len(text) + len(words), -1, sign, rank_of(sign, words)))
        text += f"{words}{gap}"
    number_notes(text, found)
    return [one.number for one in found]


NOTES = ("Notes to Financial Statements", CAPITALS)


def test_the_first_note_may_have_lost_its_number() -> None:
    found = [(f"{number}. Wool", Sign("0.", bold=True)) for number in (2, 3, 4)]
    assert numbers(NOTES, ("Summary of Policies", BOLD), *found) == ["", "1", "2", "3", "4"]
    assert numbers(NOTES, *found) == ["", "2", "3", "4"]
    assert numbers(("Wool", BOLD), *found) == [""] * 4


def test_two_notes_right_below_their_heading_are_notes() -> None:
    two = [("1. Policies", Sign("0.")), ("2. Taxes", Sign("0."))]
    assert numbers(NOTES, *two) == ["", "1", "2"]
    assert numbers(("Wool", BOLD), *two) == ["", "", ""]


def test_notes_without_numbers_are_named_by_their_titles() -> None:
    titles = ["Policies", "Debt", "Leases", "Taxes", "Wool"]
    looks = [(title, BOLD) for title in titles]
    assert numbers(NOTES, *looks, ("Quarterly Figures", BOLD)) == ["", *titles, ""]
    assert numbers(NOTES, looks[0], ("Estimates", ITALIC), *looks[1:]) == ["", "Policies", "", *titles[1:]]  # fmt: skip
    assert numbers(*looks) == [""] * 5
    # parts of notes that look as the notes do: nobody can tell them apart
    assert numbers(NOTES, *looks, gap="\n\n") == [""] * 6


def test_the_notes_end_where_the_auditors_sign() -> None:
    titles = [(title, BOLD) for title in ("Policies", "Debt", "Leases", "Taxes", "Wool")]
    signed = [("Loom & Shuttle LLP", BOLD), ("Salem, Utah", BOLD)]
    assert numbers(NOTES, *titles, *signed)[-3:] == ["Wool", "", ""]


def test_parts_of_the_note_on_policies_are_no_notes_though_they_look_alike() -> None:
    parts = ["Principles of Consolidation", "Estimates", "Revenue Recognition", "Reclassifications"]
    others = ["Property and Equipment", "Debt", "Income Taxes", "Wool"]
    titles = ["Accounting Policies", *parts, *others]
    assert numbers(NOTES, *((title, BOLD) for title in titles)) == ["", titles[0], *[""] * 4, *others]  # fmt: skip
    # these are notes: no part of policies follows at once
    titles = ["Accounting Policies", "Property and Equipment", *others[1:], "Leases"]
    assert numbers(NOTES, *((title, BOLD) for title in titles)) == ["", *titles]


def test_the_title_below_a_bare_number_belongs_to_it() -> None:
    headings = [
        pair
        for number in (1, 2, 3)
        for pair in ((f"NOTE {number}", Sign("note", bold=True)), ("WOOL", CAPITALS))
    ]
    assert levels(NOTES, *headings, gap="\n\n") == [2, 3, 4, 3, 4, 3, 4]
