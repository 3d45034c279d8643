"""What the operations of both endpoints work on, and the steps they share."""

from __future__ import annotations

import itertools
import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from stand_ins.adls.errors import StorageError
from stand_ins.adls.state import acl, leases
from stand_ins.adls.state import permissions as access
from stand_ins.adls.state.blocks import Blocks
from stand_ins.adls.state.content import Contents
from stand_ins.adls.state.features import USUAL, Features
from stand_ins.adls.state.model import Access, Clock, ContentHeaders, FileSystem, Node, parent_of
from stand_ins.adls.state.namespace import Namespace
from stand_ins.adls.wire import Resource

_ETAGS = itertools.count(time.time_ns() // 1000)


@dataclass(frozen=True)
class Storage:
    """The paths, the bytes, the time, the blocks that wait for their list, and what kind of account it is."""

    namespace: Namespace
    contents: Contents
    clock: Clock = field(default_factory=Clock)
    blocks: Blocks = field(default_factory=Blocks)
    features: Features = USUAL


@dataclass(frozen=True, slots=True)
class NewPath:
    """What a request says of the path that it makes."""

    is_directory: bool
    metadata: dict[str, str]
    headers: ContentHeaders
    access: Access
    transaction: str = ""
    key_digest: str = ""


def new_etag() -> str:
    """Return an ETag that was never given before."""
    return f"0x{next(_ETAGS):X}"


def filesystem_of(storage: Storage, at: Resource) -> FileSystem:
    """Return the file system; raises StorageError (FilesystemNotFound)."""
    found = storage.namespace.filesystem(at.account, at.filesystem)
    if found is None:
        raise StorageError("FilesystemNotFound")
    return found


def find(storage: Storage, at: Resource) -> Node | None:
    """Return what stands at the path, or None; raises StorageError (FilesystemNotFound)."""
    node = storage.namespace.node(at.account, at.filesystem, at.path)
    if node is None:
        filesystem_of(storage, at)
    return node


def node_of(storage: Storage, at: Resource) -> Node:
    """Return what stands at the path; raises StorageError (FilesystemNotFound, PathNotFound)."""
    node = find(storage, at)
    if node is None:
        raise StorageError("PathNotFound")
    return node


def file_of(storage: Storage, at: Resource) -> Node:
    """Return the file at the path; raises StorageError, also when it is a directory (ResourceTypeMismatch)."""
    node = node_of(storage, at)
    if node.is_directory:
        raise StorageError("ResourceTypeMismatch")
    return node


def keep(storage: Storage, at: Resource, node: Node) -> None:
    """Put ``node`` at the path."""
    storage.namespace.put(at.account, at.filesystem, node)


def inherit(storage: Storage, at: Resource, node: Node) -> Node:
    """Return ``node``, new at the path, with what the directory above it hands down."""
    parent = storage.namespace.node(at.account, at.filesystem, parent_of(at.path))
    if parent is None or not at.path:
        return node
    handed = access.inherited(parent.access, node.access, is_directory=node.is_directory)
    return replace(node, access=handed)


def make_parents(storage: Storage, at: Resource, owner: str) -> None:
    """Make the directories above the path, which ``owner`` then owns; raises StorageError (PathConflict) where a file stands in the way."""
    missing = []
    above = parent_of(at.path)
    while above:
        node = storage.namespace.node(at.account, at.filesystem, above)
        if node is not None:
            if not node.is_directory:
                raise StorageError("PathConflict")
            break
        missing.append(above)
        above = parent_of(above)
    for path in reversed(missing):
        node, above_it = fresh(storage, path, directory()), replace(at, path=path)
        node = replace(node, access=replace(node.access, owner=owner))
        keep(storage, above_it, inherit(storage, above_it, node))


def directory() -> NewPath:
    """Return what a directory is when nothing else was asked for."""
    return NewPath(True, {}, ContentHeaders(), acl.initial(is_directory=True, given="", umask=""))


def fresh(storage: Storage, path: str, new: NewPath, content: str = "") -> Node:
    """Return a new node; a file has ``content``, or an empty one of its own."""
    now = storage.clock.now()
    return Node(
        path=path,
        is_directory=new.is_directory,
        etag=new_etag(),
        created=now,
        modified=now,
        content="" if new.is_directory else content or storage.contents.new(),
        metadata=new.metadata,
        headers=new.headers,
        access=new.access,
        transaction=new.transaction,
        key_digest=new.key_digest,
    )


def changed(storage: Storage, node: Node) -> Node:
    """Return ``node`` as it is after a change: a new ETag and time, and no lease that had run out."""
    now = storage.clock.now()
    return replace(node, etag=new_etag(), modified=now, lease=leases.after_change(node.lease, now))


def check_lease(
    storage: Storage, node: Node, headers: Mapping[str, str], name: str = "x-ms-lease-id"
) -> None:
    """Raise StorageError unless the request may change ``node``."""
    leases.check_write(node.lease, headers.get(name, ""), storage.clock.now())
