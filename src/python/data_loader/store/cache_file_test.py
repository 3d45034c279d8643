import io
import json
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data_loader.edgar.hosts import Hosts
from data_loader.selection.index_cache import PLACE, IndexCache
from data_loader.store.co_registrants import PATH, CoRegistrants
from docai.lake.errors import LakeUnavailable
from docai.lake.local import LocalLake
from stand_ins.collector import collector_held

ONCE = settings(
    max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)


def packed(comment: bytes, data: bytes = b"x", *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        info = zipfile.ZipInfo("full-index/2021/QTR1/master.idx")
        info.comment, info.compress_type = comment, method
        archive.writestr(info, data)
    return out.getvalue()


SAID = json.dumps({"url": "http://e", "last_modified": "Tue, 02 Jan 2024 03:04:05 GMT"}).encode()
WHOLE = packed(SAID)


def kept(lake: LocalLake) -> int:
    return len(IndexCache(None, Hosts(), lake)._load())  # type: ignore[arg-type]


def test_what_was_kept_is_read(lake: LocalLake) -> None:
    lake.replace(PLACE, WHOLE)
    assert kept(lake) == 1


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK\x03\x04",
        WHOLE[:-10],
        WHOLE.replace(b"\x08\x00", b"\x63\x00"),
        packed(b"["),
        packed(b"[" * 60_000),
        packed(b"{}"),
        packed(b'{"url": 1, "last_modified": "x"}'),
        packed(b'{"url": "x", "last_modified": 7}'),
        packed(b'{"url": "x", "last_modified": "a\\r\\nX-Evil: 1"}'),
        packed(b'{"url": "x", "last_modified": "\\ud800"}'),
        packed(SAID, b"0" * 9_000_000),
        packed(SAID, method=zipfile.ZIP_LZMA)[:-200],
    ],
)
@collector_held()
def test_an_index_that_was_damaged_is_begun_anew(
    lake: LocalLake, data: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    lake.replace(PLACE, data)
    assert kept(lake) == 0
    assert "is damaged; starting over" in caplog.text


@ONCE
@given(st.integers(0, len(WHOLE) - 1), st.binary(max_size=8))
def test_whatever_is_wrong_with_an_index_it_ends_nothing(
    lake: LocalLake, at: int, other: bytes
) -> None:
    lake.replace(PLACE, WHOLE[:at] + other + WHOLE[at + len(other) :])
    assert kept(lake) in (0, 1)


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(st.characters(exclude_categories=())),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@ONCE
@given(JSON.map(json.dumps).map(str.encode) | st.binary(max_size=40))
def test_whatever_stands_in_place_of_co_registrants_ends_nothing(
    lake: LocalLake, data: bytes
) -> None:
    lake.replace(PATH, data)
    assert CoRegistrants(lake).of("0000000007") == {}


@collector_held()
def test_deep_or_large_files_are_begun_anew(
    lake: LocalLake, monkeypatch: pytest.MonkeyPatch
) -> None:
    lake.replace(PATH, b"[" * 100_000)
    assert CoRegistrants(lake).of("0000000007") == {}
    monkeypatch.setattr("data_loader.store.co_registrants.LARGEST_FILE", 10)
    lake.replace(PATH, b'{"0000000007": {"0000000008-24-000001": "0000000008"}}')
    assert CoRegistrants(lake).of("0000000007") == {}


def test_a_lake_that_fails_is_told(lake: LocalLake, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(path: str) -> None:
        raise LakeUnavailable("the storage is away")

    monkeypatch.setattr(lake, "stat", away)
    with pytest.raises(LakeUnavailable):
        CoRegistrants(lake).of("0000000007")
