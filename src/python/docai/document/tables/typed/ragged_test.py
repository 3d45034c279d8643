"""Columns that do not stand in line."""

from __future__ import annotations

from docai.document.tables.typed.ragged import _BEHIND


def test_a_figure_behind_a_label_is_whole() -> None:
    for words, label, figure in [
        ("Oak 12.5", "Oak", "12.5"),
        ("Oak $ 1,234.5", "Oak", "$ 1,234.5"),
        ("Oak Inc.(12.5)", "Oak Inc.", "(12.5)"),
    ]:
        found = _BEHIND.fullmatch(words)
        assert found is not None
        assert (found["label"], found["figure"]) == (label, figure)
