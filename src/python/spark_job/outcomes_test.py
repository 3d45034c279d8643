from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from docai.lake.open import open_lake
from docai.runtime.exit_codes import ExitCode
from docai.runtime.outcome import Outcome
from spark_job.outcomes import Outcomes

NOW = datetime(2026, 1, 1, tzinfo=UTC)
GOOD = Outcome("run-1", ExitCode.DONE, "done", NOW, NOW)


def test_outcomes_are_found_by_the_applications_name(tmp_path: Path) -> None:
    held = Outcomes(open_lake(str(tmp_path)), "run-1")
    assert held.all() == {}
    held.record("app-a1", GOOD)
    held.put_report("app-a1", "<html></html>")
    assert held.all() == {"app-a1": GOOD}
    assert held.of("app-a2") is None
    assert (tmp_path / "delta/_outcomes/run-1/app-a1.html").read_text() == "<html></html>"


def test_the_report_of_a_job_is_found_by_its_outcome(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    lake = open_lake(str(tmp_path))
    held = Outcomes(lake, "run-1")
    assert held.report_of("app-a1") == ""
    held.record("app-a1", GOOD)
    assert held.report_of("app-a1") == ""
    held.record("app-a1", replace(GOOD, report="delta/_reports/r.html"))
    assert held.report_of("app-a1") == ""
    assert "cannot be shown" in caplog.text
    lake.replace("delta/_reports/r.html", b"<main>\xff</main>")
    assert held.report_of("app-a1") == "<main>\ufffd</main>"


def test_a_damaged_outcome_is_said_and_does_not_count(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    held = Outcomes(open_lake(str(tmp_path)), "run-1")
    held.record("app-a1", GOOD)
    (tmp_path / "delta/_outcomes/run-1/app-a1.json").write_text("{")
    assert held.all() == {}
    assert "cannot be read" in caplog.text


def test_without_a_lake_nothing_is_known_and_nothing_fails() -> None:
    held = Outcomes(None, "run-1")
    held.record("app-a1", GOOD)
    assert held.all() == {}
    assert held.of("app-a1") is None
