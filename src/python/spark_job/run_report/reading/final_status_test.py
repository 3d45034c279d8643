import pytest

from spark_job.run_report.evidence import Hint
from spark_job.run_report.reading.final_status import hint_of
from stand_ins.collector import collector_held


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        (None, Hint.NOT_ASKED),
        ("", Hint.NOT_ASKED),
        ('{"state": "SUCCEEDED"}', Hint.ENDED_WELL),
        ('{"state": "COMPLETE", "pipelineTaskName": "exit-handler-1"}', Hint.ENDED_WELL),
        ('{"state": "FAILED", "error": {"message": "exit 3"}}', Hint.FAILED),
        ('{"state": "CANCELED"}', Hint.CANCELLED),
        ('{"state": "RUNNING"}', Hint.UNCLEAR),
        ('{"state": null}', Hint.UNCLEAR),
        ("{}", Hint.UNCLEAR),
        ("FAILED", Hint.FAILED),
        ("[]", Hint.UNCLEAR),
        ("[" * 100_000, Hint.UNCLEAR),
    ],
)
@collector_held()
def test_a_final_status_is_a_hint_whatever_it_looks_like(text: str | None, hint: Hint) -> None:
    assert hint_of(text) is hint


def test_only_a_start_by_hand_leaves_steps_under_way() -> None:
    assert [one for one in Hint if not one.over] == [Hint.NOT_ASKED]
