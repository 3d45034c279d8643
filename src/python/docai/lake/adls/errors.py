"""What Azure's SDKs raise, told as an error of the lake in one sentence, without anything secret in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from azure.core.exceptions import (
    AzureError,
    ClientAuthenticationError,
    HttpResponseError,
    IncompleteReadError,
    ServiceRequestError,
    ServiceResponseError,
)

from docai.lake.adls.answers import (
    clock_ahead,
    code_of,
    host_of,
    is_certificate_refused,
    is_its_own,
    is_name_unknown,
    is_of_the_sdk,
    note_host,
    reason_of,
    retry_after,
)
from docai.lake.errors import (
    AccessRefused,
    AlreadyExists,
    DamagedUpload,
    LakeError,
    LakeFull,
    LakeUnavailable,
    NotFound,
    WrongLake,
)
from docai.lake.settings import (
    ACCOUNT_KEY,
    AccountKey,
    AdlsSettings,
    HostIdentity,
    WorkloadIdentity,
)
from docai.runtime.errors import DocaiError

ENTRA_SENTENCE = re.compile(r"AADSTS\d{4,9}: [^\r\n]{1,300}?\.(?=\s|\Z)", re.ASCII)
"""What Microsoft Entra ID says first: its code and one sentence, without the trace that follows."""

_NO_FILE_SYSTEM = {
    "FilesystemNotFound",
    "ContainerNotFound",
    "FilesystemBeingDeleted",
    "ContainerBeingDeleted",
}
TAKEN = {"PathAlreadyExists", "BlobAlreadyExists", "ResourceAlreadyExists"}
_DAMAGED = {"Md5Mismatch", "Crc64Mismatch", "InvalidFlushPosition"}
_IMMUTABLE = {
    "BlobImmutableDueToLegalHold",
    "BlobImmutableDueToPolicy",
    "PathImmutableDueToPolicy",
}
_FLAT = {"EndpointUnsupportedAccountFeatures", "HierarchicalNamespaceNotEnabled"}
_FIREWALL = {"AuthorizationFailure", "IpAuthorizationError", "PublicAccessNotPermitted"}
_UNAUTHENTICATED = {
    "",
    "AuthenticationFailed",
    "InvalidAuthenticationInfo",
    "NoAuthenticationInformation",
}
_OWN_KEY = {"BlobUsesCustomerSpecifiedEncryption", "PathUsesCustomerSpecifiedEncryption"}

SKEWED_SECONDS = 300.0
"""Clocks that are so far apart are named when a signature or token is refused; the storage bears 15 minutes, Entra ID 5."""

LONG_WAIT = 10.0
"""Seconds of Retry-After that are worth telling."""


def lake_error(error: AzureError, doing: str, settings: AdlsSettings) -> LakeError:
    """Return the error that says what the caller can do; ``doing`` begins its sentence, as in ``cannot read X``."""
    if isinstance(error, HttpResponseError) and error.status_code is not None:
        return _http_error(error, doing, settings)
    if isinstance(error, ClientAuthenticationError):
        return AccessRefused(f"{doing}: {_refusal(error, settings)}")
    host = host_of(error) or "the storage"
    said = reason_of(error)
    reason = f" ({said})" if said else ""
    if is_certificate_refused(error):
        return WrongLake(
            f"{doing}: the certificate of {host} is not trusted{reason}; "
            "if its authority is your own, name that authority's file in REQUESTS_CA_BUNDLE"
        )
    if is_name_unknown(error):
        return WrongLake(
            f"{doing}: there is no host {host} here{_both_hosts(host, settings) or '; is the account right?'}"
        )
    kind = {
        ServiceRequestError: "could not be reached",
        ServiceResponseError: "did not answer in time, or the connection broke",
        IncompleteReadError: "cut its answers short",
    }.get(type(error), f"failed with {type(error).__name__}")
    return LakeUnavailable(
        f"{doing}: {host} {kind}{reason}, also after retries{_both_hosts(host, settings)}"
    )


def token_error(error: AzureError | OSError, settings: AdlsSettings) -> LakeError:
    """Return the error that says why there is no token."""
    credential = settings.credential
    doing = f"cannot log in to the lake {settings.address.uri}"
    status = error.status_code if isinstance(error, HttpResponseError) else None
    if status is not None and (status >= 500 or status == 429):
        return LakeUnavailable(f"{doing}: the token endpoint answered {status}, also after retries")
    if isinstance(credential, WorkloadIdentity):
        if isinstance(error, OSError):
            reason = error.strerror or type(error).__name__
            return AccessRefused(
                f"{doing}: the token file {credential.token_file} cannot be read ({reason})"
            )
        if not isinstance(error, ClientAuthenticationError):
            note_host(error, credential.authority)
            return lake_error(error, doing, settings)
        entra = ENTRA_SENTENCE.search(str(error))
        said = entra[0] if entra else "the token endpoint refused it"
        return AccessRefused(
            f"{doing}: the workload identity {credential.client_id} was refused: {said}"
        )
    return AccessRefused(
        f"{doing}: there is no managed identity here and no login of the Azure CLI; set {ACCOUNT_KEY}, run with a workload "
        "identity, or run 'az login'"
    )


@contextmanager
def told_as_lake_errors(doing: str, settings: AdlsSettings) -> Iterator[None]:
    """Turn what the SDKs raise inside into the LakeError it means."""
    try:
        yield
    except AzureError as error:
        raise lake_error(error, doing, settings) from error
    except (DocaiError, MemoryError):
        raise
    except Exception as error:
        # What an answer holds that is not of this service, the SDK takes apart with whatever error comes of it.
        if not is_of_the_sdk(error):
            raise
        raise not_understood(doing, settings, type(error).__name__) from error


def not_understood(doing: str, settings: AdlsSettings, said: str) -> LakeUnavailable:
    """Return the error for an answer that the service does not give: a portal's page, half of a listing."""
    return LakeUnavailable(
        f"{doing}: an answer cannot be understood ({said}); does something between here and {settings.address.host} "
        "answer in its place, such as a proxy or a login page?"
    )


