"""The passages of a filing's Items, and the Items put together again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from hashlib import blake2b

from docai.document.scan import Scan, Scans
from docai.tenk.model import Filing, Item
from docai.tenk.structure import markdown
from docai.tenk.structure.cutting import Cut, cuts_of, words_of
from docai.tenk.structure.headings import Body
from docai.tenk.structure.lists import unnested
from docai.tenk.structure.looks import Looks
from docai.tenk.structure.model import MOST_BYTES, PATH, Passage
from docai.tenk.structure.reading import ReadItem, body_of, looks_of, read_item
from docai.tenk.structure.units import units_of

_ID_BYTES = 10
_NO_WORDS = b" \t\n\r|`\\"
_DASHES = re.compile(r"(?:\s[-–—]|[–—])+$")
"""What leads from a heading to the words behind it."""
_LONGEST_STEP = 400
"""Bytes of a heading in a path; what is longer is cut."""


def passages_of(filing: Filing, scans: Scans) -> tuple[Passage, ...]:
    """Return the passages of all Items of ``filing``, which was read from ``scans``, in the order of the Items."""
    made: dict[tuple[str, int, int], list[Passage]] = {}
    out: list[Passage] = []
    reader = _Reader(scans)
    reads = [(item, reader.read(item)) for item in filing.items if item.text]
    bodies = _bodies([read for _, read in reads])
    for item, read in reads:
        key = (item.text, *item.stretch)
        passages = made.get(key)
        if passages is None:
            passages = made[key] = list(_passages(read, bodies[id(read.marked)]))
            out += passages
        else:
            # the same words under several numbers: "Items 1 and 2"
            out += [replace(one, item=item.item, registrant=item.registrant) for one in passages]
    return tuple(out)


def joined(passages: Iterable[Passage]) -> str:
    """Return the text of an Item, letter for letter, from its passages in order.

    The rule: each passage's ``joint``, then its text. Of a table in Markdown the rule row goes, and the rows that its
    first passage lacks: ``repeated`` of them, or a first row of empty cells; each line loses "| " before, and the empty cells
    and " |" behind; a backslash before a character goes. A fenced table loses its fences. Of all others the tabs before a line go.
    """
    return "".join(part for one in passages for part in (one.joint, text_of(one)))


def text_of(passage: Passage) -> str:
    """Return what stands in the Item's text for a passage: for all but tables, its text without tabs before its lines."""
    if passage.kind != "table":
        return unnested(passage.text)
    if passage.text.startswith(markdown.FENCE):
        return markdown.unfenced(passage.text)
    return markdown.rows_of(passage.text, passage.repeated)


class _Reader:
    """Reads Items from the scans of one submission."""

    def __init__(self, scans: Scans) -> None:
        self._scans = scans
        self._looks: dict[int, Looks] = {}

    def read(self, item: Item) -> ReadItem:
        scan = self._scan_of(item)
        typed = not scan.html or scan.text.is_typed
        looks = self._looks.get(id(scan))
        if looks is None:
            looks = self._looks[id(scan)] = Looks(scan.text, typed=typed)
        return read_item(item, scan.text, looks, typed=typed)

    def _scan_of(self, item: Item) -> Scan:
        """Return the scan of the document that the Item's text stands in; several may share its name before 2000."""
        documents = self._scans.submission.documents
        named = (one for one in documents if one.file_name == item.source_file and one.is_text)
        found = [self._scans.of(one) for one in named]
        at, start = item.stretch[0], item.start
        return next((scan for scan in found if scan.text.source_offset(at) == start), found[0])


def _bodies(reads: Iterable[ReadItem]) -> Mapping[int, Body]:
    """Return how body text is set in each document, by the identity of its marked text."""
    looks: dict[int, list[ReadItem]] = {}
    for read in reads:
        looks.setdefault(id(read.marked), []).append(read)
    return {key: body_of(look for one in of for look in looks_of(one)) for key, of in looks.items()}


def _passages(read: ReadItem, body: Body) -> Iterator[Passage]:
    item, text = read.item, read.item.text
    cuts = list(cuts_of(text, units_of(read, body)))
    if cuts and cuts[-1].end < len(text):
        _take_in_rest(cuts, len(text))
    starts = _starts(cuts, read)
    path: list[tuple[int, str]] = []
    heading_path = ""
    note, note_level = "", 0
    done = 0
    for place, cut in enumerate(cuts):
        if cut.kind == "heading":
            while path and path[-1][0] >= cut.level:
                path.pop()
            path.append((cut.level, _step(cut.title)))
            heading_path = _path([title for _, title in path])
            if cut.number or cut.level <= note_level:
                note, note_level = cut.number, cut.level
        own = text[cut.start : cut.end]
        yield Passage(
            registrant=item.registrant,
            item=item.item,
            n=place + 1,
            id=id_of(own),
            kind=cut.kind,
            level=path[-1][0] if path else 0,
            heading_path=heading_path,
            note=note,
            text=own if cut.shown is None else cut.shown,
            joint=text[done : cut.start],
            repeated=cut.repeated,
            words=cut.words if cut.words >= 0 else _words(own, cut),
            source_file=item.source_file,
            start=starts[place],
            end=starts[place + 1],
        )
        done = cut.end


def id_of(words: str) -> str:
    """Return the id of a passage: 20 hexadecimal digits, made of its words; blanks and what parts cells say nothing."""
    data = words.encode(errors="surrogatepass").translate(None, _NO_WORDS)
    return blake2b(data, digest_size=_ID_BYTES).hexdigest()


def _words(own: str, cut: Cut) -> int:
    words = words_of(own)
    return words - own.count(" | ") if cut.kind == "table" else words


def _take_in_rest(cuts: list[Cut], end: int) -> None:
    """Make the blanks after the last passage part of it, or a passage of their own after a table."""
    last = cuts[-1]
    if last.shown is None and end - last.start < MOST_BYTES:
        last.end, last.words = end, -1
    else:
        cuts.append(Cut("prose", last.end, end, -1))


def _starts(cuts: list[Cut], read: ReadItem) -> list[int]:
    """Return where each passage begins in the source, and at the end where the last one ends; never backwards."""
    item, marked = read.item, read.marked
    starts: list[int] = []
    last = item.start
    for cut in cuts:
        if cut.at >= 0:
            last = max(last, min(item.end, marked.source_offset(cut.at)))
        starts.append(last)
    if starts:
        starts[0] = item.start
    return [*starts, item.end]


def _step(title: str) -> str:
    if title[-1:] in "-–—":
        title = _DASHES.sub("", title).rstrip() or title
    data = title.encode(errors="replace")
    return (
        title
        if len(data) <= _LONGEST_STEP
        else data[: _LONGEST_STEP - 3].decode(errors="ignore") + "…"
    )


def _path(steps: list[str]) -> str:
    return PATH.join(steps[-18:])
