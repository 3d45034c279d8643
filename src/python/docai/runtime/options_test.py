import re
from datetime import date

import pytest

from docai.runtime.errors import CallerError
from docai.runtime.options import (
    OptionParser,
    comma_list,
    day,
    given,
    positive_float,
    positive_int,
    seconds,
)
from docai.version import VERSION


def parser() -> OptionParser:
    made = OptionParser("data_loader.example", "An example.")
    made.option("--lake", required=True, help="where the lake is")
    made.option("--tickers", type=comma_list, default=(), help="which companies")
    made.option("--workers", type=positive_int, default=4, help="how many at once")
    made.option("--log-as", choices=("text", "json"), help="how to log")
    made.flag("--amendments", help="fetch 100% of the amendments too")
    return made


def test_the_command_line_wins_over_the_environment_and_that_over_the_default() -> None:
    environment = {"DOCAI_LAKE": "/env", "DOCAI_WORKERS": "7", "DOCAI_AMENDMENTS": "yes"}
    values = parser().parse(["--lake", "/line"], environment)
    assert (values.lake, values.workers, values.amendments, values.tickers) == (
        "/line",
        7,
        True,
        (),
    )


@pytest.mark.parametrize("argv", [[], ["--lake", ""]])
def test_who_asks_for_less_is_not_held_to_what_is_required(argv: list[str]) -> None:
    assert parser().parse(argv, {}, complete=False).lake is None
    with pytest.raises(CallerError, match="no such option"):
        parser().parse([*argv, "--no-such"], {}, complete=False)


def test_the_help_shows_the_options_of_a_group_below_its_title() -> None:
    made = OptionParser("data_loader.example", "An example.")
    made.option("--lake", help="where the lake is")
    made.group("which filings")
    made.option("--tickers", type=comma_list, default=(), help="which companies")
    made.flag("--amendments", help="the amendments too")
    made.group("bounds")
    made.option("--workers", type=positive_int, default=4, help="how many at once")
    first, filings, bounds = re.split(r"\n(?:which filings|bounds):\n", made.format_help())
    assert re.findall(r"^  (--[a-z-]+)", first, re.MULTILINE) == ["--version", "--run-id", "--lake"]
    assert re.findall(r"^  (--[a-z-]+)", filings, re.MULTILINE) == ["--tickers", "--amendments"]
    assert re.findall(r"^  (--[a-z-]+)", bounds, re.MULTILINE) == ["--workers"]
    assert made.parse(["--tickers", "A,B"], {"DOCAI_WORKERS": "7"}).workers == 7


def test_a_run_id_is_made_up_when_none_is_given() -> None:
    first, second = (parser().parse(["--lake", "x"], {}).run_id for _ in range(2))
    assert first.startswith("run-")
    assert first != second
    assert parser().parse(["--lake", "x"], {"DOCAI_RUN_ID": "nightly"}).run_id == "nightly"


@pytest.mark.parametrize(
    ("argv", "environment", "says"),
    [
        ([], {}, r"--lake is missing: where the lake is; give --lake or set DOCAI_LAKE"),
        (["--lake="], {}, r"--lake is missing"),
        (["--lake", "x", "--ticker", "A"], {}, r"no such option: --ticker; did you mean --tickers"),
        (["--lake", "x", "--no-such", "A"], {}, r"no such option: --no-such \(see"),
        (["--lake", "x", "AAPL"], {}, r"nothing is expected at 'AAPL'.*stands in quotes"),
        (["--lake", "x", "--workers", "0"], {}, r"--workers: '0' is not a whole number above 0"),
        (["--lake", "x"], {"DOCAI_WORKERS": "many"}, r"DOCAI_WORKERS: 'many' is not a whole"),
        (
            ["--lake", "x"],
            {"DOCAI_AMENDMENTS": "maybe"},
            r"DOCAI_AMENDMENTS: 'maybe' is neither on nor off",
        ),
        (
            ["--lake", "x"],
            {"DOCAI_LOG_AS": "xml"},
            r"DOCAI_LOG_AS: 'xml' is none of text, json",
        ),
        (["--lake", "x", "--run-id", "a/b"], {}, r"'a/b' cannot be a run id"),
    ],
)
def test_a_wrong_option_says_what_was_given_and_what_would_be_right(
    argv: list[str], environment: dict[str, str], says: str
) -> None:
    with pytest.raises(CallerError, match=says):
        parser().parse(argv, environment)


def test_an_empty_value_means_not_given() -> None:
    values = parser().parse(
        ["--lake", "x", "--workers", "", "--run-id", "", "--amendments", ""], {"DOCAI_LOG_AS": ""}
    )
    assert values.workers == 4
    assert values.run_id.startswith("run-")
    assert values.amendments is False
    assert values.log_as == parser().parse(["--lake", "x"], {}).log_as


@pytest.mark.parametrize(
    ("given", "on"),
    [(["--amendments"], True), (["--amendments", "true"], True), (["--amendments=False"], False)],
)
def test_a_switch_can_be_told_on_or_off(given: list[str], on: bool) -> None:
    assert parser().parse([*given, "--lake", "x"], {}).amendments is on


