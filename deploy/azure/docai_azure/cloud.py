"""``az`` as a program: what it answers, and what its failures mean."""

from __future__ import annotations

import json
import os
import re
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from docai.runtime.logs import Redaction
from docai_azure.command import Command
from docai_azure.errors import CommandFailed, Missing, Refused

ABSENT = 3
"""The exit code of ``az ... show`` for what does not exist (azure.cli.core.azclierror)."""

UNREGISTERED = re.compile(r"\b(MissingSubscriptionRegistration|SubscriptionNotRegistered)\b")
"""What a question about a resource is answered with where its service is not registered: then there is none."""

REFUSED = re.compile(
    r"\baz login\b|\((?:Linked)?AuthorizationFailed\)|\bsubscription of '[^']*' doesn't exist"
)
"""What ``az`` says where whoever runs it has to sign in, needs a role, or named a subscription that is not theirs."""

SAID = 2000
"""So much of what a program said is repeated, from its end."""


class Cloud(Protocol):
    """Whoever carries out commands of ``az``."""

    def ask(self, command: Command) -> Any:
        """Return the answer, None where there is nothing; raises CommandFailed, Refused, Missing."""

    def do(self, command: Command) -> Any:
        """Return the answer to what changes something; raises CommandFailed, Refused, Missing."""


@dataclass(frozen=True)
class AzureCli:
    """The installed ``az``. ``subscription`` empty: the one it is signed in to."""

    subscription: str = ""
    program: str = "az"

    def ask(self, command: Command) -> Any:
        """Return the answer, None where there is nothing."""
        return self._run(command, absent_is_none=True)

    def do(self, command: Command) -> Any:
        """Return the answer to what changes something."""
        return self._run(command, absent_is_none=False)

    def _run(self, command: Command, *, absent_is_none: bool) -> Any:
        with tempfile.TemporaryDirectory(prefix="docai-azure-") as folder:
            arguments = [self.program, *command.written(Path(folder)), "--output", "json"]
            arguments.append("--only-show-errors")
            if self.subscription:
                arguments += ["--subscription", self.subscription]
            ended = run(arguments)
        absent = ended.code == ABSENT or (ended.code and UNREGISTERED.search(ended.said))
        if absent and absent_is_none:
            return None
        if ended.code:
            failed = Refused if REFUSED.search(ended.said) else CommandFailed
            raise failed(f"{command}: exit code {ended.code}: {ended.said}")
        try:
            return json.loads(ended.answer) if ended.answer.strip() else None
        except ValueError:
            raise CommandFailed(f"{command}: its answer is not JSON") from None


@dataclass(frozen=True)
class Ended:
    """How a program ended, and the end of what it said, without secrets."""

    code: int
    answer: str
    said: str


def run(arguments: Sequence[str], *, folder: Path | None = None) -> Ended:
    """Run a program to its end; raises Missing where it is not installed."""
    try:
        done = subprocess.run(
            arguments,
            check=False,
            text=True,
            capture_output=True,
            cwd=folder,
            # What our own Python was started with is not for theirs: az is a Python program.
            env={
                name: value for name, value in os.environ.items() if not name.startswith("PYTHON")
            },
        )
    except FileNotFoundError:
        raise Missing(f"{arguments[0]} is not installed, or not in PATH") from None
    said = Redaction(os.environ)((done.stderr or done.stdout).strip())[-SAID:]
    return Ended(done.returncode, done.stdout, said)
