"""The fields of lines of plain text."""

from __future__ import annotations

import pytest

from docai.document.tables.typed.fields import tokens_of


@pytest.mark.parametrize(
    ("line", "fields"),
    [
        ("Balance      456   $ 0.39 - $20.79   $ 7.28", ["Balance", "456", "$ 0.39 - $20.79", "$ 7.28"]),
        ("Range   $25.00 -$16.00", ["Range", "$25.00 -$16.00"]),
        ("Years   5 - 40", ["Years", "5 - 40"]),
        ("Cash dividends of $0.48", ["Cash dividends of $0.48"]),
        ("Dividends $0.48", ["Dividends", "$0.48"]),
        ("Oak     12 - 7", ["Oak", "12", "-", "7"]),
    ],
)  # fmt: skip
def test_a_range_is_one_field_and_figures_beside_a_dash_are_several(
    line: str, fields: list[str]
) -> None:
    assert [words for _, _, words in tokens_of(line)] == fields
