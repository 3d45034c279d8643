"""Pointers followed: which direction leads to words, and when these read like what the Item is about."""

from __future__ import annotations

from dataclasses import replace

import pytest

from docai.tenk import open_scans
from docai.tenk.pointers.follow import Found, follow
from docai.tenk.pointers.pointer import Pointer
from docai.tenk.pointers.target import Stretch, Target

NOWHERE = Pointer(False, False, (), False, (), (), False)
NO_ITEM = (0, 1)


def _target(text: str) -> Target:
    scans = open_scans(f"FORM 10-K\n\n{text}".encode(), file_name="a.txt")
    scan = scans.of(scans.submission.documents[0])
    return Target(scan.text, "a.txt", html=scan.html)


def _follow(
    text: str, kind: str, *, own: Stretch = NO_ITEM, exhibits: tuple[str, ...] = (),
    borders: tuple[int, ...] = (), **says: object,
) -> Found | None:  # fmt: skip
    pointer = replace(NOWHERE, **says)  # type: ignore[arg-type]
    others = [_target(one) for one in exhibits]
    return follow(pointer, kind, own, _target(text), others, list(borders), {})


def _section(head: str, words: str) -> str:
    return f"\n\n{head}\n\n{words}\n"


END = _section("END OF IT", "We wove.")
ASSETS, MOVES, SUIT = "Total assets 9. ", "increased " * 6, "A suit. "


def _filled(head: str, start: str, length: int) -> str:
    """Return a section that has ``length`` characters, its heading among them."""
    return _section(head, (start + "w " * length)[: length - len(head) - 3] + ".")


@pytest.mark.parametrize(
    ("kind", "start", "length", "found"),
    [
        ("properties", "", 200, True), ("properties", "", 199, False), ("legal", SUIT, 200, True), ("legal", SUIT, 199, False), ("legal", "", 400, False),
        ("statements", ASSETS, 3000, True), ("statements", ASSETS, 2999, False), ("statements", "", 9000, False),
        ("mda", MOVES, 2500, True), ("mda", MOVES, 2499, False), ("mda", "increased " * 5, 9000, False),
    ],
)  # fmt: skip
def test_what_is_found_reads_like_the_item(kind: str, start: str, length: int, found: bool) -> None:
    text = _filled("LOOMS OF OAK", start, length)
    words = _follow(text + END, kind, captions=("Looms of Oak",))
    assert (words is not None) == found
    if words:
        assert (len(words.text), words.text, words.source) == (length, text.strip(), "elsewhere")


@pytest.mark.parametrize(
    ("kind", "start", "length", "sure"),
    [
        ("statements", ASSETS, 8000, True), ("statements", ASSETS, 7999, False), ("mda", "increased " * 13, 8000, True), ("mda", "increased " * 13, 7999, False),
        ("mda", "increased " * 12, 9000, False), ("properties", "", 200, True),
    ],
)  # fmt: skip
def test_a_sure_place_is_taken_before_one_that_may_be_it(
    kind: str, start: str, length: int, sure: bool
) -> None:
    second = _filled("SHEDS OF ELM", ASSETS + "increased " * 13, 9000)
    text = _filled("LOOMS OF OAK", start, length) + second + END
    found = _follow(text, kind, captions=("Looms of Oak", "Sheds of Elm"))
    assert found is not None
    assert found.text.startswith("LOOMS" if sure else "SHEDS")
    # of two places that may be it the first is taken
    weak = _filled("LOOMS OF OAK", ASSETS + MOVES, 4000) + _filled("SHEDS OF ELM", ASSETS + MOVES, 4000)  # fmt: skip
    found = _follow(weak + END, "statements", captions=("Looms of Oak", "Sheds of Elm"))
    assert found is not None
    assert found.text.startswith("LOOMS")


LOOMS = _filled("LOOMS OF OAK", "", 300)
PROXY_KINDS = ("directors", "compensation", "ownership", "relationships", "fees", "exhibits", "summary")  # fmt: skip


