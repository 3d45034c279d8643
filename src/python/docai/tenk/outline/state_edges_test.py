"""The state of an Item by its own words: each rule at its edge."""

from __future__ import annotations

import pytest

from docai.tenk.outline.state import (
    State,
    answered_below,
    is_blank,
    own_words,
    state_below,
    state_of,
    sureness_of,
    target_of,
)
from docai.tenk.pointers.pointer import Pointer

REPORT = Pointer(True, False, (), False, (), (), False)
PROXY = Pointer(False, True, (), False, (), (), False)
W = "w"


def _state(
    body: str, kind: str = "legal", title: str = "Looms", pointer: Pointer | None = None, *, in_proxy: bool = False
) -> str:  # fmt: skip
    return state_of(body, title, kind, pointer=pointer, in_proxy=in_proxy, followed=False)


@pytest.mark.parametrize(
    ("body", "kind", "state"),
    [
        # an answer has 420 letters at most
        (f"None {W * 416}.", "legal", "none"), (f"None {W * 417}.", "legal", "words"),
        # with "Not applicable" it may say 60 more, and 30 with a sentence that there is nothing
        (f"Not applicable. W{W * 59}.", "market", "none"), (f"Not applicable. W{W * 60}.", "market", "words"),
        (f"There are no suits. W{W * 29}.", "legal", "none"), (f"There are no suits. W{W * 30}.", "legal", "words"),
        # a title of a part is no word of it, where one Item has titled parts
        ("Trading Arrangements of Our Officers and Directors\n\nNo director adopted any.", "other", "none"), ("Trading Arrangements of Our Officers and Directors\n\nNo director adopted any.", "properties", "words"),
        ("Trading Arrangements of Our Officers and Directors", "other", "words"), (f"Trading.\n\nNo director adopted any {W * 90}", "other", "none"), (f"Trading of {W * 60}\n\nNo director adopted any.", "other", "words"),
        ("(a) None.\n\n(b) During the year ended Dec. 31, 2024, no director adopted any.", "other", "none"), ("This Item is no longer required by the rules.", "selected", "none"),
        # what there may not be is asked for
        ("There are no suits.", "legal", "none"), ("There are no holders.", "market", "words"), ("There are no looms.", "", "none"),
        ("Looms.", "legal", "words"), ("", "legal", "none"), (" .-\n", "legal", "none"),
        # longer than 1,200 characters are words, but for an answer at once
        ("None." + " " * 1195, "legal", "none"), ("None." + " " * 1196, "legal", "words"),
        ("None." + " " * 1196, "other", "none"), (f"None. The {W * 2000}", "accountants", "none"), (f"None. The {W * 2000}", "legal", "words"), (f"The {W * 2000}", "other", "words"),
        (f"There are no looms.{' ' * 1190}", "other", "words"),
        # a list of exhibits has 200 letters, or parts
        (f"None {W * 196}.", "exhibits", "none"), (f"None {W * 197}.", "exhibits", "words"), ("(a) Looms: none.", "exhibits", "words"), ("(b) Looms: none.", "exhibits", "none"),
        ("(a) Looms: none.", "legal", "none"),
    ],
)  # fmt: skip
def test_an_answer_and_words(body: str, kind: str, state: str) -> None:
    assert _state(body, kind) == state


@pytest.mark.parametrize(
    ("body", "kind", "title", "in_proxy", "state"),
    [
        ("Reserved", "legal", "Looms", False, "reserved"), ("[Reserved]", "pay", "Looms", True, "reserved"),
        ("Intentionally omitted", "legal", "Looms", False, "reserved"), ("Intentionally omitted", "pay", "Looms", True, "none"),
        *(("Reserved.\n\nOfficers of ours.", kind, "Looms", False, "reserved") for kind in ("votes", "mine_safety", "reserved")),
        ("Reserved.\n\nOfficers of ours.", "legal", "Looms", False, "words"), ("Ours.\n\nReserved.", "votes", "Looms", False, "words"),
        ("", "selected", "[Reserved]", False, "reserved"), ("N/A", "selected", "(Reserved)", False, "reserved"), ("", "selected", "Looms", False, "none"), ("N/A", "selected", "Looms", False, "none"),
        ("We wove.", "selected", "[Reserved]", False, "words"),
        ("", "pay", "Pay*", True, "proxy"), ("", "pay", "Pay", True, "none"), ("", "pay", "Pay*", False, "none"), ("We pay.", "pay", "Pay*", True, "words"),
        ("(a)", "pay", "Pay", True, "proxy"), (" | (1)\n.", "pay", "Pay", True, "proxy"), ("(a)", "pay", "Pay", False, "words"), ("We pay.", "pay", "Pay", True, "words"),
    ],
)  # fmt: skip
def test_what_is_reserved_and_what_a_mark_stands_for(
    body: str, kind: str, title: str, in_proxy: bool, state: str
) -> None:
    assert _state(body, kind, title, in_proxy=in_proxy) == state


