from datetime import UTC, datetime

import pytest

from docai.runtime.json_values import moment, number, whole


def test_what_is_right_is_returned() -> None:
    assert moment("2026-01-02T03:04:05+00:00") == datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
    assert whole(7) == 7
    assert number(7) == 7.0
    assert number(0.5) == 0.5


@pytest.mark.parametrize("value", [True, "7", None, [], 7.0])
def test_what_is_no_whole_number_is_refused(value: object) -> None:
    with pytest.raises(TypeError, match="no whole number"):
        whole(value)


@pytest.mark.parametrize(
    ("value", "error"),
    [
        (True, TypeError),
        ("7", TypeError),
        (None, TypeError),
        (float("inf"), ValueError),
        (float("nan"), ValueError),
        (10**400, OverflowError),
    ],
)
def test_what_is_no_finite_number_is_refused(value: object, error: type[Exception]) -> None:
    with pytest.raises(error):
        number(value)


@pytest.mark.parametrize("text", ["2026-01-02T03:04:05", "yesterday", ""])
def test_a_time_without_a_zone_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        moment(text)
