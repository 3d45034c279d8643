"""Passages of plain-text documents: headings by capitals, underlines and position, tables by their columns."""

from __future__ import annotations

import pytest

from docai.tenk import open_scans, read_items
from docai.tenk.structure.model import MOST_BYTES, Passage
from docai.tenk.structure.parts import notes
from docai.tenk.structure.passages import joined, passages_of, text_of

PROSE = (
    "     Our looms run day and night, and our weavers mend them where they stand.\n"
    "We buy wool from shepherds who live near our mills, and sell cloth to tailors\n"
    "in the towns around them, who pay us at the end of each month.\n"
)


def read(body: str, title: str = "Business") -> list[Passage]:
    data = f"\nItem 1.  {title}\n\n{body}\n\nItem 2.  Properties\n\nNone.\n".encode()
    scans = open_scans(data, file_name="looms.txt")
    filing = read_items(scans)
    item = filing.items[0]
    passages = [one for one in passages_of(filing, scans) if one.item == item.item]
    assert joined(passages) == item.text
    assert all(len(one.text.encode()) <= MOST_BYTES for one in passages)
    return passages


@pytest.mark.parametrize(
    ("heading", "said"),
    [
        ("LOOMS AND SHUTTLES", "LOOMS AND SHUTTLES"),
        ("                         LOOMS AND SHUTTLES", "LOOMS AND SHUTTLES"),
        ("Looms and Shuttles", "Looms and Shuttles"),
        ("Looms and shuttles in use\n-------------------------", "Looms and shuttles in use"),
        ("<b>Looms and shuttles in use.</b>", "Looms and shuttles in use."),
        ("Looms and Shuttles:", "Looms and Shuttles:"),
    ],
)
def test_a_line_of_plain_text_stands_out(heading: str, said: str) -> None:
    passages = read(f"{PROSE}\n{heading}\n\n{PROSE}")
    assert [one.text for one in passages if one.kind == "heading"][1:] == [said]


@pytest.mark.parametrize(
    "line",
    [
        "Looms and shuttles in use",
        "ASSETS",
        "NONE.",
        "LOOMS (CONTINUED)",
        "Total Looms",
        "and Looms,",
    ],
)
def test_these_lines_of_plain_text_are_no_headings(line: str) -> None:
    passages = read(f"{PROSE}\n{line}\n\n{PROSE}")
    assert [one.kind for one in passages] == ["heading", "prose"]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Net Sales", True),
        ("Looms of Oak", True),
        ("Looms of dark oak and ash", False),
        ("Our Weavers,", False),
    ],
)
def test_a_short_title_right_over_its_paragraph_is_a_heading(line: str, found: bool) -> None:
    passages = read(f"{PROSE}\n{line}\n{PROSE}")
    assert ([one.text for one in passages if one.kind == "heading"][1:] == [line]) == found


def test_a_heading_that_a_small_word_leaves_open_goes_on_in_the_next_line() -> None:
    passages = read(f"{PROSE}\nRESULTS OF\n\nALL LOOMS\n\n{PROSE}\nRESULTS\n\nLOOMS\n\n{PROSE}")
    assert [one.text for one in passages if one.kind == "heading"][1:] == [
        "RESULTS OF\n\nALL LOOMS",
        "RESULTS",
        "LOOMS",
    ]


def test_a_table_of_typed_columns_is_fenced() -> None:
    table = "                      1994       1993\nLooms              $    12    $    10\nShuttles                 3          2"
    passages = read(f"{PROSE}\n{table}\n\n{PROSE}")
    shown = next(one for one in passages if one.kind == "table")
    assert shown.text == f"```\n{table}\n```"
    assert text_of(shown) == table


def test_a_typed_list_is_a_list_and_no_table() -> None:
    entries = "-    looms of oak, for weavers who stand at them\n     from morning to night; and\n\n-    looms of ash."
    passages = read(f"{PROSE}\nWe make\n\n{entries}\n\nCUSTOMERS\n\n{PROSE}")
    assert [one.kind for one in passages] == ["heading", "prose", "heading", "prose"]
    assert passages[1].text.endswith(
        "- looms of oak, for weavers who stand at them from morning to night; and\n\n- looms of ash."
    )


