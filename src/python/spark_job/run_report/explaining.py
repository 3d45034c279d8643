"""What happened in a step, in a sentence or two. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from docai.report.figures import duration_text
from docai.runtime.exit_codes import ExitCode
from spark_job.run_report.cases import Facts, StepState
from spark_job.run_report.evidence import Hint

KILLED = "It ended before it could say why: somebody cancelled the run, it ran out of memory, or its node is gone."
"""Kubeflow's launcher dies at once when a run is cancelled, and its final status says FAILED then, too."""
STOPPED = "It was told to stop (SIGTERM): somebody cancelled the run, or its node was drained."
COULD_NOT_START = "Kubeflow could not start the step; see the step's driver pod in the run page."
NEVER_SEEN = (
    "It left nothing in the lake: Kubeflow could not start the step (see the step's driver pod in the run page), "
    "it ended before it could reach the lake (see the last lines of the step's log), or what the step before it put out "
    "could not be kept."
)


def explained(facts: Facts, state: StepState, problem: str) -> str:
    """Return what happened in a step of which ``facts`` are known; ``problem`` is why the lake cannot be read."""
    said = facts.record.message if facts.record is not None else ""
    traced = facts.trace.message if facts.trace is not None else ""
    match state:
        case StepState.DONE:
            return said or traced or _inferred(facts)
        case StepState.FAILED:
            return said or traced
        case StepState.STOPPED:
            more = said or traced
            return _sentences(STOPPED, more if more != "stopped on request" else "")
        case StepState.KILLED:
            return _sentences(KILLED, said, _aside(facts))
        case StepState.UNDER_WAY:
            return _sentences("It has not ended yet.", _aside(facts))
        case StepState.NOT_STARTED:
            return _not_started(facts)
        case StepState.UNKNOWN:
            return _unknown(facts, traced, problem)


def edgar_away(figures: Mapping[str, float]) -> str:
    """Return for how long EDGAR did not answer the loader, as words of a sentence; empty for less than a second."""
    seconds = figures.get("seconds_away", 0.0)
    return f"EDGAR did not answer for {duration_text(seconds)}" if seconds >= 1 else ""


def _inferred(facts: Facts) -> str:
    if facts.later:
        return "It left no record; it was done, since the next step has started."
    if facts.open_record:
        return "Its record has no end; Kubeflow says that every step ended well."
    return ""


def _aside(facts: Facts) -> str:
    """Return what the work itself came to, though the step that watched it says nothing."""
    trace = facts.trace
    if trace is None:
        return ""
    if trace.code is None:
        return trace.message
    if trace.code is ExitCode.DONE:
        return f"The work itself is done: {trace.message}" if trace.message else "The work is done."
    return f"The work itself ended with exit code {trace.code:d} ({trace.code.meaning}): {trace.message}"


def _not_started(facts: Facts) -> str:
    if facts.before not in (None, StepState.DONE):
        return "It was not started, since the step before it is not done."
    if not facts.hint.over:
        return "It has not started."
    return COULD_NOT_START if facts.hint is Hint.UNCLEAR else NEVER_SEEN


def _unknown(facts: Facts, traced: str, problem: str) -> str:
    if facts.trace is not None:
        return _sentences(traced, "How the step ended is not recorded.")
    if facts.unread:
        return f"The lake cannot be read: {problem}"
    if facts.damaged:
        return "Its record in the lake is damaged."
    if facts.hint is not Hint.ENDED_WELL:
        return "It left nothing in the lake; whether it was started is not known."
    return "It left no record, though Kubeflow says that every step ended well: is its image older than this one?"


def _sentences(*parts: str) -> str:
    whole = [part[0].upper() + part[1:] for part in parts if part]
    return " ".join(part if part.endswith((".", "!", "?")) else f"{part}." for part in whole)
