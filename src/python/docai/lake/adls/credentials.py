"""The SDK's credential of a lake."""

from __future__ import annotations

from typing import Any

from azure.core.credentials import AccessToken, AzureNamedKeyCredential, TokenCredential
from azure.core.exceptions import AzureError
from azure.identity import (
    AzureCliCredential,
    ChainedTokenCredential,
    ManagedIdentityCredential,
    WorkloadIdentityCredential,
)

from docai.lake.adls.errors import token_error
from docai.lake.settings import AccountKey, AdlsSettings, HostIdentity, WorkloadIdentity


class ToldCredential:
    """A token credential whose refusals are errors of the lake.

    The storage SDK (12.26) fails with AttributeError on the answer in which Entra ID refuses a token; an error that is none
    of Azure's passes through it untouched, and is not retried.
    """

    def __init__(self, inner: TokenCredential, settings: AdlsSettings) -> None:
        self._inner = inner
        self._settings = settings

    def get_token(self, *scopes: str, **options: Any) -> AccessToken:
        """Return a token; raises AccessRefused when there is none to be had, LakeUnavailable when nobody answers."""
        try:
            return self._inner.get_token(*scopes, **options)
        except (AzureError, OSError) as error:
            raise token_error(error, self._settings) from error


def sdk_credential(settings: AdlsSettings) -> AzureNamedKeyCredential | TokenCredential:
    """Return what the SDK authorizes requests with."""
    credential = settings.credential
    if isinstance(credential, AccountKey):
        return AzureNamedKeyCredential(settings.address.account, credential.key)
    return ToldCredential(_token_credential(credential), settings)


def _token_credential(credential: WorkloadIdentity | HostIdentity) -> TokenCredential:
    if isinstance(credential, WorkloadIdentity):
        return WorkloadIdentityCredential(
            tenant_id=credential.tenant_id,
            client_id=credential.client_id,
            token_file_path=credential.token_file,
            authority=credential.authority,
            disable_instance_discovery=True,
        )
    # within a chain the managed identity is probed for one second, not waited for
    return ChainedTokenCredential(
        ManagedIdentityCredential(client_id=credential.client_id), AzureCliCredential()
    )
