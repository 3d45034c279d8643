"""Runs of the pipeline: the nightly schedule, and the years before it."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable
from dataclasses import replace

from docai.runtime.errors import CallerError, OtherSideError
from docai_azure.errors import CommandFailed, WrongSettings
from docai_azure.resources.cluster import POOL_LABEL, SPOT_TAINT
from docai_azure.stages.place import Place
from docai_azure.stages.programs import Programs
from docai_azure.stages.software import at_cluster

PIPELINE = "src/python/kf_pipeline:docai_pipeline"
POLL_SECONDS = 60.0
LOOKS_IN_VAIN = 10
"""So many looks in a row may fail, or find no Workflow: a run of hours outlasts an API server that is away for minutes."""

ENDED = frozenset({"Succeeded", "Failed", "Error"})
"""Phases of a Workflow that has ended."""

Tell = Callable[[str], None]


class RunFailed(OtherSideError):
    """A run of the pipeline did not end well; the years after it were not begun."""


def parameters(place: Place, tag: str) -> list[str]:
    """Return what schedule and backfill pass alike; raises WrongSettings."""
    settings = place.settings
    if not settings.nightly.user_agent:
        raise WrongSettings(
            'nightly.user_agent is empty; the SEC wants a name and an address: "Example Corp data-team@example.com"'
        )
    spot = ["--tolerations", SPOT_TAINT] if settings.cluster.spark_spot else []
    return [
        *("--service-account", "docai-pipeline", "--registry", place.registry_host, "--tag", tag),
        *("--lake", place.lake, "--user-agent", settings.nightly.user_agent),
        *("--spark-namespace", settings.spark_namespace, "--node-selector", POOL_LABEL),
        *("--max-executors", str(settings.nightly.max_executors), *spot),
    ]


def schedule(place: Place, tag: str, *, dry_run: bool, tell: Tell) -> None:
    """Schedule the nightly run with the images of a release, in the place of a former one. Raises WrongSettings, CommandFailed."""
    given, nightly = parameters(place, tag), place.settings.nightly
    programs = at_cluster(place, dry_run=dry_run, tell=tell)
    when = ("--name", "nightly", "--cron", nightly.cron, "--replace")
    what = ("--all-filers", "true", "--filed-from", nightly.filed_from)
    with programs.forwarded("docai", "ml-pipeline-ui", 80) as port:
        _pipeline(programs, "schedule", port, [*when, *given, *what])


def backfill(place: Place, tag: str, years: Iterable[int], *, dry_run: bool, tell: Tell) -> None:
    """Run the pipeline for one year after the other, each to its end: EDGAR's rate is one budget, so two gain nothing.

    A year that is done is passed in minutes: what is stored and written is found so. Raises RunFailed, CommandFailed,
    WrongSettings.
    """
    given = parameters(place, tag)
    programs = at_cluster(place, dry_run=dry_run, tell=tell)
    years = list(years)
    for year in years:
        what = ("--name", f"backfill-{year}", "--index", f"{year}Q1..{year}Q4")
        with programs.forwarded("docai", "ml-pipeline-ui", 80) as port:
            run_id = _pipeline(programs, "submit", port, [*what, *given]).strip()
        phase = "Succeeded" if dry_run else _ended(programs, run_id)
        if phase != "Succeeded":
            raise RunFailed(
                f"the run of {year} ended with {phase}: its exit handler says why. Then: backfill --years {year}-{years[-1]}"
            )
        tell(f"{year} is done")


def _pipeline(programs: Programs, command: str, port: int, options: list[str]) -> str:
    host = ("--host", f"http://127.0.0.1:{port}")
    return programs.run("./pants", "run", PIPELINE, "--", command, *host, *options)


def _ended(programs: Programs, run_id: str) -> str:
    """Return the phase in which the run ended; raises RunFailed or CommandFailed after LOOKS_IN_VAIN."""
    if not run_id:
        raise CallerError("the pipeline's submit printed no run id")
    # The command is said once, then only what changes: a run takes hours, a look is due each minute.
    looking, before, in_vain = programs, "", 0
    while True:
        try:
            phase = _phase(looking, run_id)
        except CommandFailed as error:
            in_vain += 1
            if in_vain == LOOKS_IN_VAIN:
                raise
            programs.tell(f"looking again: {error}")
        else:
            if phase and phase != before:
                programs.tell(f"run {run_id} is {phase}")
                before = phase
            if phase in ENDED:
                return str(phase)
            in_vain = in_vain + 1 if phase is None else 0
            if in_vain == LOOKS_IN_VAIN:
                raise RunFailed(
                    f"there is no Workflow of the run {run_id} in docai: it was deleted, or never began. Look at Kubeflow's page"
                )
        looking = replace(programs, tell=_nothing)
        time.sleep(POLL_SECONDS)


def _nothing(_line: str) -> None:
    """Say nothing."""


def _phase(programs: Programs, run_id: str) -> str | None:
    """Return the phase of the run's Workflow, empty before it has one; None where no Workflow is there. Raises CommandFailed."""
    answer = programs.kubectl(
        *("--namespace", "docai", "get", "workflows.argoproj.io", "--output", "json"),
        *("--selector", f"pipeline/runid={run_id}"),
    )
    phases = [one.get("status", {}).get("phase", "") for one in json.loads(answer)["items"]]
    return str(phases[0]) if phases else None