@pytest.mark.parametrize(
    ("body", "pointer", "in_proxy", "state"),
    [
        ("See there.", REPORT, False, "elsewhere"), ("See there.", REPORT, True, "elsewhere"), ("See there.", PROXY, True, "proxy"), ("See there.", PROXY, False, "proxy"),
        # "omitted, since a proxy statement will be filed"
        ("Omitted, as it will be filed.", PROXY, True, "proxy"), ("Omitted, as it will be filed.", PROXY, False, "none"), ("Omitted, as it will be filed.", REPORT, True, "none"),
        ("None. See there.", PROXY, True, "none"), ("None. See there.", PROXY, False, "none"),
        (f"See {W * 1300}", REPORT, False, "elsewhere"), (f"See {W * 1300}", PROXY, True, "proxy"), (f"See {W * 1300}", None, True, "words"),
        (f"None. {W * 1300}", REPORT, False, "elsewhere"),
    ],
)  # fmt: skip
def test_what_points_elsewhere(
    body: str, pointer: Pointer | None, in_proxy: bool, state: str
) -> None:
    assert _state(body, "pay", "Pay", pointer, in_proxy=in_proxy) == state
    followed = state_of(body, "Pay", "pay", pointer=pointer, in_proxy=in_proxy, followed=True)
    assert followed == "followed"


@pytest.mark.parametrize("kind", ["votes", "mine_safety", "reserved", "staff_comments", "accountants", "other", "foreign"])  # fmt: skip
def test_some_items_are_answered_at_once(kind: str) -> None:
    assert _state(f"None.\n\n{W * 500}", kind) == "none"
    assert _state(f"None.\n\n{W * 500}", "properties") == "words"


@pytest.mark.parametrize(
    "kind",
    ["legal", "votes", "mine_safety", "accountants", "other", "foreign", "staff_comments", "relationships", "properties", ""],
)  # fmt: skip
def test_some_items_ask_for_what_there_may_not_be(kind: str) -> None:
    assert _state("There are no looms here.", kind) == "none"
    assert sureness_of("words", "Looms", kind, in_proxy=False) == 0.94


@pytest.mark.parametrize(
    ("body", "kind", "own"),
    [
        ("Item 9. Changes\n\nNone.", "accountants", "\nNone."), ("Item 9. Changes\n\n .", "accountants", "Item 9. Changes\n\n ."), ("None. Item 9. Changes\n", "accountants", "None. Item 9. Changes\n"),
        *(("None.\nExecutive Officers\nA. Loom", kind, "None.") for kind in ("votes", "mine_safety", "reserved")), ("None.\nExecutive Officers\nA. Loom", "legal", "None.\nExecutive Officers\nA. Loom"),
        (W * 1181 + "\nExecutive Officers", "votes", W * 1181), (W * 1182 + "\nExecutive Officers", "votes", W * 1182 + "\nExecutive Officers"),
        ("None.\nPart III\n", "other", "None."), (W * 2390 + "\nPart III\n", "other", W * 2390), (W * 2391 + "\nPart III\n", "other", W * 2391 + "\nPart III\n"), ("None.", "other", "None."),
    ],
)  # fmt: skip
def test_the_own_words_of_an_item(body: str, kind: str, own: str) -> None:
    assert own_words(body, kind) == own


