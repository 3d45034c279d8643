"""Where a report is signed: under a heading, under none, or under one with words between."""

from __future__ import annotations

import pytest

from docai.tenk.conftest import LONG, text_filing, words_of
from docai.tenk.headings.ends.signatures import document_end, signed_places
from docai.tenk.headings.lines import lowered
from docai.tenk.headings.spans import find_spans

SIGNED = "Pursuant to the requirements of Section 13 or 15(d) of the Securities Exchange Act of 1934, the registrant has duly caused this report to be signed on its behalf by the undersigned."
LIST = "A list of looms is Exhibit 9."
BELOW = "Exhibit 9\n\nThe looms of the mill, by shed."


def _exhibits(*below: str) -> str:
    filing = text_filing("Item 1. Business", LONG, "Item 14. Exhibits", LIST, *below, BELOW)
    return words_of(filing, "14").removeprefix("Item 14. Exhibits\n\n")


@pytest.mark.parametrize(
    "signed",
    [
        SIGNED, SIGNED.replace(" ", "  "), SIGNED.replace("requirements of", "requirements\nof the"),
        SIGNED.replace("Section 13 or 15(d) of the ", ""), SIGNED.replace("Section 13 or 15(d)", "Section 15(d)"),
        SIGNED.replace("this report", "this amendment to its report"), SIGNED.replace("Securities Exchange", "Securities and Exchange"),
        SIGNED.replace("to the", "to all of the"),
    ],
)  # fmt: skip
def test_the_last_item_ends_where_a_registrant_signs_without_a_heading(signed: str) -> None:
    assert _exhibits(f"     {signed}", "J. Weaver, President") == LIST


@pytest.mark.parametrize(
    "signed",
    [
        f"It was filed {SIGNED[0].lower()}{SIGNED[1:]}", SIGNED.replace("Section 13 or 15(d) of the Securities Exchange Act", "Section 16 of the Looms Act"),
        SIGNED.replace("Section 13 or 15(d) of the ", "").replace("has duly caused this report to be signed", "has filed this report"), SIGNED.replace("Pursuant to", "It meets"),
    ],
)  # fmt: skip
def test_other_sentences_about_requirements_sign_nothing(signed: str) -> None:
    assert _exhibits(signed, "J. Weaver, President").endswith(BELOW)


@pytest.mark.parametrize(
    "heading",
    ["PARTNERSHIP SIGNATURE", "SIGNATURE AND POWER OF ATTORNEY", "Signatures of the Registrant"],
)
def test_a_heading_that_speaks_of_signatures_ends_the_item_with_them(heading: str) -> None:
    assert _exhibits(f"                {heading}", SIGNED) == LIST


@pytest.mark.parametrize(("preamble", "whole"), [(900, True), (2300, True), (2700, False)])
def test_what_signers_say_may_stand_between(preamble: int, whole: bool) -> None:
    words = ("We wove this report ourselves, and it is ours. " * 99)[:preamble].rstrip() + " End."
    text = _exhibits("SIGNATURES", words, SIGNED)
    assert text == LIST if whole else text.endswith(words)


def test_a_long_line_about_a_signature_is_no_heading() -> None:
    line = "The signature of each weaver stands in the book that is kept in the shed by the river"
    assert _exhibits(line, SIGNED) == f"{LIST}\n\n{line}"


@pytest.mark.parametrize("heading", ["S I G N A T U R E S", "SIGNATURES", ""])
def test_an_item_ends_at_signatures_above_others_however_they_are_set(heading: str) -> None:
    filing = text_filing(
        "Item 1. Business", LONG, "Item 13. Certain Relationships", "None.", heading, SIGNED,
        "J. Weaver, President", "Item 14. Exhibits", LIST,
    )  # fmt: skip
    assert words_of(filing, "13") == "Item 13. Certain Relationships\n\nNone."
    assert words_of(filing, "14").endswith(LIST)


def test_places_come_in_order_and_each_once() -> None:
    low = f"\nwords\n\nsignatures\n\n{SIGNED.lower()}\n\n{'looms ' * 600}\n\n{SIGNED.lower()}\n"
    places = signed_places(low, 0, 0)
    assert places == [low.index("signatures"), low.rindex("pursuant")]
    assert document_end(low, 0, places) == places[0]
    assert document_end(low, places[0] + 1, places) == places[1]
    assert document_end(low, places[1] + 1, places) == len(low)


@pytest.mark.parametrize("heading", ["S I G N A T U R E S", "", "SIGNATURES"])
def test_what_is_no_plain_heading_counts_behind_the_fourth_last_item_only(heading: str) -> None:
    items = [part for n, title in enumerate(("Business", "Properties", "Legal Proceedings", "Submission of Matters", "Market for Common Equity", "Selected Financial Data"), start=1) for part in (f"Item {n}. {title}", LONG)]  # fmt: skip
    low = lowered(
        "\n" + "\n\n".join([*items[:2], heading, SIGNED, "J. Weaver, President", *items[2:]]) + "\n"
    )
    first, *_ = find_spans(low.upper(), low, "10-K").spans
    assert ("weaver" not in low[: first.end]) == (heading == "SIGNATURES")
