from __future__ import annotations

import base64
import json
from pathlib import Path

import pytest

from docai_release.errors import NotReleasable
from docai_release.registries.credentials import Credentials, credentials_for

HOST = "registry.example"


def stored(folder: Path, config: object) -> dict[str, str]:
    (folder / "config.json").write_text(json.dumps(config))
    return {"DOCKER_CONFIG": str(folder)}


def test_what_docker_login_stored_is_found(tmp_path: Path) -> None:
    pair = base64.b64encode(b"someone:se:cret").decode()
    environ = stored(tmp_path, {"auths": {HOST: {"auth": pair}}})
    assert credentials_for(HOST, environ) == Credentials("someone", "se:cret")


def test_a_refresh_token_has_no_name(tmp_path: Path) -> None:
    environ = stored(tmp_path, {"auths": {HOST: {"auth": "", "identitytoken": "long"}}})
    assert credentials_for(HOST, environ) == Credentials("", "long")


def test_another_hosts_password_is_not_taken(tmp_path: Path) -> None:
    pair = base64.b64encode(b"someone:secret").decode()
    environ = stored(tmp_path, {"auths": {"other.example": {"auth": pair}}})
    assert credentials_for(HOST, environ) is None


def test_nobody_signed_in_is_no_error(tmp_path: Path) -> None:
    assert credentials_for(HOST, {"HOME": str(tmp_path)}) is None


def test_settings_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{")
    with pytest.raises(NotReleasable, match=r"config\.json"):
        credentials_for(HOST, {"DOCKER_CONFIG": str(tmp_path)})


def test_a_helper_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    helper = tmp_path / "docker-credential-test"
    helper.write_text(
        '#!/bin/sh\nread -r host\nprintf \'{"Username":"%s","Secret":"s"}\' "$host"\n'
    )
    helper.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    environ = stored(tmp_path, {"credHelpers": {HOST: "test"}})
    assert credentials_for(HOST, environ) == Credentials(HOST, "s")


def test_a_helper_that_is_not_here_is_named(tmp_path: Path) -> None:
    environ = stored(tmp_path, {"credHelpers": {HOST: "docai-none"}})
    with pytest.raises(NotReleasable, match="docker-credential-docai-none"):
        credentials_for(HOST, environ)