@pytest.mark.parametrize("kind", PROXY_KINDS)
def test_items_of_the_proxy_statement_stay_here_for_pages_notes_and_items(kind: str) -> None:
    note = _filled("Note 3. Looms", "", 300) + _filled("Note 4. Sheds", "", 300)
    assert _follow(LOOMS + END, kind, captions=("Looms of Oak",)) is None
    assert _follow(LOOMS + END, kind, captions=("Looms of Oak",), only_pages=True) is not None
    assert _follow(LOOMS + note, kind, captions=("Looms of Oak",), notes=("3",)) is not None
    assert _follow(LOOMS + END, kind, captions=("Looms of Oak",), items=("3",)) is not None
    assert _follow(LOOMS + END, kind, captions=("Looms of Oak",), only_pages=True, to_proxy=True) is None  # fmt: skip
    assert _follow(LOOMS + END, "properties", captions=("Looms of Oak",)) is not None


@pytest.mark.parametrize(
    ("kind", "followed"),
    [
        ("properties", True), ("legal", True), ("directors", True), ("statements", False), ("mda", False), ("votes", False), ("mine_safety", False), ("exhibits", False), ("business", False),
    ],
)  # fmt: skip
def test_another_item_stands_for_some_but_not_for_others(kind: str, followed: bool) -> None:
    text = "w " * 20 + SUIT + ASSETS + MOVES * 3 + "w " * 5000
    pointer = replace(NOWHERE, items=("9", "3"))
    found = follow(pointer, kind, NO_ITEM, _target(text), [], [], {"3": (20, 9500)})
    assert ((found.start, found.end) == (20, 9500) if found else False) == followed


@pytest.mark.parametrize(("before", "found"), [(11, True), (12, False)])
def test_twelve_names_are_looked_for(before: int, found: bool) -> None:
    names = tuple(f"Sheds {at} of it" for at in range(before))
    assert (_follow(LOOMS + END, "market", captions=(*names, "Looms of Oak")) is not None) == found
    numbers = tuple(str(30 + at) for at in range(before))
    note = _filled("Note 3. Looms", "", 300) + _filled("Note 4. Sheds", "", 300)
    assert (_follow(note, "market", notes=(*numbers, "3")) is not None) == found
    pointer = replace(NOWHERE, items=(*numbers, "3"))
    assert (follow(pointer, "market", NO_ITEM, _target(LOOMS), [], [], {"3": (9, 300)}) is not None) == found  # fmt: skip


def test_the_name_of_another_item_is_no_caption() -> None:
    text = _filled("LEGAL PROCEEDINGS", SUIT, 300) + _filled("SUMMARY", "", 300) + END
    assert _follow(text, "legal", captions=("Legal Proceedings",)) is not None
    assert _follow(text, "market", captions=("Legal Proceedings",)) is None
    assert _follow(text, "market", captions=("Summary",)) is not None


def test_a_section_ends_where_the_next_item_begins() -> None:
    text = "FORM 10-K\n\n" + LOOMS + END
    start = text.index("LOOMS")
    for borders, end in (((start, start + 250), start + 250), ((start - 5,), text.index("END OF"))):
        found = _follow(LOOMS + END, "market", captions=("Looms of Oak",), borders=borders)
        assert found is not None
        assert (found.start, found.end) == (start, end)


def test_words_of_the_item_itself_are_none_that_it_points_to() -> None:
    start = ("FORM 10-K\n\n" + LOOMS).index("LOOMS")
    captions = ("Looms of Oak",)
    assert _follow(LOOMS + END, "market", own=(start, start + 1), captions=captions) is None
    assert _follow(LOOMS + END, "market", own=(start - 5, start), captions=captions) is not None
    whole = _follow(LOOMS + END, "market", captions=captions)
    assert whole is not None
    assert (
        _follow(LOOMS + END, "market", own=(whole.end, whole.end + 5), captions=captions)
        is not None
    )
    assert (
        _follow(LOOMS + END, "market", own=(whole.end - 1, whole.end + 5), captions=captions)
        is None
    )
    # in an exhibit every place counts
    other = _follow("", "market", own=(start, start + 1), exhibits=(LOOMS + END,), to_report=True, captions=captions)  # fmt: skip
    assert other is not None
    assert other.source == "exhibit-13"


def _paged(pages: dict[str, str]) -> str:
    return "".join(f"\n\n{words}\n\n{page}\n<PAGE>\n" for page, words in pages.items())


