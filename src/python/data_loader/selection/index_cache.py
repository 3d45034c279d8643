"""EDGAR's index files, kept in the lake between runs and asked for with If-Modified-Since.

The full index honours it, and old quarters are rewritten now and then. What is kept of a file is its preface and its 10-K
lines, and with them what EDGAR's Last-Modified was. All of it stands in one file of the lake, so that a run over every
quarter since 1993 reads it in one request.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from data_loader.edgar.answer import Kind
from data_loader.edgar.client import Content, EdgarClient, needed
from data_loader.edgar.errors import Trouble
from data_loader.edgar.hosts import Hosts
from data_loader.selection.index_file import (
    begins_index,
    is_damaged,
    is_line,
    lost_its_form,
    may_be_ten_k,
    parse_line,
)
from data_loader.selection.lines import lines_of
from data_loader.store.cache_file import read_or_begin_anew
from docai.filing.layout import INDEX
from docai.lake.lake import Lake

PLACE = f"{INDEX}/10-k.zip"

MOST_KEPT = 8_000_000
"""Bytes of an index's preface and 10-K lines, unpacked; the fullest quarter has 1 MB."""

LARGEST_FILE = 64_000_000
"""Bytes of the file in the lake; all quarters since 1993 take 10 MB."""

MOMENT = re.compile(r"[A-Za-z0-9 ,:+-]{1,64}", re.ASCII)
"""What can stand in Last-Modified, and be sent back: ``Tue, 02 Jan 2024 03:04:05 GMT``."""

SAVE_EVERY = 48
"""After so many new files, what is kept is put into the lake: a run that is killed need not fetch them again."""


@dataclass(frozen=True, slots=True)
class _Kept:
    """An index file's preface and 10-K lines (zlib), where it came from, and EDGAR's Last-Modified as it was written."""

    url: str
    last_modified: str
    packed: bytes


class IndexCache:
    """Reads index files through the lake. Used by one thread, under the lease."""

    def __init__(self, client: EdgarClient, hosts: Hosts, lake: Lake) -> None:
        self._client = client
        self._hosts = hosts
        self._lake = lake
        self._kept: dict[str, _Kept] | None = None
        self._new = 0

    def read(self, path: str, *, essential: bool = True) -> bytes | None:
        """Return the preface and the 10-K lines of the file at ``path`` below EDGAR's archive; None where there is none.

        ``essential``: nothing can be done without it (see EdgarClient.ask). Raises EdgarUnavailable, LakeError, Stopped.
        """
        url, kept = self._hosts.archive(path), self._load().get(path)
        known = kept is not None and kept.url == url
        asked = self._client.ask(
            url,
            lambda content: (content.headers.get("Last-Modified", ""), extract(content)),
            {"If-Modified-Since": kept.last_modified} if kept is not None and known else {},
            essential=essential,
        )
        needed(url, asked, essential=essential)
        if asked.kind is Kind.NOT_MODIFIED and kept is not None:
            return zlib.decompress(kept.packed)
        if asked.value is None:
            return None
        last_modified, data = asked.value
        if MOMENT.fullmatch(last_modified):
            self._load()[path] = _Kept(url, last_modified, zlib.compress(data))
            self._new += 1
            if self._new >= SAVE_EVERY:
                self.save()
        return data

    def look(self) -> None:
        """Raise Stopped when the run ends; to be called now and then by work on what was read."""
        self._client.look()

    def forget(self, prefix: str) -> None:
        """Drop the files whose paths begin with ``prefix``."""
        for path in [path for path in self._load() if path.startswith(prefix)]:
            del self._load()[path]
            self._new += 1

    def save(self) -> None:
        """Put what is new into the lake; raises LakeError."""
        if self._new:
            self._lake.replace(PLACE, _pack(self._load()))
            self._new = 0

    def _load(self) -> dict[str, _Kept]:
        if self._kept is None:
            self._kept = read_or_begin_anew(
                self._lake, PLACE, lambda data: dict(_unpack(data)), largest=LARGEST_FILE
            )
        return self._kept


def extract(content: Content) -> bytes:
    """Return the preface and the 10-K lines of an index file, readable or not, as they are; raises Trouble."""
    if not begins_index(content.head):
        raise Trouble(Kind.NOT_WHAT_WAS_ASKED, "this is no index file")
    kept, last, preface = bytearray(), b"", True
    ends = b""

    def pieces() -> Iterator[bytes]:
        nonlocal ends
        for piece in content.pieces:
            ends = piece[-1:] or ends
            yield piece

    def other_forms(block: bytes) -> bool:
        return not preface and not may_be_ten_k(block)

    for line in lines_of(pieces(), what="index", skip=other_forms):
        last = line
        preface = preface and not is_line(line)
        if preface or may_be_ten_k(line) or (lost_its_form(line) and is_damaged(line)):
            kept += line + b"\n"
            if len(kept) > MOST_KEPT:
                raise Trouble(
                    Kind.TOO_LARGE, f"this index has more than {MOST_KEPT:,} bytes about 10-Ks"
                )
    if ends != b"\n" and is_line(last) and parse_line(last) is None:
        raise Trouble(Kind.CUT_SHORT, f"the index ends in the middle of a line: {last[-60:]!r}")
    return bytes(kept)


def _pack(kept: dict[str, _Kept]) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for path, each in sorted(kept.items()):
            info = ZipInfo(path)
            info.compress_type = ZIP_DEFLATED
            said = {"url": each.url, "last_modified": each.last_modified}
            info.comment = json.dumps(said).encode()
            archive.writestr(info, zlib.decompress(each.packed))
    return out.getvalue()


def _unpack(data: bytes) -> Iterator[tuple[str, _Kept]]:
    with ZipFile(BytesIO(data)) as archive:
        for info in archive.infolist():
            said = json.loads(info.comment)
            if info.file_size > MOST_KEPT:
                raise ValueError(f"{info.filename} has {info.file_size:,} bytes")
            url, last_modified = said["url"], said["last_modified"]
            if not isinstance(url, str) or not MOMENT.fullmatch(last_modified):
                raise ValueError(f"{info.filename} has no time of its last change")
            yield info.filename, _Kept(url, last_modified, zlib.compress(archive.read(info)))
