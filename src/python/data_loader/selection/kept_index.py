"""EDGAR's index as the lake keeps it, read without a request: what `index_cache` put there when a run last asked."""

from __future__ import annotations

import logging
import zlib
from collections.abc import Iterable
from io import BytesIO
from typing import Protocol
from zipfile import BadZipFile, ZipFile

from data_loader.selection.index_cache import LARGEST_FILE, MOST_KEPT, PLACE
from data_loader.selection.quarters import Quarter
from docai.lake.errors import NotFound
from docai.lake.lake import Lake

_log = logging.getLogger(__name__)


class Indexes(Protocol):
    """Whatever hands out EDGAR's index files: EDGAR through the lake, or the lake alone."""

    def read(self, path: str, *, essential: bool = True) -> bytes | None:
        """Return the preface and the 10-K lines of the file at ``path`` below EDGAR's archive; None where there is none."""

    def look(self) -> None:
        """Raise Stopped when the run ends."""

    def forget(self, prefix: str) -> None:
        """Drop the files whose paths begin with ``prefix``."""

    def save(self) -> None:
        """Put what is new into the lake."""


class KeptIndex:
    """The index files in the lake; nothing of them is changed. One that is damaged counts as not kept."""

    def __init__(self, lake: Lake) -> None:
        """Read the one file that they stand in. Raises LakeError."""
        self._archive = _archive(lake)
        self._names = frozenset(self._archive.namelist()) if self._archive else frozenset()

    def read(self, path: str, *, essential: bool = True) -> bytes | None:
        """Return what is kept of the file at ``path``; None where nothing is."""
        if self._archive is None or path not in self._names:
            return None
        try:
            if self._archive.getinfo(path).file_size > MOST_KEPT:
                raise BadZipFile(f"it has more than {MOST_KEPT:,} bytes")  # noqa: TRY301
            return self._archive.read(path)
        except (BadZipFile, zlib.error, OSError, EOFError, NotImplementedError) as error:
            _log.warning("%s in %s is damaged, and counts as not kept: %s", path, PLACE, error)
            return None

    def look(self) -> None:
        """Go on: a run over what is kept takes seconds."""

    def forget(self, prefix: str) -> None:
        """Keep all: the next run of the loader drops what it needs no longer."""

    def save(self) -> None:
        """Change nothing."""

    def kept(self, quarters: Iterable[Quarter]) -> tuple[Quarter, ...]:
        """Return those quarters of whose full or daily index there is something."""
        folders = {name.rpartition("/")[0].partition("/")[2] for name in self._names}
        return tuple(quarter for quarter in quarters if quarter.folder in folders)


def _archive(lake: Lake) -> ZipFile | None:
    entry = lake.stat(PLACE)
    if entry is None:
        return None
    try:
        if entry.size > LARGEST_FILE:
            raise BadZipFile(f"it has {entry.size:,} bytes")  # noqa: TRY301
        return ZipFile(BytesIO(lake.read(PLACE)))
    except NotFound:
        return None
    except (BadZipFile, ValueError, NotImplementedError) as error:
        _log.warning("%s is damaged, and counts as empty: %s", PLACE, error)
        return None
