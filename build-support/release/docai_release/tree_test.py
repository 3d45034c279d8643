from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from docai_release.errors import NotReleasable, StepFailed
from docai_release.tree import released_commit
from docai_release.version import Version

VERSION = Version(1, 2, 3)


def git(tree: Path, *words: str) -> str:
    done = subprocess.run(
        ["git", "-C", str(tree), "-c", "user.name=T", "-c", "user.email=t@example.com", *words],
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    git(tmp_path, "init", "--quiet")
    (tmp_path / "file").write_text("one\n")
    git(tmp_path, "add", "file")
    git(tmp_path, "commit", "--quiet", "--message", "One")
    return tmp_path


def test_the_tagged_commit_is_released(tree: Path) -> None:
    git(tree, "tag", "v1.2.3")
    assert released_commit(tree, VERSION) == git(tree, "rev-parse", "HEAD")


def test_an_annotated_tag_counts_as_its_commit(tree: Path) -> None:
    git(tree, "tag", "--annotate", "v1.2.3", "--message", "Three")
    assert released_commit(tree, VERSION) == git(tree, "rev-parse", "HEAD")


def test_a_tree_without_the_tag_is_refused(tree: Path) -> None:
    with pytest.raises(NotReleasable, match=r"there is no tag v1\.2\.3"):
        released_commit(tree, VERSION)


def test_a_tree_at_another_commit_is_refused(tree: Path) -> None:
    git(tree, "tag", "v1.2.3")
    git(tree, "commit", "--quiet", "--allow-empty", "--message", "Two")
    with pytest.raises(NotReleasable, match=r"git checkout v1\.2\.3"):
        released_commit(tree, VERSION)


def test_a_changed_file_is_refused_by_name(tree: Path) -> None:
    git(tree, "tag", "v1.2.3")
    (tree / "file").write_text("two\n")
    with pytest.raises(NotReleasable, match="file"):
        released_commit(tree, VERSION)


def test_a_file_that_git_does_not_know_is_refused_by_name(tree: Path) -> None:
    git(tree, "tag", "v1.2.3")
    (tree / "stray").write_text("")
    with pytest.raises(NotReleasable, match="stray"):
        released_commit(tree, VERSION)


def test_a_folder_without_git_is_a_failed_step(tmp_path: Path) -> None:
    with pytest.raises(StepFailed, match="git status"):
        released_commit(tmp_path, VERSION)
