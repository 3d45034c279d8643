"""The operations of the Blob endpoint on blobs, by the names that routing gives them."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from dataclasses import replace
from urllib.parse import unquote, urlsplit

from stand_ins.adls.blob import block_list as blob_blocks
from stand_ins.adls.changing import change_node, lease_node
from stand_ins.adls.errors import StorageError
from stand_ins.adls.exchange import (
    Exchange,
    content_answer,
    content_headers,
    given_content_headers,
    http_date,
    lease_headers,
    version_headers,
)
from stand_ins.adls.state import acl, conditions, files
from stand_ins.adls.state.content import check_md5
from stand_ins.adls.state.encryption import given_key
from stand_ins.adls.state.model import ContentHeaders, Node
from stand_ins.adls.state.storage import NewPath, file_of, node_of
from stand_ins.adls.wire import Answer, Resource, clean_path

ENCRYPTED = {"x-ms-request-server-encrypted": "true"}
_META = "x-ms-meta-"


def put_blob(exchange: Exchange) -> Answer:
    """Put a whole blob, at once, with its parents ("Put Blob")."""
    if exchange.request.header("x-ms-blob-type") != "BlockBlob":
        raise StorageError("InvalidHeaderValue", "x-ms-blob-type: only BlockBlob is kept.")
    if not exchange.at.path:
        raise StorageError("InvalidResourceName")
    contents = exchange.storage.contents
    content = contents.new()
    try:
        size, digest = contents.write(content, 0, exchange.request.body.pieces())
        check_md5(exchange.request.header("content-md5"), digest)
    except (StorageError, OSError):
        contents.drop([content])
        raise
    node = files.put_whole(
        exchange.storage, exchange.at, new_blob(exchange), content, size, exchange.headers
    )
    return Answer(201, version_headers(node) | ENCRYPTED)


def copy_blob(exchange: Exchange) -> Answer:
    """Copy a blob of the same account, at once ("Copy Blob")."""
    source = _copy_source(exchange)
    contents = exchange.storage.contents
    with exchange.storage.namespace.changing():
        try:
            old = file_of(exchange.storage, source)
        except StorageError as error:
            raise StorageError("CannotVerifyCopySource") from error
        conditions.check_source(exchange.headers, old)
        content, size = contents.joined([old.content])
    new = replace(new_blob(exchange), headers=old.headers)
    if not new.metadata:
        new = replace(new, metadata=old.metadata)
    node = files.put_whole(exchange.storage, exchange.at, new, content, size, exchange.headers)
    return Answer(
        202,
        version_headers(node) | {"x-ms-copy-id": str(uuid.uuid4()), "x-ms-copy-status": "success"},
    )


def get_blob(exchange: Exchange) -> Answer:
    """Send a blob's bytes ("Get Blob")."""
    with exchange.storage.namespace.changing():  # the file is opened before anybody can drop it
        node = node_of(exchange.storage, exchange.at)
        conditions.check(exchange.headers, node, reading=True)
        return content_answer(exchange, node, blob_headers(exchange, node))


def head_blob(exchange: Exchange) -> Answer:
    """Tell a blob's properties ("Get Blob Properties")."""
    node = node_of(exchange.storage, exchange.at)
    conditions.check(exchange.headers, node, reading=True)
    headers = blob_headers(exchange, node) | {
        "Content-Length": str(node.size),
        "Accept-Ranges": "bytes",
    }
    if node.headers.md5:
        headers["Content-MD5"] = node.headers.md5
    return Answer(200, headers)


def delete_blob(exchange: Exchange) -> Answer:
    """Remove a blob, or an empty directory ("Delete Blob")."""
    files.delete(exchange.storage, exchange.at, exchange.headers, recursive=False)
    return Answer(202, {"x-ms-delete-type-permanent": "true"})


def set_metadata(exchange: Exchange) -> Answer:
    """Replace a blob's metadata ("Set Blob Metadata")."""
    node = change_node(
        exchange, lambda node: replace(node, metadata=given_metadata(exchange.headers))
    )
    return Answer(200, version_headers(node) | ENCRYPTED)


def set_http_headers(exchange: Exchange) -> Answer:
    """Replace the headers that are kept with a blob; what is not given is emptied ("Set Blob Properties")."""
    headers = given_content_headers(exchange.headers, "x-ms-blob-", ContentHeaders())
    node = change_node(exchange, lambda node: replace(node, headers=headers))
    return Answer(200, version_headers(node))


def new_blob(exchange: Exchange) -> NewPath:
    """Return what the request says of the blob that it puts."""
    access = replace(acl.initial(is_directory=False, given="", umask=""), owner=exchange.owner)
    given = given_content_headers(exchange.headers, "x-ms-blob-", ContentHeaders())
    if "x-ms-blob-content-type" not in exchange.headers and exchange.request.header("content-type"):
        given = replace(given, type=exchange.request.header("content-type"))
    digest = given_key(exchange.headers, secure=exchange.request.secure)
    return NewPath(False, given_metadata(exchange.headers), given, access, key_digest=digest)


def given_metadata(headers: Mapping[str, str]) -> dict[str, str]:
    """Return the metadata of a request's x-ms-meta- headers."""
    metadata = {
        name.removeprefix(_META): value for name, value in headers.items() if name.startswith(_META)
    }
    if "" in metadata:
        raise StorageError("InvalidHeaderValue", "x-ms-meta- without a name.")
    return metadata


def blob_headers(exchange: Exchange, node: Node) -> dict[str, str]:
    """Return the headers that describe a blob."""
    metadata = {"hdi_isfolder": "true", **node.metadata} if node.is_directory else node.metadata
    return {
        **version_headers(node),
        **content_headers(node),
        **lease_headers(node, exchange.storage.clock.now()),
        **{f"{_META}{name}": value for name, value in metadata.items()},
        "x-ms-blob-type": "BlockBlob",
        "x-ms-creation-time": http_date(node.created),
        "x-ms-resource-type": node.resource_type,
        "x-ms-owner": node.access.owner,
        "x-ms-group": node.access.group,
        "x-ms-permissions": node.access.permissions,
        "x-ms-acl": node.access.acl,
        "x-ms-access-tier": "Hot",
        "x-ms-access-tier-inferred": "true",
        "x-ms-server-encrypted": "true",
    }


def _copy_source(exchange: Exchange) -> Resource:
    url = urlsplit(exchange.request.header("x-ms-copy-source"))
    names = url.path.lstrip("/").split("/")
    at = exchange.at
    if unquote(names[0]) == at.account and url.netloc == exchange.request.header("host"):
        names = names[1:]
    elif not url.netloc.startswith(f"{at.account}."):
        raise StorageError("InvalidSourceUri", "Only copies within the account are known.")
    if len(names) < 2:
        raise StorageError("InvalidSourceUri", url.path)
    return Resource(at.account, unquote(names[0]), clean_path(unquote("/".join(names[1:]))))


OPERATIONS: Mapping[str, Callable[[Exchange], Answer]] = {
    "blob.put": put_blob,
    "blob.copy": copy_blob,
    "blob.get": get_blob,
    "blob.head": head_blob,
    "blob.delete": delete_blob,
    "blob.set-metadata": set_metadata,
    "blob.set-headers": set_http_headers,
    "blob.lease": lease_node,
    "blob.put-block": blob_blocks.put_block,
    "blob.put-block-list": lambda exchange: blob_blocks.put_block_list(
        exchange, new_blob(exchange)
    ),
    "blob.get-block-list": blob_blocks.get_block_list,
}
