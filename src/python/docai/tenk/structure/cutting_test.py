"""Units packed and cut to passages: each rule at its edge."""

from __future__ import annotations

import pytest

from docai.tenk.structure.cutting import Cut, cuts_of, words_of
from docai.tenk.structure.markdown import FENCE, rows_of
from docai.tenk.structure.model import MOST_BYTES, PassageKind, Unit

Written = tuple[PassageKind, str]


def _cuts(*written: Written, at: int = 0) -> list[tuple[Cut, str]]:
    """Return each passage of an Item made of these units, an empty line between two, with its text; all but blanks is in one."""
    text = "\n\n".join(words for _, words in written)
    units: list[Unit] = []
    start = 0
    for kind, words in written:
        typed = kind == "table" and " | " not in words
        units.append(Unit(kind, start, start + len(words), at + start, typed=typed))
        start += len(words) + 2
    cuts = list(cuts_of(text, units))
    done = 0
    for cut in cuts:
        assert cut.start >= done
        assert not text[done : cut.start].strip()
        done = cut.end
    assert not text[done:].strip()
    return [(cut, text[cut.start : cut.end]) for cut in cuts]


def _prose(words: int) -> Written:
    return ("prose", " ".join(["w"] * words))


def _words(*written: Written) -> list[int]:
    cuts = _cuts(*written)
    assert all(cut.words in (-1, len(text.split())) for cut, text in cuts)
    return [len(text.split()) for _, text in cuts]


@pytest.mark.parametrize(
    ("paragraphs", "packed"),
    [
        # up to 500 words are one passage; one of fewer than 300 takes in what makes it longer, up to 700
        ([200, 300], [500]), ([300, 201], [300, 201]), ([299, 202], [501]), ([299, 401], [700]), ([299, 402], [299, 402]), ([300, 100], [400]), ([100, 200, 200, 1], [500, 1]),
        # a paragraph of 700 words is whole, one of 701 is cut
        ([700], [700]), ([10, 700], [10, 700]),
    ],
)  # fmt: skip
def test_paragraphs_are_packed_by_their_words(paragraphs: list[int], packed: list[int]) -> None:
    assert _words(*map(_prose, paragraphs)) == packed


def test_paragraphs_are_packed_by_their_bytes() -> None:
    def lengths(*paragraphs: str) -> list[int]:
        return [len(text) for _, text in _cuts(*(("prose", words) for words in paragraphs))]

    # ten bytes are left for what parts them
    assert lengths("w" * 4_000, "w" * 3_990) == [7_992]
    assert lengths("w" * 4_000, "w" * 3_991) == [4_000, 3_991]
    assert lengths("é" * 2_000, "w" * 3_991) == [2_000, 3_991]
    full = f"{'W' * 198}. " * 40
    assert lengths(full[:-1] + ".") == [MOST_BYTES]
    assert len(lengths(full + ".")) == 2
    assert lengths("w" * (MOST_BYTES + 1)) == [MOST_BYTES, 1]


def test_notes_stand_apart_from_prose_and_headings_alone() -> None:
    found = _cuts(("heading", "A"), ("prose", "B"), ("list", "• C"), ("note", "(1) D"), ("note", "(2) E"), ("prose", "F"))  # fmt: skip
    assert [(cut.kind, text) for cut, text in found] == [
        ("heading", "A"), ("prose", "B\n\n• C"), ("note", "(1) D\n\n(2) E"), ("prose", "F")
    ]  # fmt: skip


@pytest.mark.parametrize(("prose", "kind"), [("12345678", "prose"), ("1234567", "list")])
def test_a_passage_is_a_list_if_more_than_half_of_it_is_entries(
    prose: str, kind: PassageKind
) -> None:
    assert [cut.kind for cut, _ in _cuts(("prose", prose), ("list", "• 12345678"))] == [kind]


def test_an_entry_in_an_entry_is_shown_by_a_tab_where_there_is_room() -> None:
    def shown(first: str) -> str | None:
        (found,) = _cuts(("list", first), ("list", "◦ b"))
        return found[0].shown

    assert shown("• a") == "• a\n\n\t◦ b"
    # with its tabs the first passage has 8,000 bytes; one letter more, and it is shown without
    for letters, tabs in ((7_926, True), (7_927, False)):
        lines = "\n".join([f"• {'a' * letters}", *["◦ b"] * 10])
        (found,) = _cuts(("list", lines))
        assert (found[0].shown is not None) == tabs
    assert _cuts(("prose", "a\n◦ b"))[0][0].shown is None


@pytest.mark.parametrize(
    ("sentences", "words"),
    [
        # two parts of about the same length; three from 1,001 words on
        (70, [700]), (71, [360, 350]), (100, [500, 500]), (101, [340, 340, 330]),
    ],
)  # fmt: skip
def test_a_long_paragraph_is_cut_at_the_ends_of_sentences(sentences: int, words: list[int]) -> None:
    text = " ".join(["We buy our wool of the men on the hills."] * sentences)
    assert [len(part.split()) for _, part in _cuts(("prose", text))] == words


