"""Where what was found ends: a note, and a section under a caption, go on to no other Item and to no signatures."""

from __future__ import annotations

import pytest

from docai.tenk import open_scans
from docai.tenk.pointers.conftest import (
    ASSETS,
    SUIT,
    WORDS,
    filled,
    followed,
    paged,
    section,
    target_in,
)
from docai.tenk.pointers.target import Target

NOTE = filled("NOTE 9. CONTINGENCIES", SUIT, 900)


@pytest.mark.parametrize(
    "end", ["SIGNATURES", "EXHIBIT INDEX", "Index to Exhibits", "Item 9A. Controls"]
)
@pytest.mark.parametrize(
    "says", [{"notes": ("9",)}, {"captions": ("Note 9. Contingencies",)}]
)  # fmt: skip
def test_the_last_note_ends_where_the_report_does_or_the_next_item_begins(
    end: str, says: dict[str, object]
) -> None:
    text = f"{NOTE}\n\n{end}\n\nJ. Weaver wove on."
    at = target_in(text).text.raw.index(end)
    borders = (at,) if end.startswith("Item") else ()
    found = followed(text, "legal", borders=borders, **says)  # type: ignore[arg-type]
    assert found is not None
    assert found.text == NOTE.strip()


@pytest.mark.parametrize(
    "head",
    ["Report of Independent Auditors", "Management's Report", "Independent Auditors' Report"],
)
def test_the_last_note_ends_at_the_auditors_report(head: str) -> None:
    long = filled("NOTE 9. CONTINGENCIES", SUIT, 900)
    found = followed(f"{long}\n\n{head}\n\nWe have looked.\n\nSIGNATURES\n", "legal", notes=("9",))
    assert found is not None
    assert found.text == long.strip()
    # statements have it at their end
    statements = filled("CONSOLIDATED BALANCE SHEETS", ASSETS, 20_000)
    found = followed(
        f"{statements}\n\n{head}\n\nWe have looked.\n\nSIGNATURES\n", "statements", captions=("Consolidated Balance Sheets",)
    )  # fmt: skip
    assert found is not None
    assert found.text.endswith("We have looked.")


def test_an_item_before_the_note_does_not_end_it() -> None:
    found = followed(f"Item 8. All{NOTE}SIGNATURES\n", "legal", borders=(13,), notes=("9",))
    assert found is not None
    assert found.text == NOTE.strip()


def test_a_section_ends_with_the_note_that_it_is_said_to_be_in() -> None:
    suits = filled("Suits at Law", SUIT, 400)
    notes = (
        f"{section('NOTE 9. CONTINGENCIES', WORDS)}{suits}{filled('NOTE 10. SEGMENTS', '', 300)}"
    )
    text = notes + section("Suits at Law", "no more")
    found = followed(text, "legal", notes=("9",), captions=("Suits at Law",))
    assert found is not None
    assert found.text == suits.strip()
    # of another note nothing is known
    other = followed(text, "legal", notes=("4",), captions=("Suits at Law",))
    assert other is not None
    assert other.text.startswith(suits.strip())
    assert "SEGMENTS" in other.text


def _statements(page: str, *items: str) -> str:
    """Return how the statements begin that an Item says are on pages 3 to 5, of which the first is ``page``.

    ``items`` are the words with which Items begin there.
    """
    sheet = f"{'w ' * 1500}\n\n{ASSETS}"
    text = "\n" + paged(
        {"1": "We.", "2": "Wove.", "3": page, "4": f"BALANCE SHEETS\n\n{sheet}", "5": "Notes."}
    )
    raw = target_in(text).text.raw
    found = followed(
        text, "statements", ranges=(("3", "5"),), borders=tuple(raw.index(item) for item in items)
    )
    assert found is not None
    return found.text.split("\n")[0]


def test_statements_on_pages_of_which_the_first_has_the_signatures_begin_behind_it() -> None:
    assert _statements(f"SIGNATURES\n\n{WORDS}") == "BALANCE SHEETS"
    assert _statements(f"{WORDS}\n\nSIGNATURES\n\nJ. Weaver") == "BALANCE SHEETS"
    assert _statements(WORDS).startswith(WORDS[:60])


def test_statements_on_pages_of_which_the_first_has_items_begin_behind_them() -> None:
    page = f"{WORDS}\n\nItem 14. Fees\n\n{WORDS}\n\nItem 15. Schedules\n\nThose of the mill."
    assert _statements(page, "Item 14", "Item 15") == "BALANCE SHEETS"
    assert _statements(page).startswith(WORDS[:60])
    head = f"{page}\n\nReport of Independent Auditors\n\nLooms 9"
    assert _statements(head, "Item 14", "Item 15") == "Report of Independent Auditors"


def test_a_few_letters_above_the_statements_are_the_head_of_their_page() -> None:
    page = "Item 15. Schedules\n\nReport of Independent Auditors\n\nLooms 9"
    assert _statements(page, "Item 15") == "Item 15. Schedules"


