"""The operations of the DFS endpoint ("Data Lake Storage Gen2 REST API"), by the names that routing gives them."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from urllib.parse import unquote

from docai.testing.adls import acl, conditions, files, leases
from docai.testing.adls.errors import StorageError
from docai.testing.adls.exchange import (
    Exchange,
    content_answer,
    content_headers,
    given_content_headers,
    given_properties,
    http_date,
    lease_headers,
    number,
    properties_header,
    truth,
    version_headers,
)
from docai.testing.adls.listing import list_paths, open_token, seal_token
from docai.testing.adls.model import Access, ContentHeaders, FileSystem, Node
from docai.testing.adls.storage import (
    NewPath,
    changed,
    check_lease,
    directory,
    file_of,
    filesystem_of,
    fresh,
    keep,
    new_etag,
    node_of,
)
from docai.testing.adls.wire import Answer, Resource, clean_path

MOST_RECURSIVE = 2000
"""Paths that one setAccessControlRecursive takes at a time."""


def create_filesystem(exchange: Exchange) -> Answer:
    """Make a file system with its root directory."""
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
    """Remove a file system and all in it."""
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
    """Tell a file system's properties."""
    filesystem = filesystem_of(exchange.storage, exchange.at)
    return Answer(
        200,
        _filesystem_headers(filesystem, hierarchical=exchange.storage.features.hierarchical)
        | {"x-ms-properties": properties_header(filesystem.metadata)},
    )


def set_filesystem(exchange: Exchange) -> Answer:
    """Replace a file system's properties."""
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


def create_path(exchange: Exchange) -> Answer:
    """Make a file or a directory."""
    kind = exchange.query.get("resource", "")
    if kind not in ("file", "directory"):
        raise StorageError("InvalidQueryParameterValue", f"resource: {kind}.")
    headers = exchange.headers
    is_directory = kind == "directory"
    access = acl.initial(
        is_directory=is_directory,
        given=headers.get("x-ms-permissions", ""),
        umask=headers.get("x-ms-umask", ""),
    )
    if "x-ms-acl" in headers:
        access = acl.with_acl(access, headers["x-ms-acl"])
    new = NewPath(
        is_directory,
        given_properties(headers.get("x-ms-properties", "")),
        given_content_headers(headers, "x-ms-", ContentHeaders()),
        replace(
            access,
            owner=headers.get("x-ms-owner", access.owner),
            group=headers.get("x-ms-group", access.group),
        ),
        headers.get("x-ms-client-transaction-id", ""),
    )
    node = files.create(exchange.storage, exchange.at, new, headers)
    return Answer(201, version_headers(node) | {"x-ms-request-server-encrypted": "true"})


def rename_path(exchange: Exchange) -> Answer:
    """Give a path another name."""
    source = _rename_source(exchange)
    transaction = exchange.request.header("x-ms-client-transaction-id")
    node = files.rename(exchange.storage, source, exchange.at, exchange.headers, transaction)
    return Answer(201, version_headers(node))


def append_path(exchange: Exchange) -> Answer:
    """Take bytes for a file; with ``flush`` make them its content at once."""
    position = _position(exchange)
    length = exchange.request.body.length
    files.append(exchange.storage, exchange.at, position, exchange.request.body, exchange.headers)
    answer = {"x-ms-request-server-encrypted": "true"}
    if truth(exchange.query.get("flush", "")):
        node = files.flush(exchange.storage, exchange.at, position + length, exchange.headers)
        answer |= version_headers(node)
    return Answer(202, answer)


def flush_path(exchange: Exchange) -> Answer:
    """Make the appended bytes the file's content."""
    if exchange.request.body.length:
        raise StorageError("InvalidHeaderValue", "Content-Length of a flush is 0.")
    at = exchange.at
    old = node_of(exchange.storage, at)
    node = files.flush(
        exchange.storage,
        at,
        _position(exchange),
        exchange.headers,
        retain=truth(exchange.query.get("retainuncommitteddata", "")),
        content_headers=given_content_headers(exchange.headers, "x-ms-", old.headers),
    )
    return Answer(200, version_headers(node) | {"x-ms-request-server-encrypted": "true"})


def delete_path(exchange: Exchange) -> Answer:
    """Remove a file or a directory."""
    recursive = truth(exchange.query.get("recursive", ""))
    files.delete(exchange.storage, exchange.at, exchange.headers, recursive=recursive)
    return Answer(200, {"x-ms-deletion-id": ""})


def read_path(exchange: Exchange) -> Answer:
    """Send a file's bytes."""
    with exchange.storage.namespace.changing():  # the file is opened before anybody can drop it
        node = file_of(exchange.storage, exchange.at)
        conditions.check(exchange.headers, node, reading=True)
        return content_answer(exchange, node, _status_headers(exchange, node))


def get_path(exchange: Exchange) -> Answer:
    """Tell a path's status, its access control, or whether it may be accessed."""
    action = exchange.query.get("action", "").lower()
    if action not in ("", "getstatus", "getaccesscontrol", "checkaccess"):
        raise StorageError("InvalidQueryParameterValue", f"action: {action}.")
    node = node_of(exchange.storage, exchange.at)
    conditions.check(exchange.headers, node, reading=True)
    if action == "checkaccess":
        return Answer(200, version_headers(node))
    if action == "getaccesscontrol":
        return Answer(200, version_headers(node) | _access_headers(node.access))
    return Answer(200, _status_headers(exchange, node) | {"Content-Length": str(node.size)})


