"""What is particular to ADLS Gen2: requests counted, and what the account lacks. The promises are in contract_test.py."""

from __future__ import annotations

import os
import time

import pytest

from docai.lake.adls.conftest import STAGING
from docai.lake.errors import DamagedUpload, LakeUnavailable, NotFound, WrongLake
from docai.lake.lake import Lake
from docai.lake.open import open_lake
from stand_ins.adls import AdlsEmulator


def test_a_small_file_is_published_in_three_requests(emulator: AdlsEmulator, lake: Lake) -> None:
    assert lake.publish("known/a", b"x" * 100_000, staging_path=STAGING)
    assert emulator.counts() == {"dfs.create": 1, "dfs.append": 1, "dfs.rename": 1}


def test_a_streamed_small_file_too(emulator: AdlsEmulator, lake: Lake) -> None:
    with lake.stage(STAGING) as staged:
        for _ in range(100):
            staged.write(b"x" * 10_000)
        assert staged.publish("known/a")
    assert emulator.counts() == {"dfs.create": 1, "dfs.append": 1, "dfs.rename": 1}


def test_a_large_file_goes_up_in_chunks(emulator: AdlsEmulator, lake: Lake) -> None:
    data = os.urandom(1_000_000) * 10
    with lake.stage(STAGING) as staged:
        staged.write(data)
        assert staged.publish("known/a")
    assert emulator.counts() == {"dfs.create": 1, "dfs.append": 3, "dfs.rename": 1}
    assert lake.read("known/a") == data


def test_a_new_folder_is_made_once(emulator: AdlsEmulator, lake: Lake) -> None:
    for number in range(3):
        lake.publish(f"new/folder/{number}", b"x", staging_path=f"raw/_staging/run/{number}")
    assert emulator.counts()["dfs.create"] == 1 + 3


def test_folders_seen_in_a_listing_are_not_made_again(emulator: AdlsEmulator, lake: Lake) -> None:
    other = open_lake(lake.uri)
    list(other.list("known"))
    emulator.forget_requests()
    other.publish("known/b", b"x", staging_path=STAGING)
    assert emulator.counts().total() == 3


def test_a_folder_that_vanished_is_made_again(lake: Lake) -> None:
    open_lake(lake.uri).delete("known", recursive=True)
    assert lake.publish("known/a", b"x", staging_path=STAGING)


def test_ten_thousand_files_are_listed_in_five_requests(emulator: AdlsEmulator, lake: Lake) -> None:
    root = lake.uri.rpartition("/")[2]
    names = [f"raw/10-k/{number:010}/{number}.txt.gz" for number in range(10_500)]
    emulator.put_files("lake", ((f"{root}/{name}", b"") for name in names))
    started = time.monotonic()
    assert [entry.path for entry in lake.list("raw/10-k")] == names
    # each file has a folder of its own: 21,000 paths
    assert emulator.counts() == {"dfs.list": 5}
    assert time.monotonic() - started < 20


def test_a_storage_that_is_not_there_is_told(lake: Lake, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCAI_ADLS_ENDPOINT", "http://127.0.0.1:9")
    monkeypatch.setattr("docai.lake.adls.retry.MOST_TRIES", 2)
    with pytest.raises(LakeUnavailable, match="could not be reached"):
        open_lake(lake.uri).check_writable()


def test_a_wrong_host_is_told_soon(lake: Lake, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCAI_ADLS_ENDPOINT", "http://no-such-host.invalid:10000")
    with pytest.raises(WrongLake, match="no host"):
        open_lake(lake.uri).check_writable()


def test_a_file_system_that_is_missing_is_told(lake: Lake) -> None:
    missing = open_lake(lake.uri.replace("//lake@", "//missing@"))
    with pytest.raises(WrongLake, match="no file system 'missing'"):
        missing.stat("a")
    with pytest.raises(WrongLake, match="no file system 'missing'"):
        list(missing.list())
    with pytest.raises(WrongLake, match="no file system 'missing'"):
        missing.publish("a/b", b"", staging_path=STAGING)


def test_a_folder_cannot_be_read(lake: Lake) -> None:
    with pytest.raises(WrongLake, match="a folder stands"):
        lake.read("known")


def test_what_an_interrupted_replacement_left_is_no_file(
    emulator: AdlsEmulator, lake: Lake
) -> None:
    root = lake.uri.rpartition("/")[2]
    emulator.put_files("lake", [(f"{root}/known/.a.0123456789abcdef.replacing", b"half")])
    assert [entry.path for entry in lake.list("known")] == ["known/first"]


def test_an_upload_that_was_swept_is_told(lake: Lake) -> None:
    with lake.stage(STAGING) as staged:
        staged.write(b"x" * 5_000_000)
        open_lake(lake.uri).delete("raw/_staging", recursive=True)
        with pytest.raises((DamagedUpload, NotFound)):
            staged.publish("known/a")
    assert lake.stat("known/a") is None
