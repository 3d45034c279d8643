"""Linkbases and schema of a filing to the lines of its statements and notes (XBRL 2.1, section 5)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from urllib.parse import unquote

from docai.xbrl.errors import TooMuch
from docai.xbrl.model import Line, Role
from docai.xbrl.names import LINK, XLINK, XML, XSD, usual_prefix
from docai.xbrl.xml import Element, Tree

STANDARD_LABEL = "http://www.xbrl.org/2003/role/label"
MAX_LINES = 300_000
_DEFINITION = re.compile(r"\s*(\S+)\s+-\s+(\S[^-]*?)\s+-\s+(.*\S)\s*", re.S)
_ENGLISH = ("en-us", "en", "")
_LOC, _TITLED = LINK + "loc", XLINK + "label"
_FROM, _TO, _HREF, _ROLE = XLINK + "from", XLINK + "to", XLINK + "href", XLINK + "role"
_DEEPEST = 60


@dataclass(slots=True)
class _Network:
    """The presentation of one role: its concepts in the order of their locators, and the arcs from each to others.

    Locators are names for concepts, and one concept may have many: arcs hold between concepts (XBRL 2.1, section 3.5.3.9).
    """

    concepts: dict[str, None] = field(default_factory=dict)
    arcs: dict[str, set[tuple[Decimal, int, str, str]]] = field(default_factory=dict)
    below: set[str] = field(default_factory=set)


class Linkbases:
    """What the linkbases and the schema of a filing say; they may stand in one document or in several, in any order."""

    def __init__(self, trees: Iterable[Tree]) -> None:
        self._concepts: dict[str, str] = {}
        self._definitions: dict[str, str] = {}
        self._labels: dict[str, dict[str, tuple[int, str]]] = {}
        self._networks: dict[str, _Network] = {}
        self._made: dict[str, str] = {}
        roots = [tree.root for tree in trees]
        for root in roots:
            self._read_schema(root)
        for root in roots:
            for link in root.iter(LINK + "labelLink"):
                self._read_labels(link)
            for link in root.iter(LINK + "presentationLink"):
                self._read_presentation(link)

    def labels(self) -> tuple[tuple[str, str], ...]:
        """Return each concept that has a standard label, and the label."""
        return tuple(
            (concept, roles[STANDARD_LABEL][1])
            for concept, roles in self._labels.items()
            if STANDARD_LABEL in roles
        )

    def lines(self) -> tuple[Line, ...]:
        """Return the lines of all statements and notes. Raises TooMuch."""
        found: list[Line] = []
        for uri, network in self._networks.items():
            role = _role(uri, self._definitions.get(uri))
            for line in self._walk(network, role):
                found.append(line)
                if len(found) > MAX_LINES:
                    raise TooMuch(f"more than {MAX_LINES:,} lines of statements")
        return tuple(found)

    def _read_schema(self, root: Element) -> None:
        for role in root.iter(LINK + "roleType"):
            text = role.findtext(LINK + "definition")
            if text is not None:
                self._definitions.setdefault(role.get("roleURI", ""), text.strip())
        for schema in root.iter(XSD + "schema"):
            namespace = schema.get("targetNamespace", "")
            own = (prefix for prefix, uri in schema.nsmap.items() if uri == namespace and prefix)
            prefix = usual_prefix(namespace) or next(own, None)
            for element in schema.iterchildren(XSD + "element"):
                if prefix and element.get("id") and element.get("name"):
                    self._concepts[element.get("id")] = f"{prefix}:{element.get('name')}"

    def _concept(self, href: str) -> str:
        """Return the concept of a locator; ids of taxonomies are ``prefix_Name``."""
        made = self._made.get(href)
        if made is None:
            key = unquote(href.rpartition("#")[2])
            prefix, underscore, local = key.partition("_")
            made = self._concepts.get(key) or (f"{prefix}:{local}" if underscore else key)
            self._made[href] = made
        return made

    def _read_labels(self, link: Element) -> None:
        places: dict[str, list[str]] = {}
        texts: dict[str, list[Element]] = {}
        arcs: list[Element] = []
        for part in link:
            if part.tag == _LOC:
                places.setdefault(part.get(_TITLED), []).append(self._concept(part.get(_HREF, "")))
            elif part.tag == LINK + "label":
                texts.setdefault(part.get(_TITLED), []).append(part)
            elif part.tag == LINK + "labelArc" and part.get("use") != "prohibited":
                arcs.append(part)
        for arc in arcs:
            for concept in places.get(arc.get(_FROM), ()):
                for text in texts.get(arc.get(_TO), ()):
                    self._add_label(concept, text)

    def _add_label(self, concept: str, element: Element) -> None:
        language = element.get(XML + "lang", "").lower()
        rank = _ENGLISH.index(language) if language in _ENGLISH else len(_ENGLISH)
        roles = self._labels.setdefault(concept, {})
        role = element.get(_ROLE, STANDARD_LABEL)
        if role not in roles or rank < roles[role][0]:
            roles[role] = (rank, "".join(element.itertext()).strip())

    def _read_presentation(self, link: Element) -> None:
        network = self._networks.setdefault(link.get(_ROLE, ""), _Network())
        places: dict[str | None, str] = {}
        arcs: list[Element] = []
        for part in link:
            if part.tag == _LOC:
                concept = places[part.get(_TITLED)] = self._concept(part.get(_HREF, ""))
                network.concepts.setdefault(concept)
            elif part.tag == LINK + "presentationArc" and part.get("use") != "prohibited":
                arcs.append(part)
        seen: set[tuple[Decimal, str, str, str]] = set()
        for number, arc in enumerate(arcs):
            above, below = places.get(arc.get(_FROM)), places.get(arc.get(_TO))
            if above is not None and below is not None:
                order, preferred = _order(arc.get("order")), arc.get("preferredLabel", "")
                if (order, above, below, preferred) not in seen:
                    seen.add((order, above, below, preferred))
                    network.arcs.setdefault(above, set()).add((order, number, below, preferred))
                    network.below.add(below)

    def _walk(self, network: _Network, role: Role) -> Iterator[Line]:
        """Yield the lines down the tree: roots in the order of their locators, children by ``order``."""
        children = {above: sorted(arcs, reverse=True) for above, arcs in network.arcs.items()}
        roots = [one for one in network.concepts if one in children and one not in network.below]
        # what waits: the concept, the label it asks for, and those above it, which guard against circles
        left: list[tuple[str, str, tuple[str, ...]]] = [(root, "", ()) for root in reversed(roots)]
        position = 0
        while left:
            concept, preferred, path = left.pop()
            if concept in path or len(path) > _DEEPEST:
                continue
            position += 1
            label, found = self._label(concept, preferred or None)
            parent = path[-1] if path else None
            yield Line(role, position, len(path), concept, parent, preferred or None, label, found)
            for _, _, below, wanted in children.get(concept, ()):
                left.append((below, wanted, (*path, concept)))

    def _label(self, concept: str, preferred: str | None) -> tuple[str | None, bool]:
        roles = self._labels.get(concept, {})
        exact = roles.get(preferred or STANDARD_LABEL)
        if exact is not None:
            return exact[1], True
        standard = roles.get(STANDARD_LABEL)
        return (None if standard is None else standard[1]), False


def _order(text: str | None) -> Decimal:
    try:
        order = Decimal((text or "1").strip()[:40])
    except InvalidOperation:
        return Decimal(1)
    return order if order.is_finite() else Decimal(1)


def _role(uri: str, definition: str | None) -> Role:
    split = _DEFINITION.fullmatch(definition) if definition and len(definition) < 2000 else None
    return Role(uri, definition, split[1], split[2], split[3]) if split else Role(uri, definition)
