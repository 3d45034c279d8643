"""What Azure's SDKs raise, told as an error of the lake in one sentence, without anything secret in it."""

from __future__ import annotations

import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager

from azure.core.exceptions import (
    AzureError,
    ClientAuthenticationError,
    HttpResponseError,
    IncompleteReadError,
    ServiceRequestError,
    ServiceResponseError,
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

ENTRA_SENTENCE = re.compile(r"AADSTS\d{4,9}: [^\r\n]{1,300}?\.(?=\s|\Z)", re.ASCII)
"""What Microsoft Entra ID says first: its code and one sentence, without the trace that follows."""

_NO_FILE_SYSTEM = {
    "FilesystemNotFound",
    "ContainerNotFound",
    "FilesystemBeingDeleted",
    "ContainerBeingDeleted",
}
_TAKEN = {"PathAlreadyExists", "BlobAlreadyExists", "ResourceAlreadyExists"}
_DAMAGED = {"Md5Mismatch", "Crc64Mismatch", "InvalidFlushPosition"}


def code_of(error: HttpResponseError) -> str:
    """Return the storage's error code, or ""."""
    headers = getattr(error.response, "headers", None) or {}
    said = headers.get("x-ms-error-code") or getattr(error, "error_code", None)
    return str(getattr(said, "value", said) or "")


def is_name_unknown(error: BaseException | None) -> bool:
    """Return whether the host's name could not be resolved."""
    return _caused_by(error, ("NameResolutionError", "gaierror"))


def is_certificate_refused(error: BaseException | None) -> bool:
    """Return whether the other side's certificate is not trusted."""
    while error is not None:
        if isinstance(error, ssl.SSLCertVerificationError) or "CERTIFICATE_VERIFY_FAILED" in str(
            error
        ):
            return True
        error = _cause(error)
    return False


def lake_error(error: AzureError, doing: str, settings: AdlsSettings) -> LakeError:
    """Return the error that says what the caller can do; ``doing`` begins its sentence, as in ``cannot read X``."""
    if isinstance(error, ClientAuthenticationError):
        return AccessRefused(f"{doing}: {_refusal(error, settings)}")
    if isinstance(error, HttpResponseError) and error.status_code is not None:
        return _http_error(error, doing, settings)
    if is_certificate_refused(error):
        return WrongLake(
            f"{doing}: the certificate of {settings.account_url} or of the token endpoint is not trusted; "
            "name the authority's file in REQUESTS_CA_BUNDLE if it is your own"
        )
    if is_name_unknown(error):
        return WrongLake(
            f"{doing}: there is no host {settings.endpoint or settings.address.host}; is the account's name right?"
        )
    kind = {
        ServiceRequestError: "it could not be reached",
        ServiceResponseError: "it did not answer in time, or the connection broke",
        IncompleteReadError: "its answers were cut short",
    }.get(type(error), type(error).__name__)
    return LakeUnavailable(f"{doing}: {kind}, also after retries")


def token_error(error: ClientAuthenticationError | OSError, settings: AdlsSettings) -> LakeError:
    """Return the error that says why there is no token."""
    credential = settings.credential
    doing = f"cannot log in to the lake {settings.address.uri}"
    status = error.status_code if isinstance(error, ClientAuthenticationError) else None
    if status is not None and status >= 500:
        return LakeUnavailable(f"{doing}: the token endpoint answered {status}, also after retries")
    if isinstance(credential, WorkloadIdentity):
        if isinstance(error, OSError):
            reason = error.strerror or type(error).__name__
            return AccessRefused(
                f"{doing}: the token file {credential.token_file} cannot be read ({reason})"
            )
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


def _http_error(error: HttpResponseError, doing: str, settings: AdlsSettings) -> LakeError:
    code, status = code_of(error), error.status_code or 0
    said = f"{status} {code}".strip()
    if status in (401, 403):
        return AccessRefused(f"{doing}: {_refusal(error, settings)}")
    if code in _NO_FILE_SYSTEM:
        return WrongLake(
            f"{doing}: the account {settings.address.account} has no file system {settings.address.file_system!r}; "
            "create it, or correct the address"
        )
    if status == 404:
        return NotFound(f"{doing}: it is not there")
    if code in _TAKEN:
        return AlreadyExists(f"{doing}: the path is taken")
    if code in _DAMAGED:
        return DamagedUpload(f"{doing}: the storage holds other bytes than were sent ({said})")
    if status == 507:
        return LakeFull(f"{doing}: the storage is full or a quota is reached ({said})")
    if status >= 500 or status in (408, 429):
        return LakeUnavailable(f"{doing}: the storage answered {said}, also after retries")
    return WrongLake(f"{doing}: the storage refused it ({said})")


def _refusal(error: HttpResponseError, settings: AdlsSettings) -> str:
    credential, address = settings.credential, settings.address
    code = code_of(error)
    if code == "AuthorizationPermissionMismatch":
        return (
            f"the identity lacks the right ({code}); give it the role Storage Blob Data Contributor on "
            f"{address.file_system} or an access control list that lets it write"
        )
    if code in ("AuthorizationFailure", "IpAuthorizationError", "PublicAccessNotPermitted"):
        return (
            f"the account's firewall or settings refuse it ({code}); ask who owns {address.account}"
        )
    if isinstance(credential, AccountKey):
        return f"the key in {credential.source} is not that of the account {address.account}, or was rotated ({code})"
    return f"the storage did not take the token of {_identity(credential)} ({code or error.status_code})"


def _identity(credential: WorkloadIdentity | HostIdentity) -> str:
    if isinstance(credential, WorkloadIdentity):
        return f"the workload identity {credential.client_id}"
    return "this machine's managed identity, or of the login of the Azure CLI"


def _caused_by(error: BaseException | None, names: tuple[str, ...]) -> bool:
    while error is not None:
        if type(error).__name__ in names or any(name in str(error) for name in names):
            return True
        error = _cause(error)
    return False


def _cause(error: BaseException) -> BaseException | None:
    inner = getattr(error, "inner_exception", None)
    found = inner or error.__cause__ or error.__context__
    return found if isinstance(found, BaseException) and found is not error else None
