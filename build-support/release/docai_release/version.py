"""A version, as its tag names it, and the tags of images that follow from it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from docai_release.errors import NotReleasable

TAG = re.compile(r"v(0|[1-9]\d{0,5})\.(0|[1-9]\d{0,5})\.(0|[1-9]\d{0,5})", re.ASCII)
"""What a release is tagged with: ``v1.2.3``."""


@dataclass(frozen=True, slots=True, order=True)
class Version:
    """MAJOR.MINOR.PATCH."""

    major: int
    minor: int
    patch: int

    def __str__(self) -> str:
        return f"{self.major}.{self.minor}.{self.patch}"

    @property
    def tag(self) -> str:
        """``v1.2.3``: of git, and of the images for good."""
        return f"v{self}"


def parse_tag(text: str) -> Version:
    """Return the version that a tag names. Raises NotReleasable."""
    found = TAG.fullmatch(text)
    if found is None:
        raise NotReleasable(f"{text!r} is no tag of a release: write v1.2.3, three numbers")
    return Version(*map(int, found.groups()))


def moving_tags(version: Version, tags: Iterable[str]) -> tuple[str, ...]:
    """Return which of ``v1.2`` and ``v1`` are to name this version, where a registry holds ``tags``.

    A tag of a series names its newest version: a repair of an older series does not draw it back.
    """
    others = [Version(*map(int, found.groups())) for tag in tags if (found := TAG.fullmatch(tag))]
    same_major = [other for other in others if other.major == version.major]
    same_minor = [other for other in same_major if other.minor == version.minor]
    moving = []
    if all(other <= version for other in same_minor):
        moving.append(f"v{version.major}.{version.minor}")
    if all(other <= version for other in same_major):
        moving.append(f"v{version.major}")
    return tuple(moving)
