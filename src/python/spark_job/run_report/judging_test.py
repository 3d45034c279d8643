from __future__ import annotations

import pytest

from docai.runtime.exit_codes import ExitCode
from spark_job.run_report.cases import CASES, Facts, StepState, case_of
from spark_job.run_report.evidence import COVERAGE, LOADER, SPARK
from spark_job.run_report.examples import (
    APP,
    FOLDER,
    REPORT,
    RUN,
    evidence,
    loaded,
    outcome,
    record,
    written,
)
from spark_job.run_report.figures import metrics_of
from spark_job.run_report.judging import story_of
from spark_job.run_report.story import RunVerdict
from spark_job.run_report.traces import step_of
from spark_job.run_report.ways import WAYS


@pytest.mark.parametrize("way", WAYS)
def test_no_word_of_kubeflows_own_is_shown(way: str) -> None:
    story = story_of(WAYS[way])
    shown = [story.sentence, *story.remarks, *(one.message + one.advice for one in story.steps)]
    assert not any(word in text for text in shown for word in ("RUNNING", "COMPLETE", "UNCLEAR"))
    assert "\n" not in story.sentence


@pytest.mark.parametrize(
    ("way", "verdict"),
    [
        ("both done", RunVerdict.DONE),
        ("loader: wrong user agent", RunVerdict.FAILED),
        ("loader: killed", RunVerdict.BROKEN_OFF),
        ("spark: never started", RunVerdict.FAILED),
        ("loader: cancelled", RunVerdict.CANCELLED),
        ("lake unreadable", RunVerdict.FAILED),
        ("lake unreadable, ended well", RunVerdict.UNKNOWN),
        ("by hand, under way", RunVerdict.UNDER_WAY),
        ("by hand, nothing", RunVerdict.UNKNOWN),
    ],
)
def test_the_first_step_that_is_not_done_decides_about_the_run(
    way: str, verdict: RunVerdict
) -> None:
    assert story_of(WAYS[way]).verdict is verdict


def test_every_line_of_the_table_decides_about_some_run() -> None:
    seen = set()
    for way in WAYS.values():
        for step in story_of(way).steps:
            seen.add(step.case)
    assert [case.name for case in CASES if case.name not in seen] == []


def test_the_table_has_an_answer_to_nothing_at_all() -> None:
    assert case_of(Facts()).state is StepState.NOT_STARTED


def test_the_places_in_the_lake_are_those_of_each_step() -> None:
    story = story_of(WAYS["spark: quarantine"])
    assert story.steps[1].reports == (REPORT, f"delta/_outcomes/{RUN}/{APP}.html")
    assert story_of(WAYS["loader: killed"]).steps[0].reports == (FOLDER,)


def test_the_advice_about_a_step_that_waits_stands_at_the_one_before_it() -> None:
    assert story_of(WAYS["loader: EDGAR away"]).steps[1].advice == ""


def test_a_pipeline_with_other_steps_is_told_by_their_records() -> None:
    name = "docai-train-0123456789-a1"
    train = record("train", ExitCode.OUT_OF_MEMORY, "the driver was killed")
    story = story_of(evidence(train, outcomes={name: outcome(ExitCode.OUT_OF_MEMORY)}))
    assert [(one.number, one.name, one.state) for one in story.steps] == [
        (1, "train", StepState.FAILED)
    ]
    assert "failed in step train (exit code 5: out of memory)" in story.sentence


def test_a_step_that_comes_after_ours_counts_as_well() -> None:
    check = record("coverage", ExitCode.OTHER_SIDE, "EDGAR is away")
    story = story_of(evidence(loaded(), written(), check))
    assert [one.name for one in story.steps] == [LOADER, SPARK, "coverage"]
    assert "failed in step coverage (exit code 3" in story.sentence
    assert metrics_of(story)["coverage_seconds"] == 133.0


@pytest.mark.parametrize(
    ("name", "step"),
    [
        (APP, SPARK),
        ("docai-train-0123456789-a12", "train"),
        ("docai-a-b-0123456789-a1", "a-b"),
        ("docai-train-0123456789-a0", SPARK),
        ("somebody-elses", SPARK),
    ],
)
def test_application_pattern(name: str, step: str) -> None:
    assert step_of(name) == step


def test_filings_that_are_missing_are_told_by_the_step_that_looked() -> None:
    said = "2 of 41 filings are missing, and --tolerate allows 0"
    looked = record(COVERAGE, ExitCode.PARTIAL, said)
    story = story_of(evidence(loaded(), written(), looked))
    assert story.verdict is RunVerdict.FAILED
    assert story.culprit is not None
    assert (story.culprit.number, story.culprit.title) == (3, "Check what is missing")
    assert story.culprit.task == "coverage"
    assert "2 of 41" in story.sentence
    assert "--repair" in story.culprit.advice


def test_a_run_without_a_check_has_two_steps() -> None:
    story = story_of(evidence(loaded(), written()))
    assert [one.name for one in story.steps] == [LOADER, SPARK]


def test_an_index_that_is_not_kept_is_to_be_refreshed() -> None:
    said = "the lake keeps no index of 2024Q1, so nobody knows what they should hold: --refresh-index asks EDGAR for it"
    story = story_of(evidence(loaded(), written(), record(COVERAGE, ExitCode.PARTIAL, said)))
    assert story.culprit is not None
    assert "--refresh-index" in story.culprit.advice
