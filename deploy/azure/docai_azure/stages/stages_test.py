"""What the stages start: in order, and what the started programs take."""

from __future__ import annotations

import os
import shlex
import stat
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from docai.runtime.options import OptionParser
from docai_azure.command import Command
from docai_azure.commands import SUBSCRIPTION, USUAL
from docai_azure.errors import CommandFailed, Missing, WrongSettings
from docai_azure.settings import Nightly, Settings
from docai_azure.stages.place import Place, signed_in
from docai_azure.stages.programs import Programs
from docai_azure.stages.runs import RunFailed, backfill, parameters, schedule
from docai_azure.stages.software import images, install
from kf_pipeline.command_options import service_options
from kf_pipeline.docai_pipeline import docai_data_pipeline

SETTINGS = replace(USUAL, nightly=Nightly(user_agent="Example Corp data-team@example.com"))


def _ignore(_line: str) -> None:
    """Say nothing."""


class Signed:
    """A cloud that is signed in, has the identities, and notes what it does."""

    def __init__(self) -> None:
        self.done: list[str] = []

    def ask(self, command: Command) -> Any:
        if command.words == ("account", "show"):
            return {"id": SUBSCRIPTION}
        return {"clientId": f"id-of-{command.arguments[3]}"}

    def do(self, command: Command) -> Any:
        self.done.append(" ".join(command.words))
        return None


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return signed_in(SETTINGS, Signed(), tmp_path / "work")


def dry(stage: Any, *arguments: Any) -> list[list[str]]:
    """The commands that a stage would give."""
    said: list[str] = []
    stage(*arguments, dry_run=True, tell=said.append)
    return [shlex.split(line[2:]) for line in said if line.startswith("$ ")]


def test_install_puts_namespaces_first_and_waits_for_the_end(place: Place) -> None:
    lines = [" ".join(one) for one in dry(install, place)]
    parts = (
        "get-credentials",
        "work/docai/overlay",
        "kubeflow/cluster",
        "condition=established",
        "deploy/kubeflow",
        "helm",
        "rollout",
    )
    at = [next(number for number, line in enumerate(lines) if part in line) for part in parts[:4]]
    assert at == sorted(at)
    assert [line for line in lines if line.endswith("deploy/kubeflow")] == [lines[4]]
    assert "spark.jobNamespaces={docai}" in lines[5]
    assert all("rollout status" in line for line in lines[6:])


def test_the_operator_watches_the_namespace_that_spark_has(place: Place) -> None:
    two = replace(place, settings=replace(SETTINGS, layout="two-namespaces"))
    assert "spark.jobNamespaces={docai,spark-jobs}" in " ".join(dry(install, two)[5])


def test_images_are_released_into_the_registry_of_the_installation(place: Place) -> None:
    lines = dry(images, place, "v1.2.3")
    assert lines[0][:3] == ["az", "acr", "login"]
    host = f"{SETTINGS.registry_in(SUBSCRIPTION)}.azurecr.io"
    assert lines[1] == ["build-support/release/release", "v1.2.3", "--registry", host]


def test_the_pipeline_takes_what_schedule_and_backfill_pass(place: Place) -> None:
    for stage, command, number in (
        (lambda *given, **how: schedule(*given, **how), "schedule", 1),
        (lambda p, tag, **how: backfill(p, tag, range(1993, 1995), **how), "submit", 2),
    ):
        runs = [one for one in dry(stage, place, "v1.2.3") if one[0] == "./pants"]
        assert len(runs) == number
        for line in runs:
            assert line[:5] == [
                "./pants",
                "run",
                "src/python/kf_pipeline:docai_pipeline",
                "--",
                command,
            ]
            parser = OptionParser("test", "What submit and schedule take.")
            if command == "schedule":
                parser.option("--cron", help="when")
                parser.flag("--replace", help="in place of the former")
            service_options(parser, docai_data_pipeline.component_spec.inputs)
            given = parser.parse(line[5:], {})
            assert given.service_account == "docai-pipeline"
            assert given.lake == place.lake
            assert given.registry == place.registry_host


def test_backfill_goes_year_by_year(place: Place) -> None:
    lines = [
        one
        for one in dry(
            lambda p, tag, **how: backfill(p, tag, range(1993, 1996), **how), place, "v1"
        )
        if one[0] == "./pants"
    ]
    assert [line[line.index("--index") + 1] for line in lines] == [
        "1993Q1..1993Q4",
        "1994Q1..1994Q4",
        "1995Q1..1995Q4",
    ]


def test_spark_goes_to_its_nodes(place: Place) -> None:
    spot = parameters(place, "v1")
    assert "kubernetes.azure.com/scalesetpriority=spot:NoSchedule" in spot
    assert "pool=spark" in spot
    regular = replace(SETTINGS, cluster=replace(SETTINGS.cluster, spark_spot=False))
    assert "--tolerations" not in parameters(replace(place, settings=regular), "v1")


def test_edgar_wants_to_know_who_asks(place: Place) -> None:
    with pytest.raises(WrongSettings, match=r"nightly\.user_agent is empty"):
        parameters(replace(place, settings=Settings()), "v1")