def test_a_number_that_a_word_is_joined_to_begins_no_note() -> None:
    licenses = f"20-year licences end in the year 2003. {SUIT}{WORDS}"
    note = filled("20-CONTINGENCIES", SUIT, 400)
    found = followed(f"{licenses}\n{licenses}{note}\n\nSIGNATURES\n", "legal", notes=("20",))
    assert found is not None
    assert found.text == note.strip()


def _notes(shape: str, numbers: tuple[int, ...] = (9, 10)) -> str:
    heads = {9: "Contingencies", 10: "Leases"}
    words = {9: f"{SUIT}{WORDS}", 10: f"{SUIT}{WORDS}"}
    return "".join(f"\n\n{shape.format(n, heads[n])}\n\n{words[n]}" for n in numbers)


@pytest.mark.parametrize("shape", ["({}) {}", "({}). {}", "Note ({}) {}"])
def test_the_number_of_a_note_may_stand_in_brackets(shape: str) -> None:
    found = followed(f"{_notes(shape)}\n\nSIGNATURES\n", "legal", notes=("9",))
    assert found is not None
    assert found.text.startswith(shape.format(9, "Contingencies"))
    assert "Leases" not in found.text


def test_a_footnote_is_no_note_and_a_list_within_a_note_does_not_end_it() -> None:
    footnote = f"(9) Includes sheds that we let.\n\n{SUIT}{WORDS}\n\n"
    found = followed(f"{footnote}{_notes('({}) {}')}\n\nSIGNATURES\n", "legal", notes=("9",))
    assert found is not None
    assert found.text.startswith("(9) Contingencies")
    listed = (
        _notes("{}. {}", (9,)) + f"\n\n(10) sheds by the water\n\n{WORDS}" + _notes("{}. {}", (10,))
    )
    found = followed(f"{listed}\n\nSIGNATURES\n", "legal", notes=("9",))
    assert found is not None
    assert "sheds by the water" in found.text
    assert "Leases" not in found.text


def test_the_number_of_a_note_may_stand_in_a_cell_of_its_own() -> None:
    rows = "".join(
        f"<table><tr><td><p>{n}.</p></td><td><p>{head}</p></td></tr></table><p>{SUIT}{WORDS}</p>"
        for n, head in ((9, "Contingencies"), (10, "Leases"))
    )
    scans = open_scans(f"<html><p>FORM 10-K</p>{rows}<p>SIGNATURES</p></html>".encode(), file_name="a.htm")  # fmt: skip
    target = Target(scans.of(scans.submission.documents[0]).text, "a.htm", html=True)
    (span,) = target.by_note("9")
    assert target.words(*span).startswith("9. Contingencies")
    assert "Leases" not in target.words(*span)


def test_the_running_head_of_the_notes_is_no_section_of_one() -> None:
    head = "NOTES TO FINANCIAL STATEMENTS"
    note = f"NOTE 9. CONTINGENCIES\n\n{SUIT}{WORDS}\n\n{head}\n\n{SUIT}{WORDS}"
    text = f"\n\n{head}\n\nWe lease.\n\n{note}\n\nSIGNATURES\n"
    found = followed(text, "legal", notes=("9",), captions=(head,))
    assert found is not None
    assert "NOTE 9. CONTINGENCIES" in found.text


def test_the_list_of_exhibits_is_no_note() -> None:
    listed = filled("3. Exhibits", SUIT, 400)
    note = filled("3. SUITS", SUIT, 400)
    found = followed(f"{listed}{note}\n\nSIGNATURES\n", "legal", notes=("3",))
    assert found is not None
    assert found.text == note.strip()


def test_all_of_several_notes_are_what_they_are_named_for() -> None:
    notes = {
        n: filled(f"NOTE {n}. {head}", SUIT, 400)
        for n, head in ((9, "ACCRUALS"), (10, "LEASES"), (11, "SUITS"))
    }
    text = "".join(notes.values()) + "\n\nSIGNATURES\n"
    found = followed(text, "legal", notes=("9", "11"))
    assert found is not None
    assert found.text == f"{notes[9].strip()}\n\n{notes[11].strip()}"
    # those that follow each other are one stretch
    found = followed(text, "legal", notes=("10", "9", "4"))
    assert found is not None
    assert found.text.split() == f"{notes[9]}{notes[10]}".split()


@pytest.mark.parametrize(
    ("head", "sure"),
    [("NOTES TO CONSOLIDATED FINANCIAL STATEMENTS", False), ("LOOM COMPANY\nNotes to Financial Statements", False), ("CONSOLIDATED BALANCE SHEETS", True)],
)  # fmt: skip
def test_the_notes_alone_are_not_surely_the_statements(head: str, sure: bool) -> None:
    found = followed(
        filled(head, ASSETS, 9000) + "\n\nSIGNATURES\n",
        "statements",
        captions=(head.split("\n")[-1],),
    )
    assert found is not None
    assert found.sure == sure
