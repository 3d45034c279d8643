"""Where the steps' pods run: node labels and tolerations, as an option writes them and as Kubernetes takes them."""

from __future__ import annotations

import re

from docai.runtime.options import comma_list

LABEL = re.compile(r"([A-Za-z0-9][A-Za-z0-9./_-]{0,316})=([A-Za-z0-9._-]{0,63})", re.ASCII)
"""A label of a node: ``pool=steps``, ``kubernetes.azure.com/mode=user``."""

TOLERATION = re.compile(
    r"([A-Za-z0-9][A-Za-z0-9./_-]{0,316})(?:=([A-Za-z0-9._-]{0,63}))?"
    r"(?::(NoSchedule|PreferNoSchedule|NoExecute))?",
    re.ASCII,
)
"""A toleration: ``pool=steps:NoSchedule``, ``pool=steps`` (every effect), ``spot:NoSchedule`` (every value)."""


def node_labels(text: str) -> dict[str, str]:
    """Return ``pool=steps,...`` as a node selector; raises ValueError."""
    found = {}
    for part in comma_list(text):
        match = LABEL.fullmatch(part)
        if match is None:
            raise ValueError(f"{part!r} is no label of a node: write pool=steps,disk=ssd")
        found[match[1]] = match[2]
    return found


def tolerations(text: str) -> list[dict[str, str]]:
    """Return ``pool=steps:NoSchedule,...`` as the tolerations of a pod; raises ValueError."""
    found = []
    for part in comma_list(text):
        match = TOLERATION.fullmatch(part)
        if match is None:
            raise ValueError(f"{part!r} is no toleration: write pool=steps:NoSchedule")
        key, value, effect = match.groups()
        made = {"key": key, "operator": "Exists"}
        if value is not None:
            made |= {"operator": "Equal", "value": value}
        found.append(made if effect is None else {**made, "effect": effect})
    return found
