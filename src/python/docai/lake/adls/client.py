"""The SDK's client of a lake's file system: credential, connections, retries."""

from __future__ import annotations

import logging
from typing import Any

import requests
from azure.core.exceptions import HttpResponseError
from azure.core.pipeline.transport import RequestsTransport
from azure.storage.filedatalake import FileSystemClient
from requests.adapters import HTTPAdapter

from docai.lake.adls.answers import REQUEST_ID
from docai.lake.adls.credentials import sdk_credential
from docai.lake.adls.retry import PatientRetry
from docai.lake.settings import AdlsSettings

CHUNK = 4 * 1024 * 1024
"""Bytes that are read or written by one request: each worker holds about two of these at most."""

CONNECTIONS = 64
CONNECT_SECONDS = 10
READ_SECONDS = 60
NOT_FOUND, TOO_MANY_REQUESTS = 404, 429


def file_system_client(settings: AdlsSettings) -> FileSystemClient:
    """Return a client for all requests to the lake, from any number of threads. Nothing is asked yet."""
    _quieten()
    return FileSystemClient(
        settings.account_url,
        file_system_name=settings.address.file_system,
        credential=sdk_credential(settings),
        transport=_transport(),
        retry_policy=PatientRetry(),
        max_single_get_size=CHUNK,
        max_chunk_get_size=CHUNK,
        connection_timeout=CONNECT_SECONDS,
        read_timeout=READ_SECONDS,
    )


class Transport(RequestsTransport):  # type: ignore[misc]  # the SDK loads it lazily
    """HTTP by requests. What the SDK takes for a final answer and is none is raised here, so that it asks again.

    That is 429, and a login page: an answer that the storage did not give would say that a file is there, or is not.
    """

    def send(self, request: Any, **options: Any) -> Any:
        """Return the response; raises AzureError."""
        response = super().send(request, **options)
        taken_in = response.status_code < 400 or response.status_code == NOT_FOUND
        not_its_own = taken_in and REQUEST_ID not in response.headers
        if response.status_code == TOO_MANY_REQUESTS or not_its_own:
            response.body()  # read, so that the connection can be used again
            raise HttpResponseError(response=response)
        return response


def _transport() -> Any:
    session = requests.Session()
    adapter = HTTPAdapter(pool_connections=4, pool_maxsize=CONNECTIONS, max_retries=0)
    session.mount("https://", adapter)
    session.mount("http://", adapter)
    return Transport(
        session=session,
        session_owner=False,
        connection_timeout=CONNECT_SECONDS,
        read_timeout=READ_SECONDS,
    )


def _quieten() -> None:
    # the SDKs log every request with its headers at INFO, and credentials that were tried in vain at WARNING
    for name, level in (("azure", logging.WARNING), ("azure.identity", logging.ERROR)):
        logger = logging.getLogger(name)
        if logger.level == logging.NOTSET:
            logger.setLevel(level)
