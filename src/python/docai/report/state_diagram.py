"""A picture of a table of transitions, for a README: Mermaid's state diagram (https://mermaid.js.org/syntax/stateDiagram.html)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

ANY = "ANY"
"""Stands for every state that has a transition of its own; drawn as a box around them."""

NO_LABEL = re.compile(r"[;:#<>\n]")
"""What Mermaid reads as syntax in a label."""


@dataclass(frozen=True, slots=True)
class Arrow:
    """One transition: in ``state``, or in every state if it is ANY, ``event`` leads to the state ``to``."""

    state: str
    event: str
    to: str


def numbered(arrows: Iterable[Arrow]) -> list[Arrow]:
    """Return ``arrows`` with their place in the table before the event, for a table whose first row that holds decides."""
    return [
        Arrow(each.state, f"{number}. {each.event}", each.to)
        for number, each in enumerate(arrows, 1)
    ]


def state_diagram(arrows: Sequence[Arrow], *, start: Sequence[str]) -> str:
    """Return the picture as a fenced block of Markdown.

    It begins in the states ``start``. A state without a transition of its own is an end. Arrows between the same two states
    become one. Raises ValueError for an event that Mermaid cannot show.
    """
    lasting = {each.state for each in arrows}
    begins = [f"[*] --> {_id(each)}" for each in start]
    if ANY in lasting:
        within = [each for each in arrows if each.state != ANY and each.to in lasting]
        box = [*begins, *_drawn(within)]
        lines = ["state ANY {", *(f"    {line}" for line in box), "}"]
        lines += _drawn(each for each in arrows if each not in within)
    else:
        lines = [*begins, *_drawn(arrows)]
    ends = dict.fromkeys(each.to for each in arrows if each.to not in lasting)
    lines += [f"{_id(each)} --> [*]" for each in ends]
    names = dict.fromkeys(name for each in arrows for name in (each.state, each.to))
    named = [f'state "{each}" as {_id(each)}' for each in names if each != _id(each)]
    body = (f"    {line}" for line in (*named, *lines))
    return "\n".join(["```mermaid", "stateDiagram-v2", *body, "```"])


def _drawn(arrows: Iterable[Arrow]) -> list[str]:
    labels: dict[tuple[str, str], list[str]] = {}
    for each in arrows:
        if NO_LABEL.search(each.event):
            raise ValueError(f"Mermaid cannot show {each.event!r} beside an arrow")
        labels.setdefault((each.state, each.to), []).append(each.event)
    return [
        f"{_id(state)} --> {_id(to)}: {'<br>'.join(events)}"
        for (state, to), events in labels.items()
    ]


def _id(name: str) -> str:
    return re.sub(r"\W", "_", name)
