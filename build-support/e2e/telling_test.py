import pytest

from telling import Told, plain, report


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (
            '{"time": "2026-01-02T03:04:05.678+00:00", "level": "info", "message": "74 filings"}',
            "03:04:05 74 filings",
        ),
        (
            '{"time": "2026-01-02T03:04:05.678+00:00", "level": "warning", "message": "slow"}',
            "03:04:05 WARNING slow",
        ),
        ("filings selected  74", "filings selected  74"),
        ("[1, 2]", "[1, 2]"),
        ('{"rows": 3}', '{"rows": 3}'),
    ],
)
def test_a_line_is_told_as_a_person_reads_it(line: str, says: str) -> None:
    assert plain(line) == says


def test_what_is_not_so_ends_with_1_and_stands_in_the_report(
    capsys: pytest.CaptureFixture[str],
) -> None:
    told = Told("A run")
    told.same("rows", 3, 3)
    assert told.end() == 0
    told.same("rows", 3, 4)
    assert told.end() == 1
    assert "- rows is 3, not 4" in capsys.readouterr().out


def test_a_long_list_of_findings_is_cut() -> None:
    assert report("A run", {"rows": "3"}, ["x"] * 25).endswith("- x\n- and 5 more")


def test_a_run_that_got_no_figure_shows_no_table() -> None:
    assert report("A run", {}, ["no engine"]) == "# A run\n\n- no engine"
    assert "| rows | 3 |" in report("A run", {"rows": "3"}, [])
