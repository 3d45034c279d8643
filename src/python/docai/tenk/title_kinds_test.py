"""What a title is of, and how many of its letters say so."""

from __future__ import annotations

import pytest

from docai.tenk.vocabulary import letters, title_kind


@pytest.mark.parametrize(
    ("title", "kind", "told_by"),
    [
        ("Changes in Accounting", "accountants", "Changes in Account"), ("Changes in and Disagreements", "accountants", "Changes in and"), ("Changes in Registrant's Accountants", "accountants", "Changes in Registrant"),
        ("Changes in Our Accountants", "accountants", "Changes in Our"), ("Changes in Company Accountants", "accountants", "Changes in Company"),
        ("Changes in Looms", "accountants", "Changes in"), ("Changes in Control", "", ""), ("Changes in Internal Control", "", ""),
    ],
)  # fmt: skip
def test_changes_in_accountants_are_not_those_in_control(
    title: str, kind: str, told_by: str
) -> None:
    assert title_kind(letters(title)) == (kind, len(letters(told_by)))


@pytest.mark.parametrize(
    ("title", "kind", "told_by"),
    [
        ("Supplementary Financial Statements", "statements", "Supplementary Financial St"), ("Supplemental Financial Statements", "statements", "Supplemental Financial St"),
        ("Audited Selected Financial Statements", "statements", "Audited Selected Financial St"), ("Securities Ownership", "ownership", "Securities Ownership"),
        ("Our Executive Officers", "executives", "Our Executive Officers"),
    ],
)  # fmt: skip
def test_a_title_is_told_by_its_first_letters(title: str, kind: str, told_by: str) -> None:
    assert title_kind(letters(title)) == (kind, len(letters(told_by)))
