"""What a compiled pipeline says of a step's pod: its resources, and what stands in the part for Kubernetes alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from compiled.inputs import NotThisPipeline, Value


@dataclass(frozen=True)
class SecretVariable:
    """An environment variable whose value stands in a secret."""

    variable: str
    secret: str
    key: str


def secrets(extra: Mapping[str, Any]) -> Iterator[SecretVariable]:
    """Yield the variables that come from secrets."""
    for one in extra.get("secretAsEnv") or ():
        for pair in one["keyToEnv"]:
            yield SecretVariable(pair["envVar"], one["secretName"], pair["secretKey"])


def node_selector(extra: Mapping[str, Any], given: Mapping[str, Value]) -> Mapping[str, str]:
    """Return the pod's node selector; ``given`` are the inputs of the DAG that the step stands in."""
    asked = (extra.get("nodeSelector") or {}).get("nodeSelectorJson")
    found = given[asked["componentInputParameter"]] if asked else {}
    if not isinstance(found, Mapping):
        raise NotThisPipeline(f"the node selector {found!r}")
    return found


def tolerations(
    extra: Mapping[str, Any], given: Mapping[str, Value]
) -> Iterator[Mapping[str, Any]]:
    """Yield the pod's tolerations: KFP takes one, or a list."""
    for one in extra.get("tolerations") or ():
        found = given[one["tolerationJson"]["componentInputParameter"]]
        if isinstance(found, Mapping):
            yield found
        elif isinstance(found, list):
            yield from found
        else:
            raise NotThisPipeline(f"the tolerations {found!r}")


def amounts(resources: Mapping[str, Any], which: str) -> dict[str, str]:
    """Return a container's requests (``which`` Request) or limits (Limit) as Kubernetes quantities."""
    found = {
        "cpu": resources.get(f"resourceCpu{which}"),
        "memory": resources.get(f"resourceMemory{which}"),
    }
    return {name: str(amount) for name, amount in found.items() if amount}
