"""Where the lines of an Item stand in the marked text: each rule at its edge."""

from __future__ import annotations

import pytest

from docai.document.marks import CELL, MARKS, ROW, ROW_END, TABLE
from docai.tenk.structure.lines import lines_of, place

KEY = "Our looms of oak stand in the mil"
"""More than the 32 characters of a line that are looked for."""


def _lines(text: str, raw: str, *, typed: bool = False, start: int = 0) -> list[tuple[str, int]]:
    """Return the kind of each line of ``text`` and where it begins in ``raw``, -1 where it is not found."""
    lines = lines_of(text, typed=typed)
    place(text, lines, raw, start, len(raw), typed=typed)
    return [(line.kind, line.at) for line in lines]


def _places(text: str, raw: str, *, typed: bool = False, start: int = 0) -> list[int]:
    return [at for _, at in _lines(text, raw, typed=typed, start=start)]


@pytest.mark.parametrize("edge", [*MARKS, "\n", "\n ", "\n\xa0\xa0"])
def test_a_line_is_found_where_a_line_begins(edge: str) -> None:
    raw = f"We say Wool and oak.{edge}Wool and oak.\nEnd."
    assert _places("Wool and oak.", raw) == [raw.rindex("Wool")]


@pytest.mark.parametrize(("before", "found"), [(3, True), (4, False)])
def test_three_places_inside_lines_are_passed_over(before: int, found: bool) -> None:
    raw = "x" + " Wool" * before + "\nWool"
    assert _places("Wool", raw) == [len(raw) - 4 if found else -1]


def test_a_line_is_found_where_the_one_before_ends_and_at_the_very_beginning() -> None:
    assert _places("Wool.\n\nOak.", f"Wool.{CELL} Oak.") == [0, 7]
    assert _places("Wool.\n\nOak.", "Wool. Oak.") == [0, -1]
    assert _places("Wool.", "Wool.") == [0]
    assert _places("Wool.", " Wool.") == [1]
    assert _places("Wool.", "aWool.") == [-1]
    assert _places("Wool.", "a  Wool.", start=2) == [3]


def _far(words: str, far: int, text: str | None = None, near: str = "") -> int | None:
    """Return where ``text`` is found, which stands ``far`` characters on as ``words``; None where it is not."""
    raw = f"{near}\n".ljust(far - 1, "x") + "\n" + words
    (found,) = _places(text or words, raw)
    return None if found < 0 else found


@pytest.mark.parametrize(
    ("words", "most"),
    [
        # 20 characters are too few to be looked for far away
        ("w" * 20, 1_500), ("w" * 21, 400_000), ("Wool", 1_500),
    ],
)  # fmt: skip
def test_short_lines_are_looked_for_near_by(words: str, most: int) -> None:
    end = min(len(words), 32)
    assert _far(words, most - end) == most - end
    assert _far(words, most - end + 1) is None


def test_a_whole_beginning_is_looked_for_farther_than_a_first_word() -> None:
    assert _far(KEY, 6_000 - 32, near="Our looms") == 6_000 - 32
    assert _far(KEY, 6_000 - 31, near="Our looms") == 0
    # a line of 20 characters is not
    short = "Our looms of oak are"
    assert _far(short, 1_500 - 20, near="Our looms") == 1_500 - 20
    assert _far(short, 1_500 - 19, near="Our looms") == 0


def test_32_characters_of_a_line_are_compared() -> None:
    # the document breaks the line behind them
    assert _far(f"{KEY[:32]}\nl", 3_000, text=f"{KEY[:32]}l and burn.") == 3_000
    assert _far(f"{KEY[:31]}\nl", 3_000, text=f"{KEY[:32]}l and burn.") is None


