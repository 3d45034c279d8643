"""Blob batches: several deletions in one request, each authorized by itself ("Blob Batch" of the Blob REST reference)."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus

from stand_ins.adls.errors import StorageError
from stand_ins.adls.wire import Answer, Request, read_request

MOST_PARTS = 256

BOUNDARY = re.compile(
    r'multipart/mixed\s*;\s*boundary="?([^\s";]{1,200})"?', re.ASCII | re.IGNORECASE
)
"""The Content-Type of a batch, with its boundary."""


@dataclass(frozen=True, slots=True)
class Part:
    """One request of a batch; ``content_id`` is sent back with its answer."""

    content_id: str
    request: Request


def perform(request: Request, do: Callable[[Request], Answer]) -> Answer:
    """Do every part of a batch and return the answer that holds theirs; raises StorageError when the batch is none."""
    match = BOUNDARY.fullmatch(request.header("content-type").strip())
    if match is None:
        raise StorageError(
            "InvalidHeaderValue", "The Content-Type of a batch is multipart/mixed with a boundary."
        )
    parts = _parts(request.body.whole(), match[1].encode("latin-1"), secure=request.secure)
    boundary = f"batchresponse_{match[1]}"
    body = io.BytesIO()
    for part in parts:
        answer = do(part.request)
        body.write(
            f"--{boundary}\r\nContent-Type: application/http\r\nContent-ID: {part.content_id}\r\n\r\n"
            f"HTTP/1.1 {answer.status} {HTTPStatus(answer.status).phrase}\r\n".encode()
        )
        content = answer.body if isinstance(answer.body, bytes) else b""
        for name, value in {**answer.headers, "Content-Length": str(len(content))}.items():
            body.write(f"{name}: {value}\r\n".encode())
        body.write(b"\r\n" + content + b"\r\n")
    body.write(f"--{boundary}--\r\n".encode())
    return Answer(202, {"Content-Type": f"multipart/mixed; boundary={boundary}"}, body.getvalue())


def _parts(body: bytes, boundary: bytes, *, secure: bool) -> list[Part]:
    chunks = body.split(b"--" + boundary)[1:]
    if not chunks or not chunks[-1].startswith(b"--"):
        raise StorageError("InvalidInput", "The batch has no end.")
    if not 1 <= len(chunks) - 1 <= MOST_PARTS:
        raise StorageError("InvalidInput", f"A batch has 1 to {MOST_PARTS} requests.")
    return [_part(chunk.lstrip(b"\r\n"), secure=secure) for chunk in chunks[:-1]]


def _part(chunk: bytes, *, secure: bool) -> Part:
    top, _, rest = chunk.partition(b"\r\n\r\n")
    headers = {
        name.strip().lower(): value.strip()
        for name, _, value in (line.partition(":") for line in top.decode("latin-1").splitlines())
    }
    request = read_request(io.BytesIO(rest), secure=secure)
    if (
        request is None
        or headers.get("content-type") != "application/http"
        or request.method != "DELETE"
    ):
        raise StorageError("InvalidInput", "A batch holds requests to delete blobs.")
    return Part(headers.get("content-id", ""), request)
