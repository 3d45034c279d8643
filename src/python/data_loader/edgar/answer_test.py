from datetime import UTC, datetime

import pytest

from data_loader.edgar.answer import (
    BLOCK_PAGE,
    LONGEST_RETRY_AFTER,
    S3_MISSING,
    Kind,
    begins_submission,
    classify,
    describe,
    is_block_page,
    retry_after,
)

BLOCK = b"<!DOCTYPE html>\n<html><head><title>SEC.gov | Request Rate Threshold Exceeded</title></head><body>...</body></html>"
UNDECLARED = (
    b"<html><body><h1>Your Request Originates from an Undeclared Automated Tool</h1></body></html>"
)
DENIED = b'<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>'
NO_KEY = (
    b"<Error><Code>NoSuchKey</Code><Message>The specified key does not exist.</Message></Error>"
)
AKAMAI = b"<HTML><HEAD>\n<TITLE>Access Denied</TITLE>\n</HEAD><BODY>You don't have permission to access</BODY></HTML>"
FILING = b"<SEC-DOCUMENT>0000990001-24-000017.txt : 20240228\n<SEC-HEADER>"
PEM = b"-----BEGIN PRIVACY-ENHANCED MESSAGE-----\nProc-Type: 2001,MIC-CLEAR\n"


@pytest.mark.parametrize(
    ("status", "head", "kind"),
    [
        (200, FILING, Kind.CONTENT),
        (200, PEM, Kind.CONTENT),
        (200, b'{"cik":"320193"}', Kind.CONTENT),
        (200, BLOCK, Kind.TOO_FAST),
        (200, UNDECLARED, Kind.TOO_FAST),
        (304, b"", Kind.NOT_MODIFIED),
        (403, DENIED, Kind.MISSING),
        (403, NO_KEY, Kind.MISSING),
        (403, BLOCK, Kind.TOO_FAST),
        (403, AKAMAI, Kind.TOO_FAST),
        (403, b"", Kind.TOO_FAST),
        (404, NO_KEY, Kind.MISSING),
        (404, b"", Kind.MISSING),
        (429, b"", Kind.TOO_FAST),
        (500, b"", Kind.SERVER_TROUBLE),
        (503, b"<html><title>SEC.gov | File Unavailable</title></html>", Kind.SERVER_TROUBLE),
        (503, BLOCK, Kind.TOO_FAST),
        (301, b"", Kind.REFUSED),
        (400, b"", Kind.REFUSED),
    ],
)
def test_an_answer_is_told_by_status_and_content(status: int, head: bytes, kind: Kind) -> None:
    assert classify(status, head) is kind


def test_a_filing_that_quotes_the_block_page_is_a_filing() -> None:
    assert classify(200, FILING + b" Request Rate Threshold Exceeded") is Kind.CONTENT
    assert not is_block_page(b'{"title": "Request Rate Threshold Exceeded"}')


@pytest.mark.parametrize(
    "text",
    [
        b"Request Rate Threshold Exceeded",
        b"request rate\n threshold exceeded",
        b"Undeclared Automated Tool",
    ],
)
def test_the_words_of_the_block_page_are_known_in_any_case_and_over_line_ends(text: bytes) -> None:
    assert BLOCK_PAGE.search(text)


@pytest.mark.parametrize(
    "text", [b"Request Rate", b"RequestRateThresholdExceeded", b"File Unavailable"]
)
def test_other_words_are_not(text: bytes) -> None:
    assert not BLOCK_PAGE.search(text)


def test_only_the_codes_of_s3_say_that_a_path_is_missing() -> None:
    assert S3_MISSING.search(DENIED)
    assert S3_MISSING.search(NO_KEY)
    assert not S3_MISSING.search(AKAMAI)
    assert not S3_MISSING.search(b"<Code>InternalError</Code>")


@pytest.mark.parametrize("head", [FILING, PEM, b"\n<IMS-DOCUMENT>0000990003-95-000002.txt"])
def test_a_submission_is_known_by_its_first_words(head: bytes) -> None:
    assert begins_submission(head)


def test_an_error_page_is_described_by_its_title() -> None:
    assert (
        describe(403, BLOCK) == "HTTP 403 with the page 'SEC.gov | Request Rate Threshold Exceeded'"
    )
    assert describe(500, b"oops") == "HTTP 500"


@pytest.mark.parametrize(
    ("value", "wait"),
    [
        (None, None),
        ("", None),
        ("7", 7.0),
        (" 7 ", 7.0),
        ("99999999999", LONGEST_RETRY_AFTER),
        ("Fri, 01 Mar 2024 12:00:30 GMT", 30.0),
        ("Fri, 01 Mar 2024 11:00:00 GMT", 0.0),
        ("soon", None),
        ("-5", None),
        ("Fri, 01 Mar 2024 99999999999999999999:00:30 GMT", None),
        ("Fri, 01 Mar 2024 12:00:30 +99999999999999", None),
    ],
)
def test_retry_after_is_a_number_or_a_date(value: str | None, wait: float | None) -> None:
    assert retry_after(value, datetime(2024, 3, 1, 12, 0, 0, tzinfo=UTC)) == wait
