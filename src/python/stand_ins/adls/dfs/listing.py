"""Listings of the DFS endpoint ("Path - List"): JSON in pages, all of whose values are strings."""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import replace

from stand_ins.adls.errors import StorageError
from stand_ins.adls.exchange import Exchange, http_date, number, truth
from stand_ins.adls.state.model import Node
from stand_ins.adls.state.storage import filesystem_of, node_of
from stand_ins.adls.wire import Answer, clean_path

LONGEST_PAGE = 5000
EPOCH_TICKS = 116_444_736_000_000_000
"""100-nanosecond ticks from 1601, where the service's creation times begin, to 1970."""


def list_paths(exchange: Exchange) -> Answer:
    """Send a page of the paths below a directory; of a file, the file itself ("Path - List")."""
    storage, query = exchange.storage, exchange.query
    at = replace(exchange.at, path=clean_path(query.get("directory", "")))
    if "recursive" not in query:
        raise StorageError("MissingRequiredQueryParameter", "recursive")
    limit = number(query.get("maxresults", str(LONGEST_PAGE)), "maxResults", least=1)
    limit = min(limit, LONGEST_PAGE)
    after = open_token(query.get("continuation", ""))
    filesystem_of(storage, at)
    node = node_of(storage, at)
    if not node.is_directory:
        # A file lists itself: AzureBlobFileSystemStore.listStatus asks so for a file as for a directory and takes what comes,
        # and ITestAzureBlobFileSystemListStatus.testListFileVsListDir, run against the service, expects the one file.
        nodes = [] if after else [node]
    elif truth(query["recursive"]):
        prefix = f"{at.path}/" if at.path else ""
        nodes = storage.namespace.below(
            at.account, at.filesystem, prefix, after=after, limit=limit + 1
        )
    else:
        nodes = storage.namespace.children(
            at.account, at.filesystem, at.path, after=after, limit=limit + 1
        )
    headers = {"Content-Type": "application/json;charset=utf-8"}
    if len(nodes) > limit:
        headers["x-ms-continuation"] = seal_token(nodes[limit - 1].path)
    body = {"paths": [_entry(node) for node in nodes[:limit]]}
    return Answer(200, headers, json.dumps(body).encode())


def seal_token(path: str) -> str:
    """Return where the next page begins, in a form that nobody takes apart."""
    return base64.b64encode(b"docai1!" + path.encode()).decode("ascii")


def open_token(token: str) -> str:
    """Return the path that ``seal_token`` hid; raises StorageError when it did not."""
    try:
        mark, _, path = base64.b64decode(token, validate=True).partition(b"!")
    except binascii.Error as error:
        raise StorageError("InvalidQueryParameterValue", "continuation") from error
    if token and mark != b"docai1":
        raise StorageError("InvalidQueryParameterValue", "continuation")
    return path.decode()


def _entry(node: Node) -> dict[str, str]:
    entry = {
        "contentLength": str(node.size),
        "creationTime": str(EPOCH_TICKS + int(node.created * 10_000_000)),
        "etag": node.etag,
        "group": node.access.group,
        "lastModified": http_date(node.modified),
        "name": node.path,
        "owner": node.access.owner,
        "permissions": node.access.permissions,
    }
    if node.is_directory:
        entry["isDirectory"] = "true"
    return entry
