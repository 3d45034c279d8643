"""An identity without a role, a clock that is off, keys of somebody's own, and answers that came after the effect."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from azure.storage.filedatalake import CustomerProvidedEncryptionKey, DataLakeServiceClient

from docai.lake.address import AdlsAddress, parse_address
from docai.lake.adls.credentials import check_machine_identity
from docai.lake.errors import AccessRefused, WrongLake
from docai.lake.lake import Lake
from docai.lake.open import open_lake
from docai.lake.settings import adls_settings
from stand_ins.adls import AdlsEmulator, Fault, FaultKind
from stand_ins.adls.identity.tokens import Identity
from stand_ins.adls.state.features import Features

STAGING = "raw/_staging/run/1"
NOBODY = Identity("11111111-aaaa-4bbb-8ccc-222222222222", "no-role", rights="")
CHECKS = 10
"""Paths whose access one request to delete a folder looks at."""


@pytest.fixture(scope="module")
def running() -> Iterator[AdlsEmulator]:
    with AdlsEmulator(tls=True, identities=(NOBODY,), features=Features(checks=CHECKS)) as emulator:
        emulator.create_filesystem("lake")
        yield emulator


@pytest.fixture
def emulator(
    running: AdlsEmulator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[AdlsEmulator]:
    for name in [name for name in os.environ if name.startswith(("AZURE_", "DOCAI_"))]:
        monkeypatch.delenv(name)
    assert running.certificates is not None
    token = tmp_path / "token"
    token.write_text(running.federated_token())
    monkeypatch.setenv("DOCAI_ADLS_ENDPOINT", running.url)
    monkeypatch.setenv("AZURE_AUTHORITY_HOST", running.url)
    monkeypatch.setenv("AZURE_TENANT_ID", NOBODY.tenant_id)
    monkeypatch.setenv("AZURE_CLIENT_ID", NOBODY.client_id)
    monkeypatch.setenv("AZURE_FEDERATED_TOKEN_FILE", str(token))
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(running.certificates.authority))
    yield running
    running.heal()
    running.ahead = 0.0


@pytest.fixture
def root(request: pytest.FixtureRequest) -> str:
    return f"lake-{abs(hash(request.node.name))}"


def owner_of(emulator: AdlsEmulator) -> DataLakeServiceClient:
    """Return a client with the account's key, which may do everything."""
    credential = {"account_name": emulator.account, "account_key": emulator.key}
    assert emulator.certificates is not None
    authority = str(emulator.certificates.authority)
    return DataLakeServiceClient(
        emulator.account_url, credential=credential, retry_total=0, connection_verify=authority
    )


def lake_in(emulator: AdlsEmulator, root: str) -> Lake:
    return open_lake(f"abfss://lake@{emulator.account}.dfs.core.windows.net/{root}")


def give(emulator: AdlsEmulator, root: str, bits: str) -> None:
    """Let the identity pass the file system's root, and have ``bits`` on the lake's folder and what comes below it."""
    files = owner_of(emulator).get_file_system_client("lake")
    top, who = "user::rwx,group::r-x,other::---", f"user:{NOBODY.client_id}"
    files.get_directory_client("/").set_access_control(acl=f"{top},mask::rwx,{who}:--x")
    folder = files.create_directory(root)
    entries = f"{top},mask::rwx,{who}:{bits}"
    defaults = ",".join(f"default:{entry}" for entry in entries.split(","))
    folder.set_access_control(acl=f"{entries},{defaults}")


def test_access_control_lists_are_enough_for_a_lake(emulator: AdlsEmulator, root: str) -> None:
    give(emulator, root, "rwx")
    lake = lake_in(emulator, root)
    lake.check_writable()
    assert lake.publish("a/b/c", b"x", staging_path=STAGING)
    lake.replace("a/b/d", b"y")
    lease = lake.acquire_lease("lock", holder="me", seconds=15)
    lease.renew()
    lease.release()
    assert lake.read("a/b/c") == b"x"
    assert [entry.path for entry in lake.list("a")] == ["a/b/c", "a/b/d"]
    lake.delete("a", recursive=True)
    assert lake.stat("a/b/c") is None


def test_a_list_that_lacks_a_right_is_told(emulator: AdlsEmulator, root: str) -> None:
    give(emulator, root, "r-x")
    with pytest.raises(AccessRefused, match="access control list that lets it write"):
        lake_in(emulator, root).check_writable()
    with pytest.raises(AccessRefused, match="a role that was just given takes up to 30 minutes"):
        lake_in(emulator, root).publish("a", b"x", staging_path=STAGING)


