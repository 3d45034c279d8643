"""The Items of HTML that is made of PDF, with a block for each word."""

from __future__ import annotations

from docai.tenk import read_filing

LINES = [
    "FORM 10-K", "Item 1. Business", "We weave cloth in two sheds by the river, and we", "sell it in the towns below.",
    "Item 2. Properties", "Both sheds are ours, and the river is not.", *(f"Loom {number} stands still." for number in range(12)),
]  # fmt: skip


def test_the_items_of_a_report_with_a_block_for_each_word_are_found() -> None:
    words = "".join(
        f'<span style="position:absolute;top:{40 + 14 * line}px;left:{60 + 40 * at}px">{word}</span>'
        for line, said in enumerate(LINES)
        for at, word in enumerate(said.split())
    )
    items = read_filing(f"<html><body>{words}</body></html>".encode(), file_name="a.htm").items
    assert [(item.item, item.title) for item in items] == [("1", "Business"), ("2", "Properties")]
    assert items[0].text.split() == " ".join(LINES[1:4]).split()
