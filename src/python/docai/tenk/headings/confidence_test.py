"""How sure the borders of Items are: each doubt lowers the figure of the Items that it is about, and of no other."""

from __future__ import annotations

from dataclasses import replace

import pytest

from docai.document.marks import CELL
from docai.tenk.headings.candidates import Heading
from docai.tenk.headings.confidence import chances
from docai.tenk.headings.lines import lowered
from docai.tenk.headings.spans import find_spans
from docai.tenk.vocabulary import ANNUAL, Key

NUMBERS: tuple[Key, ...] = (
    (1, ""), (1, "A"), (2, ""), (3, ""), (5, ""), (7, ""), (8, ""), (9, ""), (10, ""), (11, ""), (12, ""), (13, ""), (14, ""), (15, ""),
)  # fmt: skip
SIZE = 100_000
SURE = 0.998


def _heading(key: Key, at: int, score: float = 10.0, kind: str | None = None) -> Heading:
    return Heading(
        at, at, at + 10, key, (key,), ANNUAL.kind_of(key) if kind is None else kind, score
    )


def _path(*left_out: Key) -> list[Heading]:
    return [_heading(key, 1000 * at) for at, key in enumerate(NUMBERS) if key not in left_out]


def _chances(
    path: list[Heading], others: list[Heading] | None = None, lengths: dict[int, int] | None = None
) -> list[float]:
    found = [(lengths or {}).get(at, 1000) for at in range(len(path))]
    headings = sorted([*path, *(others or [])], key=lambda heading: heading.at)
    return [round(chance, 4) for chance in chances(path, found, headings, SIZE)]


def test_headings_that_agree_leave_hardly_a_doubt() -> None:
    *first, last = _chances(_path())
    assert first == [round(SURE * SURE, 4)] * (len(NUMBERS) - 1)
    assert last == round(SURE * 0.98, 4)


@pytest.mark.parametrize(
    ("score", "chance"),
    [(10.0, 0.998), (9.9, 0.985), (8.0, 0.985), (7.9, 0.96), (6.0, 0.96), (5.9, 0.93), (4.0, 0.93), (3.9, 0.88), (2.0, 0.88), (1.9, 0.8)],
)  # fmt: skip
def test_an_item_begins_and_the_one_before_ends_as_surely_as_its_heading_scores(
    score: float, chance: float
) -> None:
    path = _path()
    path[4] = replace(path[4], score=score)
    got = _chances(path)
    assert got[3:6] == [round(SURE * chance, 4), round(chance * SURE, 4), round(SURE * SURE, 4)]


def test_a_number_without_a_known_title_is_a_doubt() -> None:
    path = _path()
    path[4] = replace(path[4], kind="")
    assert _chances(path)[3:5] == [round(SURE * SURE * 0.95, 4)] * 2


def test_items_of_regulation_ab_need_no_title() -> None:
    path = [*_path(), _heading((1122, ""), 20_000, kind="")]
    assert _chances(path)[-2:] == [round(SURE * SURE, 4), round(SURE * 0.98, 4)]


@pytest.mark.parametrize("key", [(2, ""), (3, ""), (7, ""), (8, "")])
def test_an_item_that_every_report_has_may_stand_in_the_one_before(key: Key) -> None:
    path = _path(key)
    before = [heading.key for heading in path].index(NUMBERS[NUMBERS.index(key) - 1])
    got = _chances(path)
    assert got[before] == round(SURE * SURE * 0.8, 4)
    assert got.count(round(SURE * SURE, 4)) == len(path) - 2


@pytest.mark.parametrize(
    ("two", "left_out"),
    [((6, ""), (5,)), ((10, ""), (9,)), ((14, ""), (10, 11, 12, 13)), ((11, ""), (10,)), ((12, ""), (11,)), ((13, ""), (12,)), ((14, ""), (13,)), ((15, ""), (14,))],
)  # fmt: skip
def test_an_item_that_few_reports_lack_is_one_doubt_about_the_one_before(
    two: Key, left_out: tuple[int, ...]
) -> None:
    path = [_heading((number, ""), 1000 * number) for number in range(1, 16)]
    path = [one for one in path if one.key[0] not in left_out]
    before = [one.key for one in path].index(two) - 1
    got = _chances(path)
    assert got[before] == round(SURE * SURE * 0.94, 4)
    assert got.count(round(SURE * SURE, 4)) == len(path) - 2


def test_an_item_that_not_every_report_has_may_be_left_out() -> None:
    left_out = {(4, ""), (6, "")}
    path = [_heading((number, ""), 1000 * number) for number in range(1, 16)]
    path = [one for one in path if one.key not in left_out]
    assert _chances(path)[:-1] == [round(SURE * SURE, 4)] * 12


def test_an_item_of_the_contents_may_stand_in_the_one_before() -> None:
    row = replace(_heading((9, ""), 0, score=-4.0), in_contents=True)
    path = _path((9, ""))
    got = _chances(path, [row])
    assert got[6] == round(SURE * SURE * 0.85, 4)
    assert _chances(path, [replace(row, kind="")]) == _chances(path)
    assert _chances(path, [replace(row, in_contents=False)]) == _chances(path)
    assert _chances(_path(), [row]) == _chances(_path())


