"""What a pipeline's step leaves in the lake about itself: one small file, written at its start and again at its end.

Kubeflow Pipelines keeps no reason of a failed step: its launcher exits with 1 whatever the program's code, and a failed step
uploads neither metrics nor reports. The exit handler reads these files instead. A record without an end is one of a step
that is under way, or was killed before it could say anything.
"""

from __future__ import annotations

import json
import logging
import math
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

from docai.run_id import check_run_id
from docai.runtime.errors import DocaiError
from docai.runtime.exit_codes import ExitCode
from docai.runtime.json_values import moment, number
from docai.runtime.logs import Redaction
from docai.runtime.outcome import outcomes_of

Put = Callable[[str, bytes], None]
"""Writes a file of the lake, replacing what stands there; raises DocaiError."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class StepRecord:
    """A step of a run. ``ended_at`` and ``exit_code`` are None until it has ended.

    - ``message``: a sentence for a person. ``advice``: what to do next
    - ``lines``: the log lines that matter
    - ``figures``: counts, bytes and seconds, by name
    - ``reports``: paths of files, relative to the lake
    """

    run_id: str
    step: str
    started_at: datetime
    ended_at: datetime | None = None
    exit_code: ExitCode | None = None
    message: str = ""
    advice: str = ""
    lines: tuple[str, ...] = ()
    figures: Mapping[str, float] = field(default_factory=dict)
    reports: tuple[str, ...] = ()


@dataclass
class StepNotes:
    """What a step adds to its record while it runs; the fields are those of StepRecord."""

    message: str = ""
    advice: str = ""
    lines: tuple[str, ...] = ()
    figures: Mapping[str, float] = field(default_factory=dict)
    reports: tuple[str, ...] = ()
    exit_code: ExitCode = ExitCode.DONE


def records_of(run_id: str) -> str:
    """Return the folder of a run's step records, relative to the lake."""
    return f"{outcomes_of(run_id)}/steps"


def record_path(run_id: str, step: str) -> str:
    """Return where the step's record stands, relative to the lake."""
    return f"{records_of(run_id)}/{check_run_id(step)}.json"


@contextmanager
def recorded(put: Put | None, run_id: str, step: str) -> Iterator[StepNotes]:
    """Have the step inside recorded by ``put``, however it ends; None: nowhere.

    A step that returns ends with the notes' ``exit_code``; one that raises, with that of what it raised. A record that cannot
    be written is reported in the log and changes nothing about the end.
    """
    notes, began = StepNotes(), datetime.now(UTC)
    _write(put, StepRecord(run_id, step, began))
    code = ExitCode.DEFECT
    try:
        yield notes
        code = notes.exit_code
    except DocaiError as error:
        code, notes.message = error.exit_code, str(error)
        raise
    except KeyboardInterrupt:
        code, notes.message = ExitCode.STOPPED, "stopped on request"
        raise
    except MemoryError:
        code, notes.message = ExitCode.OUT_OF_MEMORY, "out of memory"
        raise
    except BaseException as error:
        notes.message = f"{type(error).__name__}: {error}"
        raise
    finally:
        _write(
            put,
            StepRecord(
                run_id=run_id,
                step=step,
                started_at=began,
                ended_at=datetime.now(UTC),
                exit_code=code,
                message=notes.message,
                advice=notes.advice,
                lines=notes.lines,
                figures=dict(notes.figures),
                reports=notes.reports,
            ),
        )


def to_bytes(record: StepRecord) -> bytes:
    """Return the file's content, without the secrets that a text of it may hold."""
    said = Redaction(os.environ)
    return json.dumps(
        {
            "run_id": record.run_id,
            "step": record.step,
            "started_at": _text(record.started_at),
            "ended_at": None if record.ended_at is None else _text(record.ended_at),
            "exit_code": None if record.exit_code is None else int(record.exit_code),
            "message": said(record.message),
            "advice": said(record.advice),
            "lines": list(map(said, record.lines)),
            "figures": {
                name: value for name, value in record.figures.items() if math.isfinite(value)
            },
            "reports": list(record.reports),
        },
        indent=1,
    ).encode()


def from_bytes(data: bytes) -> StepRecord:
    """Return what the file says; raises ValueError when it is no record of a step."""
    try:
        fields = json.loads(data)
        ended, code = fields["ended_at"], fields["exit_code"]
        return StepRecord(
            run_id=check_run_id(fields["run_id"]),
            step=check_run_id(fields["step"]),
            started_at=moment(fields["started_at"]),
            ended_at=None if ended is None else moment(ended),
            exit_code=None if code is None else ExitCode(code),
            message=str(fields["message"]),
            advice=str(fields["advice"]),
            lines=tuple(map(str, fields["lines"])),
            figures={str(name): number(value) for name, value in fields["figures"].items()},
            reports=tuple(map(str, fields["reports"])),
        )
    except (KeyError, TypeError, AttributeError, RecursionError, OverflowError) as error:
        raise ValueError(f"no record of a step: {type(error).__name__}: {error}") from error


def _write(put: Put | None, record: StepRecord) -> None:
    if put is None:
        return
    try:
        put(record_path(record.run_id, record.step), to_bytes(record))
    except DocaiError as error:
        _log.warning("the record of step %s cannot be written to the lake: %s", record.step, error)


def _text(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds")
