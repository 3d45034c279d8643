"""What a title is of, and how many of its letters say so."""

from __future__ import annotations

import pytest

from docai.tenk.vocabulary import letters, title_kind


@pytest.mark.parametrize(
    ("title", "kind", "told_by"),
    [
        ("Changes in Accounting", "accountants", "Changes in Account"), ("Changes in and Disagreements", "accountants", "Changes in and"), ("Changes in Registrant's Accountants", "accountants", "Changes in Registrant"),
        ("Changes in Looms", "accountants", "Changes in"), ("Changes in Control", "", ""), ("Changes in Internal Control", "", ""),
    ],
)  # fmt: skip
def test_changes_in_control_are_none_of_accountants(title: str, kind: str, told_by: str) -> None:
    assert title_kind(letters(title)) == (kind, len(letters(told_by)))
