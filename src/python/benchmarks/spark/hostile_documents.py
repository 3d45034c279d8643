"""Twenty submissions made to break the writer, each from a good one, and a few that are only odd."""

from __future__ import annotations

import gzip
import io
import random
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from docai.filing.manifest import Result
from docai.lake.lake import Lake
from spark_delta.testing.hostile_reader import ABORT, BLOAT, HANG, SEGFAULT
from spark_delta.testing.stored_lake import renamed, store

FLOOD_BYTES = 200_000_000
BOMB_BYTES = 1_000_000_000
_ENDS = (b"</SEC-HEADER>", b"</IMS-HEADER>")


@dataclass(frozen=True, slots=True)
class Hostile:
    """A submission: ``body`` gives its header's facts to the manifest, ``packed`` is what is stored, ``line`` what is said of it."""

    body: bytes
    packed: bytes | None = None
    line: Mapping[str, str | None] | None = None


Make = Callable[[bytes], Hostile]
"""Makes a hostile submission of a good one."""


def _dated(day: bytes) -> Make:
    def make(body: bytes) -> Hostile:
        tag = b"FILED AS OF DATE:"
        at = body.index(tag) + len(tag)
        end = body.index(b"\n", at)
        changed = body[:at] + b"\t\t" + day + body[end:]
        return Hostile(body, gzip.compress(changed, 1), {"sha256": None})

    return make


def _stored(change: Callable[[bytes], bytes]) -> Make:
    """Return what stores ``change`` of the submission, packed, while the manifest knows nothing of its bytes."""
    return lambda body: Hostile(body, gzip.compress(change(body), 1), {"sha256": None})


def _packed(change: Callable[[bytes], bytes]) -> Make:
    return lambda body: Hostile(body, change(gzip.compress(body, 6)))


def _head(body: bytes) -> bytes:
    return body[: max(body.find(end) + len(end) for end in _ENDS)]


def _document(body: bytes, content: bytes, kind: bytes = b"10-K") -> bytes:
    return (
        _head(body)
        + b"\n<DOCUMENT>\n<TYPE>"
        + kind
        + b"\n<SEQUENCE>1\n<FILENAME>a.htm\n<TEXT>\n"
        + content
        + b"\n</TEXT>\n</DOCUMENT>\n</SEC-DOCUMENT>\n"
    )


def _bomb(_body: bytes) -> bytes:
    sink, packer = io.BytesIO(), zlib.compressobj(9, zlib.DEFLATED, 31)
    for _ten in range(BOMB_BYTES // 10_000_000):
        sink.write(packer.compress(bytes(10_000_000)))
    return sink.getvalue() + packer.flush()


def _noise(body: bytes) -> bytes:
    return random.Random(len(body)).randbytes(  # noqa: S311 - not secret, but always the same
        len(body)
    )


def _flood(body: bytes) -> bytes:
    return _document(body, b"<html><body>" + b"<p>" * (FLOOD_BYTES // 3))


_OTHER_ACCESSION = "0000000667-24-000001"

HOSTILE: Mapping[str, Make] = {
    "hangs its reader": lambda body: Hostile(body + HANG),
    "segfault in its reader": lambda body: Hostile(body + SEGFAULT),
    "aborts its reader": lambda body: Hostile(body + ABORT),
    "takes memory without end": lambda body: Hostile(body + BLOAT),
    "200 MB of tags": _stored(_flood),
    "gzip of 1 GB of NULs": _packed(_bomb),
    "truncated gzip": _packed(lambda packed: packed[: len(packed) // 2]),
    "gzip with flipped bits": _packed(
        lambda packed: packed[:2000] + bytes(64) + packed[2064:],
    ),
    "a block page, not gzip": _packed(lambda _: b"<html>Request Rate Threshold Exceeded</html>"),
    "an empty file": _stored(lambda _: b""),
    "a web page": _stored(lambda _: b"<html><body>Item 1. Business</body></html>"),
    "random bytes": _stored(_noise),
    "NULs": _stored(lambda body: bytes(len(body))),
    "other bytes than the manifest says": lambda body: Hostile(body, gzip.compress(body + b" ")),
    "another accession number": lambda body: Hostile(body, line={"accession": _OTHER_ACCESSION}),
    "a day that is none": _dated(b"20240230"),
    "filed in 1901": _dated(b"19010101"),
    "no document": _stored(lambda body: _head(body) + b"\n</SEC-DOCUMENT>\n"),
    "only a picture": _stored(lambda body: _document(body, b"\x89PNG\r\n" + bytes(200))),
    "100,000 documents": _stored(lambda body: _head(body) + b"<DOCUMENT>\n" * 100_000),
}
"""What cannot be read, and has to be told from each other."""


ODD: Mapping[str, Callable[[bytes], bytes]] = {
    "100,000 nested blocks": lambda body: _document(
        body, b"<html>" + b"<div>" * 100_000 + b"Item 1."
    ),
    "NULs between the letters": lambda body: _document(
        body, b"Item 1. Business\n" + b"We. " * 2_000 + b"a\0" * 50_000
    ),
    "a name of 100,000 letters": lambda body: _document(
        body.replace(b"COMPANY CONFORMED NAME:", b"COMPANY CONFORMED NAME: " + b"x" * 100_000, 1),
        b"Item 1. Business\nWe.",
    ),
    "no Item": lambda body: _document(body, b"Nothing to report."),
}
"""What looks hostile and is read all the same."""


def hostile_lines(lake: Lake, bodies: list[bytes]) -> Iterator[tuple[str, Result]]:
    """Store the twenty in ``lake``, one of each of ``bodies`` under a number of its own; yield what each is and its line."""
    for number, ((name, make), body) in enumerate(zip(HOSTILE.items(), bodies, strict=False)):
        made = make(renamed(body, f"0000000666-24-{number:06d}"))
        result = store(lake, made.body, gzipped=made.packed)
        yield name, replace(result, **(made.line or {}))  # type: ignore[arg-type]


def odd_lines(lake: Lake, bodies: list[bytes]) -> Iterator[Result]:
    """Store the odd ones in ``lake``; yield the line of each."""
    for number, (change, body) in enumerate(zip(ODD.values(), bodies, strict=False)):
        yield store(lake, change(renamed(body, f"0000000665-24-{number:06d}")))
