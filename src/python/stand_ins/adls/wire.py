"""HTTP/1.1 as the storage clients speak it: requests read from a socket, answers written to it."""

from __future__ import annotations

import email.utils
import io
import os
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from urllib.parse import unquote, unquote_plus

from stand_ins.adls.errors import DroppedConnection, StorageError
from stand_ins.adls.state.content import PIECE, pieces_from

ACCOUNT_HOST = re.compile(r"([a-z0-9]{3,24})\.(?:z\d{2}\.)?(dfs|blob)\.", re.ASCII)
"""How an account's own host begins: ``account.dfs.``, ``account.z01.blob.``."""

LONGEST_LINE = 64 * 1024
MOST_HEADERS = 200
MOST_IN_MEMORY = 8 * 1024 * 1024
"""The longest body that is taken into memory: XML, forms and batches; the bytes of files never are."""


class Body:
    """The body of a request: as many bytes as Content-Length says, read once."""

    def __init__(self, read: Callable[[int], bytes], length: int) -> None:
        self._read = read
        self.length = length
        self.left = length

    def pieces(self) -> Iterator[bytes]:
        """Yield the bytes, a piece at a time; raises ConnectionError when the client hangs up in the middle."""
        for piece in pieces_from(self._read, self.left):
            self.left -= len(piece)
            yield piece

    def whole(self) -> bytes:
        """Return all bytes; raises StorageError when they are more than such a body has."""
        if self.left > MOST_IN_MEMORY:
            raise StorageError("RequestBodyTooLarge")
        return b"".join(self.pieces())


@dataclass(frozen=True, slots=True)
class Request:
    """A request as it stood on the wire; names of headers are in lower case."""

    method: str
    raw_path: str
    raw_query: str
    headers: Mapping[str, str]
    body: Body
    secure: bool

    @property
    def verb(self) -> str:
        """Return the method that is meant: clients that cannot PATCH put it into X-HTTP-Method-Override."""
        return self.headers.get("x-http-method-override", self.method).upper()

    @property
    def query(self) -> dict[str, str]:
        """Return the query's parameters, decoded, names in lower case; the last of equal ones counts."""
        return {name.lower(): value for name, value in query_pairs(self.raw_query)}

    def header(self, name: str) -> str:
        """Return a header's value, or ""."""
        return self.headers.get(name, "")


@dataclass(frozen=True, slots=True)
class FileSlice:
    """Part of a file as the body of an answer; the file is open, so that it may be deleted meanwhile."""

    stream: io.FileIO
    offset: int
    length: int


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer; Content-Length is that of ``body`` unless ``headers`` say otherwise (to HEAD)."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes | FileSlice = b""


@dataclass(frozen=True, slots=True)
class Resource:
    """What a request's path names: an account, a file system ("" for none), a path in it ("" for its root)."""

    account: str
    filesystem: str
    path: str


def query_pairs(raw_query: str) -> list[tuple[str, str]]:
    """Return the parameters of a query, decoded, in their order."""
    pairs = (part.partition("=") for part in raw_query.split("&") if part)
    return [(unquote_plus(name), unquote_plus(value)) for name, _, value in pairs]


def resource_of(request: Request) -> Resource:
    """Return what the request is about: ``/ACCOUNT/FS/PATH``, or ``/FS/PATH`` at a host called ACCOUNT.dfs. or .blob."""
    account, service = account_host(request)
    segments = request.raw_path.lstrip("/").split("/", 2)
    if not service:
        account, segments = unquote(segments[0]), request.raw_path.lstrip("/").split("/", 2)[1:]
    elif len(segments) == 3:
        segments = [segments[0], f"{segments[1]}/{segments[2]}"]
    filesystem = unquote(segments[0]) if segments else ""
    return Resource(
        account, filesystem, clean_path(unquote(segments[1])) if len(segments) > 1 else ""
    )


