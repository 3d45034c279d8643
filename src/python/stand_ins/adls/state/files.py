"""What can be done with a path, whichever endpoint asks for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from stand_ins.adls.errors import StorageError
from stand_ins.adls.state import conditions
from stand_ins.adls.state.content import check_md5
from stand_ins.adls.state.features import check_kept
from stand_ins.adls.state.model import ContentHeaders, Node, parent_of
from stand_ins.adls.state.storage import (
    NewPath,
    Storage,
    changed,
    check_lease,
    file_of,
    filesystem_of,
    find,
    fresh,
    inherit,
    keep,
    make_parents,
    new_etag,
    node_of,
)
from stand_ins.adls.wire import Body, Resource


def create(storage: Storage, at: Resource, new: NewPath, headers: Mapping[str, str]) -> Node:
    """Make a file or a directory, with its parents; a file replaces a file, a directory that is there stays as it is.

    Raises StorageError: PathAlreadyExists, PathConflict, lease and condition codes.
    """
    if not at.path:
        raise StorageError("InvalidUri")
    with storage.namespace.changing():
        filesystem_of(storage, at)
        old = find(storage, at)
        if old is not None:
            if conditions.must_be_new(headers) or old.is_directory != new.is_directory:
                raise already_exists(old)
            conditions.check(headers, old)
            if old.is_directory:
                return old
            check_lease(storage, old, headers)
            check_kept(storage.features)
        else:
            conditions.check(headers, None)
            make_parents(storage, at, new.access.owner)
        node = fresh(storage, at.path, new)
        if old is None:
            node = inherit(storage, at, node)
        else:
            node = replace(node, created=old.created, lease=changed(storage, old).lease)
        keep(storage, at, node)
    if old is not None:
        storage.contents.drop([old.content])
    return node


def append(
    storage: Storage, at: Resource, position: int, body: Body, headers: Mapping[str, str]
) -> Node:
    """Take bytes that a flush will make part of the file; in any order, by several clients at once.

    Raises StorageError: Md5Mismatch, InvalidFlushPosition, PathNotFound, lease codes.
    """
    node = file_of(storage, at)
    check_lease(storage, node, headers)
    if body.length == 0:
        raise StorageError("InvalidHeaderValue", "Content-Length: 0.")
    if position < node.size:
        raise StorageError("InvalidFlushPosition")
    length, digest = storage.contents.write(node.content, position, body.pieces())
    check_md5(headers.get("content-md5", ""), digest)
    with storage.namespace.changing():
        after = file_of(storage, at)
        if after.content != node.content:
            raise StorageError("PathNotFound")
        storage.contents.note_appended(node.content, position, length)
    return after


def flush(
    storage: Storage,
    at: Resource,
    position: int,
    headers: Mapping[str, str],
    *,
    retain: bool = False,
    content_headers: ContentHeaders | None = None,
) -> Node:
    """Make the file's first ``position`` bytes its content; raises StorageError (InvalidFlushPosition) if one is missing."""
    with storage.namespace.changing():
        node = file_of(storage, at)
        check_lease(storage, node, headers)
        conditions.check(headers, node)
        if (
            position < node.size
            or storage.contents.contiguous_until(node.content, node.size) < position
        ):
            raise StorageError("InvalidFlushPosition")
        storage.contents.flushed(node.content, position, retain=retain)
        node = replace(
            changed(storage, node), size=position, headers=content_headers or node.headers
        )
        keep(storage, at, node)
    return node


