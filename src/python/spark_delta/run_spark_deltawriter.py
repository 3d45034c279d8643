"""Write what the loader stored into Delta tables: ``python -m spark_delta.run_spark_deltawriter --lake DIR``."""

from __future__ import annotations

if __name__ == "__main__":  # first: the imports below take a while
    from docai.starting import answer_stops, need_address_space

    answer_stops()
    need_address_space(1000)

import argparse
from collections.abc import Sequence
from dataclasses import asdict
from typing import NoReturn

from docai.runtime.errors import CallerError, PartialError, Stopped
from docai.runtime.exit_codes import ExitCode
from docai.runtime.options import OptionParser, comma_list, positive_float, positive_int, seconds
from docai.runtime.program import run_program
from docai.runtime.stop import StopSignal
from docai.runtime.streams import tell
from docai.runtime.tolerance import Tolerance
from spark_delta.read.memory import MOST
from spark_delta.report.outcome_file import tables_of, telling
from spark_delta.report.outcome_text import lines_of
from spark_delta.run import write
from spark_delta.settings import Limits, SparkSettings, WriterSettings
from spark_delta.tables.schema import BY_NAME, OPTIONAL
from spark_delta.watching import watch

_DESCRIPTION = """\
Write the filings that the loader stored into the lake's Delta tables. Rerun it at any time, also after a kill or beside
another writer: each filing is written exactly once. Spark starts only when something needs it."""

_EPILOG = """\
examples:
  python -m spark_delta.run_spark_deltawriter --lake ./lake
  python -m spark_delta.run_spark_deltawriter --lake ./lake \\
      --optimize --vacuum-hours 168
  python -m spark_delta.run_spark_deltawriter --lake ./lake \\
      --watch --master 'local[1,3]'
  spark-submit run_spark_deltawriter.py \\
      --lake abfss://data@account.dfs.core.windows.net/edgar

exit codes: 0 done; 2 change something (option, lake, credential, Java); 3 the storage or Spark failed; 4 more filings were
quarantined than --tolerate allows (the others are committed); 5 out of memory; 7 Spark did not start; 143 stopped."""


def main(argv: Sequence[str]) -> ExitCode:
    """Run the writer with the command line's arguments."""
    values = parser().parse(argv)
    settings = settings_from(values)
    if values.watch:
        _watch(settings, values)
    with telling(settings.lake, values.outcome, settings.run_id) as word:
        with StopSignal() as stop:
            summary = write(settings, stop=stop)
        tell("\n".join(lines_of(summary)))
        word.message = f"{summary.filings:,} filings and {summary.items:,} Items written"
        word.report = summary.report or ""
        word.figures = {
            "filings": summary.filings,
            "sections": summary.items,
            "replaced": summary.replaced,
            "quarantined": summary.quarantined,
            "already_present": summary.already_present,
            "bytes_read": summary.bytes_read,
            "writer_seconds": summary.seconds,
        }
        word.tables = tables_of(summary)
        if not settings.tolerate.allows(summary.newly_quarantined, summary.tried):
            raise PartialError(
                f"{summary.newly_quarantined} of {summary.tried} filings went to quarantine, where {settings.tolerate} may "
                f"(--tolerate); the others are committed, and the reasons stand in {summary.report}"
            )
    return ExitCode.DONE


def _watch(settings: WriterSettings, values: argparse.Namespace) -> NoReturn:
    """Write until a stop is asked for; raises Stopped then."""
    with telling(settings.lake, values.outcome, settings.run_id) as word:
        if settings.needs_tables:
            raise CallerError(
                "--watch goes on until it is stopped, and --reparse, --optimize and --vacuum-hours belong to a single run: "
                "leave out one of them"
            )
        with StopSignal() as stop:
            done = watch(
                settings,
                values.watch_every,
                stop=stop,
                tell=lambda summary: tell(lines_of(summary)[0]),
            )
        word.figures = asdict(done)
        raise Stopped(
            f"stopped on request; {done.filings:,} filings were written in {done.batches} batches"
        )


def parser() -> OptionParser:
    """Return the program's options."""
    options = OptionParser("spark_delta.run_spark_deltawriter", _DESCRIPTION, _EPILOG)
    options.option(
        "--lake",
        required=True,
        help="abfss://FILESYSTEM@ACCOUNT.dfs.core.windows.net/ROOT, file:///DIR or a folder",
    )
    options.option(
        "--outcome",
        metavar="PATH",
        help="file in the lake to write the run's outcome to",
    )
    _add_work_options(options)
    _add_watch_options(options)
    _add_bounds(options)
    _add_spark_options(options)
    return options


