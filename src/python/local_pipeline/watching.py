"""Loader and writer that go on, in this process: each filing is written right after it was stored."""

from __future__ import annotations

import os
from typing import NoReturn

from data_loader.watch.options import Pace
from data_loader.watch.watch import watch
from docai.lake.open import open_lake
from docai.runtime.errors import Stopped
from docai.runtime.stop import StopSignal
from docai.runtime.streams import tell
from local_pipeline.options import PipelineOptions
from local_pipeline.pipeline import writer_settings
from spark_delta.report.outcome_text import lines_of
from spark_delta.spark.jvm import find_java
from spark_delta.watching import Looks


def go_on(options: PipelineOptions, pace: Pace, stop: StopSignal) -> NoReturn:
    """Load and write until ``stop`` asks for an end; raises Stopped then, and what the caller must change."""
    find_java(os.environ)
    lake = open_lake(options.lake)
    looks = Looks(
        writer_settings(options), stop=stop, tell=lambda written: tell(lines_of(written)[0])
    )
    done = watch(
        options.loader(None),
        pace,
        lake=lake,
        stop=stop,
        tell=lambda _: looks.look(),
        between=looks.look,
    )
    raise Stopped(f"stopped on request; {done.stored} filings were stored in {done.looks} looks")
