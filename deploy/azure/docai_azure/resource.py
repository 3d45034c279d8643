"""A resource as a value: how to look, how to make it, what it must be like, how to mend and unmake it; and the decision.

absent                                             make
present, its state is Failed                       make again
present, like it must be                           leave
present, differs in what can be changed            mend
present, differs in what Azure never changes       refuse
present, still being made, changed or deleted      wait, then look again
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from docai_azure.command import Answers, Command, fill, value_at

MOVING = frozenset(
    (
        *("accepted", "creating", "deleting", "migrating", "provisioning", "resolvingdns"),
        *("scaling", "starting", "stopping", "updating", "upgrading"),
    )
)
"""Values of ``provisioningState`` of what will be something else by itself, in small letters."""


@dataclass(frozen=True)
class Resource:
    """One resource.

    ``wanted`` and ``fixed`` are values by their dotted path in the answer to ``show``: the first can be changed with ``mend``,
    the second not. ``make`` None: another resource brings it. ``unmake`` None: it goes with what it belongs to. ``lake``: it
    holds filings, and stays unless it is asked for by name.
    """

    key: str
    title: str
    show: Command
    make: Command | None = None
    wanted: Mapping[str, Any] = field(default_factory=dict)
    fixed: Mapping[str, Any] = field(default_factory=dict)
    mend: Command | None = None
    unmake: Command | None = None
    lake: bool = False


class Act(Enum):
    """What to do about a resource."""

    LEAVE = "leave"
    MAKE = "make"
    MEND = "mend"
    REFUSE = "refuse"
    WAIT = "wait"


@dataclass(frozen=True)
class Decision:
    """What to do, and a sentence for each value that is not as it must be."""

    act: Act
    why: tuple[str, ...] = ()


def decide(resource: Resource, answer: Any, answers: Answers) -> Decision:
    """Return what to do about a resource of which Azure answered ``answer``: None, if it is absent. Raises Unknown."""
    if not answer:
        return Decision(Act.MAKE)
    state = str(
        value_at(answer, "provisioningState") or value_at(answer, "properties.provisioningState")
    )
    if state.lower() in MOVING:
        return Decision(Act.WAIT, (f"its state is {state}",))
    if state.lower() == "failed" and resource.make is not None:
        return Decision(Act.MAKE, ("its state is Failed",))
    never = _differences(resource.fixed, answer, answers)
    if never:
        return Decision(Act.REFUSE, never)
    differs = _differences(resource.wanted, answer, answers)
    return Decision(Act.MEND if differs else Act.LEAVE, differs)


def _differences(wanted: Mapping[str, Any], answer: Any, answers: Answers) -> tuple[str, ...]:
    return tuple(
        f"{path} is {_shown(found)}, not {_shown(value)}"
        for path, value in fill(wanted, answers).items()
        for found in [value_at(answer, path)]
        if not _same(found, value)
    )


def _same(found: Any, wanted: Any) -> bool:
    """Whether they say the same to Azure, which does not keep small and capital letters apart in ids, names and regions."""
    if isinstance(wanted, Mapping):
        # What an answer has besides is Azure's own.
        return isinstance(found, Mapping) and all(
            _same(found.get(name), value) for name, value in wanted.items()
        )
    if isinstance(wanted, list | tuple):
        return (
            isinstance(found, list)
            and len(found) == len(wanted)
            and all(_same(one, other) for one, other in zip(found, wanted, strict=True))
        )
    if isinstance(wanted, bool) or isinstance(found, bool):
        return found is wanted  # what is not set has a default of its own, often the other
    if isinstance(wanted, int) and isinstance(found, int | float):
        return float(found) == wanted
    return str(found).lower() == str(wanted).lower()


def _shown(value: Any) -> str:
    return "not set" if value is None else str(value)
