"""The steps of the pipeline one after the other, in this process."""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Sequence
from contextlib import nullcontext

from data_loader.audit.model import Coverage
from data_loader.audit.options import AuditSettings
from data_loader.audit.run import audit, publish, raise_if_missing
from data_loader.run import load
from data_loader.settings import LoaderSettings
from docai.lake.lake import Lake
from docai.lake.open import open_lake
from docai.runtime.errors import PartialError
from docai.runtime.progress import Progress
from docai.runtime.stop import StopSignal
from docai.runtime.tolerance import Tolerance
from local_pipeline.options import PipelineOptions
from local_pipeline.sample import replayed_sample
from local_pipeline.summary import PipelineSummary, StepSummary
from local_pipeline.tables import TableFacts, facts
from spark_delta.early_start import started_ahead
from spark_delta.report.summary import WriteSummary
from spark_delta.run import write
from spark_delta.settings import WriterSettings
from spark_delta.spark.jvm import find_java

_log = logging.getLogger(__name__)


def writer_settings(options: PipelineOptions) -> WriterSettings:
    """Return what the writer is told."""
    return WriterSettings(options.lake, options.values.run_id, tolerate=options.tolerate)


def run_pipeline(options: PipelineOptions, stop: StopSignal) -> PipelineSummary:
    """Load, write, check what is missing; return what was done.

    Raises what the steps raise: DocaiError for all that is understood. A step that did its work in part does not keep the
    next one from what is there; ``PipelineSummary.failed`` says how much is amiss.
    """
    began = time.monotonic()
    find_java(os.environ)
    lake = open_lake(options.lake)
    lake.check_writable()
    with started_ahead(writer_settings(options), lake, stop) as spark:
        with replayed_sample() if options.sample else nullcontext() as sample:
            loaded = _load(options.loader(sample), options.lake, stop)
            check = options.audit(sample)
        waited = time.monotonic()
        with Progress("starting Spark"):
            spark.wait()
        waited = time.monotonic() - waited
        stop.raise_if_requested()
        written = _write(writer_settings(options), stop)
    found = None if check is None else _audit(check, lake, stop)
    tables = facts(lake.uri)
    return PipelineSummary(
        steps=(loaded, _step(written, tables), *([] if found is None else [_checked(found)])),
        tables=tables,
        spark_seconds=waited + written.phases.get("session", 0.0),
        report=f"{lake.uri}/{written.report}" if written.report else None,
        seconds=time.monotonic() - began,
        lake=options.lake,
        coverage=found,
        tickers=() if sample is None else sample.tickers,
    )


def check_tolerance(summary: PipelineSummary, tolerate: Tolerance) -> None:
    """Raise PartialError when a step failed on more filings than ``tolerate`` allows, or more are missing."""
    for step in summary.steps[:2]:
        if not tolerate.allows(step.failed, step.new + step.failed):
            raise PartialError(
                f"{step.name}: {step.failed} of {step.new + step.failed} filings failed, and --tolerate allows {tolerate}"
            )
    if summary.coverage is not None:
        raise_if_missing(summary.coverage, tolerate)


def _load(settings: LoaderSettings, address: str, stop: StopSignal) -> StepSummary:
    _log.info("step 1 of 3: from EDGAR into the lake %s", address)
    done = load(settings, lake=open_lake(address), stop=stop)
    return StepSummary(
        name="1 EDGAR to lake",
        new=done.stored,
        known=done.already_stored,
        failed=done.failed,
        size=done.bytes_served,
        seconds=done.seconds,
    )


def _write(settings: WriterSettings, stop: StopSignal) -> WriteSummary:
    _log.info("step 2 of 3: from the lake into Delta tables")
    return write(settings, stop=stop)


def _audit(settings: AuditSettings, lake: Lake, stop: StopSignal) -> Coverage:
    _log.info("step 3 of 3: what is missing")
    found = audit(settings, lake=lake, stop=stop)
    publish(lake, found)
    return found


def _checked(found: Coverage) -> StepSummary:
    """``found`` as a row: what is written, and what is missing."""
    return StepSummary(
        name="3 coverage",
        new=0,
        known=found.total("written"),
        failed=found.amiss,
        size=0,
        seconds=found.seconds,
    )


def _step(done: WriteSummary, tables: Sequence[TableFacts]) -> StepSummary:
    """``done`` as a row; the writer does not count what it had no reason to look at, the table does."""
    rows = sum(table.rows for table in tables if table.name == "filings")
    return StepSummary(
        name="2 lake to Delta",
        new=done.filings,
        known=rows - done.filings,
        failed=done.newly_quarantined,
        size=done.bytes_read,
        seconds=done.seconds - done.phases.get("session", 0.0),
    )
