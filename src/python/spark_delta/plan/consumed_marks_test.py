from __future__ import annotations

from pathlib import Path

import pytest

from docai.lake.open import open_lake
from spark_delta.delta_access.version_zero import create
from spark_delta.lake_paths import CONSUMED
from spark_delta.plan.consumed_marks import MOST_FILES, ConsumedMarks
from spark_delta.plan.marks import Marks, PartName
from spark_delta.tables.schema import FILINGS, SECTIONS, TABLES


def test_marks_of_several_writers_add_up(tmp_path: Path) -> None:
    lake = open_lake(str(tmp_path))
    ConsumedMarks(lake).leave(Marks({PartName("run", 1): None}))
    ConsumedMarks(lake).leave(Marks({PartName("run", 2): "1.0.0"}))
    assert ConsumedMarks(lake).load().parts == {
        PartName("run", 1): None,
        PartName("run", 2): "1.0.0",
    }


def test_nothing_consumed_leaves_no_file(tmp_path: Path) -> None:
    lake = open_lake(str(tmp_path))
    ConsumedMarks(lake).leave(Marks())
    assert list(lake.list(CONSUMED)) == []


def test_many_marks_become_one_that_says_the_same(tmp_path: Path) -> None:
    lake = open_lake(str(tmp_path))
    marks = ConsumedMarks(lake)
    for number in range(MOST_FILES + 5):
        marks.leave(Marks({PartName("run", number): None}))
    before = marks.load()
    marks.keep_few()
    assert len(list(lake.list(CONSUMED))) == 1
    assert marks.load() == before


def test_a_few_marks_stay_as_they_are(tmp_path: Path) -> None:
    lake = open_lake(str(tmp_path))
    marks = ConsumedMarks(lake)
    marks.leave(Marks({PartName("run", 1): None}))
    names = [entry.path for entry in lake.list(CONSUMED)]
    marks.keep_few()
    assert [entry.path for entry in lake.list(CONSUMED)] == names


@pytest.mark.parametrize(
    "data", [b"{}", b"\xff", b'{"format":1,"runs":{"x":{"consumed":[[1,1e99]]}}}']
)
def test_a_damaged_mark_says_nothing_and_goes_when_marks_are_put_together(
    tmp_path: Path, data: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    lake = open_lake(str(tmp_path))
    marks = ConsumedMarks(lake)
    marks.leave(Marks({PartName("run", 1): None}))
    lake.replace(f"{CONSUMED}/x.json", data)
    assert marks.load().parts == {PartName("run", 1): None}
    assert "x.json is damaged" in caplog.text
    assert marks.worn
    marks.keep_few()
    assert lake.stat(f"{CONSUMED}/x.json") is None
    assert marks.load().parts == {PartName("run", 1): None}


def test_a_mark_of_a_newer_format_is_passed_over_and_kept(tmp_path: Path) -> None:
    lake = open_lake(str(tmp_path))
    newer = f"{CONSUMED}/newer.json"
    lake.replace(newer, b'{"format":2}')
    marks = ConsumedMarks(lake)
    for number in range(MOST_FILES + 1):
        marks.leave(Marks({PartName("run", number): None}))
    assert len(marks.load().parts) == MOST_FILES + 1
    marks.keep_few()
    assert len(list(lake.list(CONSUMED))) == 2
    assert lake.stat(newer) is not None


def test_a_mark_of_an_older_docai_gets_the_names_of_the_tables_there_are(tmp_path: Path) -> None:
    lake = open_lake(str(tmp_path))
    for table in TABLES:
        create(lake, table, "delta/_staging/x")
    old = f"{CONSUMED}/0.json"
    lake.replace(old, b'{"format":1,"runs":{"run":{"consumed":[[1,2]]}}}')
    marks = ConsumedMarks(lake)
    assert len(marks.load().parts) == 2
    marks.keep_few()
    assert lake.stat(old) is None
    assert len(marks.load().parts) == 2
    lake.delete(FILINGS.path, recursive=True)
    create(lake, FILINGS, "delta/_staging/x")
    assert marks.load() == Marks()


def test_a_mark_of_tables_that_are_gone_is_kept_until_its_parts_are_done_again(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    lake = open_lake(str(tmp_path))
    for table in TABLES:
        create(lake, table, "delta/_staging/x")
    marks = ConsumedMarks(lake)
    marks.leave(Marks({PartName("old", 1): None, PartName("old", 2): None}))
    lake.delete(SECTIONS.path, recursive=True)
    assert marks.load() == Marks({}, frozenset({PartName("old", 1), PartName("old", 2)}))
    assert "2 parts" in caplog.text
    create(lake, SECTIONS, "delta/_staging/x")
    for number in range(MOST_FILES):
        marks.leave(Marks({PartName("new", number): None}))
    marks.leave(Marks({PartName("old", 1): None}))
    marks.keep_few()
    assert marks.load().half == {PartName("old", 2)}
    marks.leave(Marks({PartName("old", 2): None}))
    assert marks.load().half == frozenset()