def test_nobody_signed_in_is_told(tmp_path: Path) -> None:
    class Nobody(Signed):
        def ask(self, command: Command) -> Any:
            return None

    with pytest.raises(Missing, match="az login"):
        signed_in(SETTINGS, Nobody(), tmp_path)


def program(folder: Path, name: str, script: str) -> None:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


@pytest.fixture
def started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder whose programs are found first."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    return folder


def test_a_program_that_fails_is_told_with_what_it_said(started: Path, tmp_path: Path) -> None:
    program(started, "kubectl", "echo 'the server refused AccountKey=abcdef' >&2; exit 4")
    with pytest.raises(
        CommandFailed, match=r"kubectl ended with 4: the server refused AccountKey=\*\*\*"
    ):
        Programs(tmp_path / "kubeconfig", tmp_path, _ignore).kubectl("get", "pods")


def test_a_port_is_forwarded_as_long_as_it_is_used(started: Path, tmp_path: Path) -> None:
    program(started, "kubectl", "echo 'Forwarding from 127.0.0.1:40123 -> 3000'; exec sleep 600")
    with Programs(tmp_path / "kubeconfig", tmp_path, _ignore).forwarded(
        "docai", "ml-pipeline-ui", 80
    ) as port:
        assert port == 40123


def test_a_port_that_is_not_forwarded_is_told(started: Path, tmp_path: Path) -> None:
    program(started, "kubectl", "exit 1")
    programs = Programs(tmp_path / "kubeconfig", tmp_path, _ignore)
    with (
        pytest.raises(CommandFailed, match="does not forward"),
        programs.forwarded("docai", "ui", 80),
    ):
        pass


@pytest.mark.parametrize(("phase", "ends_well"), [("Succeeded", True), ("Failed", False)])
def test_a_backfill_stops_at_the_year_that_failed(
    phase: str,
    ends_well: bool,
    started: Path,
    place: Place,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    program(
        started,
        "kubectl",
        'case "$*" in *port-forward*) echo "Forwarding from 127.0.0.1:1 -> 2"; exec sleep 600;; '
        f'*) echo \'{{"items": [{{"status": {{"phase": "{phase}"}}}}]}}\';; esac',
    )
    program(tmp_path, "pants", "echo run-1")
    monkeypatch.setattr("docai_azure.stages.software.ROOT", tmp_path)
    said: list[str] = []
    if ends_well:
        backfill(place, "v1", [1993, 1994], dry_run=False, tell=said.append)
        assert said[-1] == "1994 is done"
    else:
        with pytest.raises(RunFailed, match="backfill --years 1993-1994"):
            backfill(place, "v1", [1993, 1994], dry_run=False, tell=said.append)


def kubectl(started: Path, answers: str) -> None:
    """Install a kubectl that forwards a port, and answers a look by ``answers``: shell that knows its number as $look."""
    count = started / "looks"
    program(
        started,
        "kubectl",
        'case "$*" in *port-forward*) echo "Forwarding from 127.0.0.1:1 -> 2"; exec sleep 600;; esac\n'
        f"echo x >> {count}; look=$(wc -l < {count}); {answers}",
    )


@pytest.fixture
def quick_looks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(tmp_path, "pants", "echo run-1")
    monkeypatch.setattr("docai_azure.stages.software.ROOT", tmp_path)
    monkeypatch.setattr("docai_azure.stages.runs.POLL_SECONDS", 0.0)


@pytest.mark.usefixtures("quick_looks")
def test_a_look_that_fails_ends_no_backfill(started: Path, place: Place) -> None:
    kubectl(
        started,
        'if [ "$look" -lt 9 ]; then echo "no route to host" >&2; exit 1; fi; '
        'echo \'{"items": [{"status": {"phase": "Succeeded"}}]}\'',
    )
    said: list[str] = []
    backfill(place, "v1", [1993], dry_run=False, tell=said.append)
    assert said[-1] == "1993 is done"
    assert any("no route to host" in line for line in said)


@pytest.mark.usefixtures("quick_looks")
def test_a_cluster_that_stays_away_ends_it(started: Path, place: Place) -> None:
    kubectl(started, 'echo "no route to host" >&2; exit 1')
    with pytest.raises(CommandFailed, match="no route to host"):
        backfill(place, "v1", [1993], dry_run=False, tell=_ignore)


@pytest.mark.usefixtures("quick_looks")
def test_a_run_whose_workflow_is_gone_is_not_waited_for(started: Path, place: Place) -> None:
    kubectl(started, "echo '{\"items\": []}'")
    with pytest.raises(RunFailed, match="there is no Workflow of the run run-1"):
        backfill(place, "v1", [1993], dry_run=False, tell=_ignore)


@pytest.mark.usefixtures("quick_looks")
def test_a_backfill_says_what_changes_not_each_look(started: Path, place: Place) -> None:
    kubectl(
        started,
        'if [ "$look" -lt 30 ]; then phase=Running; else phase=Succeeded; fi; '
        'echo "{\\"items\\": [{\\"status\\": {\\"phase\\": \\"$phase\\"}}]}"',
    )
    said: list[str] = []
    backfill(place, "v1", [1993], dry_run=False, tell=said.append)
    assert sum("workflows.argoproj.io" in line for line in said) == 1
    assert said[-3:] == ["run run-1 is Running", "run run-1 is Succeeded", "1993 is done"]
