"""What the service is asked with and says: no credential in what is shown, none in clear text on the way."""

import json
from pathlib import Path

import pytest

from docai.runtime.exit_codes import ExitCode
from docai.runtime.program import execute
from kf_pipeline.docai_pipeline import COMMANDS
from kf_pipeline.service.conftest import PipelineService
from kf_pipeline.service.connection import IDENTITY

GIVEN = ["--lake", "abfss://f@a.dfs.core.windows.net/x", "--user-agent", "Ann ann@example.org"]
CANARY = "canary-5e1f/x+y=="
COOKIES = f'authservice_session="{CANARY}"; other=canary-77b2'
SPELLINGS = ("canary-5e1f", "canary-77b2", CANARY.replace("/", "%2F"))


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in (
        *("KUBECONFIG", "KF_PIPELINES_ENDPOINT", "KF_PIPELINES_UI_ENDPOINT"),
        *("DOCAI_KFP_TOKEN", "DOCAI_KFP_COOKIES", "DOCAI_LOG"),
    ):
        monkeypatch.delenv(name, raising=False)


def submit(host: str, *more: str) -> ExitCode:
    return execute(COMMANDS.main, ["submit", "--host", host, *GIVEN, *more])


@pytest.mark.parametrize("log", ["text", "json"])
@pytest.mark.parametrize("status", [400, 401, 403, 429, 500, 503])
@pytest.mark.parametrize("variable", ["DOCAI_KFP_TOKEN", "DOCAI_KFP_COOKIES"])
def test_a_credential_that_the_service_echoes_is_never_shown(
    service: PipelineService,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    variable: str,
    status: int,
    log: str,
) -> None:
    monkeypatch.setenv("DOCAI_LOG", log)
    monkeypatch.setenv(variable, CANARY if variable == "DOCAI_KFP_TOKEN" else COOKIES)
    # Long enough that a cut at the end would go through the credential.
    echoed = (
        "x" * 490 + f" {CANARY} canary-77b2 Bearer {CANARY} {COOKIES} {CANARY.replace('/', '%2F')}"
    )
    if variable == "DOCAI_KFP_TOKEN":
        echoed = echoed.replace("canary-77b2", "").replace(COOKIES, "")
    service.refuse, service.refuse_path = (status, echoed), "GET /experiments"
    assert submit(service.url) in (ExitCode.CALLER, ExitCode.OTHER_SIDE)
    shown = "".join(capsys.readouterr())
    assert "xxxx" in shown
    assert not any(one in shown for one in SPELLINGS)


def test_a_credential_in_an_answer_that_is_no_json_is_not_shown_either(
    service: PipelineService, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DOCAI_KFP_TOKEN", CANARY)
    service.raw = f"<html>Bearer {CANARY}</html>".encode()
    assert submit(service.url) is ExitCode.CALLER
    shown = "".join(capsys.readouterr())
    assert "answers without an id" in shown
    assert "canary" not in shown


@pytest.mark.parametrize(
    "raw",
    [b"", b"<html>sign in</html>", b"null", b"[]", b"5", b"\xff\xfe", b'{"experiments": 5}']
    + [json.dumps({"experiments": [{"experiment_id": name}]}).encode() for name in ("", "\x1b[2J")],
)
def test_an_answer_that_is_not_kfps_is_a_sentence(
    service: PipelineService, capsys: pytest.CaptureFixture[str], raw: bytes
) -> None:
    service.raw = raw
    assert submit(service.url) is ExitCode.CALLER
    shown = "".join(capsys.readouterr())
    assert "Traceback" not in shown
    assert "\x1b" not in shown


@pytest.mark.parametrize("variable", ["DOCAI_KFP_TOKEN", "DOCAI_KFP_COOKIES"])
def test_a_credential_does_not_leave_this_machine_in_clear_text(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], variable: str
) -> None:
    monkeypatch.setenv(variable, CANARY)
    # A name that is never resolved: what is sent to it would be 3, "cannot be reached".
    assert submit("http://kfp.invalid") is ExitCode.CALLER
    shown = "".join(capsys.readouterr())
    assert (
        f"http://kfp.invalid is plain http: anybody on the way could read the credential ({variable})"
        in shown
    )
    assert "canary" not in shown
    assert submit("http://kfp.invalid", "--plain-http") is ExitCode.OTHER_SIDE
    assert submit("https://kfp.invalid") is ExitCode.OTHER_SIDE


def test_a_credential_that_kfp_itself_saved_is_one_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    context = tmp_path / "context.json"
    saved = {"namespace": "", "client_authentication_cookie": COOKIES}
    context.write_text(json.dumps(saved))
    monkeypatch.setattr("kfp.Client._LOCAL_KFP_CONTEXT", str(context))
    assert submit("http://kfp.invalid") is ExitCode.CALLER
    assert "KFP's context file" in "".join(capsys.readouterr())


def test_without_a_credential_plain_http_is_nobodys_business() -> None:
    assert submit("http://kfp.invalid") is ExitCode.OTHER_SIDE


def test_the_address_of_the_environment_is_held_to_the_same(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DOCAI_KFP_TOKEN", CANARY)
    monkeypatch.setenv("KF_PIPELINES_ENDPOINT", "http://kfp.invalid")
    assert execute(COMMANDS.main, ["submit", *GIVEN]) is ExitCode.CALLER
    monkeypatch.setenv("KF_PIPELINES_ENDPOINT", f"https://ann:{CANARY}@kfp.invalid")
    assert execute(COMMANDS.main, ["submit", *GIVEN]) is ExitCode.CALLER
    assert "canary" not in "".join(capsys.readouterr())


def test_a_password_in_the_host_is_not_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert submit(f"https://ann:{CANARY}@kfp.invalid") is ExitCode.CALLER
    assert "canary" not in "".join(capsys.readouterr())


def test_a_token_with_a_line_break_is_not_shown(
    service: PipelineService, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DOCAI_KFP_TOKEN", f"{CANARY}\nX-Other: y")
    assert submit(service.url) is ExitCode.CALLER
    shown = "".join(capsys.readouterr())
    assert "DOCAI_KFP_TOKEN holds a line break" in shown
    assert "canary" not in shown


def test_identity_pattern() -> None:
    assert IDENTITY.fullmatch("0f8f7d0e-7c6b-4a55-9a60-1f2d3c4b5a69")
    assert not any(IDENTITY.fullmatch(text) for text in ("", "a b", "\x1b[2J", "a" * 129, "a/b"))
