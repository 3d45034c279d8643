"""Seconds and peak memory of a coverage check over synthetic filings: lake, manifests, index and tables.

python -m benchmarks.loader.coverage [--filings 100000] [--missing 25]

The lake is made in a temporary folder (a few minutes for 100,000 filings). ``--missing`` filings of it lack their file, as many
their row: the check must name exactly these. Ends with 1 when it does not, or takes over 60 s of a core or 300 MB.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from multiprocessing import get_context
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pyarrow as pa
from deltalake import write_deltalake

from data_loader.selection.index_cache import PLACE
from data_loader.selection.quarters import FIRST, Quarter, quarters
from docai.filing import layout
from docai.filing.clock import today_at_edgar
from docai.filing.forms import ORIGINAL_FORMS
from docai.filing.identity import submission_url
from docai.filing.manifest import Result, to_lines

LIMIT_SECONDS, LIMIT_MB = 60.0, 300.0
FILERS = 9_000
PART_LINES = 20_000
HOST = "https://www.sec.gov"


def main() -> int:
    """Make the lake, check it, print the figures; return 1 when one is not as it has to be."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--filings", type=int, default=100_000)
    parser.add_argument("--missing", type=int, default=25)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="docai-coverage-") as folder:
        root = Path(folder)
        began = time.monotonic()
        # By a process of its own: a child's peak begins with what its parent holds.
        with ProcessPoolExecutor(1, get_context("spawn")) as maker:
            no_file, no_row = maker.submit(
                _make_lake, root, chosen.filings, chosen.missing
            ).result()
        print(f"made {chosen.filings:,} filings in {time.monotonic() - began:.0f} s", flush=True)
        began = time.monotonic()
        out, log = root / "found.json", root / "log.txt"
        with log.open("wb") as file:
            check = subprocess.Popen(
                [
                    *(sys.executable, "-m", "data_loader.coverage", "--all"),
                    *("--lake", str(root), "--output-json", str(out)),
                ],
                stdout=file,
                stderr=file,
            )
            _, status, used = os.wait4(check.pid, 0)
            check.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.monotonic() - began
        peak, cpu = used.ru_maxrss / 1024, used.ru_utime + used.ru_stime
        if not out.is_file():
            sys.exit(log.read_text())
        found = {each["accession"] for each in json.loads(out.read_text())["missing"]}
    exact = found == no_file | no_row and check.returncode == 4
    print(
        f"{seconds:.1f} s, of these {cpu:.1f} s on a core, {peak:.0f} MB, {len(found)} named, {'exact' if exact else 'WRONG'}"
    )
    return int(not exact or cpu > LIMIT_SECONDS or peak > LIMIT_MB)


def _make_lake(root: Path, count: int, missing: int) -> tuple[set[str], set[str]]:
    """Make the lake; return the filings that lack their file, and those that lack their row."""
    filings = list(_filings(count))
    gone = random.Random(1).sample(filings, 2 * missing)  # noqa: S311 - no secret
    no_file = {each.accession for each in gone[:missing]}
    no_row = {each.accession for each in gone[missing:]}
    _write_lake(root, filings, no_file, no_row)
    return no_file, no_row


def _filings(count: int) -> Iterator[Result]:
    span = list(quarters(FIRST, Quarter.of(today_at_edgar())))[:-1]
    for number in range(count):
        quarter = span[number * len(span) // count]
        filed = quarter.first_day + timedelta(days=number % 85)
        cik = f"{1_000 + number % FILERS:010d}"
        accession = f"{cik}-{filed.year % 100:02d}-{number % 1_000_000:06d}"
        yield Result(
            accession=accession,
            cik=cik,
            ciks=(cik,),
            company=f"FICTIONAL HOLDINGS {number % FILERS} INC",
            form=ORIGINAL_FORMS[number % 3],
            filed=filed,
            period=date(filed.year - 1, 12, 31),
            url=submission_url(HOST, cik, accession),
            path=layout.raw_path(cik, accession),
            size=200_000,
            sha256="0" * 64,
            status="stored",
            error=None,
            attempts=1,
            fetched_at=datetime(2024, 1, 2, tzinfo=UTC),
        )


def _write_lake(root: Path, filings: list[Result], no_file: set[str], no_row: set[str]) -> None:
    for each in filings:
        if each.accession not in no_file:
            assert each.path is not None
            target = root / each.path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(b"")
    run = root / layout.MANIFESTS / "20240102T000000Z-made-00000000"
    run.mkdir(parents=True)
    for number, start in enumerate(range(0, len(filings), PART_LINES), 1):
        part = to_lines(filings[start : start + PART_LINES])
        (run / f"{number:04d}.jsonl").write_bytes(part)
    (run / "summary.json").write_text("{}")
    (root / layout.INDEX).mkdir(parents=True)
    (root / PLACE).write_bytes(_index(filings))
    rows = [each for each in filings if each.accession not in no_row]
    write_deltalake(
        str(root / layout.FILINGS),
        pa.table(
            {
                "accession": [each.accession for each in rows],
                "form": [each.form for each in rows],
                "filed": [each.filed for each in rows],
                "ciks": [list(each.ciks) for each in rows],
                "accepted_at": [_moment(each.filed) for each in rows],
                "loaded_at": [_moment(each.filed) + timedelta(hours=5) for each in rows],
            }
        ),
    )


def _index(filings: list[Result]) -> bytes:
    lines: dict[Quarter, list[str]] = {}
    for each in filings:
        lines.setdefault(Quarter.of(each.filed), []).append(
            f"{int(each.cik)}|{each.company}|{each.form}|{each.filed}|edgar/data/{int(each.cik)}/{each.accession}.txt\n"
        )
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for quarter in quarters(FIRST, Quarter.of(today_at_edgar())):
            path = f"full-index/{quarter.folder}/master.idx"
            info = ZipInfo(path)
            info.compress_type = ZIP_DEFLATED
            said = {
                "url": f"{HOST}/Archives/edgar/{path}",
                "last_modified": "Tue, 02 Jan 2024 03:04:05 GMT",
            }
            info.comment = json.dumps(said).encode()
            archive.writestr(
                info, "".join(["Description: Master Index\n", *lines.get(quarter, [])])
            )
    return out.getvalue()


def _moment(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 21, tzinfo=UTC)


if __name__ == "__main__":
    sys.exit(main())
