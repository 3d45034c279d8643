"""How exact the Items stay when the headings of real filings are written in other ways.

Every variation rewrites the headings of each filing (where the unvaried filing has them), and the Items of the result are
compared with those of the filing as it is: an Item is kept when it begins and ends at the same words.

usage: python -m benchmarks.tenk.variations --data DIR [--only NAME] [--misses]
"""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path

from benchmarks.tenk.calibration import Outcome, company_of, report
from benchmarks.tenk.rewrites import VARIATIONS
from docai.tenk import open_submission, read_filing
from docai.tenk.vocabulary import letters

_LABEL = re.compile(r"\bitem\s{0,3}(?:\d{1,2}[a-c]?(?:, )?){0,9}", re.I)
"""A label at the foot or the head of a page, which a rewrite may have changed too."""


def _ends_alike(one: str, two: str, title: str) -> bool:
    """Return whether two texts of an Item begin and end at the same words, but for the heading and the labels of Items."""
    a, b = (letters(_LABEL.sub("", text)) for text in (one, two))
    head = letters(title)
    at = a.find(head)
    body = a[at + len(head) :] if 0 <= at < 60 else a[40:]
    if len(body) < 12:
        return abs(len(a) - len(b)) < 60
    return body[:60] in b[: 60 + 250] and body[-60:] in b[-60 - 350 :]


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True, help="a folder of 10-K documents")
    parser.add_argument("--only", default="", help="variations whose name contains this")
    parser.add_argument("--misses", action="store_true", help="print every Item that is not kept")
    options = parser.parse_args()
    outcomes: list[Outcome] = []
    totals: dict[str, list[int]] = {}
    for path in sorted(options.data.iterdir()):
        source = open_submission(path.read_bytes(), path.name).primary().text()
        base = read_filing(source.encode(), file_name=path.name, follow=False)
        if len(base.items) < 6:
            continue
        html = base.container != "text"
        for name, vary in VARIATIONS.items():
            if options.only not in name:
                continue
            varied = vary(source, base.items, html)
            if varied == source:
                continue
            got = {
                item.item: item
                for item in read_filing(varied.encode(), file_name=path.name, follow=False).items
            }
            kept = totals.setdefault(name, [0, 0])
            for item in base.items:
                there = got.get(item.item)
                good = there is not None and _ends_alike(item.text, there.text, item.title)
                if there is not None:
                    outcomes.append(Outcome(company_of(path.name), there.confidence, good))
                kept[0] += good
                kept[1] += 1
                if not good and options.misses:
                    print(
                        f"{name} | {path.name} | {item.item} {item.title[:40]} | {len(item.text)} -> {len(there.text) if there else None}"
                    )
    for name, (exact, of) in totals.items():
        print(f"{exact / of:7.2%} of {of:5}  {name}")
    print(*report(outcomes), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
