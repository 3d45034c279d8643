"""Loader and writer that go on, in this process: each filing is written right after it was stored."""

from __future__ import annotations

import logging
import os
from typing import NoReturn

from data_loader.summary import LoadSummary
from data_loader.watch.options import Pace
from data_loader.watch.watch import watch
from docai.lake.open import open_lake
from docai.runtime.errors import DocaiError, Stopped
from docai.runtime.exit_codes import ExitCode
from docai.runtime.stop import StopSignal
from docai.runtime.streams import tell
from local_pipeline.options import PipelineOptions
from local_pipeline.pipeline import writer_settings
from spark_delta.report.outcome_text import lines_of
from spark_delta.run import write
from spark_delta.spark.jvm import find_java

_log = logging.getLogger(__name__)


def go_on(options: PipelineOptions, pace: Pace, stop: StopSignal) -> NoReturn:
    """Load and write until ``stop`` asks for an end; raises Stopped then, and what the caller must change."""
    find_java(os.environ)
    lake = open_lake(options.lake)

    begun = False

    def to_tables(summary: LoadSummary) -> None:
        nonlocal begun
        if begun and not summary.stored:
            return
        begun = True  # at first also what an earlier run stored and did not write
        try:
            written = write(writer_settings(options), stop=stop)
        except DocaiError as error:
            if stop.requested or error.exit_code is not ExitCode.OTHER_SIDE:
                raise
            _log.warning("nothing could be written: %s; the next batch brings it", error)
        else:
            tell(lines_of(written)[0])

    done = watch(options.loader(None), pace, lake=lake, stop=stop, tell=to_tables)
    raise Stopped(f"stopped on request; {done.stored} filings were stored in {done.looks} looks")
