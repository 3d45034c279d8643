from dataclasses import replace
from typing import Any

import pytest

from docai.cluster.objects import Container, Pod
from spark_job.application import DRIVER_CONTAINER, Application
from spark_job.watch.watching import Limits, Progress, Step, View, step

LIMITS = Limits(pickup=60, start=900, timeout=3600, trouble=20, settle=5)
LONG = replace(LIMITS, timeout=None)
APP = Application("docai-x-0123456789-a1", "spark-jobs", "u", "aa", driver_pod="d", submission="s1")


def pod(
    state: str = "", reason: str = "", *, code: int | None = None, unschedulable: str = ""
) -> Pod:
    containers = (Container(DRIVER_CONTAINER, state, reason, "why", code),) if state else ()  # type: ignore[arg-type]
    return Pod("d", "u", "Pending", {}, containers, unschedulable)


def played(*moments: tuple[float, View], limits: Limits = LIMITS) -> list[Step]:
    """Return the steps for what is seen at each moment; none may end before the last."""
    progress = Progress(since=0.0)
    steps: list[Step] = []
    for now, view in moments:
        assert not steps or steps[-1].end is None, steps[-1]
        steps.append(step(progress, view, now, limits))
        progress = steps[-1].progress
    return steps


def app(state: str, **fields: Any) -> Application:
    return replace(APP, state=state, **fields)


def end_of(steps: list[Step]) -> tuple[str, bool]:
    end = steps[-1].end
    assert end is not None
    return end.why, end.delete


def test_a_job_that_goes_well() -> None:
    steps = played(
        (0, View(app("", submission=""))),
        (4, View(app("", submission=""), pod())),
        (4.3, View(app("SUBMITTED"), pod("waiting", "ContainerCreating"))),
        (5, View(app("RUNNING"), pod("running"))),
        (20, View(app("RUNNING"), pod("terminated", "Completed", code=0))),
        (21, View(app("SUCCEEDING"), pod("terminated", "Completed", code=0))),
        (21.01, View(app("COMPLETED"), pod("terminated", "Completed", code=0))),
    )
    assert end_of(steps) == ("completed", False)
    assert [one.follow for one in steps] == [False, False, False, True, True, True, True]
    said = [text for one in steps for text in one.says]
    assert [text.rpartition(" ")[2] for text in said] == [
        "SUBMITTED",
        "RUNNING",
        "SUCCEEDING",
        "COMPLETED",
    ]


def test_nobody_takes_it_up() -> None:
    view = View(app("", submission=""))
    assert played((0, view), (59.9, view))[-1].end is None
    assert end_of(played((0, view), (60, view))) == ("not_picked_up", True)


def test_a_driver_pod_shows_that_it_was_taken_up() -> None:
    view = View(app("", submission=""))
    steps = played((0, view), (59, View(view.app, pod())), (120, View(view.app, pod())))
    assert steps[-1].end is None


@pytest.mark.parametrize(
    "reason", ["ImagePullBackOff", "InvalidImageName", "CreateContainerConfigError"]
)
def test_what_will_never_start_ends_at_once(reason: str) -> None:
    steps = played((4, View(app("SUBMITTED"), pod("waiting", reason))))
    assert end_of(steps) == ("cannot_start", True)
    assert reason in steps[-1].end.detail  # type: ignore[union-attr]


def test_a_pull_that_failed_once_is_given_a_while() -> None:
    trouble = View(app("SUBMITTED"), pod("waiting", "ErrImagePull"))
    creating = View(app("SUBMITTED"), pod("waiting", "ContainerCreating"))
    assert played((4, trouble), (10, creating), (23.9, trouble))[-1].end is None
    assert end_of(played((4, trouble), (10, creating), (24, trouble))) == ("cannot_start", True)


def test_a_pull_that_succeeds_in_the_end_is_no_trouble() -> None:
    trouble = View(app("SUBMITTED"), pod("waiting", "ErrImagePull"))
    assert played((4, trouble), (23, View(app("RUNNING"), pod("running"))))[-1].end is None


