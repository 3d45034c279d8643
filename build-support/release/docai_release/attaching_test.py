"""The step of release.yml that attaches files, run as it stands there, against a ``gh`` that keeps a release in a folder."""

import os
import subprocess
from pathlib import Path

import pytest
import yaml

GH = """\
#!/usr/bin/env bash
set -eu
shopt -s nullglob
case "$1 $2" in
"release view")
    [ -d "$ASSETS" ] || exit 1
    if [ "${4:-}" = --json ]; then for each in "$ASSETS"/*; do echo "${each##*/}"; done; fi ;;
"release create") mkdir "$ASSETS" ;;
"release download") cp "$ASSETS"/* "$5" ;;
"release upload")
    [ $# = 4 ] || exit 9 # nothing but tag and file: no --clobber
    [ ! -e "$ASSETS/${4##*/}" ] || exit 8 # as the real one: a name is taken once
    cp "$4" "$ASSETS" ;;
*) exit 9 ;;
esac
"""


class Release:
    """A release at GitHub, and the folder of files to attach to it."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.assets = folder, folder / "assets"
        (folder / "bin").mkdir()
        (folder / "bin/gh").write_text(GH)
        (folder / "bin/gh").chmod(0o755)
        workflow = yaml.safe_load(Path(".github/workflows/release.yml").read_text())
        (self.script,) = (
            step["run"] for step in workflow["jobs"]["attach"]["steps"] if "run" in step
        )

    def attach(self, **files: str) -> subprocess.CompletedProcess[str]:
        """Run the step in a fresh workspace that holds ``files``."""
        workspace = self.folder / f"run{len(list(self.folder.glob('run*')))}"
        (workspace / "release").mkdir(parents=True)
        for name, text in files.items():
            (workspace / "release" / name.replace("__", ".")).write_text(text)
        return subprocess.run(
            ["bash", "-e", "-c", self.script],
            cwd=workspace,
            env={
                "PATH": f"{self.folder}/bin:{os.environ['PATH']}",
                "ASSETS": str(self.assets),
                "GITHUB_REF_NAME": "v1.2.3",
            },
            capture_output=True,
            text=True,
            check=False,
        )

    def content(self) -> dict[str, str]:
        return {path.name: path.read_text() for path in self.assets.iterdir()}


@pytest.fixture
def release(tmp_path: Path) -> Release:
    return Release(tmp_path)


def test_files_are_attached_to_a_new_release(release: Release) -> None:
    assert release.attach(a__whl="1", SHA256SUMS="2").returncode == 0
    assert release.content() == {"a.whl": "1", "SHA256SUMS": "2"}


def test_what_an_earlier_try_attached_is_passed_over(release: Release) -> None:
    release.attach(a__whl="1")
    assert release.attach(a__whl="1", b__whl="2").returncode == 0
    assert release.content() == {"a.whl": "1", "b.whl": "2"}


def test_a_released_file_is_never_overwritten(release: Release) -> None:
    release.attach(a__whl="1")
    ran = release.attach(a__whl="other")
    assert ran.returncode == 1
    assert "a.whl of v1.2.3 is attached with other content" in ran.stdout
    assert release.content() == {"a.whl": "1"}


def test_the_first_signature_stays(release: Release) -> None:
    release.attach(SHA256SUMS="1", SHA256SUMS__sigstore__json="first")
    ran = release.attach(SHA256SUMS="1", SHA256SUMS__sigstore__json="second")
    assert ran.returncode == 0
    assert release.content()["SHA256SUMS.sigstore.json"] == "first"
