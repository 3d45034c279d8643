"""One filing from EDGAR into the lake: one request, checked while it streams, published whole."""

from __future__ import annotations

import hashlib
import logging
import secrets
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from gzip import BadGzipFile, GzipFile

from data_loader.edgar.answer import Kind
from data_loader.edgar.client import Asked, Content, EdgarClient
from data_loader.ending import Ending
from data_loader.fetch.submission import SubmissionCheck
from data_loader.store.inventory import Inventory
from data_loader.store.result_lines import result_line
from docai.backoff import Backoff
from docai.filing.header import SubmissionHeader
from docai.filing.layout import RAW_PATH, raw_path, staging_path
from docai.filing.manifest import Intent, Result
from docai.lake.errors import LakeError, LakeFull, WrongLake
from docai.lake.lake import Lake, StagedFile

GZIP_LEVEL = 4
"""Of zlib: a filing costs half the time of level 6 and 5 % more room."""

LAKE_TRIES = 3
READ_BYTES = 256 * 1024

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Outcome:
    """The line for the manifest, and how many bytes were put into the lake for it."""

    result: Result
    lake_bytes: int = 0


@dataclass(frozen=True, slots=True)
class _Stored:
    header: SubmissionHeader
    path: str
    size: int | None
    sha256: str | None
    lake_bytes: int
    fresh: bool


class FilingFetcher:
    """Fetches filings; safe to use from all workers.

    ``inventory`` says what the lake held at the beginning: of the whole lake, or with ``listed`` of these filers only.
    ``again`` are accession numbers to fetch although they are stored. A submission of more than ``largest`` bytes fails.
    """

    def __init__(
        self,
        client: EdgarClient,
        lake: Lake,
        run: str,
        inventory: Inventory,
        ending: Ending,
        *,
        listed: frozenset[str] | None = None,
        again: frozenset[str] = frozenset(),
        largest: int | None = None,
    ) -> None:
        self._client = client
        self._lake = lake
        self._run = run
        self._inventory = inventory
        self._ending = ending
        self._listed = listed
        self._again = again
        self._largest = largest
        self._backoff = Backoff(1.0, 30.0)

    def fetch(self, intent: Intent) -> Outcome:
        """Return what became of ``intent``.

        Raises EdgarBlocks, Stopped, and LakeError where no later filing would fare better.
        """
        attempts = 0
        for failure in range(1, LAKE_TRIES + 1):
            try:
                asked = self._client.ask(intent.url, lambda content: self._store(content, intent))
            except (LakeFull, WrongLake):
                raise
            except LakeError as error:
                attempts += 1
                problem = str(error)
                _log.warning("%s: %s", intent.accession, error, extra={"attempts": attempts})
                self._ending.wait(self._backoff.after(failure))
            else:
                return _outcome(intent, asked, attempts)
        return Outcome(result_line(intent, "failed", attempts, error=problem))

    def _store(self, content: Content, intent: Intent) -> _Stored:
        check = SubmissionCheck(intent.accession, largest=self._largest)
        pieces = iter(content.pieces)
        # nothing is staged before the header has shown that this is the filing asked for
        first = bytearray()
        while check.header is None and (piece := next(pieces, None)) is not None:
            check.feed(piece)
            first += piece
        if check.header is None:
            check.finish()
        assert check.header is not None
        known = self._known(check.header, intent)
        if known is not None:
            return _Stored(check.header, known, None, None, 0, fresh=False)
        return self._stream(check, bytes(first), pieces, intent)

    def _stream(
        self, check: SubmissionCheck, first: bytes, pieces: Iterator[bytes], intent: Intent
    ) -> _Stored:
        # zlib's own gzip header names no time and no file: the same bytes give the same file
        deflate = zlib.compressobj(GZIP_LEVEL, zlib.DEFLATED, 16 + zlib.MAX_WBITS)
        name = f"{intent.accession}-{secrets.token_hex(4)}.txt.gz"
        with self._lake.stage(staging_path(self._run, name)) as staged:
            put = _write(staged, deflate.compress(first))
            for piece in pieces:
                check.feed(piece)
                put += _write(staged, deflate.compress(piece))
            header = check.finish()
            put += _write(staged, deflate.flush())
            path = self._place(header, check.sha256)
            if path == self._inventory.path(intent.accession):
                return _Stored(header, path, check.size, check.sha256, 0, fresh=False)
            if staged.publish(path):
                return _Stored(header, path, check.size, check.sha256, put, fresh=True)
        # somebody was faster: what stands there counts
        there = digest_of(self._lake, path)
        return _Stored(header, path, there.size, there.sha256, 0, fresh=True)

    def _place(self, header: SubmissionHeader, sha256: str) -> str:
        if header.accession not in self._again:
            return raw_path(header.filer.cik, header.accession)
        stored = self._inventory.path(header.accession)
        if stored is not None and digest_of(self._lake, stored).sha256 == sha256:
            return stored
        match = RAW_PATH.fullmatch(stored) if stored else None
        return raw_path(match[1] if match else header.filer.cik, header.accession, sha256=sha256)

    def _known(self, header: SubmissionHeader, intent: Intent) -> str | None:
        """Return where a filing stands that was selected by a later filer, and whose first filer was not listed."""
        if (
            self._listed is None
            or intent.accession in self._again
            or header.filer.cik in self._listed
        ):
            return None
        path = raw_path(header.filer.cik, header.accession)
        return path if self._lake.stat(path) is not None else None


@dataclass(frozen=True, slots=True)
class Digest:
    """Size and SHA-256 of a stored submission, as it was served; None for a file that cannot be read as gzip."""

    size: int | None
    sha256: str | None


def digest_of(lake: Lake, path: str) -> Digest:
    """Return what a stored submission holds; raises LakeError."""
    digest, size = hashlib.sha256(), 0
    try:
        with lake.open(path) as stored, GzipFile(fileobj=stored, mode="rb") as stream:
            while piece := stream.read(READ_BYTES):
                digest.update(piece)
                size += len(piece)
    except (BadGzipFile, EOFError, zlib.error) as error:
        _log.warning("%s is damaged: %s", path, error)
        return Digest(None, None)
    return Digest(size, digest.hexdigest())


def _outcome(intent: Intent, asked: Asked[_Stored], before: int) -> Outcome:
    attempts = before + asked.attempts
    if asked.value is not None:
        return Outcome(_stored(intent, asked.value, attempts), asked.value.lake_bytes)
    if asked.kind is Kind.MISSING:
        return Outcome(result_line(intent, "missing", attempts, error="EDGAR has no such file"))
    return Outcome(result_line(intent, "failed", attempts, error=asked.error or asked.kind.value))


def _stored(intent: Intent, stored: _Stored, attempts: int) -> Result:
    header = stored.header
    return Result(
        accession=intent.accession,
        cik=header.filer.cik,
        ciks=tuple(dict.fromkeys((*header.ciks, *intent.ciks))),
        company=header.filer.name or intent.company,
        form=header.form,
        filed=header.filed,
        period=header.period or intent.period,
        url=intent.url,
        path=stored.path,
        size=stored.size,
        sha256=stored.sha256,
        status="stored" if stored.fresh else "already_stored",
        error=None,
        attempts=attempts,
        fetched_at=datetime.now(UTC) if stored.fresh else None,
    )


def _write(staged: StagedFile, data: bytes) -> int:
    if data:
        staged.write(data)
    return len(data)
