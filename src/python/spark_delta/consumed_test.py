from __future__ import annotations

from pathlib import Path

import pytest

from docai.lake.open import open_lake
from spark_delta.consumed import MOST_FILES, ConsumedMarks
from spark_delta.errors import DamagedManifest
from spark_delta.marks import Marks, PartName
from spark_delta.places import CONSUMED


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


def test_a_damaged_mark_is_named(tmp_path: Path) -> None:
    lake = open_lake(str(tmp_path))
    lake.replace(f"{CONSUMED}/x.json", b"{}")
    with pytest.raises(DamagedManifest, match=r"x\.json"):
        ConsumedMarks(lake).load()
