"""The operations of the DFS endpoint on paths, each by the page of "Azure Data Lake Storage Gen2 REST APIs" that it keeps to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from urllib.parse import unquote

from stand_ins.adls.changing import change_node, lease_node
from stand_ins.adls.dfs.access import access_headers
from stand_ins.adls.dfs.listing import open_token, seal_token
from stand_ins.adls.errors import StorageError
from stand_ins.adls.exchange import (
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
from stand_ins.adls.state import acl, conditions, files
from stand_ins.adls.state.encryption import given_key
from stand_ins.adls.state.model import ContentHeaders, Node
from stand_ins.adls.state.storage import (
    NewPath,
    file_of,
    node_of,
)
from stand_ins.adls.wire import Answer, Request, Resource, clean_path, resource_of

PAGINATED_SINCE = "2023-08-03"
"""The version of the service that first deletes in pages."""


def create_path(exchange: Exchange) -> Answer:
    """Make a file or a directory ("Path - Create")."""
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
            owner=headers.get("x-ms-owner", exchange.owner),
            group=headers.get("x-ms-group", access.group),
        ),
        headers.get("x-ms-client-transaction-id", ""),
        given_key(headers, secure=exchange.request.secure),
    )
    node = files.create(exchange.storage, exchange.at, new, headers)
    return Answer(201, version_headers(node) | {"x-ms-request-server-encrypted": "true"})


def rename_path(exchange: Exchange) -> Answer:
    """Give a path another name ("Path - Create", x-ms-rename-source)."""
    source = rename_source(exchange.request)
    transaction = exchange.request.header("x-ms-client-transaction-id")
    node = files.rename(exchange.storage, source, exchange.at, exchange.headers, transaction)
    return Answer(201, version_headers(node))


def rename_source(request: Request) -> Resource:
    """Return the path that a rename moves; raises StorageError."""
    header = request.header("x-ms-rename-source").partition("?")[0]
    names = header.lstrip("/").split("/", 1)
    if not header.startswith("/") or len(names) != 2:
        raise StorageError("InvalidSourceUri", f"x-ms-rename-source: {header}.")
    return Resource(resource_of(request).account, unquote(names[0]), clean_path(unquote(names[1])))


def append_path(exchange: Exchange) -> Answer:
    """Take bytes for a file; with ``flush`` make them its content at once ("Path - Update", append)."""
    position = _position(exchange)
    length = exchange.request.body.length
    files.append(exchange.storage, exchange.at, position, exchange.request.body, exchange.headers)
    answer = {"x-ms-request-server-encrypted": "true"}
    if truth(exchange.query.get("flush", "")):
        node = files.flush(exchange.storage, exchange.at, position + length, exchange.headers)
        answer |= version_headers(node)
    return Answer(202, answer)


def flush_path(exchange: Exchange) -> Answer:
    """Make the appended bytes the file's content ("Path - Update", flush)."""
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
    """Remove a file or a directory ("Path - Delete")."""
    recursive = truth(exchange.query.get("recursive", ""))
    left = _checks_left(exchange) if recursive else ""
    if left:
        return Answer(200, {"x-ms-continuation": left})
    files.delete(exchange.storage, exchange.at, exchange.headers, recursive=recursive)
    return Answer(200, {"x-ms-deletion-id": ""})


def _checks_left(exchange: Exchange) -> str:
    """Return where the checks of access below a directory go on in the next request, "" when all are done.

    "Path - Delete", paginated: so many paths are checked in one request when access control lists decide; the deletion
    itself is the last one's. A request that does not ask for pages runs out of time. Raises StorageError.
    """
    caller, at, limit = exchange.caller, exchange.at, exchange.storage.features.checks
    if caller is None or caller.rights:
        return ""
    after = open_token(exchange.query.get("continuation", ""))
    nodes = exchange.storage.namespace.below(
        at.account, at.filesystem, f"{at.path}/", after=after, limit=limit + 1
    )
    if len(nodes) <= limit:
        return ""
    paginated = truth(exchange.query.get("paginated", ""))
    if not paginated or exchange.request.header("x-ms-version") < PAGINATED_SINCE:
        raise StorageError("OperationTimedOut")
    return seal_token(nodes[limit - 1].path)


def read_path(exchange: Exchange) -> Answer:
    """Send a file's bytes ("Path - Read")."""
    with exchange.storage.namespace.changing():  # the file is opened before anybody can drop it
        node = file_of(exchange.storage, exchange.at)
        conditions.check(exchange.headers, node, reading=True)
        return content_answer(exchange, node, _status_headers(exchange, node))


def get_path(exchange: Exchange) -> Answer:
    """Tell a path's status, its access control, or whether it may be accessed ("Path - Get Properties")."""
    action = exchange.query.get("action", "").lower()
    if action not in ("", "getstatus", "getaccesscontrol", "checkaccess"):
        raise StorageError("InvalidQueryParameterValue", f"action: {action}.")
    node = node_of(exchange.storage, exchange.at)
    conditions.check(exchange.headers, node, reading=True)
    if action == "checkaccess":
        return Answer(200, version_headers(node))
    if action == "getaccesscontrol":
        return Answer(200, version_headers(node) | access_headers(node.access))
    return Answer(200, _status_headers(exchange, node) | {"Content-Length": str(node.size)})


def set_properties(exchange: Exchange) -> Answer:
    """Replace a path's properties and content headers ("Path - Update", setProperties)."""

    def change(node: Node) -> Node:
        metadata = node.metadata
        if "x-ms-properties" in exchange.headers:
            metadata = given_properties(exchange.request.header("x-ms-properties"))
        return replace(
            node,
            metadata=metadata,
            headers=given_content_headers(exchange.headers, "x-ms-", node.headers),
        )

    return Answer(200, version_headers(change_node(exchange, change)))


def _position(exchange: Exchange) -> int:
    if "position" not in exchange.query:
        raise StorageError("MissingRequiredQueryParameter", "position")
    return number(exchange.query["position"], "position")


def _status_headers(exchange: Exchange, node: Node) -> dict[str, str]:
    headers = {
        **version_headers(node),
        **content_headers(node),
        **access_headers(node.access),
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


OPERATIONS: Mapping[str, Callable[[Exchange], Answer]] = {
    "dfs.create": create_path,
    "dfs.rename": rename_path,
    "dfs.append": append_path,
    "dfs.flush": flush_path,
    "dfs.delete": delete_path,
    "dfs.read": read_path,
    "dfs.head": get_path,
    "dfs.set-properties": set_properties,
    "dfs.lease": lease_node,
}
