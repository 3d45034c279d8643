"""A complete submission as it streams by: is it the one asked for, and is it whole?"""

from __future__ import annotations

import hashlib

from data_loader.edgar.answer import Kind
from data_loader.edgar.errors import Trouble
from docai.filing.errors import NotASubmission
from docai.filing.header import HEADER_LIMIT, SubmissionHeader, ends_whole, parse_header

TAIL_BYTES = 1024
"""As many last bytes are kept: the end mark, and blank lines after it."""

_HEADER_ENDS = (b"</SEC-HEADER>", b"</IMS-HEADER>", b"<DOCUMENT>")


class SubmissionCheck:
    """Sees every piece of one submission, in order, and keeps only its header and its end."""

    def __init__(self, accession: str, *, largest: int | None = None) -> None:
        self._accession = accession
        self._largest = largest
        self._head: bytearray | None = bytearray()
        self._tail = b""
        self._sha256 = hashlib.sha256()
        self.size = 0
        self.header: SubmissionHeader | None = None

    @property
    def sha256(self) -> str:
        """Return the digest of the bytes so far, in hexadecimal."""
        return self._sha256.hexdigest()

    def feed(self, piece: bytes) -> None:
        """See the next piece; raises Trouble as soon as it is clear that this is not the submission asked for."""
        self.size += len(piece)
        if self._largest is not None and self.size > self._largest:
            raise Trouble(
                Kind.TOO_LARGE,
                f"the submission has more than --max-filing-mb {self._largest / 1e6:g}",
            )
        self._sha256.update(piece)
        self._tail = (
            (self._tail + piece)[-TAIL_BYTES:] if len(piece) < TAIL_BYTES else piece[-TAIL_BYTES:]
        )
        if self._head is None:
            return
        searched = max(0, len(self._head) - max(map(len, _HEADER_ENDS)))
        self._head += piece
        ended = any(self._head.find(end, searched) >= 0 for end in _HEADER_ENDS)
        if ended or len(self._head) >= HEADER_LIMIT:
            self._read_header(bytes(self._head))

    def finish(self) -> SubmissionHeader:
        """Return the header of a submission that came whole; raises Trouble."""
        if self.header is None:
            self._read_header(bytes(self._head or b""))
        if not ends_whole(self._tail):
            raise Trouble(
                Kind.CUT_SHORT, f"the submission's end mark is missing after {self.size} bytes"
            )
        assert self.header is not None
        return self.header

    def _read_header(self, head: bytes) -> None:
        self._head = None
        try:
            header = parse_header(head)
        except NotASubmission as error:
            raise Trouble(Kind.NOT_WHAT_WAS_ASKED, str(error)) from error
        if header.accession != self._accession:
            raise Trouble(
                Kind.OTHER_FILING,
                f"asked for {self._accession}, and its header says {header.accession}",
            )
        self.header = header
