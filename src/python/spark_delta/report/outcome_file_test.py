from pathlib import Path

import pytest

from docai.runtime.errors import PartialError
from docai.runtime.exit_codes import ExitCode
from docai.runtime.outcome import Outcome, from_bytes
from spark_delta.report.outcome_file import telling

WHERE = "delta/_outcomes/run-1/app-a1.json"


def told(lake: Path) -> Outcome:
    return from_bytes((lake / WHERE).read_bytes())


def test_a_good_end_is_told_with_its_figures(tmp_path: Path) -> None:
    with telling(str(tmp_path), WHERE, "run-1") as word:
        word.message, word.figures = "40 filings", {"filings": 40}
        word.report = "delta/_reports/r.html"
    assert (told(tmp_path).exit_code, told(tmp_path).message) == (ExitCode.DONE, "40 filings")
    assert told(tmp_path).figures == {"filings": 40.0}
    assert told(tmp_path).report == "delta/_reports/r.html"


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (PartialError("3 of 40"), ExitCode.PARTIAL),
        (MemoryError(), ExitCode.OUT_OF_MEMORY),
        (ValueError("a defect"), ExitCode.DEFECT),
        (KeyboardInterrupt(), ExitCode.DEFECT),
    ],
)
def test_a_bad_end_is_told_and_goes_on(
    tmp_path: Path, error: BaseException, code: ExitCode
) -> None:
    with pytest.raises(type(error)), telling(str(tmp_path), WHERE, "run-1"):
        raise error
    assert told(tmp_path).exit_code is code
    assert str(error) in told(tmp_path).message


def test_nobody_asked_nobody_is_told(tmp_path: Path) -> None:
    with telling(str(tmp_path), None, "run-1"):
        pass
    assert list(tmp_path.iterdir()) == []


def test_a_lake_that_cannot_be_written_changes_nothing(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "delta").write_text("a file")
    with telling(str(tmp_path), WHERE, "run-1"):
        pass
    assert "the outcome cannot be written to" in caplog.text
