"""What names a run: the same in manifests, tables, labels and logs."""

from __future__ import annotations

import re
import secrets
from datetime import UTC, datetime

RUN_ID = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?", re.ASCII)
"""What can stand in a path and be the value of a Kubernetes label."""


def check_run_id(text: str) -> str:
    """Return ``text`` when it can be a run id; raises ValueError."""
    if RUN_ID.fullmatch(text) is None:
        raise ValueError(
            f"{text!r} cannot be a run id: at most 63 letters, digits, dots, underscores and dashes, "
            "beginning and ending with a letter or digit"
        )
    return text


def made_up_run_id() -> str:
    """Return a run id that no other run has."""
    return f"run-{datetime.now(UTC):%Y%m%d-%H%M%S}-{secrets.token_hex(3)}"
