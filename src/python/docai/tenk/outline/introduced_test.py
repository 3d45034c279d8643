"""Items without a word of their own, for which the words above or below them speak."""

from __future__ import annotations

import pytest

from docai.tenk.conftest import LONG, states_of, text_filing, words_of

PROXY = "What follows is asked for by Part III, is in the proxy statement of the weavers and is incorporated by reference."
TITLES = {
    "10": "Directors and Executive Officers", "11": "Executive Compensation",
    "12": "Security Ownership of Certain Beneficial Owners and Management", "13": "Certain Relationships and Related Transactions",
}  # fmt: skip


def _states(intro: str, *below: str, last: str = "") -> dict[str, str]:
    blocks = [f"Item {item}. {title}" for item, title in TITLES.items()]
    blocks[-1] += last
    filing = text_filing(
        "Item 1. Business", LONG, "Item 9. Changes in and Disagreements with Accountants", "None.", "PART III", intro,
        *blocks, *below, "PART IV", "Item 14. Exhibits and Reports on Form 8-K", LONG,
    )  # fmt: skip
    assert words_of(filing, "9").endswith("None.")
    states = states_of(filing)
    return {item: states[item] for item in TITLES}


def test_what_introduces_a_part_answers_its_empty_items() -> None:
    assert _states(PROXY) == dict.fromkeys(TITLES, "proxy")


@pytest.mark.parametrize("intro", ["Our officers weave, and are paid for what they weave.", PROXY.replace("proxy statement", "book")])  # fmt: skip
def test_an_introduction_that_does_not_point_to_the_proxy_statement_answers_none(
    intro: str,
) -> None:
    assert _states(intro) == dict.fromkeys(TITLES, "none")


def test_an_answer_on_the_line_of_the_title_stands() -> None:
    assert _states(PROXY, last=": Not required.") == {**dict.fromkeys(TITLES, "proxy"), "13": "none"}  # fmt: skip


def test_words_of_an_earlier_part_introduce_nothing() -> None:
    filing = text_filing(
        "Item 1. Business", LONG, "PART II", PROXY, "Item 9. Changes in and Disagreements with Accountants", "None.",
        "PART III", "Item 11. Executive Compensation", "PART IV", "Item 14. Exhibits", LONG,
    )  # fmt: skip
    assert states_of(filing)["11"] == "none"


@pytest.mark.parametrize("words", ["For Items 10-13, see our proxy statement, which is incorporated by reference.", "All of Items 10 through 13 is in our proxy statement, which is incorporated by reference."])  # fmt: skip
def test_the_last_of_several_items_answers_those_above(words: str) -> None:
    assert _states("", words) == dict.fromkeys(TITLES, "proxy")


@pytest.mark.parametrize("said", ["will be in the", "is in our 1999"])
def test_information_may_be_in_the_proxy_statement(said: str) -> None:
    filing = text_filing("Item 1. Business", LONG, f"Items 10-13: Information {said} proxy statement", "Item 14. Exhibits", LONG)  # fmt: skip
    assert states_of(filing)["10"] == "proxy"


def test_a_list_of_exhibits_is_not_in_the_proxy_statement() -> None:
    listed = "(a) The statements are attached.\n\n(c) Plans for those named in our proxy statement, which is filed, are marked."
    filing = text_filing("Item 1. Business", LONG, "Item 14. Exhibits", listed)
    assert states_of(filing)["14"] == "words"


def test_officers_listed_below_a_sentence_that_points_are_words() -> None:
    said = "Besides what is incorporated by reference from our proxy statement, the following is provided of each officer:"
    listed = "A. Weaver     51     He has dyed our cloth since 1983, and kept the book of the second shed\n\nB. Dyer      36      She has been our counsel since April 1988"
    filing = text_filing("Item 1. Business", LONG, "Item 4A. Executive Officers of the Registrant", said, listed, "Item 5. Market for Common Equity", LONG)  # fmt: skip
    assert states_of(filing)["4A"] == "words"


def test_pages_below_the_last_line_of_a_title_point_to_them() -> None:
    filing = text_filing(
        "Item 1. Business", LONG, "Item 12. Security Ownership of Certain Beneficial      Owners and\nManagement\n2,3,6,7",
        "Item 14. Exhibits", LONG,
    )  # fmt: skip
    assert states_of(filing)["12"] == "proxy"


def test_a_title_goes_on_below_a_rule() -> None:
    filing = text_filing("Item 1. Business", LONG, "Item 12. Security Ownership of Certain Beneficial Owners and\n-------  --------------------------\n         Management\n         ----------", LONG, "Item 14. Exhibits", LONG)  # fmt: skip
    assert filing.items[1].title == "Security Ownership of Certain Beneficial Owners and Management"
