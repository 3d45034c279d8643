"""One run of the writer, from the manifests to the committed tables; also the entry for other programs.

``write`` leaves no JVM behind. A run that finds nothing new never starts one, and one with a few new filings seldom does.
"""

from __future__ import annotations

import itertools
import time
from collections.abc import Sequence
from datetime import UTC, datetime

from docai.filing.layout import MANIFESTS, run_name
from docai.lake.lake import Lake
from docai.lake.open import open_lake
from docai.runtime.stop import StopSignal
from docai.tenk import PARSER_VERSION
from spark_delta.edition.publish import is_behind, publish_edition
from spark_delta.errors import DamagedManifest, NothingLoaded
from spark_delta.interpreter import raise_if_stripped
from spark_delta.plan.batches import batches, to_mark
from spark_delta.plan.consumed_marks import ConsumedMarks
from spark_delta.plan.open_parts import parts_of
from spark_delta.plan.small_run import needs_no_spark, soon_over
from spark_delta.report.summary import TableState, WriteSummary
from spark_delta.report.table_facts import facts_of
from spark_delta.report.totals import Totals
from spark_delta.settings import WriterSettings
from spark_delta.tables.schema import TABLES
from spark_delta.tables.table import Table


def write(settings: WriterSettings, *, stop: StopSignal | None = None) -> WriteSummary:
    """Bring what the manifests name into the tables, and return what came of it.

    Raises LakeError, NothingLoaded, DamagedManifest, UnfitTable, UnfitPython, NoJava, CallerError (no jars), SparkNotStarted,
    SparkFailed, CommitConflict, and Stopped when ``stop`` asks for it; whatever was committed until then stays, and the next
    run goes on from there.
    """
    began = datetime.now(UTC)
    clock = time.monotonic()
    run = run_name(settings.run_id, began)
    lake = open_lake(settings.lake)
    if next(lake.folders(MANIFESTS), None) is None:
        raise NothingLoaded(
            f"no loader has run on the lake {lake.uri}: it has no {MANIFESTS}; give the lake that a loader filled"
        )
    lake.check_writable()
    totals = Totals()
    consumed = ConsumedMarks(lake)
    with totals.phase("plan"):
        marks = consumed.load()
        parts = [
            part
            for part in parts_of(lake)
            if not marks.settled(part, PARSER_VERSION, retry_quarantine=settings.retry_quarantine)
        ]
        waiting = batches(lake, parts, settings.batch_filings)
        first = next(waiting, None)
    worked = settings.needs_tables or (first is not None and bool(first.lines))
    if worked:
        raise_if_stripped()
        # Spark takes a second to import: a run without work does without.
        from spark_delta.spark.session import spark_is_here
        from spark_delta.spark_run import SparkRun

        jobs = first.jobs if first else ()
        alone = needs_no_spark(settings, jobs) and not spark_is_here()
        quick = soon_over(settings, lake, jobs)
        remaining = itertools.chain([first] if first else [], waiting)
        spark_run = SparkRun(
            *(settings, lake, run, began, marks, totals, stop or StopSignal()),
            quick=quick,
            alone=alone,
        )
        spark_run.write(remaining)
    elif first is not None:
        totals.damage += first.damage.values()
        consumed.leave(to_mark(first, quarantined=(), pending=(), parser_version=PARSER_VERSION))
    if parts or consumed.worn:
        consumed.keep_few()
    summary = _summary(settings, lake, run, totals, time.monotonic() - clock)
    if worked:
        from spark_delta.report.publish import publish_report

        summary = publish_report(lake, summary)
    publish_edition(lake, changed=bool(summary.tried) or is_behind(lake))
    if totals.damage:
        raise damaged(totals.damage, lake)
    return summary


def damaged(damage: Sequence[str], lake: Lake) -> DamagedManifest:
    """Return what to raise for parts that could be read in part only; ``damage`` says of each what is wrong with it."""
    more = f" (and {len(damage) - 1} more parts are damaged)" if len(damage) > 1 else ""
    return DamagedManifest(
        f"{damage[0]}{more}; what can be read is written. Run the loader on {lake.uri} with --rebuild-manifests: it gives "
        "each filing in raw/10-k that no readable line names a line of its own, and sets damaged parts aside"
    )


def _summary(
    settings: WriterSettings, lake: Lake, run: str, totals: Totals, seconds: float
) -> WriteSummary:
    read = totals.read
    return WriteSummary(
        run=run,
        run_id=settings.run_id,
        filings=read.filings,
        items=read.sections,
        replaced=totals.replaced,
        quarantined=read.failures,
        newly_quarantined=totals.newly_quarantined,
        already_present=totals.present,
        given_up=totals.given_up,
        bytes_read=read.bytes_read,
        seconds=round(seconds, 3),
        phases={name: round(spent, 3) for name, spent in totals.phases.items()},
        tables={table.name: _state(lake, table) for table in TABLES},
        report=None,
        read=read,
    )


def _state(lake: Lake, table: Table) -> TableState:
    facts = facts_of(lake, table)
    return TableState(f"{lake.uri}/{table.path}", facts.version, facts.rows, facts.schema)