def test_an_unschedulable_driver_is_said_once_and_fatal_at_the_limit() -> None:
    view = View(app("SUBMITTED"), pod(unschedulable="0/1 nodes are available: 1 Insufficient cpu."))
    steps = played((4, view), (5, view), (903.9, view), (904, view))
    assert [sum("Insufficient cpu" in text for text in one.says) for one in steps] == [1, 0, 0, 0]
    assert end_of(steps) == ("not_started", True)
    assert "Insufficient cpu" in steps[-1].end.detail  # type: ignore[union-attr]


def test_a_running_job_has_no_limit_on_its_start() -> None:
    running = View(app("RUNNING"), pod("running"))
    assert played((5, running), (2000, running))[-1].end is None


def test_time_runs_out() -> None:
    running = View(app("RUNNING"), pod("running"))
    assert end_of(played((5, running), (3600, running))) == ("timed_out", True)
    endless = replace(LIMITS, timeout=None)
    assert played((5, running), (10**6, running), limits=endless)[-1].end is None


def test_the_time_that_an_application_ran_before_it_was_watched_counts() -> None:
    running = View(app("RUNNING"), pod("running"))
    progress = Progress(since=1000.0, age=3000.0)
    assert step(progress, running, 1599.0, LIMITS).end is None
    end = step(progress, running, 1600.0, LIMITS).end
    assert end is not None
    assert end.why == "timed_out"


def test_why_a_submission_failed_is_said_while_the_operator_tries_again() -> None:
    error = 'pods "x-driver" is forbidden: exceeded quota: small, requested: limits.memory=1Gi'
    steps = played((4, View(app("SUBMISSION_FAILED", error=error))))
    assert steps[0].says == (
        f"{APP.name} is SUBMISSION_FAILED: the quota 'small' leaves no room for the driver",
    )
    assert steps[0].end is None


def test_a_failure_waits_for_the_kubelets_last_word() -> None:
    failed = app("FAILED", error="driver container failed with ExitCode: 3, Reason: Error")
    running = (5.0, View(app("RUNNING"), pod("running")))
    assert played(running, (9, View(failed, pod("running"))))[-1].end is None
    late = played(
        running,
        (9, View(failed, pod("running"))),
        (10, View(failed, pod("terminated", "Error", code=3))),
    )
    assert end_of(late) == ("failed", False)
    never = played(running, (9, View(failed, pod("running"))), (14, View(failed, pod("running"))))
    assert end_of(never) == ("failed", False)


def test_a_driver_that_is_not_found_has_no_last_word() -> None:
    lost = app("FAILED", error="driver pod not found")
    steps = played((5, View(app("RUNNING"), pod("running"))), (9, View(lost, pod("running"))))
    assert end_of(steps) == ("failed", False)


def test_a_failure_that_is_seen_before_any_pod_waits_for_the_pod_too() -> None:
    failed = app(
        "FAILED", error="driver container failed with ExitCode: 1, Reason: Error", executions=1
    )
    assert played((3, View(failed, None)))[-1].end is None
    seen = played((3, View(failed, None)), (3.2, View(failed, pod("terminated", "Error", code=1))))
    assert end_of(seen) == ("failed", False)


def test_a_failed_submission_ends_only_when_it_is_final() -> None:
    trying = View(app("SUBMISSION_FAILED", submission="", error="x"))
    assert played((4, trying))[-1].end is None
    assert end_of(played((4, trying), (4.1, View(app("FAILED", submission="", error="x"))))) == (
        "failed",
        False,
    )


def test_each_failed_submission_is_said() -> None:
    steps = played(
        (4, View(app("SUBMISSION_FAILED", submission="s1", error="x"))),
        (20, View(app("SUBMISSION_FAILED", submission="s2", error="x"))),
    )
    assert steps[0].says == ("docai-x-0123456789-a1 is SUBMISSION_FAILED: x",)
    assert steps[1].says == (
        "docai-x-0123456789-a1 is SUBMISSION_FAILED: x",
        "docai-x-0123456789-a1 is submitted again",
    )


def test_a_submission_without_its_service_account_is_not_tried_again() -> None:
    error = 'error looking up service account a/b: serviceaccount "b" not found'
    assert end_of(played((4, View(app("SUBMISSION_FAILED", error=error))))) == ("failed", True)


