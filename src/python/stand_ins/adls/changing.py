"""What both of the storage's interfaces do with the node at a request's path, under its conditions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from stand_ins.adls.exchange import Exchange, version_headers
from stand_ins.adls.state import conditions, leases
from stand_ins.adls.state.model import Node
from stand_ins.adls.state.storage import changed, check_lease, keep, node_of
from stand_ins.adls.wire import Answer


def change_node(exchange: Exchange, change: Callable[[Node], Node]) -> Node:
    """Put what ``change`` makes of the node at its path, under the request's conditions and lease; return it."""
    storage, at = exchange.storage, exchange.at
    with storage.namespace.changing():
        node = node_of(storage, at)
        conditions.check(exchange.headers, node)
        check_lease(storage, node, exchange.headers)
        node = change(changed(storage, node))
        keep(storage, at, node)
    return node


def lease_node(exchange: Exchange) -> Answer:
    """Acquire, renew, change, release or break a node's lease ("Lease Blob", "Path - Lease")."""
    storage, at = exchange.storage, exchange.at
    with storage.namespace.changing():
        node = node_of(storage, at)
        conditions.check(exchange.headers, node)
        status, lease, headers = leases.change(node.lease, exchange.headers, storage.clock.now())
        keep(storage, at, replace(node, lease=lease))
    return Answer(status, version_headers(node) | headers)
