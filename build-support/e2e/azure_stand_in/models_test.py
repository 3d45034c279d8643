"""What a body may hold, by models made like those of Azure's libraries: the older kind, and the newer."""

from __future__ import annotations

import sys
from enum import Enum
from types import ModuleType
from typing import Any, ClassVar, Optional, Union

import pytest

from azure_stand_in.models import faults


class Size(Enum):
    """A fixed set of values."""

    SMALL = "Small"
    LARGE = "Large"


class Receiver:
    """Older kind, inside another."""

    _validation: ClassVar[dict[str, Any]] = {"address": {"required": True}}
    _attribute_map: ClassVar[dict[str, Any]] = {"address": {"key": "emailAddress", "type": "str"}}


class Group:
    """Older kind: fields stand deeper than attributes."""

    _validation: ClassVar[dict[str, Any]] = {
        "id": {"readonly": True},
        "location": {"required": True},
    }
    _attribute_map: ClassVar[dict[str, Any]] = {
        "id": {"key": "id", "type": "str"},
        "location": {"key": "location", "type": "str"},
        "tags": {"key": "tags", "type": "{str}"},
        "receivers": {"key": "properties.receivers", "type": "[Receiver]"},
        "window": {"key": "properties.windowSize", "type": "duration"},
        "severity": {"key": "properties.severity", "type": "int"},
        "size": {"key": "properties.size", "type": "Size"},
    }


class _Field:
    def __init__(self, name: str, visibility: list[str] | None = None) -> None:
        self._rest_name, self._visibility = name, visibility or ["read", "create"]


class Pool:
    """Newer kind: it has the structure of the JSON."""

    _is_model = True
    _attr_to_rest_field: ClassVar[dict[str, _Field]] = {
        "vm_size": _Field("vmSize"),
        "state": _Field("provisioningState", ["read"]),
        "size": _Field("size"),
        "zones": _Field("zones"),
        "labels": _Field("labels"),
        "count": _Field("count"),
    }
    vm_size: str
    state: Optional[str]  # noqa: UP045 - as the libraries write it
    size: Optional[Union[str, _models.Size]]  # type: ignore[name-defined]  # noqa: F821, UP007, UP045
    zones: Optional[list[str]]  # noqa: UP045
    labels: Optional[dict[str, str]]  # noqa: UP045
    count: Optional[int]  # noqa: UP045


@pytest.fixture(autouse=True)
def library(monkeypatch: pytest.MonkeyPatch) -> None:
    models = ModuleType("library.models")
    for one in (Size, Receiver, Group, Pool):
        setattr(models, one.__name__, one)
    monkeypatch.setitem(sys.modules, "library", ModuleType("library"))
    monkeypatch.setitem(sys.modules, "library.models", models)


GROUP = {
    "location": "global",
    "tags": {"a": "b"},
    "properties": {
        "receivers": [{"emailAddress": "a@b.example"}],
        "windowSize": "PT2H",
        "severity": 1,
        "size": "small",
    },
}
POOL = {"vmSize": "D4", "size": "Large", "zones": ["1"], "labels": {"a": "b"}, "count": 0}


def test_what_the_models_take_has_no_fault() -> None:
    assert faults("library", "Group", GROUP) == []
    assert faults("library", "Pool", POOL) == []
    assert faults("library", "Pool", {"vmSize": "D4", "size": None}) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"place": "x"}, "there is no place"),
        ({"location": None}, "location is missing"),
        ({"id": "/x"}, "id is read-only"),
        ({"tags": ["a"]}, "tags is no object"),
        ({"tags": {"a": 1}}, "tags.a is 1, not of the type str"),
        ({"properties": []}, "properties is no object"),
        ({"properties": {"sevrity": 1}}, "there is no properties.sevrity"),
        ({"properties": {"severity": "1"}}, "properties.severity is '1', not of the type int"),
        ({"properties": {"severity": True}}, "properties.severity is True, not of the type int"),
        ({"properties": {"windowSize": "2h"}}, "properties.windowSize is '2h', not a duration"),
        ({"properties": {"size": "huge"}}, "properties.size is 'huge', not one of large, small"),
        ({"properties": {"receivers": {}}}, "properties.receivers is no list"),
        ({"properties": {"receivers": [{}]}}, "properties.receivers[0].emailAddress is missing"),
    ],
)
def test_older_models(change: dict[str, Any], said: str) -> None:
    assert faults("library", "Group", {**GROUP, **change}) == [said]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"vm_size": "D4"}, "there is no vm_size"),
        ({"vmSize": None}, "vmSize is missing"),
        ({"vmSize": 4}, "vmSize is 4, not of the type str"),
        ({"provisioningState": "Succeeded"}, "provisioningState is read-only"),
        ({"size": "Huge"}, "size is 'Huge', not one of large, small"),
        ({"zones": "1"}, "zones is no list"),
        ({"zones": [1]}, "zones[0] is 1, not of the type str"),
        ({"labels": ["a"]}, "labels is no object"),
        ({"count": "0"}, "count is '0', not of the type int"),
    ],
)
def test_newer_models(change: dict[str, Any], said: str) -> None:
    assert faults("library", "Pool", {**POOL, **change}) == [said]


def test_a_body_that_is_no_object_is_told() -> None:
    assert faults("library", "Pool", ["x"]) == ["the body is no object"]
