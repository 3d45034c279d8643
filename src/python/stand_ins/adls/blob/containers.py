"""The operations of the Blob endpoint on the account and on containers, which the DFS endpoint calls file systems."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from stand_ins.adls.blob.operations import given_metadata
from stand_ins.adls.blob.xml import blobs_xml, containers_xml
from stand_ins.adls.dfs import filesystems
from stand_ins.adls.dfs.listing import LONGEST_PAGE, open_token, seal_token
from stand_ins.adls.errors import StorageError
from stand_ins.adls.exchange import Exchange, http_date, number
from stand_ins.adls.state import leases
from stand_ins.adls.state.model import FileSystem, Node
from stand_ins.adls.state.storage import filesystem_of, new_etag
from stand_ins.adls.wire import Answer

_XML = {"Content-Type": "application/xml"}


def create_container(exchange: Exchange) -> Answer:
    """Make a container ("Create Container")."""
    filesystems.create_filesystem(exchange)
    return Answer(
        201, _headers(_update(exchange, metadata=given_metadata(exchange.headers)), exchange)
    )


def delete_container(exchange: Exchange) -> Answer:
    """Remove a container and all in it ("Delete Container")."""
    return filesystems.delete_filesystem(exchange)


def get_container(exchange: Exchange) -> Answer:
    """Tell a container's properties ("Get Container Properties")."""
    filesystem = filesystem_of(exchange.storage, exchange.at)
    metadata = {f"x-ms-meta-{name}": value for name, value in filesystem.metadata.items()}
    return Answer(200, _headers(filesystem, exchange) | metadata)


def set_container_metadata(exchange: Exchange) -> Answer:
    """Replace a container's metadata ("Set Container Metadata")."""
    filesystem_of(exchange.storage, exchange.at)
    return Answer(
        200, _headers(_update(exchange, metadata=given_metadata(exchange.headers)), exchange)
    )


def lease_container(exchange: Exchange) -> Answer:
    """Acquire, renew, change, release or break a container's lease ("Lease Container")."""
    storage, at = exchange.storage, exchange.at
    with storage.namespace.changing():
        filesystem = filesystem_of(storage, at)
        status, lease, headers = leases.change(
            filesystem.lease, exchange.headers, storage.clock.now()
        )
        storage.namespace.put_filesystem(at.account, replace(filesystem, lease=lease))
    return Answer(status, _headers(filesystem, exchange) | headers)


def list_containers(exchange: Exchange) -> Answer:
    """Send a page of the account's containers ("List Containers")."""
    query, storage = exchange.query, exchange.storage
    limit = min(
        number(query.get("maxresults", str(LONGEST_PAGE)), "maxresults", least=1), LONGEST_PAGE
    )
    after = open_token(query.get("marker", ""))
    found = storage.namespace.filesystems(
        exchange.at.account, query.get("prefix", ""), after, limit + 1
    )
    body = containers_xml(
        _endpoint(exchange),
        query.get("prefix", ""),
        found[:limit],
        seal_token(found[limit - 1].name) if len(found) > limit else "",
        metadata="metadata" in query.get("include", ""),
        now=storage.clock.now(),
    )
    return Answer(200, _XML, body)


def list_blobs(exchange: Exchange) -> Answer:
    """Send a page of a container's blobs; with the delimiter "/" those of one directory ("List Blobs")."""
    query, storage, at = exchange.query, exchange.storage, exchange.at
    filesystem_of(storage, at)
    prefix, delimiter = query.get("prefix", ""), query.get("delimiter", "")
    if delimiter not in ("", "/"):
        raise StorageError(
            "InvalidQueryParameterValue", "The delimiter of a hierarchical namespace is '/'."
        )
    limit = min(
        number(query.get("maxresults", str(LONGEST_PAGE)), "maxresults", least=1), LONGEST_PAGE
    )
    found = _page(exchange, prefix, delimiter, open_token(query.get("marker", "")), limit + 1)
    body = blobs_xml(
        _endpoint(exchange),
        at.filesystem,
        prefix,
        delimiter,
        found[:limit],
        seal_token(found[limit - 1].path) if len(found) > limit else "",
        metadata="metadata" in query.get("include", ""),
        now=storage.clock.now(),
    )
    return Answer(200, _XML, body)


def account_information(exchange: Exchange) -> Answer:
    """Tell what kind of account it is ("Get Account Information")."""
    headers = {
        "x-ms-sku-name": "Standard_LRS",
        "x-ms-account-kind": "StorageV2",
        "x-ms-is-hns-enabled": str(exchange.storage.features.hierarchical).lower(),
    }
    return Answer(200, headers)


def _page(exchange: Exchange, prefix: str, delimiter: str, after: str, limit: int) -> list[Node]:
    at, namespace = exchange.at, exchange.storage.namespace
    at_least = exchange.query.get("startfrom", "")
    if not delimiter:
        return namespace.below(
            at.account, at.filesystem, prefix, after=after, at_least=at_least, limit=limit
        )
    directory, _, begin = prefix.rpartition("/")
    children = namespace.children(at.account, at.filesystem, directory, after=after)
    fitting = (
        node
        for node in children
        if node.path.rpartition("/")[2].startswith(begin) and f"{node.path}/" > at_least
    )
    return [node for node, _ in zip(fitting, range(limit), strict=False)]


def _update(exchange: Exchange, *, metadata: dict[str, str]) -> FileSystem:
    storage, at = exchange.storage, exchange.at
    with storage.namespace.changing():
        filesystem = replace(
            filesystem_of(storage, at),
            metadata=metadata,
            etag=new_etag(),
            modified=storage.clock.now(),
        )
        storage.namespace.put_filesystem(at.account, filesystem)
    return filesystem


def _headers(filesystem: FileSystem, exchange: Exchange) -> dict[str, str]:
    now = exchange.storage.clock.now()
    return {
        "ETag": f'"{filesystem.etag}"',
        "Last-Modified": http_date(filesystem.modified),
        "x-ms-lease-state": filesystem.lease.state(now),
        "x-ms-lease-status": "locked" if filesystem.lease.locks(now) else "unlocked",
        "x-ms-has-immutability-policy": str(exchange.storage.features.immutable).lower(),
        "x-ms-has-legal-hold": "false",
    }


def _endpoint(exchange: Exchange) -> str:
    scheme = "https" if exchange.request.secure else "http"
    return f"{scheme}://{exchange.request.header('host')}/{exchange.at.account}/"


OPERATIONS: Mapping[str, Callable[[Exchange], Answer]] = {
    "blob.create-container": create_container,
    "blob.delete-container": delete_container,
    "blob.get-container": get_container,
    "blob.set-container-metadata": set_container_metadata,
    "blob.lease-container": lease_container,
    "blob.list-containers": list_containers,
    "blob.list": list_blobs,
    "blob.account": account_information,
}
