"""up, status and down, on a cloud that keeps things on a shelf."""

from __future__ import annotations

import copy
from dataclasses import dataclass, field
from typing import Any

import pytest

from docai_azure.bringing import Bringing
from docai_azure.command import Command, az
from docai_azure.errors import CommandFailed, NotOurs, Unchangeable
from docai_azure.resource import Resource
from docai_azure.resources.ground import MARK


def thing(key: str, above: str = "", **more: Any) -> Resource:
    """A resource that belongs to another, and has a size of 3 that can be changed and a colour that cannot."""
    here = (key, f"{{{above}:id}}") if above else (key,)
    return Resource(
        key=key,
        title=key,
        show=az("show", *here),
        make=az("make", *here, "size=3", "colour=red", f"{MARK}=docai"),
        wanted={"size": "3"},
        fixed={"colour": "red"},
        mend=az("change", *here, "size=3"),
        unmake=az("delete", *here),
        **more,
    )


GROUP = thing("group", lake=True)
LAKE = thing("lake", "group", lake=True)
CLUSTER = thing("cluster", "group")
ROLE = thing("role", "cluster")
ALL = [GROUP, LAKE, CLUSTER, ROLE]


@dataclass
class Shelf:
    """A cloud. ``breaks_at`` is the number of the change before which it dies; ``moving`` says how often a thing is still made."""

    things: dict[str, dict[str, Any]] = field(default_factory=dict)
    changes: list[str] = field(default_factory=list)
    breaks_at: int | None = None
    moving: dict[str, int] = field(default_factory=dict)

    def ask(self, command: Command) -> Any:
        _, name, *_ = map(str, command.arguments)
        there = copy.deepcopy(self.things.get(name))
        if there and self.moving.get(name):
            self.moving[name] -= 1
            there["provisioningState"] = "Creating"
        return there

    def do(self, command: Command) -> Any:
        act, name, *values = map(str, command.arguments)
        if self.breaks_at == len(self.changes):
            raise CommandFailed("it died")
        self.changes.append(f"{act} {name}")
        if act == "delete":
            del self.things[name]
            return None
        given = dict(value.split("=") for value in values if "=" in value)
        self.things[name] = {**self.things.get(name, {}), "id": f"/{name}", **given}
        self.things[name]["tags"] = {MARK: self.things[name].pop(MARK, "docai")}
        return copy.deepcopy(self.things[name])


def bringing(shelf: Shelf, **more: Any) -> tuple[Bringing, list[str]]:
    said: list[str] = []
    return Bringing(shelf, said.append, poll_seconds=0.0, **more), said


def up(shelf: Shelf, **more: Any) -> list[str]:
    work, said = bringing(shelf, **more)
    work.up(ALL)
    return said


def test_up_makes_all_in_order_and_again_changes_nothing() -> None:
    shelf = Shelf()
    assert up(shelf) == ["made     group", "made     lake", "made     cluster", "made     role"]
    made = copy.deepcopy(shelf.things)
    assert up(shelf) == ["there    group", "there    lake", "there    cluster", "there    role"]
    assert (shelf.things, len(shelf.changes)) == (made, 4)


@pytest.mark.parametrize("breaks_at", range(4))
def test_up_that_broke_off_and_is_given_again_ends_the_same(breaks_at: int) -> None:
    whole = Shelf()
    up(whole)
    broken = Shelf(breaks_at=breaks_at)
    with pytest.raises(CommandFailed):
        up(broken)
    broken.breaks_at = None
    up(broken)
    assert (broken.things, broken.changes) == (whole.things, whole.changes)


def test_what_differs_is_mended_and_the_rest_is_left() -> None:
    shelf = Shelf()
    up(shelf)
    shelf.things["cluster"]["size"] = "9"
    said = up(shelf)
    assert said[2] == "mended   cluster: size is 9, not 3"
    assert shelf.changes[4:] == ["change cluster"]