def test_an_application_that_vanished_is_over() -> None:
    assert end_of(played((5, View(app("RUNNING"), pod("running"))), (6, View(None)))) == (
        "vanished",
        False,
    )


def test_a_second_try_starts_the_clocks_again_and_is_said() -> None:
    steps = played(
        (5, View(app("RUNNING"), pod("running"))),
        (800, View(app("PENDING_RERUN"), None)),
        (890, View(app("SUBMITTED", submission="s2", executions=2), pod(unschedulable="no room"))),
        (1500, View(app("SUBMITTED", submission="s2"), pod(unschedulable="no room"))),
    )
    assert steps[-1].end is None
    assert any("is run again" in text for text in steps[2].says)
    assert steps[2].follow is False


@pytest.mark.parametrize("state", ["", "SUSPENDING", "SUSPENDED"])
def test_a_suspended_application_is_waited_for_and_said_once(state: str) -> None:
    held = View(app(state, submission="", suspended=True, queue="nightly"))
    steps = played((0, held), (70, held), (2000, held), limits=replace(LIMITS, timeout=None))
    assert steps[-1].end is None
    said = [text for one in steps for text in one.says]
    assert said.count(f"{APP.name} waits in queue nightly: suspended") == 1


def test_without_a_queue_somebody_has_to_resume_it() -> None:
    (only,) = played((0, View(app("SUSPENDED", suspended=True))))
    assert f"{APP.name} waits until somebody resumes it: suspended" in only.says


def test_the_limits_on_the_start_count_from_the_end_of_the_suspension() -> None:
    held, free = View(app("SUSPENDED", submission="", suspended=True)), View(app("SUBMITTED"))
    assert played((0, held), (3000, held), (3899, free), limits=LONG)[-1].end is None
    assert end_of(played((0, held), (3000, held), (3900, free), limits=LONG)) == (
        "not_started",
        True,
    )
    new = View(app("", submission="", suspended=True)), View(app("", submission=""))
    assert played((0, new[0]), (3000, new[0]), (3059, new[1]))[-1].end is None
    assert end_of(played((0, new[0]), (3000, new[0]), (3060, new[1]))) == ("not_picked_up", True)


def test_a_running_job_that_is_suspended_and_resumed_starts_anew() -> None:
    running = View(app("RUNNING"), pod("running"))
    held = View(
        app("SUSPENDED", submission="", suspended=True, queue="q"), pod("terminated", code=143)
    )
    again = View(app("SUBMITTED", submission="s2"), pod("waiting", "ImagePullBackOff"))
    steps = played((5, running), (100, held), (200, again))
    assert steps[1].follow is False
    assert end_of(steps) == ("cannot_start", True)


def test_time_runs_out_for_a_suspended_application_too() -> None:
    held = View(app("SUSPENDED", suspended=True))
    assert end_of(played((0, held), (3600, held))) == ("timed_out", True)


def test_what_executors_suffer_is_said() -> None:
    starved = Pod("e1", "u1", "Pending", {}, (), "0/1 nodes: 1 Insufficient memory")
    killed = Pod("e2", "u2", "Failed", {}, (Container("x", "terminated", "OOMKilled", "", 137),))
    steps = played((5, View(app("RUNNING"), pod("running"), (starved, killed))))
    said = " ".join(steps[-1].says)
    assert "no node takes an executor yet" in said
    assert "executor e2 ended with exit code 137 (OOMKilled)" in said


def test_an_executor_that_spark_sends_away_is_not_said() -> None:
    ended = Pod("e1", "u1", "Running", {}, (Container("x", "terminated", "Error", "", 143),))
    sent_away = replace(ended, being_deleted=True)
    said, silent = (
        played((5, View(app("RUNNING"), pod("running"), (one,))))[-1].says
        for one in (ended, sent_away)
    )
    assert any("143" in text for text in said)
    assert not any("143" in text for text in silent)


def test_an_unknown_state_is_said_and_waited_for() -> None:
    steps = played(
        (5, View(app("HIBERNATING"), pod("running"))), (6, View(app("HIBERNATING"), pod("running")))
    )
    assert steps[-1].end is None
    assert [len(one.says) for one in steps] == [1, 0]
