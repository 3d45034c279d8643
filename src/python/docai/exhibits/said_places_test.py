"""Places as words say them, alone and behind the name of a company."""

from __future__ import annotations

import re

import pytest

from docai.exhibits.said_places import (
    A_KIND_OF,
    FOUNDED,
    KINDS,
    PART,
    STATE,
    UNDER_LAWS,
    place_of_kind,
    place_said,
)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Maine", "Maine"),
        ("Maine (1)", "Maine"),
        ("U.K.", "U.K."),
        ("incorporated in Maine", "Maine"),
        ("- organized under the laws of England", "England"),
        ("organised and existing under the laws of the Commonwealth of Virginia.", "Virginia"),
        ("organized and validly existing under the laws of Ohio", "Ohio"),
        ("incorporated under the laws of the State of Delaware", "Delaware"),
        ("incorporated pursuant to the law of the Province of Ontario", "Province of Ontario"),
        ("a corporation duly organized under Maine law", "Maine"),
        ("formed by Maine", "Maine"),
        ("chartered in the U.K.", "U.K."),
        ("a Maine corporation", "Maine"),
        ("an Ohio Limited Liability Company", "Ohio"),
        ("A DELAWARE CORPORATION", "DELAWARE"),
        ("a New York corporation operating in Japan", "New York"),
        ("a Belgian corporation", "Belgian"),
        ("a South African company.", "South African"),
        ("a U.K. company", "U.K."),
    ],
)
def test_words_say_a_place(text: str, place: str) -> None:
    assert place_said(text) == place


@pytest.mark.parametrize(
    "text",
    ["", "Wick Inc.", "a large corporation", "a Wick corporation", "organized in haste", "incorporated under the laws of Wick", f"a corporation of {'x' * 200}"],
)  # fmt: skip
def test_other_words_say_none(text: str) -> None:
    assert place_said(text) is None


@pytest.mark.parametrize("kind", KINDS.replace("\\", "").replace("non-?profit", "non-profit|nonprofit").replace("exempted?", "exempted|exempte").split("|"))  # fmt: skip
def test_each_kind_of_company_has_a_place_before_it(kind: str) -> None:
    assert A_KIND_OF.fullmatch(f"a Maine {kind}")
    assert A_KIND_OF.fullmatch(f"A Maine {kind.upper()}")


@pytest.mark.parametrize("word", FOUNDED.replace("organi[sz]ed", "organised|organized").split("|"))
def test_each_word_for_founding_has_a_place_behind_it(word: str) -> None:
    assert place_said(f"{word} in Maine") == "Maine"


@pytest.mark.parametrize("part", ["province", "republic", "kingdom", "country", "territory", "dominion", "principality", "grand duchy"])  # fmt: skip
def test_a_part_of_a_countrys_name_stays(part: str) -> None:
    assert PART.match(f"{part} of the Maine")
    assert place_said(f"incorporated in the {part} of Maine") == f"{part} of Maine"


@pytest.mark.parametrize("nation", ["Canadian", "swiss", "North Korean", "South African"])
def test_adjectives_of_nations_are_places(nation: str) -> None:
    assert place_of_kind(nation) == nation


@pytest.mark.parametrize(
    ("pattern", "good", "bad"),
    [
        (STATE, "the State of Maine", "Statehood of Maine"),
        (STATE, "commonwealth of Virginia", "Virginia"),
        (PART, "Province of Ontario", "Ontario"),
        (UNDER_LAWS, "created in Maine", "Maine"),
        (UNDER_LAWS, "a trust established under Maine laws", "a trust of Maine"),
        (A_KIND_OF, "a Maine trust", "Maine trust"),
    ],
)
def test_patterns(pattern: re.Pattern[str], good: str, bad: str) -> None:
    assert pattern.match(good)
    assert not pattern.match(bad)
