import pytest

from data_loader.store import told
from data_loader.store.told import PATH, Told
from docai.lake.local import LocalLake
from stand_ins.collector import collector_held

ONE, TWO, THREE = "1" * 32, "2" * 32, "3" * 32


def test_what_a_run_told_is_new_to_no_later_run(lake: LocalLake) -> None:
    first = Told(lake)
    assert first.new_of([ONE, TWO, ONE]) == {ONE, TWO}
    first.add(frozenset({ONE, TWO}))
    later = Told(lake)
    assert later.new_of([ONE, TWO, THREE]) == {THREE}
    later.add(frozenset({THREE}))
    assert Told(lake).new_of([ONE, TWO, THREE]) == frozenset()


def test_a_run_with_nothing_to_tell_leaves_no_file(lake: LocalLake) -> None:
    nothing = Told(lake)
    nothing.add(nothing.new_of([]))
    assert lake.stat(PATH) is None


def test_only_the_newest_are_kept(lake: LocalLake, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(told, "MOST", 2)
    for each in (THREE, TWO, ONE):
        Told(lake).add(frozenset({each}))
    assert Told(lake).new_of([ONE, TWO, THREE]) == {THREE}


@pytest.mark.parametrize("data", [b"", b"[" * 100_000, b"{}", b"[7]", b'["x"]', b"\xff", b"null"])
@collector_held()
def test_a_damaged_file_is_begun_anew(lake: LocalLake, data: bytes) -> None:
    lake.replace(PATH, data)
    assert Told(lake).new_of([ONE]) == {ONE}
    Told(lake).add(frozenset({ONE}))
    assert Told(lake).new_of([ONE]) == frozenset()
