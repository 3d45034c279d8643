"""Risk factors and notes as parts of an Item, in looks that single filers have."""

from __future__ import annotations

import pytest

from docai.tenk import open_scans, read_items
from docai.tenk.structure.lines import lines_of, place
from docai.tenk.structure.model import Passage
from docai.tenk.structure.parts import notes, risk_factors
from docai.tenk.structure.passages import joined, passages_of

PROSE = "Our looms run day and night, and our weavers mend them where they stand. "
FIRE = "Our looms may burn, and nobody may be there to put the fire out in time."
SHIP = "A ship that brings our wool may sink, and we may have to wait for the next one."


def p(words: str, style: str = "") -> str:
    return f'<p style="font-size:10pt;{style}">{words}</p>'


def bold(words: str) -> str:
    return p(f"<b>{words}</b>")


def read(item: str, name: str, title: str) -> list[Passage]:
    body = "".join((bold("Item 1. Business"), p(PROSE * 3), bold(f"Item {name}. {title}"), item))
    data = f"<html><meta charset=utf-8>{body}{bold('Item 9B. Other Information')}{p('None.')}</html>".encode()
    scans = open_scans(data, file_name="looms.htm")
    filing = read_items(scans)
    passages = [one for one in passages_of(filing, scans) if one.item == name]
    item_read = filing.item(name)
    assert item_read is not None
    assert joined(passages) == item_read.text
    return passages


def risks(item: str) -> list[str]:
    return [part.title for part in risk_factors(read(item, "1A", "Risk Factors"))]


def headings(item: str) -> list[tuple[int, str]]:
    passages = read(item, "1A", "Risk Factors")
    return [(one.level, one.text) for one in passages if one.kind == "heading"][1:]


def test_a_sentence_in_a_colour_of_its_own_is_a_heading() -> None:
    def blue(words: str, rest: str = "") -> str:
        return f'<p><span style="color:#0068b5">{words}</span><span style="color:#262626">{rest}</span></p>'

    body = f'<p style="color:#262626">{PROSE * 6}</p>'
    assert risks(blue(FIRE) + body + blue(SHIP) + body) == [FIRE, SHIP]
    # a paragraph that only begins so is none
    assert risks(blue(FIRE) + body + blue("Oak", f" {PROSE}") + body) == [FIRE]


@pytest.mark.parametrize("stop", [".", ":", "?"])
def test_the_stop_behind_a_run_in_heading_may_be_set_as_the_words_after_it(stop: str) -> None:
    item = p(PROSE * 4) + p(f"<b>Fire in the mills</b>{stop} {PROSE * 4}")
    assert headings(item) == [(2, f"Fire in the mills{stop}")]


def test_a_summary_whose_headings_come_again_names_no_risk() -> None:
    groups = bold("Risks of Ships"), bold("Risks of Looms")
    summary = "".join(group + p(PROSE * 5) for group in groups)
    item = bold("Risk Factors Summary") + summary + bold("Risk Factors")
    item += groups[0] + p(f"<i>{SHIP}</i>") + p(PROSE * 9)
    item += groups[1] + p(f"<i>{FIRE}</i>") + p(PROSE * 9)
    assert risks(item) == [SHIP, FIRE]


def test_a_note_on_forward_looking_statements_is_no_risk() -> None:
    item = bold("Special Note Regarding Forward-Looking Statements") + p(PROSE * 9)
    assert risks(item + bold(FIRE) + p(PROSE * 9)) == [FIRE]


def test_a_sentence_over_sentences_is_the_risk_and_they_are_its_parts() -> None:
    parts = "".join(
        p(f"<i>{one}</i> {PROSE * 9}") for one in ("Wool may burn too.", "Oak may burn too.")
    )
    item = bold(FIRE) + parts.replace("Wool may", SHIP + " Wool may") + bold(SHIP) + p(PROSE * 9)
    assert risks(item) == [FIRE, SHIP]


def test_groups_and_risks_of_one_look_have_two_levels() -> None:
    names = ["ships", "looms", "mills", "wool"]
    item = ""
    for group in ("Risks of Water", "Risks of Fire"):
        item += bold(group)
        for name in names:
            item += bold(f"Our {name} may go down, and we may have to buy more of them.") + p(
                PROSE * 9
            )
    found = headings(item)
    assert [level for level, _ in found] == [2, 3, 3, 3, 3] * 2
    assert len(risks(item)) == 8


def test_a_note_whose_number_stands_in_a_cell_is_a_heading_by_its_size() -> None:
    def note(number: int, title: str) -> str:
        cell = "<td style='font-size:14pt'>{}</td>"
        return f"<table><tr>{cell.format(f'Note {number} :')}{cell.format(title)}</tr></table>"

    titles = ["Policies", "Debt", "Leases"]
    item = bold("Notes to Financial Statements") + "".join(
        note(number, title) + p(PROSE * 5) for number, title in enumerate(titles, 1)
    )
    found = notes(read(item, "8", "Financial Statements"))
    assert [(part.number, part.title) for part in found] == [("1", "Policies"), ("2", "Debt"), ("3", "Leases")]  # fmt: skip


