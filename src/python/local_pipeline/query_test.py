from __future__ import annotations

import pytest

from docai.runtime.errors import CallerError
from docai.runtime.exit_codes import ExitCode
from local_pipeline.query import main


@pytest.mark.parametrize("sql", ["SELECT 'caf\udce9' x", "\ud800"])
def test_a_query_with_letters_of_another_locale_is_the_callers_to_change(
    lake: str, sql: str
) -> None:
    with pytest.raises(CallerError, match="set LC_ALL"):
        main(["--lake", lake, sql])


def test_letters_of_any_language_are_answered(
    lake: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--lake", lake, "SELECT 'caf\u00e9 \u4e2d' AS x"]) is ExitCode.DONE
    assert "caf\u00e9 \u4e2d" in capsys.readouterr().out


def test_no_question_is_the_callers_to_change(lake: str) -> None:
    with pytest.raises(CallerError, match="no question was asked"):
        main(["--lake", lake, "  "])