@pytest.mark.parametrize(
    ("argv", "environment", "found"),
    [
        (["--lake", "/a", "--no-such", "x"], {}, "/a"),
        (["--workers", "none", "--lake=/b"], {"DOCAI_LAKE": "/env"}, "/b"),
        (["--workers"], {"DOCAI_LAKE": " /env "}, "/env"),
        (["--lake", "--workers", "3"], {}, ""),
        (["--lake", ""], {"DOCAI_LAKE": "/env"}, "/env"),
        (["--lake"], {}, ""),
        ([], {}, ""),
    ],
)
def test_one_option_can_be_read_though_others_are_wrong(
    argv: list[str], environment: dict[str, str], found: str
) -> None:
    assert given("--lake", argv, environment) == found


def test_help_names_the_environment_variable_and_the_default(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit, match="0"):
        parser().parse(["--help"], {})
    shown = " ".join(capsys.readouterr().out.split())
    assert "how many at once [DOCAI_WORKERS; default 4]" in shown
    assert "where the lake is [DOCAI_LAKE; required]" in shown
    assert "100% of the amendments" in shown
    assert "--log-as text|json how to log [DOCAI_LOG_AS]" in shown


def test_usage_names_what_has_to_be_given_and_no_more(capsys: pytest.CaptureFixture[str]) -> None:
    asked = parser()
    asked.option("--share", required=True, metavar="N|P%", help="how many")
    asked.add_argument("sql", nargs="?")
    with pytest.raises(SystemExit):
        asked.parse(["--help"], {})
    usage = capsys.readouterr().out.splitlines()[0]
    assert usage == "usage: data_loader.example --lake LAKE --share N|P% [options] [sql]"


def test_names_with_hyphens_stay_whole_in_help(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    made = OptionParser("example.program", "An example.")
    made.option("--image", default="registry.example/spark-delta:v1", help="of all executors")
    with pytest.raises(SystemExit, match="0"):
        made.parse(["--help"], {})
    assert "registry.example/spark-delta:v1" in capsys.readouterr().out


def test_running_text_of_help_fits_the_terminal_and_commands_stay_whole(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    command = "  python -m data_loader --lake ./lake --tickers AAPL,MSFT,BRK-B --from 2020-01-01"
    epilog = f"examples:\n{command}\n\n{'Every option narrows the selection. ' * 5}"
    with pytest.raises(SystemExit, match="0"):
        OptionParser("example.program", "An example. " * 12, epilog).parse(["--help"], {})
    lines = capsys.readouterr().out.splitlines()
    assert command in lines
    assert "examples:" in lines
    assert all(len(line) <= 60 for line in lines if line != command)


def test_version_is_the_one_of_docai(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="0"):
        parser().parse(["--version"], {})
    assert capsys.readouterr().out == f"data_loader.example {VERSION}\n"


def test_values_are_read_as_people_write_them() -> None:
    assert comma_list(" AAPL, msft ,,AAPL") == ("AAPL", "msft")
    assert comma_list("AAPL\r\nmsft, BRK B\n\nAAPL\n") == ("AAPL", "msft", "BRK B")
    assert [seconds(text) for text in ("90", "10 m", "1.5h", "2d")] == [90, 600, 5400, 172800]
    assert positive_float("9.5") == 9.5


@pytest.mark.parametrize(
    ("text", "today", "means"),
    [
        ("2024-02-29", date(2030, 1, 1), date(2024, 2, 29)),
        (" 2024-02-29 ", date(2030, 1, 1), date(2024, 2, 29)),
        ("0d", date(2024, 3, 1), date(2024, 3, 1)),
        ("1d", date(2024, 3, 1), date(2024, 2, 29)),
        ("1d", date(2023, 3, 1), date(2023, 2, 28)),
        ("7d", date(2024, 1, 3), date(2023, 12, 27)),
        ("366d", date(2024, 12, 31), date(2023, 12, 31)),
        ("99999d", date(2024, 1, 1), date(1750, 3, 19)),
    ],
)
def test_a_day_is_a_date_or_so_many_days_before_today(text: str, today: date, means: date) -> None:
    assert day(text).on(today) == means


def test_both_ways_to_write_a_day_are_named_when_one_is_refused() -> None:
    with pytest.raises(
        ValueError, match=r"'1\.5d' is not a day: write 2024-03-01, or 7d for the day"
    ):
        day("1.5d")


def test_a_day_is_shown_as_it_was_given() -> None:
    assert [str(day(text)) for text in ("7d", "2024-02-29")] == ["7d", "2024-02-29"]


@pytest.mark.parametrize(
    ("convert", "text"),
    [
        (day, "2024-02-30"),
        (day, "1/2/2024"),
        (day, "7"),
        (day, "-7d"),
        (day, "7 days"),
        (day, "1.5d"),
        (day, "100000d"),
        (seconds, "ten"),
        (seconds, "-5"),
        (positive_float, "nan"),
        (positive_float, "inf"),
        (positive_int, "1.5"),
    ],
)
def test_what_is_no_such_value_is_refused(convert: object, text: str) -> None:
    assert callable(convert)
    with pytest.raises(ValueError, match=f"'{text}'"):
        convert(text)


@pytest.mark.parametrize(
    "text", ["0", "-1", "9" * 30, "9" * 5000, "1e400", "nan", "inf", "1e308", "x"]
)
def test_a_number_that_nothing_can_count_is_refused_in_a_short_sentence(text: str) -> None:
    for convert in (positive_int, positive_float):
        with pytest.raises(
            ValueError, match=r"is not a (?:whole )?number above 0 and at most"
        ) as told:
            convert(text)
        assert len(str(told.value)) < 120