def test_where_a_part_of_a_paragraph_stands() -> None:
    text = " ".join(["We buy our wool of the men on the hills."] * 100)
    whole, half = _cuts(("prose", text)), len(text) // 2 + 1
    assert [cut.at for cut, _ in whole] == [0, half]
    assert [cut.at for cut, _ in _cuts(("prose", text), at=7)] == [7, half + 7]
    assert [cut.at for cut, _ in _cuts(("prose", text), at=-1)] == [-1, -1]


def test_no_sentence_ends_behind_an_abbreviation() -> None:
    # the middle is behind "Inc.", the end of a sentence nearest to it a little before
    first = " ".join(["w"] * 360)
    for said in ("We buy of Loom Inc.", "In Oak v."):
        found = _cuts(("prose", f"{first}. {said} {'W' + first}."))
        assert [text[-6:] for _, text in found] == ["w w w.", "w w w."]


@pytest.mark.parametrize(("length", "end"), [(15, 916), (25, 900), (19, 900), (9, 910)])
def test_the_end_of_a_sentence_nearest_to_the_goal_counts(length: int, end: int) -> None:
    # one stop is 10 characters before the middle, the next so many behind the first
    first = " ".join(["w"] * 450) + "."
    second = "W" + "w" * (length - 2) + "."
    rest = "W " + "w " * 457
    text = f"{first} {second} {rest}"[:1_819] + "."
    assert len(_cuts(("prose", text))[0][1]) == end


def test_the_rest_of_a_paragraph_is_whole_up_to_a_quarter_above_the_goal() -> None:
    def parts(rest: int) -> list[int]:
        # the rest has a stop in its middle, farther from the goal than the one before it
        first = "w " * 374 + "."
        text = f"{first} {'W ' + 'w ' * 299}w. W {'w ' * 400}"
        return [len(part) for _, part in _cuts(("prose", text[: 749 + rest] + "."))]

    # 2,000 characters of some 1,000 words: two parts, the goal is 1,000
    assert parts(1_250) == [749, 1_250]
    assert parts(1_251) == [749, 1_251]
    assert parts(1_252) == [749, 602, 649]
    # of at most 8,000 bytes: here 4,000 letters of two and a stop in their middle
    wide = f"{'w' * 5_999}. {'É' * 1_999}. {'É' * 2_000}"
    assert [len(part) for _, part in _cuts(("prose", wide))] == [6_000, 4_001]
    assert [len(part) for _, part in _cuts(("prose", f"{wide}é"))] == [6_000, 2_000, 2_001]


def test_a_sentence_of_8000_bytes_is_whole() -> None:
    text = f"{'w' * 7_000} {'w' * 998}. {'W' * 3_000}."
    assert [len(part) for _, part in _cuts(("prose", text))] == [MOST_BYTES, 3_001]


def test_a_sentence_without_an_end_is_cut_at_its_last_blank() -> None:
    long = "w" * 3_000
    found = [text for _, text in _cuts(("prose", f"{long} {long} {long} {long}"))]
    assert found == [f"{long} {long}"] * 2
    assert [len(text) for _, text in _cuts(("prose", f"{'w' * 9_000} w"))] == [MOST_BYTES, 1_002]
    # by bytes, where a letter takes more than one
    assert [len(text) for _, text in _cuts(("prose", "é" * 4_001))] == [4_000, 1]
    assert [len(text) for _, text in _cuts(("prose", "é" * 9_000))] == [4_000, 4_000, 1_000]


def _table(rows: int, cell: int, *, head: str = "Looms | 2009") -> list[tuple[Cut, str]]:
    """Return the passages of a table of so many rows, the first cell of each so long."""
    lines = [f"{number:0{cell}} | {number}.5" for number in range(rows)]
    return _cuts(("table", "\n".join([head, *lines])))


def test_a_table_of_8000_bytes_is_whole() -> None:
    def bytes_of(head: int) -> list[int]:
        return [len((cut.shown or "").encode()) for cut, _ in _table(10, 700, head="h" * head + " | 2009")]  # fmt: skip

    (whole,) = bytes_of(10)
    room = MOST_BYTES - whole
    assert bytes_of(10 + room) == [MOST_BYTES]
    assert len(bytes_of(11 + room)) == 2


def test_each_part_of_a_long_table_has_its_head_and_only_the_first_its_place() -> None:
    parts = [cut for cut, _ in _table(300, 60)]
    assert [cut.repeated for cut in parts] == [0] + [1] * (len(parts) - 1)
    assert [cut.at for cut in parts] == [0] + [-1] * (len(parts) - 1)
    shown = [cut.shown or "" for cut in parts]
    assert all(one.startswith("| Looms | 2009 |\n| --- | --- |\n| 0") for one in shown)