WORDS = "We wove cloth of wool in the long sheds by the water and sold it. " * 8
PAGES = _paged({str(page): f"Mark{page}x. {WORDS}{ASSETS}" for page in range(2, 14)})


@pytest.mark.parametrize(
    ("kind", "ranges", "open_ended", "marks"),
    [
        ("market", (("4", "6"),), False, [4, 5, 6]), ("market", (("4", "4"), ("9", "10")), False, [4, 9, 10]), ("market", (("4", "5"), ("6", "6")), False, [4, 5, 6]),
        ("market", (("4", "4"),), True, list(range(4, 14))), ("statements", (("4", "4"),), False, list(range(4, 14))), ("statements", (("4", "12"),), False, list(range(4, 13))),
        ("market", (("4", "4"), ("90", "91")), False, [4]), ("market", (("4", "4"), ("90", "91"), ("92", "93")), False, []),
    ],
)  # fmt: skip
def test_pages_are_followed_where_half_of_them_are_there(
    kind: str, ranges: tuple[tuple[str, str], ...], open_ended: bool, marks: list[int]
) -> None:
    found = _follow(PAGES, kind, ranges=ranges, open_ended=open_ended)
    words = found.text if found else ""
    assert [page for page in range(2, 14) if f"Mark{page}x" in words] == marks


BOUND = (
    "\n\nWe wove.\n\nSIGNATURES\n\nJ. Weaver\n\n" + _filled("MANAGEMENT'S DISCUSSION AND ANALYSIS", "increased " * 13, 9000)
    + _section("CONSOLIDATED BALANCE SHEETS", "Total assets 9\nTotal liabilities 3\n" + "w " * 4500)
)  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "border", "begins"),
    [("mda", 5, "MANAGEMENT'S"), ("statements", 5, "CONSOLIDATED"), ("market", 5, None), ("mda", 60, None), ("statements", 60, None), ("statements", 9500, None)],
)  # fmt: skip
def test_a_report_may_be_bound_in_behind_the_signatures(
    kind: str, border: int, begins: str | None
) -> None:
    found = _follow(BOUND, kind, borders=(border,), to_report=True, captions=("We wove",))
    assert (found.text.split()[0] if found else None) == begins


def test_a_note_whose_heading_says_the_caption_goes_first() -> None:
    notes = _filled("Note 3. Looms of Oak", "", 300) + _filled("Note 4. Sheds of Elm", "", 300)
    found = _follow(notes + END, "market", notes=("3", "4"), captions=("Sheds of Elm",))
    assert found is not None
    assert found.text.startswith("Note 4.")
    found = _follow(notes + END, "market", notes=("3", "4"), captions=("Barges",))
    assert found is not None
    assert found.text.startswith("Note 3.")
    assert _follow(notes + END, "statements", notes=("3",)) is None


BEHIND = (
    "\n\nWe wove.\n\nSIGNATURES\n\nJ. Weaver\n\n" + _filled("SELECTED DATA", "w " * 100, 600)
    + _filled("MANAGEMENT'S DISCUSSION AND ANALYSIS", "increased " * 13, 9000) + _filled("DYES", "w ", 600)
    + _section("CONSOLIDATED BALANCE SHEETS", "Total assets 9\nTotal liabilities 3\n" + "w " * 4500)
)  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "caption", "length"),
    [("selected", "Selected data", 600), ("market_risk", "Dyes", 600)],
)
def test_a_section_of_a_report_that_is_bound_in_is_found_but_not_surely(
    kind: str, caption: str, length: int
) -> None:
    # the line at its end looks like no other: the next head of the report ends it
    text = BEHIND.replace("MANAGEMENT'S", "Management's").replace("CONSOLIDATED", "Consolidated")
    found = _follow(text, kind, borders=(5,), to_report=True, captions=(caption,))
    assert found is not None
    assert (len(found.text), found.sure) == (length, False)
    assert _follow(text, kind, borders=(60,), to_report=True, captions=(caption,)) is None


def test_words_that_read_too_little_like_the_item_are_not_sure() -> None:
    few = _filled("LOOMS OF OAK", ASSETS, 3000)
    many = _filled("LOOMS OF OAK", ASSETS, 8000)
    for text, sure in ((few, False), (many, True)):
        found = _follow(text + END, "statements", captions=("Looms of Oak",))
        assert found is not None
        assert found.sure == sure


