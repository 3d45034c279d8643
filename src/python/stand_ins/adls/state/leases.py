"""Leases: 15 to 60 seconds or without end; who knows the id may write, renew and release. "Lease Blob" of the reference."""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping
from dataclasses import replace

from stand_ins.adls.errors import StorageError
from stand_ins.adls.state.model import FOREVER, LeaseRecord

LEASE_ID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}", re.ASCII)
"""A GUID, as leases are called by."""

SHORTEST, LONGEST = 15, 60
LONGEST_BREAK = 60


def check_write(lease: LeaseRecord, given: str, now: float) -> None:
    """Raise StorageError unless a change with the lease id ``given`` ("" for none) is allowed."""
    if lease.locks(now):
        if not given:
            raise StorageError("LeaseIdMissing")
        if given.lower() != lease.id:
            raise StorageError("LeaseIdMismatchWithBlobOperation")
    elif given:
        raise StorageError(
            "LeaseLost" if lease.id == given.lower() else "LeaseNotPresentWithBlobOperation"
        )


def change(
    lease: LeaseRecord, headers: Mapping[str, str], now: float
) -> tuple[int, LeaseRecord, dict[str, str]]:
    """Return the status, the lease and the headers that the lease action in ``headers`` leads to; raises StorageError."""
    action = headers.get("x-ms-lease-action", "").lower()
    if action == "acquire":
        taken = acquire(
            lease, _duration(headers), _guid(headers.get("x-ms-proposed-lease-id", "")), now
        )
        return 201, taken, {"x-ms-lease-id": taken.id}
    if action == "break":
        broken, seconds = break_(lease, headers.get("x-ms-lease-break-period", ""), now)
        return 202, broken, {"x-ms-lease-time": str(seconds)}
    given = _guid(headers.get("x-ms-lease-id", ""))
    if not given:
        raise StorageError("MissingRequiredHeader", "x-ms-lease-id")
    if action == "renew":
        return 200, renew(lease, given, now), {"x-ms-lease-id": given}
    if action == "release":
        _must_be(lease, given)
        return 200, LeaseRecord(), {}
    if action == "change":
        proposed = _guid(headers.get("x-ms-proposed-lease-id", ""))
        if not proposed:
            raise StorageError("MissingRequiredHeader", "x-ms-proposed-lease-id")
        if not lease.locks(now):
            raise StorageError("LeaseNotPresentWithLeaseOperation")
        if lease.id != proposed:
            _must_be(lease, given)
        return 200, replace(lease, id=proposed), {"x-ms-lease-id": proposed}
    raise StorageError("InvalidHeaderValue", f"x-ms-lease-action: {action}.")


def acquire(lease: LeaseRecord, duration: int, proposed: str, now: float) -> LeaseRecord:
    """Return the lease that is granted; raises StorageError (LeaseAlreadyPresent) while another holds."""
    state = lease.state(now)
    if state == "breaking" or (state == "leased" and lease.id != proposed):
        code = (
            "LeaseAlreadyPresent" if lease.id != proposed else "LeaseIsBreakingAndCannotBeAcquired"
        )
        raise StorageError(code)
    until = 0.0 if duration == FOREVER else now + duration
    return LeaseRecord(proposed or str(uuid.uuid4()), duration, until)


def renew(lease: LeaseRecord, given: str, now: float) -> LeaseRecord:
    """Return the lease with its full duration before it; also one that ran out, if nobody took or changed the file since."""
    _must_be(lease, given)
    if lease.state(now) in ("breaking", "broken"):
        raise StorageError("LeaseIsBrokenAndCannotBeRenewed")
    return lease if lease.duration == FOREVER else replace(lease, until=now + lease.duration)


def break_(lease: LeaseRecord, period: str, now: float) -> tuple[LeaseRecord, int]:
    """Return the lease as broken, and the seconds until another can be had; raises StorageError when there is none."""
    state = lease.state(now)
    if state == "available":
        raise StorageError("LeaseNotPresentWithLeaseOperation")
    if state == "broken":
        return lease, 0
    if period and not (period.isdecimal() and int(period) <= LONGEST_BREAK):
        raise StorageError("InvalidHeaderValue", f"x-ms-lease-break-period: {period}.")
    left = (
        0 if lease.duration == FOREVER or state == "expired" else max(0, round(lease.until - now))
    )
    if state == "breaking":
        left = max(0, round(lease.breaks_at - now))
    seconds = (
        min(int(period), left) if period and lease.duration != FOREVER else int(period or left)
    )
    return replace(lease, breaks_at=now + seconds if seconds else now), seconds


def after_change(lease: LeaseRecord, now: float) -> LeaseRecord:
    """Return what is left of the lease once the file was changed: one that ran out cannot be renewed any more."""
    return lease if lease.locks(now) else LeaseRecord()


def _must_be(lease: LeaseRecord, given: str) -> None:
    if not lease.id:
        raise StorageError("LeaseNotPresentWithLeaseOperation")
    if lease.id != given:
        raise StorageError("LeaseIdMismatchWithLeaseOperation")


def _duration(headers: Mapping[str, str]) -> int:
    text = headers.get("x-ms-lease-duration", "")
    if not text:
        raise StorageError("MissingRequiredHeader", "x-ms-lease-duration")
    if text == str(FOREVER):
        return FOREVER
    if not text.isdecimal() or not SHORTEST <= int(text) <= LONGEST:
        raise StorageError("InvalidHeaderValue", f"x-ms-lease-duration: {text}.")
    return int(text)


def _guid(text: str) -> str:
    if text and LEASE_ID.fullmatch(text.lower()) is None:
        raise StorageError("InvalidHeaderValue", f"Not a lease id: {text}.")
    return text.lower()
