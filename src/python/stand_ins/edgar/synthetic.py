"""Submissions made on the fly, of any number and size, for benchmarks of speed and memory.

A body is a header, one block of text over and over, and an end. The block's gzip form is made once
(a deflate stream may be joined from pieces that end in a full flush, RFC 1951), so that serving
200 MB costs the server next to nothing.
"""

from __future__ import annotations

import hashlib
import random
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache

FIRST_CIK = 9800001
FILINGS_EACH = 10
FIRST_DAY = date(2014, 1, 2)
BLOCK_SIZE = 1 << 16
GZIP_HEAD = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
END = b"\n</TEXT>\n</DOCUMENT>\n</SEC-DOCUMENT>\n"
SMALLEST = 2000


@cache
def _block() -> bytes:
    """Lines of words and figures that compress about as well as a filing does."""
    rng = random.Random(1)  # noqa: S311  (filler)
    words = [
        "the",
        "company",
        "revenue",
        "of",
        "and",
        "increased",
        "net",
        "sales",
        "products",
        "in",
        "fiscal",
        "year",
        "total",
        "assets",
    ]
    lines = []
    length = 0
    while length < BLOCK_SIZE:
        line = " ".join(rng.choices(words, k=9)) + f"  {rng.randrange(10**7):>12,}\n"
        lines.append(line)
        length += len(line)
    return "".join(lines).encode()[:BLOCK_SIZE]


def _deflate(data: bytes) -> bytes:
    engine = zlib.compressobj(6, zlib.DEFLATED, -15)
    return engine.compress(data) + engine.flush(zlib.Z_FULL_FLUSH)


@cache
def _deflated_block() -> bytes:
    return _deflate(_block())


@dataclass(frozen=True)
class SyntheticBody:
    """Submission number `number`, exactly `size` bytes long."""

    number: int
    size: int

    @property
    def filed(self) -> date:
        return FIRST_DAY + timedelta(days=self.number * 7 % 3900)

    @property
    def cik(self) -> int:
        return FIRST_CIK + self.number // FILINGS_EACH

    @property
    def accession(self) -> str:
        return f"{self.cik:010d}-{self.filed.year % 100:02d}-{self.number:06d}"

    @property
    def modified(self) -> float:
        return datetime.combine(self.filed, datetime.min.time()).timestamp()

    @property
    def etag(self) -> str:
        key = f"{self.number}/{self.size}".encode()
        return f'"{hashlib.md5(key, usedforsecurity=False).hexdigest()}"'

    def head(self) -> bytes:
        """Everything up to the repeated text."""
        day, period = f"{self.filed:%Y%m%d}", f"{self.filed.year - 1}1231"
        return (
            f"<SEC-DOCUMENT>{self.accession}.txt : {day}\n<SEC-HEADER>{self.accession}.hdr.sgml : {day}\n"
            f"<ACCEPTANCE-DATETIME>{day}163{self.number % 10}05\nACCESSION NUMBER:\t\t{self.accession}\n"
            f"CONFORMED SUBMISSION TYPE:\t10-K\nPUBLIC DOCUMENT COUNT:\t\t1\nCONFORMED PERIOD OF REPORT:\t{period}\n"
            f"FILED AS OF DATE:\t\t{day}\n\nFILER:\n\n\tCOMPANY DATA:\t\n"
            f"\t\tCOMPANY CONFORMED NAME:\t\t\tSYNTHETIC FILER {self.cik} INC\n\t\tCENTRAL INDEX KEY:\t\t\t{self.cik:010d}\n"
            "\t\tSTANDARD INDUSTRIAL CLASSIFICATION:\tSERVICES-PREPACKAGED SOFTWARE [7372]\n"
            "\t\tSTATE OF INCORPORATION:\t\t\tDE\n\t\tFISCAL YEAR END:\t\t\t1231\n</SEC-HEADER>\n"
            f"<DOCUMENT>\n<TYPE>10-K\n<SEQUENCE>1\n<FILENAME>synthetic{self.number}.txt\n<DESCRIPTION>10-K\n<TEXT>\n"
            "                                   FORM 10-K\n\nItem 1.   Business\n\n"
        ).encode()

    def _parts(self) -> tuple[bytes, int, bytes]:
        head = self.head()
        blocks, rest = divmod(self.size - len(head) - len(END), BLOCK_SIZE)
        return head, blocks, _block()[:rest] + END

    def chunks(self) -> Iterator[bytes]:
        head, blocks, end = self._parts()
        yield head
        for _ in range(blocks):
            yield _block()
        yield end

    def gzip_size(self) -> int | None:
        head, blocks, end = self._parts()
        pieces = len(_deflate(head)) + blocks * len(_deflated_block()) + len(_deflate(end))
        return len(GZIP_HEAD) + pieces + len(b"\x03\x00") + 8

    def gzip_chunks(self) -> Iterator[bytes]:
        head, blocks, end = self._parts()
        check = zlib.crc32(head)
        yield GZIP_HEAD + _deflate(head)
        for _ in range(blocks):
            check = zlib.crc32(_block(), check)
            yield _deflated_block()
        check = zlib.crc32(end, check)
        yield _deflate(end) + b"\x03\x00" + struct.pack("<II", check, self.size & 0xFFFFFFFF)
