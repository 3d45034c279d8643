"""Every row of VERDICTS by an example, and the picture of them."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from docai.cluster.objects import Container, Pod
from docai.report.state_diagram import state_diagram
from docai.runtime.exit_codes import ExitCode
from docai.runtime.outcome import Outcome
from spark_job.application import DRIVER_CONTAINER, Application
from spark_job.jobs.writer import CODES
from spark_job.watch.case import Case
from spark_job.watch.phases import Why
from spark_job.watch.verdict import judge, row_of
from spark_job.watch.verdict_table import VERDICTS, Row, arrows
from spark_job.watch.watching import End, View

NOW = datetime(2026, 1, 1, tzinfo=UTC)
APP = Application("a1", "ns", "u", "h", "FAILED", driver_pod="d", executions=1)
DISK = 'Usage of EmptyDir volume "scratch" exceeds the limit "1Gi". '


def case(
    why: Why,
    driver: Pod | None = None,
    *,
    said: ExitCode | None = None,
    error: str = "",
    log: str = "",
    submitted: bool = True,
    deleted: bool = False,
    state: str = "FAILED",
) -> Case:
    app = replace(APP, error=error, executions=int(submitted), being_deleted=deleted, state=state)
    outcome = None if said is None else Outcome("run-1", said, "said so", NOW, NOW)
    view = View(None if why == "vanished" else app, driver)
    return Case(End(why, "60 s"), view, [log], outcome, "ns", CODES)


def pod(code: int, why: str = "Error", **fields: str) -> Pod:
    container = Container(DRIVER_CONTAINER, "terminated", why, "", code)
    return replace(Pod("d", "u", "Failed", {}, (container,)), **fields)  # type: ignore[arg-type]


def refused(error: str) -> Case:
    return case("failed", error=error, submitted=False)


GONE = "driver pod not found"
NO_ACCOUNT = 'error looking up service account a/b: serviceaccount "b" not found'
EXAMPLES = [
    case("completed", said=ExitCode.PARTIAL),
    case("completed"),
    case("vanished", said=ExitCode.DONE),
    case("vanished"),
    case("not_picked_up"),
    case("cannot_start"),
    case("not_started", error="Connection refused", submitted=False, state="SUBMISSION_FAILED"),
    case("not_started"),
    case("timed_out"),
    case("failed", pod(137, "OOMKilled")),
    case("failed", pod(52)),
    case("failed", pod(137, reason="Evicted", message=DISK)),
    case("failed", error=GONE, said=ExitCode.DONE),
    case("failed", error=GONE, said=ExitCode.PARTIAL),
    case("failed", error=GONE, deleted=True),
    case("failed", error=GONE),
    case("failed", pod(4), said=ExitCode.PARTIAL),
    case("failed", pod(3)),
    case("failed", pod(1), log="Lost executor 3 on 10.0.0.2"),
    case("failed", pod(1)),
    refused(NO_ACCOUNT),
    refused("no PriorityClass with name docai-spark was found"),
    refused("exceeded quota: small, requested: cpu=1"),
    refused(
        'pods "d" is forbidden: violates PodSecurity "restricted:latest": runAsNonRoot != true'
    ),
    refused("Connection refused"),
    refused("x"),
]


def test_each_row_is_reached_by_its_example() -> None:
    assert [row_of(each).cause for each in EXAMPLES] == [row.cause for row in VERDICTS]


@pytest.mark.parametrize(("row", "at"), list(zip(VERDICTS, EXAMPLES, strict=True)))
def test_a_verdict_has_what_its_row_says(row: Row, at: Case) -> None:
    assert row_of(at) is row
    seen = judge(at.end, at.view, at.tail, at.outcome, at.namespace, at.codes)
    assert seen.code is row.code or not isinstance(row.code, ExitCode)
    assert seen.repeatable is row.repeatable
    assert bool(seen.lines) == (row.log and at.tail != [""])
    assert seen.driver_exit_code is None or row.driver
    assert "{" not in seen.text
    assert (seen.state == "COMPLETED") == (seen.code is ExitCode.DONE or at.end.why == "completed")


def test_an_end_has_a_last_row_that_always_holds() -> None:
    last = {row.why: row for row in VERDICTS}
    assert set(last) == set(Why.__args__)  # type: ignore[attr-defined]
    assert all(row.holds is Case.always for row in last.values())


def test_an_end_without_a_row_ends_loudly() -> None:
    with pytest.raises(LookupError, match="no verdict for melted"):
        row_of(case("melted"))  # type: ignore[arg-type]


def test_a_driver_that_ended_with_0_and_says_it_is_done_is_completed_whatever_the_operator_says() -> (
    None
):
    at = case("failed", pod(0, "Completed"), said=ExitCode.DONE)
    seen = judge(at.end, at.view, at.tail, at.outcome, at.namespace, at.codes)
    assert (seen.code, seen.state, seen.driver_exit_code) == (ExitCode.DONE, "COMPLETED", 0)


def test_the_picture_in_the_readme_is_drawn_from_the_table() -> None:
    readme = Path(__file__).with_name("README.md").read_text(encoding="utf-8")
    ends = list(dict.fromkeys(row.why for row in VERDICTS))
    assert state_diagram(arrows(), start=ends) in readme
