"""What the answers and failures of ``az`` mean, with a program in its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from docai_azure.cloud import AzureCli
from docai_azure.command import JsonFile, az
from docai_azure.errors import CommandFailed, Missing, Refused


def cli(folder: Path, script: str, subscription: str = "") -> AzureCli:
    program = folder / "az"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    return AzureCli(subscription, str(program))


def test_an_answer_is_json(tmp_path: Path) -> None:
    assert cli(tmp_path, """echo '{"id": "/x"}'""").ask(az("group", "show")) == {"id": "/x"}
    assert cli(tmp_path, "true").do(az("group", "delete")) is None


def test_az_is_asked_for_json_and_for_the_subscription(tmp_path: Path) -> None:
    echo = """printf '["%s"' "$1"; shift; for one; do printf ', "%s"' "$one"; done; echo ']'"""
    said = cli(tmp_path, echo, "ours").ask(az("group", "show", "--name", "docai"))
    expected = "group show --name docai --output json --only-show-errors --subscription ours"
    assert said == expected.split()


def test_files_are_there_while_az_runs(tmp_path: Path) -> None:
    assert cli(tmp_path, 'cat "$2"').do(az("x", JsonFile({"a": [1]}))) == {"a": [1]}


@pytest.mark.parametrize(
    "script",
    [
        "echo 'ERROR: (ResourceNotFound) no' >&2; exit 3",
        "echo 'ERROR: (MissingSubscriptionRegistration) not registered' >&2; exit 1",
        "echo 'Code: SubscriptionNotRegistered' >&2; exit 1",
    ],
)
def test_what_is_not_there_is_none_for_a_question_and_a_failure_for_a_change(
    script: str, tmp_path: Path
) -> None:
    assert cli(tmp_path, script).ask(az("group", "show")) is None
    with pytest.raises(CommandFailed):
        cli(tmp_path, script).do(az("group", "update"))


def test_a_failure_is_told_with_the_command_and_without_secrets(tmp_path: Path) -> None:
    script = "echo 'ERROR: refused, AccountKey=abcdefgh' >&2; exit 1"
    with pytest.raises(CommandFailed) as failed:
        cli(tmp_path, script).ask(az("group", "show"))
    assert "az group show: exit code 1" in str(failed.value)
    assert "abcdefgh" not in str(failed.value)


@pytest.mark.parametrize(
    "said",
    [
        "ERROR: Please run 'az login' to setup account.",
        "ERROR: AADSTS700082: The refresh token has expired. To re-authenticate, please run:\naz login --tenant x",
        "ERROR: (AuthorizationFailed) The client 'a' does not have authorization to perform action 'b'",
        "ERROR: (LinkedAuthorizationFailed) The client has permission, but not on the linked scope",
        "ERROR: The subscription of 'theirs' doesn't exist in cloud 'AzureCloud'.",
    ],
)
def test_who_has_to_sign_in_or_needs_a_role_has_to_change_something(
    said: str, tmp_path: Path
) -> None:
    (tmp_path / "said").write_text(said)
    script = f"cat '{tmp_path}/said' >&2; exit 1"
    with pytest.raises(Refused, match="az group show: exit code 1"):
        cli(tmp_path, script).ask(az("group", "show"))


def test_an_answer_that_is_no_json_is_a_failure(tmp_path: Path) -> None:
    with pytest.raises(CommandFailed, match="not JSON"):
        cli(tmp_path, "echo hello").ask(az("group", "show"))


def test_az_that_is_not_installed_is_told(tmp_path: Path) -> None:
    with pytest.raises(Missing, match="is not installed"):
        AzureCli("", str(tmp_path / "az")).ask(az("group", "show"))


def test_az_does_not_get_our_python_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", "/ours")
    assert cli(tmp_path, """echo "[\\"$PYTHONPATH\\"]" """).ask(az("x")) == [""]
