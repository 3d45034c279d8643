"""The emulator under Azure's own SDK, which must not be able to tell."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

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
from azure.storage.filedatalake import (
    ContentSettings,
    DataLakeLeaseClient,
    DataLakeServiceClient,
    FileSystemClient,
)

from stand_ins.adls import AdlsEmulator, Fault, FaultKind


@pytest.fixture(scope="module")
def emulator() -> Iterator[AdlsEmulator]:
    with AdlsEmulator() as running:
        yield running


def service_of(emulator: AdlsEmulator, key: str = "") -> DataLakeServiceClient:
    credential = {"account_name": emulator.account, "account_key": key or emulator.key}
    return DataLakeServiceClient(emulator.account_url, credential=credential, retry_total=0)


@pytest.fixture
def service(emulator: AdlsEmulator) -> DataLakeServiceClient:
    return service_of(emulator)


@pytest.fixture
def files(service: DataLakeServiceClient, request: pytest.FixtureRequest) -> FileSystemClient:
    return service.create_file_system(f"fs-{abs(hash(request.node.name))}")


def code(error: HttpResponseError) -> str:
    headers = getattr(error.response, "headers", {})
    return str(headers["x-ms-error-code"])


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


def test_a_file_has_its_parents_its_metadata_and_its_headers(files: FileSystemClient) -> None:
    file = files.create_file(
        "a/b/ü +&.txt",
        metadata={"sha256": "abc"},
        content_settings=ContentSettings(content_type="text/plain", cache_control="no-cache"),
    )
    file.append_data(b"hello", 0, 5, flush=True, validate_content=True)
    found = file.get_file_properties()
    assert (found.size, found.metadata) == (5, {"sha256": "abc"})
    assert found.content_settings.content_type == "text/plain"
    assert found.content_settings.cache_control == "no-cache"
    assert file.download_file().readall() == b"hello"
    assert [path.name for path in files.get_paths()] == ["a", "a/b", "a/b/ü +&.txt"]
    file.set_metadata({"other": "1"})
    file.set_http_headers(ContentSettings(content_type="text/html"))
    changed = file.get_file_properties()
    assert (changed.metadata, changed.content_settings.content_type) == (
        {"other": "1"},
        "text/html",
    )


def test_pieces_arrive_in_any_order_and_from_several_threads(files: FileSystemClient) -> None:
    file = files.create_file("pieces")
    data = os.urandom(1_000_000)
    with ThreadPoolExecutor(4) as pool:
        for start in reversed(range(0, len(data), 100_000)):
            pool.submit(file.append_data, data[start : start + 100_000], start, 100_000)
    assert file.get_file_properties().size == 0
    file.flush_data(len(data))
    assert file.download_file().readall() == data


def test_a_gap_is_not_flushed(files: FileSystemClient) -> None:
    file = files.create_file("gap")
    file.append_data(b"0123", 0)
    file.append_data(b"89", 8)
    with pytest.raises(HttpResponseError) as refused:
        file.flush_data(10)
    assert code(refused.value) == "InvalidFlushPosition"
    file.append_data(b"4567", 4)
    file.flush_data(10)
    assert file.download_file().readall() == b"0123456789"
    with pytest.raises(HttpResponseError) as repeated:
        file.append_data(b"0123", 0, flush=True)
    assert code(repeated.value) == "InvalidFlushPosition"


def test_what_is_not_flushed_is_dropped_by_a_flush_before_it(files: FileSystemClient) -> None:
    file = files.create_file("dropped")
    file.append_data(b"0123456789", 0)
    file.flush_data(4)
    with pytest.raises(HttpResponseError):
        file.flush_data(10)
    assert file.download_file().readall() == b"0123"


def test_ranges_are_read(files: FileSystemClient) -> None:
    file = files.create_file("ranges")
    file.append_data(b"0123456789", 0, flush=True)
    assert file.download_file(offset=2, length=3).readall() == b"234"
    assert file.download_file(offset=8).readall() == b"89"
    with pytest.raises(HttpResponseError) as refused:
        file.download_file(offset=10)
    assert code(refused.value) == "InvalidRange"
    assert files.create_file("empty").download_file().readall() == b""


def test_a_large_download_is_whole(files: FileSystemClient) -> None:
    data = os.urandom(9_000_000)
    file = files.get_file_client("large")
    file.upload_data(data, overwrite=True, chunk_size=2_000_000, max_concurrency=3)
    assert file.download_file(validate_content=True, max_concurrency=3).readall() == data


def test_create_if_missing(files: FileSystemClient) -> None:
    file = files.create_file("once", match_condition=MatchConditions.IfMissing)
    file.append_data(b"x", 0, flush=True)
    with pytest.raises(ResourceExistsError):
        file.create_file(match_condition=MatchConditions.IfMissing)
    assert file.get_file_properties().size == 1
    file.create_file()
    assert file.get_file_properties().size == 0
    with pytest.raises(ResourceExistsError):
        files.create_file("once/below")


def test_rename_moves_a_file_and_never_overwrites_if_told(files: FileSystemClient) -> None:
    source = files.create_file("staged", metadata={"mark": "1"})
    source.append_data(b"new", 0, flush=True)
    etag = source.get_file_properties().etag
    with pytest.raises(ResourceNotFoundError) as refused:
        source.rename_file(
            f"{files.file_system_name}/nowhere/x", match_condition=MatchConditions.IfMissing
        )
    assert code(refused.value) == "RenameDestinationParentPathNotFound"
    files.create_directory("target")
    moved = source.rename_file(
        f"{files.file_system_name}/target/x y%20z", match_condition=MatchConditions.IfMissing
    )
    found = moved.get_file_properties()
    assert (moved.download_file().readall(), found.metadata, found.etag) == (
        b"new",
        {"mark": "1"},
        etag,
    )
    assert not source.exists()
    with pytest.raises(ResourceNotFoundError) as gone:
        source.rename_file(f"{files.file_system_name}/target/other")
    assert code(gone.value) == "SourcePathNotFound"
    second = files.create_file("second")
    with pytest.raises(ResourceExistsError):
        second.rename_file(
            f"{files.file_system_name}/target/x y%20z", match_condition=MatchConditions.IfMissing
        )
    second.rename_file(f"{files.file_system_name}/target/x y%20z")
    assert moved.get_file_properties().size == 0


def test_a_tree_is_renamed_at_once(files: FileSystemClient) -> None:
    for name in ("tree/a", "tree/b/c", "tree-2/d", "treehouse"):
        files.create_file(name)
    files.get_directory_client("tree").rename_directory(f"{files.file_system_name}/moved")
    assert [path.name for path in files.get_paths() if not path.is_directory] == [
        "moved/a",
        "moved/b/c",
        "tree-2/d",
        "treehouse",
    ]
    assert [path.name for path in files.get_paths("moved", recursive=False)] == [
        "moved/a",
        "moved/b",
    ]
    with pytest.raises(HttpResponseError) as refused:
        files.get_directory_client("moved").rename_directory(
            f"{files.file_system_name}/moved/b/inside"
        )
    assert code(refused.value) == "InvalidRenameSourcePath"


def test_directories_are_made_described_and_removed(files: FileSystemClient) -> None:
    directory = files.create_directory("a/b", metadata={"x": "y"})
    files.create_directory("a/b")
    assert directory.get_directory_properties().metadata == {"hdi_isfolder": "true", "x": "y"}
    directory.create_file("c")
    files.get_directory_client("a").delete_directory()
    assert list(files.get_paths()) == []
    with pytest.raises(ResourceNotFoundError):
        files.get_directory_client("a").delete_directory()


@pytest.mark.parametrize("recursive", [True, False])
def test_a_file_lists_itself(files: FileSystemClient, *, recursive: bool) -> None:
    files.get_file_client("folder/file").upload_data(b"abc", overwrite=True)
    listed = list(files.get_paths("folder/file", recursive=recursive))
    assert [(each.name, each.is_directory) for each in listed] == [("folder/file", False)]


def test_listings_come_in_pages(emulator: AdlsEmulator, files: FileSystemClient) -> None:
    names = [f"d{number % 7}/{number:05}" for number in range(1200)]
    emulator.put_files(files.file_system_name, ((name, b"12") for name in names))
    emulator.forget_requests()
    found = [path for path in files.get_paths(max_results=500) if not path.is_directory]
    assert [path.name for path in found] == sorted(names)
    assert {path.content_length for path in found} == {2}
    assert emulator.counts()["dfs.list"] == 3
    with pytest.raises(ResourceNotFoundError):
        list(files.get_paths("absent"))


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
    emulator.fail(Fault(kind, operation="blob.get", times=1, code=code))
    try:
        answers = [_outcome(lambda: file.download_file().readall()) for _ in range(2)]
    finally:
        emulator.heal()
    assert answers[1] == "10000 bytes"
    assert emulator.requests()[0].fault == kind.value
    # throttled at a rate of none a second, refused, reset or timed out: only what is late or cut is fetched in the end
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
