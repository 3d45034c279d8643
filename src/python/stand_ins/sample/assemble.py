"""A filing as a sequence of pieces, the same for every style: cover, contents, Parts, Items, signatures.

Where the words of an Item stand elsewhere, they come after the signatures (F-pages) or, for a filer that answers
the form by a cross-reference index, under headings of its own before the index.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from stand_ins.sample.items import signature_blocks
from stand_ins.sample.model import Block, Filing, Heading, Paragraph, Section

F_PAGES = "Index to Consolidated Financial Statements"
OWN_HEADINGS = {
    "1": "About Our Company",
    "1A": "What Could Go Wrong: Our Risks",
    "1C": "How We Protect Our Systems",
    "2": "Where We Work",
    "3": "Disputes and Proceedings",
    "5": "Our Shares and Shareholders",
    "6": "Five Years in Figures",
    "7": "Management's Discussion of the Year",
    "7A": "Exposure to Markets",
    "8": "Financial Statements and Notes",
    "9A": "Our Controls",
    "15": "List of Exhibits",
}


@dataclass(frozen=True)
class Cover:
    """The first page; how it looks is the style's matter."""


@dataclass(frozen=True)
class Contents:
    """The table of contents: (Item label, title, page); the page is filled in when the rest is laid out."""

    entries: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class PartHead:
    part: str


@dataclass(frozen=True)
class ItemHead:
    item: str
    label: str
    title: str


@dataclass(frozen=True)
class OwnHead:
    """A heading that names no Item."""

    text: str


@dataclass(frozen=True)
class PageBreak:
    """Ends a page."""


@dataclass(frozen=True)
class CrossReference:
    """The index of a filer whose report does not follow the form's order: (Item, title, where).

    Where is a head of the filer's own, which becomes its pages when they are known, or an answer in words.
    """

    rows: tuple[tuple[str, str, str], ...]


Piece = Cover | Contents | PartHead | ItemHead | OwnHead | PageBreak | CrossReference | Block


def item_head(section: Section) -> ItemHead:
    """The head as the section wants it: "Item 7." or "Items 1 and 2."."""
    label = f"Item {section.item}."
    if section.combined_with:
        label = f"Items {section.item} and {section.combined_with}."
    return ItemHead(section.item, label, section.title)


def pieces_of(filing: Filing) -> Iterator[Piece]:
    """The primary document of `filing`, piece by piece."""
    yield Cover()
    yield PageBreak()
    if filing.spec.shape == "cross-reference":
        yield from _by_own_headings(filing)
        return
    if filing.spec.shape == "part-iii":
        yield from _explanatory_note(filing)
    else:
        heads = [item_head(section) for section in filing.sections]
        yield Contents(tuple((head.label, head.title, "") for head in heads))
        yield PageBreak()
    part = ""
    for section in filing.sections:
        if section.part != part:
            part = section.part
            yield PartHead(part)
        yield item_head(section)
        yield from section.blocks
    yield PageBreak()
    yield from _signatures(filing)
    on_f_pages = [section for section in filing.sections if section.source == "elsewhere"]
    for section in on_f_pages:
        yield PageBreak()
        yield OwnHead(F_PAGES)
        yield from section.elsewhere


def _explanatory_note(filing: Filing) -> Iterator[Piece]:
    year = filing.spec.fiscal_year
    yield OwnHead("Explanatory Note")
    yield Paragraph(
        f"This Amendment No. 1 amends the annual report on Form 10-K for fiscal {year} in order to give the information "
        "that Part III of the form requires, because the definitive proxy statement will not be filed within 120 days "
        "after the end of the fiscal year. Nothing else in the original filing is changed."
    )


def _signatures(filing: Filing) -> Iterator[Piece]:
    yield OwnHead("Signatures")
    yield from signature_blocks(
        filing.facts["director_1"], filing.facts["name_plain"], filing.spec.filed
    )


def _by_own_headings(filing: Filing) -> Iterator[Piece]:
    rows = []
    for section in filing.sections:
        own = OWN_HEADINGS.get(section.item)
        if own is None or not section.elsewhere:
            words = " ".join(block.text for block in section.blocks if isinstance(block, Paragraph))
            rows.append((f"Item {section.item}.", section.title, words or "Not applicable"))
            continue
        rows.append((f"Item {section.item}.", section.title, own))
        yield OwnHead(own)
        yield from section.elsewhere
        yield PageBreak()
    yield OwnHead("Form 10-K Cross-Reference Index")
    yield CrossReference(tuple(rows))
    yield PageBreak()
    yield from _signatures(filing)


def exhibit_13_pieces(filing: Filing, titles: dict[str, str]) -> Iterator[Piece]:
    """The annual report to holders: a letter, then the Items that the form incorporates from it."""
    facts = filing.facts
    yield OwnHead(f"{facts['name_plain']} {facts['year']} Annual Report")
    yield Heading("To Our Stockholders")
    yield Paragraph(
        f"{facts['year']} was a year of {facts['mood']}. Revenue {facts['rev_verb']} by {facts['rev_change']}%, and "
        f"{facts['net_phrase']}. I thank our {facts['employees']} employees for their work and our stockholders for "
        f"their trust. {facts['director_1']}, President."
    )
    order = ("6", "7", "7A", "8", "5")
    by_item = {each.item: each for each in filing.sections if each.source == "exhibit-13"}
    for item in order:
        if item in by_item:
            yield PageBreak()
            yield OwnHead(titles[item])
            yield from by_item[item].elsewhere
