"""What every lake promises, tested alike on each of them."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from docai.lake.errors import LeaseHeld, NotFound, WrongLake
from docai.lake.lake import Lake
from stand_ins.lakes import LakeCase


@pytest.fixture
def lake(case: LakeCase) -> Lake:
    opened = case.open()
    opened.check_writable()
    return opened


def put(lake: Lake, path: str, data: bytes = b"x") -> bool:
    return lake.publish(path, data, staging_path=f"raw/_staging/run/{path.replace('/', '-')}")


def paths(lake: Lake, prefix: str = "", *, recursive: bool = True) -> list[str]:
    return [entry.path for entry in lake.list(prefix, recursive=recursive)]


def test_what_was_published_is_read_back(lake: Lake) -> None:
    data = bytes(range(256)) * 1000
    assert put(lake, "raw/10-k/0000000001/a.txt.gz", data)
    assert lake.read("raw/10-k/0000000001/a.txt.gz") == data
    with lake.open("raw/10-k/0000000001/a.txt.gz") as stream:
        assert stream.read(10) == data[:10]
        assert stream.read() == data[10:]


def test_an_empty_file_is_a_file(lake: Lake) -> None:
    assert put(lake, "empty", b"")
    assert lake.read("empty") == b""
    entry = lake.stat("empty")
    assert entry is not None
    assert entry.size == 0


def test_names_with_spaces_percent_signs_and_umlauts_are_kept(lake: Lake) -> None:
    names = ["a b", "a%20b", "a+b", "a=b&c?d#e", "grün", "~x", "it's"]
    for name in names:
        assert put(lake, f"odd/{name}", name.encode())
    assert sorted(paths(lake, "odd")) == sorted(f"odd/{name}" for name in names)
    for name in names:
        assert lake.read(f"odd/{name}") == name.encode()
        assert lake.stat(f"odd/{name}") is not None


def test_a_published_file_is_never_overwritten(lake: Lake) -> None:
    assert put(lake, "a", b"first")
    assert not lake.publish("a", b"second", staging_path="raw/_staging/run/2")
    assert not lake.publish("a", b"first", staging_path="raw/_staging/run/3")
    assert lake.read("a") == b"first"
    assert paths(lake) == ["a"]


def test_a_folder_is_not_overwritten_either(lake: Lake) -> None:
    put(lake, "a/b")
    assert not lake.publish("a", b"x", staging_path="raw/_staging/run/2")
    assert paths(lake) == ["a/b"]


def test_nothing_is_published_below_a_file(lake: Lake) -> None:
    put(lake, "a", b"file")
    with pytest.raises(WrongLake):
        lake.publish("a/b", b"x", staging_path="raw/_staging/run/2")
    assert paths(lake) == ["a"]


def test_an_upload_is_not_seen_before_it_is_published(lake: Lake) -> None:
    with lake.stage("raw/_staging/run/1") as staged:
        staged.write(b"half")
        assert lake.stat("raw/10-k/a") is None
        staged.write(b" and half")
        assert staged.publish("raw/10-k/a")
    assert lake.read("raw/10-k/a") == b"half and half"
    assert paths(lake) == ["raw/10-k/a"]


def test_an_upload_that_is_left_leaves_nothing(lake: Lake) -> None:
    with lake.stage("raw/_staging/run/1") as staged:
        staged.write(b"half")
    with pytest.raises(RuntimeError), lake.stage("raw/_staging/run/2") as staged:
        staged.write(b"x" * 300_000)
        raise RuntimeError
    assert paths(lake) == []


def test_a_finished_upload_takes_no_more(lake: Lake) -> None:
    with lake.stage("raw/_staging/run/1") as staged:
        staged.publish("a")
        with pytest.raises(ValueError, match="finished"):
            staged.write(b"more")
        with pytest.raises(ValueError, match="finished"):
            staged.publish("b")
    assert paths(lake) == ["a"]


def test_of_publishers_at_once_one_wins(lake: Lake) -> None:
    start = threading.Barrier(8)

    def one(number: int) -> bool:
        start.wait()
        return lake.publish(
            "raw/10-k/a", b"%d" % number * 5000, staging_path=f"raw/_staging/run{number}/1"
        )

    with ThreadPoolExecutor(8) as pool:
        won = list(pool.map(one, range(8)))
    assert won.count(True) == 1
    assert lake.read("raw/10-k/a") == b"%d" % won.index(True) * 5000
    assert paths(lake) == ["raw/10-k/a"]


def test_what_is_not_there_is_said(lake: Lake) -> None:
    assert lake.stat("absent") is None
    assert lake.stat("absent/below") is None
    with pytest.raises(NotFound):
        lake.read("absent")
    with pytest.raises(NotFound), lake.open("absent"):
        pass
    assert paths(lake, "absent") == []
    assert list(lake.folders("absent")) == []
    lake.delete("absent")
    lake.delete("absent", recursive=True)


def test_a_folder_is_no_file(lake: Lake) -> None:
    put(lake, "a/b")
    assert lake.stat("a") is None
    assert paths(lake, "a/b") == []


def test_a_listing_is_in_the_order_of_paths(lake: Lake) -> None:
    names = ["b/2", "b/1", "b-c/1", "a", "b.txt", "b/0/x", "c"]
    for name in names:
        put(lake, name)
    assert paths(lake) == sorted(names)
    assert paths(lake, "b") == ["b/0/x", "b/1", "b/2"]
    assert paths(lake, "b/") == ["b/0/x", "b/1", "b/2"]
    assert paths(lake, "b", recursive=False) == ["b/1", "b/2"]
    assert [name for name in lake.folders() if name != "raw"] == ["b", "b-c"]
    assert list(lake.folders("b")) == ["b/0"]


def test_an_entry_tells_size_and_time(lake: Lake) -> None:
    before = datetime.now(UTC) - timedelta(seconds=2)
    put(lake, "a", b"12345")
    (listed,) = lake.list()
    looked_at = lake.stat("a")
    assert looked_at is not None
    for entry in (listed, looked_at):
        assert entry.path == "a"
        assert entry.size == 5
        assert before <= entry.modified <= datetime.now(UTC) + timedelta(seconds=2)


def test_replace_puts_new_bytes_whatever_stood_there(lake: Lake) -> None:
    lake.replace("raw/_index/master", b"first")
    lake.replace("raw/_index/master", b"second, longer")
    lake.replace("raw/_index/master", b"3")
    assert lake.read("raw/_index/master") == b"3"
    assert paths(lake) == ["raw/_index/master"]


def test_delete_removes_a_file_or_a_tree(lake: Lake) -> None:
    for name in ("a/1", "a/2", "a/b/3", "c"):
        put(lake, name)
    lake.delete("c")
    lake.delete("a/2")
    with pytest.raises(WrongLake):
        lake.delete("a")
    assert paths(lake) == ["a/1", "a/b/3"]
    lake.delete("a", recursive=True)
    assert paths(lake) == []


@pytest.mark.parametrize("path", ["", "../a", "/a", "a/../b", "a//b"])
def test_a_path_out_of_the_lake_is_refused(lake: Lake, path: str) -> None:
    with pytest.raises(WrongLake):
        lake.read(path)
    with pytest.raises(WrongLake):
        lake.delete(path, recursive=True)
    with pytest.raises(WrongLake):
        lake.publish(path, b"", staging_path="raw/_staging/run/1")


def test_a_lease_has_one_holder_who_is_named(lake: Lake) -> None:
    lease = lake.acquire_lease("raw/_locks/edgar", holder="loader-1 on node-a", seconds=60)
    with pytest.raises(LeaseHeld, match="loader-1 on node-a") as held:
        lake.acquire_lease("raw/_locks/edgar", holder="loader-2", seconds=60)
    assert held.value.holder == "loader-1 on node-a"
    lease.renew()
    lease.release()
    lease.release()
    second = lake.acquire_lease("raw/_locks/edgar", holder="loader-2", seconds=60)
    with pytest.raises(LeaseHeld):
        lease.renew()
    lease.release()
    second.renew()
    second.release()


def test_a_dead_holders_lease_runs_out(case: LakeCase, lake: Lake) -> None:
    dead = lake.acquire_lease("lock", holder="dead", seconds=60)
    case.advance(40)
    with pytest.raises(LeaseHeld):
        lake.acquire_lease("lock", holder="heir", seconds=60)
    case.advance(40)
    heir = lake.acquire_lease("lock", holder="heir", seconds=60)
    with pytest.raises(LeaseHeld):
        dead.renew()
    dead.release()
    with pytest.raises(LeaseHeld, match="heir"):
        lake.acquire_lease("lock", holder="third", seconds=60)
    heir.release()


def test_a_renewed_lease_lives_on(case: LakeCase, lake: Lake) -> None:
    lease = lake.acquire_lease("lock", holder="first", seconds=60)
    for _ in range(3):
        case.advance(40)
        lease.renew()
    with pytest.raises(LeaseHeld):
        lake.acquire_lease("lock", holder="second", seconds=60)


def test_of_many_who_ask_for_a_lease_one_gets_it(lake: Lake) -> None:
    start = threading.Barrier(6)

    def ask(number: int) -> bool:
        start.wait()
        try:
            lake.acquire_lease("raw/_locks/edgar", holder=f"loader-{number}", seconds=60)
        except LeaseHeld:
            return False
        return True

    with ThreadPoolExecutor(6) as pool:
        assert list(pool.map(ask, range(6))).count(True) == 1


@pytest.mark.parametrize("seconds", [0, 14, 61])
def test_a_lease_of_a_length_that_no_storage_grants_is_a_defect(lake: Lake, seconds: float) -> None:
    with pytest.raises(ValueError, match="15 to 60"):
        lake.acquire_lease("lock", holder="x", seconds=seconds)


def test_a_lake_that_is_not_there_yet_is_made(case: LakeCase) -> None:
    lake = case.open()
    lake.check_writable()
    lake.check_writable()
    assert paths(lake) == []
