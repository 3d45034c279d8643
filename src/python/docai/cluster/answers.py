"""What an answer of the API server means. Pure: a status and a body in, an error out."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from docai.cluster.errors import (
    ClusterError,
    Conflict,
    Expired,
    Forbidden,
    NotFound,
    NotSignedIn,
    OverQuota,
    Refused,
    Taken,
    Unavailable,
)

QUOTA = re.compile(r"exceeded quota: ([^,\s]{1,253})", re.ASCII)
"""``... is forbidden: exceeded quota: team, requested: ..., used: ..., limited: ...``"""

WEBHOOK = re.compile(r'admission webhook "([^"]{1,253})" denied the request', re.ASCII)
"""``admission webhook "validate.example.org" denied the request: ...``"""

WEBHOOK_DOWN = re.compile(r'failed calling webhook "([^"]{1,253})"', re.ASCII)
"""``Internal error occurred: failed calling webhook "mutate.example.org": ...``"""

MISSING_KIND = "the server could not find the requested resource"
LONGEST = 600


def error_of(
    status: int, body: bytes, headers: Mapping[str, str], asked: str
) -> ClusterError | None:
    """Return the error that an answer means, or None for a good one.

    ``asked`` says what was asked for, as in ``create sparkapplications/x in spark-jobs``.
    """
    if 200 <= status < 300:
        return None
    reason, message = status_of(body)
    said = shortened(message or body.decode(errors="replace")) or f"HTTP {status}"
    if status == 401:
        return NotSignedIn(f"the API server does not know who asks ({asked}): {said}")
    if status == 403 and (quota := QUOTA.search(message)):
        return OverQuota(f"the quota {quota[1]} leaves no room ({asked}): {said}")
    if status in (400, 403) and (webhook := WEBHOOK.search(message)):
        return Refused(f"the webhook {webhook[1]} refuses it ({asked}): {said}")
    if status == 403:
        return Forbidden(f"no right to {asked}: {said}")
    if status == 404:
        if MISSING_KIND in message:
            return NotFound(
                f"the cluster has no such kind of object ({asked}): is its operator installed?"
            )
        return NotFound(f"not there ({asked}): {said}")
    if status == 409:
        return (Taken if reason == "AlreadyExists" else Conflict)(f"{asked}: {said}")
    if status == 410:
        return Expired(f"{asked}: {said}")
    if status in (400, 405, 413, 415, 422):
        return Refused(f"the API server refuses it ({asked}): {said}")
    down = WEBHOOK_DOWN.search(message)
    what = (
        f"the webhook {down[1]} does not answer"
        if down
        else f"the API server failed (HTTP {status})"
    )
    return Unavailable(f"{what} ({asked}): {said}", retry_after(headers))


def status_of(body: bytes) -> tuple[str, str]:
    """Return reason and message of a Kubernetes Status object; empty texts when the body is none."""
    try:
        fields = json.loads(body)
    except ValueError:
        return "", ""
    if not isinstance(fields, dict):
        return "", ""
    return str(fields.get("reason") or ""), str(fields.get("message") or "")


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Return the seconds that ``Retry-After`` asks for; the API server writes a number, never a date."""
    for name, value in headers.items():
        if name.lower() == "retry-after" and value.strip().isdecimal():
            return float(value)
    return None


def shortened(text: str, longest: int = LONGEST) -> str:
    """Return ``text`` on one line, with its middle left out when it is long."""
    line = " ".join(text.split())
    return line if len(line) <= longest else f"{line[: longest - 120]} ... {line[-100:]}"
