"""The SDK's credential of a lake."""

from __future__ import annotations

from typing import Any

from azure.core.credentials import AccessToken, AzureNamedKeyCredential, TokenCredential
from azure.core.exceptions import AzureError, ClientAuthenticationError
from azure.identity import (
    AzureCliCredential,
    ChainedTokenCredential,
    ManagedIdentityCredential,
    WorkloadIdentityCredential,
)

from docai.lake.adls.errors import token_error
from docai.lake.errors import AccessRefused
from docai.lake.settings import (
    ACCOUNT_KEY,
    AccountKey,
    AdlsSettings,
    HostIdentity,
    WorkloadIdentity,
)

SCOPE = "https://storage.azure.com/.default"


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


def bearer_token(settings: AdlsSettings) -> str:
    """Return a token for the storage, good for about an hour; raises AccessRefused, WrongLake and LakeUnavailable.

    For clients that are none of Azure's. ``settings`` have no account key.
    """
    assert not isinstance(settings.credential, AccountKey)
    credential = ToldCredential(_token_credential(settings.credential), settings)
    return credential.get_token(SCOPE).token


def check_machine_identity(settings: AdlsSettings) -> None:
    """Raise AccessRefused when the lake is only reached with a login of the Azure CLI, which Spark cannot use.

    A machine without a managed identity says so within about a second; LakeUnavailable when its endpoint fails.
    """
    if not isinstance(settings.credential, HostIdentity):
        return
    try:
        # Within a chain, even of one, it is probed for and not waited for.
        ChainedTokenCredential(
            ManagedIdentityCredential(client_id=settings.credential.client_id)
        ).get_token(SCOPE)
    except ClientAuthenticationError as error:
        raise AccessRefused(
            f"Spark cannot log in to the lake {settings.address.uri}: there is no managed identity here, and the login of "
            f"the Azure CLI, which the loader takes, is none that Spark can use; set {ACCOUNT_KEY} "
            f"(az storage account keys list --account-name {settings.address.account}), or run with a workload identity"
        ) from error
    except AzureError as error:
        raise token_error(error, settings) from error


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