def test_a_note_without_a_number_has_only_a_title() -> None:
    titles = ["Policies", "Debt", "Leases", "Taxes", "Wool"]
    item = bold("Notes to Financial Statements") + "".join(
        p(f"<u>{title}</u>") + p(PROSE * 5) for title in titles
    )
    found = notes(read(item, "8", "Financial Statements"))
    assert [(part.number, part.title) for part in found] == [("", title) for title in titles]


def test_lines_between_tables_with_the_same_first_words_are_found() -> None:
    first, second = "Year ended\x04\n\x03Oak\x03 5", "Year ended December\x03Ash\x03 6"
    raw = f"Wool.\n\x05\x01\x03{first}\x02\x05\n{PROSE}\nSeven.\n\x05\x01\x03{second}\x02\x05\nEnd."
    text = f"Wool.\n\nYear ended December | Oak | 5\n\n{PROSE.strip()}\n\nSeven.\n\nYear ended December | Ash | 6\n\nEnd."
    lines = lines_of(text, typed=False)
    place(text, lines, raw, 0, len(raw), typed=False)
    words = [raw[line.at :][:4] for line in lines if line.kind == "words"]
    assert words == ["Wool", "Our ", "Seve", "End."]


def test_the_same_two_headings_in_each_part_are_no_running_heads() -> None:
    def parts(head: str) -> str:
        one = bold(head) + p("<i>Prices and Rivals</i>") + p(PROSE * 5)
        return "".join(
            bold(f"<u>{name}</u>") + p(PROSE * 5) + one for name in ("Oak", "Ash", "Elm")
        )

    assert [words for _, words in headings(parts("Overview of the Market"))].count(
        "Overview of the Market"
    ) == 3
    assert "THE LOOM COMPANY" not in [words for _, words in headings(parts("THE LOOM COMPANY"))]


def test_a_coloured_heading_may_begin_with_a_year() -> None:
    year = '<p><span style="color:#0068b5">2023 vs. 2022</span></p>'
    assert headings(p(PROSE * 4) + year + p(PROSE * 4)) == [(2, "2023 vs. 2022")]


def test_the_title_of_an_item_may_go_on_in_the_next_line() -> None:
    passages = read(
        p("and Results of Operations") + p(PROSE * 4), "7", "Discussion of Financial Condition"
    )
    assert passages[0].text.endswith("Condition\n\nand Results of Operations")


@pytest.mark.parametrize(
    ("title", "number"),
    [
        ("(2)&nbsp;Interest Income (Expense)", "2"),
        ("2 . Wool and Looms", "2"),
        ("2. 401(k) Plan", "2"),
    ],
)
def test_a_note_has_a_title_in_any_shape(title: str, number: str) -> None:
    before = "(1)&nbsp;Wool" if title[0] == "(" else "1. Wool"
    after = "(3)&nbsp;Fire" if title[0] == "(" else "3. Fire"
    item = bold("Notes to Financial Statements")
    item += "".join(bold(one) + p(PROSE * 4) for one in (before, title, after))
    found = notes(read(item, "8", "Financial Statements"))
    assert [one.number for one in found] == ["1", number, "3"]


def test_the_number_of_a_note_may_stand_in_a_cell_beside_its_title() -> None:
    def row(number: int, title: str) -> str:
        return f"<table><tr><td><b>Note {number}.</b></td><td><b>{title}</b></td></tr></table>"

    item = bold("Notes to Financial Statements")
    item += "".join(
        row(n, one) + p(PROSE * 4) for n, one in enumerate(("Wool", "401(k) Plan", "“Fire”"), 1)
    )
    found = notes(read(item, "8", "Financial Statements"))
    assert [(one.number, one.title) for one in found] == [
        ("1", "Wool"), ("2", "401(k) Plan"), ("3", "“Fire”")
    ]  # fmt: skip


@pytest.mark.parametrize(
    "words", ["(in millions)", "(in millions (unaudited))", "(Wool and looms)"]
)
def test_what_stands_in_brackets_is_no_heading(words: str) -> None:
    assert headings(p(PROSE * 4) + bold(words) + p(PROSE * 4)) == []


def test_the_title_of_a_note_needs_no_look_of_its_own() -> None:
    item = bold("Notes to Financial Statements")
    item += "".join(
        p(f"Note {n}.&nbsp;&nbsp; {one}") + p(PROSE * 4)
        for n, one in enumerate(("Wool", "Looms and Mills", "Fire"), 1)
    )
    item += p("Note 2. Looms and mills are said of above, as our weavers know.")
    found = notes(read(item, "8", "Financial Statements"))
    assert [(one.number, one.title) for one in found] == [
        ("1", "Wool"), ("2", "Looms and Mills"), ("3", "Fire")
    ]  # fmt: skip


def test_a_bold_sentence_behind_a_bullet_is_a_risk_factor() -> None:
    item = bold("Risks of Wool")
    item += "".join(
        p(f"<b><i>&#9642;</i></b><b><i>{one}</i></b>") + p(PROSE * 5) for one in (SHIP, FIRE)
    )
    assert risks(item) == [SHIP, FIRE]


@pytest.mark.parametrize(
    "entry", [f"▪{FIRE}", f"<i>▪{FIRE}</i>", f"<b>▪Fire.</b> {FIRE}", "<b>▪Fire in our mills</b>"]
)
def test_an_entry_of_a_list_is_no_risk_factor(entry: str) -> None:
    assert headings(p(PROSE * 5) + p(entry) + p(entry) + p(PROSE * 5)) == []
