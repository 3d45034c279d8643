"""Submissions through loader and writer into a folder and into ADLS Gen2: the same tables, row for row.

python -m benchmarks.lake.two_lakes --submissions DIR [--report FILE]

EDGAR is the replay server over the submissions, ADLS Gen2 the emulator; the writer reaches it through Hadoop's ABFS driver,
and the tables are read by delta-rs from where they stand.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections import Counter
from contextlib import ExitStack
from pathlib import Path

from benchmarks.loader.runs import Loader
from benchmarks.spark.processes import SPARK_WRITER, start
from docai.lake.lake import Lake
from docai.lake.open import open_lake
from spark_delta.lake_paths import LATEST_PAGE, REPORTS
from spark_delta.tables.schema import FILINGS, TABLES
from spark_delta.testing.table_rows import rows_of
from stand_ins.adls import AdlsEmulatorProcess
from stand_ins.edgar.server import EdgarReplay

_FILE_SYSTEM = "lake"
_FASTEST = "9.5"


def main() -> int:
    """Print what each lake holds and what differs; return 1 when anything does."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument(
        "--submissions", type=Path, required=True, help="complete submissions, *.txt"
    )
    parser.add_argument("--report", type=Path, help="where to put the folder's report of its run")
    chosen = parser.parse_args()
    with ExitStack() as stack:
        scratch = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="docai-bench-")))
        adls = stack.enter_context(
            AdlsEmulatorProcess(data=scratch / "adls", filesystems=[_FILE_SYSTEM])
        )
        os.environ.update(adls.environment())
        edgar = stack.enter_context(EdgarReplay(chosen.submissions))
        folder = open_lake(f"file://{scratch}/folder")
        remote = open_lake(f"abfs://{_FILE_SYSTEM}@{adls.account}.dfs.core.windows.net/edgar")
        storage = {
            "azure_storage_account_name": adls.account,
            "azure_storage_endpoint": adls.account_url,
            "azure_storage_account_key": adls.key,
            "allow_http": "true",
        }
        failed = [name for lake in (folder, remote) for name in _through(lake, edgar)]
        adls_counts = adls.counts()
        differing = 0
        for table in TABLES:
            ours, theirs = rows_of(folder, table), rows_of(remote, table, storage=storage)
            differing += ours != theirs
            said = "the same" if ours == theirs else _difference(ours, theirs)
            print(
                f"{table.name:<11}{len(ours):>6} rows in the folder, {len(theirs):>6} on ADLS: {said}"
            )
        asked = sum(adls_counts.values())
        print(f"requests to ADLS: {asked:,}; most of them: {adls_counts.most_common(4)}")
        if chosen.report:
            pages = [
                entry.path
                for entry in folder.list(REPORTS)
                if entry.path.endswith(".html") and entry.path != LATEST_PAGE
            ]
            chosen.report.write_bytes(folder.read(pages[-1]))
        served = len(list(chosen.submissions.glob("*.txt")))
        read = len(rows_of(folder, FILINGS))
        print(f"{read} of {served} submissions read")
    print("\n".join(failed) or "no run failed")
    return int(bool(differing or failed or read != served))


def _through(lake: Lake, edgar: EdgarReplay) -> list[str]:
    """Run loader and writer on ``lake``; return what failed."""
    ciks = ",".join(map(str, edgar.site.catalogue.by_cik))
    options = ["--ciks", ciks, "--forms", "all", "--rate", _FASTEST]
    loaded = Loader(lake.uri, edgar.url, options).wait()
    print(f"{lake.uri}: loader {loaded.seconds:.1f} s", end=", ", flush=True)
    began = time.monotonic()
    with tempfile.TemporaryFile("w+") as log:
        code = start(lake.uri, module=SPARK_WRITER, log=log).process.wait()
        print(f"writer {time.monotonic() - began:.1f} s", flush=True)
        log.seek(0)
        said = log.read()
    failed = (
        [f"loader on {lake.uri}: exit code {loaded.code}\n{loaded.said}"] if loaded.code else []
    )
    return [*failed, *([f"writer on {lake.uri}: exit code {code}\n{said}"] if code else [])]


def _difference(ours: list[dict[str, object]], theirs: list[dict[str, object]]) -> str:
    """Return in which columns how many rows differ."""
    if len(ours) != len(theirs):
        return "DIFFERENT numbers of rows"
    columns = Counter(
        name
        for one, other in zip(ours, theirs, strict=True)
        for name in one
        if one[name] != other[name]
    )
    return f"DIFFERENT in {dict(columns)}"


if __name__ == "__main__":
    sys.exit(main())
