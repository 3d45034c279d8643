"""One line of a list as a subsidiary: its name, and its place and share where the line says them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from docai.exhibits.lines import Line
from docai.exhibits.places import FOOTNOTE, is_place
from docai.exhibits.said_places import A_KIND_OF, FOUNDED, KINDS, place_of_kind, place_said

KNOWN = 5
"""So many lines with a known place in brackets, or in a column, say that the list is written so."""

IN_BRACKETS = re.compile(
    r"(.{2,250})\s*[(\[](?!\s*[\d.]{1,10}\s*%)([^()\[\]]{2,60})[)\]]\s*(?:[(\[]?(\d{1,3}(?:\.\d{1,6})?)\s*%[)\]]?)?"
)
"""A name with its place in brackets: ``Wick Finance LLC (Maine)``, ``Wick (UK) Ltd. (England) 51%``."""

OWNED = re.compile(
    r"(?<!\s)\s*+[,;-]?\s*+(?:(\d{1,3}(?:\.\d{1,6})?)\s*+%\s*+)?owned\b.*|(?<!\s)\s*+[,;]\s*+(\d{1,3}(?:\.\d{1,6})?)\s*+%",
    re.I,
)
"""What is said of the owner behind a place: ``Maine, 60% owned``, ``Maine, owned by Wick Inc.``, ``Maine, 51%``."""

A_COMPANY_OF = re.compile(
    rf"(.{{2,200}}?),?\s+(?:is\s+)?[Aa]n?\s+([A-Z][A-Za-z. ]{{1,40}}?)\s+(?i:{KINDS})\b.{{0,60}}"
)
"""A name with its place in words: ``Wick Finance LLC, a Maine limited liability company``."""

COMPANY_UNDER_LAWS = re.compile(
    rf"(.{{2,200}}?)(?:\s*+[,-]|\s++(?:is|was))?\s++((?:an?\s++[\w -]{{2,40}}?\s++)?(?:duly\s++)?(?:{FOUNDED})\b.{{4,100}})",
    re.I,
)
"""A name with the laws that made it: ``Wick Finance LLC, organized under the laws of Maine``, ``Wick is chartered in Maine``."""

BEHIND_A_SHARE = re.compile(r"(.{2,250}?)\s*[(\[]\s*(\d{1,3}(?:\.\d{1,6})?)\s*%\s*[)\]]")
"""A name with a share and no place: ``Wick Finance LLC (100%)``."""

FORM_ALONE = re.compile(
    r"(?:inc|incorporated|corp|corporation|co|company|ltd|limited|llc|l\.l\.c|lp|l\.p|plc|n\.?v|b\.?v|gmbh|s\.?a)\b\.?(?:\s*[(\[].{1,30}[)\]])?",
    re.I,
)
"""The last line of a name, which holds its form alone: ``Inc.``, ``Limited ("WICK")``."""

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
    r"registrant|voting|owned|where|company name|entity|legal name|ownership|%|page|parent|as of\b)",
    re.I,
)
"""How a heading of the list or of a column begins."""

SAYS = re.compile(r"\b(?:owns?|owned|is|are|was|were|has|have|had|holds?|which|that|as of)\b")
"""What a sentence says and no name does: "Lantern Corp owns all shares of Wick Finance LLC"."""

TITLE = re.compile(r"\bsubsidiaries\b|:\s*$", re.I)
"""What the title of a list or a group says and no name does."""

WHICH_OWNS = re.compile(r"(?<!\s)(?:\s*+,)?\s++which\b.{0,200}\bowns?:?$")
"""What stands behind the name of an owner whose subsidiaries follow: ``Wick Ltd. which, together with us, owns``."""

SENTENCE_END = re.compile(r"(?<=[a-z]{4}\.)\s")
"""What stands before a name that begins a sentence; ``Corp.`` and ``Inc.`` end none."""

LIKE_A_NAME = re.compile(
    r"^(?:state|country|place|where|parent|significant|exhibit|page|voting|entity|organi[sz]|incorporat)",
    re.I,
)
"""How a heading begins, and at times a company: ``Statewide Transport, Inc.``, ``Wherehouse Inc.``."""

IN_PARENTHESES = re.compile(r"\([^()]{0,60}\)")
"""What is no name alone: ``(cc)``."""

PROSE = re.compile(r"(?:An?|The|Formerly|Currently|Each|All|Direct|Of|of|each|and)\s+[a-z]")
"""How a sentence begins, and no name: ``A general partnership with Wick Inc.``."""

OF_AN_OWNER = re.compile(
    r"[\s,(-]{0,4}\b(?:(?:an?|direct|indirect|wholly|majority|partly|owned|or|\d{1,3}(?:\.\d{1,2})?%)[\s,-]{1,4}){0,6}subsidiary\s+of\b.{0,200}$",
    re.I,
)
"""What stands behind the name of a company and says who owns it: ``, a wholly owned subsidiary of Wick Inc.``."""

_ENUMERATED = re.compile(r"^(?:\*?\(?(?:\d{1,4}|[a-z]|[ivx]{1,5})[.)]|[•*·▪-])\s+")


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
    matches = (IN_BRACKETS.fullmatch(_as_text(line.cells)) for line in lines)
    bracketed = sum(1 for match in matches if match and place_said(_said_place(match[2])[0]))
    return Shape(
        bracketed >= max(KNOWN, len(several)), known >= KNOWN and known * 4 >= len(several) * 3
    )


def row_of(line: Line, shape: Shape) -> Subsidiary | None:
    """Return the subsidiary of a line that says a place, None where it says none."""
    cells = line.cells
    if shape.bracketed or len(cells) == 1:
        # two blanks within a name part no columns: "S.P.E.M.  S.p.A. (Italy)"
        return _in_words(_as_text(cells), shape.bracketed)
    at = next((n for n in range(len(cells) - 1, 0, -1) if place_said(cells[n])), None)
    if at is not None:
        share = next((said for cell in cells[1:] if (said := share_of(cell))), None)
        # two blanks within a name part it from its form: "Wick  s.r.o.    Maine"
        goes_on = cells[0].islower()
        forms = [cell for cell in cells[1:at] if goes_on or COMPANY.fullmatch(cell)]
        name = name_of(" ".join([cells[0], *forms]))
        if is_place(cells[at]) or is_company(name):
            return Subsidiary(0, name, place_said(cells[at]), share)
    if "(" in cells[0] and (found := _in_words(_as_text(cells), shape.bracketed)):
        return found
    if not cells[1][:1].isupper() or HEADING.match(cells[1]):
        return None
    # a share behind them says that this is a row, whatever it calls the place
    share = share_of(cells[-1])
    if len(cells) == 3 and share:
        return Subsidiary(0, name_of(cells[0]), _place(cells[1]), share)
    if shape.in_columns and len(cells) == 2 and is_company(cells[0]) and not is_company(cells[1]):
        return Subsidiary(0, name_of(cells[0]), _place(cells[1]))
    return None


def _in_words(text: str, bracketed: bool) -> Subsidiary | None:
    bare = FOOTNOTE.sub("", text).rstrip(" .;,")
    if bare.count("(") > bare.count(")"):
        bare += ")"
    match = IN_BRACKETS.fullmatch(bare)
    if match:
        words, share = _said_place(match[2])
        place = place_said(words)
        unknown = bracketed and words[:1].isupper() and COMPANY.search(match[1])
        if place or unknown:
            return Subsidiary(0, name_of(match[1]), place or _place(words), match[3] or share)
    match = A_COMPANY_OF.fullmatch(bare)
    if match and not A_KIND_OF.search(match[1]) and (place := place_of_kind(match[2])):
        return Subsidiary(0, name_of(match[1]), place)
    match = COMPANY_UNDER_LAWS.fullmatch(bare)
    if match and is_company(match[1]) and (place := place_said(match[2])):
        return Subsidiary(0, name_of(match[1]), place)
    for between in (", ", " - ", " \N{EN DASH} ", " \N{EM DASH} "):
        name, _, words = bare.rpartition(between)
        if name and COMPANY.search(name) and (place := place_said(words)):
            return Subsidiary(0, name_of(name), place)
    return None


def _as_text(cells: Sequence[str]) -> str:
    """Return a line's cells as one text: without marks of footnotes, a share at its end with its sign."""
    kept = [cell for cell in cells if FOOTNOTE.fullmatch(cell) is None]
    if len(kept) > 1:
        kept[0] = FOOTNOTE.sub("", kept[0])
    if len(kept) > 1 and "(" in kept[0] and (share := share_of(kept[-1])):
        kept[-1] = f"{share}%"
    return " ".join(kept)


