"""The operations of the DFS endpoint on file systems ("Filesystem - Create", "- Delete", "- Get Properties", "- Set Properties", "Path - List")."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from stand_ins.adls.dfs.listing import list_paths
from stand_ins.adls.errors import StorageError
from stand_ins.adls.exchange import (
    Exchange,
    given_properties,
    http_date,
    properties_header,
)
from stand_ins.adls.state import leases
from stand_ins.adls.state.model import FileSystem
from stand_ins.adls.state.storage import directory, filesystem_of, fresh, keep, new_etag
from stand_ins.adls.wire import Answer


def create_filesystem(exchange: Exchange) -> Answer:
    """Make a file system with its root directory ("Filesystem - Create")."""
    storage, at = exchange.storage, exchange.at
    with storage.namespace.changing():
        if storage.namespace.filesystem(at.account, at.filesystem) is not None:
            raise StorageError("FilesystemAlreadyExists")
        made = FileSystem(
            at.filesystem,
            new_etag(),
            storage.clock.now(),
            given_properties(exchange.request.header("x-ms-properties")),
        )
        storage.namespace.put_filesystem(at.account, made)
        root = replace(at, path="")
        keep(storage, root, fresh(storage, "", directory()))
    return Answer(
        201, _filesystem_headers(made, hierarchical=exchange.storage.features.hierarchical)
    )


def delete_filesystem(exchange: Exchange) -> Answer:
    """Remove a file system and all in it ("Filesystem - Delete")."""
    storage, at = exchange.storage, exchange.at
    with storage.namespace.changing():
        filesystem = filesystem_of(storage, at)
        leases.check_write(
            filesystem.lease, exchange.request.header("x-ms-lease-id"), storage.clock.now()
        )
        gone = storage.namespace.remove_filesystem(at.account, at.filesystem)
    storage.contents.drop(gone)
    return Answer(202)


def get_filesystem(exchange: Exchange) -> Answer:
    """Tell a file system's properties ("Filesystem - Get Properties")."""
    filesystem = filesystem_of(exchange.storage, exchange.at)
    return Answer(
        200,
        _filesystem_headers(filesystem, hierarchical=exchange.storage.features.hierarchical)
        | {"x-ms-properties": properties_header(filesystem.metadata)},
    )


def set_filesystem(exchange: Exchange) -> Answer:
    """Replace a file system's properties ("Filesystem - Set Properties")."""
    storage, at = exchange.storage, exchange.at
    with storage.namespace.changing():
        made = replace(
            filesystem_of(storage, at),
            metadata=given_properties(exchange.request.header("x-ms-properties")),
            etag=new_etag(),
            modified=storage.clock.now(),
        )
        storage.namespace.put_filesystem(at.account, made)
    return Answer(
        200, _filesystem_headers(made, hierarchical=exchange.storage.features.hierarchical)
    )


def _filesystem_headers(filesystem: FileSystem, *, hierarchical: bool) -> dict[str, str]:
    return {
        "ETag": f'"{filesystem.etag}"',
        "Last-Modified": http_date(filesystem.modified),
        "x-ms-namespace-enabled": str(hierarchical).lower(),
    }


OPERATIONS: Mapping[str, Callable[[Exchange], Answer]] = {
    "dfs.create-filesystem": create_filesystem,
    "dfs.delete-filesystem": delete_filesystem,
    "dfs.get-filesystem": get_filesystem,
    "dfs.set-filesystem": set_filesystem,
    "dfs.list": list_paths,
}
