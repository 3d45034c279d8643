"""How long images take to build, and how much of them an edit makes anew: in a clone, in seconds and megabytes.

    python3 build-support/checks/image_times.py [IMAGE ...]

Needs what ``./pants package ::`` needs for images, and Python 3.9 or newer. Nothing is left of it but the engine's cache.
The four builds are: every step again (Pants has the PEXes in its cache); nothing changed; a line of a component's own code; a
line of code that all components share. Times are of the whole command ``./pants package IMAGE``; "MB new" is in layers that the
build before did not have: what a push sends, and a node pulls.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tarfile
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

IMAGES = ("data-loader", "spark-job", "kf-pipeline", "spark-delta")
REGISTRY = "image-times.example"
SHARED = "src/python/docai/run_id.py"
FIRST_STEP = "build-support/base-image/prepare"


class Clone:
    """A clone with a daemon of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        here = Path(__file__).resolve().parents[2]
        subprocess.run(["git", "clone", "--quiet", str(here), str(folder)], check=True)
        self._environment = {
            **os.environ,
            "DOCAI_REGISTRY": REGISTRY,
            "DOCAI_REVISION": "0" * 40,
            "PANTS_WORKDIR": str(folder / ".pants.d"),
            "PANTS_SUBPROCESSDIR": str(folder / ".pids"),
        }

    def package(self, image: str) -> float:
        """Build an image; return the seconds that it took."""
        target = f"src/python/{image.replace('-', '_')}:image"
        started = time.monotonic()
        subprocess.run(
            ["./pants", "package", target],
            cwd=self.folder,
            env=self._environment,
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        return time.monotonic() - started

    def edit(self, file: str) -> None:
        """Add a line that changes nothing."""
        path = self.folder / file
        path.write_text(f"{path.read_text()}# {time.time_ns()}\n")

    def stop(self) -> None:
        for path in (self.folder / ".pids").rglob("pantsd/pid"):
            with suppress(ProcessLookupError):
                os.kill(int(path.read_text()), signal.SIGTERM)


def layers(image: str) -> dict[str, int]:
    """Return the image's layers, by what names their content, and the bytes of each."""
    reference = f"{REGISTRY}/{image}:v1"
    names = json.loads(_said("docker", "image", "inspect", reference))[0]["RootFS"]["Layers"]
    sizes: dict[str, int] = {}
    files: list[str] = []
    with (
        subprocess.Popen(["docker", "save", reference], stdout=subprocess.PIPE) as saved,
        tarfile.open(fileobj=saved.stdout, mode="r|") as archive,
    ):
        for member in archive:
            sizes[member.name] = member.size
            content = archive.extractfile(member) if member.name == "manifest.json" else None
            if content:
                files = json.load(content)[0]["Layers"]
    return {name: sizes[file] for name, file in zip(names, files)}  # noqa: B905


def _said(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def _entry(image: str) -> str:
    return f"src/python/{image.replace('-', '_')}/errors.py"


def main(wanted: Sequence[str]) -> None:
    """Build, edit, build again; print a line per image and build."""
    images = [image for image in IMAGES if not wanted or image in wanted]
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # clean up, then end
    folder = Path(tempfile.mkdtemp(prefix="docai-image-times-"))
    clone = Clone(folder / "clone")
    try:
        for image in images:  # Pants' caches and daemon are warm afterwards
            clone.package(image)
        print(f"{'image':12} {'build':28} {'seconds':>7} {'MB new':>8} {'of MB':>6}")
        clone.edit(FIRST_STEP)
        for image in images:
            _show(clone, image, "every step again", layers(image))
        for image in images:
            _show(clone, image, "nothing changed", layers(image))
        for image in images:
            clone.edit(_entry(image))
            _show(clone, image, "a line of its own", layers(image))
        clone.edit(SHARED)
        for image in images:
            _show(clone, image, "a line that all share", layers(image))
    finally:
        clone.stop()
        listed = _said("docker", "images", "--format", "{{.Repository}}:{{.Tag}}").split()
        ours = [name for name in listed if name.startswith(f"{REGISTRY}/")]
        if ours:
            _said("docker", "rmi", "--force", *ours)
        shutil.rmtree(folder, ignore_errors=True)


def _show(clone: Clone, image: str, build: str, before: dict[str, int]) -> None:
    seconds = clone.package(image)
    after = layers(image)
    anew = sum(size for name, size in after.items() if name not in before)
    total = sum(after.values())
    print(f"{image:12} {build:28} {seconds:7.1f} {anew / 1e6:8.1f} {total / 1e6:6.0f}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
