"""Twenty hostile documents among a hundred good ones: what is written, what is quarantined and why, what is read again.

python -m benchmarks.spark.hostile --submissions DIR [--good 100] [--reader-memory-mb 1024]

Each run is the whole program with its exit code. "read" counts what the run gave to a reader.
"""

from __future__ import annotations

import argparse
import itertools
import json
import sys
import tempfile
import textwrap
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.spark.hostile_documents import HOSTILE, hostile_lines, odd_lines
from benchmarks.spark.lakes import copied
from benchmarks.spark.processes import start
from benchmarks.spark.support import submissions
from docai.lake.lake import Lake
from docai.lake.open import open_lake
from docai.tenk import PARSER_VERSION
from spark_delta.lake_paths import REPORTS
from spark_delta.plan.consumed_marks import ConsumedMarks
from spark_delta.plan.marks import Marks
from spark_delta.settings import SparkSettings
from spark_delta.spark.session import opened
from spark_delta.tables.schema import FILINGS, QUARANTINE
from spark_delta.testing.stored_lake import publish_manifest, renamed, store
from spark_delta.testing.table_rows import rows_of

SECONDS = 8
"""How long one document may take."""

_NORMAL, _HOSTILE = "spark_delta.run_spark_deltawriter", "benchmarks.spark.hostile_writer"


@dataclass(slots=True)
class Proof:
    """Runs of the program, what each came to, and what was expected of it."""

    memory_mb: int
    wrong: list[str] = field(default_factory=list)

    def run(
        self, what: str, lake: Lake, *options: str, module: str = _HOSTILE, **expected: int
    ) -> None:
        """Run the program on ``lake``; print and compare its exit code, its counts and the rows of the tables."""
        limits = [
            *("--document-timeout", f"{SECONDS}s"),
            *("--reader-memory-mb", str(self.memory_mb)),
            *("--max-document-mb", "300"),
        ]
        before = set(_reports(lake))
        began = time.monotonic()
        code = start(lake.uri, *limits, *options, module=module).process.wait()
        seconds = time.monotonic() - began
        new = [name for name in _reports(lake) if name not in before]
        told: dict[str, Any] = json.loads(lake.read(new[0])) if new else {}
        found = {
            "code": code,
            "read": told.get("filings", 0) + told.get("quarantined", 0),
            "filings": len(rows_of(lake, FILINGS)),
            "quarantine": len(rows_of(lake, QUARANTINE)),
        }
        same = all(found[name] == value for name, value in expected.items())
        self.wrong += [] if same else [f"{what}: {found}, expected {expected}"]
        peak = told.get("read", {}).get("peak_bytes", 0) / 1e6
        print(
            f"{what:<44} exit code {code}, {found['read']:>3} read, {found['filings']:>3} in filings, "
            f"{found['quarantine']:>2} in quarantine, {seconds:5.1f} s, largest process {peak:,.0f} MB"
            + ("" if same else f"  EXPECTED {expected}"),
            flush=True,
        )


def _reports(lake: Lake) -> list[str]:
    return [entry.path for entry in lake.list(REPORTS) if entry.path.endswith(".json")]


def _reasons(lake: Lake, names: dict[str, str]) -> list[str]:
    """Print why each stands in quarantine; return what is missing."""
    rows = {row["accession"]: row for row in rows_of(lake, QUARANTINE)}
    print(f"\n{'document':<36}{'stage':<11}{'error':<18}message")
    for accession, name in names.items():
        row = rows.get(accession, {"stage": "-", "error": "NOT QUARANTINED", "message": ""})
        lines = textwrap.wrap(row["message"], 92) or [""]
        print(f"{name:<36}{row['stage']:<11}{row['error']:<18}{lines[0]}")
        for line in lines[1:]:
            print(f"{'':<65}{line}")
    for accession in rows.keys() - names.keys():
        print(f"not hostile, yet quarantined: {accession}: {rows[accession]['message']}")
    print(flush=True)
    return [
        f"no reason for {name}"
        for accession, name in names.items()
        if not rows.get(accession, {}).get("message")
    ]


def _as_of_an_older_parser(lake: Lake) -> None:
    """Let the quarantine be what an older parser left."""
    with opened(SparkSettings(master="local[2]", memory_mb=1024), "older", {}, quick=True) as spark:
        location = f"delta.`{lake.uri}/{QUARANTINE.path}`"
        spark.sql(f"UPDATE {location} SET parser_version = '0.0.1'")  # noqa: S608
    marks = ConsumedMarks(lake)
    older = {
        part: by and by.replace(PARSER_VERSION, "0.0.1") for part, by in marks.load().parts.items()
    }
    marks.leave(Marks(older))


def main() -> int:
    """Print each run and the reasons; return 1 when anything is not as it has to be."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument(
        "--submissions", type=Path, required=True, help="20 complete submissions or more, *.txt"
    )
    parser.add_argument("--good", type=int, default=100)
    parser.add_argument("--reader-memory-mb", type=int, default=1024)
    chosen = parser.parse_args()
    bodies = [body for body in submissions(chosen.submissions) if b"</SEC-HEADER>" in body]
    bad = len(HOSTILE)
    if len(bodies) < bad:
        parser.error(f"{len(bodies)} complete submissions, where {bad} are to be made hostile")
    proof = Proof(chosen.reader_memory_mb)
    with tempfile.TemporaryDirectory(prefix="docai-bench-") as scratch:
        lake = open_lake(f"{scratch}/lake")
        lake.check_writable()
        odd = list(odd_lines(lake, bodies))
        good = [
            store(lake, renamed(body, f"0000000700-24-{number:06d}"))
            for number, body in zip(
                range(chosen.good - len(odd)), itertools.cycle(bodies), strict=False
            )
        ]
        hostile = dict(hostile_lines(lake, bodies))
        publish_manifest(lake, [[*odd, *good, *hostile.values()]])
        tolerant = copied(lake, Path(scratch) / "tolerant")
        good_and_bad = {"filings": chosen.good, "quarantine": bad}
        proof.run("first run", lake, code=4, read=chosen.good + bad, **good_and_bad)
        proof.wrong += _reasons(lake, {line.accession: name for name, line in hostile.items()})
        proof.run("the next run", lake, code=0, read=0, **good_and_bad)
        proof.run(
            "--tolerate 20, another lake", tolerant, "--tolerate", "20", code=0, **good_and_bad
        )
        proof.run(
            "--retry-quarantine", lake, "--retry-quarantine", code=0, read=bad, **good_and_bad
        )
        _as_of_an_older_parser(lake)
        # Four of them are only too much for the reader that was sabotaged.
        proof.run(
            "a newer parser",
            lake,
            module=_NORMAL,
            code=0,
            read=bad,
            filings=chosen.good + 4,
            quarantine=bad - 4,
        )
        mended = [
            store(lake, renamed(body, line.accession), again=True)
            for body, line in zip(bodies, hostile.values(), strict=False)
        ]
        publish_manifest(lake, [mended], began=datetime(2026, 6, 1, tzinfo=UTC))
        proof.run(
            "fetched again, whole", lake, code=0, read=bad, filings=chosen.good + bad, quarantine=0
        )
    print("\n".join(proof.wrong) or "all as it has to be")
    return int(bool(proof.wrong))


if __name__ == "__main__":
    sys.exit(main())
