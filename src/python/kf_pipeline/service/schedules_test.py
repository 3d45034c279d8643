"""``schedule --replace`` against a service that collects what belongs to a deleted schedule, as Kubernetes does."""

from pathlib import Path

import pytest

from docai.runtime.exit_codes import ExitCode
from docai.runtime.program import execute
from kf_pipeline.docai_pipeline import COMMANDS
from kf_pipeline.errors import ServiceRefused
from kf_pipeline.service.conftest import PipelineService

GIVEN = ["--lake", "abfss://f@a.dfs.core.windows.net/x", "--user-agent", "Ann ann@example.org"]


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("KUBECONFIG", "KF_PIPELINES_ENDPOINT", "DOCAI_KFP_TOKEN", "DOCAI_KFP_COOKIES"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def argv(service: PipelineService) -> list[str]:
    return ["schedule", "--host", service.url, *GIVEN, "--every", "24h", "--name", "nightly"]


def standing(service: PipelineService) -> list[tuple[str, str]]:
    """Return the ids of the schedules and whether they are enabled."""
    return [(one["recurring_run_id"], one["status"]) for one in service.schedules]


def test_a_second_schedule_of_that_name_is_refused_unless_it_replaces_the_first(
    service: PipelineService, argv: list[str]
) -> None:
    COMMANDS.main([*argv[:-1], "weekly"])
    COMMANDS.main(argv)
    with pytest.raises(ServiceRefused, match=r"'nightly' stands already .*--replace"):
        COMMANDS.main(argv)
    assert len(service.schedules) == 2
    COMMANDS.main([*argv, "--replace"])
    assert service.deleted == ["recurring-run-id-2"]
    assert [one["display_name"] for one in service.schedules] == ["weekly", "nightly"]
    assert service.schedules[1]["trigger"]["periodic_schedule"]["interval_second"] == 86400
    assert service.schedules[1]["status"] == "ENABLED"
    assert service.most_enabled == 1


@pytest.mark.parametrize("state", ["PENDING", "RUNNING", "CANCELING", "PAUSED", None])
def test_a_run_under_way_goes_on_and_its_schedule_is_kept_disabled(
    service: PipelineService,
    argv: list[str],
    state: str | None,
    capsys: pytest.CaptureFixture[str],
) -> None:
    COMMANDS.main(argv)
    run = service.fire("recurring-run-id-1", state)
    assert execute(COMMANDS.main, [*argv, "--replace"]) is ExitCode.DONE
    assert standing(service) == [
        ("recurring-run-id-1", "DISABLED"),
        ("recurring-run-id-2", "ENABLED"),
    ]
    assert (service.killed, service.most_enabled) == ([], 1)
    said = capsys.readouterr().err
    assert "schedule recurring-run-id-2 is active" in said
    assert f"would kill its run {run}, which is under way; the next --replace deletes it" in said


@pytest.mark.parametrize("state", ["SUCCEEDED", "SKIPPED", "FAILED", "CANCELED"])
def test_a_schedule_whose_runs_have_ended_is_deleted_by_the_same_command(
    service: PipelineService, argv: list[str], state: str, capsys: pytest.CaptureFixture[str]
) -> None:
    COMMANDS.main(argv)
    service.fire("recurring-run-id-1", state)
    execute(COMMANDS.main, [*argv, "--replace"])
    assert standing(service) == [("recurring-run-id-2", "ENABLED")]
    assert "deleted the former schedule recurring-run-id-1" in capsys.readouterr().err


def test_the_next_replacement_sweeps_what_the_last_one_had_to_leave(
    service: PipelineService, argv: list[str]
) -> None:
    COMMANDS.main(argv)
    service.fire("recurring-run-id-1", "RUNNING")
    COMMANDS.main([*argv, "--replace"])
    service.runs[0]["state"] = "SUCCEEDED"
    service.fire("recurring-run-id-2", "RUNNING")
    COMMANDS.main([*argv, "--replace"])
    assert standing(service) == [
        ("recurring-run-id-2", "DISABLED"),
        ("recurring-run-id-3", "ENABLED"),
    ]
    assert (service.killed, service.most_enabled) == ([], 1)


def test_a_run_under_way_is_found_among_hundreds(service: PipelineService, argv: list[str]) -> None:
    COMMANDS.main(argv)
    service.fire("recurring-run-id-1", "RUNNING")  # the oldest: its record says so for weeks
    for _ in range(25):
        service.fire("recurring-run-id-1", "SUCCEEDED")
        service.fire("another", "RUNNING")
    COMMANDS.main([*argv, "--replace"])
    assert ("recurring-run-id-1", "DISABLED") in standing(service)


def test_a_run_that_begins_in_this_second_is_not_taken_with_its_schedule(
    service: PipelineService, argv: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    COMMANDS.main(argv)
    one = service._one

    def begun(method: str, what: str, query: dict[str, str]) -> object:
        # Kubernetes has it, and the service's list of runs has not heard of it yet.
        if method == "DELETE":
            service.fire("recurring-run-id-1", "RUNNING")
        return one(method, what, query)

    monkeypatch.setattr(service, "_one", begun)
    COMMANDS.main([*argv, "--replace"])
    assert service.deleted == ["recurring-run-id-1"]
    assert service.killed == []


@pytest.mark.parametrize(
    "step", ["POST /recurringruns$", "POST .*id-1:disable", "POST .*id-2:enable"]
)
def test_the_former_schedule_goes_on_when_the_change_is_refused(
    service: PipelineService, argv: list[str], step: str
) -> None:
    COMMANDS.main(argv)
    service.fire("recurring-run-id-1", "RUNNING")
    service.refuse, service.refuse_path = (400, "no"), step
    with pytest.raises(ServiceRefused, match="no"):
        COMMANDS.main([*argv, "--replace"])
    assert standing(service) == [("recurring-run-id-1", "ENABLED")]
    assert (service.killed, service.most_enabled) == ([], 1)


def test_a_schedule_that_somebody_disabled_is_not_enabled_by_a_change_that_fails(
    service: PipelineService, argv: list[str]
) -> None:
    COMMANDS.main(argv)
    service.schedules[0]["status"] = "DISABLED"
    service.refuse, service.refuse_path = (400, "no"), "id-2:enable"
    with pytest.raises(ServiceRefused, match="no"):
        COMMANDS.main([*argv, "--replace"])
    assert standing(service) == [("recurring-run-id-1", "DISABLED")]


def test_a_lost_answer_is_asked_for_and_not_taken_for_a_failure(
    service: PipelineService, argv: list[str]
) -> None:
    COMMANDS.main(argv)
    service.lose = "id-2:enable"
    assert execute(COMMANDS.main, [*argv, "--replace"]) is ExitCode.DONE
    assert standing(service) == [("recurring-run-id-2", "ENABLED")]
    assert service.most_enabled == 1


def test_two_are_never_enabled_when_nobody_can_say_what_became_of_the_change(
    service: PipelineService, argv: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    COMMANDS.main(argv)
    service.lose = "id-2(:|$)"  # the new one's enabling is done, and every answer about it is lost
    assert execute(COMMANDS.main, [*argv, "--replace"]) is ExitCode.OTHER_SIDE
    said = capsys.readouterr().err
    assert "stopped half way" in said
    assert "recurring-run-id-1; new: recurring-run-id-2" in said
    assert service.most_enabled == 1
    # And the same command puts it right.
    service.lose = None
    assert execute(COMMANDS.main, [*argv, "--replace"]) is ExitCode.DONE
    assert standing(service) == [("recurring-run-id-3", "ENABLED")]
    assert service.most_enabled == 1


def test_a_schedule_that_cannot_be_swept_now_is_said_and_does_no_harm(
    service: PipelineService, argv: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    COMMANDS.main(argv)
    service.refuse, service.refuse_path = (500, "no database"), "GET /runs"
    assert execute(COMMANDS.main, [*argv, "--replace"]) is ExitCode.DONE
    assert [one["status"] for one in service.schedules] == ["DISABLED", "ENABLED"]
    assert "no database; the next --replace deletes it" in capsys.readouterr().err