@pytest.mark.parametrize(
    ("text", "raw", "at"),
    [
        # a break behind the first word; a bullet right before its words, in a cell of its own; both
        ("Wool looms", "a\nWool\nlooms", 2), ("• Wool looms", "a\n•Wool looms", 2), ("• Wool looms", f"a\n{CELL}•{CELL}Wool looms", 5), ("• Wool looms", f"a\n{CELL}•{CELL}Wool\nlooms", 5),
        ("•Wool looms", "a\n•Wool\nlooms", 2),
        # one or two letters are no word to look for
        ("• of looms", f"a\n•{CELL}of\nlooms", -1), ("• oak looms", f"a\n•{CELL}oak\nlooms", 4), ("A looms", "a\nA\nlooms", 4), ("• Wool", f"a\n•{CELL}Wool", 4), ("Of looms", "a\nOf\nlooms", 2), ("•", "a b", -1),
    ],
)  # fmt: skip
def test_what_parts_the_first_words_may_be_no_blank_in_the_document(
    text: str, raw: str, at: int
) -> None:
    assert _places(text, raw) == [at]


def _table(*cells: str) -> str:
    return f"{TABLE}{ROW}{''.join(CELL + cell for cell in cells)}{ROW_END}{TABLE}"


def test_a_table_begins_with_its_first_cell_else_at_its_mark() -> None:
    raw = f"We wove.\n{_table('Looms', '5')}\nEnd."
    assert _lines("We wove.\n\nLooms | 5\n\nEnd.", raw) == [
        ("words", 0), ("cells", raw.index("Looms")), ("words", raw.index("End"))
    ]  # fmt: skip
    # its first cell reads otherwise
    raw = f"We wove.\n{_table('(Looms)', '5')}\nEnd."
    assert _places("We wove.\n\nLooms | 5\n\nEnd.", raw) == [0, raw.index(TABLE), raw.index("End")]
    # no mark is near: a line like any other
    assert _places("Looms | 5", "a\nLooms 5") == [2]
    assert _places("Looms | 5", "a\nSheds 5") == [-1]
    assert _places("Looms | 5", _table("Looms", "5")) == [3]
    assert _places("Loom | 5", _table("Sheds", "5")) == [0]


@pytest.mark.parametrize(("far", "found"), [(5_999, True), (6_000, False)])
def test_the_mark_of_a_table_is_looked_for_near_by(far: int, found: bool) -> None:
    raw = f"{'x' * far}{_table('(Looms)', '5')}"
    assert _places("Looms | 5", raw) == [far if found else -1]


@pytest.mark.parametrize(("far", "found"), [(1_494, True), (1_495, False)])
def test_the_first_cell_is_looked_for_near_the_mark(far: int, found: bool) -> None:
    raw = f"a\n{TABLE}{'x' * (far - 1)}\nLooms"
    assert _places("Looms | 5", raw) == [far + 3 if found else 2]


def test_empty_cells_make_a_table_longer_than_its_text() -> None:
    # the words behind the table are looked for from its end on: they stand in it too
    raw = f"{_table('Wool', 'Oak', 'Wool')}{'x' * 1_400}\nEnd."
    inside = f"{TABLE}{ROW}{CELL}Wool{CELL * 40}Oak{CELL}Oak{ROW_END}{TABLE}\nOak.\nEnd."
    assert _places("Wool | Oak | Oak\n\nOak", inside) == [
        inside.index("Wool"),
        inside.rindex("Oak"),
    ]
    assert _places("Wool | Oak | Wool\n\nEnd.", raw)[1] == raw.index("End")


def test_words_in_the_last_row_of_a_table_are_found_there() -> None:
    note = f"(a) {KEY} at the river."
    raw = f"{TABLE}{ROW}{CELL}Wool{CELL}5{ROW_END}{ROW}{CELL}\n{note}\n\n(b) Oak.{ROW_END}{TABLE}\n(a) Other looms.\n"
    text = f"Wool | 5\n\n{note}\n\n(b) Oak.\n\n(a) Other looms."
    assert _places(text, raw)[1:] == [raw.index("(a)"), raw.index("(b)"), raw.rindex("(a)")]


def test_a_label_that_stands_right_before_its_words_is_found_with_them() -> None:
    raw = f"{TABLE}{ROW}{CELL}Wool{CELL}5{ROW_END}{TABLE}\n(1){KEY} at the river.\n\nOak.\n\n(1)Other.\n"
    text = f"Wool | 5\n\n(1) {KEY} at the river.\n\nOak.\n\n(1) Other."
    assert _places(text, raw)[1:] == [raw.index("(1)"), raw.index("Oak."), raw.rindex("(1)")]


