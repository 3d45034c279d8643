"""Company names, present and former -> CIKs, by the SEC's list of all names (cik-lookup-data.txt).

The list has a line ``NAME:CIK:`` for each name that any filer ever had
(https://www.sec.gov/search-filings/edgar-search-assistance/accessing-edgar-data, "CIK lookup data"). It is long, about 100 MB, and
is read as a stream.
"""

from __future__ import annotations

import difflib
import heapq
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from data_loader.edgar.answer import Kind, is_html
from data_loader.edgar.client import Content
from data_loader.edgar.errors import Trouble
from data_loader.errors import WrongSelection
from data_loader.selection.lines import lines_of
from docai.filing.errors import FilingError
from docai.filing.identity import cik10

NAME_LINE = re.compile(r"(.{1,400}):(\d{1,10}):", re.ASCII)
"""A line of the list: ``APPLE COMPUTER INC:0000320193:``; a name may hold colons itself."""

STATE = re.compile(r"\s*[/\\][A-Z]{2,3}[/\\]?\s*$", re.ASCII)
"""The state that EDGAR puts behind a name: ``EXAMPLE CORP /DE/``, ``EXAMPLE CORP \\DE\\``."""

_NOT_WORD = re.compile(r"[^A-Z0-9&]+", re.ASCII)
_SHORT = {
    "INCORPORATED": "INC",
    "CORPORATION": "CORP",
    "COMPANY": "CO",
    "COMPANIES": "COS",
    "LIMITED": "LTD",
    "AND": "&",
}
_KINDS = frozenset(
    ["INC", "CORP", "CO", "LTD", "PLC", "LLC", "LP", "SA", "AG", "NV", "TRUST", "COS"]
)
_NEAR = 4


def normal(name: str) -> tuple[str, ...]:
    """Return the words that tell a name from others: capitals, no punctuation, usual short forms, no state, no THE."""
    bare = STATE.sub("", name.strip().upper()).replace("'", "").replace(".", "")
    words = [
        _SHORT.get(word, word) for word in _NOT_WORD.sub(" ", bare.replace("&", " & ")).split()
    ]
    return tuple(words[1:] if words[:1] == ["THE"] and len(words) > 1 else words)


def core(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words of a normal name without the kind of company at its end: ``APPLE INC`` -> ``APPLE``."""
    while len(words) > 1 and words[-1] in _KINDS:
        words = words[:-1]
    return words


@dataclass(slots=True)
class Match:
    """What the list holds for one name asked for: CIKs under the very name, under its core, and names alike."""

    name: str
    exact: list[str] = field(default_factory=list)
    by_core: list[str] = field(default_factory=list)
    near: list[tuple[float, str]] = field(default_factory=list)
    alike: difflib.SequenceMatcher[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        self.alike = difflib.SequenceMatcher(None, "", self.name.upper())

    @property
    def ciks(self) -> Sequence[str]:
        """Return the CIKs that are meant: of the very name, else of the same name but for the kind of company."""
        return list(dict.fromkeys(self.exact or self.by_core))

    def joined(self, other: Match | None) -> Match:
        """Return what this list and another one hold for the same name."""
        if other is None:
            return self
        near = sorted({*self.near, *other.near}, reverse=True)[:_NEAR]
        return Match(self.name, [*self.exact, *other.exact], [*self.by_core, *other.by_core], near)


def match_names(wanted: Iterable[str], names: Iterable[tuple[str, str]]) -> list[Match]:
    """Return what ``names`` (name, CIK of ten digits; read once) hold for each name that is ``wanted``."""
    matches = [Match(name) for name in wanted]
    by_exact: dict[tuple[str, ...], list[Match]] = {}
    by_core: dict[tuple[str, ...], list[Match]] = {}
    by_first: dict[str, list[Match]] = {}
    for match in matches:
        words = normal(match.name)
        if not words:
            continue
        by_exact.setdefault(words, []).append(match)
        by_core.setdefault(core(words), []).append(match)
        by_first.setdefault(words[0], []).append(match)
    for name, cik in names:
        words = normal(name)
        for match in by_exact.get(words, ()):
            match.exact.append(cik)
        for match in by_core.get(core(words), ()):
            match.by_core.append(cik)
        for match in by_first.get(words[0] if words else "", ()):
            _keep_best(match, name)
    return matches


def ciks_of(matches: Iterable[Match]) -> list[str]:
    """Return the CIKs of all matches; raises WrongSelection, which names near matches of each name that is unknown."""
    found: list[str] = []
    unknown: list[str] = []
    for match in matches:
        found.extend(match.ciks)
        if not match.ciks:
            near = [name for _, name in sorted(match.near, reverse=True)]
            said = f"; did you mean {' or '.join(map(repr, near))}?" if near else ""
            unknown.append(f"no filer has or had the name {match.name!r}{said}")
    if unknown:
        raise WrongSelection("; ".join(unknown))
    return list(dict.fromkeys(found))


def names_of_list(content: Content) -> Iterator[tuple[str, str]]:
    """Yield the (name, CIK) pairs of the SEC's list, as it streams by; raises Trouble."""
    if is_html(content.head):
        raise Trouble(Kind.NOT_WHAT_WAS_ASKED, "this is no list of names")
    for line in lines_of(content.pieces, what="list of names"):
        match = NAME_LINE.fullmatch(line.decode("latin-1").rstrip("\r\n"))
        if match is not None:
            try:
                yield match[1], cik10(match[2])
            except FilingError:
                continue


def _keep_best(match: Match, name: str) -> None:
    """Take ``name`` among the near ones when it is more like the name asked for than the least of them."""
    heap, alike = match.near, match.alike
    least = heap[0][0] if len(heap) == _NEAR else 0.0
    alike.set_seq1(name.upper())
    # the upper bounds are quick, the likeness itself takes time that grows with the square of the length
    if alike.real_quick_ratio() <= least or alike.quick_ratio() <= least:
        return
    candidate = (alike.ratio(), name)
    if candidate in heap:
        return
    if len(heap) < _NEAR:
        heapq.heappush(heap, candidate)
    else:
        heapq.heappushpop(heap, candidate)
