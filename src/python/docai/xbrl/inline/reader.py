"""Inline documents to their facts (Inline XBRL 1.0 and 1.1): as EDGAR's extraction has them, in its order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from docai.xbrl.contexts import DEFINED, Definitions, unit_named
from docai.xbrl.errors import TooMuch
from docai.xbrl.formats.errors import DoesNotFit
from docai.xbrl.formats.registry import Format, format_named
from docai.xbrl.inline.number import spelled
from docai.xbrl.inline.places import Place, places
from docai.xbrl.inline.text import EXCLUDE, Texts
from docai.xbrl.instance import MAX_FACTS
from docai.xbrl.model import Context, Fact, Footnote
from docai.xbrl.names import IX, XSI
from docai.xbrl.xml import Element, Tree

_NON_NUMERIC = frozenset(namespace + "nonNumeric" for namespace in IX)
_FRACTION = frozenset(namespace + "fraction" for namespace in IX)
_FACT = frozenset(namespace + "nonFraction" for namespace in IX) | _NON_NUMERIC | _FRACTION
_CONTINUATION = frozenset(namespace + "continuation" for namespace in IX)
_FOOTNOTE = frozenset(namespace + "footnote" for namespace in IX)
_RELATIONSHIP = frozenset(namespace + "relationship" for namespace in IX)
_DEFINED = frozenset(DEFINED)
_READ = (*(namespace + "*" for namespace in IX), *DEFINED)
_NIL = XSI + "nil"
_NO_CONTEXT = Context("")
_TEXT_ROOM = 64_000_000
"""All texts of a set may be eight times its documents' length, and this many characters more."""


class InlineDocument:
    """One document of an inline set: its bytes, which say where elements stand, and its elements by what they are for."""

    def __init__(self, tree: Tree, source_file: str, body: bytes) -> None:
        self.names = tree.names
        self.source_file = source_file
        self.body = body
        self.facts: list[Element] = []
        self.definitions: list[Element] = []
        self.continuations: list[Element] = []
        self.footnotes: list[Element] = []
        self.relationships: list[Element] = []
        self.excludes = False
        prefixes: set[str | None] = set()
        for element in tree.root.iter(*_READ):
            tag = element.tag
            if tag in _DEFINED:
                self.definitions.append(element)
                continue
            prefixes.add(element.prefix)
            if tag in _FACT:
                self.facts.append(element)
            elif tag in _CONTINUATION:
                self.continuations.append(element)
            elif tag in _FOOTNOTE:
                self.footnotes.append(element)
            elif tag in _RELATIONSHIP:
                self.relationships.append(element)
            elif tag in EXCLUDE:
                self.excludes = True
        self.prefixes = sorted(prefix for prefix in prefixes if prefix)
        self.fixed = None not in prefixes and not tree.names.redeclared


def read_inline_set(
    documents: Sequence[InlineDocument],
) -> tuple[tuple[Fact, ...], tuple[Footnote, ...]]:
    """Return the facts and footnotes of documents that belong together. Raises TooMuch.

    Contexts, units and continuations may stand in another document of the set than the fact; its own document's go first.
    """
    read = [_Defined(document) for document in documents]
    everywhere = _Defined()
    for one in reversed(read):
        everywhere.update(one)
    room = _TEXT_ROOM + 8 * sum(len(document.body) for document in documents)
    texts = Texts(
        room,
        excludes=any(document.excludes for document in documents),
        fixed=all(one.fixed and one.prefixes == documents[0].prefixes for one in documents),
    )
    facts: list[Fact] = []
    for document, own in zip(documents, read, strict=True):
        defined = own
        if len(documents) > 1:
            defined = _Defined()
            defined.update(everywhere)
            defined.update(own)
        reading = _Reading(document, defined, texts)
        facts.extend(reading.facts(MAX_FACTS - len(facts)))
    return tuple(facts), _footnotes(documents, texts)


class _Defined:
    """What a document defines for its facts: contexts, units, and the continuations of its texts."""

    def __init__(self, document: InlineDocument | None = None) -> None:
        definitions = Definitions()
        self.contexts, self.units = definitions.contexts, definitions.units
        self.continuations: dict[str, Element] = {}
        if document is not None:
            definitions.add(document.definitions, document.names)
            for element in document.continuations:
                self.continuations.setdefault(element.get("id", ""), element)

    def update(self, other: _Defined) -> None:
        """Take what ``other`` defines, in the place of what has the same id."""
        self.contexts.update(other.contexts)
        self.units.update(other.units)
        self.continuations.update(other.continuations)


