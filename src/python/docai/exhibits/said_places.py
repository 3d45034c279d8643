"""The place that words say: ``Maine``, ``organized under the laws of Maine``, ``a Maine corporation``, ``a Belgian company``."""

from __future__ import annotations

import re

from docai.exhibits.places import FOOTNOTE, is_place

KINDS = (
    "corporation|company|limited|general|partnership|business|statutory|trust|llc|l\\.l\\.c|lp|l\\.p|non-?profit|professional|"
    "exempted?|private|public|insurance|bank|banking|national|close|corp|stock|mutual|joint|closely|domestic|foreign"
)
"""What a company is, behind the place that it is of: ``a Maine limited liability company``."""

FOUNDED = (
    "incorporated|organi[sz]ed|chartered|formed|created|established|domiciled|registered|existing"
)
"""What a company is, before the place that it is of: ``chartered in Maine``."""

UNDER_LAWS = re.compile(
    rf"(?:an?\s++[\w -]{{2,40}}?(?<!\s)\s++)?(?:duly\s++)?(?:{FOUNDED})(?:\s++and\s++(?:validly\s++)?existing)?\s++"
    rf"(?:in|by|(?:under|pursuant\s+to)\s+the\s++laws?\s++of|under)\s++(?:the\s++)?(?P<place>\S.{{1,60}}?)(?:\s+laws?)?",
    re.I,
)
"""A place by its laws: ``a corporation organized under the laws of the State of Maine``, ``incorporated in Maine``."""

A_KIND_OF = re.compile(rf"[Aa]n?\s+(?P<place>[A-Z][A-Za-z. ]{{1,40}}?)\s+(?i:{KINDS})\b.{{0,60}}")
"""A place before a kind: ``a Maine corporation``, ``a Delaware corporation operating in Japan``."""

STATE = re.compile(r"(?:the\s+)?(?:state|commonwealth)\s+of\s+", re.I)
"""What stands before the name of a state: ``Commonwealth of Virginia``."""

PART = re.compile(
    r"(?:province|republic|kingdom|country|territory|dominion|principality|grand duchy)\s+of\s+(?:the\s+)?",
    re.I,
)
"""What belongs to the name of a place: ``Province of Ontario``."""

OF_NATIONS = frozenset(
    [
        "american",
        "argentine",
        "argentinian",
        "australian",
        "austrian",
        "bahamian",
        "barbadian",
        "belgian",
        "bermudian",
        "bermuda",
        "brazilian",
        "british",
        "canadian",
        "chilean",
        "chinese",
        "colombian",
        "cypriot",
        "czech",
        "danish",
        "dutch",
        "egyptian",
        "english",
        "finnish",
        "french",
        "german",
        "greek",
        "hungarian",
        "icelandic",
        "indian",
        "indonesian",
        "irish",
        "israeli",
        "italian",
        "jamaican",
        "japanese",
        "korean",
        "liberian",
        "luxembourg",
        "malaysian",
        "maltese",
        "mexican",
        "moroccan",
        "norwegian",
        "panamanian",
        "peruvian",
        "philippine",
        "polish",
        "portuguese",
        "romanian",
        "russian",
        "saudi",
        "scottish",
        "singaporean",
        "spanish",
        "swedish",
        "swiss",
        "taiwanese",
        "thai",
        "turkish",
        "ukrainian",
        "venezuelan",
        "welsh",
        "african",
    ]
)
"""Adjectives of countries: ``a Belgian corporation``. A list keeps the filer's own word for its place."""


def place_said(text: str) -> str | None:
    """Return the place that the whole of ``text`` says, as the filer writes it; None where it says none."""
    if is_place(text):
        return FOOTNOTE.sub("", " ".join(text.split())).strip(" ,;")
    bare = FOOTNOTE.sub("", " ".join(text.split())).strip(" ,;:-\N{EN DASH}\N{EM DASH}")
    if len(bare) > 160:
        return None
    laws = UNDER_LAWS.fullmatch(bare)
    if laws is not None and (found := _place(laws["place"])):
        return found
    kind = A_KIND_OF.fullmatch(bare.rstrip("."))
    return place_of_kind(kind["place"]) if kind is not None else None


def place_of_kind(text: str) -> str | None:
    """Return the place that stands before a kind of company: a name, or the adjective of a nation. None for another word."""
    place = text.strip(" ,")
    if place.lower().removeprefix("south ").removeprefix("north ") in OF_NATIONS:
        return place
    return _place(place)


def _place(text: str) -> str | None:
    bare = text.strip(" ,;")
    if "." not in bare[:-1]:
        bare = bare.rstrip(".")  # that of the sentence, not of "U.K."
    name = STATE.sub("", bare, count=1)
    if is_place(name):
        return name
    return bare if is_place(PART.sub("", bare, count=1)) else None
