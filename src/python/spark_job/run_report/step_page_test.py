from __future__ import annotations

from dataclasses import replace

import pytest

from docai.runtime.exit_codes import ExitCode
from docai.runtime.logs import Redaction
from spark_job.attempts.plan import Past
from spark_job.results import Result
from spark_job.run_report.step_page import step_page
from spark_job.watch.verdict import Verdict
from stand_ins.pages import check_page, elements_of, words_of

RESULT = Result(
    run_id="run-1",
    app_name="docai-spark-delta-0123456789-a2",
    verdict=Verdict(ExitCode.DONE, "COMPLETED", "it is <done> & well"),
    attempts=2,
    seconds=133.2,
    figures={"filings": 40, "sections": 1389, "quarantined": 1, "bytes_read": 6.78619e6},
)
WRITERS = "<main><header><h1>Filings</h1></header><section><h2>Slowest</h2></section></main>"


def words(result: Result, writers: str = "") -> str:
    page = step_page(result, writers, Redaction({}))
    check_page(page)
    return words_of(page)


def test_figures_are_written_as_a_person_does() -> None:
    shown = words(RESULT)
    for value, name in (
        ("6.8 MB", "read, unpacked"),
        ("1,389", "Items written"),
    ):
        assert f"{value}\n{name}" in shown
    assert "Took\n2 min 13 s" in shown
    assert "exit code" not in shown
    assert "Attempts\n2" in shown


def test_the_writers_own_report_stands_inside() -> None:
    page = step_page(RESULT, WRITERS, Redaction({}))
    assert "<h2>Filings</h2>" in page
    assert "<h3>Slowest</h3>" in page
    assert "Items written" not in page
    assert "What the writer did" not in words(RESULT)


def test_a_failure_shows_its_code_its_meaning_and_the_lines_that_matter() -> None:
    lines = ("ERROR one", "ERROR two")
    advice = "Raise --driver-memory."
    failed = Verdict(ExitCode.OUT_OF_MEMORY, "FAILED", "the driver was killed.", lines, advice)
    lost = Past("docai-spark-delta-0123456789-a1", "the driver's pod went away.")
    shown = words(replace(RESULT, verdict=failed, past=(lost,)))
    assert "Before it docai-spark-delta-0123456789-a1: the driver's pod went away." in shown
    assert "failed, exit code 5" in shown
    assert "Exit code 5\nout of memory" in shown
    assert "the driver was killed.\nERROR one" in shown
    assert "What to do\nRaise --driver-memory." in shown
    assert "ERROR one\nERROR two" in shown


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({}, "State\ncompleted"),
        ({"adopted": True}, "completed, taken over from an earlier start"),
        ({"verdict": Verdict(ExitCode.DONE, "PENDING_RERUN", "")}, "State\npending rerun"),
    ],
)
def test_the_state_is_told_in_plain_words(changes: dict[str, object], says: str) -> None:
    assert says in words(replace(RESULT, **changes))  # type: ignore[arg-type]


def test_nothing_that_comes_in_becomes_part_of_the_page_and_no_secret_is_shown() -> None:
    hostile = "<script>alert(1)</script> AccountKey=abcdefgh;"
    page = step_page(
        replace(RESULT, verdict=Verdict(ExitCode.DONE, "<b onclick=x>", hostile)),
        f"<main>{hostile}<b onclick=x>kept</b></main>",
        Redaction({}),
    )
    check_page(page)
    assert "script" not in {tag for tag, _ in elements_of(page)}
    assert "alert(1)" in words_of(page)
    assert "kept" in words_of(page)
    assert "abcdefgh" not in page
