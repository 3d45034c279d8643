"""kubectl, helm and what else a stage starts: each command said before it runs."""

from __future__ import annotations

import re
import shlex
import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from docai_azure.cloud import run
from docai_azure.errors import CommandFailed, Missing

FORWARDED = re.compile(r"Forwarding from 127\.0\.0\.1:(\d+) -> \d+")
"""What kubectl says when a port is forwarded: ``Forwarding from 127.0.0.1:40123 -> 3000``."""


@dataclass(frozen=True)
class Programs:
    """Starts programs of a stage; with ``dry_run`` says what they would be."""

    kubeconfig: Path
    root: Path
    tell: Callable[[str], None]
    dry_run: bool = False

    def kubectl(self, *arguments: str) -> str:
        """Return what kubectl printed; raises CommandFailed, Missing."""
        return self.run("kubectl", "--kubeconfig", str(self.kubeconfig), *arguments)

    def run(self, *arguments: str) -> str:
        """Return what a program printed; raises CommandFailed, Missing."""
        self.tell(f"$ {shlex.join(arguments)}")
        if self.dry_run:
            return ""
        ended = run(arguments, folder=self.root)
        if ended.code:
            raise CommandFailed(f"{arguments[0]} ended with {ended.code}: {ended.said}")
        return ended.answer

    @contextmanager
    def forwarded(self, namespace: str, service: str, port: int) -> Iterator[int]:
        """Forward a port of a service to this machine; yields the local one. Raises CommandFailed, Missing."""
        arguments: Sequence[str] = (
            *("kubectl", "--kubeconfig", str(self.kubeconfig), "--namespace", namespace),
            *("port-forward", f"service/{service}", f":{port}"),
        )
        self.tell(f"$ {shlex.join(arguments)}")
        if self.dry_run:
            yield port
            return
        try:
            process = subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True)
        except FileNotFoundError:
            raise Missing("kubectl is not installed, or not in PATH") from None
        with process:
            try:
                assert process.stdout is not None
                said = FORWARDED.search(process.stdout.readline())
                if said is None:
                    raise CommandFailed(f"kubectl does not forward to {service} in {namespace}")
                yield int(said[1])
            finally:
                process.terminate()
