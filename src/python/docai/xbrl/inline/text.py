"""The text of an inline fact: of the element and its continuations, without what is excluded."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from lxml import etree

from docai.xbrl.errors import TooMuch
from docai.xbrl.names import IX
from docai.xbrl.xml import Element

EXCLUDE = frozenset(namespace + "exclude" for namespace in IX)
_ANY = tuple(namespace + "*" for namespace in IX)
_EXCLUDED = r"<(?P<close>/?)%s:exclude(?:\s[^>]*?)?(?P<empty>/?)>"


class _Within(NamedTuple):
    """What stands within an element: ``markup[first:end]`` of an element around it. ``length`` counts its tags too."""

    markup: str
    first: int
    end: int
    length: int


class Texts:
    """The texts of one inline set, by one document's elements; together they may be so many times the set's own length.

    Facts may nest, and each holds the words of those within: without a bound a small document could ask for terabytes.
    ``excludes`` says whether the set excludes anything at all; ``fixed``, that all its documents write Inline XBRL with the same
    prefixes, and nothing else with these.
    """

    def __init__(self, most: int, *, excludes: bool = True, fixed: bool = False) -> None:
        self._left = most
        self._excludes = excludes
        self._fixed = fixed and not excludes
        self._within: dict[Element, _Within] = {}

    def plain(self, element: Element) -> str:
        """Return the text of ``element`` and of all within it, save what is excluded. Raises TooMuch."""
        text: str
        if not len(element):
            text = element.text or ""
        elif self._excludes and any(True for _ in element.iter(*EXCLUDE)):
            text = "".join(_parts(element))
        else:
            text = "".join(element.itertext())
        self._count(len(text))
        return text

    def markup(self, element: Element, prefixes: Sequence[str]) -> str:
        """Return what stands within ``element`` as markup, the elements with these prefixes unwrapped. Raises TooMuch."""
        if not len(element):
            text = _escaped(element.text or "")
            self._count(len(text))
            return text
        known = self._within.get(element)
        if known is not None:
            self._count(known.length)
            return known.markup[known.first : known.end]
        whole: str = etree.tostring(element, encoding="unicode", with_tail=False)
        self._count(len(whole))
        markup = whole[whole.index(">") + 1 : whole.rindex("<")]
        if self._fixed:
            return self._unwrapped(element, markup, prefixes)
        if self._excludes:
            for prefix in prefixes:
                if f"<{prefix}:exclude" in markup:
                    markup = _without_excluded(markup, prefix)
        return _tags(tuple(prefixes)).sub("", markup) if prefixes else markup

    def _unwrapped(self, element: Element, markup: str, prefixes: Sequence[str]) -> str:
        """Return ``markup`` without the tags, and keep what the texts within ``element`` are: most blocks stand in one another."""
        kept: list[str] = []
        blocks: list[tuple[Element, int, int, int]] = []
        open_: list[tuple[Element, int, int]] = []
        inner = element.iterdescendants(*_ANY)
        at = length = 0
        for tag in _tags(tuple(prefixes)).finditer(markup):
            first, end = tag.span()
            kept.append(markup[at:first])
            length += first - at
            at = end
            if markup[first + 1] == "/":
                block, begun, before = open_.pop()
                if len(block):
                    blocks.append((block, before, length, first - begun))
            elif markup[end - 2] == "/":
                next(inner)
            else:
                open_.append((next(inner), end, length))
        kept.append(markup[at:])
        whole = "".join(kept)
        for block, *place in blocks:
            self._within[block] = _Within(whole, *place)
        return whole

    def _count(self, length: int) -> None:
        self._left -= length
        if self._left < 0:
            raise TooMuch("facts within facts hold more text than any filing has")


@lru_cache(maxsize=64)
def _tags(prefixes: tuple[str, ...]) -> re.Pattern[str]:
    """Return what matches a tag with one of the prefixes; lxml writes no ``>`` within one."""
    escaped = "|".join(map(re.escape, prefixes))
    return re.compile(f"</?(?:{escaped}):[^>]*+>" if len(prefixes) > 1 else f"</?{escaped}:[^>]*+>")


def _without_excluded(markup: str, prefix: str) -> str:
    kept: list[str] = []
    at = depth = 0
    for tag in re.finditer(_EXCLUDED % re.escape(prefix), markup):
        if not depth:
            kept.append(markup[at : tag.start()])
        at = tag.end()
        if not tag["empty"]:
            depth += -1 if tag["close"] else 1
    kept.append(markup[at:])
    return "".join(kept)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _parts(element: Element) -> Iterator[str]:
    """Yield the texts within ``element`` in order; iterative, as documents may be deep."""
    skipped: Element | None = None
    for event, part in etree.iterwalk(element, events=("start", "end")):
        if event == "start":
            if skipped is None and part.tag in EXCLUDE:
                skipped = part
            if skipped is None and part.text:
                yield part.text
        else:
            if part is skipped:
                skipped = None
            if skipped is None and part.tail and part is not element:
                yield part.tail
