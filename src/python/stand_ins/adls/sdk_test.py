"""The emulator under Azure's own SDK, which must not be able to tell: file systems, leases, rights, blobs and faults."""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest
from azure.core import MatchConditions
from azure.core.exceptions import (
    AzureError,
    ClientAuthenticationError,
    HttpResponseError,
    ResourceExistsError,
    ResourceModifiedError,
    ResourceNotFoundError,
)
from azure.storage.blob import BlobServiceClient
from azure.storage.filedatalake import DataLakeLeaseClient, DataLakeServiceClient, FileSystemClient

from stand_ins.adls import AdlsEmulator, Fault, FaultKind
from stand_ins.adls.conftest import code, service_of


def test_file_systems_are_made_listed_described_and_removed(service: DataLakeServiceClient) -> None:
    made = service.create_file_system("first", metadata={"purpose": "test"})
    with pytest.raises(ResourceExistsError):
        service.create_file_system("first")
    listed = {each.name: each.metadata for each in service.list_file_systems(include_metadata=True)}
    assert listed["first"] == {"purpose": "test"}
    assert made.get_file_system_properties().metadata == {"purpose": "test"}
    made.set_file_system_metadata({"purpose": "other"})
    assert made.get_file_system_properties().metadata == {"purpose": "other"}
    service.delete_file_system("first")
    assert not made.exists()


def test_many_file_systems_are_listed_in_pages(service: DataLakeServiceClient) -> None:
    for number in range(7):
        service.create_file_system(f"paged-{number}")
    names = [
        each.name
        for each in service.list_file_systems(name_starts_with="paged-", results_per_page=3)
    ]
    assert names == [f"paged-{number}" for number in range(7)]


def test_a_lease_guards_a_file(emulator: AdlsEmulator, files: FileSystemClient) -> None:
    file = files.create_file("leased")
    lease = file.acquire_lease(15)
    with pytest.raises(HttpResponseError) as locked:
        file.set_metadata({"a": "b"})
    assert code(locked.value) == "LeaseIdMissing"
    with pytest.raises(HttpResponseError) as locked:
        file.delete_file()
    assert code(locked.value) == "LeaseIdMissing"
    with pytest.raises(ResourceExistsError) as held:
        file.acquire_lease(15)
    assert code(held.value) == "LeaseAlreadyPresent"
    file.append_data(b"x", 0, lease=lease)
    file.flush_data(1, lease=lease)
    lease.renew()
    assert file.get_file_properties().lease.state == "leased"
    emulator.advance(16)
    assert file.get_file_properties().lease.state == "expired"
    lease.renew()
    emulator.advance(16)
    other = file.acquire_lease(-1)
    with pytest.raises(HttpResponseError) as lost:
        lease.renew()
    assert code(lost.value) == "LeaseIdMismatchWithLeaseOperation"
    other.change("11111111-2222-4333-8444-555555555555")
    assert other.break_lease(0) == 0
    with pytest.raises(HttpResponseError):
        DataLakeLeaseClient(file, lease_id="11111111-2222-4333-8444-555555555555").renew()
    file.delete_file()
    with pytest.raises(HttpResponseError) as short:
        files.create_file("leased").acquire_lease(10)
    assert code(short.value) == "InvalidHeaderValue"


def test_conditions_are_checked(files: FileSystemClient) -> None:
    file = files.create_file("conditional")
    old = file.get_file_properties().etag
    file.set_metadata({"a": "b"}, etag=old, match_condition=MatchConditions.IfNotModified)
    with pytest.raises(ResourceModifiedError):
        file.set_metadata({"a": "c"}, etag=old, match_condition=MatchConditions.IfNotModified)
    with pytest.raises(ResourceModifiedError):
        file.delete_file(etag=old, match_condition=MatchConditions.IfNotModified)


def test_access_control_is_kept(files: FileSystemClient) -> None:
    directory = files.create_directory("guarded", permissions="0755", umask="0022")
    file = directory.create_file("a")
    assert directory.get_access_control()["permissions"] == "rwxr-xr-x"
    assert file.get_access_control()["permissions"] == "rw-r-----"
    file.set_access_control(permissions="rwxrwxrwx", owner="me")
    assert file.get_access_control()["owner"] == "me"
    counters = directory.update_access_control_recursive("user:them:rw-").counters
    assert counters is not None
    assert (counters.directories_successful, counters.files_successful) == (1, 1)
    assert "user:them:rw-" in file.get_access_control()["acl"]
    directory.remove_access_control_recursive("user:them")
    assert "them" not in file.get_access_control()["acl"]


