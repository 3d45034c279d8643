"""Whether the notes to the financial statements are found, against the text blocks that inline filings tag.

A note is tagged as one text block (``us-gaap:DebtDisclosureTextBlock``); policies, tables and details within it are blocks
too, and left out: what stands within another block or the continuation of one, or is named a policy, a table, or a schedule
of Regulation S-X, or is nothing but a table. A block counts as found where a note begins within 250 letters of where the block does.

usage: python -m benchmarks.tenk.notes DIR... [--show]
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from docai.document.scan import Scans
from docai.tenk import open_scans, read_items
from docai.tenk.structure.model import Passage
from docai.tenk.structure.parts import notes
from docai.tenk.structure.passages import passages_of
from docai.xbrl.reader import read_figures

_NO_NOTE = re.compile(r"Polic(?:y|ies)|Table|Schedule|ParentCompanyOnly|^(?:dei|cyd|ecd|srt):")
_TABLE = re.compile(r"<table\b.*?</table>", re.I | re.S)
_CONTINUATION = re.compile(r"<(/?)ix:continuation\b", re.I)
_TAG = re.compile(r"<[^>]*>|&[a-z#0-9]+;|[^A-Za-z0-9<>&]+", re.I)
_NEAR = 250
_REACH = 20_000
_LEAST_WORDS = 20
_SHORT = 200
"""Characters of a value below which a block is no note."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Print for each filing how many of its tagged notes are found, and the share of all."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", nargs="+", type=Path, metavar="DIR", help="a folder of filings")
    parser.add_argument("--show", action="store_true", help="print the blocks that are not found")
    options = parser.parse_args(arguments)
    tagged = found = filings = 0
    for folder in options.folders:
        for path in sorted(one for one in folder.iterdir() if one.is_file()):
            scans = open_scans(path.read_bytes(), file_name=path.name)
            blocks = list(_blocks(scans))
            if not blocks:
                continue
            filings += 1
            starts: defaultdict[str, list[int]] = defaultdict(list)
            of: defaultdict[tuple[str, str], list[Passage]] = defaultdict(list)
            for one in passages_of(read_items(scans), scans):
                of[one.registrant, one.item].append(one)
            for passages in of.values():
                for part in notes(passages):
                    starts[part.passages[0].source_file].append(part.passages[0].start)
            sources = {
                one.file_name: scans.of(one).source
                for one in scans.submission.documents
                if one.file_name in {file for file, _, _ in blocks}
            }
            missed = [
                (concept, at)
                for file, concept, at in blocks
                if not any(_near(sources[file], at, start) for start in starts[file])
            ]
            tagged += len(blocks)
            found += len(blocks) - len(missed)
            print(f"{path.name:44} {len(blocks) - len(missed):4} of {len(blocks):4}")
            for concept, at in missed if options.show else ():
                print(f"    {concept} at {at}")
    print(f"{filings} filings: {found} of {tagged} notes found, {found / max(1, tagged):.2%}")
    return 0


def _blocks(scans: Scans) -> Iterator[tuple[str, str, int]]:
    """Yield the file, the concept and the place of each text block that is a note."""
    figures = read_figures(scans.submission, statements=False)
    if figures.source != "inline":
        return
    files = {one.file_name: one for one in scans.submission.documents if one.is_text}
    spans: dict[str, list[tuple[int, int]]] = {}
    last = ("", -1)
    for fact in sorted(figures.facts, key=lambda one: (one.source_file or "", one.start_at or 0)):
        if fact.start_at is None or not fact.concept.endswith("TextBlock"):
            continue
        file = fact.source_file or ""
        if last[0] == file and fact.start_at < last[1]:
            continue
        if _NO_NOTE.search(fact.concept) or len(fact.value or "") < _SHORT:
            continue
        if file not in spans:
            spans[file] = _continuations(scans.of(files[file]).source)
        if any(start < fact.start_at < end for start, end in spans[file]):
            continue
        last = (file, fact.end_at or fact.start_at)
        shown = scans.of(files[file]).source[fact.start_at : last[1]]
        rest = _TABLE.sub("", shown)
        if len(rest) < len(shown) and len(_TAG.sub("", rest)) < _LEAST_WORDS:
            continue
        yield file, fact.concept, fact.start_at


def _continuations(source: str) -> list[tuple[int, int]]:
    """Return where the outermost continuations begin and end."""
    found: list[tuple[int, int]] = []
    depth = start = 0
    for tag in _CONTINUATION.finditer(source):
        if not tag[1]:
            start = start if depth else tag.start()
            depth += 1
        elif depth:
            depth -= 1
            if not depth:
                found.append((start, tag.start()))
    return found


def _near(source: str, at: int, start: int) -> bool:
    first, second = sorted((at, start))
    return second - first <= _REACH and len(_TAG.sub("", source[first:second])) <= _NEAR


if __name__ == "__main__":
    sys.exit(main())
