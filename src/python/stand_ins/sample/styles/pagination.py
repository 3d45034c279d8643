"""Pages of an HTML document: where each ends, what number it bears, and on which one each head stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from stand_ins.sample.assemble import (
    F_PAGES,
    Contents,
    CrossReference,
    ItemHead,
    OwnHead,
    PageBreak,
    PartHead,
    Piece,
)
from stand_ins.sample.model import Heading, Paragraph

BLOCKS_ON_A_PAGE = 9


@dataclass(frozen=True)
class Placed:
    """A piece, the number of its page, and that of the page which ends before it, empty if none does."""

    piece: Piece
    page: str
    ended: str


def paginate(pieces: Iterable[Piece]) -> Iterator[Placed]:
    """The pieces on pages. No page ends right under a head; statements at the end count F-1, F-2."""
    count, number, prefix = 0, 1, ""
    under_head = False
    for piece in pieces:
        count += 1
        ended = ""
        full = count >= BLOCKS_ON_A_PAGE and isinstance(piece, Heading | Paragraph)
        if isinstance(piece, PageBreak) or (full and not under_head):
            ended = f"{prefix}{number}"
            count, number = 0, number + 1
        if isinstance(piece, OwnHead) and piece.text == F_PAGES:
            number, prefix = 1, "F-"
        under_head = isinstance(piece, Heading | ItemHead | OwnHead | PartHead)
        yield Placed(piece, f"{prefix}{number}", ended)


def pages_of_heads(placed: Iterable[Placed]) -> dict[str, str]:
    """The page on which each Item's label, or a head of the filer's own, stands."""
    pages: dict[str, str] = {}
    for each in placed:
        if isinstance(each.piece, ItemHead):
            pages.setdefault(each.piece.label, each.page)
        elif isinstance(each.piece, OwnHead):
            pages.setdefault(each.piece.text, each.page)
    return pages


def numbered(piece: Piece, pages: Mapping[str, str]) -> Piece:
    """A table of contents or a cross-reference index with the pages filled in; anything else as it is."""
    if isinstance(piece, Contents):
        return Contents(tuple((label, title, pages[label]) for label, title, _ in piece.entries))
    if isinstance(piece, CrossReference):
        return CrossReference(
            tuple((label, title, _pages(where, pages)) for label, title, where in piece.rows)
        )
    return piece


def _pages(where: str, pages: Mapping[str, str]) -> str:
    """From the page of the head named `where` to the one before the next head's; other words as they are."""
    if where not in pages:
        return where
    following = list(pages.values())[list(pages).index(where) + 1]
    first, last = int(pages[where]), int(following) - 1
    return f"{first}-{last}" if last > first else str(first)
