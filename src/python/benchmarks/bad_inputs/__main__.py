"""Some hundreds of bad inputs through docai's programs, by kind: how each ended, and whether a good filing was lost.

python -m benchmarks.bad_inputs [--only KIND] [--spark [--part K/N]]

Nothing may end in 1, hang for over a minute, or lose a filing (site.judged says what counts); then the exit code is 1.
--spark adds hostile headers, damaged lakes and changed tables through the writer.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator

from benchmarks.bad_inputs.answers import (
    bodies,
    filer_lists,
    indexes,
    older_pages,
    tickers,
    transfers,
)
from benchmarks.bad_inputs.by_hand import by_hand
from benchmarks.bad_inputs.commands import commands
from benchmarks.bad_inputs.documents import documents
from benchmarks.bad_inputs.feeds import feeds
from benchmarks.bad_inputs.header_fields import header_fields
from benchmarks.bad_inputs.lake_files import damaged_files, roots
from benchmarks.bad_inputs.odd_files import odd_files
from benchmarks.bad_inputs.programs import Seen
from benchmarks.bad_inputs.queried import queried
from benchmarks.bad_inputs.site import Site
from benchmarks.bad_inputs.statements import statements
from benchmarks.bad_inputs.storage.answers import storage_answers
from benchmarks.bad_inputs.surroundings.environments import environments
from benchmarks.bad_inputs.tables import tables
from benchmarks.bad_inputs.wires import wires
from benchmarks.loader.runs import options

ENDS = (0, 2, 3, 4, 1, None)
HEAD = ("0", "2", "3", "4", "1", "hung", "lost")


def main() -> int:
    """Print a line for each kind; return 1 when one of its inputs ended in 1, hung or lost a filing."""
    parser = options(__doc__, "kinds")
    parser.add_argument("--spark", action="store_true", help="the writer too (some minutes more)")
    parser.add_argument(
        "--part",
        default="1/1",
        metavar="K/N",
        help="of the changed tables, every Nth from the Kth on",
    )
    chosen = parser.parse_args()
    first, step = map(int, chosen.part.split("/"))
    print(f"{'kind':<28}{'inputs':>7}" + "".join(f"{head:>6}" for head in HEAD), flush=True)
    total: list[Seen] = []
    site = Site()
    try:
        changed = tables(first - 1, step) if chosen.spark else None
        for kind in _kinds(site, chosen.only, changed):
            seen = list(kind)
            total += seen
            for name in dict.fromkeys(each.kind for each in seen):
                _print(name, [each for each in seen if each.kind == name])
    finally:
        site.close()
    _print("all", total)
    for each in total:
        if not each.good:
            code = "hung" if each.ended.code is None else each.ended.code
            lost = f", LOST: {each.lost}" if each.lost else ""
            print(f"\n{each.kind}, {each.name}: {code}{lost}\n{each.ended.stderr[-1500:]}")
    return int(not all(each.good for each in total))


def _kinds(site: Site, only: str, changed: Iterable[Seen] | None) -> Iterator[Iterable[Seen]]:
    every: dict[str, Iterable[Seen]] = {
        "a filer's list": filer_lists(site),
        "an older page": older_pages(site),
        "tickers": tickers(site),
        "an index": indexes(site),
        "a header's field": header_fields(site),
        "a submission": bodies(site),
        "HTTP": transfers(site),
        "no HTTP": wires(site),
        "the feed": feeds(site),
        "files, damaged": damaged_files(site),
        "odd files": odd_files(site),
        "touched by hand": by_hand(site),
        "a lake's root": roots(site),
        "the storage's answer": storage_answers(site),
        "surroundings": environments(site),
        "a document": documents(),
        "a command": commands(),
        "a statement": statements(),
        "a table, asked": queried(site),
    }
    if changed is not None:
        every["tables"] = changed
    return (kind for name, kind in every.items() if only in name)


def _print(kind: str, seen: list[Seen]) -> None:
    counts = [sum(each.ended.code == code for each in seen) for code in ENDS]
    counts.append(sum(bool(each.lost) for each in seen))
    print(f"{kind:<28}{len(seen):>7}" + "".join(f"{count:>6}" for count in counts), flush=True)


if __name__ == "__main__":
    sys.exit(main())
