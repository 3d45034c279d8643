import email.utils
import time

import pytest
from azure.core.exceptions import ServiceRequestError

from docai.lake.address import AdlsAddress
from docai.lake.adls.answers import SECONDS, clock_ahead, retry_after
from docai.lake.adls.errors import ENTRA_SENTENCE, lake_error
from docai.lake.errors import LakeUnavailable, WrongLake
from docai.lake.settings import AdlsSettings, HostIdentity

SETTINGS = AdlsSettings(
    AdlsAddress("account1", "dfs.core.windows.net", "filings", "", True), None, HostIdentity()
)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "(invalid_client) AADSTS700024: Client assertion is not within its valid time range. Trace ID: 1",
            "AADSTS700024: Client assertion is not within its valid time range.",
        ),
        ("AADSTS90002: Tenant 'a.b' not found. Check", "AADSTS90002: Tenant 'a.b' not found."),
        (
            "AADSTS50027: JWT token is invalid or malformed.",
            "AADSTS50027: JWT token is invalid or malformed.",
        ),
    ],
)
def test_entra_ids_first_sentence_is_found(text: str, sentence: str) -> None:
    match = ENTRA_SENTENCE.search(text)
    assert match is not None
    assert match[0] == sentence


@pytest.mark.parametrize(
    "text", ["", "AADSTS: nothing.", "AADSTS12345 no colon.", "AADSTS12345: " + "x" * 400]
)
def test_what_is_not_entra_ids_sentence_is_left(text: str) -> None:
    assert ENTRA_SENTENCE.search(text) is None


def test_retry_after_is_a_number_a_date_or_nothing() -> None:
    assert retry_after({"Retry-After": "7"}) == 7
    assert retry_after({"x-ms-retry-after-ms": "250"}) == 0.25
    assert retry_after({"Retry-After": "Thu, 01 Jan 1970 00:00:00 GMT"}) == 0
    assert retry_after({"Retry-After": "soon"}) == 0
    assert retry_after({}) == 0


@pytest.mark.parametrize("text", ["nan", "inf", "-1", "1e999", "9" * 5000, "\u0663", "Mon, 99 Foo"])
def test_what_is_no_time_to_wait_is_none(text: str) -> None:
    assert SECONDS.fullmatch(text) is None
    assert retry_after({"Retry-After": text, "x-ms-retry-after-ms": text}) == 0


def test_how_far_this_clock_is_ahead_is_reckoned_from_the_answer() -> None:
    then = email.utils.formatdate(time.time() - 1200, usegmt=True)
    assert 1199 <= clock_ahead({"Date": then}) <= 1202
    assert clock_ahead({}) == 0


def test_an_account_that_does_not_exist_is_the_callers_to_correct() -> None:
    unknown = ServiceRequestError("Failed to resolve 'x' (NameResolutionError)")
    assert isinstance(lake_error(unknown, "cannot read a", SETTINGS), WrongLake)
    silent = lake_error(ServiceRequestError("connection refused"), "cannot read a", SETTINGS)
    assert type(silent) is LakeUnavailable
    assert str(silent) == "cannot read a: the storage could not be reached, also after retries"