@pytest.mark.parametrize(
    ("state", "body", "kind", "in_proxy", "sure"),
    [
        ("none", "None.", "legal", False, True), ("none", "", "legal", False, True), ("none", "There are no suits.", "legal", False, False),
        ("words", W * 419, "legal", False, False), ("words", W * 420, "legal", False, True), ("words", W * 419, "market", False, True),
        # beyond 1,200 characters no letter counts
        ("words", " " * 1200 + W * 900, "legal", False, False),
        ("words", "Proxy statement", "pay", True, False), ("words", "Proxy statement", "market", False, True), ("words", "Looms", "pay", True, True),
        ("words", " " * 2385 + "Proxy statement", "pay", True, False), ("words", " " * 2386 + "Proxy statement", "pay", True, True),
        ("elsewhere", "See there.", "legal", False, False), ("combined", "", "legal", False, False),
        ("proxy", "See there.", "pay", True, True), ("reserved", "", "votes", False, True), ("followed", "See there.", "legal", False, True), ("absent", "", "legal", False, True),
    ],
)  # fmt: skip
def test_how_sure_a_state_is(
    state: State, body: str, kind: str, in_proxy: bool, sure: bool
) -> None:
    assert sureness_of(state, body, kind, in_proxy=in_proxy) == (0.998 if sure else 0.94)


@pytest.mark.parametrize(
    ("bodies", "answered"),
    [
        (["", "This Part is long."], [1, 1]), (["", "Looms."], [0, 1]), (["Looms.", "This Part is long."], [0, 1]), (["", ""], [0, 1]), ([], []),
        (["", "", "This Part is long."], [2, 2, 2]), (["", "", "Looms."], [0, 1, 2]), (["", "Looms.", "This Part is long."], [0, 1, 2]),
        (["", " " * 1191 + "this Part"], [1, 1]), (["", " " * 1192 + "this Part"], [0, 1]),
    ],
)  # fmt: skip
def test_items_without_a_word_are_answered_by_the_next_that_speaks_for_several(
    bodies: list[str], answered: list[int]
) -> None:
    assert answered_below(bodies) == answered


def test_an_item_answered_below_is_combined_with_words_there() -> None:
    states: tuple[State, ...] = ("words", "followed", "proxy", "none", "elsewhere", "reserved")
    assert [state_below(state) for state in states] == ["combined", "combined", "proxy", "none", "elsewhere", "reserved"]  # fmt: skip


@pytest.mark.parametrize(
    ("body", "state", "target"),
    [
        *(("See\n page  3.", state, "See page 3.") for state in ("followed", "proxy", "elsewhere")), *(("See page 3.", state, "") for state in ("words", "none", "reserved", "combined", "absent")),
        (W * 600, "elsewhere", W * 500), (" " * 3999 + "ww", "elsewhere", "w"),
    ],
)  # fmt: skip
def test_a_target_is_what_points_in_500_characters(body: str, state: State, target: str) -> None:
    assert target_of(body, state) == target


def test_a_body_without_letter_or_digit_is_blank() -> None:
    assert [is_blank(body) for body in ("", " ._–", "a", "1")] == [True, True, False, False]


@pytest.mark.parametrize(
    ("body", "in_proxy", "state"),
    [
        ("--             67                  --", False, "elsewhere"), ("\n  of Operations........... 14-42", False, "elsewhere"), ("3-4, 9-13", True, "proxy"), ("\n  Registrant    20    --    5-8", True, "proxy"),
        ("--             --                  --", False, "none"), ("We own 9.", False, "words"), ("67 looms", False, "words"), ("1995", False, "words"),
    ],
)  # fmt: skip
def test_a_row_that_names_only_pages_points_to_them(body: str, in_proxy: bool, state: str) -> None:
    assert _state(body, "mda", in_proxy=in_proxy) == state


@pytest.mark.parametrize(
    ("body", "in_proxy", "state"),
    [("“Pay of Directors” and “Pay of Officers”", True, "proxy"), ("| “Pay of Directors”", True, "proxy"), ("“Pay of Directors”", False, "words"), ("“Pay of Directors” is low", True, "words")],
)  # fmt: skip
def test_captions_alone_are_those_of_the_proxy_statement(
    body: str, in_proxy: bool, state: State
) -> None:
    assert _state(body, "compensation", in_proxy=in_proxy) == state
