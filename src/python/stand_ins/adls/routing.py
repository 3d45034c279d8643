"""Which operation a request asks for. DFS and Blob share one port: what tells them apart is what only one of them has."""

from __future__ import annotations

from stand_ins.adls.errors import StorageError
from stand_ins.adls.wire import Request, Resource, account_host

_DFS_ACTIONS = {
    "append": "dfs.append",
    "flush": "dfs.flush",
    "setproperties": "dfs.set-properties",
    "setaccesscontrol": "dfs.set-access-control",
    "setaccesscontrolrecursive": "dfs.set-access-control-recursive",
}
_DFS_FILESYSTEM = {
    "PUT": "dfs.create-filesystem",
    "DELETE": "dfs.delete-filesystem",
    "HEAD": "dfs.get-filesystem",
    "PATCH": "dfs.set-filesystem",
    "GET": "dfs.list",
}
_DFS_PATH = {"GET": "dfs.read", "HEAD": "dfs.head", "DELETE": "dfs.delete", "POST": "dfs.lease"}
_BLOB_CONTAINER = {
    ("PUT", ""): "blob.create-container",
    ("DELETE", ""): "blob.delete-container",
    ("GET", ""): "blob.get-container",
    ("HEAD", ""): "blob.get-container",
    ("PUT", "metadata"): "blob.set-container-metadata",
    ("GET", "metadata"): "blob.get-container",
    ("HEAD", "metadata"): "blob.get-container",
    ("PUT", "lease"): "blob.lease-container",
    ("GET", "list"): "blob.list",
    ("POST", "batch"): "blob.batch",
}
_BLOB_PATH = {
    ("GET", ""): "blob.get",
    ("HEAD", ""): "blob.head",
    ("DELETE", ""): "blob.delete",
    ("PUT", "metadata"): "blob.set-metadata",
    ("GET", "metadata"): "blob.head",
    ("HEAD", "metadata"): "blob.head",
    ("PUT", "properties"): "blob.set-headers",
    ("PUT", "lease"): "blob.lease",
    ("PUT", "block"): "blob.put-block",
    ("PUT", "blocklist"): "blob.put-block-list",
    ("GET", "blocklist"): "blob.get-block-list",
}


def operation_of(request: Request, at: Resource) -> str:
    """Return the name of the operation, like ``dfs.rename``; raises StorageError when there is no such operation."""
    query, verb = request.query, request.verb
    name = _dfs(request, at, verb, query) if is_dfs(request) else _blob(request, at, verb, query)
    if not name:
        raise StorageError("UnsupportedOperation", f"{verb} {request.raw_path}?{request.raw_query}")
    return name


def is_dfs(request: Request) -> bool:
    """Return whether the request is for the DFS endpoint, whose errors are JSON."""
    _, service = account_host(request)
    if service:
        return service == "dfs"
    query = request.query
    if (
        "comp" in query
        or "restype" in query
        or "x-ms-blob-type" in request.headers
        or "x-ms-copy-source" in request.headers
    ):
        return False
    return (
        bool({"resource", "action", "recursive", "mode"} & set(query))
        or "x-ms-rename-source" in request.headers
        or "x-ms-lease-action" in request.headers
        or request.verb == "PATCH"
        or "application/json" in request.header("accept")
    )


def _dfs(request: Request, at: Resource, verb: str, query: dict[str, str]) -> str:
    if query.get("resource") == "filesystem":
        return _DFS_FILESYSTEM.get(verb, "") if at.filesystem and not at.path else ""
    if not at.filesystem:
        return ""
    if verb == "PUT":
        if "x-ms-rename-source" in request.headers:
            return "dfs.rename"
        return "dfs.create" if "resource" in query else ""
    if verb == "PATCH":
        return _DFS_ACTIONS.get(query.get("action", "").lower(), "")
    return _DFS_PATH.get(verb, "")


def _blob(request: Request, at: Resource, verb: str, query: dict[str, str]) -> str:
    comp = query.get("comp", "").lower()
    if not at.filesystem:
        if comp == "batch" and verb == "POST":
            return "blob.batch"
        if comp == "list" and verb == "GET":
            return "blob.list-containers"
        return "blob.account" if query.get("restype") == "account" else ""
    if query.get("restype") == "container":
        return _BLOB_CONTAINER.get((verb, comp), "") if not at.path else ""
    if verb == "PUT" and not comp:
        if "x-ms-copy-source" in request.headers:
            return "blob.copy"
        return "blob.put" if "x-ms-blob-type" in request.headers else ""
    return _BLOB_PATH.get((verb, comp), "")
