"""The decision about a resource."""

from __future__ import annotations

from typing import Any

import pytest

from docai_azure.command import az
from docai_azure.resource import MOVING, Act, Decision, Resource, decide

THING = Resource(
    key="thing",
    title="thing",
    show=az("thing", "show"),
    make=az("thing", "create"),
    wanted={"size": 3, "open": False, "tags": {"a": "{other:id}"}},
    fixed={"region": "westeurope"},
)
OTHER = {"other": {"id": "/x"}}
GOOD = {
    "size": 3,
    "open": False,
    "region": "westeurope",
    "tags": {"a": "/x"},
    "provisioningState": "Succeeded",
}


@pytest.mark.parametrize("answer", [None, {}, []])
def test_what_is_absent_is_made(answer: Any) -> None:
    assert decide(THING, answer, OTHER) == Decision(Act.MAKE)


@pytest.mark.parametrize(
    "same",
    [
        GOOD,
        {**GOOD, "region": "WestEurope"},
        {**GOOD, "size": 3.0},
        {**GOOD, "tags": {"a": "/X", "azure": "its own"}},
    ],
)
def test_what_is_as_it_must_be_is_left(same: dict[str, Any]) -> None:
    assert decide(THING, same, OTHER) == Decision(Act.LEAVE)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"size": 4}, "size is 4, not 3"),
        ({"open": True}, "open is True, not False"),
        ({"open": None}, "open is not set, not False"),
        ({"tags": {"b": "/x"}}, "tags is {'b': '/x'}, not {'a': '/x'}"),
        ({"tags": None}, "tags is not set, not {'a': '/x'}"),
    ],
)
def test_what_differs_is_mended(change: dict[str, Any], why: str) -> None:
    assert decide(THING, {**GOOD, **change}, OTHER) == Decision(Act.MEND, (why,))


def test_what_differs_for_good_is_refused() -> None:
    decision = decide(THING, {**GOOD, "region": "eastus", "size": 4}, OTHER)
    assert decision == Decision(Act.REFUSE, ("region is eastus, not westeurope",))


@pytest.mark.parametrize("state", sorted(MOVING))
def test_what_moves_is_waited_for(state: str) -> None:
    assert decide(THING, {**GOOD, "provisioningState": state.title()}, OTHER).act is Act.WAIT
    assert (
        decide(
            THING,
            {**GOOD, "provisioningState": None, "properties": {"provisioningState": state}},
            OTHER,
        ).act
        is Act.WAIT
    )


def test_what_failed_is_made_again() -> None:
    assert decide(THING, {**GOOD, "provisioningState": "Failed"}, OTHER).act is Act.MAKE


def test_lists_are_the_same_in_number_and_order() -> None:
    listed = Resource(
        key="l", title="l", show=az("l"), wanted={"emails": [{"address": "a"}, {"address": "b"}]}
    )
    there = [{"address": "A", "name": "1"}, {"address": "b"}]
    assert decide(listed, {"emails": there}, {}).act is Act.LEAVE
    for other in (there[:1], [*there, {"address": "c"}], there[::-1], "a"):
        assert decide(listed, {"emails": other}, {}).act is Act.MEND
