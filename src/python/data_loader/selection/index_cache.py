"""EDGAR's index files, kept in the lake between runs and asked for with If-Modified-Since.

The full index honours it, and old quarters are rewritten now and then. A file is kept as gzip under raw/_index; what
EDGAR said of it, and the digest of what is kept, stand in one file of validators: a copy that does not fit it is fetched
anew.
"""

from __future__ import annotations

import hashlib
import json
import logging
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from gzip import GzipFile
from typing import IO

from data_loader.edgar.answer import Kind
from data_loader.edgar.client import Content, EdgarClient
from data_loader.edgar.errors import EdgarUnavailable, Trouble
from data_loader.edgar.hosts import Hosts
from data_loader.selection.index_file import begins_index, parse_line
from docai.filing.layout import INDEX
from docai.lake.errors import NotFound
from docai.lake.lake import Lake

VALIDATORS = f"{INDEX}/validators.json"
SPOOL_BYTES = 1 << 20

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Validator:
    """What EDGAR said of a file (``last_modified``, as it was written), and the SHA-256 of the copy kept."""

    url: str
    last_modified: str
    sha256: str


class IndexCache:
    """Reads index files through the lake. Used by one thread, under the lease."""

    def __init__(self, client: EdgarClient, hosts: Hosts, lake: Lake) -> None:
        self._client = client
        self._hosts = hosts
        self._lake = lake
        self._validators: dict[str, Validator] | None = None
        self._changed = False

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
            with GzipFile(fileobj=spool) as stream:
                yield stream

    def save(self) -> None:
        """Put what EDGAR said of new files into the lake."""
        if self._changed and self._validators is not None:
            fields = {path: asdict(each) for path, each in sorted(self._validators.items())}
            self._lake.replace(VALIDATORS, json.dumps(fields, indent=0).encode())
            self._changed = False

    def _fill(self, path: str, spool: IO[bytes]) -> bool:
        url = self._hosts.archive(path)
        known = self._known().get(path)
        kept = self._kept(path, known) if known is not None and known.url == url else None
        headers = {"If-Modified-Since": known.last_modified} if kept is not None and known else {}
        asked = self._client.ask(url, lambda content: _compress(content, spool), headers)
        if asked.error is not None:
            raise EdgarUnavailable(f"{url}: {asked.error}, after {asked.attempts} tries")
        if asked.kind is Kind.NOT_MODIFIED and kept is not None:
            spool.write(kept)
            return True
        if asked.value is None:
            return False
        if asked.value:
            self._keep(path, url, asked.value, spool)
        return True

    def _keep(self, path: str, url: str, last_modified: str, spool: IO[bytes]) -> None:
        spool.seek(0)
        data = spool.read()
        self._lake.replace(_place(path), data)
        digest = hashlib.sha256(data).hexdigest()
        self._known()[path] = Validator(url, last_modified, digest)
        self._changed = True

    def _kept(self, path: str, known: Validator) -> bytes | None:
        try:
            data = self._lake.read(_place(path))
        except NotFound:
            return None
        return data if hashlib.sha256(data).hexdigest() == known.sha256 else None

    def _known(self) -> dict[str, Validator]:
        if self._validators is None:
            try:
                fields = json.loads(self._lake.read(VALIDATORS))
                self._validators = {path: Validator(**each) for path, each in fields.items()}
            except NotFound:
                self._validators = {}
            except (ValueError, TypeError, AttributeError) as error:
                _log.warning("%s is damaged and begun anew: %s", VALIDATORS, error)
                self._validators = {}
        return self._validators


def _compress(content: Content, spool: IO[bytes]) -> str:
    """Write an index file to ``spool`` as gzip; return its Last-Modified, empty when EDGAR sent none."""
    if not begins_index(content.head):
        raise Trouble(Kind.NOT_WHAT_WAS_ASKED, "this is no index file")
    spool.seek(0)
    spool.truncate()
    deflate = zlib.compressobj(6, zlib.DEFLATED, 16 + zlib.MAX_WBITS)
    last = b""
    for piece in content.pieces:
        spool.write(deflate.compress(piece))
        last = (last + piece)[-4096:] if len(piece) < 4096 else piece[-4096:]
    spool.write(deflate.flush())
    final = last.rstrip().rsplit(b"\n", 1)[-1]
    if final[:1].isdigit() and parse_line(final) is None:
        raise Trouble(Kind.CUT_SHORT, f"the index ends in the middle of a line: {final[-60:]!r}")
    return content.headers.get("Last-Modified", "")


def _place(path: str) -> str:
    return f"{INDEX}/{path}.gz"
