"""Namespaces to the prefixes that people know."""

from __future__ import annotations

import re
from functools import lru_cache

XBRLI = "{http://www.xbrl.org/2003/instance}"
XBRLDI = "{http://xbrl.org/2006/xbrldi}"
LINK = "{http://www.xbrl.org/2003/linkbase}"
XLINK = "{http://www.w3.org/1999/xlink}"
XSI = "{http://www.w3.org/2001/XMLSchema-instance}"
XSD = "{http://www.w3.org/2001/XMLSchema}"
XML = "{http://www.w3.org/XML/1998/namespace}"
IX = ("{http://www.xbrl.org/2013/inlineXBRL}", "{http://www.xbrl.org/2008/inlineXBRL}")

_STANDARD = re.compile(
    r"https?://(?:(?:xbrl\.|www\.)?(?:fasb\.org|xbrl\.us|sec\.gov))/([a-z][a-z0-9-]*)/\d{4}"
)
_IFRS = re.compile(r"https?://xbrl\.ifrs\.org/taxonomy/[\d-]+/(ifrs-[a-z]+)")


@lru_cache(maxsize=4096)
def usual_prefix(namespace: str) -> str | None:
    """Return the prefix by which a standard namespace is known, of whatever year; None for a filer's own."""
    found = _STANDARD.match(namespace) or _IFRS.match(namespace)
    return found[1] if found else None


class Names:
    """The names of one document: what the prefixes that its root declares mean, as names with the usual prefixes.

    ``redeclared`` says that elements below the root declare prefixes too.
    """

    def __init__(self, nsmap: dict[str | None, str], *, redeclared: bool = False) -> None:
        self._nsmap = nsmap
        self.redeclared = redeclared
        self._prefixes = {uri: prefix for prefix, uri in nsmap.items() if prefix}
        self._tags: dict[str, str] = {}
        self._names: dict[str, str] = {}

    def of_tag(self, tag: str, prefix: str | None = None) -> str:
        """Return the name of an element's tag, ``{namespace}local``; ``prefix`` is the one it is written with."""
        name = self._tags.get(tag)
        if name is None:
            namespace, _, local = tag.rpartition("}")
            name = self._tags[tag] = self._named(namespace[1:], local, prefix)
        return name

    def of_text(self, name: str, nsmap: dict[str | None, str] | None = None) -> str:
        """Return the name of ``prefix:local`` as it stands in a text, by ``nsmap`` where it is given."""
        if nsmap is not None:
            return self._resolved(name.strip(), nsmap)
        found = self._names.get(name)
        if found is None:
            found = self._names[name] = self._resolved(name.strip(), self._nsmap)
        return found

    def _resolved(self, name: str, nsmap: dict[str | None, str]) -> str:
        prefix, colon, local = name.partition(":")
        if not colon:
            return self._named(nsmap.get(None, ""), name, None)
        namespace = nsmap.get(prefix)
        return name if namespace is None else self._named(namespace, local, prefix)

    def _named(self, namespace: str, local: str, prefix: str | None) -> str:
        known = usual_prefix(namespace) or prefix or self._prefixes.get(namespace)
        return f"{known}:{local}" if known else local
