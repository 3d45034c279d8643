"""What an answer is, by its status and its first bytes: EDGAR's statuses alone do not say it.

A missing path under /Archives is 403 with an S3 ``AccessDenied`` body; a client that is too fast gets 429, 403 or even
200 with the page "Request Rate Threshold Exceeded" (https://www.sec.gov/about/webmaster-frequently-asked-questions#code-support).
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from enum import Enum

HEAD_BYTES = 16 * 1024
"""As many first bytes of an answer are enough to say what it is."""

LONGEST_RETRY_AFTER = 3600.0
"""Seconds: a longer wait that is asked for is cut to this."""

BLOCK_PAGE = re.compile(
    rb"request\s+rate\s+threshold\s+exceeded|undeclared\s+automated\s+tool", re.IGNORECASE
)
"""The words of the pages that EDGAR serves to a client it has blocked."""

UNDECLARED_PAGE = re.compile(rb"undeclared\s+automated\s+tool", re.IGNORECASE)
"""The words of the page for a client whose user agent EDGAR does not take; one that it has blocked gets it too at times."""

S3_MISSING = re.compile(rb"<Code>\s*(?:AccessDenied|NoSuchKey|NoSuchBucket)\s*</Code>")
"""The S3 error body behind a path that is not there."""

_TRY_AGAIN = frozenset({408, 425})
"""Request Timeout and Too Early: the only other statuses below 500 that ask for another try (RFC 9110, RFC 8470)."""

_SUBMISSION = re.compile(
    rb"<(?:SEC|IMS)-(?:DOCUMENT|HEADER)>|^\s*-----BEGIN PRIVACY-ENHANCED MESSAGE"
)
_HTML = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*(?:<!DOCTYPE\s+html|<html|<head|<body)", re.IGNORECASE)
_TITLE = re.compile(rb"<title>([^<]{1,200})</title>", re.IGNORECASE)


class Kind(Enum):
    """What came of a request."""

    CONTENT = "content"
    NOT_MODIFIED = "not modified"
    MISSING = "missing"
    TOO_FAST = "too fast"
    SERVER_TROUBLE = "server trouble"
    CUT_SHORT = "cut short"
    NOT_WHAT_WAS_ASKED = "not what was asked for"
    TOO_LARGE = "too large"
    OTHER_FILING = "another filing than asked for"
    REFUSED = "refused"
    UNREACHABLE = "unreachable"


def classify(status: int, head: bytes) -> Kind:
    """Return what the answer is; ``head`` holds the first ``HEAD_BYTES`` of its decoded body.

    A page of words about a block counts only where no submission begins: a 10-K may quote them.
    """
    if status == 304:
        return Kind.NOT_MODIFIED
    if status == 429:
        return Kind.TOO_FAST
    if status in (404, 410):
        return Kind.MISSING
    if status == 403:
        return Kind.MISSING if S3_MISSING.search(head) else Kind.TOO_FAST
    if status >= 500 or status in _TRY_AGAIN:
        return Kind.TOO_FAST if is_block_page(head) else Kind.SERVER_TROUBLE
    if status == 200:
        return Kind.TOO_FAST if is_block_page(head) else Kind.CONTENT
    return Kind.REFUSED


def is_block_page(head: bytes) -> bool:
    """Return whether ``head`` begins the page that EDGAR serves to a client it has blocked."""
    return is_html(head) and begins_submission(head) is False and bool(BLOCK_PAGE.search(head))


def is_html(head: bytes) -> bool:
    """Return whether ``head`` begins an HTML page."""
    return _HTML.match(head) is not None


def begins_submission(head: bytes) -> bool:
    """Return whether ``head`` begins a complete submission."""
    return _SUBMISSION.search(head) is not None


def describe(status: int, head: bytes) -> str:
    """Return the answer in a few words, for messages: its status and, where it is a page, the page's title."""
    title = _TITLE.search(head)
    words = " ".join(title[1].decode("utf-8", "replace").split()) if title else ""
    return f"HTTP {status}" + (f" with the page {words!r}" if words else "")


def retry_after(value: str | None, now: datetime | None = None) -> float | None:
    """Return the seconds that a Retry-After header asks for (a number or a date, RFC 9110 section 10.2.3), if any."""
    if not value:
        return None
    text = value.strip()
    if text.isascii() and text.isdigit():
        return min(float(text[:9]), LONGEST_RETRY_AFTER)
    try:
        when = parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    if when.tzinfo is None:
        when = when.replace(tzinfo=UTC)
    wait = (when - (now or datetime.now(UTC))).total_seconds()
    return min(max(wait, 0.0), LONGEST_RETRY_AFTER)