def _said_place(text: str) -> tuple[str, str | None]:
    """Return the place of what stands in brackets, and the share that is said behind it."""
    match = OWNED.search(text)
    if match is None or match.end() < len(text):
        return text, None
    return text[: match.start()], match[1] or match[2]


def named_of(line: Line) -> Subsidiary | None:
    """Return the subsidiary of a line that is a name and says no place, None where it is none."""
    first, share = line.cells[0], None
    behind = BEHIND_A_SHARE.fullmatch(first)
    if behind is not None:
        first, share = behind[1], behind[2]
    if len(first) > 150 or TITLE.search(first) or not is_company(first):
        return None
    name = name_of(first)
    if (
        name[:1].islower()
        or not is_company(name)
        or FORM_ALONE.fullmatch(name)
        or A_KIND_OF.fullmatch(name)
    ):
        return None
    return Subsidiary(0, name, share=share) if is_sound(name) else None


def is_company(text: str) -> bool:
    """Return whether this reads like the name of a company, a place in brackets behind it or not."""
    bare = text.strip()
    return bool(COMPANY.search(bare) or FORM_FIRST.match(bare))


def is_sound(name: str, *, in_columns: bool = False) -> bool:
    """Return whether this can be a name; ``in_columns``: its place stands in a column of its own, as behind no sentence."""
    return (
        len(name) > 1
        and (not HEADING.match(name) or (in_columns and _is_like_a_name(name)))
        and any(map(str.isalpha, IN_PARENTHESES.sub("", name)))
        and not is_place(name)
        and not PROSE.match(name)
        and (in_columns or not any(one.search(name) for one in (SAYS, TITLE, SENTENCE_END)))
    )


def _is_like_a_name(text: str) -> bool:
    return LIKE_A_NAME.match(text) is not None and is_company(text)


def name_of(text: str) -> str:
    """Return a name without its number, marks of footnotes, signs around it, and what is said of its own subsidiaries."""
    bare = WHICH_OWNS.sub("", " ".join(_ENUMERATED.sub("", text.strip()).split()))
    bare = OF_AN_OWNER.sub("", bare)
    return FOOTNOTE.sub("", bare).strip(" ,;:-\N{EN DASH}\N{EM DASH}")


def share_of(text: str) -> str | None:
    """Return the share of the votes that ``text`` is, in percent; None where it is none."""
    match = SHARE.fullmatch(FOOTNOTE.sub("", text).strip())
    return match[1] if match is not None and float(match[1]) <= 100 else None


def _place(text: str) -> str:
    return FOOTNOTE.sub("", " ".join(text.split())).strip(" ,;")
