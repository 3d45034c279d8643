import pytest

from kf_pipeline.service.rhythm import FIELD, cron


def test_five_fields_become_six() -> None:
    assert cron("0 2 * * *") == "0 0 2 * * *"
    assert cron("0 */15 8-18 * JAN,JUL MON-FRI") == "0 */15 8-18 * JAN,JUL MON-FRI"


@pytest.mark.parametrize(
    "text",
    ["", "daily", "* * * *", "0 0 2 * * * *", "0 0 2 * * x;y", "* 0 2 * * *", "*/5 0 2 * * *"],
)
def test_what_is_no_cron_expression_or_too_often_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        cron(text)


def test_field_pattern() -> None:
    assert all(FIELD.fullmatch(text) for text in ("*", "?", "5", "1-5", "*/15", "MON", "8-18/2"))
    assert not any(FIELD.fullmatch(text) for text in ("", "1-", "/5", "a b", "1,2", "*/100"))
