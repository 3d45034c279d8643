"""A run in one sentence: the last line of the exit handler's log, and the first of its report. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from docai.cluster.answers import shortened
from docai.report.figures import count_text
from spark_job.run_report.cases import StepState
from spark_job.run_report.evidence import LOADER, SPARK, Hint
from spark_job.run_report.explaining import edgar_away
from spark_job.run_report.story import StepStory

LONGEST = 500
"""Characters of a step's message in the sentence."""

_NOBODY = "failed, and no step says why: Kubeflow could not start a step, or could not keep what a step put out"
_MISHAPS = {
    Hint.FAILED: _NOBODY,
    Hint.UNCLEAR: _NOBODY,
    Hint.CANCELLED: "was cancelled, and no step says that it was stopped",
}
"""What is said of a run whose steps all say that they are done, by Kubeflow's word; any other word: done."""

_REPEATED = re.compile(r"^\S{1,80} ended with exit code \d{1,3}: ", re.ASCII)
"""The beginning of a launcher's message that the sentence has said already."""


def sentence_of(
    run_id: str, steps: Sequence[StepStory], culprit: StepStory | None, hint: Hint
) -> str:
    """Return how the run ended; ``culprit`` is the first step that is not done, None when all are."""
    if culprit is None and hint in _MISHAPS:
        known = ", ".join(one.task for one in steps)
        return f"run {run_id} {_MISHAPS[hint]}. These steps are done: {known}"
    if culprit is None:
        return f"run {run_id} is done: {'; '.join((_done(steps), *_odd(steps)))}"
    name, message = culprit.task, shortened(culprit.message, LONGEST)
    match culprit.state:
        case StepState.FAILED:
            code = culprit.code
            what = f" (exit code {code:d}: {code.meaning})" if code is not None else ""
            return f"run {run_id} failed in step {name}{what}: {_REPEATED.sub('', message)}"
        case StepState.KILLED:
            return f"run {run_id} was cancelled or killed in step {name}. {message}"
        case StepState.STOPPED:
            return f"run {run_id} was cancelled while step {culprit.number} ({name}) ran. {message}"
        case StepState.UNDER_WAY:
            return f"run {run_id} is under way in step {culprit.number} ({name})"
        case StepState.NOT_STARTED:
            if not hint.over:
                return f"nothing is to be seen of run {run_id}"
            return f"run {run_id} failed: step {culprit.number} ({name}) was not started. {message}"
        case _:
            if hint is Hint.FAILED:
                return f"run {run_id} failed, and why is not known. {message}"
            return f"how run {run_id} ended is not known. {message}"


def _done(steps: Sequence[StepStory]) -> str:
    figures = {one.name: one.figures for one in steps}
    loaded, written = figures.get(LOADER, {}), figures.get(SPARK, {})
    stored, filings = loaded.get("stored"), written.get("filings")
    quarantined, failed = written.get("quarantined", 0), loaded.get("failed", 0)
    if not any((stored, filings, quarantined, failed)):
        known = stored is not None or filings is not None
        return "nothing new" if known else "every step is done"
    parts = []
    if stored is not None:
        parts.append(f"{count_text(stored)} filings stored")
    if filings is not None:
        items = written.get("sections")
        of_it = f" with {count_text(items)} Items" if items is not None else ""
        parts.append(f"{count_text(filings)} written{of_it}")
    if failed:
        parts.append(f"{count_text(failed)} not loaded, as tolerated")
    if quarantined:
        parts.append(f"{count_text(quarantined)} in quarantine, as tolerated")
    return ", ".join(parts)


def _odd(steps: Sequence[StepStory]) -> list[str]:
    """Return why a run that is done took longer than others."""
    away = [edgar_away(one.figures) for one in steps if one.name == LOADER]
    attempts = max(one.attempts for one in steps)
    again = f"the Spark job took {attempts} attempts" if attempts > 1 else ""
    return [one for one in (*away, again) if one]
