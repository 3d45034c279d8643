"""Renews the locks: `./pants run 3rdparty/python:lock [-- --upgrade | --upgrade-package NAME]`.

A pin changes only when what is asked for no longer allows it, or when asked to by the options, which are uv's.
"""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

HERE = Path("3rdparty/python")
LAUNCHER = Path("build-support/launcher")


@dataclass(frozen=True)
class Lock:
    """One lock: where it is written, what it answers, and the locks that it must agree with."""

    path: Path
    asked: tuple[Path, ...]
    python: str = "3.11"
    agrees_with: tuple[Path, ...] = ()

    def command(self, options: list[str]) -> list[str]:
        """uv's command line for it. ``--universal``: one lock for Linux and macOS, on both processors."""
        compile_ = [sys.executable, "-m", "uv", "pip", "compile", "--quiet", "--universal"]
        form = ["--generate-hashes", "--no-header", "--no-annotate"]
        constraints = [f"--constraint={path}" for path in self.agrees_with]
        output = [f"--python-version={self.python}", f"--output-file={self.path}"]
        return [*compile_, *form, *constraints, *output, *options, *map(str, self.asked)]


REQUIREMENTS = HERE / "requirements.lock"
LOCKS = (
    Lock(REQUIREMENTS, (HERE / "requirements.txt", HERE / "types.txt")),
    Lock(HERE / "pytest.lock", (HERE / "pytest.txt",), agrees_with=(REQUIREMENTS,)),
    Lock(HERE / "tools.lock", (HERE / "tools.txt",)),
    Lock(LAUNCHER / "pants.lock", (LAUNCHER / "pants.txt",), python="3.9"),
    Lock(LAUNCHER / "pex.lock", (LAUNCHER / "pex.txt",), python="3.9"),
)


def main(options: list[str]) -> int:
    """Renew all locks; the exit code is uv's first that is not 0, or 1 if a lock names a host."""
    for lock in LOCKS:
        print(lock.path)
        done = subprocess.run(lock.command(options), check=False)
        if done.returncode:
            return done.returncode
        if "://" in lock.path.read_text(encoding="utf-8"):
            print(f"{lock.path} names a host: take the URL out of what it answers", file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
