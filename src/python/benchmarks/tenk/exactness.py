"""How exact the Items are against gold borders, by confidence, by era and by Item.

The folder holds filings/ and gold_items.json, which gives for every file the start and end of its Items, counted in the
letters and digits of the primary document. An Item is exact when it starts within 250 and ends within 400 of them.

usage: python -m benchmarks.tenk.exactness --data DIR
"""

from __future__ import annotations

import argparse
import html
import json
import re
import sys
from collections import defaultdict
from pathlib import Path

from benchmarks.tenk.calibration import Outcome, company_of, report
from docai.tenk import Item, open_submission, read_filing

_HTML = re.compile(r"<html|<div|<font|<td|<p[ >]", re.I)
_DARK = re.compile(
    r"<ix:header.*?</ix:header>|<(script|style|title)\b.*?</\1>|<!--.*?-->", re.I | re.S
)
_TAG = re.compile(r"<[^>]*>")
_OTHER = re.compile(r"[^a-z0-9]+")
_START, _END = 250, 400


def _letters(source: str) -> str:
    if _HTML.search(source[:200_000]):
        source = _TAG.sub("", _DARK.sub("", source))
    return _OTHER.sub("", html.unescape(source).lower())


def _is_exact(item: Item, source: str, gold: dict[str, int]) -> bool:
    start = len(_letters_before(source, item.start))
    end = len(_letters_before(source, item.end))
    return abs(start - gold["start"]) <= _START and abs(end - gold["end"]) <= _END


def _letters_before(source: str, at: int) -> str:
    """Return the letters before a place, with the markup that tells HTML from text kept in sight."""
    return _letters(source[:at]) if at > 4000 else _OTHER.sub("", _TAG.sub("", source[:at]).lower())


def _by_kind(group: str) -> tuple[str, int, str]:
    return group.split()[0], len(group), group


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--data", type=Path, required=True, help="a folder with filings/ and gold_items.json"
    )
    options = parser.parse_args()
    gold = json.loads((options.data / "gold_items.json").read_text())
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    outcomes: list[Outcome] = []

    def count(group: str, good: bool) -> None:
        counts[group][0] += good
        counts[group][1] += 1

    for name, about in sorted(gold.items()):
        if about["crossref_index_filer"]:
            continue
        data = (options.data / "filings" / name).read_bytes()
        filing = read_filing(data, file_name=name, follow=False)
        source = open_submission(data, name).primary().text()
        for number, span in about["items"].items():
            item = filing.item(number)
            good = item is not None and _is_exact(item, source, span)
            count("all", good)
            count(f"container {filing.container}", good)
            count(f"Item {number}", good)
            if item is not None:
                outcomes.append(Outcome(company_of(name), item.confidence, good))
            if not good:
                print(f"not exact: {name} Item {number}")
    for group in sorted(counts, key=_by_kind):
        good_ones, of = counts[group]
        print(f"{good_ones / of:8.2%} of {of:5}  {group}")
    print(*report(outcomes), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
