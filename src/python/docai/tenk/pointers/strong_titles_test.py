"""Titles that say by themselves which Item it is: the caption of another Item is not followed."""

from __future__ import annotations

import pytest

from docai.tenk.pointers.conftest import END, filled, followed
from docai.tenk.vocabulary import ANNUAL, STRONG_TITLES, letters, title_kind

CAPTIONS = {
    "accountants": "Disagreements", "business": "Business", "compensation": "Executive Compensation", "cybersecurity": "Cybersecurity", "directors": "Directors", "exhibits": "Exhibits", "fees": "Audit Fees",
    "foreign": "Disclosure of Foreign Jurisdictions", "legal": "Legal Proceedings", "market": "Market for Our Stock", "market_risk": "Market Risk", "mda": "Management's Discussion", "mine_safety": "Mine Safety",
    "ownership": "Beneficial Ownership", "properties": "Properties", "relationships": "Related Party", "risk_factors": "Risk Factors", "selected": "Selected Data", "staff_comments": "Unresolved Staff Comments",
    "statements": "Financial Statements", "votes": "Submission of Matters",
}  # fmt: skip


@pytest.mark.parametrize("kind", CAPTIONS)
def test_the_caption_of_another_item_is_not_followed(kind: str) -> None:
    caption = CAPTIONS[kind]
    assert title_kind(letters(caption))[0] == kind
    assert followed(filled(caption, "", 300) + END, "controls", captions=(caption,)) is None


def test_each_strong_title_has_its_example() -> None:
    assert set(CAPTIONS) == STRONG_TITLES


def test_parts_of_the_form_by_number_and_title() -> None:
    told = [ANNUAL.part(key, kind) for key, kind in (((14, ""), "fees"), ((14, ""), "controls"), ((14, ""), "exhibits"), ((15, ""), "fees"), ((16, ""), "summary"), ((1122, ""), ""), ((9, "A"), "controls"))]  # fmt: skip
    assert told == ["III", "III", "IV", "III", "IV", "", "II"]
    assert [ANNUAL.has(key) for key in ((1, "A"), (9, "C"), (9, "D"), (17, ""))] == [True, True, False, False]  # fmt: skip
    assert [ANNUAL.kind_of(key) for key in ((1, "A"), (8, ""), (17, ""))] == ["risk_factors", "statements", ""]  # fmt: skip
