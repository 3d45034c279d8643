"""Other ways to write the headings, lists and page heads of a filing: each takes it with its Items and returns it rewritten."""

from __future__ import annotations

import re
from collections.abc import Callable

from docai.tenk import Item
from docai.tenk.vocabulary import WORDS, letters

_LABEL = re.compile(
    r"(items?)((?:\s|&nbsp;|&#160;|<[^>]*>|\.)*)(\d{1,2})(?!\d)((?:\s|&nbsp;|&#160;)*\(?[A-D]\)?(?![a-zA-Z]))?(\(T\))?((?:[.:]|\s?[-–—])?)",
    re.I,
)
_WINDOW = 700
_ROMAN = [
    "",
    *[
        "I",
        "II",
        "III",
        "IV",
        "V",
        "VI",
        "VII",
        "VIII",
        "IX",
        "X",
        "XI",
        "XII",
        "XIII",
        "XIV",
        "XV",
        "XVI",
    ],
]

_WORDS = [word.capitalize() for word in WORDS]

Rewrite = Callable[[re.Match[str], bool], str]
"""The label's match and whether the document is HTML, to the new label."""


def _number(match: re.Match[str]) -> str:
    return match[3] + letters(match[4] or "").upper()


def _roman(match: re.Match[str]) -> str:
    return _ROMAN[min(16, int(match[3]))] + letters(match[4] or "").upper()


def _spaced(match: re.Match[str]) -> str:
    return "I T E M   " + " ".join(_number(match))


def _gap(html: bool, text: str) -> str:
    return text if html else " "


LABELS: dict[str, Rewrite] = {
    "capitals and dash": lambda m, html: f"ITEM {_number(m)} -",
    "colon": lambda m, html: f"Item {_number(m)}:",
    "nothing after the number": lambda m, html: f"Item {_number(m)}",
    "letter in brackets": lambda m, html: (
        f"Item {m[3]}({letters(m[4]).lower()})." if m[4] else m[0]
    ),
    "letter apart": lambda m, html: f"ITEM {m[3]} {letters(m[4]).upper()}." if m[4] else m[0],
    "no blank": lambda m, html: f"Item{_number(m)}.",
    "Item No.": lambda m, html: f"Item No. {_number(m)}",
    "spaced letters": lambda m, html: _spaced(m) + "  ",
    "many entities": lambda m, html: f"Item{_gap(html, '&nbsp;&#160;&#xA0; ')}{_number(m)}.{_gap(html, '&nbsp;&nbsp;')}",
    "split in two tags": lambda m, html: f"I{_gap(html, '</b><b>') if html else ''}tem {_number(m)}.",
    "split over lines": lambda m, html: f"Item{'<br>' if html else chr(10)}{_number(m)}.{'<br>' if html else chr(10)}",
    "roman": lambda m, html: f"Item {_roman(m)}.",
    "with part": lambda m, html: f"Part {'I' if int(m[3]) < 5 else 'II' if int(m[3]) < 10 else 'III'}, Item {_number(m)}.",
    "title-case item, closing bracket": lambda m, html: f"Item {_number(m)})",
    "number alone": lambda m, html: f"{_number(m)}.",
    "unnumbered": lambda m, html: "",
    "letter lost": lambda m, html: f"Item {m[3]}.",
    "letters lower": lambda m, html: f"item {_number(m).lower()}.",
    "a letter swapped": lambda m, html: f"Itme {_number(m)}.",
    "an l for the I": lambda m, html: f"ltem {_number(m)}.",
    "a letter set apart": lambda m, html: f"I TEM {_number(m)}.",
    "in words": lambda m, html: m[0] if m[4] else f"Item {_WORDS[int(m[3]) - 1]}.",
    "dash before the letter": lambda m, html: (
        f"Item {m[3]} - {letters(m[4]).upper()}." if m[4] else m[0]
    ),
    "in brackets": lambda m, html: f"(Item {_number(m)})",
    "wide blank": lambda m, html: f"ITEM    {_number(m)}." + ("" if html else "      "),
}


def vary_labels(
    source: str, items: tuple[Item, ...], rewrite: Rewrite, *, html: bool, contents: bool
) -> str:
    """Return ``source`` with the label of every Item's heading rewritten; with ``contents`` all labels at line starts."""
    starts = sorted({item.start for item in items})
    spots: list[re.Match[str]] = []
    for start in starts:
        match = _LABEL.search(source, start, start + 1500)
        if match:
            spots.append(match)
    if contents and spots:
        first = spots[0].start()
        spots = [
            m
            for m in _LABEL.finditer(source, 0, first)
            if source[max(0, m.start() - 1) : m.start()] in (">", "\n", " ")
        ] + spots
    out: list[str] = []
    at = 0
    for match in spots:
        if match.start() < at:
            continue
        out += (source[at : match.start()], rewrite(match, html))
        at = match.end()
    out.append(source[at:])
    return "".join(out)


def without_contents(source: str, items: tuple[Item, ...], *, html: bool) -> str:
    """Return ``source`` without anything that looks like an entry of a table of contents before the first Item."""
    first = min(item.start for item in items)
    return _LABEL.sub("", source[:first]) + source[first:]


