"""One 10-K document of a submission: its Items made of the places of their headings, and what they point to followed."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from docai.document.scan import Scan, Scans
from docai.tenk.headings.spans import Span, find_spans
from docai.tenk.headings.title import is_answer, title_of
from docai.tenk.model import Item
from docai.tenk.outline.omitted import omitted_items
from docai.tenk.outline.state import (
    State,
    answered_below,
    is_blank,
    own_words,
    state_below,
    state_of,
    sureness_of,
    target_of,
)
from docai.tenk.pointers.follow import IN_PROXY, MOST_EXHIBITS, Found
from docai.tenk.pointers.follow import follow as follow_pointer
from docai.tenk.pointers.index_rows import Index
from docai.tenk.pointers.pointer import Pointer, find_pointer
from docai.tenk.pointers.report_notes import Stretch
from docai.tenk.pointers.target import Target
from docai.tenk.vocabulary import name

_FORM = re.compile(r"form\s{1,9}(10-?k(?:sb|405|t)?(?:\s?/\s?a\b)?)", re.I)
_WORD = re.compile(r"\S+")
_HAVE_WORDS = frozenset(("business", "mda", "statements"))
"""What the Items are about that hardly a report leaves without a word."""
_EMPTY = 0.9
"""How sure the borders of such an Item are where there is no word between them."""
_OF_CONTENTS = 0.5
"""The same for a row of an index of which none leads to words, and where hardly an Item has a word under its heading."""
_MOSTLY_BLANK = 0.8
_FEWEST_BLANK = 5
_LONGEST_INTRODUCTION = 2600
"""Characters of what may stand between two Items and introduces the second and those of its part that follow it."""
_WEAKLY_FOUND = 0.9
"""The same where the words that it points to read too little like what it is about."""


@dataclass(frozen=True, slots=True)
class Said:
    """What an Item says: its state, where it points, how sure the state is, and how sure that these are all its words."""

    state: State
    pointed: str
    sure: float
    whole: float


class Report:
    """Makes Items of the spans in one primary document, and follows what they point to."""

    def __init__(self, scans: Scans, scan: Scan) -> None:
        self._scans, self.scan = scans, scan
        self._primary = _target(scan)
        self.form = _form(scans, scan)
        found = find_spans(self._primary.text.raw, self._primary.low, self.form)
        self._numbering, self._spans, self._listed = found.numbering, found.spans, found.listed
        self._borders = [span.start for span in self._spans]

    @property
    def words(self) -> int:
        """How many characters stand in the Items."""
        return sum(span.end - span.start for span in self._spans)

    def omitted(self, lacking: Collection[str]) -> tuple[tuple[str, str], ...]:
        """Return those of the Items ``lacking`` that the document says it leaves out, each with the words that say so."""
        found = omitted_items(
            self._primary.low, self._listed, has_part_three=not {"10", "11", "12"} <= set(lacking)
        )
        return tuple((name(key), said) for key, said in found.items() if name(key) in lacking)

    def items(self, *, follow: bool) -> tuple[Item, ...]:
        titles = [title_of(self._primary.text.raw, span.heading) for span in self._spans]
        kinds = [
            span.heading.kind or self._numbering.kind_of(span.heading.key) for span in self._spans
        ]
        bodies = [
            own_words(self._said(span, text, title), kind)
            for span, text, title, kind in zip(self._spans, self._texts, titles, kinds, strict=True)
        ]
        bodies = [
            (
                self._introduced(at, kinds[at])
                if kinds[at] in IN_PROXY and is_blank(body) and not is_answer(titles[at])
                else body
            )
            for at, body in enumerate(bodies)
        ]
        read = [
            self._read(*one, follow=follow)
            for one in zip(self._spans, self._texts, titles, kinds, bodies, strict=True)
        ]
        doubts = self._doubts(bodies, [found for found, _, _ in read] if follow else [])
        own = {span.start: state for span, (_, state, _) in zip(self._spans, read, strict=True)}
        items: list[Item] = []
        for at, below in enumerate(answered_below(bodies)):
            found, state, others = read[at]
            if state == "elsewhere" and "proxy" in [self._stated(own, other) for other in others]:
                state = "proxy"
            others_state = own.get(found.start, "words") if found else "words"
            if others_state not in ("words", "followed"):
                # "See Item 11", which has no words either
                found, state = None, others_state
            pointed = target_of(bodies[at], state)
            if state == "none" and below != at:
                state = state_below(read[below][1])
                pointed = f"Item {name(self._spans[below].heading.key)}"
            sure = sureness_of(state, bodies[at], kinds[at], in_proxy=kinds[at] in IN_PROXY)
            whole = min(doubts[at], self._surely_whole(kinds[at], bodies[at], state))
            said = Said(state, pointed, sure, whole if not found or found.sure else _WEAKLY_FOUND)
            items += self._made(
                self._spans[at], self._texts[at], titles[at], found, said, bodies[at]
            )
        return tuple(items)

    def _doubts(self, bodies: Sequence[str], found: Sequence[Found | None]) -> list[float]:
        """Return for each Item how much less sure it is, where all that there is of the Items may be a list of contents.

        ``bodies`` are the words under their headings, ``found`` those that they point to, if these were looked for.
        """
        blank = [is_blank(body) for body in bodies]
        many = len(blank) >= _FEWEST_BLANK and sum(blank) >= _MOSTLY_BLANK * len(blank)
        nowhere = found and self._index is not None and not any(found)
        return [
            _OF_CONTENTS if (many and empty) or (nowhere and span.is_row) else 1.0
            for span, empty in zip(self._spans, blank, strict=True)
        ]

    def _surely_whole(self, kind: str, body: str, state: State) -> float:
        """Return how much surer an Item's borders are for its words: those of a business, or a discussion, are missed."""
        return _EMPTY if state == "none" and kind in _HAVE_WORDS and is_blank(body) else 1.0

    def _introduced(self, at: int, kind: str) -> str:
        """Return the words above an Item without a word, or above others like it, that point to the proxy statement for all
        of their part; "" if there are none.
        """
        part = self._numbering.part(self._spans[at].heading.key, kind)
        for above, span in zip(self._spans[:at][::-1], self._spans[: at + 1][::-1], strict=False):
            words = self._primary.words(
                above.end, min(span.start, above.end + _LONGEST_INTRODUCTION)
            )
            pointer = find_pointer(words, kind) if "proxy" in words.lower() else None
            if pointer and pointer.to_proxy:
                return words.strip()
            if self._numbering.part(above.heading.key, above.heading.kind) != part:
                break
        return ""

    def _said(self, span: Span, text: str, title: str) -> str:
        """Return what stands under the heading of an Item."""
        if span.heading.chain_end:
            return self._primary.words(span.heading.chain_end, span.end).lstrip(" .:–—-")
        return _body(text, title) if title else self._untitled(span)

    def _untitled(self, span: Span) -> str:
        """Return what stands under the line of an Item without a title, or in it: "Items 10-13. Omitted."."""
        words = self._primary.words(span.heading.number_end, span.end).lstrip(" .:|–—-\n")
        line, _, below = words.partition("\n")
        return words if is_answer(line) else below

    def _read(
        self, span: Span, text: str, title: str, kind: str, body: str, *, follow: bool
    ) -> tuple[Found | None, State, tuple[str, ...]]:
        """Return the words that an Item points to, if they were found, its state and the Items that it points to."""
        if self._index and span.is_row:
            pointer = self._index.pointer(text, kind, in_proxy=kind in IN_PROXY)
            if pointer is None and "proxy" in body.lower():
                pointer = find_pointer(body, kind)
        else:
            pointer = find_pointer(body, kind)
        found = self._follow(span, kind, pointer) if follow else None
        state = state_of(
            body,
            title,
            kind,
            pointer=pointer,
            in_proxy=kind in IN_PROXY,
            followed=found is not None,
        )
        return found, state, pointer.items if pointer else ()

    def _stated(self, own: dict[int, State], item: str) -> State:
        """Return the state of an Item by its number, of those that begin at the keys of ``own``."""
        return own[self._stretches[item][0]] if item in self._stretches else "absent"

    @cached_property
    def _texts(self) -> list[str]:
        return [self._primary.words(span.start, span.end) for span in self._spans]

    @cached_property
    def _index(self) -> Index | None:
        rows = zip(self._spans, self._texts, strict=True)
        index = Index([text for span, text in rows if span.is_row])
        return index if index.is_one else None

    def _made(
        self, span: Span, text: str, title: str, found: Found | None, said: Said, body: str
    ) -> Iterator[Item]:
        rest = _rest_of_part(span, body) if said.state == "words" else ""
        others: State = "proxy" if rest else "combined"
        target = found.target if found else self._primary
        start, end = (found.start, found.end) if found else (span.start, span.end)
        names = tuple(name(key) for key in span.heading.covers)
        for key, one in zip(span.heading.covers, names, strict=True):
            second = one != names[0] and said.state in ("words", "followed")
            yield Item(
                item=one,
                part=self._numbering.part(key, span.heading.kind),
                title=title,
                text=found.text if found else text,
                text_as_filed=text if found else None,
                source=found.source if found else "primary",
                source_file=target.file_name,
                start=target.text.source_offset(start),
                end=target.text.source_offset(end),
                confidence=round(span.confidence * said.whole, 3),
                combined_with=tuple(other for other in names if other != one),
                registrant=span.registrant,
                state=others if second else said.state,
                target=(rest or f"Item {names[0]}") if second else said.pointed,
                state_confidence=said.sure,
                stretch=(start, end),
            )

    def _follow(self, span: Span, kind: str, pointer: Pointer | None) -> Found | None:
        if span.again:
            start, end = span.again
            if kind == "statements":
                end = self._primary.statements_until(start, end)
            return Found(self._primary.words(start, end), "elsewhere", self._primary, start, end)
        if pointer is None or not kind:
            return None
        own = (span.start, span.end)
        return follow_pointer(
            pointer, kind, own, self._primary, self._exhibits, self._borders, self._stretches
        )

    @cached_property
    def _stretches(self) -> dict[str, Stretch]:
        return {name(span.heading.key): (span.start, span.end) for span in self._spans}

    @cached_property
    def _exhibits(self) -> list[Target]:
        documents = self._scans.submission.documents
        reports = [one for one in documents if one.is_exhibit_13 and one.is_text]
        return [_target(self._scans.of(one)) for one in reports[:MOST_EXHIBITS]]