def test_a_wrong_key_and_an_unknown_account_are_refused(emulator: AdlsEmulator) -> None:
    wrong = service_of(emulator, key="d3Jvbmc=")
    with pytest.raises(ClientAuthenticationError) as refused:
        wrong.create_file_system("wrong")
    assert code(refused.value) == "AuthenticationFailed"
    stranger = DataLakeServiceClient(
        f"{emulator.url}/stranger",
        credential={"account_name": "stranger", "account_key": "eA=="},
        retry_total=0,
    )
    with pytest.raises(ResourceNotFoundError):
        stranger.create_file_system("wrong")


def test_the_blob_endpoint_shows_the_same_files(
    emulator: AdlsEmulator, files: FileSystemClient
) -> None:
    credential = {"account_name": emulator.account, "account_key": emulator.key}
    blobs = BlobServiceClient(
        emulator.account_url,
        credential=credential,
        retry_total=0,
        max_block_size=500_000,
        max_single_put_size=1000,
    )
    container = blobs.get_container_client(files.file_system_name)
    container.upload_blob("x/y/z.bin", b"blob", metadata={"k": "v"})
    assert files.get_file_client("x/y/z.bin").download_file().readall() == b"blob"
    with pytest.raises(ResourceExistsError) as exists:
        container.upload_blob("x/y/z.bin", b"other")
    assert code(exists.value) == "BlobAlreadyExists"
    big = os.urandom(3_000_000)
    container.get_blob_client("x/big").upload_blob(big)
    assert container.download_blob("x/big").readall() == big
    files.create_file("x/dfs")
    assert [
        blob.name for blob in container.list_blobs(name_starts_with="x/", results_per_page=2)
    ] == [
        "x/big",
        "x/dfs",
        "x/y",
        "x/y/z.bin",
    ]
    assert {item.name for item in container.walk_blobs("x/")} == {"x/big", "x/dfs", "x/y/"}
    copy = container.get_blob_client("copy")
    copy.start_copy_from_url(container.get_blob_client("x/big").url)
    assert copy.get_blob_properties().size == len(big)
    container.delete_blobs("x/big", "copy", "x/dfs")
    assert [blob.name for blob in container.list_blobs()] == ["x", "x/y", "x/y/z.bin"]
    with pytest.raises(ResourceNotFoundError) as missing:
        container.download_blob("absent")
    assert code(missing.value) == "BlobNotFound"


@pytest.mark.parametrize("kind", list(FaultKind))
def test_a_fault_happens_as_often_as_asked(
    emulator: AdlsEmulator, files: FileSystemClient, kind: FaultKind
) -> None:
    file = files.create_file("faulty")
    file.append_data(b"0123456789" * 1000, 0, flush=True)
    emulator.forget_requests()
    code = "InvalidRange" if kind is FaultKind.REFUSED else ""
    status = 403 if kind is FaultKind.CHANGED else 0
    emulator.fail(Fault(kind, operation="blob.get", times=1, code=code, status=status))
    try:
        answers = [_outcome(lambda: file.download_file().readall()) for _ in range(2)]
    finally:
        emulator.heal()
    assert answers[1] == "10000 bytes"
    assert emulator.requests()[0].fault == kind.value
    # throttled at a rate of none a second, refused, changed, reset or timed out: only what is late or cut is fetched in the end
    assert (answers[0] == "10000 bytes") == (kind in (FaultKind.SLOW, FaultKind.CUT_SHORT))


def _outcome(do: Callable[[], bytes]) -> str:
    try:
        return f"{len(do())} bytes"
    except AzureError as error:
        return type(error).__name__


def test_a_second_start_finds_what_the_first_one_held(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = tmp_path_factory.mktemp("data")
    for _ in range(2):
        with AdlsEmulator(data=folder) as emulator:
            files = service_of(emulator).get_file_system_client("kept")
            if not files.exists():
                files.create_file_system()
                files.get_file_client("a").upload_data(b"kept", overwrite=True)
    with AdlsEmulator(data=folder) as emulator:
        kept = service_of(emulator).get_file_system_client("kept").get_file_client("a")
        assert kept.download_file().readall() == b"kept"
