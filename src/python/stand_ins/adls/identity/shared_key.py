"""Shared key authorization: the string that is signed, and whether a request carries its signature.

"Authorize with Shared Key" of the storage services' REST reference. The verb is the one on the wire, also when
X-HTTP-Method-Override means another; the resource is the account followed by the path as it stands on the wire, which in
path style begins with the account once more.
"""

from __future__ import annotations

import base64
import email.utils
import hashlib
import hmac
from collections.abc import Mapping
from itertools import groupby

from stand_ins.adls.errors import StorageError
from stand_ins.adls.wire import Request, query_pairs

MOST_SKEW = 15 * 60.0
"""Seconds that a request's date may differ from the service's."""

_SIGNED = (
    "content-encoding",
    "content-language",
    "content-length",
    "content-md5",
    "content-type",
    "date",
    "if-modified-since",
    "if-match",
    "if-none-match",
    "if-unmodified-since",
    "range",
)


def string_to_sign(request: Request, account: str, *, with_empty: bool = False) -> str:
    """Return what the client should have signed; clients differ in whether they sign parameters without a value."""
    return "\n".join([request.method, *_standard(request.headers), *_custom(request.headers)]) + (
        f"\n/{account}{request.raw_path}{_parameters(request.raw_query, with_empty=with_empty)}"
    )


def signature(key: str, text: str) -> str:
    """Return the signature of ``text`` by the account's key (base64)."""
    digest = hmac.new(base64.b64decode(key), text.encode("utf-8"), hashlib.sha256).digest()
    return base64.b64encode(digest).decode("ascii")


def verify(request: Request, account: str, key: str, now: float) -> None:
    """Raise StorageError (AuthenticationFailed) unless the request is signed with ``key``, for ``account``, and is recent."""
    scheme, _, credential = request.header("authorization").partition(" ")
    name, _, given = credential.partition(":")
    if scheme != "SharedKey" or name != account:
        raise StorageError("AuthenticationFailed", f"The account is {account}.")
    date = request.header("x-ms-date") or request.header("date")
    sent = email.utils.parsedate_to_datetime(date).timestamp() if date else 0.0
    if abs(now - sent) > MOST_SKEW:
        raise StorageError("AuthenticationFailed", f"Request date header too old: '{date}'.")
    texts = [string_to_sign(request, account, with_empty=empty) for empty in (False, True)]
    if not any(hmac.compare_digest(signature(key, text), given) for text in texts):
        shown = texts[0].replace("\n", "\\n")
        raise StorageError(
            "AuthenticationFailed",
            f"The MAC signature found in the HTTP request is not the same as any computed signature. "
            f"Server used following string to sign: '{shown}'.",
        )


def _standard(headers: Mapping[str, str]) -> list[str]:
    values = {name: headers.get(name, "") for name in _SIGNED}
    if values["content-length"] == "0":
        values["content-length"] = ""
    if "x-ms-date" in headers:
        values["date"] = ""
    return list(values.values())


def _custom(headers: Mapping[str, str]) -> list[str]:
    return [f"{name}:{headers[name]}" for name in sorted(headers) if name.startswith("x-ms-")]


def _parameters(raw_query: str, *, with_empty: bool) -> str:
    given = query_pairs(raw_query)
    pairs = sorted((name.lower(), value) for name, value in given if value or with_empty)
    grouped = groupby(pairs, key=lambda pair: pair[0])
    return "".join(f"\n{name}:{','.join(value for _, value in group)}" for name, group in grouped)
