"""The operations of the DFS endpoint on access control ("Path - Update": setAccessControl, setAccessControlRecursive)."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace

from stand_ins.adls.changing import change_node
from stand_ins.adls.dfs.listing import open_token, seal_token
from stand_ins.adls.errors import StorageError
from stand_ins.adls.exchange import Exchange, number, version_headers
from stand_ins.adls.state import acl
from stand_ins.adls.state.model import Access, Node
from stand_ins.adls.state.storage import keep, node_of
from stand_ins.adls.wire import Answer

MOST_RECURSIVE = 2000
"""Paths that one setAccessControlRecursive takes at a time."""


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

    return Answer(200, version_headers(change_node(exchange, change)))


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


def access_headers(access: Access) -> dict[str, str]:
    """Return owner, group, permissions and list."""
    return {
        "x-ms-owner": access.owner,
        "x-ms-group": access.group,
        "x-ms-permissions": access.permissions,
        "x-ms-acl": access.acl,
    }


OPERATIONS: Mapping[str, Callable[[Exchange], Answer]] = {
    "dfs.set-access-control": set_access_control,
    "dfs.set-access-control-recursive": set_access_control_recursive,
}
