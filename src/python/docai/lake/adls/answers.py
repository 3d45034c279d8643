"""What stands in an error of Azure's SDKs: the code, the host that was asked, the reason, the time to wait."""

from __future__ import annotations

import email.utils
import re
import ssl
import time
import traceback
from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

from azure.core.exceptions import AzureError, HttpResponseError

SECONDS = re.compile(r"\d{1,9}(?:\.\d{1,9})?", re.ASCII)
"""A number of seconds, or milliseconds, as a header gives it: ``7``, ``0.5``."""

REQUEST_ID = "x-ms-request-id"
"""In each answer of the storage ("Status and error codes"); one without it is of something on the way."""

DEEPEST = 20
"""Errors behind an error that are looked at."""

_HOST = "docai_host"


def code_of(error: HttpResponseError) -> str:
    """Return the storage's error code, or ""."""
    headers = getattr(error.response, "headers", None) or {}
    said = headers.get("x-ms-error-code") or getattr(error, "error_code", None)
    return str(getattr(said, "value", said) or "")


def note_host(error: AzureError, url: str) -> None:
    """Keep with ``error`` which host was asked: the SDK forgets it when there is no answer."""
    setattr(error, _HOST, urlsplit(url).hostname)


def host_of(error: AzureError) -> str:
    """Return the host that was asked, or "" when the error does not know."""
    noted = getattr(error, _HOST, None)
    request = getattr(getattr(error, "response", None), "request", None)
    return str(noted or urlsplit(str(getattr(request, "url", ""))).hostname or "")


def reason_of(error: BaseException) -> str:
    """Return what the operating system or TLS said, as in ``Connection refused``, or ""."""
    for each in _chain(error):
        if isinstance(each, ssl.SSLCertVerificationError):
            return each.verify_message
        if isinstance(each, OSError) and each.strerror:
            return each.strerror
        if "timed out" in str(each):
            return "timed out"
    return ""


def is_name_unknown(error: BaseException | None) -> bool:
    """Return whether the host's name could not be resolved."""
    names = ("NameResolutionError", "gaierror")
    return any(
        type(each).__name__ in names or any(name in str(each) for name in names)
        for each in _chain(error)
    )


def is_certificate_refused(error: BaseException | None) -> bool:
    """Return whether the other side's certificate is not trusted."""
    return any(
        isinstance(each, ssl.SSLCertVerificationError) or "CERTIFICATE_VERIFY_FAILED" in str(each)
        for each in _chain(error)
    )


def is_its_own(error: HttpResponseError) -> bool:
    """Return whether the answer is the storage's, and not that of something on the way."""
    return REQUEST_ID in (getattr(error.response, "headers", None) or {})


def is_of_the_sdk(error: BaseException) -> bool:
    """Return whether ``error`` was raised by Azure's SDK or by what that calls, and not by docai."""
    walked = traceback.walk_tb(error.__traceback__)
    frames = [str(frame.f_globals.get("__name__", "")) for frame, _ in walked]
    return any(_belongs(name, "azure") for name in frames) and not _belongs(frames[-1], "docai")


def _belongs(module: str, package: str) -> bool:
    return module == package or module.startswith(f"{package}.")


def retry_after(headers: Mapping[str, str]) -> float:
    """Return the seconds that an answer asks to wait (Retry-After, a number or a date; x-ms-retry-after-ms), or 0."""
    milliseconds = headers.get("x-ms-retry-after-ms") or headers.get("retry-after-ms") or ""
    if SECONDS.fullmatch(milliseconds):
        return float(milliseconds) / 1000
    text = headers.get("Retry-After") or ""
    if SECONDS.fullmatch(text):
        return float(text)
    told = date_of(text)
    return 0.0 if told is None else max(0.0, told - time.time())


def clock_ahead(headers: Mapping[str, str]) -> float:
    """Return by how many seconds this machine's clock is before the storage's; negative when it is behind, 0 if untold."""
    told = date_of(headers.get("Date") or "")
    return 0.0 if told is None else time.time() - told


def date_of(text: str) -> float | None:
    """Return the time of a date as HTTP writes it, in seconds since 1970, or None."""
    try:
        return email.utils.parsedate_to_datetime(text).timestamp()
    except (ValueError, OverflowError):
        return None


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    for _ in range(DEEPEST):
        if error is None:
            return
        yield error
        # urllib3 keeps the first error as ``reason``, requests as an argument
        inner = getattr(error, "inner_exception", None) or getattr(error, "reason", None)
        found = inner if isinstance(inner, BaseException) else error.__cause__ or error.__context__
        if found is None:
            found = next((one for one in error.args if isinstance(one, BaseException)), None)
        error = found
