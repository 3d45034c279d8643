"""How well headings are found inside Items, against gold made by hand.

A gold file is JSON: a list of Items, each ``{"file": "loom-2024.htm", "year": 2024, "item": "1A", "kinds": ["risk", "heading"],
"entries": [{"kind": "risk", "title": "...", "number": "", "level": 3, "at": 123456}, ...]}``. ``kinds`` names what of the Item
is listed in full: "risk" (single risk factors), "note" (notes to the financial statements), "heading" (every heading below
the Item's own, these included). ``level`` counts from the Item's own heading, 1; null where it is not judged. ``at`` is the
place in characters of the decoded document; null where it is not judged.

A heading counts as found where one of the kind begins with the same 60 letters, in the same Item, in the same order; its
number must be the same. Printed for each kind: precision, recall and F1, over all and by era; the share of those found that
stand within 200 characters of their place, and on their level ("-" where the gold judges none).

usage: python -m benchmarks.tenk.headings GOLD.json... --data DIR... [--show]
"""

from __future__ import annotations

import argparse
import difflib
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from docai.tenk import open_scans, read_items
from docai.tenk.structure.model import Passage
from docai.tenk.structure.parts import Part, notes, risk_factors
from docai.tenk.structure.passages import passages_of

_LETTERS = re.compile(r"[\W_]+")
_KEY = 60
_NEAR = 200
_ERAS = ((2001, "to 2000"), (2009, "2001-2008"), (2019, "2009-2018"), (9999, "from 2019"))


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the scores."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", nargs="+", type=Path, metavar="GOLD.json")
    parser.add_argument(
        "--data", nargs="+", type=Path, required=True, metavar="DIR", help="folders of filings"
    )
    parser.add_argument(
        "--show", action="store_true", help="print what is missed, and what is none"
    )
    options = parser.parse_args(arguments)
    items = [one for path in options.gold for one in json.loads(path.read_text())]
    of: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for one in items:
        of[one["file"]].append(one)
    counts: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for name, golds in sorted(of.items()):
        path = next(
            (one for one in (folder / name for folder in options.data) if one.exists()), None
        )
        if path is None:
            parser.error(f"{name} of the gold stands in none of the folders of --data")
        scans = open_scans(path.read_bytes(), file_name=name)
        passages = passages_of(read_items(scans), scans)
        for gold in golds:
            own = [one for one in passages if one.item == gold["item"]]
            for kind in gold["kinds"]:
                counted = _score(gold, kind, own, show=options.show)
                era = next(said for before, said in _ERAS if gold["year"] < before)
                counts[kind, "all"] += counted
                counts[kind, era] += counted
    print(f"{len(items)} Items of {len(of)} filings")
    for (kind, era), counted in sorted(counts.items()):
        print(f"{kind:8} {era:10} {_line(counted)}")
    return 0


def _score(
    gold: dict[str, Any], kind: str, passages: Sequence[Passage], *, show: bool
) -> Counter[str]:
    said = [one for one in gold["entries"] if kind in (one["kind"], "heading")]
    found = list(_found(kind, passages))
    matcher = difflib.SequenceMatcher(
        None,
        [_key(one["title"], one.get("number") or "") for one in said],
        [_key(title, number) for title, number, _ in found],
        autojunk=False,
    )
    counted: Counter[str] = Counter(gold=len(said), found=len(found))
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            for one, (_, _, passage) in zip(said[a:b], found[c:d], strict=True):
                counted["right"] += 1
                if one.get("at") is not None:
                    counted["placed"] += 1
                    counted["place"] += abs(passage.start - one["at"]) <= _NEAR
                if one.get("level") is not None:
                    counted["levelled"] += 1
                    counted["level"] += passage.level == one["level"]
        elif show:
            for one in said[a:b]:
                print(f"  {gold['file']} {gold['item']} {kind} missed: {one['title'][:80]}")
            for title, _, _ in found[c:d]:
                print(f"  {gold['file']} {gold['item']} {kind} none:   {title[:80]}")
    return counted


def _found(kind: str, passages: Sequence[Passage]) -> Iterator[tuple[str, str, Passage]]:
    """Yield title, number and passage of each part of that kind."""
    if kind == "heading":
        for one in passages:
            if one.kind == "heading" and one.level > 1:
                yield one.text, "", one
        return
    parts: Sequence[Part] = risk_factors(passages) if kind == "risk" else notes(passages)
    for part in parts:
        yield part.title, part.number, part.passages[0]


def _key(title: str, number: str) -> tuple[str, str]:
    return _LETTERS.sub("", title).lower()[:_KEY], number


def _line(counted: Counter[str]) -> str:
    right = counted["right"]
    precision, recall = right / max(1, counted["found"]), right / max(1, counted["gold"])
    score = 2 * right / max(1, counted["found"] + counted["gold"])
    place = _share(counted["place"], counted["placed"])
    level = _share(counted["level"], counted["levelled"])
    return (
        f"gold {counted['gold']:5,} found {counted['found']:5,} precision {precision:7.2%} recall {recall:7.2%} "
        f"F1 {score:7.2%} place {place} level {level}"
    )


def _share(right: int, judged: int) -> str:
    return f"{right / judged:7.2%}" if judged else f"{'-':>7}"


if __name__ == "__main__":
    sys.exit(main())