def _http_error(error: HttpResponseError, doing: str, settings: AdlsSettings) -> LakeError:
    code, status = code_of(error), error.status_code or 0
    said = f"{status} {code}".strip()
    account, file_system = settings.address.account, settings.address.file_system
    if code in _FLAT:
        return WrongLake(f"{doing}: {flat_account(account)} ({said})")
    if code in _IMMUTABLE:
        return WrongLake(
            f"{doing}: an immutability policy or a legal hold forbids changes in {file_system} ({said}); "
            "the lake needs a file system without one"
        )
    if code in _OWN_KEY:
        return WrongLake(
            f"{doing}: it was written with an encryption key of somebody's own, which docai does not have ({said}); "
            "write it again without one"
        )
    if 400 <= status < 500 and status not in (404, 408, 429) and not is_its_own(error):
        return WrongLake(
            f"{doing}: something between here and {settings.address.host} refused it ({said}), such as a proxy; "
            "let it pass, or go round it (NO_PROXY)"
        )
    if status in (401, 403):
        return AccessRefused(f"{doing}: {_refusal(error, settings)}")
    if code in _NO_FILE_SYSTEM:
        return WrongLake(
            f"{doing}: the account {account} has no file system {file_system!r}; "
            "create it, or correct the address"
        )
    if status < 400 or (status == 404 and not is_its_own(error)):
        return not_understood(doing, settings, said)
    if status == 404:
        return NotFound(f"{doing}: it is not there")
    if code in TAKEN:
        return AlreadyExists(f"{doing}: the path is taken")
    if code in _DAMAGED:
        return DamagedUpload(f"{doing}: the storage holds other bytes than were sent ({said})")
    if status == 507:
        return LakeFull(f"{doing}: the storage is full or a quota is reached ({said})")
    if status >= 500 or status in (408, 429):
        asked = retry_after(_headers(error))
        wait = f", and asks to wait {asked:.0f} s more" if asked >= LONG_WAIT else ""
        return LakeUnavailable(f"{doing}: the storage answered {said}, also after retries{wait}")
    return WrongLake(f"{doing}: the storage refused it ({said})")


def flat_account(account: str) -> str:
    """Return the sentence for an account that cannot hold a lake."""
    return (
        f"the account {account} has no hierarchical namespace, so a rename there may overwrite what stands; "
        "use an account that was created with one"
    )


def _refusal(error: HttpResponseError, settings: AdlsSettings) -> str:
    credential, address = settings.credential, settings.address
    code, host = code_of(error), host_of(error) or address.host
    if code == "AuthorizationPermissionMismatch":
        return (
            f"the identity lacks the right ({code}); give it the role Storage Blob Data Contributor on "
            f"{address.file_system} or an access control list that lets it write; a role that was just given takes up to 30 minutes"
        )
    if code in _FIREWALL:
        return (
            f"the account's firewall or settings refuse it at {host} ({code}){_both_hosts(host, settings)}; "
            f"ask who owns {address.account}"
        )
    if code == "AccountIsDisabled":
        return f"the account {address.account} is disabled ({code}); ask who owns it"
    ahead = clock_ahead(_headers(error))
    if abs(ahead) >= SKEWED_SECONDS:
        side = "fast" if ahead > 0 else "slow"
        return (
            f"this machine's clock is {abs(ahead) / 60:.0f} minutes {side} ({code}); set it by NTP"
        )
    if code.startswith("KeyVault"):
        return f"the account's own encryption key cannot be had from its vault ({code}); ask who owns {address.account}"
    if code not in _UNAUTHENTICATED:
        return (
            f"the storage refused it ({error.status_code} {code}); ask who owns {address.account}"
        )
    if isinstance(credential, AccountKey):
        return f"the key in {credential.source} is not that of the account {address.account}, or was rotated ({code})"
    return f"the storage did not take the token of {_identity(credential)} ({code or error.status_code})"


def _both_hosts(host: str, settings: AdlsSettings) -> str:
    """Return why the account's other host is asked too, when that is the one that failed."""
    address = settings.address
    if settings.endpoint is not None or host not in (address.host, address.blob_host):
        return ""
    return (
        f"; both {address.host} and {address.blob_host} are asked, so private endpoints and firewalls "
        "must let both through"
    )


def _headers(error: HttpResponseError) -> Mapping[str, str]:
    headers: Mapping[str, str] = getattr(error.response, "headers", None) or {}
    return headers


def _identity(credential: WorkloadIdentity | HostIdentity) -> str:
    if isinstance(credential, WorkloadIdentity):
        return f"the workload identity {credential.client_id}"
    return "this machine's managed identity, or of the login of the Azure CLI"