def test_the_same_label_and_words_with_a_blank_between_count_where_they_come_first() -> None:
    raw = f"{TABLE}{ROW}{CELL}Wool{CELL}5{ROW_END}{TABLE}\n(1) {KEY} at the river.\n\nOak.\n\n(1){KEY} at the river.\n"
    text = f"Wool | 5\n\n(1) {KEY} at the river.\n\nOak.\n\n(1) {KEY} at the river."
    assert _places(text, raw)[1:] == [raw.index("(1)"), raw.index("Oak."), raw.rindex("(1)")]


def test_a_table_taken_for_a_later_one_loses_no_line_before_it() -> None:
    raw = f"Wool.\nOak looms.\n{_table('Sheds', '5')}\nEnd."
    # the Item's text shows a table before the line that stands before the document's only one
    assert _places("Wool.\n\nSheds | 5\n\nOak looms.\n\nEnd.", raw) == [
        0, raw.index("Sheds"), raw.index("Oak"), raw.index("End")
    ]  # fmt: skip


def test_where_three_lines_are_lost_whatever_is_found_first_counts() -> None:
    def places(lost: int, words: str) -> list[int]:
        raw = f"{words}\nWool and a loom of oak.\n"
        text = "\n\n".join(["Wool and a loom of oak.", *["Gone."] * lost, words])
        return _places(text, raw)

    assert places(2, KEY)[-1] == 0
    assert places(1, KEY)[-1] == -1
    assert places(2, KEY[:32])[-1] == -1
    # the next lines are looked for behind it
    raw = f"{KEY}\nOak.\nWool and a loom of oak.\nOak."
    text = "\n\n".join(["Wool and a loom of oak.", "Gone.", "Gone.", KEY, "Oak."])
    assert _places(text, raw)[-2:] == [0, raw.index("Oak.")]
    # a line that is found between them begins the count anew
    raw = f"{KEY}\nWool and a loom of oak.\nSheds."
    text = "\n\n".join(["Wool and a loom of oak.", "Gone.", "Gone.", "Sheds.", KEY])
    assert _places(text, raw)[-1] == -1


@pytest.mark.parametrize(
    ("text", "raw", "at"),
    [
        # blanks and breaks between the first three words; the fourth may be anything
        ("Our looms of oak.", "a\nOur   looms\nof\nash.", 2), ("Our looms of oak.", "a\nOur looms in oak.", -1), ("Our looms of", "a\n    Our looms of", 6), ("Our looms of", "a Our looms of", -1), ("Our looms of", "a Our looms of\nOur looms of", 15),
        ("Our looms of", "Our looms of", 0), ("Our looms of", " Our looms of", 1), ("Our looms of", "Our sheds\nOur looms of", 10), ("Our looms of", "a\x0cOur looms of", 2), ("Our looms of", "a\n\tOur looms of", -1), ("Our looms of", "a\nOur\tlooms of", -1),
    ],
)  # fmt: skip
def test_a_typed_line_is_found_by_its_first_three_words(text: str, raw: str, at: int) -> None:
    assert _places(text, raw, typed=True) == [at]


def test_a_typed_line_is_found_right_behind_the_one_before() -> None:
    assert _places("Wool.\n\nOak.", "Wool. Oak.", typed=True) == [0, 6]
    assert _places("Wool.", "aWool.", typed=True, start=1) == [1]


@pytest.mark.parametrize(("far", "found"), [(5_997, True), (5_998, False)])
def test_a_typed_line_is_looked_for_near_by(far: int, found: bool) -> None:
    raw = "x" * (far - 1) + "\nOur looms of"
    assert _places("Our looms of", raw, typed=True) == [far if found else -1]
    # from 21 characters on it is looked for farther, as it stands
    raw = "x" * (far - 1) + "\nOur looms of oak burn."
    assert _places("Our looms of oak burn.", raw, typed=True) == [far]