class _Reading:
    def __init__(self, document: InlineDocument, defined: _Defined, texts: Texts) -> None:
        self._document = document
        self._contexts = defined.contexts
        self._units = defined.units
        self._continuations = defined.continuations
        self._texts = texts
        self._names = document.names
        self._prefixes = document.prefixes
        self._formats: dict[str, Format] = {}

    def facts(self, most: int) -> Iterable[Fact]:
        elements = self._document.facts
        if len(elements) > most:
            raise TooMuch(f"more than {MAX_FACTS:,} facts")
        where = places(self._document.body, self._prefixes, len(elements))
        return [self._fact(element, place) for element, place in zip(elements, where, strict=True)]

    def _fact(self, element: Element, place: Place) -> Fact:
        get = element.get
        numeric = element.tag not in _NON_NUMERIC
        nil = get(_NIL) in ("true", "1")
        value: str | None = None
        well_formed = True
        if not nil:
            try:
                value = self._value(element, numeric)
            except DoesNotFit:
                value, well_formed = self._texts.plain(element).strip(), False
        unit, reference = get("unitRef"), get("contextRef", "")
        local = element.nsmap if self._names.redeclared else None
        return Fact(
            self._names.of_text(get("name", ""), local),
            value,
            None if unit is None else self._units.get(unit) or unit_named(self._units, unit),
            get("decimals"),
            self._contexts.get(reference) or self._contexts.get(reference.strip(), _NO_CONTEXT),
            nil,
            numeric,
            get("id"),
            self._document.source_file,
            place[0],
            place[1],
            well_formed,
        )

    def _value(self, element: Element, numeric: bool) -> str:
        if element.tag in _FRACTION:
            return self._fraction(element)
        if numeric:
            return self._number(element)
        return self._words(element)

    def _number(self, element: Element) -> str:
        text = self._texts.plain(element).strip()
        format_ = element.get("format")
        if format_ is not None:
            text = self._formatted(element, format_, text)
        return spelled(text, element.get("scale"), element.get("sign") == "-")

    def _fraction(self, element: Element) -> str:
        parts = [
            next(element.iter(*(namespace + local for namespace in IX)), None)
            for local in ("numerator", "denominator")
        ]
        if parts[0] is None or parts[1] is None:
            raise DoesNotFit("a fraction without both its parts")
        return "/".join(self._number(part) for part in parts)

    def _words(self, element: Element) -> str:
        escaped = element.get("escape") in ("true", "1")
        text = self._part(element, escaped)
        follows = element.get("continuedAt")
        if follows is not None:
            parts, seen = [text], set[str]()
            while follows is not None and follows in self._continuations and follows not in seen:
                seen.add(follows)
                part = self._continuations[follows]
                parts.append(self._part(part, escaped))
                follows = part.get("continuedAt")
            text = "".join(parts)
        format_ = element.get("format")
        return text if format_ is None else self._formatted(element, format_, text)

    def _part(self, element: Element, escaped: bool) -> str:
        if escaped:
            return self._texts.markup(element, self._prefixes)
        return self._texts.plain(element)

    def _formatted(self, element: Element, name: str, text: str) -> str:
        if self._names.redeclared:
            return _format(name, element.nsmap)(text)
        format_ = self._formats.get(name)
        if format_ is None:
            format_ = self._formats[name] = _format(name, element.nsmap)
        return format_(text)


def _format(name: str, nsmap: dict[str | None, str]) -> Format:
    prefix, _, local = name.strip().rpartition(":")
    return format_named(nsmap.get(prefix or None, ""), local)


def _footnotes(documents: Sequence[InlineDocument], texts: Texts) -> tuple[Footnote, ...]:
    """Return footnotes with the facts they belong to: by relationships (1.1) or by what the facts name (1.0)."""
    words: dict[str, str] = {}
    owners: dict[str, list[str]] = {}
    for document in documents:
        for element in document.footnotes:
            key = element.get("id") or element.get("footnoteID") or ""
            words.setdefault(key, " ".join(texts.plain(element).split()))
        for element in document.relationships:
            for key in element.get("toRefs", "").split():
                owners.setdefault(key, []).extend(element.get("fromRefs", "").split())
    for document in documents if words else ():
        for element in document.facts:
            for key in element.get("footnoteRefs", "").split():
                owners.setdefault(key, []).append(element.get("id", ""))
    return tuple(
        Footnote(text, tuple(dict.fromkeys(owners[key])))
        for key, text in words.items()
        if key in owners
    )
