from __future__ import annotations

import pytest

from spark_job.run_report.cases import StepState
from spark_job.run_report.examples import APP, RUN
from spark_job.run_report.figures import metrics_of
from spark_job.run_report.judging import story_of
from spark_job.run_report.ways import WAYS

DONE, FAILED, STOPPED, KILLED = (
    StepState.DONE,
    StepState.FAILED,
    StepState.STOPPED,
    StepState.KILLED,
)
UNDER_WAY, NOT_STARTED, UNKNOWN = StepState.UNDER_WAY, StepState.NOT_STARTED, StepState.UNKNOWN

EXPECTED = {
    "both done": (DONE, DONE, 0, "is done: 40 filings stored, 40 written with 1,389 Items", ""),
    "nothing new": (DONE, DONE, 0, "is done: nothing new", ""),
    "EDGAR away for a while": (
        DONE,
        DONE,
        0,
        "written with 1,389 Items; EDGAR did not answer for 3 min 2 s",
        "",
    ),
    "EDGAR away for a while, nothing new": (
        DONE,
        DONE,
        0,
        "is done: nothing new; EDGAR did not answer for 1 min 44 s",
        "",
    ),
    "loader: wrong user agent": (
        FAILED,
        NOT_STARTED,
        2,
        "failed in step data-loader (exit code 2: an option, a credential, a permission or a name has to be "
        "changed): the user agent 'me' names no contact",
        "Give the parameter user_agent a name and an e-mail address",
    ),
    "loader: EDGAR away": (
        FAILED,
        NOT_STARTED,
        3,
        "EDGAR did not answer for 30 min",
        "when EDGAR answers: it resumes",
    ),
    "loader: too many failed": (
        FAILED,
        NOT_STARTED,
        4,
        "(exit code 4: done in part: more filings failed than is tolerated): 3 of 40 filings failed",
        "Raise the parameter tolerate",
    ),
    "loader: defect": (FAILED, NOT_STARTED, 1, "which is a defect): KeyError", "report it"),
    "loader: killed": (
        KILLED,
        NOT_STARTED,
        None,
        "was cancelled or killed in step data-loader. It ended before it could say why: somebody cancelled the run, it "
        "ran out of memory, or its node is gone. 1,234 filings are stored.",
        "it resumes",
    ),
    "loader: killed, no record": (
        KILLED,
        NOT_STARTED,
        None,
        "It ended before it could say why",
        "it resumes",
    ),
    "loader: cancelled": (
        STOPPED,
        NOT_STARTED,
        143,
        "was cancelled while step 1 (data-loader) ran. It was told to stop (SIGTERM): somebody cancelled the run",
        "Start the run again",
    ),
    "loader: cancelled, no record": (
        STOPPED,
        NOT_STARTED,
        143,
        "was cancelled while step 1 (data-loader) ran",
        "Start the run again",
    ),
    "loader: cancelled without a word": (
        STOPPED,
        NOT_STARTED,
        None,
        "was cancelled while step 1 (data-loader) ran",
        "Start the run again",
    ),
    "spark: option": (
        DONE,
        FAILED,
        2,
        "the service account 'spark' is not in the namespace",
        "the filings are loaded and stay",
    ),
    "spark: storage failed": (DONE, FAILED, 3, "the storage did not answer", "it resumes"),
    "spark: quarantine": (
        DONE,
        FAILED,
        4,
        "failed in step run-spark-job (exit code 4: done in part: more filings failed than is tolerated): 3 of 40 filings "
        "went to quarantine",
        "All other filings are committed. Look at the reasons below.",
    ),
    "spark: driver out of memory": (
        DONE,
        FAILED,
        5,
        "out of memory at its limit of 3Gi",
        "Raise driver_memory (heap)",
    ),
    "spark: time limit": (DONE, FAILED, 6, "ran out of time", "Raise spark_timeout or"),
    "spark: no image": (
        DONE,
        FAILED,
        7,
        "Back-off pulling image",
        "Check the parameter spark_delta_image and",
    ),
    "spark: quota": (DONE, FAILED, 7, "the quota 'spark' leaves no room", "raise the quota"),
    "spark: no operator": (
        DONE,
        FAILED,
        7,
        "the Spark Operator has said nothing",
        "spark_namespace",
    ),
    "spark: launcher killed": (
        DONE,
        KILLED,
        None,
        f"was cancelled or killed in step run-spark-job. It ended before it could say why: somebody cancelled the run, it "
        f"ran out of memory, or its node is gone. The application {APP} was under way.",
        "it goes on from what is committed",
    ),
    "spark: launcher killed, job done": (
        DONE,
        KILLED,
        None,
        "The work itself is done: 40 filings",
        "the tables are complete",
    ),
    "spark: cancelled": (
        DONE,
        STOPPED,
        143,
        f"was cancelled while step 2 (run-spark-job) ran. It was told to stop (SIGTERM): somebody cancelled the run, or "
        f"its node was drained. Stopped on request; {APP} has been deleted.",
        "Start the run again",
    ),
    "spark: evicted once, then fine": (
        DONE,
        DONE,
        0,
        "40 written with 1,389 Items; the Spark job took 2 attempts",
        "",
    ),
    "spark: no record, application failed": (
        DONE,
        FAILED,
        5,
        "out of memory at its limit of 3Gi",
        "Raise driver_memory",
    ),
    "spark: no record, outcome failed": (
        DONE,
        FAILED,
        4,
        "3 of 40 filings went to quarantine",
        "Look at the reasons below",
    ),
    "spark: never started": (
        DONE,
        NOT_STARTED,
        None,
        "failed: step 2 (run-spark-job) was not started. Kubeflow could not start the step; see the step's driver pod in "
        "the run page",
        "Then start the run again: what is stored stays",
    ),
    "spark: never seen": (
        DONE,
        NOT_STARTED,
        None,
        "it ended before it could reach the lake (see the last lines of the step's log), or what the step before it put out "
        "could not be kept",
        "the log of the step's driver pod",
    ),
    "nothing started": (
        NOT_STARTED,
        NOT_STARTED,
        None,
        "failed: step 1 (data-loader) was not started. Kubeflow could not start the step",
        "the log of the step's driver pod",
    ),
    "lake unreadable": (
        UNKNOWN,
        UNKNOWN,
        None,
        "failed, and why is not known. The lake cannot be read: the storage refused: 403",
        "Check the parameter lake",
    ),
    "lake unreadable, application failed": (
        DONE,
        FAILED,
        3,
        "failed in step run-spark-job (exit code 3",
        "it resumes",
    ),
    "lake unreadable, ended well": (
        UNKNOWN,
        UNKNOWN,
        None,
        "ended is not known. The lake cannot be read",
        "Check the parameter lake",
    ),
    "records damaged": (
        UNKNOWN,
        UNKNOWN,
        None,
        "failed, and why is not known. Its record in the lake is damaged",
        "the step's log",
    ),
    "record damaged, manifest whole": (
        DONE,
        NOT_STARTED,
        None,
        "step 2 (run-spark-job) was not started",
        "driver pod",
    ),
    "manifest with failures, no record": (
        UNKNOWN,
        UNKNOWN,
        None,
        "3 filings failed. How the step ended is not recorded.",
        "the step's log",
    ),
    "no records though all ended well": (
        UNKNOWN,
        UNKNOWN,
        None,
        "though Kubeflow says that every step ended well",
        "the step's log",
    ),
    "end of a record lost, yet all ended well": (DONE, DONE, 0, "is done: 40 filings stored", ""),
    "all done, yet a step failed": (
        DONE,
        DONE,
        None,
        "failed, and no step says why: Kubeflow could not start a step, or could not keep what a step put out. These steps "
        "are done: data-loader, run-spark-job",
        "open the step that is marked as failed",
    ),
    "all done, yet a step was not started": (
        DONE,
        DONE,
        None,
        "failed, and no step says why: Kubeflow could not start a step",
        "the log of its driver pod",
    ),
    "all done, yet cancelled": (
        DONE,
        DONE,
        None,
        "was cancelled, and no step says that it was stopped. These steps are done",
        "it resumes",
    ),
    "by hand, under way": (DONE, UNDER_WAY, None, "is under way in step 2 (run-spark-job)", ""),
    "by hand, begun without a record": (
        UNDER_WAY,
        NOT_STARTED,
        None,
        "is under way in step 1 (data-loader)",
        "",
    ),
    "by hand, nothing": (NOT_STARTED, NOT_STARTED, None, "nothing is to be seen of run", ""),
    "by hand, spark alone": (NOT_STARTED, DONE, 0, "is done: 40 written with 1,389 Items", ""),
}
"""Loader, Spark step, exit code, what the sentence says, what the advice says."""


def test_every_way_has_its_expectation() -> None:
    assert EXPECTED.keys() == WAYS.keys()


@pytest.mark.parametrize("way", WAYS)
def test_a_run_is_told_as_it_went(way: str) -> None:
    loader, spark, code, sentence, advice = EXPECTED[way]
    story = story_of(WAYS[way])
    assert [one.state for one in story.steps] == [loader, spark]
    assert f"run {RUN}" in story.sentence
    assert sentence in story.sentence
    assert metrics_of(story).get("exit_code") == code
    assert advice in story.advice
    assert bool(story.advice) == bool(advice)
