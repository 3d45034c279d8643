import json

import pytest

from docai.cluster import errors
from docai.cluster.answers import QUOTA, WEBHOOK, WEBHOOK_DOWN, error_of, retry_after, shortened
from docai.runtime.exit_codes import ExitCode

ASKED = "create things/a in team"


def said(reason: str, message: str) -> bytes:
    return json.dumps({"kind": "Status", "reason": reason, "message": message}).encode()


@pytest.mark.parametrize(
    ("status", "body", "error", "code", "says"),
    [
        (
            401,
            said("Unauthorized", "Unauthorized"),
            errors.NotSignedIn,
            2,
            "does not know who asks",
        ),
        (
            403,
            said("Forbidden", "u cannot create"),
            errors.Forbidden,
            2,
            "no right to create things/a",
        ),
        (
            403,
            said("Forbidden", "a is forbidden: exceeded quota: small, requested: count/things=1"),
            errors.OverQuota,
            7,
            "the quota small leaves no room",
        ),
        (
            403,
            said("Forbidden", 'admission webhook "v.example.org" denied the request: too big'),
            errors.Refused,
            2,
            "the webhook v.example.org refuses it .*too big",
        ),
        (404, said("NotFound", 'things "a" not found'), errors.NotFound, 3, "not there"),
        (
            404,
            said("NotFound", "the server could not find the requested resource"),
            errors.NotFound,
            3,
            "is its operator installed",
        ),
        (409, said("AlreadyExists", "exists"), errors.Taken, 3, "exists"),
        (409, said("Conflict", "modified"), errors.Conflict, 3, "modified"),
        (410, said("Expired", "too old"), errors.Expired, 3, "too old"),
        (422, said("Invalid", 'spec.mode: Unsupported value: "x"'), errors.Refused, 2, "spec.mode"),
        (429, said("TooManyRequests", "busy"), errors.Unavailable, 3, "HTTP 429"),
        (
            500,
            said("InternalError", 'failed calling webhook "m.example.org": connection refused'),
            errors.Unavailable,
            3,
            "the webhook m.example.org does not answer",
        ),
        (502, b"<html>bad gateway</html>", errors.Unavailable, 3, "bad gateway"),
        (504, b"", errors.Unavailable, 3, "HTTP 504"),
    ],
)
def test_every_answer_is_the_error_that_says_what_to_do(
    status: int, body: bytes, error: type[errors.ClusterError], code: int, says: str
) -> None:
    found = error_of(status, body, {}, ASKED)
    assert type(found) is error
    assert found.exit_code is ExitCode(code)
    with pytest.raises(error, match=says):
        raise found


def test_a_good_answer_is_no_error() -> None:
    assert error_of(201, b"{}", {}, ASKED) is None


def test_the_server_says_how_long_to_wait() -> None:
    found = error_of(429, b"", {"Retry-After": "3"}, ASKED)
    assert isinstance(found, errors.Unavailable)
    assert found.retry_after == 3.0
    assert retry_after({"retry-after": "Mon, 01 Jan 2026 00:00:00 GMT"}) is None


def test_a_long_message_loses_its_middle() -> None:
    short = shortened("begin " + "x" * 20_000 + " end")
    assert len(short) <= 600
    assert short.startswith("begin")
    assert short.endswith("end")


def test_patterns() -> None:
    assert QUOTA.search("forbidden: exceeded quota: small, requested")
    assert not QUOTA.search("quota is fine")
    assert WEBHOOK.search('admission webhook "a.b" denied the request: no')
    assert not WEBHOOK.search('admission webhook "" denied the request')
    assert WEBHOOK_DOWN.search('failed calling webhook "a.b": timeout')
    assert not WEBHOOK_DOWN.search("failed calling a webhook")