def test_what_somebody_else_wrote_below_the_list_is_read(emulator: AdlsEmulator, root: str) -> None:
    give(emulator, root, "rwx")
    files = owner_of(emulator).get_file_system_client("lake")
    files.create_file(f"{root}/theirs/a").append_data(b"x", 0, flush=True)
    lake = lake_in(emulator, root)
    assert lake.read("theirs/a") == b"x"
    lake.delete("theirs", recursive=True)
    assert lake.stat("theirs/a") is None


def test_a_folder_whose_lists_take_long_to_check_is_deleted_in_pages(
    emulator: AdlsEmulator, root: str
) -> None:
    give(emulator, root, "rwx")
    lake = lake_in(emulator, root)
    for number in range(2 * CHECKS):
        assert lake.publish(f"many/{number}", b"", staging_path=f"{STAGING}-{number}")
    emulator.forget_requests()
    lake.delete("many", recursive=True)
    assert emulator.counts()["dfs.delete"] == 2
    assert not list(lake.list("many"))


@pytest.mark.parametrize("ahead", [3600.0, -3600.0])
def test_a_clock_that_is_off_is_told(
    emulator: AdlsEmulator, root: str, monkeypatch: pytest.MonkeyPatch, ahead: float
) -> None:
    monkeypatch.setenv("AZURE_STORAGE_ACCOUNT_KEY", emulator.key)
    emulator.ahead = ahead
    side = "slow" if ahead > 0 else "fast"
    with pytest.raises(AccessRefused, match=f"clock is 60 minutes {side}"):
        lake_in(emulator, root).check_writable()


def test_a_file_with_somebodys_own_key_is_told(
    emulator: AdlsEmulator, root: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AZURE_STORAGE_ACCOUNT_KEY", emulator.key)
    own = CustomerProvidedEncryptionKey("a2V5", "ZGlnZXN0")
    file = owner_of(emulator).get_file_system_client("lake").get_file_client(f"{root}/theirs")
    file.create_file(cpk=own)
    file.append_data(b"x", 0, 1, flush=True, cpk=own)
    assert file.download_file(cpk=own).readall() == b"x"
    with pytest.raises(WrongLake, match="an encryption key of somebody's own"):
        lake_in(emulator, root).read("theirs")


def test_a_vault_that_does_not_give_the_accounts_key_is_told(
    emulator: AdlsEmulator, root: str
) -> None:
    emulator.fail(
        Fault(FaultKind.REFUSED, operation="blob.*", code="KeyVaultEncryptionKeyNotFound")
    )
    with pytest.raises(AccessRefused, match="key cannot be had from its vault"):
        lake_in(emulator, root).stat("a")


def test_the_managed_identity_of_a_machine_is_one_for_spark(
    emulator: AdlsEmulator, root: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("AZURE_FEDERATED_TOKEN_FILE")
    monkeypatch.setenv("AZURE_POD_IDENTITY_AUTHORITY_HOST", emulator.url)
    address = parse_address(lake_in(emulator, root).uri)
    assert isinstance(address, AdlsAddress)
    emulator.forget_requests()
    check_machine_identity(adls_settings(address, os.environ))
    assert emulator.counts()["aad.machine-token"] == 1


def deleted(lake: Lake) -> None:
    lake.publish("a/b", b"x", staging_path=STAGING)
    lake.delete("a/b")
    assert lake.stat("a/b") is None


def replaced(lake: Lake) -> None:
    lake.replace("a", b"first")
    lake.replace("a", b"second")
    assert lake.read("a") == b"second"


def published(lake: Lake) -> None:
    assert lake.publish("new/a", b"x", staging_path=STAGING)
    assert not lake.publish("new/a", b"y", staging_path=f"{STAGING}-2")
    assert lake.read("new/a") == b"x"
    assert [entry.path for entry in lake.list()] == ["new/a"]


def leased(lake: Lake) -> None:
    lease = lake.acquire_lease("lock", holder="me", seconds=15)
    lease.renew()
    lease.release()
    lake.acquire_lease("lock", holder="another", seconds=15).release()


@pytest.mark.parametrize("work", [deleted, replaced, published, leased])
def test_500_after_the_effect_loses_and_doubles_nothing(
    emulator: AdlsEmulator,
    root: str,
    monkeypatch: pytest.MonkeyPatch,
    work: Callable[[Lake], None],
) -> None:
    monkeypatch.setenv("AZURE_STORAGE_ACCOUNT_KEY", emulator.key)
    lake = lake_in(emulator, root)
    lake.check_writable()
    emulator.fail(Fault(FaultKind.TIMED_OUT_AFTER, every=2))
    work(lake)
