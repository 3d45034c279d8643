"""The step of release.yml that signs, run as it stands there, against a ``cosign`` that writes down what it is asked for."""

import json
import os
import subprocess
from pathlib import Path

import pytest
import yaml

COSIGN = """\
#!/usr/bin/env bash
echo "$*" >>"$ASKED"
cat >>"$ASKED" # an image's name that it took from the loop's input would stand here
case "$*" in *refused*) exit 1 ;; esac
"""

NAMES = ("data-loader", "spark-delta", "spark-job", "kf-pipeline")


class Signing:
    """A workspace with what a release left in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "bin").mkdir()
        (folder / "release").mkdir()
        (folder / "bin/cosign").write_text(COSIGN)
        (folder / "bin/cosign").chmod(0o755)
        workflow = yaml.safe_load(Path(".github/workflows/release.yml").read_text())
        (step,) = (
            each
            for each in workflow["jobs"]["sign"]["steps"]
            if "cosign sign " in each.get("run", "")
        )
        assert step["shell"] == "bash"  # GitHub runs that with -e and pipefail
        self.script = step["run"]

    def sign(self) -> subprocess.CompletedProcess[str]:
        """Run the step."""
        return subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", self.script],
            cwd=self.folder,
            env={
                "PATH": f"{self.folder}/bin:{os.environ['PATH']}",
                "ASKED": str(self.folder / "asked"),
            },
            capture_output=True,
            text=True,
            check=False,
        )

    @property
    def asked(self) -> list[str]:
        """Return the arguments of each call of cosign."""
        file = self.folder / "asked"
        return file.read_text().splitlines() if file.exists() else []


@pytest.fixture
def signing(tmp_path: Path) -> Signing:
    return Signing(tmp_path)


def digests(signing: Signing, names: tuple[str, ...]) -> None:
    found = {name: f"sha256:{number:064x}" for number, name in enumerate(names)}
    (signing.folder / "release/digests.json").write_text(json.dumps(found))


def test_every_image_is_signed_by_digest_and_then_the_sums(signing: Signing) -> None:
    digests(signing, NAMES)
    done = signing.sign()
    assert done.returncode == 0, done.stderr
    assert signing.asked == [
        *(
            f"sign --yes docaiacr.azurecr.io/{name}@sha256:{number:064x}"
            for number, name in enumerate(NAMES)
        ),
        "sign-blob --yes --bundle SHA256SUMS.sigstore.json release/SHA256SUMS",
    ]


def test_without_digests_nothing_passes(signing: Signing) -> None:
    assert signing.sign().returncode != 0
    digests(signing, ())
    assert signing.sign().returncode != 0
    assert signing.asked == []


def test_an_image_that_is_not_signed_fails_the_step(signing: Signing) -> None:
    digests(signing, ("refused", "data-loader"))
    assert signing.sign().returncode != 0
    assert len(signing.asked) == 1
