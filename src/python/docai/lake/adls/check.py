"""Whether a lake can be had on an account, found out before any work is done."""

from __future__ import annotations

import logging
from contextlib import suppress

from azure.core.exceptions import (
    HttpResponseError,
    ResourceExistsError,
    ResourceNotFoundError,
)
from azure.storage.filedatalake import FileSystemClient

from docai.lake.adls.answers import code_of
from docai.lake.adls.errors import flat_account, told_as_lake_errors
from docai.lake.errors import WrongLake
from docai.lake.settings import AdlsSettings

NO_RIGHT = "AuthorizationPermissionMismatch"

_log = logging.getLogger(__name__)


def check_account(client: FileSystemClient, probe: str, settings: AdlsSettings) -> None:
    """Prove that the file system can be written, read and cleaned, at both hosts; ``probe`` is a file that nobody has.

    Raises WrongLake (an account without a hierarchical namespace among them), AccessRefused and LakeUnavailable.
    """
    uri = settings.address.uri
    with told_as_lake_errors(f"cannot use the lake {uri}", settings):
        try:
            _check_namespace(client, settings)
        except ResourceNotFoundError:
            if settings.endpoint is None:
                raise
            _log.info("creating the file system %s", settings.address.file_system)
            with suppress(ResourceExistsError):
                client.create_file_system()
            _check_namespace(client, settings)
    file = client.get_file_client(probe)
    with told_as_lake_errors(f"cannot write to the lake {uri}", settings):
        file.create_file()
    with told_as_lake_errors(f"cannot read from the lake {uri}", settings):
        file.get_file_properties()  # the SDK asks the other host for it
    with (
        told_as_lake_errors(f"cannot delete in the lake {uri}", settings),
        suppress(ResourceNotFoundError),  # by an earlier try whose answer was lost
    ):
        file.delete_file()


def _check_namespace(client: FileSystemClient, settings: AdlsSettings) -> None:
    """Raise WrongLake when the account is flat: it refuses to tell its root's access control ("Path - Get Properties")."""
    try:
        client.get_directory_client("/").get_access_control()
    except HttpResponseError as error:
        if code_of(error) == NO_RIGHT:
            return  # whoever may write still learns it from the first rename
        if error.status_code != 400:
            raise
        doing = f"cannot use the lake {settings.address.uri}"
        raise WrongLake(f"{doing}: {flat_account(settings.address.account)}") from error
