"""Whether passages are what they should be: counted over the Items of filings.

Reads every file, cuts its Items into passages, and counts:

  joined            Items whose passages, put together by the rule, are their text letter for letter
  too long          passages of more than 8,000 bytes of UTF-8
  borders           places where one passage of an Item ends and the next one begins. A border at a line break of the Item's text
                    stands between paragraphs, entries or rows. One within a line is
                      in a row        if the line has " | " in it
                      in an entry     if the line begins as an entry of a list does
                      in a sentence   if what is before it ends neither in . ! ? : ; nor in a bracket or quotation mark behind one of
                                      them, and is no heading that its paragraph goes on behind
  words             quartiles of the words of a passage of prose or of a list, of a table, of a heading
  CPU               milliseconds a filing to find the structure and to cut it, the best of --rounds, beside those to read its Items

usage: python -m benchmarks.tenk.passages FILE_OR_DIR... [--rounds 3]
"""

from __future__ import annotations

import argparse
import gzip
import statistics
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from docai.document.errors import DocumentError
from docai.tenk import Filing, open_scans, read_items
from docai.tenk.structure.model import MOST_BYTES, Passage
from docai.tenk.structure.passages import joined, passages_of, text_of
from docai.tenk.structure.words import BULLET

_SENTENCE_ENDS = frozenset(".!?:;")
_CLOSES = "\"”’)]'"


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the counts. Return 1 where an Item's passages do not give its text, or one is too long."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("paths", nargs="+", type=Path, metavar="FILE_OR_DIR")
    parser.add_argument("--rounds", type=int, default=3, help="times that each file is read")
    options = parser.parse_args(arguments)
    counts: Counter[str] = Counter()
    words: defaultdict[str, list[int]] = defaultdict(list)
    seconds = [0.0, 0.0]
    for path in _files(options.paths):
        data = path.read_bytes()
        data = gzip.decompress(data) if path.suffix == ".gz" else data
        try:
            filing, passages, took = _read(data, path.name, options.rounds)
        except DocumentError as error:
            print(f"{path.name}: {error}", file=sys.stderr)
            continue
        counts["filings"] += 1
        seconds = [one + more for one, more in zip(seconds, took, strict=True)]
        _count(filing, passages, counts, words)
    _print(counts, words, seconds)
    return int(counts["joined"] < counts["Items"] or counts["too long"] > 0)


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        yield from sorted(path.iterdir()) if path.is_dir() else [path]


def _read(
    data: bytes, name: str, rounds: int
) -> tuple[Filing, Sequence[Passage], tuple[float, float]]:
    """Return a filing, its passages, and the CPU seconds that Items and passages took."""
    best = (float("inf"), float("inf"))
    for _ in range(max(1, rounds)):
        begun = time.process_time()
        scans = open_scans(data, file_name=name)
        filing = read_items(scans)
        between = time.process_time()
        passages = passages_of(filing, scans)
        ended = time.process_time()
        best = min(best[0], between - begun), min(best[1], ended - between)
    return filing, passages, best


def _count(
    filing: Filing,
    passages: Sequence[Passage],
    counts: Counter[str],
    words: defaultdict[str, list[int]],
) -> None:
    of: defaultdict[tuple[str, str], list[Passage]] = defaultdict(list)
    for one in passages:
        of[one.registrant, one.item].append(one)
        counts["passages"] += 1
        counts[one.kind] += 1
        counts["too long"] += len(one.text.encode()) > MOST_BYTES
        words["prose" if one.kind in ("prose", "list") else one.kind].append(one.words)
    for item in filing.items:
        parts = of[item.registrant, item.item]
        counts["Items"] += 1
        counts["joined"] += joined(parts) == item.text
        for before, after in pairwise(parts):
            counts["borders"] += 1
            counts[_border(before, after)] += 1


def _border(before: Passage, after: Passage) -> str:
    """Return what a border cuts: "in a row", "in an entry", "in a sentence", or "between"."""
    if "\n" in after.joint:
        return "between"
    line = text_of(before).rpartition("\n")[2]
    if " | " in line or " | " in text_of(after).partition("\n")[0]:
        return "in a row"
    if BULLET.match(line.lstrip()):
        return "in an entry"
    if before.kind == "heading" or line.rstrip(_CLOSES)[-1:] in _SENTENCE_ENDS:
        return "between"
    return "in a sentence"


def _print(
    counts: Counter[str], words: defaultdict[str, list[int]], seconds: Sequence[float]
) -> None:
    print(f"filings           {counts['filings']:>9,}")
    print(f"Items             {counts['Items']:>9,}  joined {_share(counts, 'joined', 'Items')}")
    print(f"passages          {counts['passages']:>9,}  too long {counts['too long']:,}")
    for kind in ("heading", "prose", "list", "table", "note"):
        print(f"  {kind:<16}{counts[kind]:>9,}")
    print(
        f"borders           {counts['borders']:>9,}  between {_share(counts, 'between', 'borders')}"
    )
    for kind in ("in a sentence", "in a row", "in an entry"):
        print(f"  {kind:<16}{counts[kind]:>9,}")
    for kind, of in sorted(words.items()):
        if len(of) > 1:
            quartiles = " ".join(f"{one:,.0f}" for one in statistics.quantiles(of))
            print(f"words, {kind:<11}{quartiles:>9}  quartiles")
    filings = max(1, counts["filings"])
    items, passages = (1000 * one / filings for one in seconds)
    print(f"CPU               {passages:>9.1f}  ms a filing, beside {items:.1f} for its Items")


def _share(counts: Counter[str], part: str, whole: str) -> str:
    return f"{counts[part]:,} ({counts[part] / max(1, counts[whole]):.2%})"


if __name__ == "__main__":
    sys.exit(main())
