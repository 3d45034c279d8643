import pytest

from spark_job.cleaning import final_status


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (None, ""),
        ("", ""),
        ('{"state": "SUCCEEDED"}', "the steps ended: SUCCEEDED"),
        ('{"state": "FAILED", "error": {"message": "exit 3"}}', "the steps ended: FAILED: exit 3"),
        ('{"state": "FAILED", "error": "exit 3"}', "the steps ended: FAILED: exit 3"),
        ("FAILED", "the steps ended: FAILED"),
        ("[]", "the steps ended: []"),
    ],
)
def test_the_exit_handler_says_how_the_steps_ended(text: str | None, says: str) -> None:
    assert final_status(text) == says
