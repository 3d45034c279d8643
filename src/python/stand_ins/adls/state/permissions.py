"""Who may do what by access control lists alone, without any role.

Page: "Access control lists (ACLs) in Azure Data Lake Storage" (levels of permission, common scenarios, default lists, masks).
"""

from __future__ import annotations

from dataclasses import replace

from stand_ins.adls.errors import StorageError
from stand_ins.adls.state import acl
from stand_ins.adls.state.model import Access, Node, parent_of
from stand_ins.adls.state.namespace import Namespace
from stand_ins.adls.wire import Resource, clean_path

_ON_FILE = {
    "blob.get": "r",
    "blob.lease": "w",
    "blob.set-headers": "w",
    "blob.set-metadata": "w",
    "dfs.append": "w",
    "dfs.flush": "w",
    "dfs.lease": "w",
    "dfs.read": "r",
    "dfs.set-properties": "w",
}
_ON_PARENT = {"blob.delete", "blob.put", "dfs.create", "dfs.delete", "dfs.rename"}
_BY_NAME_ALONE = {"blob.head", "dfs.head"}
"""Who may pass the folders above sees a path's properties."""


def check(
    namespace: Namespace, who: str, operation: str, at: Resource, query: dict[str, str], source: str
) -> None:
    """Raise StorageError (AuthorizationPermissionMismatch) unless the lists let ``who`` do ``operation``.

    ``source`` is the path that a rename moves, in the same file system.
    """
    lists = _Lists(namespace, who, at)
    if operation == "dfs.list":
        lists.need(clean_path(query.get("directory", "")), "rx")
    elif operation in _ON_FILE:
        lists.need(at.path, _ON_FILE[operation])
    elif operation in _BY_NAME_ALONE:
        lists.pass_to(at.path)
    elif operation in _ON_PARENT:
        for path in filter(None, (at.path, source)):
            lists.need_to_change(path)
        if operation == "dfs.delete" and query.get("recursive", "").lower() == "true":
            lists.need_below(at.path)
    else:
        raise StorageError("AuthorizationPermissionMismatch")  # needs a role: containers, accounts


def inherited(parent: Access, made: Access, *, is_directory: bool) -> Access:
    """Return the access of a new child: the default entries of its ``parent`` become its own, the umask counts no more."""
    defaults = [
        entry.removeprefix("default:")
        for entry in parent.acl.split(",")
        if entry.startswith("default:")
    ]
    if not defaults:
        return made
    own = acl.merged(made, ",".join(entry for entry in defaults if not entry.startswith("other:")))
    if is_directory:
        kept = ",".join(f"default:{entry}" for entry in defaults)
        own = replace(own, acl=f"{own.acl},{kept}")
    return own


def bits_of(access: Access, who: str) -> str:
    """Return what ``who`` has of ``rwx``: as owner, by an entry of his own under the mask, or as anybody."""
    entries = {
        entry.rpartition(":")[0]: entry.rpartition(":")[2]
        for entry in access.acl.split(",")
        if not entry.startswith("default:")
    }
    if access.owner == who:
        return entries.get("user:", "---")
    named = entries.get(f"user:{who}")
    if named is None:
        return entries.get("other:", "---")
    mask = entries.get("mask:", "rwx")
    return "".join(bit if bit in mask else "-" for bit in named)


class _Lists:
    def __init__(self, namespace: Namespace, who: str, at: Resource) -> None:
        self._namespace, self._who, self._at = namespace, who, at

    def node(self, path: str) -> Node | None:
        return self._namespace.node(self._at.account, self._at.filesystem, path)

    def need(self, path: str, bits: str) -> None:
        """Need ``bits`` on what stands at ``path``, if anything does, and the way to it."""
        self.pass_to(path)
        node = self.node(path)
        if node is not None:
            self._have(node, bits)

    def need_to_change(self, path: str) -> None:
        """Need to write into the nearest folder above ``path`` that is there."""
        above = parent_of(path)
        while above and self.node(above) is None:
            above = parent_of(above)
        self.need(above, "wx")

    def need_below(self, path: str) -> None:
        """Need to empty every folder below ``path``, itself among them."""
        for node in self._namespace.below(self._at.account, self._at.filesystem, f"{path}/"):
            if node.is_directory:
                self._have(node, "rwx")

    def pass_to(self, path: str) -> None:
        """Need to pass every folder above ``path``."""
        while path:
            path = parent_of(path)
            node = self.node(path)
            if node is not None:
                self._have(node, "x")

    def _have(self, node: Node, bits: str) -> None:
        if not set(bits) <= set(bits_of(node.access, self._who)):
            raise StorageError("AuthorizationPermissionMismatch")
