"""What a risk factor is: who faces it, from which fiscal year to which, and under which heading it stands."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Risk:
    """A heading and its paragraphs; for filers with one of `tags` (all when empty), in `since`..`until`."""

    title: str
    text: str
    tags: frozenset[str] = frozenset()
    since: int = 2005
    until: int = 2100
    group: str = "Risks Related to Our Business"


def tags(names: str) -> frozenset[str]:
    return frozenset(names.split())


LAW = "Risks Related to Law and Regulation"
SHARES = "Risks Related to Our Common Stock"
INFORMATION = "Risks Related to Information Technology"
ECONOMY = "Risks Related to the Economy and Events Beyond Our Control"
