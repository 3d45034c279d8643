"""The lease on EDGAR's rate budget: of all loaders on a lake, one asks EDGAR at a time."""

from __future__ import annotations

import logging
import os
import socket
import threading
import time
from types import TracebackType
from typing import Self

from data_loader.ending import Ending
from data_loader.errors import BudgetLost
from docai.filing.layout import EDGAR_LEASE
from docai.lake.errors import LakeError, LeaseHeld
from docai.lake.lake import Lake, Lease

LEASE_SECONDS = 15.0
"""The shortest that ADLS grants: so long a loader waits for one that was killed."""
RENEW_SECONDS = 4.0
SAFE_SECONDS = 11.0
"""A lease that was not renewed for so long is no longer counted on."""
ASK_SECONDS = 1.0
JOIN_SECONDS = 2.0
SAY_SECONDS = 30.0

_log = logging.getLogger(__name__)


class RateBudget:
    """Held while it is entered. Entering waits for who holds it, or raises LeaseHeld with ``wait`` off.

    Where the lake is away, no request is sent until the lease is ours for certain; after ``patience`` seconds the run ends.
    """

    def __init__(
        self, lake: Lake, run: str, *, wait: bool, ending: Ending, patience: float = 0.0
    ) -> None:
        self._lake = lake
        self._holder = f"{run} on {socket.gethostname()} (process {os.getpid()})"
        self._wait = wait
        self._ending = ending
        self._patience = max(SAFE_SECONDS, patience)
        self._lease: Lease | None = None
        self._renewed = 0.0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._renew, name="rate-budget", daemon=True)

    def held(self) -> bool:
        """Return whether the budget is certainly ours at this moment."""
        return time.monotonic() - self._renewed < SAFE_SECONDS

    def __enter__(self) -> Self:
        said = -SAY_SECONDS
        while self._lease is None:
            self._ending.raise_if_requested()
            try:
                asked = time.monotonic()
                self._lease = self._lake.acquire_lease(
                    EDGAR_LEASE, holder=self._holder, seconds=LEASE_SECONDS
                )
                self._renewed = asked
            except LeaseHeld as error:
                if not self._wait:
                    raise LeaseHeld(
                        f"EDGAR's rate budget is held by {error.holder}, and --no-wait was given; "
                        "run again when that loader has ended",
                        error.holder,
                    ) from error
                if time.monotonic() - said >= SAY_SECONDS:
                    said = time.monotonic()
                    _log.warning(
                        "waiting for EDGAR's rate budget, held by %s", error.holder,
                        extra={"holder": error.holder},
                    )  # fmt: skip
                self._ending.wait(ASK_SECONDS)
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._over.set()
        self._thread.join(JOIN_SECONDS)
        if self._lease is not None:
            try:
                self._lease.release()
            except LakeError as failure:
                _log.warning(
                    "could not release the lease on EDGAR's rate budget; it will expire: %s",
                    failure,
                )

    def _renew(self) -> None:
        assert self._lease is not None
        while not self._over.wait(RENEW_SECONDS):
            asked = time.monotonic()
            try:
                self._lease.renew()
                self._renewed = asked
            except LeaseHeld as error:
                self._renewed = float("-inf")
                self._ending.fail(BudgetLost(f"EDGAR's rate budget went to {error.holder}"))
                return
            except LakeError as error:
                _log.warning("could not renew the lease on EDGAR's rate budget: %s", error)
                if time.monotonic() - self._renewed >= self._patience:
                    self._ending.fail(BudgetLost(f"EDGAR's rate budget could not be kept: {error}"))
                    return
