"""How a lake on ADLS Gen2 is reached: endpoint and credential, from the lake's address and the environment.

This is the one place that says so, for the loader's SDK and for Spark's Hadoop configuration alike; it imports neither.

The credential is the first of these that the environment names:

1. ``AZURE_STORAGE_CONNECTION_STRING``: its AccountName and AccountKey
2. ``AZURE_STORAGE_ACCOUNT_KEY``
3. workload identity: ``AZURE_FEDERATED_TOKEN_FILE`` with ``AZURE_CLIENT_ID`` and ``AZURE_TENANT_ID`` (AKS injects the three)
4. else the managed identity of the machine (``AZURE_CLIENT_ID`` names one of several), and where there is none the login of
   the Azure CLI

``DOCAI_ADLS_ENDPOINT`` (``http://127.0.0.1:PORT``) names another endpoint than Azure's, asked in path style. Plain http is for
``abfs://`` and an account key alone.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit

from docai.lake.address import AdlsAddress
from docai.lake.errors import AccessRefused, WrongLake

ENDPOINT: Final = "DOCAI_ADLS_ENDPOINT"
CONNECTION_STRING: Final = "AZURE_STORAGE_CONNECTION_STRING"
ACCOUNT_KEY: Final = "AZURE_STORAGE_ACCOUNT_KEY"
TOKEN_FILE: Final = "AZURE_FEDERATED_TOKEN_FILE"  # noqa: S105 - the name of a variable
CLIENT_ID: Final = "AZURE_CLIENT_ID"
TENANT_ID: Final = "AZURE_TENANT_ID"
AUTHORITY: Final = "AZURE_AUTHORITY_HOST"
DEFAULT_AUTHORITY: Final = "https://login.microsoftonline.com"


@dataclass(frozen=True, slots=True)
class AccountKey:
    """The key (base64) of the storage account; ``source`` is the variable that it came from."""

    key: str = field(repr=False)
    source: str = ACCOUNT_KEY


@dataclass(frozen=True, slots=True)
class WorkloadIdentity:
    """A service account's token, exchanged at ``authority`` (an https address without a closing slash) for storage's."""

    tenant_id: str
    client_id: str
    token_file: str
    authority: str = DEFAULT_AUTHORITY


@dataclass(frozen=True, slots=True)
class HostIdentity:
    """The managed identity of this machine (``client_id`` names one of several), else the login of the Azure CLI."""

    client_id: str | None = None


Credential = AccountKey | WorkloadIdentity | HostIdentity


@dataclass(frozen=True, slots=True)
class AdlsSettings:
    """A lake on ADLS Gen2: where it is, and as whom it is asked. ``endpoint`` is None for Azure's own."""

    address: AdlsAddress
    endpoint: str | None
    credential: Credential

    @property
    def account_url(self) -> str:
        """Return the account's URL as the SDK takes it: by host name, or in path style at another endpoint."""
        if self.endpoint is None:
            return f"https://{self.address.host}"
        return f"{self.endpoint}/{self.address.account}"

    @property
    def endpoint_authority(self) -> str | None:
        """Return HOST:PORT of the other endpoint as Hadoop's ``fs.azure.abfs.endpoint`` takes it, or None for Azure's own."""
        return None if self.endpoint is None else urlsplit(self.endpoint).netloc


def adls_settings(address: AdlsAddress, environment: Mapping[str, str]) -> AdlsSettings:
    """Return how the lake at ``address`` is reached; raises WrongLake and AccessRefused with what would be right."""
    credential = _credential(address, environment)
    endpoint = _endpoint(address, environment.get(ENDPOINT, ""))
    if not address.secure and not isinstance(credential, AccountKey):
        raise AccessRefused(
            f"{address.uri} is asked over plain http, where a token would be given away: set {ACCOUNT_KEY}, or write abfss://"
        )
    return AdlsSettings(address, endpoint, credential)


def _endpoint(address: AdlsAddress, text: str) -> str | None:
    if not text:
        if not address.secure:
            raise WrongLake(
                f"{address.uri} is not encrypted: abfs:// is for a test endpoint that {ENDPOINT} names; write abfss://"
            )
        return None
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.username:
        raise WrongLake(f"{ENDPOINT} is {text!r}; write http://HOST:PORT or https://HOST:PORT")
    if parts.path.strip("/") not in ("", address.account):
        raise WrongLake(
            f"{ENDPOINT} is {text!r}; leave out {parts.path}, the account is added to it"
        )
    if address.secure and parts.scheme == "http":
        raise WrongLake(
            f"abfss:// is encrypted, but {ENDPOINT} is {text!r}: give an https endpoint, or write abfs:// for a test endpoint"
        )
    if not address.secure and parts.scheme == "https":
        raise WrongLake(f"abfs:// is plain http, but {ENDPOINT} is {text!r}: write abfss://")
    return f"{parts.scheme}://{parts.netloc}"


def _credential(address: AdlsAddress, environment: Mapping[str, str]) -> Credential:
    if connection_string := environment.get(CONNECTION_STRING, ""):
        return AccountKey(_key_of(connection_string, address), CONNECTION_STRING)
    if key := environment.get(ACCOUNT_KEY, "").strip():
        return AccountKey(_checked_key(key, ACCOUNT_KEY))
    client_id = environment.get(CLIENT_ID, "")
    if token_file := environment.get(TOKEN_FILE, ""):
        tenant_id = environment.get(TENANT_ID, "")
        missing = [
            name for name, value in ((CLIENT_ID, client_id), (TENANT_ID, tenant_id)) if not value
        ]
        if missing:
            raise AccessRefused(
                f"{TOKEN_FILE} is set, but {' and '.join(missing)} is not: workload identity needs all three"
            )
        return WorkloadIdentity(
            tenant_id, client_id, token_file, _authority(environment.get(AUTHORITY, ""))
        )
    return HostIdentity(client_id or None)


def _key_of(connection_string: str, address: AdlsAddress) -> str:
    fields = dict(part.partition("=")[::2] for part in connection_string.split(";") if part)
    named = {name.strip().lower(): value.strip() for name, value in fields.items()}
    account = named.get("accountname", "")
    if account != address.account:
        raise AccessRefused(
            f"{CONNECTION_STRING} is for the account {account!r}, but the lake is {address.uri}: give that account's"
        )
    if "accountkey" not in named:
        raise AccessRefused(
            f"{CONNECTION_STRING} has no AccountKey; give one with a key, or use a workload identity"
        )
    return _checked_key(named["accountkey"], CONNECTION_STRING)


def _checked_key(key: str, source: str) -> str:
    try:
        base64.b64decode(key, validate=True)
    except binascii.Error:
        # not "from": what the decoder says could show part of the key
        raise AccessRefused(
            f"the key in {source} is not one: an account key is written in base64"
        ) from None
    return key


def _authority(text: str) -> str:
    bare = (text or DEFAULT_AUTHORITY).rstrip("/")
    if "://" not in bare:
        bare = f"https://{bare}"
    if not bare.startswith("https://"):
        raise AccessRefused(f"{AUTHORITY} is {text!r}; a token is asked for over https alone")
    return bare
