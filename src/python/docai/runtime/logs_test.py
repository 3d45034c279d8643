import io
import json
import logging
from collections.abc import Iterator

import pytest

from docai.runtime import logs
from docai.runtime.errors import CallerError


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def _root_logger_as_before() -> Iterator[None]:
    root = logging.getLogger()
    before = root.level, root.handlers[:]
    yield
    root.setLevel(before[0])
    root.handlers[:] = before[1]


def test_elsewhere_than_at_a_terminal_a_line_is_one_json_object() -> None:
    stream = io.StringIO()
    logs.set_up(stream=stream, environment={}, context={"run_id": "nightly"})
    logging.getLogger("data_loader").info("stored %d\nfilings", 3, extra={"stored": 3})
    line = json.loads(stream.getvalue())
    assert stream.getvalue().count("\n") == 1
    assert (line["message"], line["level"], line["stored"], line["run_id"]) == (
        "stored 3\nfilings",
        "info",
        3,
        "nightly",
    )


def test_at_a_terminal_a_line_is_plain_unless_json_is_asked_for() -> None:
    stream = Terminal()
    logs.set_up(stream=stream, environment={})
    logging.getLogger("x").warning("slow")
    assert stream.getvalue().endswith("warning: slow\n")
    logs.set_up(stream=(stream := Terminal()), environment={"DOCAI_LOG": "json"})
    logging.getLogger("x").warning("slow")
    assert json.loads(stream.getvalue())["level"] == "warning"


def test_another_kind_of_log_is_refused() -> None:
    with pytest.raises(CallerError, match="either json or text"):
        logs.set_up(stream=io.StringIO(), environment={"DOCAI_LOG": "xml"})


@pytest.mark.parametrize("kind", ["text", "json"])
def test_a_secret_never_reaches_a_line(kind: str) -> None:
    stream = io.StringIO()
    key = "c2VjcmV0LWtleS1vZi10aGUtYWNjb3VudA=="
    logs.set_up(stream=stream, environment={"DOCAI_LOG": kind, "AZURE_STORAGE_ACCOUNT_KEY": key})
    try:
        raise RuntimeError(f"refused: Authorization: Bearer eyJabc.def.ghi and {key}")
    except RuntimeError:
        logging.getLogger("x").exception("AccountKey=abcd1234==;x and https://h/?sig=a%2Fb&se=1")
    text = stream.getvalue()
    assert "refused" in text
    for secret in (key, "eyJabc", "abcd1234", "a%2Fb"):
        assert secret not in text
    assert "se=1" in text


HOSTILE = (
    "ESC \x1b[2J BEL \x07 C1 \x9b31m bidi \u202e lone \ud800 line\n12:00:00 error: fake\r\u2028end"
)


@pytest.mark.parametrize("kind", ["text", "json"])
def test_control_characters_of_others_never_reach_a_line(kind: str) -> None:
    stream = io.StringIO()
    logs.set_up(stream=stream, environment={"DOCAI_LOG": kind})
    try:
        raise RuntimeError(HOSTILE)
    except RuntimeError:
        logging.getLogger("x").exception("%s", HOSTILE, extra={"company": HOSTILE})
    text = stream.getvalue()
    text.encode()
    assert not any(each in text for each in "\x1b\x07\x9b\u202e\r\u2028\ud800")
    lines = text.splitlines()
    assert not any(line.startswith("12:00:00 error: fake") for line in lines)
    if kind == "json":
        assert len(lines) == 1
        assert json.loads(lines[0])["company"] == HOSTILE
    else:
        assert all(line.startswith("  ") for line in lines[1:])


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("x?sv=1&sig=AbC%3D&se=2", True),
        ("AccountName=a;AccountKey=zzzz==;", True),
        ("Bearer eyJhbGciOi.abc", True),
        ("design=5", False),
        ("bearer of news", False),
    ],
)
def test_what_looks_like_a_secret(text: str, secret: bool) -> None:
    assert (logs.SECRET_IN_TEXT.search(text) is not None) is secret


@pytest.mark.parametrize("kind", ["text", "json"])
@pytest.mark.parametrize("name", logs.SECRET_VARIABLES)
def test_a_secret_of_the_environment_is_not_in_a_traceback_either(name: str, kind: str) -> None:
    stream = io.StringIO()
    logs.set_up(stream=stream, environment={"DOCAI_LOG": kind, name: "canary-5e1f-value"})
    try:
        raise RuntimeError("sent canary-5e1f-value")
    except RuntimeError:
        logging.getLogger("docai").exception("a defect")
    assert "sent ***" in stream.getvalue()
    assert "canary" not in stream.getvalue()