def _rest_of_part(span: Span, body: str) -> str:
    """Return what the first paragraph of a part that is answered as a whole says of the proxy statement; "" if nothing.

    The executive officers below it are words of the part's first Item, and of none of the others.
    """
    if len(span.heading.covers) == 1 or span.heading.kind:
        return ""
    paragraph = next((one for one in body.split("\n\n") if not is_blank(one)), "")
    pointer = find_pointer(paragraph, "directors")
    return target_of(paragraph, "proxy") if pointer and pointer.to_proxy else ""


def _body(text: str, title: str) -> str:
    """Return an Item's text without its heading."""
    flat = " ".join(text[: len(title) + 80].replace(" | ", " ").split())
    at = flat.find(title)
    if at < 0:
        return text.partition("\n")[2]
    words = len(flat[: at + len(title)].split())
    at = 0
    for word in _WORD.finditer(text):
        if words == 0:
            break
        at = word.end()
        words -= word[0] != "|"
    return text[at:].lstrip(" .:|–—-")


def _target(scan: Scan) -> Target:
    return Target(scan.text, scan.document.file_name, html=scan.html)


def _form(scans: Scans, primary: Scan) -> str:
    if scans.submission.header:
        return scans.submission.header.form
    if primary.document.type:
        return primary.document.type
    match = _FORM.search(primary.text.raw, 0, 8000)
    return re.sub(r"\s", "", match[1]).upper().replace("10K", "10-K") if match else ""
