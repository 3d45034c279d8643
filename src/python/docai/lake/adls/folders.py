"""The folders of a lake on ADLS Gen2: the storage renames into those alone that are there."""

from __future__ import annotations

import threading

from azure.core import MatchConditions
from azure.core.exceptions import HttpResponseError
from azure.storage.filedatalake import FileSystemClient

from docai.lake.adls.answers import code_of
from docai.lake.adls.errors import TAKEN, told_as_lake_errors
from docai.lake.settings import AdlsSettings


class KnownFolders:
    """The folders of which this process knows that they are there: each is made once, and not asked for again."""

    def __init__(self, client: FileSystemClient, settings: AdlsSettings) -> None:
        self._client = client
        self._settings = settings
        self._lock = threading.Lock()
        self._known: set[str] = set()

    def make(self, folder: str, *, anew: bool = False) -> None:
        """Make the folder and those above it, unless it is known to be there."""
        if not folder or (not anew and folder in self._known):
            return
        client = self._client.get_directory_client(folder)
        with told_as_lake_errors(f"cannot make the folder {folder}", self._settings):
            try:
                client.create_directory(match_condition=MatchConditions.IfMissing)
            except HttpResponseError as error:
                # Not every 409 means that it is there.
                if code_of(error) not in TAKEN and error.status_code != 412:
                    raise
        self.note(folder)

    def note(self, folder: str) -> None:
        """Remember that the folder is there."""
        if folder not in self._known:
            with self._lock:
                self._known.add(folder)

    def forget(self, folder: str) -> None:
        """Forget the folder and those below it."""
        with self._lock:
            self._known = {
                known
                for known in self._known
                if known != folder and not known.startswith(f"{folder}/")
            }
