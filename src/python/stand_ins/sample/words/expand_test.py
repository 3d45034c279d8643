from __future__ import annotations

import pytest

from stand_ins.sample.words.expand import (
    ARTICLE,
    CHOICE,
    FACT,
    FILER,
    VERB,
    expand,
    seeded,
    series,
    third_person,
)


def test_the_filer_speaks_as_we_or_as_the_company() -> None:
    template = "$We believe~ that $our rivals envy $us."
    assert expand(template, {}, seeded(1), True) == "We believe that our rivals envy us."
    assert (
        expand(template, {}, seeded(1), False)
        == "The Company believes that the Company's rivals envy the Company."
    )


def test_a_choice_inside_a_choice_and_a_fact_inside_a_fact_are_resolved() -> None:
    facts = {"outer": "about {inner}", "inner": "7%"}
    words = {expand("[up [x|y]|down] {outer}", facts, seeded(key), True) for key in range(40)}
    assert words == {"up x about 7%", "up y about 7%", "down about 7%"}


def test_the_same_key_makes_the_same_choices() -> None:
    template = "[a|b|c|d][a|b|c|d][a|b|c|d]"
    assert expand(template, {}, seeded("k"), True) == expand(template, {}, seeded("k"), True)


def test_a_fact_that_is_missing_is_an_error() -> None:
    with pytest.raises(KeyError, match="price"):
        expand("at {price}", {}, seeded(1), True)


@pytest.mark.parametrize(
    ("verb", "third"),
    [
        ("believe", "believes"),
        ("have", "has"),
        ("are", "is"),
        ("were", "was"),
        ("do", "does"),
        ("rely", "relies"),
        ("buy", "buys"),
        ("watch", "watches"),
    ],
)
def test_a_verb_agrees_with_the_company(verb: str, third: str) -> None:
    assert third_person(verb) == third


def test_an_article_fits_the_word_after_it() -> None:
    assert expand("a order, a one-time charge, a price", {}, seeded(1), True) == (
        "an order, a one-time charge, a price"
    )


def test_a_name_that_ends_in_a_stop_takes_no_second_one() -> None:
    assert expand("sold to Acme, Inc..", {}, seeded(1), True) == "sold to Acme, Inc."


def test_each_pattern_matches_its_own_mark_and_no_other() -> None:
    assert CHOICE.search("[a|b]")
    assert not CHOICE.search("(a|b)")
    assert FACT.search("{year_plus_1}")
    assert not FACT.search("{Year}")
    assert VERB.search("believe~")
    assert not VERB.search("~ 7")
    assert FILER.search("$our")
    assert not FILER.search("$14.6")
    assert ARTICLE.search("a order")
    assert not ARTICLE.search("a one-time")


def test_a_series_has_an_and_before_its_last() -> None:
    assert [series(["a"]), series(["a", "b"]), series(["a", "b", "c"])] == [
        "a",
        "a and b",
        "a, b and c",
    ]
