"""How fast submissions become rows, words and figures together, on one core.

Reads every file of the folders from its bytes to all rows of the tables, as a reader of the Spark job does once it has
unpacked them, and prints filings and megabytes a second: of the whole, and the seconds of each part. A bare document gets the wrapper
of a submission. Processor time counts, the best of the rounds: others on the machine do not.

usage: taskset -c 1 python -m benchmarks.xbrl.together --data DIR [DIR ...] [--rounds 5]
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from docai.document.errors import DocumentError
from docai.document.scan import Scans
from docai.filing.header import SubmissionHeader, parse_header
from docai.tenk import Filing, open_scans, read_items
from docai.xbrl import Figures, read_figures
from docai.xbrl.tables.fact_rows import fact_rows
from docai.xbrl.tables.financials import financials
from spark_delta.tables.schema import OF_FILINGS
from spark_delta.tables.submission import ReadSubmission

_HEADER = b"""<SEC-DOCUMENT>9999999999-99-000001.txt : 20240301
<SEC-HEADER>9999999999-99-000001.hdr.sgml : 20240301
ACCESSION NUMBER:\t\t9999999999-99-000001
CONFORMED SUBMISSION TYPE:\t10-K
PUBLIC DOCUMENT COUNT:\t\t1
CONFORMED PERIOD OF REPORT:\t20231231
FILED AS OF DATE:\t\t20240301

FILER:

\tCOMPANY DATA:
\t\tCOMPANY CONFORMED NAME:\t\t\tEXAMPLE CO
\t\tCENTRAL INDEX KEY:\t\t\t0000000001
</SEC-HEADER>
"""
_DOCUMENT = b"<DOCUMENT>\n<TYPE>10-K\n<SEQUENCE>1\n<FILENAME>%b\n<TEXT>\n%b\n</TEXT>\n</DOCUMENT>\n"
_BARE_REACH = 20_000


def _submission(path: Path) -> bytes:
    data = path.read_bytes()
    if b"<DOCUMENT>" in data[:_BARE_REACH]:
        return data
    return _HEADER + _DOCUMENT % (path.name.encode(), data)


def _seconds(taken: dict[str, float], name: str, work: Callable[[], object]) -> None:
    begun = time.process_time()
    work()
    taken[name] = taken.get(name, 0.0) + time.process_time() - begun


def _parts(data: bytes, taken: dict[str, float]) -> None:
    """Add the seconds of each part of reading one submission."""
    scans: list[Scans] = []
    filings: list[Filing] = []
    read: list[Figures] = []
    _seconds(taken, "documents and scans", lambda: scans.append(open_scans(data)))
    _seconds(taken, "Items", lambda: filings.append(read_items(scans[0])))
    _seconds(taken, "figures", lambda: read.append(read_figures(scans[0].submission)))
    _seconds(taken, "rows of figures", lambda: financials(fact_rows(read[0])))
    header = filings[0].header or _NO_HEADER
    submission = ReadSubmission(scans[0], header, filings[0], "0" * 64, len(data))
    submission.__dict__.update(figures=read[0], facts=fact_rows(read[0]))
    _seconds(taken, "rows of all tables", lambda: _rows(submission))


_NO_HEADER: SubmissionHeader = parse_header(_HEADER)


def _rows(submission: ReadSubmission) -> int:
    return sum(len(list(table.rows(submission))) for table in OF_FILINGS if table.rows)


def main() -> int:
    """Read all submissions in rounds and print the best."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, nargs="+", required=True, help="folders of filings")
    parser.add_argument(
        "--rounds", type=int, default=5, help="rounds, of which the best counts (5)"
    )
    options = parser.parse_args()
    found = [path for folder in options.data for path in sorted(folder.iterdir()) if path.is_file()]
    filings: list[bytes] = []
    for path in found:
        data = _submission(path)
        try:
            _parts(data, {})
        except DocumentError as error:
            print(f"{path.name}: {error.stage}: {error}", file=sys.stderr)
        else:
            filings.append(data)
    rounds: list[dict[str, float]] = []
    for _ in range(options.rounds):
        taken: dict[str, float] = {}
        for data in filings:
            _parts(data, taken)
        rounds.append(taken)
    best = min(rounds, key=lambda one: sum(one.values()))
    # the figures' rows are made twice here, once alone: what a reader does makes them once
    seconds = sum(best.values()) - best["rows of figures"]
    megabytes = sum(map(len, filings)) / 1e6
    print(f"{len(filings)} filings, {megabytes:.1f} MB on {date.today()}")
    print(f"{len(filings) / seconds:.1f} filings/s, {megabytes / seconds:.1f} MB/s")
    for name, spent in best.items():
        print(f"  {name:20} {1000 * spent / len(filings):7.1f} ms a filing")
    return 0


if __name__ == "__main__":
    sys.exit(main())
