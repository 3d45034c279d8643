"""Paths under Azure's SDK: created, renamed, removed and listed."""

from __future__ import annotations

import pytest
from azure.core import MatchConditions
from azure.core.exceptions import HttpResponseError, ResourceExistsError, ResourceNotFoundError
from azure.storage.filedatalake import FileSystemClient

from stand_ins.adls import AdlsEmulator
from stand_ins.adls.conftest import code


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
