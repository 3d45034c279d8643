"""A lock on ADLS Gen2 that runs out by itself: the storage's own lease on an empty file whose metadata names the holder."""

from __future__ import annotations

import contextlib
import uuid
from collections.abc import Iterator
from urllib.parse import quote, unquote

from azure.core import MatchConditions
from azure.core.exceptions import HttpResponseError
from azure.storage.filedatalake import DataLakeFileClient, DataLakeLeaseClient

from docai.lake.adls.answers import code_of
from docai.lake.adls.errors import TAKEN, told_as_lake_errors
from docai.lake.errors import LeaseHeld
from docai.lake.settings import AdlsSettings

HOLDER = "holder"
HOLDER_CHARACTERS = 200
UNKNOWN = "somebody who has only just taken it"
_HELD = {
    "LeaseAlreadyBroken",
    "LeaseAlreadyPresent",
    "LeaseIdMismatchWithBlobOperation",
    "LeaseIdMismatchWithLeaseOperation",
    "LeaseIdMissing",
    "LeaseIsBreakingAndCannotBeAcquired",
    "LeaseIsBreakingAndCannotBeChanged",
    "LeaseIsBrokenAndCannotBeRenewed",
    "LeaseLost",
    "LeaseNotPresentWithBlobOperation",
    "LeaseNotPresentWithLeaseOperation",
}
"""What the storage answers when the lease is another's, or nobody's any more: "Blob service error codes", 409 and 412.

Other refusals have the same statuses: an immutability policy is no holder that one could wait for.
"""


class AdlsLease:
    """A lease that is held; see docai.lake.lake.Lease."""

    def __init__(
        self, path: str, client: DataLakeFileClient, lease_id: str, settings: AdlsSettings
    ) -> None:
        self._path = path
        self._client = client
        self._id = lease_id
        self._settings = settings

    def renew(self) -> None:
        """Extend the lease by its duration; raises LeaseHeld when another took it."""
        with told_as_lake_errors(f"cannot renew the lease {self._path}", self._settings):
            try:
                DataLakeLeaseClient(self._client, lease_id=self._id).renew()
            except HttpResponseError as error:
                if error.status_code != 404 and code_of(error) not in _HELD:
                    raise
                holder = _holder(self._client) if error.status_code != 404 else "nobody"
                message = f"the lease {self._path} ran out and is now held by {holder}"
                raise LeaseHeld(message, holder) from error

    def release(self) -> None:
        """Give the lease up; nothing happens when it is no longer ours."""
        with told_as_lake_errors(f"cannot release the lease {self._path}", self._settings):
            with _unless_anothers():
                self._client.set_metadata({}, lease=self._id)
            with _unless_anothers():
                DataLakeLeaseClient(self._client, lease_id=self._id).release()


def acquire(
    path: str, client: DataLakeFileClient, *, holder: str, seconds: int, settings: AdlsSettings
) -> AdlsLease:
    """Take the lease on the file of ``client``, which is made if need be; raises LeaseHeld, which names its holder."""
    with told_as_lake_errors(f"cannot take the lease {path}", settings):
        # an id of our own makes a repeated request harmless: it takes the same lease again
        lease_id = str(uuid.uuid4())
        try:
            _acquire(DataLakeLeaseClient(client, lease_id=lease_id), client, seconds)
            client.set_metadata(
                {HOLDER: quote(holder[:HOLDER_CHARACTERS], safe=" ")}, lease=lease_id
            )
        except HttpResponseError as error:
            if code_of(error) not in _HELD:
                raise
            present = _holder(client)
            raise LeaseHeld(f"the lease {path} is held by {present}", present) from error
    return AdlsLease(path, client, lease_id, settings)


def _acquire(lease: DataLakeLeaseClient, client: DataLakeFileClient, seconds: int) -> None:
    try:
        lease.acquire(lease_duration=seconds)
    except HttpResponseError as error:
        if error.status_code != 404:
            raise
        with _unless_anothers(or_there=True):
            client.create_file(match_condition=MatchConditions.IfMissing)
        lease.acquire(lease_duration=seconds)


def _holder(client: DataLakeFileClient) -> str:
    metadata = client.get_file_properties().metadata or {}
    return unquote(metadata.get(HOLDER, "")) or UNKNOWN


@contextlib.contextmanager
def _unless_anothers(*, or_there: bool = False) -> Iterator[None]:
    try:
        yield
    except HttpResponseError as error:
        there = or_there and (code_of(error) in TAKEN or error.status_code == 412)
        if error.status_code != 404 and code_of(error) not in _HELD and not there:
            raise