def test_as_many_rows_as_there_is_room_for_are_in_one_part() -> None:
    # 14 rows of 569 bytes and the frame of two columns, 34 bytes, are 8,000
    lines = [f"{'w' * 559} | {number % 10}" for number in range(20)]
    found = _cuts(("table", "\n".join(lines)))
    assert [text.count("\n") + 1 for _, text in found] == [14, 6]
    found = _cuts(("table", "\n".join(f"w{line}" for line in lines)))
    assert [text.count("\n") + 1 for _, text in found] == [13, 7]
    # a head takes its room in each part but the first, where it is a row
    found = _cuts(("table", "\n".join([f"{'h' * 559} | a", *lines, *lines])))
    assert [text.count("\n") + 1 for _, text in found] == [14, 13, 13, 1]


def test_a_head_of_more_than_a_third_of_a_passage_is_not_repeated() -> None:
    def repeated(head: int) -> int:
        parts = _table(30, 700, head="h" * head + " | 2009")
        return parts[1][0].repeated

    # a third is 2,666 bytes: 34 for the frame of two columns, 6 around the cells of the head
    most = 2_666 - 34 - 6 - len(" | 2009")
    assert [repeated(most), repeated(most + 1)] == [1, 0]


def test_a_long_table_without_a_head_has_an_empty_one_in_each_part() -> None:
    lines = [f"{number:060} | {number}.5" for number in range(300)]
    found = _cuts(("table", "\n".join(lines)))
    assert len(found) > 2
    for cut, text in found:
        assert cut.repeated == 0
        assert (cut.shown or "").startswith("|  |  |\n| --- | --- |\n| 0")
        assert rows_of(cut.shown or "", 0) == text


def test_a_short_table_without_a_head_has_an_empty_one() -> None:
    (found,) = _cuts(("table", "Looms | 5"))
    assert found[0].shown == "|  |  |\n| --- | --- |\n| Looms | 5 |"


def test_a_row_of_8000_bytes_is_a_table() -> None:
    def kinds(cell: int) -> list[PassageKind]:
        return [cut.kind for cut, _ in _cuts(("table", f"{'w' * cell} | 5\n{'w' * 9} | 5"))]

    frame = len("|  |  |\n| --- | --- |\n|  | 5 |")
    assert kinds(MOST_BYTES - frame) == ["table", "table"]
    assert kinds(MOST_BYTES - frame + 1) == ["prose", "table"]


def test_a_row_longer_than_a_passage_is_its_own_words() -> None:
    wide = " | ".join(["w"] * 1_500)
    found = _cuts(("table", f"a | b\n{wide}\nc | d"))
    # beside 1,500 cells no row has room for the empty ones
    assert [(cut.kind, text) for cut, text in found] == [("prose", "a | b"), ("prose", wide), ("prose", "c | d")]  # fmt: skip


def _typed(*tables: str) -> list[tuple[int, str]]:
    """Return where each passage of these typed tables begins, -1 for a part of one, and what is fenced in it."""
    found = _cuts(*(("table", table) for table in tables))
    for cut, text in found:
        assert cut.shown == f"{FENCE}\n{text}\n{FENCE}"
        assert len((cut.shown or "").encode()) <= MOST_BYTES
    return [(cut.at, text) for cut, text in found]


def test_typed_tables_are_taken_together_up_to_half_a_passage() -> None:
    half = MOST_BYTES // 2
    assert len(_typed("a  1", "w" * (half - 4 - 2 - 1))) == 1
    assert len(_typed("a  1", "w" * (half - 4 - 2))) == 2
    assert [text for _, text in _typed("a  1", "b  2", "c  3")] == ["a  1\n\nb  2\n\nc  3"]
    found = _cuts(("table", "a  1"), ("prose", "b"), ("table", "c  3"))
    assert [cut.kind for cut, _ in found] == ["table", "prose", "table"]


def test_a_long_typed_table_is_cut_at_an_empty_line_else_at_a_line() -> None:
    room = MOST_BYTES - 2 * len(FENCE) - 2
    for full in ("w" * room, f"w\n{'w' * (room - 2)}"):
        assert _typed(full) == [(0, full)]
    assert [len(text) for _, text in _typed("w" * (room + 1))] == [room, 1]
    assert [at for at, _ in _typed("w" * (room + 1))] == [0, -1]
    assert [len(text) for _, text in _typed("é" * (room // 2) + "éé")] == [room // 2, 2]
    lines = ["w" * 999] * 9
    assert [len(text) for _, text in _typed("\n".join(lines))] == [7_999 - 1_000, 1_999]
    # an empty line in the second half of the passage is the better place
    gap = "\n".join(lines[:5]) + "\n\n" + "\n".join(lines[:5])
    assert [len(text) for _, text in _typed(gap)] == [4_999, 4_999]
    early = "\n".join(lines[:3]) + "\n\n" + "\n".join(lines[:7])
    assert [len(text) for _, text in _typed(early)] == [7_000, 2_999]


@pytest.mark.parametrize(
    ("text", "count"), [("a", 1), ("a b", 2), ("a\nb", 2), ("a\n\nb", 2), ("a  b", 2), (" a b", 2), ("a b ", 2), ("a\n", 1), ("\na", 1)]
)  # fmt: skip
def test_words_are_counted_as_split_would(text: str, count: int) -> None:
    assert words_of(text) == count == len(text.split())