def account_host(request: Request) -> tuple[str, str]:
    """Return the account and the service (``dfs``, ``blob``) that the host's name says; "" for both in path style.

    "Storage account overview": ACCOUNT.SERVICE.core.windows.net, with a DNS zone ACCOUNT.zNN.SERVICE.storage.azure.net.
    """
    match = ACCOUNT_HOST.match(request.header("host").lower())
    return (match[1], match[2]) if match else ("", "")


def clean_path(path: str) -> str:
    """Return ``path`` without empty names, as a hierarchical namespace keeps it."""
    return "/".join(name for name in path.split("/") if name)


def read_request(stream: io.BufferedIOBase, *, secure: bool) -> Request | None:
    """Return the next request, or None when the client is done; raises StorageError on what is none."""
    line = stream.readline(LONGEST_LINE)
    if not line.strip():
        return None
    parts = line.decode("latin-1").split()
    if len(parts) != 3 or not parts[2].startswith("HTTP/1."):
        raise StorageError("InvalidUri", f"Request line: {line[:80]!r}.")
    method, target, _ = parts
    headers = _read_headers(stream)
    if target.startswith(("http://", "https://")):
        target = "/" + target.split("/", 3)[3]
    raw_path, _, raw_query = target.partition("?")
    if "transfer-encoding" in headers:
        raise StorageError("MissingContentLengthHeader")
    length = headers.get("content-length", "0")
    if not length.isdecimal():
        raise StorageError("InvalidHeaderValue", f"Content-Length: {length}.")
    return Request(method, raw_path, raw_query, headers, Body(stream.read, int(length)), secure)


def _read_headers(stream: io.BufferedIOBase) -> dict[str, str]:
    headers: dict[str, str] = {}
    for _ in range(MOST_HEADERS):
        line = stream.readline(LONGEST_LINE).decode("utf-8", "replace").rstrip("\r\n")
        if not line:
            return headers
        name, _, value = line.partition(":")
        headers[name.strip().lower()] = value.strip()
    raise StorageError("InvalidHeaderValue", "Too many headers.")


def write_answer(
    stream: io.BufferedIOBase, answer: Answer, *, head: bool, close: bool, cut_at: int | None = None
) -> int:
    """Write ``answer``, without its body to a HEAD request; returns the bytes of its body that went out.

    With ``cut_at`` the body ends after that many bytes: raises DroppedConnection then.
    """
    body = answer.body
    length = body.length if isinstance(body, FileSlice) else len(body)
    lines = [f"HTTP/1.1 {answer.status} {_reason(answer.status)}"]
    headers = {"Content-Length": str(length), **answer.headers}
    if answer.status in (204, 304):
        headers.pop("Content-Length")
    headers.setdefault("Date", email.utils.formatdate(usegmt=True))
    if close:
        headers["Connection"] = "close"
    lines += [f"{name}: {value}" for name, value in headers.items()]
    top = ("\r\n".join(lines) + "\r\n\r\n").encode("utf-8")
    if head or answer.status in (204, 304):
        stream.write(top)
        stream.flush()
        _close(body)
        return 0
    if cut_at is not None:
        stream.write(top + b"".join(_body_pieces(body))[:cut_at])
        stream.flush()
        raise DroppedConnection
    if isinstance(body, bytes):
        stream.write(top + body)
    else:
        stream.write(top)
        for piece in _body_pieces(body):
            stream.write(piece)
    stream.flush()
    return length


def _body_pieces(body: bytes | FileSlice) -> Iterator[bytes]:
    if isinstance(body, bytes):
        yield body
        return
    with body.stream:
        at, end = body.offset, body.offset + body.length
        while at < end:
            piece = os.pread(body.stream.fileno(), min(PIECE, end - at), at)
            if not piece:
                raise io.UnsupportedOperation(f"the file ends at {at}, before {end}")
            at += len(piece)
            yield piece


def _close(body: bytes | FileSlice) -> None:
    if isinstance(body, FileSlice):
        body.stream.close()


def _reason(status: int) -> str:
    return HTTPStatus(status).phrase


def open_slice(file: Path, offset: int, length: int) -> FileSlice:
    """Return ``length`` bytes of ``file`` from ``offset`` on, opened now."""
    return FileSlice(file.open("rb", buffering=0), offset, length)
