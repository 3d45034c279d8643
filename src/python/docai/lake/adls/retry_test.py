"""Requests that fail, answers that are lost, downloads that are cut: what is asked again, and for how long."""

from __future__ import annotations

import os
import time

import pytest

from docai.lake.adls.conftest import STAGING
from docai.lake.errors import LakeUnavailable
from docai.lake.lake import Lake
from docai.lake.open import open_lake
from docai.runtime.exit_codes import ExitCode
from stand_ins.adls import AdlsEmulator, Fault, FaultKind


@pytest.mark.parametrize(
    "kind", [FaultKind.SERVER_BUSY, FaultKind.INTERNAL_ERROR, FaultKind.TIMED_OUT, FaultKind.RESET]
)
@pytest.mark.parametrize("operation", ["dfs.create", "dfs.append", "dfs.rename"])
def test_a_fault_costs_a_fraction_of_a_second(
    emulator: AdlsEmulator, lake: Lake, waits: list[float], kind: FaultKind, operation: str
) -> None:
    emulator.fail(Fault(kind, operation=operation, times=1))
    assert lake.publish("known/a", b"x", staging_path=STAGING)
    assert len(waits) == 1
    assert 0 < waits[0] < 1
    assert emulator.counts().total() == 4


@pytest.mark.parametrize("kind", [FaultKind.LOST_ANSWER, FaultKind.TIMED_OUT_AFTER])
@pytest.mark.parametrize("operation", ["dfs.create", "dfs.append", "dfs.rename"])
def test_a_request_that_took_effect_unseen_is_recognised(
    emulator: AdlsEmulator, lake: Lake, kind: FaultKind, operation: str
) -> None:
    emulator.fail(Fault(kind, operation=operation, times=1))
    assert lake.publish("known/a", b"x" * 1000, staging_path=STAGING)
    assert lake.read("known/a") == b"x" * 1000
    assert [entry.path for entry in lake.list()] == ["known/a", "known/first"]


@pytest.mark.parametrize("kind", [FaultKind.LOST_ANSWER, FaultKind.TIMED_OUT_AFTER])
def test_chunks_that_arrived_unseen_are_no_harm(
    emulator: AdlsEmulator, lake: Lake, kind: FaultKind
) -> None:
    data = os.urandom(1_000_000) * 10
    emulator.fail(Fault(kind, every=2))
    with lake.stage(STAGING) as staged:
        staged.write(data)
        assert staged.publish("known/a")
    emulator.heal()
    assert lake.read("known/a") == data


def test_a_path_taken_while_the_answer_was_lost_is_not_ours(
    emulator: AdlsEmulator, lake: Lake
) -> None:
    lake.publish("known/a", b"theirs", staging_path="raw/_staging/run/2")
    emulator.fail(Fault(FaultKind.LOST_ANSWER, operation="dfs.rename", times=1))
    assert not lake.publish("known/a", b"theirs", staging_path=STAGING)
    assert [entry.path for entry in lake.list()] == ["known/a", "known/first"]


def test_replace_lease_and_delete_bear_lost_answers(emulator: AdlsEmulator, lake: Lake) -> None:
    emulator.fail(Fault(FaultKind.LOST_ANSWER, every=2))
    lake.replace("raw/_index/a", b"new")
    lease = lake.acquire_lease("lock", holder="me", seconds=15)
    lease.renew()
    lease.release()
    lake.delete("known/first")
    emulator.heal()
    assert lake.read("raw/_index/a") == b"new"
    assert lake.stat("known/first") is None


def test_a_download_that_is_cut_short_is_fetched_again(emulator: AdlsEmulator, lake: Lake) -> None:
    data = os.urandom(1_000_000) * 9
    lake.publish("known/a", data, staging_path=STAGING)
    emulator.fail(Fault(FaultKind.CUT_SHORT, operation="blob.get", every=2))
    assert lake.read("known/a") == data


def test_a_retry_waits_as_long_as_the_storage_asks(
    emulator: AdlsEmulator, lake: Lake, waits: list[float]
) -> None:
    emulator.fail(Fault(FaultKind.SERVER_BUSY, operation="blob.head", times=1, seconds=2))
    started = time.monotonic()
    lake.stat("known/first")
    assert time.monotonic() - started >= 2
    assert len(waits) == 1
    assert 2 <= waits[0] < 3


def test_patience_ends(emulator: AdlsEmulator, lake: Lake, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("docai.lake.adls.retry.MOST_TRIES", 3)
    impatient = open_lake(lake.uri)
    emulator.fail(Fault(FaultKind.SERVER_BUSY))
    with pytest.raises(LakeUnavailable, match="503 ServerBusy") as failed:
        impatient.stat("known/first")
    assert failed.value.exit_code is ExitCode.OTHER_SIDE


def test_a_rename_repeated_into_a_new_folder_is_recognised(
    emulator: AdlsEmulator, lake: Lake
) -> None:
    open_lake(lake.uri).delete("known", recursive=True)
    emulator.fail(Fault(FaultKind.LOST_ANSWER, operation="dfs.rename", every=2, times=1))
    assert lake.publish("known/a", b"x", staging_path=STAGING)
    assert [entry.path for entry in lake.list()] == ["known/a"]