def test_nothing_is_missing_between_the_form_and_regulation_ab() -> None:
    path = [*_path((10, ""), (15, ""), (8, "")), _heading((1122, ""), 20_000, kind="")]
    assert _chances(path)[-2] == round(SURE * SURE, 4)


def test_a_sure_heading_that_stands_again_is_a_doubt_about_both_places() -> None:
    again = _heading((3, ""), 6500)
    got = _chances(_path(), [again])
    doubted = round(SURE * SURE * 0.9, 4)
    assert [at for at, chance in enumerate(got) if chance == doubted] == [3, 6]


@pytest.mark.parametrize(
    "change", [{"score": 8.9}, {"in_contents": True}, {"page_after": True}, {"kind": ""}, {"at": 3500}, {"key": (4, "")}]
)  # fmt: skip
def test_a_heading_that_is_none_or_stands_in_its_own_item_is_no_doubt(
    change: dict[str, object],
) -> None:
    again = replace(_heading((3, ""), 6500), **change)  # type: ignore[arg-type]
    assert _chances(_path(), [again])[:-1] == [round(SURE * SURE, 4)] * (len(NUMBERS) - 1)


@pytest.mark.parametrize(("length", "doubted"), [(500, False), (501, True)])
def test_a_heading_behind_the_words_of_an_item_is_no_doubt(length: int, doubted: bool) -> None:
    again = _heading((3, ""), 6500)
    sure = _chances(_path(), [again], lengths={6: length}) == _chances(_path())
    assert sure != doubted


def test_an_item_of_half_the_document_is_a_doubt_but_for_the_statements_and_the_discussion() -> (
    None
):
    half = dict.fromkeys(range(len(NUMBERS)), SIZE // 2 + 1)
    got = _chances(_path(), lengths=half)
    kept = {at for at, chance in enumerate(got) if chance == round(SURE * SURE, 4)}
    assert kept == {NUMBERS.index((7, "")), NUMBERS.index((8, ""))}
    assert got[0] == round(SURE * SURE * 0.85, 4)
    assert _chances(_path(), lengths={0: SIZE // 2}) == _chances(_path())


def test_few_items_are_a_doubt_about_all() -> None:
    seven, eight = _path()[:7], _path()[:8]
    assert _chances(seven)[0] == round(SURE * SURE * 0.95, 4)
    assert _chances(eight)[0] == round(SURE * SURE, 4)


@pytest.mark.parametrize(
    ("row", "chance"),
    [("{}", 0.996), ("Item 1B. Unresolved Staff Comments{}NA\n", 0.996), ("Item 1B. Unresolved Staff Comments{}9\n", 0.847)],
)  # fmt: skip
@pytest.mark.parametrize("gap", ["     ", CELL])
def test_an_item_that_the_contents_have_no_page_for_is_not_missed(
    row: str, chance: float, gap: str
) -> None:
    titles = {"1A": "Risk Factors", "2": "Properties", "3": "Legal Proceedings", "5": "Market for Common Equity", "7": "Management's Discussion and Analysis", "8": "Financial Statements"}  # fmt: skip
    rows = "".join(f"Item {one}. {title}{gap}{at}\n" for at, (one, title) in enumerate(titles.items(), 3))  # fmt: skip
    listed = rows.replace("Item 2.", f"{row.format(gap)}Item 2.")
    body = "".join(f"Item {one}. {title}\n\n{'Cloth was sold. ' * 90}\n\n" for one, title in titles.items())  # fmt: skip
    more = "".join(f"Item {one}. {title}\n\n{'None. ' * 90}\n\n" for one, title in {"9": "Disagreements with Accountants", "10": "Directors"}.items())  # fmt: skip
    raw = f"\n{listed}\n{body}{more}"
    spans = find_spans(raw, lowered(raw), "10-K").spans
    assert {span.heading.key: round(span.confidence, 3) for span in spans}[(1, "A")] == chance


def test_items_that_take_turns_with_those_of_another_part_are_doubted() -> None:
    turns = [(1, ""), (2, ""), (11, ""), (3, ""), (12, ""), (4, ""), (13, ""), (14, "")]
    got = _chances([_heading(key, 1000 * at) for at, key in enumerate(turns)])
    assert (got[2], got[4]) == (round(SURE * SURE * 0.85, 4),) * 2
    assert got[0] == round(SURE * SURE, 4)


def test_numbers_that_fall_once_or_to_items_that_have_been_take_no_turns() -> None:
    once = [(1, ""), (2, ""), (11, ""), (3, ""), (12, ""), (13, ""), (14, "")]
    again = [(7, ""), (8, ""), (7, ""), (8, ""), (7, ""), (8, "")]
    for keys in (once, again):
        got = _chances([_heading(key, 1000 * at) for at, key in enumerate(keys)])
        assert got[2] == round(SURE * SURE * 0.95, 4)


def test_a_combined_heading_takes_no_turns() -> None:
    keys: list[Key] = [(2, ""), (1, "A"), (7, ""), (6, ""), (8, "")]
    places = [_heading(key, 1000 * at) for at, key in enumerate(keys)]
    doubted = _chances(places)
    places[0], places[2] = (
        replace(places[at], covers=((places[at].key[0] - 1, ""), places[at].key)) for at in (0, 2)
    )
    assert [a > b for a, b in zip(_chances(places)[:4], doubted[:4], strict=True)] == [True] * 4