@pytest.mark.parametrize(
    ("raw", "indent", "ruled"),
    [
        ("Wool looms", 0, False), ("Gone.\n    Wool looms\n", 4, False), ("a\x0c  Wool looms", 2, False), ("a\nWool looms\n------", 0, True), ("a\nWool looms\n  ===", 0, True), ("a\nWool looms\n--", 0, False), ("a\nWool looms\nOak\n---", 0, False), ("a\nWool     looms\n---", 0, True),
        ("a\nWool looms---", 0, False),
    ],
)  # fmt: skip
def test_margin_and_underline_of_a_typed_line(raw: str, indent: int, ruled: bool) -> None:
    (line,) = lines = lines_of("Wool looms", typed=True)
    place("Wool looms", lines, raw, 0, len(raw), typed=True)
    assert (line.indent, line.ruled) == (indent, ruled)


def test_a_typed_line_ends_with_its_last_word_however_many_blanks_are_in_it() -> None:
    text, raw = "Our looms of oak", f"a\nOur{' ' * 16}\nlooms of oak\n---"
    (line,) = lines = lines_of(text, typed=True)
    place(text, lines, raw, 0, len(raw), typed=True)
    assert line.ruled


def test_only_typed_lines_of_words_have_a_margin() -> None:
    def indents(text: str, *, typed: bool) -> list[int]:
        lines = lines_of(text, typed=typed)
        raw = text.replace("Wool", "     Wool")
        place(text, lines, raw, 0, len(raw), typed=typed)
        return [line.indent for line in lines]

    assert indents("Wool looms.\n\nWool\n\nWool   12\n", typed=True) == [5, 5, 0]
    assert indents("Wool looms.", typed=False) == [0]


def test_behind_typed_columns_the_next_line_may_begin_a_little_earlier() -> None:
    # the columns of the text are wider than those of the document
    text = f"Wool          12\nOak           13{' ' * 14}14\n\nEnd."
    raw = f"{text[:-8].replace('           ', '          ')}\nEnd."
    assert [kind for kind, _ in _lines(text, raw, typed=True)] == ["columns", "words"]
    assert _places(text, raw, typed=True)[1] == raw.index("End")


@pytest.mark.parametrize(
    ("block", "typed", "kinds"),
    [
        ("a | b", False, ["cells"]), ("a | b", True, ["cells"]), ("a | b   c", True, ["columns"]), ("a | b   c", False, ["cells"]), ("a   b", False, ["words"]), ("a   b\nc   d", True, ["columns"]), ("12   b", True, ["columns"]),
        ("Note 5.  Leases", True, ["words"]), ("Note 5.  Leases\nWool", True, ["columns"]), ("7. WOOLEN\n  a  b", True, ["words", "columns"]), ("7. WOOLEN  5\n  a  b", True, ["columns"]), ("WOOLEN\n  a  b", True, ["columns"]),
        ("a\n \nb", False, ["words", "words"]), (" ", False, []),
    ],
)  # fmt: skip
def test_the_kinds_of_lines(block: str, typed: bool, kinds: list[str]) -> None:
    assert [line.kind for line in lines_of(block, typed=typed)] == kinds


def test_a_table_whose_first_cell_is_broken_is_none_further_on_with_the_same_head() -> None:
    def grid(date: str, label: str) -> str:
        return (
            f"{TABLE}{ROW}{CELL}{date}{CELL}Cost{ROW_END}{ROW}{CELL}{label}{CELL}12{ROW_END}{TABLE}"
        )

    broken, whole = grid("May 31,\n2024", "Looms"), grid("May 31, 2024", "Sheds")
    raw = f"1. Wool\n{broken}\n2. Oak\nWe own oak.\n{whole}\nEnd."
    text = "1. Wool\n\nMay 31, 2024 | Cost\nLooms | 12\n\n2. Oak\n\nWe own oak.\n\nMay 31, 2024 | Cost\nSheds | 12\n\nEnd."
    assert _places(text, raw) == [
        0, raw.index("May 31,\n"), raw.index("2. Oak"), raw.index("We own"), raw.index("May 31, 2024"), raw.index("End."),
    ]  # fmt: skip


def test_a_first_word_alone_does_not_count_where_others_follow_it() -> None:
    raw = f"Wool.\nOther{CELL}5{CELL}6\nOther\nlooms"
    assert _places("Wool.\n\nOther looms", raw) == [0, raw.rindex("Other")]
