"""An image under test, run as a strict cluster runs it: any UID, read-only root, no rights."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

ANYONE = "12345"
"""A UID that no image knows."""

SITE = "/venv/lib/python3.11/site-packages"


class Failed(Exception):
    """A check that did not hold; the text says what was seen."""


@dataclass(frozen=True)
class Image:
    """An image; ``megabytes`` is the most that it may take, ``commands`` are other ways to start it."""

    name: str
    megabytes: int
    commands: tuple[tuple[str, ...], ...] = ()
    spark: bool = False


def run(command: Sequence[str], code: int = 0) -> str:
    """Run a program; return all that it said. Raises Failed when it ends with another exit code."""
    done = subprocess.run(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        timeout=300,
    )
    must(done.returncode == code, f"exit code {done.returncode}: {done.stdout[-1500:]}")
    return done.stdout


def must(true: bool, otherwise: str) -> None:
    """Raise Failed unless it is so."""
    if not true:
        raise Failed(otherwise)


class TriedImage:
    """One image that the engine has; raises Failed if it has not."""

    def __init__(self, image: Image, reference: str) -> None:
        self.image = image
        self.reference = reference
        inspected = run(["docker", "image", "inspect", reference])
        self.about: dict[str, Any] = json.loads(inspected)[0]
        self.config: dict[str, Any] = self.about["Config"]

    def says_version(self, said: str) -> str:
        words = said.split()
        must(bool(words) and words[-1] == self.label("version"), said)
        return said.strip()

    def label(self, name: str) -> str:
        return str(self.config["Labels"][f"org.opencontainers.image.{name}"])

    def contained(
        self, *words: str, entry: str = "", options: Sequence[str] = (), code: int = 0
    ) -> str:
        """Run the image as a strict cluster does; return all that it said."""
        strict = ["--read-only", "--user", ANYONE, "--cap-drop", "ALL"]
        strict += ["--security-opt", "no-new-privileges"]
        strict += ["--tmpfs", "/tmp:exec,mode=1777"]  # noqa: S108 - a folder of the container
        entries = ["--entrypoint", entry] if entry else []
        command = ["docker", "run", "--rm", *strict, *options, *entries, self.reference, *words]
        return run(command, code)
