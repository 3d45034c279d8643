"""Commands as values."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from docai_azure.command import JsonFile, Unknown, az, value_at

ANSWERS = {"cluster": {"oidc": {"issuerUrl": "https://issuer.example/"}, "pools": [{"name": "a"}]}}


def test_places_are_filled_in_texts_and_in_files() -> None:
    command = az(
        "x", "--issuer", "{cluster:oidc.issuerUrl}", JsonFile({"first": ["{cluster:pools.0.name}"]})
    )
    assert command.filled(ANSWERS).arguments == (
        *("x", "--issuer", "https://issuer.example/"),
        JsonFile({"first": ["a"]}),
    )


@pytest.mark.parametrize(
    "place", ["{group:id}", "{cluster:oidc.subject}", "{cluster:pools.1.name}"]
)
def test_a_place_whose_value_is_not_known_is_told(place: str) -> None:
    with pytest.raises(Unknown):
        az("x", place).filled(ANSWERS)


def test_a_file_is_written_and_named(tmp_path: Path) -> None:
    arguments = az("x", JsonFile({"a": 1}), JsonFile([2], at=True)).written(tmp_path)
    assert arguments[0] == "x"
    assert json.loads(Path(arguments[1]).read_text()) == {"a": 1}
    assert arguments[2].startswith("@")
    assert json.loads(Path(arguments[2][1:]).read_text()) == [2]


def test_a_person_can_copy_what_is_shown() -> None:
    assert (
        str(az("x", "--name", "a b", JsonFile({"c": 1}, at=True)))
        == """az x --name 'a b' '@{"c": 1}'"""
    )


def test_the_words_of_a_command_end_at_its_first_option() -> None:
    assert az("storage", "account", "show", "--name", "x").words == ("storage", "account", "show")


def test_a_value_that_is_not_there_is_none() -> None:
    assert value_at(ANSWERS, "cluster.pools.0.name") == "a"
    assert value_at(ANSWERS, "cluster.pools.x") is None
    assert value_at(None, "a.b") is None
