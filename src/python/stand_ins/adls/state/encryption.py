"""Files written with an encryption key of the client's own.

Page: "Provide an encryption key on a request to Blob Storage" (operations that need it; 409 without it).
"""

from __future__ import annotations

from collections.abc import Mapping

from stand_ins.adls.errors import StorageError
from stand_ins.adls.state.model import Node

KEY, DIGEST = "x-ms-encryption-key", "x-ms-encryption-key-sha256"
_NEED_IT = {
    "blob.get",
    "blob.head",
    "blob.set-metadata",
    "dfs.append",
    "dfs.flush",
    "dfs.head",
    "dfs.read",
}


def given_key(headers: Mapping[str, str], *, secure: bool) -> str:
    """Return the digest of the key that the request brings, or ""; raises StorageError when it comes over plain http."""
    if KEY in headers and (not secure or DIGEST not in headers):
        raise StorageError("InvalidHeaderValue", KEY)
    return headers.get(DIGEST, "")


def check(operation: str, node: Node | None, given: str) -> None:
    """Raise StorageError unless the request brings the key that the file was written with."""
    if node is not None and operation in _NEED_IT and node.key_digest != given:
        raise StorageError("BlobUsesCustomerSpecifiedEncryption")
