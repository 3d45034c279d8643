"""Which short Items only say where their words are, and which say that there are none, whatever stands behind."""

from __future__ import annotations

import pytest

from docai.tenk.conftest import LONG, states_of, text_filing
from docai.tenk.outline.state import state_of
from docai.tenk.pointers.pointer import find_pointer

LOOMS = "The looms ran on, and what was woven in the year was sold in the towns along the river. "
LISTS = """The following statements of the company, set forth on pages 14 and 15 of the annual report to shareholders, are incorporated by reference and are filed as Exhibit 13.

- Income statements for each of the three years in the period ended June 30, 1996

- Balance sheets as of June 30, 1996 and 1995

- Report of the independent auditors on these statements and on the schedules to them
"""
PROXY = """This is incorporated by reference to the sections of our proxy statement with these captions:

• Practices of the Board and Interlocks of its Committees

• What Directors Are Paid in Money and in Cloth

• Graphs of Performance and What They Show
"""


def _state(body: str, kind: str, *, in_proxy: bool = False) -> str:
    return state_of(body, "", kind, pointer=find_pointer(body), in_proxy=in_proxy, followed=False)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("Our suits are discussed in Note 18 in the notes to the statements in this report.", "legal"),
        ("Dangers are described in “Discussion and Analysis – Dangers of the River.”", "risk_factors"),
        ("You can find the data for each of the five years in Part II under “Five Years.”", "selected"),
        (LISTS, "statements"),
    ],
)  # fmt: skip
def test_a_pointer_to_words_elsewhere(body: str, kind: str) -> None:
    assert _state(body, kind) == "elsewhere"


@pytest.mark.parametrize(
    "body",
    [
        PROXY,
        "(a) Plans for cloth to those who weave it for us. What they hold is in the proxy statement,"
        " which is incorporated by reference.\n\n(b) Those who own much of us, in the judgment of the board. Who they are is"
        " incorporated by reference to the proxy statement.\n\n(c) Change in control of the sheds and of the company. None.",
    ],
)
def test_a_list_of_captions_is_no_words(body: str) -> None:
    assert _state(body, "ownership", in_proxy=True) == "proxy"


@pytest.mark.parametrize(
    "body",
    [
        "The following table lists our sheds:\n\n" + "Shed by the river, built of brick in 1904\n\n" * 4,
        "Our suits are discussed in Note 18. " + LOOMS * 4,
        "(a) The cloth is sold in the market of the town, at prices of the day, and what remains of it is given to the dyers of the town at the end of the year. See Note 3 below.",
    ],
)  # fmt: skip
def test_own_words_beside_a_pointer(body: str) -> None:
    assert _state(body, "properties") == "words"


@pytest.mark.parametrize(
    "kind", ["staff_comments", "accountants", "other", "foreign", "votes", "mine_safety"]
)
def test_none_is_an_answer_whatever_stands_behind_it(kind: str) -> None:
    assert _state("None.\n\n* * *\n\n" + LOOMS * 30, kind) == "none"


def test_none_of_a_business_with_words_behind_it_is_words() -> None:
    assert _state("None.\n\n" + LOOMS * 30, "business") == "words"


@pytest.mark.parametrize(
    "rule",
    ["as set forth in Rule 4200(a)(15) of the exchange", "as described in the Nasdaq listing standards", "contained in Item 407 of Regulation S-K"],
)  # fmt: skip
def test_a_rule_of_the_exchange_is_no_place_to_look(rule: str) -> None:
    said = "None of our directors has a material interest in any deal of ours. "
    filing = text_filing(
        "Item 1. Business", LONG, "Item 13. Certain Relationships",
        f"{said * 6}Applying the definition {rule}, all of our directors are independent.", "Item 15. Exhibits", LONG,
    )  # fmt: skip
    assert states_of(filing)["13"] == "words"
