from io import BytesIO
from zipfile import ZipFile

import pytest

from data_loader.selection.index_cache import PLACE
from data_loader.selection.kept_index import KeptIndex
from data_loader.selection.quarters import quarter_list
from docai.lake.local import LocalLake

FULL = "full-index/2024/QTR1/master.idx"
DAILY = "daily-index/2024/QTR2/master.20240502.idx"


def kept(lake: LocalLake, **files: bytes) -> KeptIndex:
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        for path, data in files.items():
            archive.writestr(path, data)
    lake.replace(PLACE, out.getvalue())
    return KeptIndex(lake)


def test_a_quarter_is_kept_by_its_full_or_a_daily_index(lake: LocalLake) -> None:
    index = kept(lake, **{FULL: b"one", DAILY: b"two"})
    assert [str(each) for each in index.kept(quarter_list("2023Q4..2024Q3"))] == [
        "2024Q1",
        "2024Q2",
    ]
    assert (index.read(FULL), index.read(DAILY)) == (b"one", b"two")
    assert index.read(FULL.replace("QTR1", "QTR3")) is None


@pytest.mark.parametrize("damage", [b"", b"not a zip", b"PK\x03\x04 cut short"])
def test_a_damaged_file_counts_as_empty(lake: LocalLake, damage: bytes) -> None:
    lake.replace(PLACE, damage)
    assert KeptIndex(lake).kept(quarter_list("2024Q1")) == ()


def test_without_a_file_nothing_is_kept(lake: LocalLake) -> None:
    assert KeptIndex(lake).read(FULL) is None
