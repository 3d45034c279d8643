"""What the path of a resource says: its type, its name, and what it belongs to."""

from __future__ import annotations


def kind_of(low: list[str]) -> tuple[str, str, bool]:
    """Return type, name, and whether the path is of a list of that type, given the path's parts in small letters."""
    if "providers" in low:
        at = len(low) - 1 - low[::-1].index("providers")
        rest = low[at + 2 :]
        kind = "/".join([low[at + 1], *rest[::2]])
        return kind, low[-1], len(rest) % 2 == 1
    return "microsoft.resources/resourcegroups", low[-1], len(low) == 3


def above(low: list[str]) -> str:
    """The id of what a resource belongs to: another resource, or what a role is given over; empty for one of a group."""
    at = len(low) - 1 - low[::-1].index("providers") if "providers" in low else 0
    rest = low[at + 2 :]
    if at and len(rest) > 2:
        return "/" + "/".join(low[:-2])
    return "/" + "/".join(low[:at]) if at > 4 else ""


def spelled(parts: list[str]) -> str:
    """Return the resource's type as the path spells it."""
    if "providers" not in [part.lower() for part in parts]:
        return "Microsoft.Resources/resourceGroups"
    at = max(number for number, part in enumerate(parts) if part.lower() == "providers")
    return "/".join([parts[at + 1], *parts[at + 2 :: 2]])