def with_running_heads(
    source: str, items: tuple[Item, ...], *, html: bool, behind: str = ""
) -> str:
    """Return ``source`` with the number and title of the Item, and ``behind``, at the top of each of its pages."""
    breaks = re.compile(
        r"<hr[^>]*page-break-after[^>]*>|<(?:p|div)[^>]*page-break-before[^>]*>|<PAGE>", re.I
    )
    out: list[str] = []
    at = 0
    spans = sorted(
        (item.start, item.end, f"Item {item.item}. {item.title}{behind}") for item in items
    )
    for match in breaks.finditer(source):
        here = next(
            (head for start, end, head in spans if start + 600 < match.start() < end - 600), None
        )
        if here is None:
            continue
        out += (source[at : match.end()], f"<p>{here}</p>" if html else f"\n{here}\n\n")
        at = match.end()
    out.append(source[at:])
    return "".join(out)


def with_one_label(source: str, items: tuple[Item, ...], rewrite: Rewrite, *, html: bool) -> str:
    """Return ``source`` with the label of one heading rewritten, that of the Item in the middle.

    Of those whose number has no letter: a title alone is taken for an Item where the numbers have a hole.
    """
    numbered = [item for item in items if item.item.isdecimal()]
    middle = sorted(numbered, key=lambda item: item.start)[len(numbered) // 2]
    return vary_labels(source, (middle,), rewrite, html=html, contents=False)


def _listing(items: tuple[Item, ...], html: bool, *, pages: bool) -> str:
    lines = [
        f"Item {item.item}. {item.title}" + (f" ..... {page}" if pages else "")
        for page, item in enumerate(items, start=3)
    ]
    if not html:
        return "\n\n" + "\n".join(lines) + "\n\n"
    return "<ul>" + "".join(f"<li>{line}</li>" for line in lines) + "</ul>"


def with_contents_at_end(source: str, items: tuple[Item, ...], *, html: bool) -> str:
    """Return ``source`` with a table of contents behind everything."""
    end = source.lower().rfind("</body>")
    at = end if end >= 0 else len(source)
    return source[:at] + _listing(items, html, pages=True) + source[at:]


def with_names_before(source: str, items: tuple[Item, ...], *, html: bool) -> str:
    """Return ``source`` with a list before the first Item that names three others: "see Item 1A. Risk Factors" and more."""
    named = tuple(item for item in items if item.item in ("1", "7", "8"))
    first = min(item.start for item in items)
    line = source.rfind("\n" if not html else "<", 0, first)
    return source[:line] + _listing(named, html, pages=False) + source[line:]


def in_cells(source: str, items: tuple[Item, ...], *, html: bool) -> str:
    """Return ``source`` with each label in a table row of its own, its title in the next cell, where it is HTML."""
    if not html:
        return source
    return vary_labels(
        source,
        items,
        lambda m, _: f"<table><tr><td>Item {_number(m)}.</td><td>&nbsp;</td><td>",
        html=True,
        contents=False,
    )


Vary = Callable[[str, tuple[Item, ...], bool], str]


def _relabelled(rewrite: Rewrite, *, contents: bool) -> Vary:
    return lambda s, i, h: vary_labels(s, i, rewrite, html=h, contents=contents)


VARIATIONS: dict[str, Vary] = {
    **{
        f"heading: {name}": (_relabelled(rewrite, contents=False))
        for name, rewrite in LABELS.items()
    },
    **{
        f"heading and contents: {name}": (_relabelled(rewrite, contents=True))
        for name, rewrite in LABELS.items()
    },
    "no contents": lambda s, i, h: without_contents(s, i, html=h),
    "running heads": lambda s, i, h: with_running_heads(s, i, html=h),
    "running heads, continued": lambda s, i, h: with_running_heads(
        s, i, html=h, behind=" (continued)"
    ),
    "one heading: a letter swapped": lambda s, i, h: with_one_label(
        s, i, LABELS["a letter swapped"], html=h
    ),
    "one heading: a letter set apart": lambda s, i, h: with_one_label(
        s, i, LABELS["a letter set apart"], html=h
    ),
    "one heading: unnumbered": lambda s, i, h: with_one_label(s, i, LABELS["unnumbered"], html=h),
    "one heading: number lost": lambda s, i, h: with_one_label(s, i, lambda m, _: "Item ", html=h),
    "contents at the end": lambda s, i, h: with_contents_at_end(s, i, html=h),
    "a list that names Items": lambda s, i, h: with_names_before(s, i, html=h),
    "in table cells": lambda s, i, h: in_cells(s, i, html=h),
    "all lower case": lambda s, i, h: s if h else s.lower(),
    "all upper case": lambda s, i, h: s if h else s.upper(),
    "lines doubled": lambda s, i, h: s if h else s.replace("\n", "\n\n"),
    "indented": lambda s, i, h: s if h else s.replace("\n", "\n          "),
    "no blank lines": lambda s, i, h: s if h else re.sub(r"\n\s*\n", "\n", s),
    "carriage returns": lambda s, i, h: s.replace("\n", "\r\n"),
}