@pytest.mark.parametrize(
    ("lines", "titles"),
    [
        ("FINANCIAL\nREVIEW", ["FINANCIAL\nREVIEW"]),
        ("NOTE 1\nLOOMS AND SHUTTLES", ["NOTE 1\nLOOMS AND SHUTTLES"]),
        ("LOOM AND SHUTTLE, INC.\nREVIEW OF THE YEAR", ["LOOM AND SHUTTLE, INC.", "REVIEW OF THE YEAR"]),
        ("Competition:", ["Competition:"]),
        ("3.2 Plan for Weavers", []),
    ],
)  # fmt: skip
def test_headings_of_plain_text(lines: str, titles: list[str]) -> None:
    passages = read(f"{PROSE}\n{lines}\n\n{PROSE}")
    assert [one.text for one in passages if one.kind == "heading"][1:] == titles


@pytest.mark.parametrize(
    ("tag", "group", "count"),
    [
        ("", "ASSETS", 1),
        ("", "LIABILITIES AND SHAREHOLDERS' EQUITY:", 1),
        ("", "Looms of oak", 2),
        ("<TABLE>", "Looms of oak", 1),
        ("<TABLE>", "We sold all our looms of oak in the year.", 2),
        # from 101 characters on it names no group; it is no line of a table that has ended
        ("<TABLE>", "W" * 100, 1),
        ("<TABLE>", "W" * 101, 2),
        ("<TABLE>\n</TABLE>", "Looms of oak", 2),
        ("<TABLE>\n</TABLE>\n<TABLE>", "Looms of oak", 1),
    ],
)
def test_the_name_of_a_group_parts_no_table(tag: str, group: str, count: int) -> None:
    rows = "Oak                $    12    $    10\nAsh                     3          2"
    close = tag.replace("<", "</") if "/" not in tag else ""
    passages = read(f"{PROSE}\n{tag}\n{rows}\n\n         {group}\n\n{rows}\n{close}\n{PROSE}")
    assert [one.kind for one in passages].count("table") == count


def test_a_list_of_exhibits_has_no_headings() -> None:
    plans = "21. Looms of Registrant\n\n23. Consent of Weavers"
    data = f"\nItem 1.  Business\n\n{PROSE}\n\nItem 14.  Exhibits and Reports on Form 8-K\n\n{plans}\n\n{PROSE}"
    scans = open_scans(data.encode(), file_name="looms.txt")
    passages = [one for one in passages_of(read_items(scans), scans) if one.item == "14"]
    assert [one.kind for one in passages].count("heading") == 1


def test_a_long_table_of_typed_columns_is_cut_between_lines() -> None:
    lines = [f"Loom {number:<30}  $  {number:>9}  $  {2 * number:>9}" for number in range(600)]
    parts = [one for one in read("\n".join(lines)) if one.kind == "table"]
    assert len(parts) > 3
    assert all(text_of(one).startswith("Loom ") for one in parts)


def test_notes_of_plain_text_are_numbered_or_lettered() -> None:
    for form in ("NOTE {}  {}", "{}. {}"):
        body = "NOTES TO FINANCIAL STATEMENTS\n\n" + "\n".join(
            f"{form.format(number, title)}\n\n{PROSE}"
            for number, title in enumerate(("POLICIES", "DEBT", "LEASES"), 1)
        )
        found = notes(read(body))
        assert [(part.number, part.title) for part in found] == [
            ("1", "POLICIES"),
            ("2", "DEBT"),
            ("3", "LEASES"),
        ]
    body = "\n".join(f"{letter}  Wool of Sort {letter}\n\n{PROSE}" for letter in "ABCDEF")
    assert "".join(part.number for part in notes(read(body))) == "ABCDEF"


def test_the_title_of_a_note_may_stand_right_over_a_table() -> None:
    table = "                         1995      1994\nWool                   $  5.0    $  6.0\nLooms                     7.0       8.0\n"
    body = "NOTES TO FINANCIAL STATEMENTS\n\n"
    body += "\n".join(f"{n}. {one}\n{table}\n{PROSE}" for n, one in enumerate(("WOOL", "OTHER (INCOME) EXPENSE, NET", "FIRE"), 1))  # fmt: skip
    found = notes(read(body, "Financial Statements"))
    assert [(one.number, one.title) for one in found] == [
        ("1", "WOOL"), ("2", "OTHER (INCOME) EXPENSE, NET"), ("3", "FIRE")
    ]  # fmt: skip
    assert all(one.passages[1].kind == "table" for one in found)


def test_a_short_heading_in_capitals_is_beside_longer_ones() -> None:
    passages = read(f"{PROSE}\nLOOMS AND SHUTTLES\n\n{PROSE}\nSALES\n\n{PROSE}")
    assert [one.level for one in passages if one.kind == "heading"] == [1, 2, 2]
