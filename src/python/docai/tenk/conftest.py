"""What tests of whole filings share: short 10-Ks of fictional words, and what a reader found in them."""

from __future__ import annotations

from docai.tenk import Filing, read_filing
from docai.tenk.outline.rows import outline_of

WORDS = "Cloth went out by barge in spring and by rail in autumn, and the two sheds stayed open all year for the dyers. "
LONG = WORDS * 8


def html_filing(*blocks: str) -> Filing:
    """Return a filing in HTML, a paragraph for each of ``blocks``."""
    body = "".join(f"<p>{block}</p>" for block in blocks)
    return read_filing(
        f"<html><body><p>FORM 10-K</p>{body}</body></html>".encode(), file_name="a.htm"
    )


def text_filing(*blocks: str) -> Filing:
    """Return a filing in plain text, a paragraph for each of ``blocks``."""
    return read_filing(("FORM 10-K\n\n" + "\n\n".join(blocks)).encode(), file_name="a.txt")


def items_found(filing: Filing) -> list[str]:
    """Return the numbers of the Items found, in order."""
    return [item.item for item in filing.items]


def states_of(filing: Filing) -> dict[str, str]:
    """Return the state of each Item that was expected or found."""
    return {row.item: row.state for row in outline_of(filing)}


def words_of(filing: Filing, item: str) -> str:
    """Return the text of an Item that must be there."""
    found = filing.item(item)
    assert found is not None
    return found.text
