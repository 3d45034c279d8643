"""How fast submissions become rows of all tables, on one core: everything in one pass.

Reads every file of the folders from its bytes to all rows, as a reader of the Spark job does once it has unpacked them, and
prints filings and megabytes a second, the milliseconds of each part, and how long the figures take beside a plain lxml reading
of the same documents (see ``benchmarks.xbrl.speed``). ``--tables`` leaves out what the writer's ``--tables`` does. A bare
document gets the wrapper of a submission. Processor time counts, the best of the rounds: others on the machine do not.

usage: taskset -c 1 python -m benchmarks.xbrl.together --data DIR [DIR ...] [--rounds 5] [--tables NAMES]
"""

from __future__ import annotations

import argparse
import gc
import sys
from datetime import date
from functools import partial
from pathlib import Path

from benchmarks.xbrl.one_pass import (
    HEADER,
    TABLES_HELP,
    add_seconds,
    best_round,
    optional_tables,
    read_parts,
)
from benchmarks.xbrl.speed import plain_inline, plain_instance
from docai.document.errors import DocumentError
from docai.xbrl import read_figures
from spark_delta.tables.schema import OPTIONAL
from spark_delta.tables.submission import ReadSubmission

_DOCUMENT = b"<DOCUMENT>\n<TYPE>10-K\n<SEQUENCE>1\n<FILENAME>%b\n<TEXT>\n%b\n</TEXT>\n</DOCUMENT>\n"
_BARE_REACH = 20_000


def _submission(path: Path) -> bytes:
    data = path.read_bytes()
    if b"<DOCUMENT>" in data[:_BARE_REACH]:
        return data
    return HEADER + _DOCUMENT % (path.name.encode(), data)


def _facts(read: ReadSubmission) -> None:
    """Read the facts of a submission as ``docai.xbrl`` does."""
    read_figures(read.scans.submission, statements=False)


def _plain(read: ReadSubmission) -> None:
    """Read the documents of a submission's facts by the shortest way, where it has some."""
    names = {fact.source_file for fact in read.figures.facts}
    used = [one for one in read.scans.submission.documents if one.file_name in names]
    if read.figures.source == "inline":
        plain_inline(used)
    elif read.figures.source in ("instance", "extracted"):
        for document in used:
            plain_instance(document)


def main() -> int:
    """Read all submissions in rounds and print the best."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, nargs="+", required=True, help="folders of filings")
    parser.add_argument(
        "--rounds", type=int, default=5, help="rounds, of which the best counts (5)"
    )
    parser.add_argument(
        "--tables", type=optional_tables, default=OPTIONAL, metavar="NAMES", help=TABLES_HELP
    )
    options = parser.parse_args()
    found = [path for folder in options.data for path in sorted(folder.iterdir()) if path.is_file()]
    gc.freeze()  # as the reader does
    gc.disable()
    filings: list[bytes] = []
    plain: dict[str, float] = {}
    for path in found:
        data = _submission(path)
        try:
            read = read_parts(data, OPTIONAL, {})
        except DocumentError as error:
            print(f"{path.name}: {error.stage}: {error}", file=sys.stderr)
            continue
        filings.append(data)
        if read.figures.source in ("inline", "instance", "extracted"):
            for _ in range(options.rounds):
                for name, work in (("plain", _plain), ("ours", _facts)):
                    add_seconds(plain, name, partial(work, read))
    best, _ = best_round(filings, options.tables, options.rounds)
    seconds = sum(best.values())
    megabytes = sum(map(len, filings)) / 1e6
    print(f"{len(filings)} filings, {megabytes:.1f} MB on {date.today()}")
    print(f"{len(filings) / seconds:.1f} filings/s, {megabytes / seconds:.1f} MB/s")
    for name, spent in best.items():
        print(f"  {name:24} {1000 * spent / len(filings):7.2f} ms a filing")
    if plain:
        print(f"facts take {plain['ours'] / plain['plain']:.2f} of a plain lxml reading's time")
    return 0


if __name__ == "__main__":
    sys.exit(main())
