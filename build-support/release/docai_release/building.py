"""What a release has Pants and the engine do."""

from __future__ import annotations

import json
import logging
import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from docai_release.errors import NotReleasable, StepFailed
from docai_release.publishing import Release

_log = logging.getLogger(__name__)
DISTRIBUTIONS = (
    "docai",
    "data_loader",
    "spark_delta",
    "spark_job",
    "kf_pipeline",
    "local_pipeline",
)
"""Wheels and sdists of a release, in the order in which an index gets them: each after what it requires."""

_SEALED = ("--rm", "--network=none", "--read-only", "--tmpfs=/tmp")
_INVENTORY = Path(__file__).with_name("inventory.py")


class Build:
    """Builds one release in the tree at ``root``, for a registry."""

    def __init__(self, root: Path, release: Release, registry: str) -> None:
        self._root = root
        self._registry = registry
        self._environment = {
            **os.environ,
            "DOCAI_VERSION": str(release.version),
            "DOCAI_REVISION": release.commit,
            "DOCAI_REGISTRY": registry,
        }

    def packages(self, images: Sequence[str]) -> None:
        """Build all wheels and sdists, and these images. Raises NotReleasable, StepFailed."""
        if images and (shutil.which("docker") is None or not engine_answers()):
            raise NotReleasable(
                "no Docker engine answers here: start one, the images are built by it"
            )
        dists = [f"src/python/{name}:dist" for name in DISTRIBUTIONS]
        self._run(["./pants", "package", *dists, *(f"{_folder(name)}:image" for name in images)])

    def dists(self) -> list[Path]:
        """Return the wheels and sdists that ``packages`` made, sorted."""
        version = self._environment["DOCAI_VERSION"]
        made = [self._root / "dist" / f"{each}-{version}.tar.gz" for each in DISTRIBUTIONS]
        made += [
            self._root / "dist" / f"{each}-{version}-py3-none-any.whl" for each in DISTRIBUTIONS
        ]
        if lacking := [path.name for path in made if not path.is_file()]:
            raise StepFailed(f"Pants has not built {', '.join(lacking)}")
        return sorted(made)

    def push(self, reference: str) -> None:
        """Have the engine push an image. Raises StepFailed."""
        self._run(["docker", "push", "--quiet", reference])

    def pipeline(self, image: str, folder: Path, digests: str, output: str) -> None:
        """Have kf-pipeline's image compile the pipeline in ``folder``, images pinned by ``digests``. Raises StepFailed."""
        container = [*_SEALED, "--user", f"{os.getuid()}:{os.getgid()}"]
        options = ["--registry", self._registry, "--digest-file", digests, "--output", output]
        volume = f"{folder}:/work"
        self._run(["docker", "run", *container, "--volume", volume, image, "compile", *options])

    def inventory(self, reference: str) -> Mapping[str, list[dict[str, str]]]:
        """Return what lies in an image, by its own Python. Raises StepFailed."""
        python = ["--interactive", "--entrypoint", "/venv/bin/python3"]
        command = ["docker", "run", *_SEALED, *python, reference, "-"]
        said = self._run(command, given=_INVENTORY.read_text())
        found: dict[str, list[dict[str, str]]] = json.loads(said)
        return found

    def _run(self, command: Sequence[str], given: str = "") -> str:
        _log.info("%s", " ".join(command))
        done = subprocess.run(
            command,
            cwd=self._root,
            env=self._environment,
            input=given,
            stdout=subprocess.PIPE,
            text=True,
            check=False,
        )
        if done.returncode:
            raise StepFailed(
                f"`{' '.join(command)}` failed (exit code {done.returncode}); it said why above"
            )
        return done.stdout


def _folder(name: str) -> str:
    return f"src/python/{name.replace('-', '_')}"


def engine_answers() -> bool:
    """Return whether there is a Docker engine to build with."""
    return subprocess.run(["docker", "version"], capture_output=True, check=False).returncode == 0
