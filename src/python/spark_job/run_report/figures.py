"""The figures of a run: under the names that people read, and as Kubeflow's table of metrics shows them. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from docai.report.figures import figure_text
from spark_job.run_report.cases import StepState
from spark_job.run_report.evidence import COVERAGE, LOADER, SPARK
from spark_job.run_report.story import RunStory, RunVerdict

LABELS = {
    "selected": "selected",
    "stored": "stored",
    "already_stored": "stored before",
    "missing": "missing at EDGAR",
    "failed": "failed",
    "unreadable": "unreadable in EDGAR's lists",
    "unreadable_before": "unreadable as before",
    "not_reached": "not reached",
    "settled": "settled of killed runs",
    "requests": "requests",
    "pauses": "pauses at EDGAR's limit",
    "bytes_served": "fetched, unpacked",
    "bytes_lake": "put into the lake",
    "filings": "filings written",
    "sections": "Items written",
    "replaced": "replaced",
    "quarantined": "quarantined",
    "already_present": "there before",
    "bytes_read": "read, unpacked",
    "seconds": "the work took",
    "attempts": "attempts",
}
"""What a person reads for a figure's name, in the order in which they are shown."""

CHECKED = {
    "expected": "expected",
    "stored": "in the lake",
    "written": "written",
    "quarantined": "quarantined",
    "missing": "missing",
    "absent": "without a file at EDGAR",
    "not_reached": "not reached",
    "not_selected": "not selected",
    "unlisted": "in no index",
    "doubled": "written twice",
    "waiting": "handed to the writer",
    "quarters_without_index": "quarters without an index",
    "lag_median_hours": "EDGAR to row, median",
    "lag_95_hours": "EDGAR to row, 95 %",
    "lag_worst_hours": "EDGAR to row, worst",
    "recent_lag_median_hours": "EDGAR to row, last 30 days, median",
    "recent_lag_95_hours": "EDGAR to row, last 30 days, 95 %",
    "recent_lag_worst_hours": "EDGAR to row, last 30 days, worst",
    "seconds": "the work took",
}
"""The same for the check of what is missing, which counts other things under some of these names."""

HIDDEN = frozenset(
    {
        "exit_code",
        "bytes_wire",
        "requests_selection",
        "requests_filing",
        "writer_seconds",
        "seconds_away",
    }
)
"""Figures that are for programs, or are shown elsewhere."""

ZERO_SAYS_NOTHING = frozenset(
    {
        "unreadable",
        "unreadable_before",
        "not_reached",
        "settled",
        "pauses",
        "replaced",
        "missing",
        "absent",
        "not_selected",
        "unlisted",
        "doubled",
        "waiting",
        "quarters_without_index",
    }
)

_METRICS = {
    LOADER: {
        "selected": "filings_selected",
        "stored": "filings_stored",
        "already_stored": "filings_stored_before",
        "missing": "filings_missing",
        "failed": "filings_failed",
        "requests": "edgar_requests",
        "bytes_served": "bytes_fetched",
    },
    SPARK: {
        "filings": "filings_written",
        "sections": "items_written",
        "quarantined": "filings_quarantined",
        "already_present": "filings_written_before",
        "bytes_read": "bytes_read",
    },
    COVERAGE: {"expected": "coverage_expected", "missing": "coverage_missing"},
}
"""Kubeflow's metric for a step's figure."""

_SECONDS = {LOADER: "load_seconds", SPARK: "write_seconds"}


def shown(figures: Mapping[str, float], step: str = SPARK) -> list[tuple[str, str]]:
    """Return the figures of a step as names and values for a person; those that are known come first, in their order."""
    labels = CHECKED if step == COVERAGE else LABELS
    order = [*labels, *sorted(figures.keys() - labels.keys() - HIDDEN)]
    return [
        (labels.get(name, name.replace("_", " ")), figure_text(name, figures[name]))
        for name in order
        if name in figures and (figures[name] or not _idle(name, step))
    ]


def _idle(name: str, step: str) -> bool:
    """Return whether a 0 of this figure says nothing: that none is missing is what the check is for."""
    return name in ZERO_SAYS_NOTHING and (name, step) != ("missing", COVERAGE)


def metrics_of(story: RunStory) -> dict[str, float]:
    """Return the run's figures by plain names. What is not known is left out: a 0 is a 0."""
    made: dict[str, float] = {
        "steps_done": float(sum(one.state is StepState.DONE for one in story.steps))
    }
    if story.verdict is RunVerdict.DONE:
        made["exit_code"] = 0.0
    elif story.culprit is not None and story.culprit.code is not None:
        made["exit_code"] = float(story.culprit.code)
    for step in story.steps:
        made |= _renamed(step.figures, _METRICS.get(step.name, {}))
        seconds = step.seconds if step.seconds is not None else step.figures.get("seconds")
        if seconds is not None:
            made[_SECONDS.get(step.name, f"{step.name}_seconds")] = round(seconds, 3)
        if step.name == SPARK and step.state is not StepState.NOT_STARTED:
            made["spark_attempts"] = float(step.attempts)
    made["applications_deleted"] = float(len(story.cluster.deleted))
    return made


def _renamed(figures: Mapping[str, float], names: Mapping[str, str]) -> dict[str, float]:
    return {new: float(figures[old]) for old, new in names.items() if old in figures}
