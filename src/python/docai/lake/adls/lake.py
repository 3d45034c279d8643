"""A lake on ADLS Gen2, through Azure's SDK. Nothing outside of this room imports that."""

from __future__ import annotations

import io
import logging
import os
import secrets
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from typing import BinaryIO, cast

from azure.core.exceptions import (
    HttpResponseError,
    ResourceNotFoundError,
)
from azure.core.paging import PageIterator
from azure.storage.filedatalake import FileSystemClient, PathProperties

from docai.lake.address import AdlsAddress
from docai.lake.adls import lease
from docai.lake.adls.answers import code_of, is_its_own
from docai.lake.adls.check import check_account
from docai.lake.adls.client import file_system_client
from docai.lake.adls.errors import not_understood, told_as_lake_errors
from docai.lake.adls.folders import KnownFolders
from docai.lake.adls.reading import Download
from docai.lake.adls.staging import AdlsStagedFile
from docai.lake.errors import LakeUnavailable, WrongLake
from docai.lake.lake import Entry, Lease, StagedFile, lease_seconds
from docai.lake.paths import check_path, check_prefix, is_replacement, replacement_name
from docai.lake.settings import AdlsSettings, adls_settings

PAGE = 5000
"""Paths that one request lists: the most that the service gives."""

_log = logging.getLogger(__name__)


def open_adls(address: AdlsAddress) -> AdlsLake:
    """Return the lake at ``address``, reached as this process's environment says; raises WrongLake and AccessRefused."""
    return AdlsLake(adls_settings(address, os.environ))