def test_what_azure_does_not_change_stops_up() -> None:
    shelf = Shelf()
    up(shelf)
    shelf.things["cluster"]["colour"] = "blue"
    with pytest.raises(Unchangeable, match="cluster: colour is blue, not red"):
        up(shelf)
    assert len(shelf.changes) == 4


def test_what_is_still_being_made_is_waited_for() -> None:
    shelf = Shelf()
    up(shelf)
    shelf.moving["cluster"] = 2
    said = up(shelf)
    assert said.count("waiting  cluster: its state is Creating") == 2
    assert said[-1] == "there    role"
    assert len(shelf.changes) == 4


def test_a_dry_run_says_what_it_would_do_and_changes_nothing() -> None:
    shelf = Shelf()
    shelf.do(Command(("make", "group", "size=9", "colour=red")))
    said = up(shelf, dry_run=True)
    assert said == [
        "would be mended group: size is 9, not 3",
        "    az change group size=3",
        "would be made lake",
        "    az make lake /group size=3 colour=red docai-azure=docai",
        "would be made cluster",
        "    az make cluster /group size=3 colour=red docai-azure=docai",
        "would be made role",
        "    az make role '{cluster:id}' size=3 colour=red docai-azure=docai",
    ]
    assert shelf.changes == ["make group"]


def test_status_tells_what_is_absent_and_what_differs() -> None:
    shelf = Shelf()
    work, said = bringing(shelf)
    assert not work.status(ALL)
    assert {line.split()[0] for line in said} == {"absent"}
    up(shelf)
    work, said = bringing(shelf)
    assert work.status(ALL)
    shelf.things["role"]["size"] = "9"
    work, said = bringing(shelf)
    assert not work.status(ALL)
    assert said[-1] == "differs  role: size is 9, not 3"


def test_down_keeps_the_lake_and_what_it_stands_in() -> None:
    shelf = Shelf()
    up(shelf)
    work, said = bringing(shelf)
    work.down(ALL, lake_too=False)
    assert said == ["deleted  role", "deleted  cluster", "kept     lake", "kept     group"]
    assert set(shelf.things) == {"group", "lake"}


def test_down_with_the_lake_leaves_nothing_and_again_does_nothing() -> None:
    shelf = Shelf()
    up(shelf)
    work, _ = bringing(shelf)
    work.down(ALL, lake_too=True)
    assert not shelf.things
    work, said = bringing(shelf)
    work.down(ALL, lake_too=True)
    assert said == ["nothing is there"]


def test_down_that_broke_off_goes_on() -> None:
    shelf = Shelf()
    up(shelf)
    shelf.breaks_at = 5
    with pytest.raises(CommandFailed):
        bringing(shelf)[0].down(ALL, lake_too=False)
    shelf.breaks_at = None
    bringing(shelf)[0].down(ALL, lake_too=False)
    assert set(shelf.things) == {"group", "lake"}


def test_what_another_resource_brings_is_not_made_but_unmade() -> None:
    brought = Resource(
        key="rule", title="rule", show=az("show", "rule"), unmake=az("delete", "rule")
    )
    shelf = Shelf()
    work, said = bringing(shelf)
    work.up([GROUP, brought])
    assert said == ["made     group"]
    shelf.do(az("make", "rule"))
    work, said = bringing(shelf)
    work.up([GROUP, brought])
    assert said == ["there    group", "there    rule"]
    work, said = bringing(shelf)
    work.down([GROUP, brought], lake_too=False)
    assert said == ["deleted  rule", "kept     group"]


def test_down_touches_no_group_that_somebody_else_made() -> None:
    shelf = Shelf()
    up(shelf)
    shelf.things["group"]["tags"] = None
    with pytest.raises(NotOurs):
        bringing(shelf)[0].down(ALL, lake_too=True)
    assert len(shelf.things) == 4


def test_a_dry_down_deletes_nothing() -> None:
    shelf = Shelf()
    up(shelf)
    work, said = bringing(shelf, dry_run=True)
    work.down(ALL, lake_too=False)
    assert said[:2] == ["would be deleted role", "    az delete role /cluster"]
    assert len(shelf.things) == 4
