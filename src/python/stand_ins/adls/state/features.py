"""The kinds of account there are, and what each of them refuses.

Pages: "Introduction to Azure Data Lake Storage" (hierarchical namespace), "Blob Storage feature support in Azure storage
accounts", "Soft delete for blobs" (the DFS endpoint of a flat account), "Store business-critical blob data with immutable
storage" (operations that a policy forbids).
"""

from __future__ import annotations

from dataclasses import dataclass

from stand_ins.adls.errors import StorageError
from stand_ins.adls.state.model import Node


@dataclass(frozen=True, slots=True)
class Features:
    """What an account was made with.

    ``hierarchical``: it has a hierarchical namespace. ``soft_delete``: soft delete or Event Grid is on; a flat account then
    has no DFS endpoint. ``immutable``: its containers have a time-based retention policy: what is there stays as it is.
    ``checks``: paths below a directory whose access lists one request to delete it looks at.
    """

    hierarchical: bool = True
    soft_delete: bool = False
    immutable: bool = False
    checks: int = 5000


USUAL = Features()
"""What docai asks for: a hierarchical namespace, and nothing else."""

_ACCESS = {"dfs.set-access-control", "dfs.set-access-control-recursive"}
_CHANGES = {
    "blob.delete",
    "blob.put-block-list",
    "blob.set-headers",
    "blob.set-metadata",
    "dfs.delete",
    "dfs.set-properties",
}


def check(features: Features, operation: str, action: str) -> None:
    """Raise StorageError when an account like this refuses ``operation``; ``action`` is the query's, in lower case."""
    if features.hierarchical:
        return
    if features.soft_delete and operation.startswith("dfs."):
        raise StorageError("EndpointUnsupportedAccountFeatures")
    # "Path - Get Properties", "Path - Update": access control is "valid only when Hierarchical Namespace is enabled".
    if operation in _ACCESS or (operation == "dfs.head" and action == "getaccesscontrol"):
        raise StorageError("HierarchicalNamespaceNotEnabled")


def check_change(features: Features, operation: str, node: Node | None) -> None:
    """Raise StorageError when a policy forbids ``operation`` on what stands at its path.

    A lease may be taken: it changes nothing.
    """
    if not features.immutable or node is None or node.is_directory or operation not in _CHANGES:
        return
    raise StorageError(
        "PathImmutableDueToPolicy" if operation.startswith("dfs.") else "BlobImmutableDueToPolicy"
    )


def check_kept(features: Features) -> None:
    """Raise StorageError when a policy forbids to overwrite or rename the file that is there."""
    if features.immutable:
        raise StorageError("PathImmutableDueToPolicy")
