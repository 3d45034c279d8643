"""A registry in memory, as a wire: what the tests publish to."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

from docai_release.registries.registry import MANIFESTS, REVISION, VERSION
from docai_release.registries.wire import Answer, Wire


class MemoryRegistry(Wire):
    """Answers as a registry does; ``writes`` lists the tags that were put."""

    def __init__(self) -> None:
        super().__init__("registry.example", wait=lambda seconds: None)
        self.manifests: dict[tuple[str, str], bytes] = {}
        self.blobs: dict[str, bytes] = {}
        self.writes: list[str] = []
        self.kind = MANIFESTS[0]

    def push(self, name: str, tag: str, *, version: str, revision: str, salt: str = "") -> None:
        """Do what the engine's push does."""
        labels = {VERSION: version, REVISION: revision, "salt": salt}
        config = json.dumps({"config": {"Labels": labels}}).encode()
        digest = "sha256:" + hashlib.sha256(config).hexdigest()
        self.blobs[digest] = config
        self.manifests[name, tag] = json.dumps({"config": {"digest": digest}, "of": name}).encode()

    def ask(
        self,
        method: str,
        path: str,
        *,
        headers: Mapping[str, str],
        body: bytes | None = None,
        scope: str,
    ) -> Answer:
        _, version, name, kind, last = path.split("/", 4)
        assert version == "v2"
        assert scope == f"repository:{name}:{'pull' if method == 'GET' else 'pull,push'}"
        if method == "PUT":
            assert body is not None
            self.writes.append(f"{name}:{last}")
            self.manifests[name, last] = body
            return Answer(201, {}, b"")
        if kind == "tags":
            return self._tags(name)
        found = self.manifests.get((name, last)) if kind == "manifests" else self.blobs.get(last)
        return (
            Answer(404, {}, b"")
            if found is None
            else Answer(200, {"content-type": self.kind}, found)
        )

    def _tags(self, name: str) -> Answer:
        tags = [tag for known, tag in self.manifests if known == name]
        return (
            Answer(200, {}, json.dumps({"tags": tags}).encode()) if tags else Answer(404, {}, b"")
        )
