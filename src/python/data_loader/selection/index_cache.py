"""EDGAR's index files, kept in the lake between runs and asked for with If-Modified-Since.

The full index honours it, and old quarters are rewritten now and then. A file is kept as gzip under raw/_index, after a first
line that says where it came from and what EDGAR's Last-Modified was: both change together or not at all.
"""

from __future__ import annotations

import json
import logging
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from gzip import BadGzipFile, GzipFile
from io import BytesIO
from typing import IO

from data_loader.edgar.answer import Kind
from data_loader.edgar.client import Content, EdgarClient
from data_loader.edgar.errors import EdgarUnavailable, Trouble
from data_loader.edgar.hosts import Hosts
from data_loader.selection.index_file import begins_index, parse_line
from docai.filing.layout import INDEX
from docai.lake.errors import NotFound
from docai.lake.lake import Lake

SPOOL_BYTES = 1 << 16
_TAIL = 4096

_log = logging.getLogger(__name__)


class IndexCache:
    """Reads index files through the lake. Used by one thread, under the lease."""

    def __init__(self, client: EdgarClient, hosts: Hosts, lake: Lake) -> None:
        self._client = client
        self._hosts = hosts
        self._lake = lake

    @contextmanager
    def open(self, path: str) -> Iterator[GzipFile | None]:
        """Return the file at ``path`` below EDGAR's archive, uncompressed, to be read in order; None where there is none.

        Raises EdgarUnavailable, LakeError, Stopped.
        """
        with tempfile.SpooledTemporaryFile(max_size=SPOOL_BYTES) as spool:
            if not self._fill(path, spool):
                yield None
                return
            spool.seek(0)
            with GzipFile(fileobj=spool, mode="rb") as stream:
                stream.readline()
                yield stream

    def _fill(self, path: str, spool: IO[bytes]) -> bool:
        url, place = self._hosts.archive(path), f"{INDEX}/{path}.gz"
        kept = self._kept(place)
        since = _last_modified(kept, url)
        asked = self._client.ask(
            url,
            lambda content: _compress(content, url, spool),
            {"If-Modified-Since": since} if since else {},
        )
        if asked.error is not None:
            raise EdgarUnavailable(f"{url}: {asked.error}, after {asked.attempts} tries")
        if asked.kind is Kind.NOT_MODIFIED and kept is not None:
            spool.write(kept)
            return True
        if asked.value:
            spool.seek(0)
            self._lake.replace(place, spool.read())
        return asked.value is not None

    def _kept(self, place: str) -> bytes | None:
        try:
            return self._lake.read(place)
        except NotFound:
            return None


def _last_modified(kept: bytes | None, url: str) -> str:
    """Return EDGAR's Last-Modified of the copy that is kept; empty where it is of no use."""
    if kept is None:
        return ""
    try:
        with GzipFile(fileobj=BytesIO(kept), mode="rb") as stream:
            said = json.loads(stream.readline())
            return str(said["last_modified"]) if said["url"] == url else ""
    except (BadGzipFile, EOFError, zlib.error, ValueError, KeyError, TypeError) as error:
        _log.warning("the index kept for %s is damaged and fetched anew: %s", url, error)
        return ""


def _compress(content: Content, url: str, spool: IO[bytes]) -> str:
    """Write an index file to ``spool`` as it is kept; return its Last-Modified, empty when EDGAR sent none."""
    if not begins_index(content.head):
        raise Trouble(Kind.NOT_WHAT_WAS_ASKED, "this is no index file")
    last_modified = content.headers.get("Last-Modified", "")
    spool.seek(0)
    spool.truncate()
    deflate = zlib.compressobj(6, zlib.DEFLATED, 16 + zlib.MAX_WBITS)
    said = json.dumps({"url": url, "last_modified": last_modified}).encode()
    spool.write(deflate.compress(said + b"\n"))
    last = b""
    for piece in content.pieces:
        spool.write(deflate.compress(piece))
        last = (last + piece)[-_TAIL:] if len(piece) < _TAIL else piece[-_TAIL:]
    spool.write(deflate.flush())
    final = last.rstrip().rsplit(b"\n", 1)[-1]
    if final[:1].isdigit() and parse_line(final) is None:
        raise Trouble(Kind.CUT_SHORT, f"the index ends in the middle of a line: {final[-60:]!r}")
    return last_modified
