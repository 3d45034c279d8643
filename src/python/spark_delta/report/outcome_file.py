"""The writer's word on its own end, for who watches over it: one small file in the lake."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

from docai.lake.errors import LakeError
from docai.lake.open import open_lake
from docai.runtime.errors import DocaiError
from docai.runtime.exit_codes import ExitCode
from docai.runtime.outcome import Outcome, OutcomeTable, to_bytes
from spark_delta.report.summary import WriteSummary

_log = logging.getLogger(__name__)


@dataclass
class Word:
    """What is to be told: a sentence, figures by name, the tables, and the run's report (a path in the lake)."""

    message: str = ""
    figures: Mapping[str, float] = field(default_factory=dict)
    tables: tuple[OutcomeTable, ...] = ()
    report: str = ""


@contextmanager
def telling(lake: str, path: str | None, run_id: str) -> Iterator[Word]:
    """Have what happens inside told at ``path`` in the lake, however it ends; None: nowhere.

    A word that cannot be written is said in the log and changes nothing about the end.
    """
    word, began, code = Word(), datetime.now(UTC), ExitCode.DEFECT
    try:
        yield word
        code = ExitCode.DONE
    except DocaiError as error:
        code, word.message = error.exit_code, str(error)
        raise
    except MemoryError:
        code, word.message = ExitCode.OUT_OF_MEMORY, "out of memory"
        raise
    except BaseException as error:
        word.message = f"{type(error).__name__}: {error}"
        raise
    finally:
        if path is not None:
            ended = datetime.now(UTC)
            outcome = Outcome(
                run_id,
                code,
                word.message,
                began,
                ended,
                dict(word.figures),
                word.tables,
                word.report,
            )
            _put(lake, path, outcome)


def tables_of(summary: WriteSummary) -> tuple[OutcomeTable, ...]:
    """Return the tables that are there after a run."""
    return tuple(
        OutcomeTable(name, state.location, state.version, state.rows, state.schema)
        for name, state in summary.tables.items()
        if state.version >= 0
    )


def _put(lake: str, path: str, outcome: Outcome) -> None:
    try:
        open_lake(lake).replace(path, to_bytes(outcome))
    except LakeError as error:
        _log.warning("the outcome cannot be written to %s: %s", path, error)
