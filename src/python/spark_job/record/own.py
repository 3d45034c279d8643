"""The launcher's record of its step: how the job ended, or why there was none."""

from __future__ import annotations

import logging
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from docai.lake.lake import Lake
from docai.lake.open import open_lake
from docai.run_id import check_run_id
from docai.runtime.errors import DocaiError
from docai.runtime.options import variable
from docai.runtime.step_record import Put, StepNotes, recorded
from spark_job.jobs import anything, writer
from spark_job.results import Result, metrics

_log = logging.getLogger(__name__)
RECORDED = "://"
"""What an address has that the reason of unreadable options is written to: never to a folder that a slip would name."""


def put_into(lake: Lake | None) -> Put | None:
    """Return what writes the step's record, None where there is no lake."""
    return None if lake is None else lake.replace


def note(notes: StepNotes, result: Result, reports: Sequence[str]) -> None:
    """Put how the job ended into the step's record; ``reports`` are paths in the lake."""
    verdict = result.verdict
    notes.exit_code = verdict.code
    notes.message = (
        " ".join([f"{verdict.what.rstrip('.')}.", *result.earlier])
        if result.earlier
        else verdict.what
    )
    notes.advice, notes.lines = verdict.advice, verdict.lines
    notes.figures = metrics(result)
    notes.reports = tuple(reports)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a step's record belongs."""

    lake: str
    run_id: str
    step: str


def place_of(argv: Sequence[str], environment: Mapping[str, str]) -> Place | None:
    """Return where the record of a launcher with these options belongs, though they may not all be readable; else None.

    The exit handler and a dry run are no steps.
    """
    if "--cleanup" in argv or "--dry-run" in argv:
        return None
    lake, run_id = _value(argv, environment, "--lake"), _value(argv, environment, "--run-id")
    usual = anything.STEP if _value(argv, environment, "--job") == "any" else writer.STEP
    step = _value(argv, environment, "--step") or usual
    try:
        check_run_id(run_id), check_run_id(step)
    except ValueError:
        return None
    return Place(lake, run_id, step) if RECORDED in lake else None


def leave_reason(
    argv: Sequence[str], error: DocaiError, environment: Mapping[str, str] | None = None
) -> None:
    """Record that the step ended with ``error`` before its options were read."""
    place = place_of(argv, os.environ if environment is None else environment)
    if place is None:
        return
    try:
        put = put_into(open_lake(place.lake))
        with recorded(put, place.run_id, place.step):
            raise error
    except DocaiError as raised:
        if raised is not error:
            _log.warning("the reason cannot be kept in the lake: %s", raised)


def _value(argv: Sequence[str], environment: Mapping[str, str], flag: str) -> str:
    given = environment.get(variable(flag), "")
    for at, word in enumerate(argv):
        if word.startswith(f"{flag}="):
            given = word.partition("=")[2]
        elif word == flag and at + 1 < len(argv):
            given = argv[at + 1]
    return given.strip()
