"""The text of an inline fact: of the element and its continuations, without what is excluded."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lxml import etree

from docai.xbrl.errors import TooMuch
from docai.xbrl.names import IX
from docai.xbrl.xml import Element

_EXCLUDE = frozenset(namespace + "exclude" for namespace in IX)
_EXCLUDED = r"<(?P<close>/?)%s:exclude(?:\s[^>]*?)?(?P<empty>/?)>"


class Texts:
    """The texts of one inline set, by one document's elements; together they may be so many times the set's own length.

    Facts may nest, and each holds the words of those within: without a bound a small document could ask for terabytes.
    """

    def __init__(self, most: int) -> None:
        self._left = most

    def plain(self, element: Element) -> str:
        """Return the text of ``element`` and of all within it, save what is excluded. Raises TooMuch."""
        text: str
        if not len(element):
            text = element.text or ""
        elif any(True for _ in element.iter(*_EXCLUDE)):
            text = "".join(_parts(element))
        else:
            text = "".join(element.itertext())
        return self._counted(text)

    def markup(self, element: Element, prefixes: Iterable[str]) -> str:
        """Return what stands within ``element`` as markup, the elements with these prefixes unwrapped. Raises TooMuch."""
        if not len(element):
            return self._counted(_escaped(element.text or ""))
        whole: str = etree.tostring(element, encoding="unicode", with_tail=False)
        self._counted(whole)
        markup = whole[whole.index(">") + 1 : whole.rindex("<")]
        for prefix in prefixes:
            if f"<{prefix}:exclude" in markup:
                markup = _without_excluded(markup, prefix)
            markup = _without(f"</{prefix}:", _without(f"<{prefix}:", markup))
        return markup

    def _counted(self, text: str) -> str:
        self._left -= len(text)
        if self._left < 0:
            raise TooMuch("facts within facts hold more text than any filing has")
        return text


def _without(begins: str, markup: str) -> str:
    """Return ``markup`` without the tags that begin so; lxml writes no ``>`` within one."""
    first, *others = markup.split(begins)
    return first + "".join(other[other.index(">") + 1 :] for other in others) if others else markup


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
            if skipped is None and part.tag in _EXCLUDE:
                skipped = part
            if skipped is None and part.text:
                yield part.text
        else:
            if part is skipped:
                skipped = None
            if skipped is None and part.tail and part is not element:
                yield part.tail
