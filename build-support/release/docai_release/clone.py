"""A clone of this checkout, to release from; its tags and what it makes are gone with it."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from docai_release.registries.local_registry import LocalRegistry

RELEASE = "build-support/release/release"
SOURCE = "src/python/docai/run_id.py"
"""A file that every image holds: to change it is to change them all."""


class Wrong(Exception):
    """Something was not as it must be."""


def must(true: object, otherwise: str) -> None:
    """Raise Wrong unless it is so."""
    if not true:
        raise Wrong(otherwise)


class Clone:
    """A clone of this checkout, to release from."""

    def __init__(self, folder: Path, registry: LocalRegistry) -> None:
        self.folder = folder
        self._registry = registry
        here = Path(__file__).resolve().parents[3]
        self.said = ""
        run(["git", "clone", "--quiet", str(here), str(folder)])
        self.git("config", "user.name", "Rehearsal")
        self.git("config", "user.email", "rehearsal@example.com")
        self.git("remote", "set-url", "origin", "https://example.com/docai.git")

    def git(self, *words: str) -> str:
        return run(["git", "-C", str(self.folder), *words]).strip()

    def change(self) -> None:
        """Commit another content."""
        path = self.folder / SOURCE
        path.write_text(path.read_text() + "\n# Another content.\n")
        self.git("commit", "--quiet", "--all", "--message", "Change something")

    def start(self, tag: str) -> subprocess.Popen[str]:
        """Start a release."""
        return subprocess.Popen(
            [str(self.folder / RELEASE), tag, "--registry", self._registry.address],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            # In the clone, so that nothing of it outlives the clone.
            env={
                **os.environ,
                "PANTS_PANTSD": "true",
                "PANTS_WORKDIR": str(self.folder / ".pants.d"),
                "PANTS_SUBPROCESSDIR": str(self.folder / ".pids"),
            },
        )

    def release(self, tag: str, expected: int) -> str:
        """Run a release to its end; return what it said."""
        return self.ended(self.start(tag), expected)

    def ended(self, process: subprocess.Popen[str], expected: int) -> str:
        self.said = process.communicate()[0]
        must(
            process.returncode == expected,
            f"exit code {process.returncode} where {expected} was due:\n{self.said}",
        )
        return self.said

    def stop_pants(self) -> None:
        """End the daemon that the first release left behind for the next ones."""
        for path in (self.folder / ".pids").rglob("pantsd/pid"):
            with suppress(ProcessLookupError):
                os.kill(int(path.read_text()), signal.SIGTERM)

    @property
    def bundle(self) -> Path:
        return self.folder / "dist/release"


def run(command: Sequence[str], cwd: Path | None = None) -> str:
    """Run a program; return what it printed. Raises Wrong when it fails."""
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=cwd)
    must(done.returncode == 0, f"`{' '.join(command)}` failed: {done.stderr or done.stdout}")
    return done.stdout
