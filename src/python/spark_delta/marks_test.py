from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spark_delta.marks import Marks, PartName, from_bytes, merge, to_bytes

PARTS = st.dictionaries(
    st.builds(PartName, st.sampled_from(["a", "b", "c"]), st.integers(1, 40)),
    st.sampled_from([None, "1.0.0", "1.1.0"]),
)


@given(PARTS)
def test_marks_survive_their_file(parts: dict[PartName, str | None]) -> None:
    assert from_bytes(to_bytes(Marks(parts))).parts == parts


@given(st.lists(PARTS, max_size=4))
def test_one_file_says_the_same_as_many(marks: list[dict[PartName, str | None]]) -> None:
    together = merge(Marks(parts) for parts in marks)
    assert from_bytes(to_bytes(together)) == together
    assert set(together.parts) == {part for parts in marks for part in parts}


def test_a_later_mark_counts() -> None:
    part = PartName("run", 1)
    assert merge([Marks({part: "1.0.0"}), Marks({part: None})]).parts == {part: None}


def test_ten_years_of_daily_runs_fit_in_a_small_file() -> None:
    days = {PartName(f"20260101T000000Z-nightly-{day:08x}", 1): None for day in range(3650)}
    assert len(to_bytes(Marks(days))) < 300_000


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
    with pytest.raises(ValueError, match="format 2"):
        from_bytes(b'{"format":2,"runs":{}}')
