"""Words that go on in the next line of their column: which lines do, and which are rows."""

from __future__ import annotations

from docai.document.scan import scan
from docai.document.submission import Document
from docai.document.tables.model import Table
from docai.document.tables.reader import tables_of


def table(*lines: str) -> Table:
    text = "\n".join(("<TABLE>", "<CAPTION>", *lines, "</TABLE>"))
    (one,) = tables_of(scan(Document("10-K", 1, "k.txt", "", text.encode())))
    return one


HEAD = (
    "MILL               SQUARE FEET   USED FOR",
    "----               -----------   ----------------------------",
    "<S>                <C>           <C>",
)


def test_words_that_go_on_below_belong_to_the_row_above() -> None:
    one = table(
        *HEAD,
        "Oak mill...........  160,000     Looms for wool and for cotton",
        "                                 since 1990, and a shop for",
        "                                 what they wove.",
        "Ash mill...........   90,000     A shed.",
    )
    assert [label.text for label in one.labels] == ["Oak mill", "Ash mill"]
    assert [cell.text for cell in one.cells] == [
        "160,000",
        "Looms for wool and for cotton since 1990, and a shop for what they wove.",
        "90,000",
        "A shed.",
    ]


def test_short_words_and_those_behind_an_empty_line_or_in_another_column_do_not_go_on() -> None:
    one = table(
        *HEAD,
        "Oak mill...........  160,000     Looms",
        "                                 Sheds",
        "Elm mill...........   90,000     Looms for wool and for cotton",
        "",
        "                                 Sheds for coal",
        "Ash mill...........   80,000     Looms for wool and for cotton",
        "                                     12,000",
    )
    assert [cell.text for cell in one.cells if cell.column == 2][:4] == [
        "Looms",
        "Sheds",
        "Looms for wool and for cotton",
        "Sheds for coal",
    ]
    assert one.cells[-1].text == "12,000"