def set_properties(exchange: Exchange) -> Answer:
    """Replace a path's properties and content headers."""

    def change(node: Node) -> Node:
        metadata = node.metadata
        if "x-ms-properties" in exchange.headers:
            metadata = given_properties(exchange.request.header("x-ms-properties"))
        return replace(
            node,
            metadata=metadata,
            headers=given_content_headers(exchange.headers, "x-ms-", node.headers),
        )

    return Answer(200, version_headers(_change(exchange, change)))


def set_access_control(exchange: Exchange) -> Answer:
    """Replace a path's owner, group, permissions or access control list."""
    headers = exchange.headers
    if "x-ms-acl" in headers and "x-ms-permissions" in headers:
        raise StorageError("InvalidInput", "Give a list or permissions, not both.")

    def change(node: Node) -> Node:
        access = replace(
            node.access,
            owner=headers.get("x-ms-owner", node.access.owner),
            group=headers.get("x-ms-group", node.access.group),
        )
        if "x-ms-permissions" in headers:
            access = acl.with_permissions(access, acl.permissions(headers["x-ms-permissions"]))
        if "x-ms-acl" in headers:
            access = acl.with_acl(access, headers["x-ms-acl"])
        return replace(node, access=access)

    return Answer(200, version_headers(_change(exchange, change)))


def set_access_control_recursive(exchange: Exchange) -> Answer:
    """Change the access control lists of a path and of all below it."""
    modes: Mapping[str, Callable[[Access, str], Access]] = {
        "set": acl.with_acl,
        "modify": acl.merged,
        "remove": acl.without,
    }
    mode = exchange.query.get("mode", "")
    if mode not in modes:
        raise StorageError("InvalidQueryParameterValue", f"mode: {mode}.")
    storage, at = exchange.storage, exchange.at
    limit = number(
        exchange.query.get("maxrecords", str(MOST_RECURSIVE)),
        "maxRecords",
        least=1,
        most=MOST_RECURSIVE,
    )
    after = open_token(exchange.query.get("continuation", ""))
    done = {True: 0, False: 0}
    with storage.namespace.changing():
        top = node_of(storage, at)
        prefix = f"{at.path}/" if at.path else ""
        nodes = [] if after else [top]
        if top.is_directory:
            nodes += storage.namespace.below(
                at.account, at.filesystem, prefix, after=after, limit=limit
            )
        for node in nodes[:limit]:
            access = modes[mode](node.access, exchange.request.header("x-ms-acl"))
            keep(storage, replace(at, path=node.path), replace(node, access=access))
            done[node.is_directory] += 1
    body = {
        "directoriesSuccessful": done[True],
        "filesSuccessful": done[False],
        "failureCount": 0,
        "failedEntries": [],
    }
    headers = {"Content-Type": "application/json;charset=utf-8"}
    if len(nodes) >= limit:
        headers["x-ms-continuation"] = seal_token(nodes[limit - 1].path)
    return Answer(200, headers, json.dumps(body).encode())


def lease_path(exchange: Exchange) -> Answer:
    """Acquire, renew, change, release or break a path's lease."""
    storage, at = exchange.storage, exchange.at
    with storage.namespace.changing():
        node = node_of(storage, at)
        conditions.check(exchange.headers, node)
        status, lease, headers = leases.change(node.lease, exchange.headers, storage.clock.now())
        keep(storage, at, replace(node, lease=lease))
    return Answer(status, version_headers(node) | headers)


def _change(exchange: Exchange, change: Callable[[Node], Node]) -> Node:
    storage, at = exchange.storage, exchange.at
    with storage.namespace.changing():
        node = node_of(storage, at)
        conditions.check(exchange.headers, node)
        check_lease(storage, node, exchange.headers)
        node = change(changed(storage, node))
        keep(storage, at, node)
    return node


def _rename_source(exchange: Exchange) -> Resource:
    header = exchange.request.header("x-ms-rename-source").partition("?")[0]
    names = header.lstrip("/").split("/", 1)
    if not header.startswith("/") or len(names) != 2:
        raise StorageError("InvalidSourceUri", f"x-ms-rename-source: {header}.")
    return Resource(exchange.at.account, unquote(names[0]), clean_path(unquote(names[1])))


def _position(exchange: Exchange) -> int:
    if "position" not in exchange.query:
        raise StorageError("MissingRequiredQueryParameter", "position")
    return number(exchange.query["position"], "position")


def _status_headers(exchange: Exchange, node: Node) -> dict[str, str]:
    headers = {
        **version_headers(node),
        **content_headers(node),
        **_access_headers(node.access),
        **lease_headers(node, exchange.storage.clock.now()),
        "Accept-Ranges": "bytes",
        "x-ms-resource-type": node.resource_type,
        "x-ms-properties": properties_header(node.metadata),
        "x-ms-creation-time": http_date(node.created),
        "x-ms-server-encrypted": "true",
    }
    if node.transaction:
        headers["x-ms-client-transaction-id"] = node.transaction
    return headers


def _access_headers(access: Access) -> dict[str, str]:
    return {
        "x-ms-owner": access.owner,
        "x-ms-group": access.group,
        "x-ms-permissions": access.permissions,
        "x-ms-acl": access.acl,
    }


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
    "dfs.create": create_path,
    "dfs.rename": rename_path,
    "dfs.append": append_path,
    "dfs.flush": flush_path,
    "dfs.delete": delete_path,
    "dfs.read": read_path,
    "dfs.head": get_path,
    "dfs.set-properties": set_properties,
    "dfs.set-access-control": set_access_control,
    "dfs.set-access-control-recursive": set_access_control_recursive,
    "dfs.lease": lease_path,
}
