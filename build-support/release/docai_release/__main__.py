"""Release what a tag names: ``build-support/release/release v1.2.3``."""

from __future__ import annotations

import argparse
import json
import logging
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from docai.runtime.exit_codes import ExitCode
from docai.runtime.program import run_program
from docai_release.building import Build
from docai_release.bundle import copy_dist, write_bundle
from docai_release.lock import read_lock
from docai_release.publishing import IMAGES, Release, publish, published
from docai_release.registries.registry import Registry
from docai_release.sbom import bill
from docai_release.tree import released_commit
from docai_release.version import Version, parse_tag

_log = logging.getLogger(__name__)

REGISTRY = "docaiacr.azurecr.io"
PINS = "digests.json"
PIPELINE = "docai_data_pipeline.yaml"

_DESCRIPTION = """\
Builds wheels, sdists and images of what a tag names, pushes the images, and writes dist/release: wheels, sdists, the
compiled pipeline (images pinned by digest), a bill of materials per image, digests.json and SHA256SUMS. What the
registry has of this release already stays as it is; repeated after a failure, it goes on where it stopped."""

_EPILOG = """\
exit codes: 0 done; 1 a defect; 2 change something (tree, tag, a version that is taken, a sign-in); 3 the registry, the
engine or the build failed: repeat it."""


def main(argv: Sequence[str]) -> ExitCode:
    """Run a release from the checkout that this program stands in."""
    options = _parser().parse_args(argv)
    root = Path(__file__).resolve().parents[3]
    version = parse_tag(options.tag)
    release = Release(version, released_commit(root, version))
    registry = Registry(options.registry)
    there = published(registry, release)
    build = Build(root, release, options.registry)
    build.packages([name for name in IMAGES if name not in there])
    images = publish(registry, release, there=there, push=build.push)
    digests = {name: manifest.digest for name, manifest in sorted(images.items())}
    folder = root / "dist" / "release"
    write_bundle(folder, lambda made: _fill(made, root, build, version, options.registry, digests))
    sys.stdout.write(f"{version.tag} of {release.commit}\n")
    sys.stdout.writelines(
        f"  {options.registry}/{name}@{digest}\n" for name, digest in digests.items()
    )
    sys.stdout.write(f"  {folder}\n")
    return ExitCode.DONE


def _fill(
    folder: Path,
    root: Path,
    build: Build,
    version: Version,
    registry: str,
    digests: dict[str, str],
) -> None:
    for dist in build.dists():
        copy_dist(dist, folder)
    (folder / PINS).write_text(json.dumps(digests, indent=2) + "\n")
    references = {name: f"{registry}/{name}@{digest}" for name, digest in digests.items()}
    build.pipeline(references["kf-pipeline"], folder, PINS, PIPELINE)
    lock = read_lock((root / "3rdparty/python/requirements.lock").read_text())
    for name, reference in references.items():
        inventory = build.inventory(reference)
        text = bill(name, digests[name], version, inventory, lock)
        (folder / f"{name}.cdx.json").write_text(text)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="release",
        description=_DESCRIPTION,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("tag", help="the tag at which the tree stands: v1.2.3")
    parser.add_argument(
        "--registry",
        default=os.environ.get("DOCAI_REGISTRY") or REGISTRY,
        metavar="HOST[:PORT][/FOLDER]",
        help="where the images go; also DOCAI_REGISTRY (default: %(default)s)",
    )
    return parser


if __name__ == "__main__":
    run_program(main)