@pytest.mark.parametrize(
    ("item", "says", "found"),
    [
        ("8", {"notes": ("9",)}, False), ("8", {"captions": ("Suits at law",)}, False), ("14", {"notes": ("9",)}, False), ("15", {"notes": ("9",)}, False),
        ("8", {}, True), ("7", {"notes": ("9",)}, True),
    ],
)  # fmt: skip
def test_all_of_item_8_is_not_the_note_in_it(
    item: str, says: dict[str, object], found: bool
) -> None:
    text = _filled("LOOMS OF OAK", SUIT, 400)
    pointer = replace(NOWHERE, items=(item,), **says)  # type: ignore[arg-type]
    words = follow(pointer, "legal", NO_ITEM, _target(text), [], [], {item: (20, 350)})
    assert (words is not None) == found


@pytest.mark.parametrize(
    ("head", "words", "found"),
    [
        ("Contingencies", "Looms 9. ", False), ("Looms and contingency", "Looms 9. ", False), ("Contingencies", "A suit. ", True), ("Suits at law", "Looms 9. ", True), ("Looms", "A suit. ", True), ("Looms", "Looms 9. ", False),
    ],
)  # fmt: skip
def test_a_row_of_a_balance_sheet_is_no_legal_proceeding(
    head: str, words: str, found: bool
) -> None:
    text = _section(head, words * 30) + END
    assert (_follow(text, "legal", captions=(head,)) is not None) == found


def test_an_open_page_says_where_a_section_begins_and_its_caption_where_it_ends() -> None:
    text = PAGES.replace("Mark5x.", "\n\nLOOMS OF OAK\n\nMark5x.").replace("Mark7x.", "\n\nSHEDS OF ELM\n\nMark7x.")  # fmt: skip
    found = _follow(text, "market", ranges=(("4", "4"),), open_ended=True, captions=("Looms of Oak",))  # fmt: skip
    assert found is not None
    assert [page for page in range(2, 14) if f"Mark{page}x" in found.text] == [5, 6]
    assert found.sure
    found = _follow(text, "market", ranges=(("4", "4"),), open_ended=True)
    assert found is not None
    assert not found.sure
    # the statements go on to their end
    found = _follow(text, "statements", ranges=(("4", "4"),), open_ended=True, captions=("Looms of Oak",))  # fmt: skip
    assert found is not None
    assert "Mark13x" in found.text
    alone = _follow(text, "statements", ranges=(("4", "4"),), open_ended=True)
    assert alone is not None
    assert alone.text == found.text


@pytest.mark.parametrize(
    ("caption", "found"),
    [("Our Business Risks", True), ("Our Businesses", False), ("Business", False), ("Legal Proceedings in Oak", False)],
)  # fmt: skip
def test_a_caption_may_begin_like_the_name_of_another_item(caption: str, found: bool) -> None:
    text = _filled(caption.upper(), "", 300) + END
    assert (_follow(text, "market_risk", captions=(caption,)) is not None) == found


@pytest.mark.parametrize(
    ("kind", "length", "sure"),
    [
        ("legal", 80_000, True), ("legal", 80_001, False), ("market_risk", 80_001, False), ("properties", 80_001, False), ("market", 80_001, False), ("selected", 80_001, False), ("risk_factors", 80_001, True),
        ("risk_factors", 1500, True), ("risk_factors", 1499, False),
    ],
)  # fmt: skip
def test_too_much_or_too_little_is_not_sure(kind: str, length: int, sure: bool) -> None:
    found = _follow(_filled("LOOMS OF OAK", SUIT, length) + END, kind, captions=("Looms of Oak",))
    assert found is not None
    assert (len(found.text), found.sure) == (length, sure)


@pytest.mark.parametrize(("head", "found"), [("INDEX TO FINANCIAL STATEMENT SCHEDULES", False), ("INDEX TO FINANCIAL STATEMENTS", True)])  # fmt: skip
def test_schedules_are_not_the_report_that_is_bound_in(head: str, found: bool) -> None:
    text = BOUND.replace("CONSOLIDATED BALANCE SHEETS", head)
    assert (_follow(text, "statements", borders=(5,), to_report=True) is not None) == found
