from datetime import UTC, datetime

from docai.cluster.objects import thing
from spark_job.application import Application, application


def made(**status: object) -> Application:
    meta = {
        "name": "docai-x-0123456789-a3",
        "namespace": "n",
        "uid": "u",
        "labels": {"docai/spec-hash": "aa"},
    }
    return application(thing({"metadata": meta, **({"status": status} if status else {})}))


def test_an_application_that_nobody_took_up_has_no_state() -> None:
    new = made()
    assert (new.state, new.terminal, new.attempt, new.spec_hash) == ("", False, 3, "aa")
    assert new.driver_pod == "docai-x-0123456789-a3-driver"
    assert new.seconds is None


def test_only_completed_and_failed_are_ends() -> None:
    states = (
        "SUBMITTED",
        "RUNNING",
        "SUCCEEDING",
        "COMPLETED",
        "FAILING",
        "FAILED",
        "SUBMISSION_FAILED",
    )
    ends = [state for state in states if made(applicationState={"state": state}).terminal]
    assert ends == ["COMPLETED", "FAILED"]


def test_it_ran_from_its_last_submission_to_its_end() -> None:
    ran = made(
        lastSubmissionAttemptTime="2026-11-23T05:38:03Z", terminationTime="2026-11-23T05:38:26Z"
    )
    assert ran.seconds == 23.0
    assert (
        made(lastSubmissionAttemptTime="2026-11-23T05:38:03Z", terminationTime=None).seconds is None
    )


def test_when_the_operator_wrote_last_is_told_by_the_api_server() -> None:
    fields = [
        {"manager": "a-launcher", "time": "2026-11-23T05:38:30Z"},
        {"manager": "spark-operator", "subresource": "status", "time": "2026-11-23T05:38:26Z"},
        {"manager": "spark-operator", "subresource": "status", "time": "2026-11-23T05:38:20Z"},
    ]
    written = application(thing({"metadata": {"name": "x", "managedFields": fields}}))
    assert written.status_at == datetime(2026, 11, 23, 5, 38, 26, tzinfo=UTC)
    assert made().status_at is None