def _add_work_options(options: OptionParser) -> None:
    options.group("what is written")
    options.option(
        "--tables",
        type=_optional_tables,
        default=OPTIONAL,
        metavar="NAMES",
        help="optional tables to write, as a list; none for none of them; the others are always written",
    )
    options.flag(
        "--reparse",
        help="read filings again that another parser version read, or that were not written to one of --tables",
    )
    options.flag("--retry-quarantine", help="retry quarantined filings")
    options.flag("--optimize", help="compact and cluster the tables at the end")
    options.option(
        "--vacuum-hours",
        type=_hours,
        metavar="HOURS",
        help="delete files that no table version of the last HOURS needs; 168 at least",
    )


def _add_watch_options(options: OptionParser) -> None:
    options.group("a watch")
    options.flag(
        "--watch",
        help="go on until stopped: write what a loader stores as soon as its manifest names it",
    )
    options.option(
        "--watch-every",
        type=seconds,
        default=15.0,
        metavar="TIME",
        help="with --watch: time between two looks for new filings, each one listing of the manifests",
    )


def _add_bounds(options: OptionParser) -> None:
    options.group("bounds")
    options.option(
        "--tolerate",
        type=Tolerance.parse,
        default=Tolerance(),
        metavar="N|P%",
        help="newly quarantined filings allowed before exit code 4",
    )
    options.option(
        "--document-timeout",
        type=seconds,
        default=Limits().seconds,
        metavar="TIME",
        help="seconds a document may take before it is quarantined",
    )
    options.option(
        "--max-document-mb",
        type=positive_int,
        default=Limits().max_bytes // 1_000_000,
        metavar="MB",
        help="maximum size of a submission, in MB uncompressed",
    )
    options.option(
        "--reader-memory-mb",
        type=positive_int,
        default=None,
        metavar="MB",
        help="memory limit of the process that reads a document, in MB; default: its share of the machine or of the "
        f"executor's overhead, {MOST >> 20} at most",
    )
    options.option(
        "--batch-filings",
        type=positive_int,
        default=5_000,
        metavar="N",
        help="filings per commit",
    )


def _add_spark_options(options: OptionParser) -> None:
    options.group("Spark")
    options.option(
        "--master",
        default=SparkSettings().master,
        help="Spark master; spark-submit and the operator override it",
    )
    options.option(
        "--driver-memory-mb",
        type=positive_int,
        default=None,
        metavar="MB",
        help="heap of Spark's driver, in MB; spark-submit overrides it; default: a quarter of the machine, 1 to 8 GB",
    )
    options.flag("--ui", help="serve the Spark UI on port 4040")


def settings_from(values: argparse.Namespace) -> WriterSettings:
    """Return the options as settings."""
    return WriterSettings(
        lake=values.lake,
        run_id=values.run_id,
        tolerate=values.tolerate,
        reparse=values.reparse,
        retry_quarantine=values.retry_quarantine,
        optimize=values.optimize,
        vacuum_hours=values.vacuum_hours,
        batch_filings=values.batch_filings,
        tables=values.tables,
        limits=Limits(
            seconds=values.document_timeout,
            max_bytes=values.max_document_mb * 1_000_000,
            memory_bytes=values.reader_memory_mb << 20 if values.reader_memory_mb else None,
        ),
        spark=SparkSettings(values.master, values.driver_memory_mb or 0, values.ui),
    )


def _optional_tables(text: str) -> tuple[str, ...]:
    if text.strip() == "none":
        return ()
    names = comma_list(text)
    for name in names:
        if name not in OPTIONAL:
            known = f"one of {', '.join(OPTIONAL)}, or none for none of them"
            if name in BY_NAME:
                raise ValueError(f"{name!r} is always written; name {known}")
            raise ValueError(f"{name!r} is no optional table; name {known}")
    return names


def _hours(text: str) -> float:
    value = positive_float(text)
    if value < 168:
        raise ValueError(
            f"{text!r} is less than 168 hours: a running query or a slow writer may still need those files"
        )
    return value


if __name__ == "__main__":
    run_program(main)
