"""An XBRL instance to its facts (XBRL 2.1): EX-101.INS, or what EDGAR extracted from inline documents."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from docai.xbrl.contexts import DEFINED, Definitions, unit_named
from docai.xbrl.errors import NotXbrl, TooMuch
from docai.xbrl.model import Context, Fact, Footnote
from docai.xbrl.names import LINK, XBRLDI, XBRLI, XLINK, XML, XSI
from docai.xbrl.xml import Element, Tree

MAX_FACTS = 500_000
_ROOT = XBRLI + "xbrl"
_NIL = XSI + "nil"
_OWN = (XBRLI, LINK)
_LOC, _ARC, _NOTE = LINK + "loc", LINK + "footnoteArc", LINK + "footnote"
_HREF, _LABEL, _FROM, _TO = XLINK + "href", XLINK + "label", XLINK + "from", XLINK + "to"
_NO_CONTEXT = Context("")
_PLAIN_SEGMENTS = etree.XPath(
    "/x:xbrl/x:context/*/x:segment/*[not(self::d:*)] | /x:xbrl/x:context/x:scenario/*[not(self::d:*)]",
    namespaces={"x": XBRLI[1:-1], "d": XBRLDI[1:-1]},
)
"""What segments held before dimensions, in the voluntary filings of 2005 to 2009: none declares dimensions at its root."""


def is_instance(root: Element) -> bool:
    """Return whether ``root`` is that of an XBRL instance."""
    return bool(root.tag == _ROOT)


def read_instance(tree: Tree, source_file: str) -> tuple[Fact, ...]:
    """Return the facts in the order in which they stand. Raises NotXbrl, TooMuch.

    A fact whose context is not there has an empty one; facts of tuples stand where the tuple stands.
    """
    root, names = tree.root, tree.names
    if not is_instance(root):
        raise NotXbrl(f"the root is {root.tag[:200]!r}, not an XBRL instance")
    definitions = Definitions()
    definitions.add(root.iter(*DEFINED), names)
    contexts, units = definitions.contexts, definitions.units
    if XBRLDI[1:-1] not in root.nsmap.values():
        for part in _PLAIN_SEGMENTS(root):
            definitions.add_segment(part, names)
    known = contexts.get
    concepts: dict[str, str] = {}
    facts: list[Fact] = []
    for element, reference in _elements(root):
        get, tag = element.get, element.tag
        concept = concepts.get(tag)
        if concept is None:
            concept = concepts[tag] = names.of_tag(tag, element.prefix)
        unit = get("unitRef")
        numeric = unit is not None
        nil = get(_NIL) in ("true", "1")
        facts.append(
            Fact(
                concept,
                None if nil else _value(element, numeric),
                (units.get(unit) or unit_named(units, unit)) if numeric else None,
                get("decimals"),
                known(reference) or known(reference.strip(), _NO_CONTEXT),
                nil,
                numeric,
                get("id"),
                source_file,
            )
        )
        if len(facts) > MAX_FACTS:
            raise TooMuch(f"more than {MAX_FACTS:,} facts")
    return tuple(facts)


def _elements(root: Element) -> Iterator[tuple[Element, str]]:
    """Yield each fact and the context that it names."""
    for element in root:
        reference = element.get("contextRef")
        if reference is not None:
            yield element, reference
        elif len(element) and not element.tag.startswith(_OWN):
            # a tuple
            for part in element.iterdescendants():
                reference = part.get("contextRef")
                if reference is not None:
                    yield part, reference


def _value(element: Element, numeric: bool) -> str:
    text: str = element.text or ""
    if not len(element):
        return text.strip() if numeric else text
    if numeric:
        above = element.findtext(XBRLI + "numerator")
        below = element.findtext(XBRLI + "denominator")
        if above is not None and below is not None:
            return f"{above.strip()}/{below.strip()}"
    parts = (etree.tostring(part, encoding="unicode") for part in element)
    return text + "".join(parts)


def read_footnotes(tree: Tree) -> tuple[Footnote, ...]:
    """Return the footnotes that belong to a fact, in the order in which they stand."""
    found: list[Footnote] = []
    for link in tree.root.iterchildren(LINK + "footnoteLink"):
        places: dict[str, list[str]] = {}
        owners: dict[str, list[str]] = {}
        arcs: list[tuple[str, str]] = []
        notes: list[Element] = []
        for part in link:
            tag = part.tag
            if tag == _LOC:
                target = part.get(_HREF, "").rpartition("#")[2]
                places.setdefault(part.get(_LABEL, ""), []).append(target)
            elif tag == _ARC:
                arcs.append((part.get(_FROM, ""), part.get(_TO, "")))
            elif tag == _NOTE:
                notes.append(part)
        for place, label in arcs:
            owners.setdefault(label, []).extend(places.get(place, []))
        for note in notes:
            facts = owners.get(note.get(_LABEL, ""), [])
            language = note.get(XML + "lang", "en")
            if facts and language.lower().startswith("en"):
                text = " ".join("".join(note.itertext()).split())
                found.append(Footnote(text, tuple(dict.fromkeys(facts))))
    return tuple(found)
