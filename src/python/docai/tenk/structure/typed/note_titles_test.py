"""Titles of notes of plain text that their numbers alone set apart."""

from __future__ import annotations

import pytest

from docai.tenk.structure.lines import lines_of
from docai.tenk.structure.typed.note_titles import note_titles

REST = "We weave wool day and night, and sell the cloth to tailors in all of the towns around us, who pay well."
NOTES = "Notes to Financial Statements\nThe Loom Company"


def titles(*blocks: str) -> list[str]:
    text = "\n\n".join(blocks)
    found = note_titles(text, lines_of(text, typed=True))
    return [text[one.start : one.end] for one in found.values()]


def notes(form: str, *names: str) -> list[str]:
    return [f"{form.format(n)}{name}\n{REST}" for n, name in enumerate(names, 1)]


@pytest.mark.parametrize(
    "form", ["({}) ", "{}. ", "{}) ", "{} - ", "{}- ", "{} -- ".replace("--", "–")]
)
def test_titles_in_a_row_of_numbers_right_over_their_paragraphs_are_headings(form: str) -> None:
    names = ("Income Taxes", "Looms", "Leases of Mills")
    found = titles(NOTES, *notes(form, *names))
    assert found == [
        "Notes to Financial Statements",
        *(f"{form.format(n)}{name}" for n, name in enumerate(names, 1)),
    ]


def test_a_title_over_two_lines_is_one_heading() -> None:
    found = titles(NOTES, *notes("{} - ", "Wool", "Looms"), "3 - Leases of Mills\nand Looms", REST)
    assert found[-1] == "3 - Leases of Mills\nand Looms"


@pytest.mark.parametrize(
    "blocks",
    [
        notes("({}) ", "Income Taxes", "Looms", "Leases"),
        [NOTES, *notes("({}) ", "Income Taxes", "Looms")],
        [NOTES, *notes("({}) ", "we paid taxes", "we bought looms", "we let mills")],
        [NOTES, *(f"{n}. Looms\n{REST}" for n in (4, 9, 12))],
        [NOTES, f"1. Oak\n{REST}", f"(2) Ash\n{REST}", f"3 - Elm\n{REST}"],
        [NOTES, *notes("({}) ", "Looms, and", "Mills.", "Wool;")],
        [f"See {NOTES}", *notes("({}) ", "Income Taxes", "Looms", "Leases")],
    ],
)
def test_other_lines_with_numbers_are_none(blocks: list[str]) -> None:
    assert titles(*blocks) == []


def test_an_index_that_names_the_notes_has_none() -> None:
    index = ("Notes to Financial Statements", f"3. Exhibits\n{REST}")
    found = titles(*index, NOTES, *notes("{}. ", "Wool", "Looms", "Leases"))
    assert found[0] == "Notes to Financial Statements"
    assert len(found) == 4


def test_a_number_may_be_left_out() -> None:
    found = titles(NOTES, *(f"({n}) Looms\n{REST}" for n in (2, 3, 5, 6)))
    assert len(found) == 5
