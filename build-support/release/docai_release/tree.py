"""What git says of the tree that a release is made of."""

from __future__ import annotations

import subprocess
from pathlib import Path

from docai_release.errors import NotReleasable, StepFailed
from docai_release.version import Version


def released_commit(root: Path, version: Version) -> str:
    """Return the commit (40 hex digits) that is tagged as this version and stands in the tree, unchanged.

    Raises NotReleasable if the tree has changes or files that git does not know, or is not at the tag.
    """
    changes = _git(root, "status", "--porcelain").splitlines()
    if changes:
        more = f" and {len(changes) - 3} more" if len(changes) > 3 else ""
        raise NotReleasable(
            f"the tree differs from its commit ({', '.join(line[3:] for line in changes[:3])}{more}): "
            "commit, stash or remove that, and release again"
        )
    here = _git(root, "rev-parse", "HEAD")
    tagged = _git(root, "rev-parse", "--quiet", "--verify", f"refs/tags/{version.tag}^{{commit}}")
    if not tagged:
        raise NotReleasable(
            f"there is no tag {version.tag}: git tag {version.tag} && git push --tags"
        )
    if tagged != here:
        raise NotReleasable(
            f"{version.tag} is {tagged[:12]}, and the tree is at {here[:12]}: git checkout {version.tag}"
        )
    return here


def _git(root: Path, *words: str) -> str:
    done = subprocess.run(
        ["git", "-C", str(root), *words], capture_output=True, text=True, check=False
    )
    if done.returncode and "--quiet" not in words:
        raise StepFailed(f"git {words[0]} failed: {done.stderr.strip()}")
    return done.stdout.rstrip("\n")
