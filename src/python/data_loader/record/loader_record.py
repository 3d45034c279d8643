"""What the loader leaves in the lake about its own end, for the pipeline's exit handler (docai.runtime.step_record)."""

from __future__ import annotations

import logging
import os
import time
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress

from data_loader.summary import LoadSummary, sentence
from docai.lake.lake import Lake
from docai.lake.open import open_lake
from docai.run_id import check_run_id
from docai.runtime.errors import DocaiError
from docai.runtime.exit_codes import ExitCode
from docai.runtime.options import given
from docai.runtime.recording.keeping import kept
from docai.runtime.step_record import StepNotes
from docai.runtime.stop import StopSignal

STEP = "data-loader"

LINES = 20
"""The last so many warnings and errors of the log stand in the record."""

ADVICE: Mapping[ExitCode, str] = {
    ExitCode.DEFECT: "Report it with the log of this step.",
    ExitCode.CALLER: "Change what the message says. Run again unchanged, it ends the same way.",
    ExitCode.OTHER_SIDE: "Run it again later: what is stored stays, and only the rest is fetched.",
    ExitCode.PARTIAL: (
        "Run it again: failed filings are fetched again, stored ones are not. The manifest says why each one failed; "
        "--tolerate says how many may."
    ),
    ExitCode.OUT_OF_MEMORY: "Give the step more memory, or let it use fewer --workers.",
    ExitCode.STOPPED: "Run it again: what is stored stays, and only the rest is fetched.",
}
"""What to do next, by how the loader ended."""


@contextmanager
def kept_in_lake(
    lake: Lake, run_id: str, stop: StopSignal, step: str = STEP
) -> Iterator[StepNotes]:
    """Have the run of ``step`` inside recorded in ``lake``, however it ends.

    A stop is recorded at once, before it is carried out: Kubeflow Pipelines kills a step 0.9 s after it asks it to stop.
    """
    advice = ADVICE[ExitCode.STOPPED]
    with (
        _lines_that_matter() as lines,
        kept(lake.replace, run_id, step, stop, advice) as notes,
    ):
        try:
            yield notes
        except BaseException as error:
            notes.advice = advice_for(error)
            raise
        finally:
            notes.lines = tuple(lines)


def note_summary(notes: StepNotes, summary: LoadSummary) -> None:
    """Take over what a run did into its record."""
    notes.message = sentence(summary)
    notes.reports = (summary.manifest,)
    notes.figures = {
        "selected": summary.selected,
        "stored": summary.stored,
        "already_stored": summary.already_stored,
        "missing": summary.missing,
        "failed": summary.failed,
        "unreadable": summary.unreadable,
        "unreadable_before": summary.unreadable_before,
        "not_reached": summary.not_reached,
        "bytes_served": summary.bytes_served,
        "requests": summary.requests,
        "pauses": summary.pauses,
        "seconds": round(summary.seconds, 3),
        "seconds_away": round(summary.seconds_away, 3),
    }


def keep_refusal(argv: Sequence[str], error: DocaiError) -> None:
    """Record in the lake why the options were refused, where ``argv`` and the environment name a lake and a run id."""
    address, run_id = given("--lake", argv, os.environ), given("--run-id", argv, os.environ)
    if not address or not run_id:
        return
    with suppress(DocaiError, ValueError):
        check_run_id(run_id)
        with kept_in_lake(open_lake(address), run_id, StopSignal()):
            raise error


def advice_for(error: BaseException) -> str:
    """Return what to do after the loader ended with ``error``."""
    if isinstance(error, DocaiError):
        return ADVICE.get(error.exit_code, "")
    if isinstance(error, MemoryError):
        return ADVICE[ExitCode.OUT_OF_MEMORY]
    if isinstance(error, KeyboardInterrupt):
        return ADVICE[ExitCode.STOPPED]
    return ADVICE[ExitCode.DEFECT]


@contextmanager
def _lines_that_matter() -> Iterator[deque[str]]:
    """Collect the last warnings and errors of the log, as text."""
    lines: deque[str] = deque(maxlen=LINES)

    class Collector(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            moment = time.strftime("%H:%M:%SZ", time.gmtime(record.created))
            lines.append(f"{moment} {record.levelname.lower()}: {record.getMessage()}")

    collector = Collector(logging.WARNING)
    logging.getLogger().addHandler(collector)
    try:
        yield lines
    finally:
        logging.getLogger().removeHandler(collector)
