"""A request on its way through an operation: what it is about, and the pieces of an answer that operations share."""

from __future__ import annotations

import base64
import binascii
import email.utils
from collections.abc import Mapping
from dataclasses import dataclass, replace

from stand_ins.adls.errors import StorageError
from stand_ins.adls.identity.tokens import Identity
from stand_ins.adls.state.model import Access, ContentHeaders, Node
from stand_ins.adls.state.storage import Storage
from stand_ins.adls.wire import Answer, Request, Resource, open_slice

MOST_RANGE_MD5 = 4 * 1024 * 1024
"""The longest range whose MD5 the service computes."""


@dataclass(frozen=True)
class Exchange:
    """A request that is authorized, with what it names; ``caller`` is None for the account's key."""

    storage: Storage
    request: Request
    at: Resource
    query: Mapping[str, str]
    caller: Identity | None = None

    @property
    def owner(self) -> str:
        """Return who owns what the request makes: the caller, or whoever has the account's key."""
        return self.caller.client_id if self.caller else Access().owner

    @property
    def headers(self) -> Mapping[str, str]:
        """Return the request's headers."""
        return self.request.headers


def http_date(seconds: float) -> str:
    """Return a time as HTTP writes it."""
    return email.utils.formatdate(int(seconds), usegmt=True)


def version_headers(node: Node) -> dict[str, str]:
    """Return ETag and Last-Modified."""
    return {"ETag": f'"{node.etag}"', "Last-Modified": http_date(node.modified)}


def content_headers(node: Node) -> dict[str, str]:
    """Return the headers that are kept with the file, without those that are empty."""
    kept = node.headers
    headers = {
        "Content-Type": kept.type,
        "Content-Encoding": kept.encoding,
        "Content-Language": kept.language,
        "Content-Disposition": kept.disposition,
        "Cache-Control": kept.cache_control,
    }
    return {name: value for name, value in headers.items() if value}


def lease_headers(node: Node, now: float) -> dict[str, str]:
    """Return the lease's state, status and kind of duration."""
    state = node.lease.state(now)
    headers = {
        "x-ms-lease-state": state,
        "x-ms-lease-status": "locked" if node.lease.locks(now) else "unlocked",
    }
    if state == "leased":
        headers["x-ms-lease-duration"] = "infinite" if node.lease.duration < 0 else "fixed"
    return headers


def given_content_headers(
    headers: Mapping[str, str], prefix: str, old: ContentHeaders
) -> ContentHeaders:
    """Return ``old`` with what the request gives under ``prefix`` (``x-ms-`` or ``x-ms-blob-``)."""
    return replace(
        old,
        type=headers.get(f"{prefix}content-type", old.type),
        encoding=headers.get(f"{prefix}content-encoding", old.encoding),
        language=headers.get(f"{prefix}content-language", old.language),
        disposition=headers.get(f"{prefix}content-disposition", old.disposition),
        cache_control=headers.get(f"{prefix}cache-control", old.cache_control),
        md5=headers.get(f"{prefix}content-md5", old.md5),
    )


def properties_header(metadata: Mapping[str, str]) -> str:
    """Return metadata as the DFS endpoint writes it: ``name=base64,name=base64``."""
    return ",".join(
        f"{name}={base64.b64encode(value.encode('latin-1', 'replace')).decode()}"
        for name, value in metadata.items()
    )


def given_properties(header: str) -> dict[str, str]:
    """Return the metadata of an x-ms-properties header; raises StorageError when it is none."""
    metadata = {}
    for part in filter(None, header.split(",")):
        name, equals, value = part.partition("=")
        try:
            metadata[name.strip()] = base64.b64decode(value, validate=True).decode("latin-1")
        except binascii.Error as error:
            raise StorageError("InvalidHeaderValue", f"x-ms-properties: {part}.") from error
        if not equals or not name.strip():
            raise StorageError("InvalidHeaderValue", f"x-ms-properties: {part}.")
    return metadata


def number(value: str, name: str, *, least: int = 0, most: int = 2**62) -> int:
    """Return a query parameter's number; raises StorageError when it is none or out of bounds."""
    if not value.isascii() or not value.isdecimal() or not least <= int(value) <= most:
        raise StorageError("InvalidQueryParameterValue", f"{name}: {value}.")
    return int(value)


def truth(value: str) -> bool:
    """Return whether a query parameter says true; raises StorageError unless it says true or false."""
    if value.lower() not in ("", "true", "false"):
        raise StorageError("InvalidQueryParameterValue", f"Not true or false: {value}.")
    return value.lower() == "true"


def content_answer(exchange: Exchange, node: Node, headers: dict[str, str]) -> Answer:
    """Return the file's bytes, or the range of them that is asked for; raises StorageError (InvalidRange)."""
    range_header = exchange.request.header("x-ms-range") or exchange.request.header("range")
    span = _range(range_header, node.size)
    headers = headers | {"Accept-Ranges": "bytes"}
    if node.headers.md5:
        headers["x-ms-blob-content-md5" if span else "Content-MD5"] = node.headers.md5
    if span is None and not node.size:
        return Answer(200, headers)
    if span is None:
        return Answer(
            200, headers, open_slice(exchange.storage.contents.file(node.content), 0, node.size)
        )
    start, end = span
    headers["Content-Range"] = f"bytes {start}-{end - 1}/{node.size}"
    if truth(exchange.request.header("x-ms-range-get-content-md5")):
        if end - start > MOST_RANGE_MD5:
            raise StorageError(
                "InvalidHeaderValue", "x-ms-range-get-content-md5: the range is too large."
            )
        headers["Content-MD5"] = exchange.storage.contents.md5(node.content, start, end)
    return Answer(
        206, headers, open_slice(exchange.storage.contents.file(node.content), start, end - start)
    )


def _range(header: str, size: int) -> tuple[int, int] | None:
    if not header:
        return None
    unit, _, span = header.partition("=")
    first, dash, last = span.partition("-")
    if unit.strip() != "bytes" or not dash or not first.strip().isdecimal():
        return None  # as RFC 9110 has it: a range that is not understood is ignored
    start = int(first)
    end = min(int(last) + 1, size) if last.strip().isdecimal() else size
    if start >= size or end <= start:
        raise StorageError("InvalidRange", headers={"Content-Range": f"bytes */{size}"})
    return start, end