def rename(
    storage: Storage,
    source: Resource,
    target: Resource,
    headers: Mapping[str, str],
    transaction: str,
) -> Node:
    """Give a file or a tree another name, at once; a file that stood there is replaced unless If-None-Match forbids it.

    The ETag stays, but not in a flat account. Raises StorageError: SourcePathNotFound, RenameDestinationParentPathNotFound,
    PathAlreadyExists, ...
    """
    if not source.path or not target.path:
        raise StorageError("InvalidRenameSourcePath")
    gone: list[str] = []
    with storage.namespace.changing():
        filesystem_of(storage, target)
        node = storage.namespace.node(source.account, source.filesystem, source.path)
        if node is None:
            raise StorageError("SourcePathNotFound")
        conditions.check_source(headers, node)
        check_lease(storage, node, headers, "x-ms-source-lease-id")
        if not node.is_directory:
            check_kept(storage.features)
        old = find(storage, target)
        _check_destination(storage, source, target, node, old, headers)
        same = (source.filesystem, source.path) == (target.filesystem, target.path)
        if not same:
            if old is not None:
                gone = storage.namespace.remove(target.account, target.filesystem, target.path)
            storage.namespace.rename(
                source.account, (source.filesystem, source.path), (target.filesystem, target.path)
            )
        node = replace(node, path=target.path, transaction=transaction)
        if not storage.features.hierarchical:
            node = replace(node, etag=new_etag())  # a copy, then a deletion
        keep(storage, target, node)
    storage.contents.drop(gone)
    return node


def _check_destination(
    storage: Storage,
    source: Resource,
    target: Resource,
    node: Node,
    old: Node | None,
    headers: Mapping[str, str],
) -> None:
    if old is not None and conditions.must_be_new(headers):
        raise already_exists(old)
    conditions.check(headers, old)
    inside = target.filesystem == source.filesystem and target.path.startswith(f"{source.path}/")
    if node.is_directory and inside:
        raise StorageError("InvalidRenameSourcePath")
    above = parent_of(target.path)
    if above:
        parent = storage.namespace.node(target.account, target.filesystem, above)
        if parent is None:
            raise StorageError("RenameDestinationParentPathNotFound")
        if not parent.is_directory:
            raise StorageError("PathConflict")
    if old is not None and old.path != source.path:
        if old.is_directory != node.is_directory:
            raise StorageError("InvalidDestinationPath")
        if old.is_directory and storage.namespace.children(
            target.account, target.filesystem, target.path, limit=1
        ):
            raise StorageError("DirectoryNotEmpty")
        check_lease(storage, old, headers)


def delete(storage: Storage, at: Resource, headers: Mapping[str, str], *, recursive: bool) -> None:
    """Remove a file or a directory; raises StorageError (DirectoryNotEmpty) when it has content and ``recursive`` is False."""
    with storage.namespace.changing():
        node = node_of(storage, at)
        if not at.path:
            raise StorageError("InvalidUri")
        conditions.check(headers, node)
        check_lease(storage, node, headers)
        full = node.is_directory and storage.namespace.children(
            at.account, at.filesystem, at.path, limit=1
        )
        if full and not recursive:
            raise StorageError("DirectoryNotEmpty")
        gone = storage.namespace.remove(at.account, at.filesystem, at.path)
    storage.contents.drop(gone)


def put_whole(
    storage: Storage,
    at: Resource,
    new: NewPath,
    content: str,
    size: int,
    headers: Mapping[str, str],
) -> Node:
    """Put ``content`` at the path, all of it at once; raises StorageError and drops it when that is not allowed."""
    try:
        old, node = _put(
            storage, at, replace(fresh(storage, at.path, new, content), size=size), headers
        )
    except StorageError:
        storage.contents.drop([content])
        raise
    storage.contents.drop([old.content] if old else [])
    return node


def _put(
    storage: Storage, at: Resource, node: Node, headers: Mapping[str, str]
) -> tuple[Node | None, Node]:
    with storage.namespace.changing():
        old = find(storage, at)
        if old is not None:
            if conditions.must_be_new(headers):
                raise already_exists(old)
            if old.is_directory:
                raise StorageError("ResourceTypeMismatch")
            check_lease(storage, old, headers)
            node = replace(node, created=old.created, lease=changed(storage, old).lease)
        conditions.check(headers, old)
        make_parents(storage, at, node.access.owner)
        if old is None:
            node = inherit(storage, at, node)
        keep(storage, at, node)
    return old, node


def already_exists(old: Node) -> StorageError:
    """Return the refusal to replace ``old``."""
    return StorageError(
        "PathAlreadyExists", headers={"x-ms-existing-resource-type": old.resource_type}
    )
