"""What introduces a part of the form, by whichever name, is none of the words of the Item before it."""

from __future__ import annotations

import pytest

from docai.tenk.conftest import LONG, text_filing, words_of

INTRO = "Information for Items 5 through 8 of this report is in the annual report to the weavers, and is incorporated herein by reference."
TABLE = "                                   ANNUAL\n     ITEM                          REPORT PAGE\n     ----                          -----------"
VOTES = "Item 4. Submission of Matters to a Vote of Security Holders"


def _votes(*between: str) -> str:
    filing = text_filing(
        "Item 1. Business", LONG, VOTES, "No matter was voted on by the weavers.", *between,
        "Item 5. Market for Registrant's Common Equity", LONG, "Item 7. Management's Discussion and Analysis", LONG,
        "Item 13. Certain Relationships and Related Transactions", "None.", "PART IV", f"{INTRO} It is a list of looms.",
        "Item 14. Exhibits and Reports on Form 8-K", LONG,
    )  # fmt: skip
    assert words_of(filing, "13").endswith("None.")
    return words_of(filing, "4").removeprefix(VOTES).strip()


@pytest.mark.parametrize("between", [(INTRO,), (INTRO, TABLE), (INTRO * 6,), (TABLE,)])
def test_an_item_ends_where_part_two_is_introduced(between: tuple[str, ...]) -> None:
    assert _votes("PART II", *between) == "No matter was voted on by the weavers."


def test_a_part_that_begins_further_above_heads_every_page() -> None:
    page = (
        "PART II\n\n" + "Our looms were new, and we sold more cloth than in the year before. " * 30
    )
    text = _votes(page, page, page)
    assert text.count("PART II") == 3


def test_the_first_of_two_heads_is_where_the_part_begins() -> None:
    assert _votes("PART II", INTRO, "PART II", INTRO) == "No matter was voted on by the weavers."


SAID = "Certain information required by Part III is left out here, and is incorporated by reference from the proxy statement."


@pytest.mark.parametrize("said", [SAID, SAID.replace("Certain information", "All of the information"), SAID.replace("required by", "called for by this"), SAID.replace("required", "that is required"), SAID.replace(" is left", "\nis left")])  # fmt: skip
def test_what_introduces_part_three_without_its_heading_is_left_out(said: str) -> None:
    filing = text_filing("Item 1. Business", LONG, "Item 9B. Other Information", "None.", said, "Item 10. Directors and Executive Officers", LONG)  # fmt: skip
    assert words_of(filing, "9B").endswith("None.")


@pytest.mark.parametrize("said", [SAID.replace("Part III", "Part II"), SAID.replace("proxy statement", "book"), f"{SAID}\n\nWe weave.", f"We weave. {SAID}"])  # fmt: skip
def test_other_words_before_part_three_stay(said: str) -> None:
    filing = text_filing("Item 1. Business", LONG, "Item 9B. Other Information", "None.", said, "Item 10. Directors and Executive Officers", LONG)  # fmt: skip
    assert words_of(filing, "9B").split()[-3:] == said.split()[-3:]
