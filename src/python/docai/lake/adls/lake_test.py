"""What is particular to ADLS Gen2: requests counted, answers lost, credentials refused. The promises are in contract_test.py."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from docai.lake.errors import (
    AccessRefused,
    DamagedUpload,
    LakeUnavailable,
    NotFound,
    WrongLake,
)
from docai.lake.lake import Lake
from docai.lake.open import open_lake
from docai.runtime.exit_codes import ExitCode
from stand_ins.adls import AdlsEmulator, Fault, FaultKind
from stand_ins.adls.identity.tokens import Identity

STAGING = "raw/_staging/run/1"


@pytest.fixture(scope="module")
def running() -> Iterator[AdlsEmulator]:
    with AdlsEmulator() as emulator:
        yield emulator


@pytest.fixture
def emulator(running: AdlsEmulator, monkeypatch: pytest.MonkeyPatch) -> Iterator[AdlsEmulator]:
    for name in [name for name in os.environ if name.startswith(("AZURE_", "DOCAI_"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("DOCAI_ADLS_ENDPOINT", running.url)
    monkeypatch.setenv("AZURE_STORAGE_ACCOUNT_KEY", running.key)
    yield running
    running.heal()


@pytest.fixture
def lake(emulator: AdlsEmulator, request: pytest.FixtureRequest) -> Lake:
    root = str(abs(hash(request.node.name)))
    opened = open_lake(f"abfs://lake@{emulator.account}.dfs.core.windows.net/{root}")
    opened.check_writable()
    opened.publish("known/first", b"", staging_path="raw/_staging/run/0")
    emulator.forget_requests()
    return opened


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


@pytest.mark.parametrize(
    "kind", [FaultKind.SERVER_BUSY, FaultKind.INTERNAL_ERROR, FaultKind.TIMED_OUT, FaultKind.RESET]
)
@pytest.mark.parametrize("operation", ["dfs.create", "dfs.append", "dfs.rename"])
def test_a_fault_costs_a_fraction_of_a_second(
    emulator: AdlsEmulator, lake: Lake, kind: FaultKind, operation: str
) -> None:
    emulator.fail(Fault(kind, operation=operation, times=1))
    started = time.monotonic()
    assert lake.publish("known/a", b"x", staging_path=STAGING)
    assert time.monotonic() - started < 1.5
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


def test_a_retry_waits_as_long_as_the_storage_asks(emulator: AdlsEmulator, lake: Lake) -> None:
    emulator.fail(Fault(FaultKind.SERVER_BUSY, operation="blob.head", times=1, seconds=2))
    started = time.monotonic()
    lake.stat("known/first")
    assert 2 <= time.monotonic() - started < 3


def test_patience_ends(emulator: AdlsEmulator, lake: Lake, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("docai.lake.adls.retry.MOST_TRIES", 3)
    impatient = open_lake(lake.uri)
    emulator.fail(Fault(FaultKind.SERVER_BUSY))
    with pytest.raises(LakeUnavailable, match="503 ServerBusy") as failed:
        impatient.stat("known/first")
    assert failed.value.exit_code is ExitCode.OTHER_SIDE


def test_a_storage_that_is_not_there_is_told(lake: Lake, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCAI_ADLS_ENDPOINT", "http://127.0.0.1:9")
    monkeypatch.setattr("docai.lake.adls.retry.MOST_TRIES", 2)
    with pytest.raises(LakeUnavailable, match="could not be reached"):
        open_lake(lake.uri).check_writable()


def test_a_wrong_host_is_told_soon(lake: Lake, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCAI_ADLS_ENDPOINT", "http://no-such-host.invalid:10000")
    with pytest.raises(WrongLake, match="no host"):
        open_lake(lake.uri).check_writable()


def test_a_wrong_key_is_told_without_showing_it(
    emulator: AdlsEmulator, lake: Lake, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = "d3Jvbmcta2V5LXdyb25nLWtleQ=="
    monkeypatch.setenv("AZURE_STORAGE_ACCOUNT_KEY", wrong)
    with pytest.raises(
        AccessRefused, match="AZURE_STORAGE_ACCOUNT_KEY is not that of the account"
    ) as refused:
        open_lake(lake.uri).check_writable()
    assert wrong not in str(refused.value)
    assert refused.value.exit_code is ExitCode.CALLER
    assert emulator.counts().total() == 1


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


class Pod:
    """A pod with a workload identity, and the storage that it asks."""

    def __init__(self, emulator: AdlsEmulator, token: Path) -> None:
        self.emulator = emulator
        self.token = token

    def open(self) -> Lake:
        return open_lake(f"abfss://lake@{self.emulator.account}.dfs.core.windows.net/root")


@pytest.fixture
def pod(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Pod]:
    readers = Identity(
        "11111111-aaaa-4bbb-8ccc-222222222222", "reader", "system:serviceaccount:a:reader", "r"
    )
    writer = Identity("11111111-aaaa-4bbb-8ccc-222222222222", "writer")
    with AdlsEmulator(tls=True, identities=(writer, readers)) as emulator:
        emulator.create_filesystem("lake")
        for name in [name for name in os.environ if name.startswith(("AZURE_", "DOCAI_"))]:
            monkeypatch.delenv(name)
        assert emulator.certificates is not None
        token = tmp_path / "token"
        token.write_text(emulator.federated_token())
        monkeypatch.setenv("DOCAI_ADLS_ENDPOINT", emulator.url)
        monkeypatch.setenv("AZURE_AUTHORITY_HOST", emulator.url)
        monkeypatch.setenv("AZURE_TENANT_ID", writer.tenant_id)
        monkeypatch.setenv("AZURE_CLIENT_ID", writer.client_id)
        monkeypatch.setenv("AZURE_FEDERATED_TOKEN_FILE", str(token))
        monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(emulator.certificates.authority))
        yield Pod(emulator, token)


def test_a_federated_token_is_exchanged_once(pod: Pod) -> None:
    lake = pod.open()
    for number in range(3):
        assert lake.publish(f"a/{number}", b"x", staging_path=f"raw/_staging/run/{number}")
    assert pod.emulator.counts()["aad.token"] == 1


def test_an_expired_federated_token_is_told(pod: Pod) -> None:
    pod.token.write_text(pod.emulator.federated_token(seconds=-10))
    with pytest.raises(
        AccessRefused, match="AADSTS700024: Client assertion is not within its valid time range"
    ) as told:
        pod.open().check_writable()
    assert told.value.exit_code is ExitCode.CALLER
    assert "\n" not in str(told.value)


def test_a_foreign_federated_token_is_told(pod: Pod) -> None:
    pod.token.write_text(pod.token.read_text()[:-6] + "AAAAAA")
    with pytest.raises(AccessRefused, match="AADSTS700027"):
        pod.open().check_writable()


def test_a_service_account_without_federation_is_told(pod: Pod) -> None:
    pod.token.write_text(
        pod.emulator.tokens.federated("system:serviceaccount:other:x", time.time(), 60)
    )
    with pytest.raises(AccessRefused, match="AADSTS70021"):
        pod.open().check_writable()


def test_a_missing_token_file_is_told(pod: Pod) -> None:
    pod.token.unlink()
    with pytest.raises(AccessRefused, match=r"token file .* cannot be read"):
        pod.open().check_writable()


def test_an_identity_that_may_only_read_is_told(pod: Pod, monkeypatch: pytest.MonkeyPatch) -> None:
    reader = pod.emulator.identities[1]
    monkeypatch.setenv("AZURE_CLIENT_ID", reader.client_id)
    pod.token.write_text(pod.emulator.federated_token(reader))
    with pytest.raises(AccessRefused, match="Storage Blob Data Contributor"):
        pod.open().check_writable()
    assert pod.open().stat("a") is None


def test_a_token_that_runs_out_under_way_is_renewed(pod: Pod) -> None:
    pod.emulator.tokens.access_seconds = 1
    lake = pod.open()
    assert lake.publish("a", b"x", staging_path=STAGING)
    time.sleep(1.1)
    assert lake.publish("b", b"x", staging_path=STAGING)
    assert pod.emulator.counts()["aad.token"] >= 2


def test_the_managed_identity_of_a_machine_is_found(
    pod: Pod, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("AZURE_FEDERATED_TOKEN_FILE")
    monkeypatch.setenv("AZURE_POD_IDENTITY_AUTHORITY_HOST", pod.emulator.url)
    assert pod.open().publish("a", b"x", staging_path=STAGING)
    assert pod.emulator.counts()["aad.machine-token"] == 1
    assert pod.emulator.counts()["aad.token"] == 0


def test_a_machine_without_an_identity_is_told_what_to_do(
    pod: Pod, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("AZURE_FEDERATED_TOKEN_FILE")
    monkeypatch.setenv("AZURE_CLIENT_ID", "nobody")
    monkeypatch.setenv("AZURE_POD_IDENTITY_AUTHORITY_HOST", pod.emulator.url)
    monkeypatch.setenv("PATH", "/nonexistent")
    with pytest.raises(
        AccessRefused, match="no managed identity here and no login of the Azure CLI"
    ):
        pod.open().check_writable()


def test_a_rename_repeated_into_a_new_folder_is_recognised(
    emulator: AdlsEmulator, lake: Lake
) -> None:
    open_lake(lake.uri).delete("known", recursive=True)
    emulator.fail(Fault(FaultKind.LOST_ANSWER, operation="dfs.rename", every=2, times=1))
    assert lake.publish("known/a", b"x", staging_path=STAGING)
    assert [entry.path for entry in lake.list()] == ["known/a"]


def test_an_upload_that_was_swept_is_told(lake: Lake) -> None:
    with lake.stage(STAGING) as staged:
        staged.write(b"x" * 5_000_000)
        open_lake(lake.uri).delete("raw/_staging", recursive=True)
        with pytest.raises((DamagedUpload, NotFound)):
            staged.publish("known/a")
    assert lake.stat("known/a") is None


def test_a_certificate_of_nobodys_is_told(pod: Pod, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("REQUESTS_CA_BUNDLE")
    with pytest.raises(WrongLake, match="REQUESTS_CA_BUNDLE"):
        pod.open().check_writable()


def test_nothing_secret_is_logged(
    emulator: AdlsEmulator, lake: Lake, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level("DEBUG"):
        open_lake(lake.uri).publish("known/a", b"x", staging_path=STAGING)
    assert emulator.key not in caplog.text
    assert "SharedKey" not in caplog.text
