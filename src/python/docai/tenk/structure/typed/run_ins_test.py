"""Headings at the beginning of paragraphs of plain text."""

from __future__ import annotations

import pytest

from docai.tenk.structure.lines import lines_of
from docai.tenk.structure.typed.run_ins import run_ins
from docai.tenk.structure.typed_test import PROSE, read

REST = "We weave wool day and night, and sell the cloth to tailors in all of the towns around us, who pay well."


def headings(*titles: str) -> list[str]:
    text = "\n\n".join(f"{title} {REST}" for title in titles)
    found = run_ins(text, lines_of(text, typed=True))
    return [text[one.start : one.end] for one in found.values()]


@pytest.mark.parametrize(
    ("titles", "said"),
    [
        (("Competition.", "Raw Materials.", "Patents and Licenses."), ["Competition.", "Raw Materials.", "Patents and Licenses."]),
        (("COMPETITION --", "RAW WOOL --", "LOOMS --"), ["COMPETITION", "RAW WOOL", "LOOMS"]),
        (("Competition:", "Raw Wool:", "Looms:"), ["Competition:", "Raw Wool:", "Looms:"]),
        (("Competition -", "Raw Wool -", "Looms -"), ["Competition", "Raw Wool", "Looms"]),
    ],
)  # fmt: skip
def test_titles_that_come_often_are_headings(titles: tuple[str, ...], said: list[str]) -> None:
    assert headings(*titles) == said


@pytest.mark.parametrize(
    "titles",
    [
        ("Competition.", "Raw Wool."),
        ("Competition.", "Raw Wool --", "Looms:"),
        ("COMPETITION.", "Raw Wool.", "LOOMS."),
        ("The Loom Mill, Inc.", "John A.", "Messrs."),
        ("We sell wool.", "Our looms run.", "We buy ships."),
        ("Note:", "NOTE:", "Notes:"),
        ("", "", ""),
    ],
)
def test_these_beginnings_are_no_headings(titles: tuple[str, ...]) -> None:
    assert headings(*titles) == []


def test_a_short_line_is_no_paragraph_with_a_heading() -> None:
    text = "Looms. We weave.\n\nMills. We spin.\n\nWool. We buy."
    assert run_ins(text, lines_of(text, typed=True)) == {}


def test_a_paragraph_goes_on_behind_its_heading_one_level_below_the_title_above() -> None:
    run_in = "\n\n".join(
        f"     {title}.  {PROSE.strip()}" for title in ("Oak Looms", "Ash Looms", "Elm Looms")
    )
    passages = read(f"{PROSE}\nOUR LOOMS\n\n{run_in}\n")
    assert [(one.level, one.text) for one in passages if one.kind == "heading"][1:] == [
        (2, "OUR LOOMS"), (3, "Oak Looms."), (3, "Ash Looms."), (3, "Elm Looms."),
    ]  # fmt: skip
    paths = [one.heading_path for one in passages if one.kind == "prose"][1:]
    assert [path.rpartition(" > ")[2] for path in paths] == ["Oak Looms.", "Ash Looms.", "Elm Looms."]  # fmt: skip
