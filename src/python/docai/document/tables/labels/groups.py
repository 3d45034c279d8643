"""The groups that the rows of a table stand in: names without values above them, told by indents, periods and totals."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from docai.document.tables.figures import MONTHS
from docai.document.tables.model import RowLabel

TOTAL = re.compile(
    r"(?:sub-?)?totals?\b|net\s+(?:income|loss|earnings|sales|revenues?)\b|gross\s", re.I
)
CLOSES_ALL = re.compile(
    r"net\s+cash\b|(?:net\s+)?\(?(?:increase|decrease|change)\)?.{0,30}\bin\s+cash\b|cash\b.{0,60}\b(?:beginning|end)\s+of\b|(?:beginning|ending)\s+cash\b|total\s+(?:assets|liabilities\s+and)\b",
    re.I,
)
"""A row that stands in none of the groups above it, whatever its indent."""
PERIOD = re.compile(
    rf"(?:fiscal\s+)?(?:19|20)[0-9]{{2}}\b.{{0,30}}|.{{0,40}}\b(?:years?|quarters?|months|weeks|periods?)\s+end(?:ed|ing)\b.*|(?:as\s+of\s+|at\s+)?(?:{MONTHS})\s+[0-9]{{1,2}}\b.{{0,12}}"
    r"|(?:first|second|third|fourth|1st|2nd|3rd|4th)\s+quarter\b.{0,20}|fiscal\b.{0,20}",
    re.I,
)
"""A group that is a period: what stands under it goes on to the next."""
DAY = re.compile(rf"\b(?:{MONTHS})\s+[0-9]{{1,2}},$", re.I)
"""A label that ends with a day and a comma: a period, not words that go on."""
DATED = re.compile(rf"(?:{PERIOD.pattern})--", re.I)
DASHES = (" -", " \u2013", " \u2014")
_HOLDS_NOTHING = re.compile(r"\bcontingen(?:cy|cies|t)\b|\bcommitments\b|\bguarantees\b", re.I)
"""A line of a balance sheet that refers to a note: Regulation S-X, Rule 5-02.25."""
STEP = 1.0
"""A row that stands so much further in than a name stands under it."""


class Group(NamedTuple):
    """A group that is open: how far its name is indented, that name, and whether its rows stand further in."""

    indent: float
    words: str
    holds_indented: bool = False
    beside_outer: bool = False
    """It stands in the group above it, though no further in."""

    @property
    def name(self) -> str:
        """The words without what leads to the rows: "Diagnostics \u2014", "Year ended May 31,"."""
        return name_of(self.words)

    def is_period(self) -> bool:
        """Return whether what stands in it may go on behind a total."""
        return PERIOD.fullmatch(self.name) is not None


def ends_outer(groups: Sequence[Group], before: RowLabel, label: str) -> bool:
    """Return whether a total is one of the group around the innermost, whose name it has, or whose own total stands right above."""
    if label[:6].lower() != "total ":
        return False
    total = label.lower()
    first = groups[-1].words.lower().partition(" ")[0].rstrip(":")
    return total == f"total {groups[-2].name.lower()}" or (
        before.text.lower().startswith(f"total {first}") and not total.startswith(f"total {first}")
    )


def is_beside(group: Group, before: str, label: str) -> bool:
    """Return whether a row in capitals stands beside a group in capitals, whose rows are not: "OTHER ASSETS"."""
    words = group.words.partition("(")[0]
    capitals = label.isupper() and words.isupper() and PERIOD.fullmatch(words) is None
    return capitals and before != "" and not before.isupper()


def close(groups: list[Group], indent: float, label: str, *, deeper: bool) -> bool:
    """Leave the groups that a new group ``label`` at ``indent`` does not stand in; return whether it stands in one no further out.

    ``deeper``: the row above names the innermost. Two names in a row that are written otherwise, or of which the first is a
    heading, stand in each other: "Assets", "Current assets:". So does a later one that is written as the second is.
    """
    most = 2 + (len(groups) > 1 and PERIOD.fullmatch(groups[-1].words) is not None)
    while groups and groups[-1].indent >= indent - STEP / 2:
        outer = groups[-1]
        if (
            deeper
            and outer.indent <= indent
            and (is_heading(outer.words) or _leads_to(outer.words, label))
            and len(groups) < most
        ):
            return outer.indent >= indent - STEP / 2
        groups.pop()
        if (
            outer.beside_outer
            and groups
            and style_of(outer.words) == style_of(label) != style_of(groups[-1].words)
            and abs(outer.indent - indent) < STEP / 2
        ):
            return True
    return False


def _leads_to(name: str, label: str) -> bool:
    """Return whether a name of a group with no rows of its own is that of the group named below it: "Assets", "Current assets:"."""
    return (
        label.endswith(":")
        and not name.endswith((*DASHES, ".", ";", ","))
        and any(map(str.isalpha, name[:1]))
        and _HOLDS_NOTHING.search(name) is None
    )


def style_of(words: str) -> tuple[bool, bool]:
    """Return how a name is written: with a colon behind it, in capitals."""
    return words.endswith(":"), words.isupper()


def leave(groups: list[Group], indent: float) -> None:
    """Leave the groups whose rows are indented, once a row is not."""
    while groups and groups[-1].holds_indented and indent <= groups[-1].indent + STEP / 2:
        groups.pop()


def is_heading(words: str) -> bool:
    return words.isupper() or words.endswith(":") or PERIOD.fullmatch(words) is not None


def name_of(words: str) -> str:
    """Return the name of a group without what leads to its rows: "Diagnostics \u2014", "Year ended May 31,"."""
    words = words.rstrip(": ").removesuffix("--")
    if words.endswith(DASHES):
        return words[:-2].rstrip()
    return words[:-1] if words[-1:] == "," and DAY.search(words) else words
