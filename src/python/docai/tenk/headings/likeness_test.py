"""How much a line looks like the heading of an Item: what each rule adds and takes away."""

from __future__ import annotations

import pytest

from docai.document.marks import ROW_END
from docai.tenk.headings.candidates import find_headings
from docai.tenk.headings.lines import lowered
from docai.tenk.vocabulary import ANNUAL, name


def _told(raw: str) -> list[tuple[str, float, str]]:
    """Return the Item, the score and the kind of title of each heading."""
    found = find_headings(raw, lowered(raw), ANNUAL)
    return [(name(one.key), one.score, one.kind) for one in found]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Item 2. Properties", ("2", 10.0, "properties")), ("ITEM 2. PROPERTIES", ("2", 11.0, "properties")), ("item 2. properties", ("2", 6.0, "properties")),
        # a title that nobody knows
        ("Item 2. Looms", ("2", 3.0, "")), ("ITEM 2. LOOMS", ("2", 4.0, "")), ("item 2. Looms", None), ("Item 2. looms", None), ("Item 2", ("2", 3.0, "")),
        ("Item 2 (a list)", None), ("Item 2\n(a list)", ("2", 3.0, "")), ("Item 2: 45 looms", ("2", 3.0, "")),
        # a title with its own number, but for the letter
        ("Item 1. Risk Factors", ("1A", 6.0, "risk_factors")), ("Item 9. Other Information", ("9B", 6.0, "other")), ("Item 4. Executive Officers", ("4A", 6.0, "executives")),
        # a title of another number: some decide, some do not
        ("Item 5. Risk Factors", ("1A", 3.0, "risk_factors")), ("Item 7. Other Information", ("7", 3.0, "")), ("Item 8. Controls and Procedures", ("8", 3.0, "")),
        # "Reserved" is the title of any Item
        ("Item 4. Reserved", ("4", 10.0, "reserved")), ("Item 3. Reserved", ("3", 3.0, "reserved")), ("Item 1. Reserved", ("1", 3.0, "reserved")),
        # one title of several numbers
        ("Items 1 and 2. Properties", ("1", 10.0, "properties")), ("Items 2 and 3. Properties", ("2", 10.0, "properties")),
        ("Items 12 and 13. Properties", ("12", 3.0, "properties")), ("Items 1 and 2. Risk Factors", ("1", 6.0, "risk_factors")),
        ("• Item 2. Properties", ("2", 9.5, "properties")), ("· Item 2. Properties", ("2", 9.5, "properties")),
        ("“Item 2. Properties", None), ('"Item 2. Properties', ("2", 5.0, "properties")), ("(Item 2. Properties", ("2", 5.0, "properties")), ("( Item 2. Properties", ("2", 10.0, "properties")),
        # an Item that is named in a sentence
        ("Item 2, Looms", None), ("ITEM 2, LOOMS", ("2", 4.0, "")), ("Item 2, Properties", ("2", 10.0, "properties")),
        ("Item 2) Looms", None), ("Item 2; Looms", None), ("Item 2's Looms", None),
        ("Item 2 Properties described in this report", None), ("Item 2 of this report", None),
    ],
)  # fmt: skip
def test_a_line_alone(line: str, told: tuple[str, float, str] | None) -> None:
    assert _told(f"\n\n{line}") == ([told] if told else [])


@pytest.mark.parametrize(
    ("above", "score"),
    [
        ("The looms ran.\n", 10.0), ("The looms ran;\n", 10.0), ("The looms 12\n", 10.0), ("and\n\n", 10.0), (f"the looms and{ROW_END}", 10.0),
        ("PART I\n", 10.0), ("  Part III. \n", 10.0),
        ("The looms\n", 9.0), ("THE LOOMS OF OAK THAT RAN FROM SPRING TO AUTUMN, THE SHEDS\n", 9.0), ("THE LOOMS ‘\n", 9.0), ('The looms "\n', 9.0),
        (f"{'w' * 45}\n", 9.0), (f"{'w' * 46}\n", 5.0), (f"{'w' * 46}  \n", 5.0), (f"{'w' * 45}W\n", 9.0), (f"Item 5 {'w' * 46}\n", 9.0), (f"items {'w' * 46}\n", 9.0),
        ("The looms and\n", 5.0), ("The looms,\n", 5.0), ("The looms (\n", 5.0), ("see “\n", 5.0), ("as SEE \"\n", 5.0), ("Part of\n", 5.0), ("Part I of\n", 5.0),
    ],
)  # fmt: skip
def test_a_line_that_the_one_before_runs_into(above: str, score: float) -> None:
    assert _told(f"\n{above}Item 2. Properties\n") == [("2", score, "properties")]


@pytest.mark.parametrize(
    ("line", "covers", "number"),
    [
        ("Items 1 and 9. Looms", "1 9", "Items 1 and 9"), ("Items 1, 10. Business", "1", "Items 1"), ("Items 14 and 16. Looms", "14 16", "Items 14 and 16"),
        ("Items 14, 17. Exhibits", "14", "Items 14"), ("Items 9, 2. Disagreements", "9", "Items 9"), ("Items 3, 3. Legal Proceedings", "3", "Items 3"),
        ("Items 1 and 1A. Looms", "1 1A", "Items 1 and 1A"), ("Items 1A, 1. Risk Factors", "1A", "Items 1A"), ("Items 1A and 1B. Looms", "1A 1B", "Items 1A and 1B"),
        ("Items 10 through 13. Looms", "10 11 12 13", "Items 10 through 13"), ("Items 10 thru 12. Looms", "10 11 12", "Items 10 thru 12"),
        ("Items 10 to 12. Looms", "10 11 12", "Items 10 to 12"), ("Items 10-12. Looms", "10 11 12", "Items 10-12"), ("Items 10–12. Looms", "10 11 12", "Items 10–12"),
        ("Items 9-11 and 13. Looms", "9 10 11 13", "Items 9-11 and 13"), ("Items 9, 11-13. Looms", "9 11 12 13", "Items 9, 11-13"),
        ("Items one and nine. Looms", "1 9", "Items one and nine"), ("Items 10, eleven and 12. Looms", "10 11 12", "Items 10, eleven and 12"),
    ],
)  # fmt: skip
def test_several_numbers(line: str, covers: str, number: str) -> None:
    raw = f"\n{line}\n"
    (heading,) = find_headings(raw, lowered(raw), ANNUAL)
    assert " ".join(name(key) for key in heading.covers) == covers
    assert raw[heading.at : heading.number_end] == number


@pytest.mark.parametrize(
    ("number", "found"), [("1", True), ("16", True), ("0", False), ("17", False)]
)
def test_items_have_the_numbers_1_to_16(number: str, found: bool) -> None:
    assert bool(_told(f"\nItem {number}. Looms\n")) == found


@pytest.mark.parametrize(
    ("blanks", "told"), [(249, ("2", 10.0, "properties")), (250, ("2", 3.0, ""))]
)
def test_a_title_is_looked_for_in_260_characters(blanks: int, told: tuple[str, float, str]) -> None:
    assert _told(f"\nItem 2.{' ' * blanks}Properties\n") == [told]
