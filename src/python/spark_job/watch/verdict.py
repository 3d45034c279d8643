"""How it ended, for a person: the exit code, what failed, the last lines that matter, and what to do. Pure.

Which verdict an end gets, and in which words, is in `verdict_table`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from docai.runtime.exit_codes import ExitCode
from docai.runtime.outcome import Outcome
from spark_job.application import COMPLETED, FAILED
from spark_job.jobs.job import Codes
from spark_job.watch.case import Case
from spark_job.watch.lines import lines_that_matter
from spark_job.watch.verdict_table import VERDICTS, Row
from spark_job.watch.watching import End, View


@dataclass(frozen=True, slots=True)
class Verdict:
    """How it ended. ``what`` is a sentence, ``lines`` the last that matter, ``advice`` what to do.

    ``repeatable``: the cluster, not the job, ended it, so that the same job may be run again at once.
    """

    code: ExitCode
    state: str
    what: str
    lines: tuple[str, ...] = ()
    advice: str = ""
    driver_exit_code: int | None = None
    repeatable: bool = False

    @property
    def text(self) -> str:
        """The whole explanation."""
        shown = "".join(f"\n    {line}" for line in self.lines)
        return self.what + (f" {self.advice}" if self.advice else "") + shown


def judge(
    end: End,
    view: View,
    tail: Sequence[str],
    outcome: Outcome | None,
    namespace: str,
    codes: Codes,
) -> Verdict:
    """Return how it ended.

    ``tail`` are the last lines of the driver's log, ``outcome`` what the job says of itself, ``codes`` what its exit codes mean.
    """
    case = Case(end, view, tail, outcome, namespace, codes)
    row = row_of(case)
    code = _code(row, case)
    return Verdict(
        code,
        _state(case, code),
        row.what.format(it=case),
        lines_that_matter(tail) if row.log else (),
        row.advice.format(it=case),
        case.driver_exit_code if row.driver else None,
        row.repeatable,
    )


def row_of(case: Case) -> Row:
    """Return the first row that holds. Raises LookupError for an end without one."""
    for row in VERDICTS:
        if row.why == case.end.why and row.holds(case):
            return row
    raise LookupError(f"no verdict for {case.end.why}")


def _code(row: Row, case: Case) -> ExitCode:
    if row.code == "the driver's exit code":
        return ExitCode(case.exit_code)
    if row.code == "the outcome's code":
        assert case.outcome is not None
        return case.outcome.exit_code
    return row.code


def _state(case: Case, code: ExitCode) -> str:
    """Return the state that is reported; an end by a limit of ours leaves the operator's word."""
    match case.end.why:
        case "completed" | "failed" | "vanished" if code is ExitCode.DONE:
            return COMPLETED
        case "completed":
            return COMPLETED
        case "failed":
            return FAILED
    return "GONE" if case.view.app is None else case.view.app.state or "NEW"
