"""One line of a list as a subsidiary: its name, and its place and share where the line says them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from docai.exhibits.lines import Line
from docai.exhibits.places import FOOTNOTE, is_place

KNOWN = 5
"""So many lines with a known place in brackets, or in a column, say that the list is written so."""

IN_BRACKETS = re.compile(
    r"(.{2,250})\s*[(\[]([^()\[\]]{2,60})[)\]]\s*(?:[(\[]?(\d{1,3}(?:\.\d{1,6})?)\s*%[)\]]?)?"
)
"""A name with its place in brackets: ``Wick Finance LLC (Maine)``, ``Wick (UK) Ltd. (England) 51%``."""

OWNED = re.compile(
    r"\s*[,;-]?\s*(?:(\d{1,3}(?:\.\d{1,6})?)\s*%\s*)?owned\b.*|\s*[,;]\s*(\d{1,3}(?:\.\d{1,6})?)\s*%",
    re.I,
)
"""What is said of the owner behind a place: ``Maine, 60% owned``, ``Maine, owned by Wick Inc.``, ``Maine, 51%``."""

A_COMPANY_OF = re.compile(
    r"(.{2,200}?),?\s+an?\s+([A-Z][A-Za-z. ]{1,40}?)\s+(?:corporation|company|limited|general|partnership|business|statutory|trust|"
    r"LLC|L\.L\.C|non-?profit|professional|exempted|private|insurance|bank|national|close)\b.{0,60}"
)
"""A name with its place in words: ``Wick Finance LLC, a Maine limited liability company``."""

SHARE = re.compile(
    r"(?:approximately\s+)?(\d{1,3}(?:\.\d{1,6})?)\s*%?(?:\s*\([^()]{1,20}\))?", re.I
)
"""A share of the votes in percent: ``100``, ``51.5%``."""

COMPANY = re.compile(
    r"(?:\b(?:inc|incorporated|corp|corporation|co|company|ltd|limited|llc|l\.l\.c|lp|l\.p|llp|plc|p\.l\.c|n\.?v|b\.?v|gmbh|m\.?b\.?h|a\.?g|s\.?a"
    r"|s\.?a\.?r\.?l|s\.?r\.?l|s\.?p\.?a|s\.?a\.?s|a\.?b|a/?s|aps|oyj?|kk|k\.k|pty|pte|trust|sdn|bhd|bank|partnership|holdings?|group|kg"
    r"|e?ood|kft|zrt|d\.?o\.?o|s\.?r\.?o|z\.?\s?o\.?\s?o|ltda|limitada|lda|aktiebolag|fze|g\.?p)\b\.?"
    r"(?:\s*\(?.{0,30}\)?)?|\b(?:representative|liaison|branch) office)$",
    re.I,
)
"""How the name of a company ends."""

FORM_FIRST = re.compile(r"(?:PT|SIA|UAB|OOO|ZAO|AO|TOO|CJSC|OJSC)\b\.? \S")
"""How the name of a company begins where the form goes first: ``PT. Wick Indonesia``."""

HEADING = re.compile(
    r"^(?:names?|subsidiar|jurisdiction|state|country|place|percent|list of|significant|exhibit|incorporat|organi[sz]|the following|"
    r"registrant|voting|owned|where|company name|entity|legal name|ownership|%|page|parent)",
    re.I,
)
"""How a heading of the list or of a column begins."""

SAYS = re.compile(r"\b(?:owns?|owned|is|are|was|were|has|have|had|holds?|which|that|as of)\b")
"""What a sentence says and no name does: "Lantern Corp owns all shares of Wick Finance LLC"."""

TITLE = re.compile(r"\bsubsidiaries\b|:\s*$", re.I)
"""What the title of a list or a group says and no name does."""

WHICH_OWNS = re.compile(r"\s*,?\s+which\b.{0,200}\bowns?:?$")
"""What stands behind the name of an owner whose subsidiaries follow: ``Wick Ltd. which, together with us, owns``."""

_ENUMERATED = re.compile(r"^(?:\(?\d{1,4}[.)]|[•*·▪-])\s+")


@dataclass(frozen=True, slots=True)
class Subsidiary:
    """A line of the list. ``n`` counts from 1; ``share`` is in percent as written; ``parent_n`` is the line that owns it.

    ``jurisdiction`` is as the filer writes it. What the list does not say is None.
    """

    n: int
    name: str
    jurisdiction: str | None = None
    share: str | None = None
    parent_n: int | None = None


@dataclass(frozen=True, slots=True)
class Shape:
    """How a list is written: places in brackets, or in a column; then a place that nobody knows is one too."""

    bracketed: bool
    in_columns: bool


def shape_of(lines: Sequence[Line]) -> Shape:
    """Return how these lines are written."""
    several = [line for line in lines if len(line.cells) > 1]
    known = sum(1 for line in several if any(map(is_place, line.cells[1:])))
    matches = (IN_BRACKETS.fullmatch(" ".join(line.cells)) for line in lines)
    bracketed = sum(1 for match in matches if match and is_place(_said_place(match[2])[0]))
    return Shape(
        bracketed >= max(KNOWN, len(several)), known >= KNOWN and known * 5 >= len(several) * 4
    )


def row_of(line: Line, shape: Shape) -> Subsidiary | None:
    """Return the subsidiary of a line that says a place, None where it says none."""
    cells = line.cells
    if shape.bracketed or len(cells) == 1:
        # two blanks within a name part no columns: "S.P.E.M.  S.p.A. (Italy)"
        return _in_words(" ".join(cells), shape.bracketed)
    at = next((n for n in range(len(cells) - 1, 0, -1) if is_place(cells[n])), None)
    if at is not None:
        share = next((said for cell in cells[1:] if (said := _share(cell))), None)
        # two blanks within a name part it from its form: "Wick  s.r.o.    Maine"
        forms = [cell for cell in cells[1:at] if COMPANY.fullmatch(cell)]
        return Subsidiary(0, name_of(" ".join([cells[0], *forms])), _place(cells[at]), share)
    if not cells[1][:1].isupper() or HEADING.match(cells[1]):
        return None
    # a share behind them says that this is a row, whatever it calls the place
    share = _share(cells[-1])
    if len(cells) == 3 and share:
        return Subsidiary(0, name_of(cells[0]), _place(cells[1]), share)
    if shape.in_columns and len(cells) == 2 and is_company(cells[0]) and not is_company(cells[1]):
        return Subsidiary(0, name_of(cells[0]), _place(cells[1]))
    return None


def _in_words(text: str, bracketed: bool) -> Subsidiary | None:
    bare = FOOTNOTE.sub("", text).rstrip(" .;,")
    if bracketed and bare.count("(") > bare.count(")"):
        bare += ")"
    match = IN_BRACKETS.fullmatch(bare)
    if match:
        place, share = _said_place(match[2])
        unknown = bracketed and place[:1].isupper() and COMPANY.search(match[1])
        if is_place(place) or unknown:
            return Subsidiary(0, name_of(match[1]), _place(place), match[3] or share)
    match = A_COMPANY_OF.fullmatch(bare)
    if match and is_place(match[2]):
        return Subsidiary(0, name_of(match[1]), _place(match[2]))
    name, _, place = bare.rpartition(", ")
    if name and COMPANY.search(name) and is_place(place):
        return Subsidiary(0, name_of(name), _place(place))
    return None


def _said_place(text: str) -> tuple[str, str | None]:
    """Return the place of what stands in brackets, and the share that is said behind it."""
    match = OWNED.search(text)
    if match is None or match.end() < len(text):
        return text, None
    return text[: match.start()], match[1] or match[2]


def named_of(line: Line) -> Subsidiary | None:
    """Return the subsidiary of a line that is a name and says no place, None where it is none."""
    first = line.cells[0]
    if len(first) > 150 or TITLE.search(first) or not is_company(first):
        return None
    name = name_of(first)
    return Subsidiary(0, name) if is_sound(name) else None


def is_company(text: str) -> bool:
    """Return whether this reads like the name of a company, a place in brackets behind it or not."""
    bare = text.strip()
    return bool(COMPANY.search(bare) or FORM_FIRST.match(bare))


def is_sound(name: str, *, in_columns: bool = False) -> bool:
    """Return whether this can be a name; ``in_columns``: its place stands in a column of its own, as behind no sentence."""
    return (
        len(name) > 1
        and not HEADING.match(name)
        and any(map(str.isalpha, name))
        and not is_place(name)
        and (in_columns or not SAYS.search(name))
    )


def name_of(text: str) -> str:
    """Return a name without its number, marks of footnotes, signs around it, and what is said of its own subsidiaries."""
    bare = WHICH_OWNS.sub("", " ".join(_ENUMERATED.sub("", text.strip()).split()))
    return FOOTNOTE.sub("", bare).strip(" ,;:-\N{EN DASH}\N{EM DASH}")


def _share(text: str) -> str | None:
    match = SHARE.fullmatch(FOOTNOTE.sub("", text).strip())
    return match[1] if match is not None and float(match[1]) <= 100 else None


def _place(text: str) -> str:
    return FOOTNOTE.sub("", " ".join(text.split())).strip(" ,;")
