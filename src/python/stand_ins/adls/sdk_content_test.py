"""A file's bytes under Azure's SDK: pieces, flushes, ranges, downloads, and what stands in its headers."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor

import pytest
from azure.core.exceptions import HttpResponseError
from azure.storage.filedatalake import ContentSettings, FileSystemClient

from stand_ins.adls.conftest import code


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
