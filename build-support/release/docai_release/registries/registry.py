"""A registry of images, by its HTTP interface: what stands under a tag, and putting a tag on what is there.

Source of the rules: the OCI distribution specification 1.1, and docker's token authentication. Layers are pushed by the
engine (``docker push``); here nothing is ever uploaded but a manifest that the registry holds already.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Any, cast

from docai_release.errors import RegistryFailed
from docai_release.registries.wire import Answer, Wire

MANIFESTS = (
    "application/vnd.docker.distribution.manifest.v2+json",
    "application/vnd.oci.image.manifest.v1+json",
)
"""The kinds of manifest that are one image for one processor."""

REVISION = "org.opencontainers.image.revision"
VERSION = "org.opencontainers.image.version"


@dataclass(frozen=True, slots=True)
class Manifest:
    """A manifest as the registry holds it, to the byte."""

    content: bytes
    kind: str

    @property
    def digest(self) -> str:
        """What names the image for good: ``sha256:`` and 64 hex digits."""
        return "sha256:" + hashlib.sha256(self.content).hexdigest()


class Registry:
    """A registry at ``HOST[:PORT][/FOLDER]``."""

    def __init__(self, address: str, wire: Wire | None = None) -> None:
        self.address = address
        host, _, folder = address.partition("/")
        self._wire = wire or Wire(host)
        self._folder = f"{folder}/" if folder else ""

    def manifest(self, name: str, tag: str) -> Manifest | None:
        """Return what the tag names; None if there is nothing. Raises RegistryFailed."""
        answer = self._ask("GET", name, f"manifests/{tag}", accept=", ".join(MANIFESTS))
        if answer.status == 404:
            return None
        kind = answer.headers.get("content-type", "").partition(";")[0]
        if kind not in MANIFESTS:
            raise RegistryFailed(
                f"{self.address}/{name}:{tag} is a {kind or 'thing without a type'}, and not one image: "
                "it was not pushed by a release; look at it, and tag another version"
            )
        return Manifest(answer.body, kind)

    def labels(self, name: str, manifest: Manifest) -> dict[str, str]:
        """Return the labels of an image. Raises RegistryFailed."""
        digest = json.loads(manifest.content)["config"]["digest"]
        answer = self._ask("GET", name, f"blobs/{digest}")
        if answer.status == 404:
            raise RegistryFailed(f"{self.address}/{name} has lost its {digest}: push it again")
        config = cast(dict[str, Any], json.loads(answer.body))
        return dict(config.get("config", {}).get("Labels") or {})

    def tags(self, name: str) -> list[str]:
        """Return all tags; none if the registry has no such image. Raises RegistryFailed."""
        tags: list[str] = []
        last = ""
        while True:
            answer = self._ask("GET", name, f"tags/list?n=500{last}")
            page = [] if answer.status == 404 else json.loads(answer.body).get("tags") or []
            tags += page
            if "link" not in answer.headers or not page:
                return tags
            last = f"&last={page[-1]}"

    def tag(self, name: str, tag: str, manifest: Manifest) -> None:
        """Put a tag on an image that the registry holds. Raises RegistryFailed."""
        self._ask("PUT", name, f"manifests/{tag}", body=manifest.content, kind=manifest.kind)

    def _ask(
        self,
        method: str,
        name: str,
        rest: str,
        *,
        accept: str = "",
        body: bytes | None = None,
        kind: str = "",
    ) -> Answer:
        repository = f"{self._folder}{name}"
        headers = {
            key: value for key, value in (("Accept", accept), ("Content-Type", kind)) if value
        }
        actions = "pull" if method == "GET" else "pull,push"
        answer = self._wire.ask(
            method,
            f"/v2/{repository}/{rest}",
            headers=headers,
            body=body,
            scope=f"repository:{repository}:{actions}",
        )
        if answer.status >= 400 and not (answer.status == 404 and method == "GET"):
            raise RegistryFailed(
                f"{self.address} answered {answer.status} to {method} {repository}/{rest}: {answer.text()}"
            )
        return answer
