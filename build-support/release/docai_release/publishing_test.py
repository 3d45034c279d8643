from __future__ import annotations

import pytest

from docai_release.errors import RegistryFailed, VersionTaken
from docai_release.publishing import Release, publish, published
from docai_release.registries.memory_registry import MemoryRegistry
from docai_release.registries.registry import Registry
from docai_release.version import Version

OURS = Release(Version(1, 2, 3), "a" * 40)
NAMES = ("loader", "writer")


class Bench:
    """A registry, and an engine that pushes what this commit makes."""

    def __init__(self) -> None:
        self.wire = MemoryRegistry()
        self.registry = Registry("registry.example", self.wire)
        self.pushed: list[str] = []
        self.dies_after = 99

    def push(self, reference: str) -> None:
        if len(self.pushed) == self.dies_after:
            raise RegistryFailed("gone")
        self.pushed.append(reference)
        name, _, tag = reference.removeprefix("registry.example/").partition(":")
        self.wire.push(name, tag, version="1.2.3", revision=OURS.commit, salt=str(len(self.pushed)))

    def release(self) -> dict[str, str]:
        there = published(self.registry, OURS, NAMES)
        images = publish(self.registry, OURS, there=there, push=self.push, names=NAMES)
        return {name: manifest.digest for name, manifest in images.items()}

    def digests(self, name: str, *tags: str) -> set[str | None]:
        found = [self.registry.manifest(name, tag) for tag in tags]
        return {manifest.digest if manifest else None for manifest in found}


@pytest.fixture
def bench() -> Bench:
    return Bench()


def test_a_release_has_the_version_its_series_and_the_commit_as_tags(bench: Bench) -> None:
    images = bench.release()
    for name in NAMES:
        assert bench.digests(name, "v1.2.3", "v1.2", "v1", OURS.commit) == {images[name]}


def test_released_again_nothing_is_pushed_or_tagged(bench: Bench) -> None:
    first = bench.release()
    pushed, writes = list(bench.pushed), list(bench.wire.writes)
    assert bench.release() == first
    assert (bench.pushed, bench.wire.writes) == (pushed, writes)


def test_after_a_failure_halfway_no_series_has_moved(bench: Bench) -> None:
    bench.dies_after = 1
    with pytest.raises(RegistryFailed):
        bench.release()
    assert bench.registry.tags("loader") == ["v1.2.3"]


def test_repeated_it_goes_on_and_keeps_what_is_there(bench: Bench) -> None:
    bench.dies_after = 1
    with pytest.raises(RegistryFailed):
        bench.release()
    (loader,) = bench.digests("loader", "v1.2.3")
    bench.dies_after = 99
    images = bench.release()
    assert images["loader"] == loader
    assert bench.pushed == ["registry.example/loader:v1.2.3", "registry.example/writer:v1.2.3"]


def test_a_version_made_of_another_commit_is_never_touched(bench: Bench) -> None:
    bench.wire.push("writer", "v1.2.3", version="1.2.3", revision="b" * 40)
    with pytest.raises(VersionTaken, match=r"b{40}.*tag this commit as a new one"):
        bench.release()
    assert (bench.pushed, bench.wire.writes) == ([], [])


def test_an_image_that_says_another_version_of_itself_is_never_touched(bench: Bench) -> None:
    bench.wire.push("writer", "v1.2.3", version="1.0.0", revision=OURS.commit)
    with pytest.raises(VersionTaken):
        bench.release()


def test_one_that_came_while_we_built_is_not_overwritten(bench: Bench) -> None:
    bench.wire.push("loader", "v1.2.3", version="1.2.3", revision="b" * 40)
    with pytest.raises(VersionTaken):
        publish(bench.registry, OURS, there={}, push=bench.push, names=NAMES)
    assert bench.pushed == []


def test_a_newer_version_keeps_the_series(bench: Bench) -> None:
    for name in NAMES:
        for tag in ("v1.3.0", "v1.3", "v1"):
            bench.wire.push(name, tag, version="1.3.0", revision="c" * 40)
    before = bench.digests("loader", "v1")
    images = bench.release()
    assert bench.digests("loader", "v1") == before
    assert bench.digests("loader", "v1.2") == {images["loader"]}


def test_a_second_version_of_a_commit_takes_over_the_commits_tag(bench: Bench) -> None:
    for name in NAMES:
        bench.wire.push(name, OURS.commit, version="1.2.2", revision=OURS.commit)
    images = bench.release()
    assert bench.digests("loader", OURS.commit) == {images["loader"]}


def test_a_push_that_left_nothing_behind_is_noticed(bench: Bench) -> None:
    with pytest.raises(RegistryFailed, match="does not have it"):
        publish(bench.registry, OURS, there={}, push=lambda reference: None, names=NAMES)


def test_an_image_for_many_processors_is_not_taken_for_one(bench: Bench) -> None:
    bench.release()
    bench.wire.kind = "application/vnd.oci.image.index.v1+json"
    with pytest.raises(RegistryFailed, match="not one image"):
        bench.release()