class AdlsLake:
    """A folder tree in a file system; see docai.lake.lake.Lake. Safe to use from several threads."""

    def __init__(self, settings: AdlsSettings) -> None:
        self._settings = settings
        self._root = settings.address.root
        self._client: FileSystemClient = file_system_client(settings)
        self._folders = KnownFolders(self._client, settings)

    @property
    def uri(self) -> str:
        """Return ``abfss://FS@ACCOUNT.dfs.core.windows.net/ROOT``."""
        return self._settings.address.uri

    def read(self, path: str) -> bytes:
        """Return the file's bytes."""
        with self.open(path) as stream:
            return stream.read()

    @contextmanager
    def open(self, path: str) -> Iterator[BinaryIO]:
        """Return a context whose value reads the file in order, some megabytes at a time."""
        doing = f"cannot read {path} in {self.uri}"
        with self._told(doing):
            download = self._client.get_file_client(self._locate_file(path)).download_file()
            if (download.properties.metadata or {}).get("hdi_isfolder"):
                raise WrongLake(f"{doing}: a folder stands where a file is needed")
        with io.BufferedReader(Download(download, doing, self._settings)) as stream:
            yield stream

    def stat(self, path: str) -> Entry | None:
        """Return what is known of the file, or None when there is none."""
        with self._told(f"cannot look at {path} in {self.uri}"):
            try:
                found = self._client.get_file_client(self._locate_file(path)).get_file_properties()
            except ResourceNotFoundError as error:
                self._check_absent(error)
                return None
        if (found.metadata or {}).get("hdi_isfolder"):
            return None
        return self._entry(path, found.size, found.last_modified)

    def list(self, prefix: str = "", *, recursive: bool = True) -> Iterator[Entry]:
        """Yield the files below the folder ``prefix`` in the order of their paths; nothing when it is absent."""
        entries = []
        for found in self._paths(prefix, recursive=recursive):
            path = self._relative(found.name)
            if not found.is_directory and not is_replacement(path):
                entries.append(self._entry(path, found.content_length, found.last_modified))
                self._folders.note(found.name.rpartition("/")[0])
        # the service promises no order
        entries.sort(key=lambda entry: entry.path)
        yield from entries

    def folders(self, prefix: str = "") -> Iterator[str]:
        """Yield the paths of the folders directly below ``prefix`` in order; nothing when it is absent."""
        found = self._paths(prefix, recursive=False)
        yield from sorted(self._relative(each.name) for each in found if each.is_directory)

    def stage(self, staging_path: str) -> AbstractContextManager[StagedFile]:
        """Begin an upload at ``staging_path``."""
        return self._staged(staging_path)

    def publish(self, path: str, data: bytes, *, staging_path: str) -> bool:
        """Stage and publish ``data``: in three requests when the folder is known."""
        with self.stage(staging_path) as staged:
            staged.write(data)
            return staged.publish(path)

    def replace(self, path: str, data: bytes) -> None:
        """Put ``data`` at ``path`` atomically, whatever stands there."""
        folder, _, name = check_path(path).rpartition("/")
        beside = "/".join(filter(None, (folder, replacement_name(name, secrets.token_hex(8)))))
        with self._staged(beside) as staged:
            staged.write(data)
            staged.replace(path)

    def delete(self, path: str, *, recursive: bool = False) -> None:
        """Delete a file or an empty folder, with ``recursive`` a full one; nothing happens when it is absent."""
        target = self._locate_file(path)
        with self._told(f"cannot delete {path} in {self.uri}"):
            try:
                if recursive:
                    self._client.get_directory_client(target).delete_directory()
                    self._folders.forget(target)
                else:
                    self._client.get_file_client(target).delete_file()
            except ResourceNotFoundError as error:
                self._check_absent(error)

    def acquire_lease(self, path: str, *, holder: str, seconds: float) -> Lease:
        """Take the lease at ``path`` for ``seconds`` (15 to 60)."""
        whole = lease_seconds(seconds)
        client = self._client.get_file_client(self._locate_file(path))
        return lease.acquire(path, client, holder=holder, seconds=whole, settings=self._settings)

    def check_writable(self) -> None:
        """Make the root if need be and prove that it can be written.

        Both hosts of the account are asked. A file system that is missing is made at a test endpoint alone: in Azure a
        wrong name must not make a new one.
        """
        probe = self._locate_file(replacement_name("probe", secrets.token_hex(8)))
        check_account(self._client, probe, self._settings)

    def _staged(self, path: str) -> AdlsStagedFile:
        return AdlsStagedFile(
            self._client, self._settings, self._folders, self._locate_file(path), self._locate_file
        )

    def _paths(self, prefix: str, *, recursive: bool) -> Iterator[PathProperties]:
        at = self._locate(check_prefix(prefix))
        doing, below = f"cannot list {prefix or '/'} in {self.uri}", f"{at}/" if at else ""
        with self._told(doing):
            try:
                found = self._client.get_paths(
                    path=at or None, recursive=recursive, max_results=PAGE
                )
                pages, token = cast("PageIterator[PathProperties]", found.by_page()), None
                for page in pages:
                    for each in page:
                        if not isinstance(each.name, str) or not f"{each.name}/".startswith(below):
                            raise not_understood(doing, self._settings, f"a name {each.name!r}")
                        if each.name != at:
                            yield each
                    before, token = token, pages.continuation_token
                    if token and token == before:
                        raise LakeUnavailable(
                            f"{doing}: the storage sends one page again and again"
                        )
            except ResourceNotFoundError as error:
                self._check_absent(error)

    def _entry(self, path: str, size: object, modified: object) -> Entry:
        """Return what the storage says of a file; raises LakeUnavailable when it does not say it."""
        if not isinstance(size, int) or size < 0 or not isinstance(modified, datetime):
            said = f"size {size!r}, last modified {modified!r}"
            raise not_understood(f"cannot look at {path} in {self.uri}", self._settings, said)
        # GMT, which the SDK leaves unsaid in a listing
        return Entry(path, size, modified.replace(tzinfo=modified.tzinfo or UTC))

    def _check_absent(self, error: HttpResponseError) -> None:
        """Raise ``error`` again, unless it is the storage that says that the path is not there."""
        if code_of(error) in ("FilesystemNotFound", "ContainerNotFound") or not is_its_own(error):
            raise error

    def _locate_file(self, path: str) -> str:
        return self._locate(check_path(path))

    def _locate(self, path: str) -> str:
        return "/".join(filter(None, (self._root, path)))

    def _relative(self, name: str) -> str:
        return name[len(self._root) + 1 :] if self._root else name

    def _told(self, doing: str) -> AbstractContextManager[None]:
        return told_as_lake_errors(doing, self._settings)
