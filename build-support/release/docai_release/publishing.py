"""From images in the engine to a version in the registry: what is there stays, what lacks is pushed, then the tags move."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from docai_release.errors import RegistryFailed, VersionTaken
from docai_release.registries.registry import REVISION, VERSION, Manifest, Registry
from docai_release.version import Version, moving_tags

_log = logging.getLogger(__name__)

IMAGES = ("data-loader", "spark-delta", "spark-job", "kf-pipeline")
"""What a release consists of. The component's folder has the same name, with underscores."""


@dataclass(frozen=True, slots=True)
class Release:
    """One version, made of one commit."""

    version: Version
    commit: str


def published(
    registry: Registry, release: Release, names: Sequence[str] = IMAGES
) -> dict[str, Manifest]:
    """Return those images that the registry has of this release already.

    Raises VersionTaken if it has one under this version that was made of another commit. The label ``revision`` decides:
    a commit fixes sources, libraries and jars (the lock has their hashes), while a rebuild of it differs in the time of
    creation, and in Debian's packages of that day. So what was pushed first stays, and is what the version means.
    """
    there = {}
    for name in names:
        manifest = registry.manifest(name, release.version.tag)
        if manifest is not None:
            _check(registry, name, release, manifest)
            there[name] = manifest
    return there


def publish(
    registry: Registry,
    release: Release,
    *,
    there: Mapping[str, Manifest],
    push: Callable[[str], None],
    names: Sequence[str] = IMAGES,
) -> dict[str, Manifest]:
    """Push what is not ``there``, then set the tags that move; return all images of the release.

    ``push`` has the engine push a reference. ``v1.2`` and ``v1`` move when all images are there: who follows them
    never gets half of a release. Repeating it after any failure goes on where it stopped. Raises VersionTaken,
    RegistryFailed, and what ``push`` raises.
    """
    tag = release.version.tag
    images = dict(there)
    for name in names:
        if name in images:
            _log.info("%s:%s is there already", name, tag)
            continue
        # Looked at once more: between the first look and now lie minutes of building.
        if registry.manifest(name, tag) is None:
            push(f"{registry.address}/{name}:{tag}")
        manifest = registry.manifest(name, tag)
        if manifest is None:
            raise RegistryFailed(f"{registry.address} took {name}:{tag}, and does not have it")
        _check(registry, name, release, manifest)
        images[name] = manifest
    for name, manifest in images.items():
        tags = registry.tags(name)
        for moving in (release.commit, *moving_tags(release.version, tags)):
            found = registry.manifest(name, moving) if moving in tags else None
            if found is None or found.digest != manifest.digest:
                registry.tag(name, moving, manifest)
                _log.info("%s:%s is now %s", name, moving, manifest.digest)
    return images


def _check(registry: Registry, name: str, release: Release, manifest: Manifest) -> None:
    labels = registry.labels(name, manifest)
    made_of, version = labels.get(REVISION, "nothing that it names"), labels.get(VERSION)
    if made_of != release.commit or version != str(release.version):
        raise VersionTaken(
            f"{registry.address}/{name}:{release.version.tag} is there, made of {made_of} as {version}, and this is "
            f"{release.commit}: what a version means never changes, so tag this commit as a new one"
        )
