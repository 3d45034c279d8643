"""Statements that ``query`` cannot or must not answer: it ends in words, writes nothing, and the rows stay."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pyarrow as pa
from deltalake import write_deltalake

from benchmarks.bad_inputs.programs import Seen, run
from benchmarks.bad_inputs.site import a_lake
from docai.filing import layout
from docai.runtime.exit_codes import ExitCode
from local_pipeline.query import main

STATEMENTS = (
    "SELECT", "SELEC 1", ";", "--", "''", "SELECT 1/0", "SELECT 1 % 0", "SELECT CAST('x' AS INT)", "SELECT nothing FROM filings",
    "SELECT * FROM nowhere", "SELECT * FROM filings WHERE", "SELECT repeat('x', 1000000000000)", "SELECT (SELECT accession FROM filings, sections)",
    "SELECT 9223372036854775807 + 1", "SELECT CAST(1e400 AS BIGINT)", "SELECT date '9999-99-99'", "SELECT timestamp '300000-01-01'",
    "SELECT chr(55296)", "SELECT chr(-1)", "SELECT substr('x', -9223372036854775808)", "SELECT regexp_replace('x', '(', '')",
    "COPY (SELECT 1) TO '{place}/made.csv'", "COPY filings TO '{place}/made.parquet'", "CREATE EXTERNAL TABLE t STORED AS CSV LOCATION '/etc/passwd'",
    "CREATE TABLE made AS SELECT 1", "INSERT INTO filings VALUES ('x')", "DROP TABLE filings", "DROP VIEW sections", "DELETE FROM filings",
    "UPDATE filings SET accession = 'x'", "SET datafusion.execution.batch_size = 0", "EXPLAIN SELECT 1/0", "SELECT 1; SELECT 2", "SHOW TABLES",
    "SELECT '\x1b[31m\x07\u202e'", "SELECT '\x00'", "SELECT 1 AS \"\x1b[31m\"", "WITH RECURSIVE t AS (SELECT 1 AS n UNION ALL SELECT n FROM nowhere) SELECT * FROM t",
    "(" * 300 + "SELECT 1" + ")" * 300, "SELECT " + "-" * 3 + "1", "SELECT " + "NOT " * 500 + "true", "SELECT * FROM '/etc/passwd'", "PREPARE x AS SELECT 1",
    "SELECT ARRAY[1][99999999999]", "SELECT 1 = ", "SELECT * FROM filings LIMIT -1", "SELECT * FROM filings ORDER BY 99", "VALUES (1), (1, 2)",
)  # fmt: skip


def statements() -> Iterator[Seen]:
    """Yield what each statement came to; it is ``lost`` when the rows changed or a file was made."""
    with a_lake() as folder:
        lake = folder / "lake"
        # in a process of its own: delta-rs does not work in one that was forked after its first use
        run(_write_tables, [str(lake)])
        for statement in STATEMENTS:
            before = _files(folder)
            sql = statement.replace("{place}", str(folder))
            ended = run(main, ["--lake", str(lake), sql])
            made = "" if _files(folder) == before else "a file was made or deleted"
            yield Seen("a statement", repr(statement[:50]), ended, made)
        counted = run(
            main, ["--lake", str(lake), "--format", "csv", "SELECT count(*) FROM filings"]
        )
        there = "" if "1" in counted.stdout else "the rows are gone"
        yield Seen("a statement", "the rows are still there", counted, there)


def _write_tables(argv: Sequence[str]) -> ExitCode:
    rows = pa.table({"accession": ["0000990001-24-000001"]})
    for path in (layout.FILINGS, layout.SECTIONS, layout.QUARANTINE):
        place = Path(argv[0], path)
        place.mkdir(parents=True)
        write_deltalake(str(place), rows)
    return ExitCode.DONE


def _files(folder: Path) -> set[Path]:
    return set(folder.rglob("*"))
