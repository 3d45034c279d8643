"""What the storage refuses, and what of it is worth asking again."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

import pytest

from docai.lake.errors import AccessRefused, LakeUnavailable, LeaseHeld, WrongLake
from docai.lake.lake import Lake
from docai.lake.open import open_lake
from docai.runtime.exit_codes import ExitCode
from stand_ins.adls import AdlsEmulator, Fault, FaultKind
from stand_ins.adls.state.features import Features

STAGING = "raw/_staging/run/1"


@pytest.fixture
def start(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Features], AdlsEmulator]]:
    for name in [name for name in os.environ if name.startswith(("AZURE_", "DOCAI_"))]:
        monkeypatch.delenv(name)
    running: list[AdlsEmulator] = []

    def started(features: Features) -> AdlsEmulator:
        emulator = AdlsEmulator(features=features).start()
        running.append(emulator)
        emulator.create_filesystem("lake")
        monkeypatch.setenv("DOCAI_ADLS_ENDPOINT", emulator.url)
        monkeypatch.setenv("AZURE_STORAGE_ACCOUNT_KEY", emulator.key)
        return emulator

    yield started
    for emulator in running:
        emulator.stop()


def lake_on(emulator: AdlsEmulator) -> Lake:
    return open_lake(f"abfs://lake@{emulator.account}.dfs.core.windows.net/root")


@pytest.fixture
def emulator(start: Callable[[Features], AdlsEmulator]) -> AdlsEmulator:
    return start(Features())


@pytest.fixture
def lake(emulator: AdlsEmulator) -> Lake:
    opened = lake_on(emulator)
    opened.publish("known/first", b"first", staging_path=STAGING)
    emulator.forget_requests()
    return opened


@pytest.mark.parametrize("operation", ["dfs.create", "dfs.append", "dfs.rename"])
def test_429_is_asked_again(emulator: AdlsEmulator, lake: Lake, operation: str) -> None:
    emulator.fail(Fault(FaultKind.TOO_MANY, operation=operation, times=2))
    assert lake.publish("known/a", b"x", staging_path=STAGING)
    assert emulator.counts()[operation] == 3


def test_429_to_a_read_is_asked_again_after_the_time_that_it_names(
    emulator: AdlsEmulator, lake: Lake, waits: list[float]
) -> None:
    emulator.fail(Fault(FaultKind.TOO_MANY, operation="blob.get", times=1, seconds=2))
    assert lake.read("known/first") == b"first"
    assert len(waits) == 1
    assert 2 <= waits[0] < 3
    assert emulator.counts()["blob.get"] == 2


def test_patience_with_429_ends(
    emulator: AdlsEmulator, lake: Lake, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("docai.lake.adls.retry.MOST_TRIES", 3)
    impatient = lake_on(emulator)
    emulator.fail(Fault(FaultKind.TOO_MANY))
    with pytest.raises(LakeUnavailable, match="429 TooManyRequests, also after retries") as told:
        impatient.stat("known/first")
    assert told.value.exit_code is ExitCode.OTHER_SIDE
    assert emulator.counts()["blob.head"] == 4


def test_a_wait_that_is_longer_than_patience_is_told_at_once(
    emulator: AdlsEmulator, lake: Lake, waits: list[float]
) -> None:
    emulator.fail(Fault(FaultKind.TOO_MANY, seconds=3600))
    with pytest.raises(LakeUnavailable, match="asks to wait 3600 s more"):
        lake.stat("known/first")
    assert waits == []


def test_an_immutability_policy_is_no_holder_of_a_lease(
    start: Callable[[Features], AdlsEmulator],
) -> None:
    lake = lake_on(start(Features(immutable=True)))
    with pytest.raises(WrongLake, match="immutability policy") as told:
        lake.acquire_lease("lock", holder="me", seconds=15)
    assert not isinstance(told.value, LeaseHeld)
    assert told.value.exit_code is ExitCode.CALLER


@pytest.mark.parametrize("code", ["BlobImmutableDueToPolicy", "ConditionNotMet"])
def test_only_a_lease_of_anothers_is_waited_for(
    emulator: AdlsEmulator, lake: Lake, code: str
) -> None:
    emulator.fail(Fault(FaultKind.REFUSED, operation="blob.lease", code=code))
    with pytest.raises(WrongLake):
        lake.acquire_lease("known/first", holder="me", seconds=15)


def test_a_lease_of_anothers_is_told_with_its_holder(lake: Lake) -> None:
    lake.acquire_lease("lock", holder="the first", seconds=15)
    with pytest.raises(LeaseHeld, match="held by the first"):
        lake.acquire_lease("lock", holder="me", seconds=15)


def test_an_immutability_policy_is_told_at_the_start(
    start: Callable[[Features], AdlsEmulator],
) -> None:
    with pytest.raises(WrongLake, match="file system without one"):
        lake_on(start(Features(immutable=True))).check_writable()


def test_an_account_without_a_hierarchical_namespace_is_refused(
    start: Callable[[Features], AdlsEmulator],
) -> None:
    emulator = start(Features(hierarchical=False))
    with pytest.raises(WrongLake, match="docaiemulator has no hierarchical namespace") as told:
        lake_on(emulator).check_writable()
    assert told.value.exit_code is ExitCode.CALLER
    assert emulator.counts()["dfs.create"] == 0


def test_a_flat_account_with_soft_delete_is_refused(
    start: Callable[[Features], AdlsEmulator],
) -> None:
    emulator = start(Features(hierarchical=False, soft_delete=True))
    with pytest.raises(WrongLake, match="no hierarchical namespace"):
        lake_on(emulator).check_writable()
    with pytest.raises(WrongLake, match="409 EndpointUnsupportedAccountFeatures"):
        lake_on(emulator).publish("a/b", b"x", staging_path=STAGING)


def test_a_folder_that_may_not_be_made_is_told(emulator: AdlsEmulator, lake: Lake) -> None:
    code = "EndpointUnsupportedAccountFeatures"
    emulator.fail(Fault(FaultKind.REFUSED, operation="dfs.create", path="*/new", code=code))
    with pytest.raises(WrongLake, match=code):
        lake.publish("new/a", b"x", staging_path=STAGING)


def test_a_disabled_account_is_told_as_that(emulator: AdlsEmulator, lake: Lake) -> None:
    emulator.fail(Fault(FaultKind.REFUSED, code="AccountIsDisabled"))
    with pytest.raises(AccessRefused, match="docaiemulator is disabled"):
        lake.check_writable()
