"""Rows to Markdown and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docai.tenk.structure import markdown


@pytest.mark.parametrize(
    ("rows", "heads"),
    [
        ([" | 2009 | 2008", "Looms | 12 | 10"], 1),
        (["(in millions)", " | Years", " | 2009 | 2008", "Looms | 12 | 10"], 3),
        (["Looms | 12 | 10", "Oak | 3 | 2"], 0),
        (["Looms | $12.5 | (10)%", "Oak | 3 | 2"], 0),
        (["Name | Office", "Ann | Weaver", "Ben | Carter"], 1),
        (["Ann | Weaver", "Ben | Carter"], 0),
        # a head has six rows at most
        ([*["Looms | Oak"] * 6, "Ash | 3"], 6),
        ([*["Looms"] * 7, "Ash | 3"], 0),
        # without figures, the first row is the head if it is whole and has fewer than 300 characters
        (["Name", "Ann | Weaver", "Ben | Carter"], 0),
        (["N" * 290 + " | Office", "Ann | Weaver", "Ben | Carter"], 1),
        (["N" * 291 + " | Office", "Ann | Weaver", "Ben | Carter"], 0),
    ],
)
def test_the_head_is_what_stands_above_the_first_figure(rows: list[str], heads: int) -> None:
    assert markdown.head_rows(rows) == heads


def test_a_table_without_a_head_gets_an_empty_one() -> None:
    shown = markdown.table(["a | b", "c"], 2)
    assert shown == "|  |  |\n| --- | --- |\n| a | b |\n| c |  |"
    assert markdown.rows_of(shown, 0) == "a | b\nc"


def test_repeated_rows_go_when_a_table_is_put_together() -> None:
    shown = markdown.table(["c | d"], 2, ["a | b", "x"])
    assert shown == "| a | b |\n| --- | --- |\n| x |  |\n| c | d |"
    assert markdown.rows_of(shown, 2) == "c | d"


@pytest.mark.parametrize(
    "row",
    ["a|b | c", "\\ | x", "a | | | b", " |  | b", "|", "a\\|b", "x \\| | y", "-", "--- | ---"],
)
def test_bars_and_backslashes_of_a_cell_come_back(row: str) -> None:
    shown = markdown.table([row, "x | y"], max(2, row.count(" | ") + 1))
    assert markdown.rows_of(shown, 0) == f"{row}\nx | y"


@given(st.lists(st.lists(st.text("ab|\\ -", min_size=1, max_size=5).map(str.strip), min_size=1, max_size=4), min_size=1, max_size=6))  # fmt: skip
def test_any_rows_come_back(table: list[list[str]]) -> None:
    rows = [" | ".join(cells) for cells in table]
    rows = [row for row in rows if row and row[-1] != " "]
    if rows:
        width = markdown.width_of(rows)
        heads = min(1, len(rows) - 1)
        shown = markdown.table(rows, width, headed=heads > 0)
        assert markdown.rows_of(shown, 0) == "\n".join(rows)
        assert all(len(line.encode()) <= markdown.row_bytes(row, width) for line, row in zip(shown.split("\n")[2:], rows[heads:], strict=True))  # fmt: skip


@pytest.mark.parametrize("row", ["a | b", "é | b", "a\\|b | c", "a", "\ud800"])
def test_a_row_takes_no_more_bytes_than_said(row: str) -> None:
    shown = markdown.table([row], 2, headed=True).split("\n")[0]
    most = markdown.row_bytes(row, 2)
    assert len(shown.encode(errors="surrogatepass")) <= most
    # what is said is a few bytes more: the break behind it, and the bars that part its cells
    assert most <= len(shown.encode(errors="surrogatepass")) + 2


def test_a_fence_comes_off_again() -> None:
    assert markdown.unfenced(markdown.fenced("a   ```\n  b")) == "a   ```\n  b"
