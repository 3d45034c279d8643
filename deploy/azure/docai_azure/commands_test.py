"""Every command of ours is one that ``az`` takes, as its own parsers were recorded (``az_commands.json``).

The record is made by ``build-support/e2e/on_azure_stand_in.py --record`` with the real ``az``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from docai_azure.command import PLACE, Command, JsonFile, az
from docai_azure.commands import SUBSCRIPTION, USUAL, every_command
from docai_azure.resources.catalogue import catalogue

KNOWN: Mapping[str, Mapping[str, Mapping[str, Any]]] = json.loads(
    (Path(__file__).parent / "az_commands.json").read_text()
)


def complaints(command: Command) -> list[str]:
    """What az's parser would not take of a command."""
    words = " ".join(command.words)
    options = KNOWN.get(words)
    if options is None:
        return [f"there is no az {words}"]
    given: dict[str, list[str]] = {}
    last = ""
    for one in command.arguments[len(command.words) :]:
        if isinstance(one, str) and one.startswith("--"):
            last = one
            given.setdefault(last, [])
        else:
            given[last].append(str(one))
    found = [f"no option {name}" for name in given if name not in options]
    required = {one["required"] for one in options.values() if "required" in one}
    named = {options[name].get("required") for name in given if name in options}
    found += [f"{name} is missing" for name in sorted(required - named)]
    for name, values in given.items():
        rule = options.get(name, {})
        allowed, number = rule.get("values"), rule.get("arguments")
        if allowed:
            found += [
                f"{name} {value}"
                for value in values
                if value.lower() not in map(str.lower, allowed)
            ]
        if number == 0 and values:
            found.append(f"{name} takes no value")
        if number is None and len(values) != 1:
            found.append(f"{name} takes one value, not {len(values)}")
    return found


def test_az_takes_every_command() -> None:
    commands = list(every_command())
    assert len({command.words for command in commands}) >= 40
    assert {str(one): complaints(one) for one in commands if complaints(one)} == {}


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (az("storage", "acount", "show"), "there is no az storage acount show"),
        (az("group", "show", "--nmae", "x"), "no option --nmae"),
        (az("group", "create", "--name", "x"), "--location is missing"),
        (az("group", "show", "--name"), "--name takes one value, not 0"),
        (az("group", "delete", "--name", "x", "--yes", "x"), "--yes takes no value"),
        (
            az(
                "storage",
                "account",
                "create",
                "--name",
                "x",
                "--resource-group",
                "x",
                "--sku",
                "Standard",
            ),
            "--sku Standard",
        ),
    ],
)
def test_what_az_would_not_take_is_told(command: Command, said: str) -> None:
    assert said in complaints(command)


def test_every_place_names_a_resource_that_comes_before() -> None:
    before = {"account"}
    for resource in catalogue(USUAL, SUBSCRIPTION, date(2026, 11, 5)):
        for command in (resource.show, resource.make, resource.unmake):
            for one in command.arguments if command else ():
                text = json.dumps(one.content) if isinstance(one, JsonFile) else one
                assert {place[1] for place in PLACE.finditer(text)} <= before, resource.key
        before.add(resource.key)


def test_keys_and_titles_are_each_of_one_resource() -> None:
    resources = catalogue(USUAL, SUBSCRIPTION, date(2026, 11, 5))
    assert (
        len({one.key for one in resources})
        == len({one.title for one in resources})
        == len(resources)
    )


def test_nobody_is_mailed_where_nobody_is_named() -> None:
    keys = {one.key for one in catalogue(USUAL.__class__(), SUBSCRIPTION, date(2026, 11, 5))}
    assert not {key for key in keys if key.startswith("alert-")} | (keys & {"people", "budget"})
