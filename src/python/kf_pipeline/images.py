"""Which images a compiled pipeline runs: by registry and tag, or pinned by digest for a release."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kf_pipeline.errors import BadPipeline

REGISTRY = "docaiacr.azurecr.io"
TAG = "v1"
NAMES = ("data-loader", "spark-job", "spark-delta")

DIGEST = re.compile(r"sha256:[0-9a-f]{64}", re.ASCII)
"""What names an image's content: ``sha256:`` and 64 hex digits."""

REFERENCE_TAG = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}", re.ASCII)
"""A tag of an image: ``v1``, ``v1.2.3``, ``1a2b3c4``."""

REFERENCE_REGISTRY = re.compile(
    r"[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?(?::\d{1,5})?(?:/[a-z0-9._-]{1,128}){0,4}", re.ASCII
)
"""A registry, with a port or folders or without: ``docaiacr.azurecr.io``, ``localhost:5000/team``."""


@dataclass(frozen=True, slots=True)
class Images:
    """The three images of the pipeline."""

    data_loader: str
    spark_job: str
    spark_delta: str

    @property
    def named(self) -> tuple[str, str, str]:
        """Return them in the order of ``NAMES``."""
        return self.data_loader, self.spark_job, self.spark_delta


def images(
    registry: str = REGISTRY, tag: str = TAG, digests: Mapping[str, str] | None = None
) -> Images:
    """Return the images at ``registry`` by ``tag``, or by the digests of all three; raises BadPipeline."""
    if REFERENCE_REGISTRY.fullmatch(registry) is None:
        raise BadPipeline(
            f"--registry {registry!r} is none: write docaiacr.azurecr.io or host:port/folder"
        )
    if REFERENCE_TAG.fullmatch(tag) is None:
        raise BadPipeline(f"--tag {tag!r} is none: write v1.2.3")
    if digests is None:
        return Images(*(f"{registry}/{name}:{tag}" for name in NAMES))
    return Images(*(f"{registry}/{name}@{_digest(digests, name)}" for name in NAMES))


def read_digests(path: Path) -> dict[str, str]:
    """Return the digests in ``path``, by the image's name without registry; raises BadPipeline.

    The file is a JSON object: ``{"data-loader": "sha256:...", "spark-job": ..., "spark-delta": ...}``. A key may be
    written with its registry, and a digest as ``name@sha256:...``, as tools that push images print it.
    """
    try:
        found = json.loads(path.read_text())
    except (OSError, ValueError) as error:
        raise BadPipeline(f"--digest-file {path} cannot be read: {error}") from error
    if not isinstance(found, dict):
        raise BadPipeline(f"--digest-file {path} is no JSON object of names and digests")
    return {
        str(name).rpartition("/")[2]: str(digest).rpartition("@")[2]
        for name, digest in found.items()
    }


def _digest(digests: Mapping[str, str], name: str) -> str:
    digest = digests.get(name, "")
    if DIGEST.fullmatch(digest) is None:
        given = f"gives {digest!r}" if digest else "gives none"
        raise BadPipeline(f"the digest file {given} for {name}: a release pins it by sha256:...")
    return digest
