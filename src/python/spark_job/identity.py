"""How an application is named and found again: by run, step and specification."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

RUN_ID_LABEL = "docai/run-id"
STEP_LABEL = "docai/step"
SPEC_LABEL = "docai/spec-hash"

NAME = re.compile(r"(docai-[a-z][a-z0-9-]{0,29}-[0-9a-f]{10})-a([1-9]\d{0,3})", re.ASCII)
"""An application's name: ``docai-spark-delta-0123456789-a1``; the number counts the attempts."""


@dataclass(frozen=True, slots=True)
class Identity:
    """What makes two starts the same job: the run, the step, and the hash of what is asked for."""

    run_id: str
    step: str
    spec_hash: str

    @property
    def stem(self) -> str:
        """The name without the attempt: the same for the same run, step and specification only."""
        digest = hashlib.sha256(f"{self.run_id}\n{self.step}\n{self.spec_hash}".encode())
        return f"docai-{self.step}-{digest.hexdigest()[:10]}"

    def name(self, attempt: int) -> str:
        """Return the name of the ``attempt``-th application (from 1)."""
        return f"{self.stem}-a{attempt}"

    @property
    def labels(self) -> dict[str, str]:
        """The labels by which it is found again."""
        return {
            RUN_ID_LABEL: self.run_id,
            STEP_LABEL: self.step,
            SPEC_LABEL: self.spec_hash,
        }

    @property
    def selector(self) -> str:
        """The label selector that finds every application of this run and step, whatever its specification."""
        return f"{RUN_ID_LABEL}={self.run_id},{STEP_LABEL}={self.step}"


def attempt_of(name: str) -> int:
    """Return the attempt that stands in an application's name; 0 when the name is none of ours."""
    match = NAME.fullmatch(name)
    return int(match[2]) if match else 0


def spec_hash(spec: Mapping[str, Any]) -> str:
    """Return 16 hex digits that differ when anything in ``spec`` does; the order of keys does not matter."""
    text = json.dumps(spec, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
