import json
from pathlib import Path

import pytest

from kf_pipeline.errors import BadPipeline
from kf_pipeline.service.credentials import COOKIES_VARIABLE, TOKEN_VARIABLE, Credentials

NOWHERE = Path("/nowhere/context.json")


def read(token: str = "", cookies: str = "", context: Path = NOWHERE) -> Credentials:
    return Credentials.read({TOKEN_VARIABLE: token, COOKIES_VARIABLE: cookies}, context)


def test_they_come_from_the_environment() -> None:
    found = read("token-1\n", "session=cookie-1")
    assert (found.token, found.cookies) == ("token-1", "session=cookie-1")
    assert found.source == "DOCAI_KFP_TOKEN and DOCAI_KFP_COOKIES"
    assert read().source == ""


def test_what_kfps_own_command_line_saved_counts_too(tmp_path: Path) -> None:
    context = tmp_path / "context.json"
    context.write_text(json.dumps({"client_authentication_cookie": "session=saved-1"}))
    found = read(context=context)
    assert found.source == "KFP's context file"
    assert found.redact("you sent saved-1") == "you sent ***"
    context.write_text("{")
    assert read(context=context).source == ""


@pytest.mark.parametrize(
    "text",
    [
        "Bearer tok/en=1",
        "token tok%2Fen%3D1 is expired",
        "cookie: session=abc-1234; other=def-5678",
        "session abc-1234",
        'bad cookie "def-5678"',
        'quo\\"ted-9',
        'quo"ted-9',
    ],
)
def test_they_are_taken_out_of_a_text_however_they_are_written(text: str) -> None:
    cookies = 'session=abc-1234; other=def-5678; third="quo\\"ted-9"'
    found = read("tok/en=1", cookies)
    said = found.redact(text)
    assert "***" in said
    assert not any(one in said for one in ("tok/en", "tok%2F", "abc-1234", "def-5678", "ted-9"))


def test_a_value_that_no_header_takes_is_refused_and_not_shown() -> None:
    for value in ("hidden-1\nX: y", "hidden-1\x00", "hidden-1ü"):
        with pytest.raises(BadPipeline, match=TOKEN_VARIABLE) as raised:
            read(value)
        assert "hidden-1" not in str(raised.value)


def test_they_are_not_shown_by_accident() -> None:
    assert "hidden-1" not in repr(read("hidden-1"))
