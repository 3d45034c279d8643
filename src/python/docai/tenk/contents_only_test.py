"""Documents that hold hardly more than a list of their contents: what is made of its rows is not sure."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from docai.tenk import Filing, read_filing
from docai.tenk.conftest import LONG, html_filing, items_found
from docai.tenk.short_answers_test import TITLES

ROWS = list(TITLES.items())


def _as_html(*, pages: bool, words: str) -> Filing:
    cells = [f"<td>Item {n}.</td><td>{title}</td>{f'<td>{n}</td>' * pages}" for n, title in ROWS]
    rows = "".join(f"<tr>{row}</tr>" for row in cells)
    return html_filing(f"Table of Contents<table>{rows}</table>{words}")


def _as_text(*, pages: bool, words: str) -> Filing:
    lines = [f"Item {n}.".ljust(10) + (title.ljust(60, ".") + n if pages else title) for n, title in ROWS]  # fmt: skip
    return read_filing(
        ("FORM 10-K\n\nTABLE OF CONTENTS\n\n" + "\n".join(lines) + "\n\n" + words).encode(),
        file_name="a.txt",
    )


@pytest.mark.parametrize("words", ["", "The rest is on paper.", LONG * 3])
@pytest.mark.parametrize("made", [_as_html, _as_text])
def test_rows_that_lead_nowhere_are_hardly_items(made: Callable[..., Filing], words: str) -> None:
    assert all(item.confidence <= 0.5 for item in made(pages=True, words=words).items)


@pytest.mark.parametrize("made", [_as_html, _as_text])
def test_titles_without_a_word_below_them_are_hardly_items(made: Callable[..., Filing]) -> None:
    found = made(pages=False, words="").items
    assert all(item.confidence <= 0.5 for item in found)


@pytest.mark.parametrize(("answered", "doubted"), [(2, True), (3, False)])
def test_four_in_five_items_without_a_word_are_too_many(answered: int, doubted: bool) -> None:
    blocks = [f"Item {n}. {title}" for n, title in ROWS[answered:]]
    told = [block for n, title in ROWS[:answered] for block in (f"Item {n}. {title}", LONG)]
    filing = html_filing(*told, *blocks)
    assert items_found(filing) == list(TITLES)
    last = filing.items[-1].confidence
    assert (last <= 0.5) == doubted
    assert filing.items[0].confidence > 0.9


def test_an_index_of_which_a_row_leads_to_words_is_one() -> None:
    pages = "".join(f"<p>{LONG}</p><p>{n}</p><hr style='page-break-after:always'>" for n, _ in ROWS)
    found = _as_html(pages=True, words=f"<hr style='page-break-after:always'>{pages}").items
    assert any(item.state == "followed" for item in found)
    assert all(item.confidence > 0.6 for item in found)
