from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

from docai.runtime.exit_codes import ExitCode
from spark_job.run_report.evidence import COVERAGE, Evidence, Hint, WriterReport
from spark_job.run_report.examples import (
    APP,
    FOLDER,
    LAKE,
    REPORT,
    RUN,
    evidence,
    loaded,
    record,
    written,
)
from spark_job.run_report.figures import metrics_of
from spark_job.run_report.judging import story_of
from spark_job.run_report.run_page import run_page
from spark_job.run_report.ways import WAYS
from stand_ins.pages import check_page, elements_of, words_of

HOSTILE = "<script>alert('x')</script><img src=x onerror=alert(1)>\udc80"


def words(of: Evidence) -> str:
    return words_of(run_page(story_of(of)))


@pytest.mark.parametrize("way", WAYS)
def test_every_way_has_a_page_that_says_the_sentence_and_the_advice(way: str) -> None:
    story = story_of(WAYS[way])
    page = run_page(story)
    check_page(page)
    shown = words_of(page)
    assert story.sentence[1:] in shown
    if story.culprit is not None and story.culprit.advice:
        assert f"What to do\n{story.culprit.advice}" in shown
        assert shown.count(story.culprit.advice) == 1


def test_a_failed_step_shows_its_code_with_its_meaning_and_the_lines_that_matter() -> None:
    shown = words(WAYS["spark: driver out of memory"])
    assert "failed, exit code 5" in shown
    assert "Exit code 5\nout of memory" in shown
    assert "java.lang.OutOfMemoryError: Java heap space" in shown
    assert f"This application was deleted:\n{APP}" in shown


def test_figures_are_written_as_a_person_does() -> None:
    shown = words(WAYS["both done"])
    for value, name in (
        ("41 MB", "fetched, unpacked"),
        ("1,389", "Items written"),
        ("2 min 13 s", "the work took"),
        ("17 s", "the work took"),
    ):
        assert f"{value}\n{name}" in shown
    assert "e+0" not in shown
    assert "2026-11-28 02:00 UTC, took 2 min 53 s" in shown


def test_the_figures_of_the_check_are_told_by_its_own_names() -> None:
    found = {
        "expected": 74.0,
        "stored": 74.0,
        "written": 73.0,
        "missing": 0.0,
        "unlisted": 0.0,
        "absent": 1.0,
        "lag_95_hours": 720.0,
        "recent_lag_median_hours": 51.0,
    }
    check = record(COVERAGE, message="74 filings expected: 73 written, 0 missing", figures=found)
    story = story_of(evidence(loaded(), written(), check, hint=Hint.ENDED_WELL))
    shown = words_of(run_page(story))
    for value, name in (
        ("74", "in the lake"),
        ("0", "missing"),
        ("1", "without a file at EDGAR"),
        ("30 d", "EDGAR to row, 95 %"),
        ("2 d 3 h", "EDGAR to row, last 30 days, median"),
    ):
        assert f"{value}\n{name}" in shown
    assert "e+0" not in shown
    assert "in no index" not in shown
    assert "missing at EDGAR" not in shown
    assert metrics_of(story)["coverage_missing"] == 0.0


def test_a_run_that_waited_for_edgar_says_for_how_long() -> None:
    story = story_of(WAYS["EDGAR away for a while"])
    assert story.sentence.endswith("with 1,389 Items; EDGAR did not answer for 3 min 2 s")
    shown = words(WAYS["EDGAR away for a while"])
    assert "EDGAR did not answer for 3 min 2 s; the step went on trying." in shown
    assert "seconds away" not in shown
    assert "did not answer" not in words(WAYS["both done"])


def test_the_places_in_the_lake_are_named() -> None:
    shown = words(WAYS["spark: quarantine"])
    assert f"Below {LAKE}" in shown
    assert REPORT in shown
    assert FOLDER in words(WAYS["both done"])


def test_the_writers_own_report_stands_in_it() -> None:
    page = run_page(story_of(WAYS["spark: quarantine"]))
    assert "<h3>Quarantined</h3><p>no Items</p>" in page
    assert "What the writer did" in words_of(page)
    assert "What the writer did" not in words(WAYS["both done"])


def test_nothing_that_comes_in_becomes_part_of_the_page() -> None:
    failed = loaded(
        ExitCode.OTHER_SIDE, HOSTILE, advice=HOSTILE, lines=(HOSTILE,), reports=(HOSTILE,)
    )
    failed = replace(failed, figures={HOSTILE: 1.0})
    hostile = evidence(
        failed,
        problem=HOSTILE,
        damaged=(HOSTILE,),
        report=WriterReport(HOSTILE, f"<main>{HOSTILE}<p onclick=x>kept</p></main>"),
    )
    page = run_page(story_of(hostile))
    check_page(page)
    assert "alert('x')" in words_of(page)
    assert "kept" in words_of(page)
    assert not {"script", "img"} & {tag for tag, _ in elements_of(page)}
    page.encode()


def test_whatever_comes_together_has_a_story_and_a_page() -> None:
    for lake, cluster, hint in product(WAYS.values(), WAYS.values(), Hint):
        mixed = replace(lake, cluster=cluster.cluster, hint=hint)
        story = story_of(mixed)
        assert RUN in story.sentence
        assert all(isinstance(value, float) for value in metrics_of(story).values())


def test_metrics_are_plain_names_and_numbers() -> None:
    assert metrics_of(story_of(WAYS["both done"])) == {
        "steps_done": 2.0,
        "exit_code": 0.0,
        "filings_selected": 41.0,
        "filings_stored": 40.0,
        "filings_stored_before": 1.0,
        "filings_missing": 0.0,
        "filings_failed": 0.0,
        "edgar_requests": 43.0,
        "bytes_fetched": 41_200_000.0,
        "load_seconds": 133.0,
        "filings_written": 40.0,
        "items_written": 1389.0,
        "filings_quarantined": 0.0,
        "filings_written_before": 1.0,
        "bytes_read": 41_200_000.0,
        "write_seconds": 133.0,
        "spark_attempts": 1.0,
        "applications_deleted": 0.0,
    }


def test_what_is_not_known_is_no_metric() -> None:
    assert metrics_of(story_of(WAYS["lake unreadable"])) == {
        "steps_done": 0.0,
        "spark_attempts": 1.0,
        "applications_deleted": 0.0,
    }
    assert metrics_of(story_of(WAYS["loader: wrong user agent"]))["exit_code"] == 2.0
