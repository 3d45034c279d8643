"""Putting an answer on the wire, honestly or with a fault."""

from __future__ import annotations

import socket
import struct
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BufferedIOBase

from stand_ins.edgar.content import pages
from stand_ins.edgar.content.bodies import Body, BytesBody, CutBody
from stand_ins.edgar.site import TEXT, Answer

PIECES_OF_A_DRIP = 20


@dataclass(frozen=True)
class Wire:
    """Where to write, and what the client accepts."""

    out: BufferedIOBase
    connection: socket.socket
    gzip: bool
    head_only: bool
    drip_seconds: float


@dataclass(frozen=True)
class Plan:
    """How to send an answer: `cut` sends half the bytes and closes; without `length` the end is the closing."""

    answer: Answer
    headers: tuple[tuple[str, str], ...] = ()
    cut: bool = False
    length: bool = True
    drip: bool = False
    reset: bool = False


@dataclass(frozen=True)
class Sent:
    """What went out: the bytes of the body, and whether the connection may go on."""

    bytes: int
    keep: bool


def faulty(fault: str, answer: Answer, other: Body | None) -> Plan:
    """How to send `answer` with `fault`; `other` is the filing that "other-filing" sends instead."""

    def page(status: int, body: bytes, *headers: tuple[str, str]) -> Plan:
        return Plan(
            Answer(status, pages.HTML, BytesBody(body), accession=answer.accession), headers
        )

    match fault:
        case "too-many":
            return page(429, pages.BLOCKED)
        case "too-many-retry-after":
            return page(429, pages.BLOCKED, ("Retry-After", "1"))
        case "block-403":
            return page(403, pages.BLOCKED)
        case "block-200":
            return page(200, pages.BLOCKED)
        case "unavailable":
            return page(503, pages.UNAVAILABLE)
        case "not-a-submission":
            return page(200, pages.NOT_A_SUBMISSION)
        case "truncated":
            return Plan(answer, cut=True)
        case "truncated-gzip":
            return Plan(answer, cut=True, length=False)
        case "truncated-length":
            return Plan(replace(answer, body=CutBody(answer.body, answer.body.size // 2)))
        case "other-filing":
            return Plan(replace(answer, body=other) if other else answer)
        case "reset":
            return Plan(answer, reset=True)
        case "slow":
            return Plan(answer, drip=True)
    return Plan(answer)


def deliver(wire: Wire, plan: Plan, reason: str, extra: tuple[tuple[str, str], ...]) -> Sent:
    """Sends status line, headers and body as planned. Raises OSError when the client has gone."""
    if plan.reset:
        # A linger of zero seconds makes the kernel send RST instead of FIN.
        wire.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        return Sent(0, keep=False)
    body, status = plan.answer.body, plan.answer.status
    # Error bodies and tiny answers go as they are, as Akamai sends them.
    packed = wire.gzip and status == 200 and body.size > 860
    size = body.gzip_size() if packed else body.size
    if plan.cut and size is None:
        size = sum(len(chunk) for chunk in body.gzip_chunks())
    chunks = body.gzip_chunks() if packed else body.chunks()
    empty = status == 304 or wire.head_only
    keep = not plan.cut
    headers = [*extra, *plan.headers]
    if status != 304:
        headers.append(("Content-Type", plan.answer.content_type))
    if packed:
        headers.append(("Content-Encoding", "gzip"))
    if plan.answer.content_type.startswith(TEXT) or packed:
        headers.append(("Vary", "Accept-Encoding"))
    chunked = False
    if status != 304:
        if plan.length and size is not None:
            headers.append(("Content-Length", str(size)))
        elif plan.length:
            headers.append(("Transfer-Encoding", "chunked"))
            chunked = True
    if not keep and not plan.length:
        headers.append(("Connection", "close"))
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers)
    wire.out.write(f"HTTP/1.1 {status} {reason}\r\n{lines}\r\n".encode("latin-1"))
    limit = size // 2 if plan.cut and size is not None else None
    sent = 0 if empty else _send(wire, chunks, limit, chunked, plan.drip)
    wire.out.flush()
    return Sent(sent, keep)


def _send(wire: Wire, chunks: Iterator[bytes], limit: int | None, chunked: bool, drip: bool) -> int:
    """Writes the chunks, up to `limit` bytes of them; returns how many bytes of the body that was."""
    sent = 0
    for number, chunk in enumerate(_portions(chunks, drip)):
        piece = chunk if limit is None else chunk[: limit - sent]
        if chunked and piece:
            wire.out.write(b"%x\r\n%b\r\n" % (len(piece), piece))
        else:
            wire.out.write(piece)
        sent += len(piece)
        if drip and number < PIECES_OF_A_DRIP:
            wire.out.flush()
            time.sleep(wire.drip_seconds / PIECES_OF_A_DRIP)
        if limit is not None and sent >= limit:
            return sent
    if chunked:
        wire.out.write(b"0\r\n\r\n")
    return sent


def _portions(chunks: Iterator[bytes], drip: bool) -> Iterator[bytes]:
    """The chunks, or for a drip a few small pieces first and then the rest."""
    if not drip:
        yield from chunks
        return
    head = next(chunks, b"")
    step = max(1, len(head) // PIECES_OF_A_DRIP)
    for at in range(0, len(head), step):
        yield head[at : at + step]
    yield from chunks
