"""An upload under way on ADLS Gen2: a file below the staging folder, renamed when it is whole.

A small upload is three requests: create, append with flush, rename. The retry policy may repeat each of them after it took
effect unseen. So each may be repeated without harm, and a refusal is looked into: the file carries the upload's own mark as
metadata, and a path with our mark is ours.
"""

from __future__ import annotations

import contextlib
import hashlib
import uuid
from collections.abc import Callable
from types import TracebackType
from typing import Protocol, Self
from urllib.parse import quote

from azure.core import MatchConditions
from azure.core.exceptions import HttpResponseError
from azure.storage.filedatalake import DataLakeFileClient, FileSystemClient

from docai.lake.adls.answers import code_of
from docai.lake.adls.client import CHUNK
from docai.lake.adls.errors import told_as_lake_errors
from docai.lake.errors import DamagedUpload, LakeError
from docai.lake.settings import AdlsSettings

UPLOAD = "docai_upload"
SHA256 = "sha256"
"""Metadata of what was published: the mark of its upload, and the SHA-256 (hex) of its bytes if it came in one piece."""

DISCARD_SECONDS = 5.0
"""How long the storage is asked to discard an upload; what remains is swept with the other leftovers of its age."""


class Folders(Protocol):
    """The folders that are known to be there."""

    def make(self, folder: str, *, anew: bool = False) -> None:
        """Make the folder (a path in the file system), unless it is known to be there; ``anew``: in any case."""


class AdlsStagedFile:
    """A file under its staging name; see docai.lake.lake.StagedFile. Paths are those in the file system."""

    def __init__(
        self,
        file_system: FileSystemClient,
        settings: AdlsSettings,
        folders: Folders,
        staging: str,
        locate: Callable[[str], str],
    ) -> None:
        self._file_system = file_system
        self._settings = settings
        self._folders = folders
        self._staging = staging
        self._locate = locate
        self._mark = uuid.uuid4().hex
        self._pending = bytearray()
        self._digest = hashlib.sha256()
        self._sent = 0
        self._client: DataLakeFileClient | None = None
        self._finished = False

    def write(self, data: bytes) -> None:
        """Append ``data``; whole chunks go to the storage at once."""
        self._check_open()
        self._digest.update(data)
        rest = memoryview(data)
        while rest:
            room = CHUNK - len(self._pending)
            self._pending += rest[:room]
            rest = rest[room:]
            if len(self._pending) == CHUNK and rest:
                self._send(last=False)

    def publish(self, path: str) -> bool:
        """Make what was written the file at ``path``; False when that was taken before."""
        self._check_open()
        target = self._locate(path)
        self._send(last=True)
        published = self._rename(target)
        self._finished = True
        if not published:
            self._discard()
        return published

    def replace(self, path: str) -> None:
        """Make what was written the file at ``path``, whatever stands there."""
        self._check_open()
        target = self._locate(path)
        self._send(last=True)
        self._folders.make(target.rpartition("/")[0])
        with told_as_lake_errors(f"cannot replace {target}", self._settings):
            try:
                self._rename_once(target, overwrite=True)
            except HttpResponseError as error:
                # gone from its place: renamed by an earlier try whose answer was lost?
                if error.status_code != 404 or self._mark_at(target) != self._mark:
                    raise
        self._finished = True

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if not self._finished:
            self._finished = True
            self._discard()

    def _check_open(self) -> None:
        if self._finished:
            raise ValueError(f"the upload {self._staging} is finished")

    def _send(self, *, last: bool) -> None:
        with told_as_lake_errors(f"cannot stage {self._staging}", self._settings):
            client = self._client or self._create(last=last)
            data, self._pending = bytes(self._pending), bytearray()
            if data:
                self._append(client, data, flush=last)
                self._sent += len(data)

    def _create(self, *, last: bool) -> DataLakeFileClient:
        client = self._file_system.get_file_client(self._staging)
        metadata = {UPLOAD: self._mark}
        if last:
            metadata[SHA256] = self._digest.hexdigest()
        try:
            client.create_file(metadata=metadata, match_condition=MatchConditions.IfMissing)
        except HttpResponseError as error:
            # created by an earlier try whose answer was lost, or by somebody else
            if error.status_code not in (409, 412) or self._mark_at(self._staging) != self._mark:
                raise
        self._client = client
        return client

    def _append(self, client: DataLakeFileClient, data: bytes, *, flush: bool) -> None:
        try:
            client.append_data(data, self._sent, len(data), flush=flush, validate_content=True)
        except HttpResponseError as error:
            if code_of(error) == "Md5Mismatch":
                raise
            # flushed by an earlier try whose answer was lost?
            refused = flush and error.status_code in (400, 409, 412)
            if not refused or client.get_file_properties().size != self._sent + len(data):
                raise

    def _rename(self, target: str) -> bool:
        folder = target.rpartition("/")[0]
        self._folders.make(folder)
        with told_as_lake_errors(f"cannot publish {target}", self._settings):
            published = self._try_rename(target)
            if published is None:  # the folder that was known is gone: once more, with a new one
                self._folders.make(folder, anew=True)
                published = self._try_rename(target)
        if published is None:
            raise DamagedUpload(f"the upload {self._staging} is gone; somebody swept it")
        return published

    def _try_rename(self, target: str) -> bool | None:
        """Return True when the upload stands at ``target``, False when something else does, None when a name is missing."""
        try:
            self._rename_once(target)
        except HttpResponseError as error:
            if error.status_code not in (404, 409, 412):
                raise
            present = self._mark_at(target)
            if present == self._mark:
                return True  # by an earlier try whose answer was lost
            if error.status_code == 404:
                return None
            if present is None:
                raise  # nothing stands there: refused for another reason
            return False
        return True

    def _rename_once(self, target: str, *, overwrite: bool = False) -> None:
        # the SDK unquotes the source's path before it quotes it: a name with a percent sign must be quoted for that
        source = self._file_system.get_file_client(quote(self._staging))
        name = f"{self._settings.address.file_system}/{target}"
        if overwrite:
            source.rename_file(name)
        else:
            source.rename_file(name, match_condition=MatchConditions.IfMissing)

    def _mark_at(self, path: str) -> str | None:
        """Return the mark of what stands at ``path``: "" when it has none, None when nothing stands there."""
        try:
            properties = self._file_system.get_file_client(path).get_file_properties()
        except HttpResponseError as error:
            if error.status_code == 404:
                return None
            raise
        return str((properties.metadata or {}).get(UPLOAD, ""))

    def _discard(self) -> None:
        if self._client is None:
            return
        doing = f"cannot discard {self._staging}"
        with contextlib.suppress(LakeError), told_as_lake_errors(doing, self._settings):
            self._client.delete_file(retry_seconds=DISCARD_SECONDS)
