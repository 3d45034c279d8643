"""The body of an answer, decoded as it arrives, with a check of our own that it arrived whole."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from data_loader.edgar.answer import Kind
from data_loader.edgar.errors import Trouble

PIECE = 64 * 1024
"""Bytes of a decoded piece at most: one piece of wire may hold a thousand times its size."""


class Body:
    """Decodes the pieces of one body: gzip or as it is. ``length`` is the Content-Length, if there is one."""

    def __init__(self, encoding: str, length: int | None) -> None:
        name = encoding.strip().lower()
        if name not in ("", "identity", "gzip", "x-gzip"):
            raise Trouble(Kind.SERVER_TROUBLE, f"the answer is encoded as {encoding!r}, not gzip")
        self._gzip = name.endswith("gzip")
        self._length = length
        self._inflate = _inflater()
        self._started = False
        self.wire_bytes = 0

    def feed(self, piece: bytes) -> Iterator[bytes]:
        """Yield what ``piece`` of the wire holds, in pieces of at most ``PIECE`` bytes; raises Trouble."""
        self.wire_bytes += len(piece)
        if not self._gzip:
            yield piece
            return
        while piece:
            if self._inflate.eof:
                self._inflate = _inflater()
            self._started = True
            try:
                data = self._inflate.decompress(piece, PIECE)
            except zlib.error as error:
                raise Trouble(Kind.CUT_SHORT, f"the gzip stream is damaged: {error}") from error
            piece = (
                self._inflate.unused_data if self._inflate.eof else self._inflate.unconsumed_tail
            )
            if data:
                yield data

    def finish(self) -> Iterator[bytes]:
        """Yield what is left; raises Trouble when the body ended before its time."""
        if self._length is not None and self.wire_bytes != self._length:
            raise Trouble(
                Kind.CUT_SHORT, f"{self.wire_bytes} of {self._length} bytes came over the wire"
            )
        if not self._gzip:
            return
        while not self._inflate.eof and (data := self._inflate.decompress(b"", PIECE)):
            yield data
        if self._started and not self._inflate.eof:
            raise Trouble(Kind.CUT_SHORT, "the gzip stream has no end")
        if not self._started and self._length != 0:
            raise Trouble(Kind.CUT_SHORT, "the answer is empty")


def _inflater() -> zlib._Decompress:
    return zlib.decompressobj(16 + zlib.MAX_WBITS)
