"""What can happen to objects that are followed, and what a line of a watch says of it."""

from __future__ import annotations

import json
from dataclasses import dataclass

from docai.cluster.answers import error_of
from docai.cluster.errors import ClusterError, Unavailable
from docai.cluster.objects import Thing, thing


@dataclass(frozen=True, slots=True)
class Listed:
    """Everything that is there now."""

    things: tuple[Thing, ...]


@dataclass(frozen=True, slots=True)
class Changed:
    """An object appeared or changed."""

    thing: Thing


@dataclass(frozen=True, slots=True)
class Removed:
    """An object went; ``thing`` is how it was last."""

    thing: Thing


@dataclass(frozen=True, slots=True)
class Interrupted:
    """The API server cannot be asked at the moment, since ``seconds``; it is asked again."""

    error: Unavailable
    seconds: float


Change = Listed | Changed | Removed | Interrupted


def change_of(line: bytes, asked: str) -> Change | None:
    """Return what a line of a watch says, None for a bookmark; raises Expired, Unavailable and ClusterError."""
    try:
        said = json.loads(line)
        kind, body = said["type"], said["object"]
    except (ValueError, KeyError, TypeError) as error:
        raise Unavailable(f"the API server broke off in the middle of a line ({asked})") from error
    if kind in ("ADDED", "MODIFIED"):
        return Changed(thing(body))
    if kind == "DELETED":
        return Removed(thing(body))
    if kind == "ERROR":
        found = error_of(int(body.get("code") or 500), json.dumps(body).encode(), {}, asked)
        raise found or ClusterError(f"{asked}: {body}")
    return None
