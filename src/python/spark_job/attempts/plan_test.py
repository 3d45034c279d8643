from datetime import UTC, datetime
from typing import Any

import pytest

from docai.runtime.exit_codes import ExitCode
from docai.runtime.outcome import Outcome
from spark_job.application import Application
from spark_job.attempts.plan import Adopt, Attach, Create, plan
from spark_job.errors import OtherSpec
from spark_job.identity import Identity

OURS = Identity("run-1", "spark-delta", "aa")
OTHER = Identity("run-1", "spark-delta", "bb")


def app(attempt: int, state: str, identity: Identity = OURS, **fields: Any) -> Application:
    return Application(
        identity.name(attempt), "spark-jobs", f"uid-{attempt}", identity.spec_hash, state, **fields
    )


def outcome(code: ExitCode) -> Outcome:
    now = datetime(2026, 1, 1, tzinfo=UTC)
    return Outcome("run-1", code, "said", now, now)


def test_the_first_start_creates_the_first_attempt() -> None:
    assert plan(OURS, [], {}) == Create(1)


@pytest.mark.parametrize(
    "state",
    [
        "",
        "SUBMITTED",
        "RUNNING",
        "SUCCEEDING",
        "FAILING",
        "SUBMISSION_FAILED",
        "PENDING_RERUN",
        "UNKNOWN",
    ],
)
def test_what_is_under_way_is_attached_to(state: str) -> None:
    running = app(1, state)
    assert plan(OURS, [running], {}) == Attach(running)


def test_what_is_done_is_adopted() -> None:
    done = app(2, "COMPLETED")
    assert plan(OURS, [app(1, "FAILED"), done], {}) == Adopt(done.name, done, None)


def test_a_completed_attempt_whose_outcome_says_otherwise_is_followed_by_the_next() -> None:
    partial = outcome(ExitCode.PARTIAL)
    assert plan(OURS, [app(1, "COMPLETED")], {OURS.name(1): partial}) == Create(2)
    done = app(2, "COMPLETED")
    assert plan(OURS, [app(1, "COMPLETED"), done], {OURS.name(1): partial}) == Adopt(
        done.name, done, None
    )


def test_what_failed_is_followed_by_the_next_attempt() -> None:
    assert plan(OURS, [app(1, "FAILED"), app(3, "FAILED")], {}) == Create(4)


def test_what_was_done_is_adopted_though_its_application_has_gone() -> None:
    good = outcome(ExitCode.DONE)
    assert plan(OURS, [], {OURS.name(2): good}) == Adopt(OURS.name(2), None, good)


def test_an_outcome_that_is_none_of_ours_or_bad_is_not_adopted() -> None:
    assert plan(OURS, [], {OTHER.name(1): outcome(ExitCode.DONE)}) == Create(1)
    assert plan(OURS, [], {OURS.name(1): outcome(ExitCode.PARTIAL)}) == Create(2)


def test_a_false_failure_is_adopted_on_the_jobs_own_word() -> None:
    failed, good = app(1, "FAILED"), outcome(ExitCode.DONE)
    assert plan(OURS, [failed], {failed.name: good}) == Adopt(failed.name, failed, good)


def test_what_is_being_deleted_does_not_count() -> None:
    assert plan(OURS, [app(1, "RUNNING", being_deleted=True)], {}) == Create(1)


def test_the_same_step_with_other_options_is_not_run_beside_itself() -> None:
    with pytest.raises(OtherSpec, match="with other options"):
        plan(OURS, [app(1, "RUNNING", OTHER)], {})
    assert plan(OURS, [app(1, "FAILED", OTHER)], {}) == Create(1)
