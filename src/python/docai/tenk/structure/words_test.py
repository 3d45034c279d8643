"""What a line's words alone say: each rule at its edge."""

from __future__ import annotations

import pytest

from docai.tenk.structure.words import (
    begins_small,
    cannot_be,
    end_of_run_in,
    ink_of,
    is_all_titled,
    is_capitals,
    is_note_title,
    is_sentence,
    is_short_title,
    is_titled,
    numbered,
    numbering,
)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Note 2. Wool and Looms", ("note", "2", "Wool and Looms")), ("NOTES A - Wool", ("note", "A", "Wool")), ("Note No. 3", ("note", "3", "")), ("Note no. 3: Wool", ("note", "3", "Wool")),
        ("2. Wool", ("0.", "2", "Wool")), ("(2) Wool", ("0)", "2", "Wool")), ("2: Wool", ("0:", "2", "Wool")), ("2 – Wool", ("0", "2", "Wool")), ("2 | Wool", ("0", "2", "Wool")), ("B. Wool", ("A.", "B", "Wool")), ("B - Wool", ("A", "B", "Wool")),
        ("B Wool", ("A", "B", "Wool")), ("B wool", None), ("2 Wool", None), ("2.", None), ("B.", None), ("Wool", None), ("123. Wool", None), ("BB. Wool", None),
    ],
)  # fmt: skip
def test_a_number_and_the_title_behind_it(words: str, found: tuple[str, str, str] | None) -> None:
    assert numbered(words) == found


@pytest.mark.parametrize(
    ("words", "form"), [("IV. Wool", "I"), ("IV) Wool", "I"), ("I. Wool", "I"), ("2. Wool", "0."), ("Note 2. Wool", "note"), ("Wool", "")]
)  # fmt: skip
def test_the_form_of_a_number(words: str, form: str) -> None:
    assert numbering(words) == form


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("Note 2. Wool and Looms", True), ("note 2 - Wool", True), ("NOTE 2. WOOL", True), ("Note 2. wool and looms", False), ("Note 2. Wool,", False), ("Note 2. Wool.", False), ("Note 2. Wool;", False), ("Note 2. Wool:", False),
        ("Notable Wool", False), ("Not 2. Wool", False), ("2. Wool", False), ("Anote 2. Wool", False), ("Note 2. W" + "o" * 111, True), ("Note 2. W" + "o" * 112, False),
    ],
)  # fmt: skip
def test_the_title_of_a_note_has_120_characters(words: str, title: bool) -> None:
    assert is_note_title(words) == title


@pytest.mark.parametrize(
    ("words", "told"),
    [("a b c d e f g h.", True), ("a b c d e f g.", False), ("a b c d e f g h", False), ("a b c d e f g h?", True), ("a b c d e f g h!", True)],
)  # fmt: skip
def test_a_sentence_has_eight_words(words: str, told: bool) -> None:
    assert is_sentence(words) == told


@pytest.mark.parametrize(
    ("words", "small"), [("wool", True), ("Wool", False), ("iLoom", False), ("iLoom.", True), ("i", True)]
)  # fmt: skip
def test_no_heading_begins_small(words: str, small: bool) -> None:
    assert begins_small(words) == small


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("W", True), ("Wo", True), ("Woo", False), ("12 345", True), ("2023 vs. 2022", False), ("(unaudited)", True), ("(Wool) (Looms)", True), ("(a (b) c)", True), ("(8) Income (Expense)", False), ("(8) Income", False),
        ("(in thousands)", True), ("Total wool", True), ("Wool (continued)", True), ("Wool - continued", True), ("Wool (continued) and looms of much oak", False), ("Looms", False),
    ],
)  # fmt: skip
def test_some_words_are_no_heading(words: str, told: bool) -> None:
    assert cannot_be(words) == told


@pytest.mark.parametrize(
    ("words", "capitals", "titled", "all_titled", "short"),
    [
        ("WOOLEN", True, True, False, True), ("WOOLS", False, True, False, True), ("12 3456", False, False, False, False), ("WOOL LOOMS", True, True, True, True),
        ("Wool and Looms", False, True, True, True), ("Wool with Looms", False, True, False, False), ("Wool with long looms", False, False, False, False), ("Wool looms Of Barge Sheds", False, True, False, False),
        ("Wool barge looms Sheds Oaken", False, True, False, False), ("Wool barge looms Sheds", False, False, False, False), ("the Wool", False, False, False, False), ("2 Wool", False, True, False, True), ("A b", False, False, False, False), ("Net the Wool Sale", False, True, True, True),
    ],
)  # fmt: skip
def test_capitals_and_titles(
    words: str, capitals: bool, titled: bool, all_titled: bool, short: bool
) -> None:
    told = (is_capitals(words), is_titled(words), is_all_titled(words), is_short_title(words))
    assert told == (capitals, titled, all_titled, short)


@pytest.mark.parametrize(
    ("words", "letters", "end"),
    [
        ("Wool. We weave it.", 5, 5), ("Wool. We weave it.", 4, 5), ("Wool: we weave it.", 5, 5), ("Wool — we weave it.", 4, 4), ("Wool we weave it.", 4, None), ("Wool We weave it.", 4, None),
        ("Wool Looms We weave.", 9, 10), ("WOOL LOOMS We weave.", 9, 10), ("A. wool We weave.", 6, 7), ("Wool looms We weave.", 9, None), ("Wool Looms we weave.", 9, None),
        ("Wool. We weave it.", 7, None), ("Wool. We weave it.", 14, None), ("Wool.", 5, None), ("Wool", 0, None), ("Wool. Abcd", 8, None), ("Wool. Abc d", 7, 5),
    ],
)  # fmt: skip
def test_where_a_run_in_heading_ends(words: str, letters: int, end: int | None) -> None:
    assert end_of_run_in(words, letters) == end


def test_ink_is_what_is_no_blank() -> None:
    assert ink_of("a b\n c") == 3
