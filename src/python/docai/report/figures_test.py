from datetime import UTC, datetime, timedelta, timezone

import pytest

from docai.report.figures import (
    count_text,
    duration_text,
    every_year,
    figure_text,
    moment_text,
    size_text,
)


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "0"),
        (1389, "1,389"),
        (1389.0, "1,389"),
        (0.12345, "0.123"),
        (float("nan"), "unknown"),
        (float("inf"), "unknown"),
    ],
)
def test_counts(number: float, text: str) -> None:
    assert count_text(number) == text


@pytest.mark.parametrize(
    ("size", "text"),
    [
        (0, "0 bytes"),
        (1, "1 byte"),
        (999, "999 bytes"),
        (999.6, "1.0 kB"),
        (6_786_190, "6.8 MB"),
        (9_960_000, "10 MB"),
        (999_700, "1.0 MB"),
        (41_200_000_000, "41 GB"),
        (5e18, "5,000,000 TB"),
        (float("inf"), "unknown"),
    ],
)
def test_sizes(size: float, text: str) -> None:
    assert size_text(size) == text


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (-1, "0 s"),
        (0.04, "0 s"),
        (0.06, "0.1 s"),
        (0.84, "0.8 s"),
        (9.96, "10 s"),
        (42.4, "42 s"),
        (59.6, "1 min"),
        (133.2, "2 min 13 s"),
        (3599.7, "1 h"),
        (3900, "1 h 5 min"),
        (86_400, "1 d"),
        (183_600, "2 d 3 h"),
        (99 * 86_400 + 82_800, "99 d 23 h"),
        (99 * 86_400 + 86_000, "100 d"),
        (810_597_600, "9,382 d"),
        (float("nan"), "unknown"),
    ],
)
def test_durations(seconds: float, text: str) -> None:
    assert duration_text(seconds) == text


def test_a_moment_is_shown_in_utc() -> None:
    there = datetime(2026, 1, 2, 4, 4, tzinfo=timezone(timedelta(hours=1)))
    assert moment_text(there) == moment_text(there.astimezone(UTC)) == "2026-01-02 03:04 UTC"


@pytest.mark.parametrize(
    ("name", "value", "text"),
    [
        ("bytes_read", 6.78619e6, "6.8 MB"),
        ("writer_seconds", 133.0, "2 min 13 s"),
        ("lag_95_hours", 51.0, "2 d 3 h"),
        ("sections", 1389.0, "1,389"),
    ],
)
def test_a_figures_name_carries_its_unit(name: str, value: float, text: str) -> None:
    assert figure_text(name, value) == text


@pytest.mark.parametrize(
    ("years", "all_of_them"),
    [
        ((), []),
        (("2016",), ["2016"]),
        (("2016", "2013"), ["2013", "2014", "2015", "2016"]),
        (("unknown", "2013", "2014"), ["2013", "2014", "unknown"]),
        (("unknown",), ["unknown"]),
    ],
)
def test_a_year_without_a_filing_has_its_row_too(
    years: tuple[str, ...], all_of_them: list[str]
) -> None:
    assert every_year(years) == all_of_them
