"""How patiently the storage is asked again: short waits first, Retry-After obeyed, and an end to it.

The SDK's own policy waits 15 seconds after a single 503; this one waits a fraction of a second, then doubles. 429 is retried
too (docai.lake.adls.client raises it).
"""

from __future__ import annotations

import logging
import time
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from azure.core.exceptions import AzureError, ClientAuthenticationError
from azure.storage.filedatalake import ExponentialRetry

from docai.backoff import Backoff
from docai.lake.adls.answers import is_certificate_refused, is_name_unknown, note_host, retry_after

BACKOFF = Backoff(0.25, 8.0)
TOTAL_SECONDS = 90.0
"""From the first try to the last: after that the storage counts as unavailable."""

SAID_TRIES = 3
SAY_SECONDS = 10.0
"""A request that failed so many times is told in the log, one of all requests in so many seconds."""

MOST_TRIES = 20
NAME_TRIES = 4
"""Tries when the host's name is unknown: a name server may hiccup, a wrong name stays wrong."""

_log = logging.getLogger(__name__)


class PatientRetry(ExponentialRetry):
    """The retry policy of every request to the storage."""

    def __init__(self, total_seconds: float = TOTAL_SECONDS) -> None:
        super().__init__(
            retry_total=MOST_TRIES,
            retry_connect=MOST_TRIES,
            retry_read=MOST_TRIES,
            retry_status=MOST_TRIES,
        )
        self._total_seconds = total_seconds
        self._said = -SAY_SECONDS

    def configure_retries(self, request: Any) -> dict[str, Any]:
        """Return the counters of one request, with the time at which patience ends (``retry_seconds`` shortens it)."""
        seconds = request.context.options.pop("retry_seconds", self._total_seconds)
        settings: dict[str, Any] = super().configure_retries(request)
        settings["deadline"] = time.monotonic() + seconds
        return settings

    def increment(
        self,
        settings: dict[str, Any],
        request: Any,
        response: Any = None,
        error: AzureError | None = None,
    ) -> bool:
        """Return whether to try once more."""
        if error is not None:
            note_host(error, request.url)
            if _is_final(error, settings["count"] + 1):
                return False
        answer = response if error is None else getattr(error, "response", None)
        again = bool(super().increment(settings, request, response=response, error=error))
        settings["wait"] = BACKOFF.after(settings["count"], retry_after(_headers(answer)))
        again = again and time.monotonic() + settings["wait"] < settings["deadline"]
        if again and settings["count"] == SAID_TRIES:
            self._say(request, answer)
        return again

    def _say(self, request: Any, answer: Any) -> None:
        now = time.monotonic()
        if now - self._said < SAY_SECONDS:
            return
        self._said = now
        said = "does not answer" if answer is None else f"answers {answer.status_code}"
        _log.warning(
            "%s %s; asking again for up to %.0f s",
            urlsplit(request.url).hostname,
            said,
            self._total_seconds,
        )

    def get_backoff_time(self, settings: dict[str, Any]) -> float:
        """Return the seconds to wait before the next try."""
        return float(settings["wait"])


def _is_final(error: AzureError, tries: int) -> bool:
    if isinstance(error, ClientAuthenticationError) or is_certificate_refused(error):
        return True
    return tries >= NAME_TRIES and is_name_unknown(error)


def _headers(response: Any) -> Mapping[str, str]:
    headers: Mapping[str, str] = getattr(response, "headers", None) or {}
    return headers
