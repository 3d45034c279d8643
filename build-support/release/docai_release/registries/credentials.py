"""The name and password for a registry, from where ``docker login`` keeps them.

Nothing of it is ever printed or written.
"""

from __future__ import annotations

import base64
import json
import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from docai_release.errors import NotReleasable

TOKEN_NAME = "<token>"  # noqa: S105 - what docker's helpers answer as the name when the password is a refresh token


@dataclass(frozen=True, slots=True)
class Credentials:
    """A name and a password; or, without a name, a refresh token."""

    name: str
    password: str = field(repr=False)

    @property
    def basic(self) -> str:
        """The value of an Authorization header."""
        pair = f"{self.name}:{self.password}".encode()
        return "Basic " + base64.b64encode(pair).decode()


def credentials_for(host: str, environ: Mapping[str, str] = os.environ) -> Credentials | None:
    """Return what ``docker login HOST`` stored; None if nobody signed in there. Raises NotReleasable."""
    folder = environ.get("DOCKER_CONFIG") or str(Path(environ.get("HOME", "/"), ".docker"))
    path = Path(folder, "config.json")
    if not path.is_file():
        return None
    try:
        config = json.loads(path.read_text())
    except (OSError, ValueError) as error:
        raise NotReleasable(f"Docker's settings {path} cannot be read: {error}") from error
    helper = config.get("credHelpers", {}).get(host) or config.get("credsStore")
    stored = config.get("auths", {}).get(host)
    if helper and (host in config.get("credHelpers", {}) or stored is not None):
        return _ask(helper, host)
    return _decoded(stored) if stored else None


def _ask(helper: str, host: str) -> Credentials | None:
    command = f"docker-credential-{helper}"
    try:
        done = subprocess.run(
            [command, "get"], input=host, capture_output=True, text=True, check=False
        )
    except FileNotFoundError as error:
        raise NotReleasable(f"Docker keeps passwords with {command}, which is not here") from error
    if done.returncode:
        return None  # the helper's way to say that it has none
    found = json.loads(done.stdout)
    name = "" if found["Username"] == TOKEN_NAME else found["Username"]
    return Credentials(name, found["Secret"])


def _decoded(stored: Mapping[str, str]) -> Credentials | None:
    if token := stored.get("identitytoken"):
        return Credentials("", token)
    name, colon, password = base64.b64decode(stored.get("auth", "")).decode().partition(":")
    return Credentials(name, password) if colon else None
