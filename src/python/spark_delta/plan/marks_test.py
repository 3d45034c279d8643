from __future__ import annotations

import contextlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spark_delta.delta_access.delta_log import TableNow, Undone
from spark_delta.plan.marks import (
    GREATEST_PART,
    MarkFile,
    Marks,
    OtherFormat,
    PartName,
    TablePoint,
    from_bytes,
    held,
    to_bytes,
)
from stand_ins.collector import collector_held

PARTS = st.dictionaries(
    st.builds(PartName, st.sampled_from(["a", "b", "c"]), st.integers(1, 40)),
    st.sampled_from([None, "1.0.0", "1.1.0"]),
)


@given(PARTS)
def test_marks_survive_their_file(parts: dict[PartName, str | None]) -> None:
    points = {"filings": TablePoint("id", 7), "sections": TablePoint(None, 0)}
    assert from_bytes(to_bytes(Marks(parts), points)) == MarkFile(parts, points)


@given(st.lists(PARTS, max_size=4))
def test_one_file_says_the_same_as_many(marks: list[dict[PartName, str | None]]) -> None:
    together = held([MarkFile(parts, {}) for parts in marks], {})
    assert from_bytes(to_bytes(together, {})).parts == together.parts
    assert set(together.parts) == {part for parts in marks for part in parts}


def test_a_later_mark_counts() -> None:
    part = PartName("run", 1)
    files = [MarkFile({part: "1.0.0"}, {}), MarkFile({part: None}, {})]
    assert held(files, {}).parts == {part: None}


def test_ten_years_of_daily_runs_fit_in_a_small_file() -> None:
    days = {PartName(f"20260101T000000Z-nightly-{day:08x}", 1): None for day in range(3650)}
    assert len(to_bytes(Marks(days), {})) < 300_000


def test_an_unknown_part_is_not_settled() -> None:
    assert not Marks().settled(PartName("run", 1), "1.0.0", retry_quarantine=False)


@pytest.mark.parametrize(
    ("quarantined_by", "retry", "settled"),
    [
        (None, False, True),
        (None, True, True),
        ("1.0.0", False, True),
        ("1.0.0", True, False),
        ("0.9.0", False, False),
    ],
)
def test_a_part_with_quarantined_filings_is_settled_until_the_parser_changes_or_on_request(
    quarantined_by: str | None, retry: bool, settled: bool
) -> None:
    part = PartName("run", 1)
    marks = Marks({part: quarantined_by})
    assert marks.settled(part, "1.0.0", retry_quarantine=retry) is settled


def test_a_mark_of_another_format_is_refused() -> None:
    with pytest.raises(OtherFormat, match="format 2"):
        from_bytes(b'{"format":2,"runs":{}}')


@pytest.mark.parametrize(
    "data",
    [
        *(b"", b"{", b"[]", b"{}", b"null", b"\xff", b"[" * 100_000, b'{"format":1}'),
        b'{"format":1,"runs":[]}',
        b'{"format":1,"runs":{"r":{"consumed":[[1,1e400]]}}}',
        b'{"format":1,"runs":{"r":{"consumed":[[1,Infinity]]}}}',
        b'{"format":1,"runs":{"r":{"consumed":[[1,1000000000000000000000000000000]]}}}',
        b'{"format":1,"runs":{"r":{"consumed":[[1,%d]]}}}' % (GREATEST_PART + 1),
        b'{"format":1,"runs":{"r":{"consumed":[[-1,1]]}}}',
        b'{"format":1,"runs":{"r":{"consumed":[[true,1]]}}}',
        b'{"format":1,"runs":{"r":{"consumed":7}}}',
        b'{"format":1,"runs":{"r":{"consumed":[],"quarantined_by":[]}}}',
        b'{"format":1,"runs":{},"tables":[]}',
        b'{"format":1,"runs":{},"tables":{"filings":{"id":"x","version":NaN}}}',
        b'{"format":1,"runs":{},"tables":{"filings":{"id":"x"}}}',
        b'{"format":1,"runs":{"r":{"consumed":[[' + b"1" * 5000 + b",2]]}}}",
    ],
)
@collector_held()
def test_what_is_no_mark_is_refused_at_once(data: bytes) -> None:
    with pytest.raises(ValueError):
        from_bytes(data)


@given(
    st.recursive(
        st.none() | st.integers() | st.text() | st.floats(),
        lambda each: st.lists(each)
        | st.dictionaries(st.sampled_from(["format", "runs", "tables", "r", "consumed"]), each),
    )
)
def test_any_json_is_a_mark_or_refused(content: object) -> None:
    with contextlib.suppress(ValueError):
        from_bytes(json.dumps(content).encode())


PART = PartName("run", 1)
NOW = {
    "filings": TableNow("f", 9),
    "sections": TableNow("s", 9),
    "quarantine": TableNow("q", 3),
}
THEN = {
    "filings": TablePoint("f", 5),
    "sections": TablePoint("s", 6),
    "quarantine": TablePoint("q", 3),
}


@pytest.mark.parametrize(
    ("table", "now", "consumed"),
    [
        ("filings", TableNow("f", 5), True),
        ("filings", TableNow("other", 9), False),
        ("filings", TableNow("f", 4), False),
        ("filings", TableNow("f", 9, (Undone(8, 2),)), False),
        ("filings", TableNow("f", 9, (Undone(8, 5),)), True),
        ("filings", TableNow("f", 9, (Undone(5, -1),)), True),
        ("filings", TableNow(None, 9), True),
        ("filings", None, False),
        ("sections", TableNow("other", 9), False),
        ("sections", None, False),
        ("quarantine", TableNow("other", 9), True),
    ],
)
def test_a_mark_holds_while_its_tables_have_kept_what_was_written(
    table: str, now: TableNow | None, consumed: bool
) -> None:
    tables = {name: each for name, each in {**NOW, table: now}.items() if each is not None}
    marks = held([MarkFile({PART: None}, THEN)], tables)
    assert (PART in marks.parts) is consumed
    assert (PART in marks.half) is (table == "sections" and not consumed)


def test_quarantined_filings_are_looked_at_again_when_quarantine_is_another_table() -> None:
    tables = {**NOW, "quarantine": TableNow("other", 9)}
    file = MarkFile({PART: "1.0.0", PartName("run", 2): None}, THEN)
    assert held([file], tables).parts == {PartName("run", 2): None}


def test_a_later_mark_of_the_table_made_anew_holds_again() -> None:
    tables = {**NOW, "sections": TableNow("new", 1)}
    later = MarkFile({PART: None}, {**THEN, "sections": TablePoint("new", 1)})
    marks = held([MarkFile({PART: None}, THEN), later], tables)
    assert (dict(marks.parts), marks.half) == ({PART: None}, frozenset())


def test_the_mark_of_an_older_docai_holds_while_there_are_tables() -> None:
    file = MarkFile({PART: None}, None)
    assert held([file], NOW).parts == {PART: None}
    assert held([file], {}).parts == {}


def test_the_mark_of_a_part_without_work_speaks_of_no_table() -> None:
    assert held([MarkFile({PART: None}, {})], {}).parts == {PART: None}
