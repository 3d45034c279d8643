"""The typed values that the launcher's command line stands for."""

from __future__ import annotations

import argparse
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from docai.runtime.errors import CallerError
from spark_job.errors import BadManifest
from spark_job.jobs import anything, writer
from spark_job.jobs.codes import codes_of
from spark_job.jobs.job import Codes
from spark_job.options.parser import parser
from spark_job.options.values import own_namespace
from spark_job.settings import Executors, PodSize, Settings

OnStop = Literal["delete", "leave"]
OF_THE_JOB = frozenset({"--writer-arguments", "--arguments"})
FORWARDED = ("DOCAI_ADLS_ENDPOINT", "DOCAI_LOG")
"""Variables that the driver and the executors get as the launcher has them."""


@dataclass(frozen=True, slots=True)
class Outputs:
    """Files to write results to; None where nobody asked."""

    app_name: Path | None
    state: Path | None
    attempts: Path | None
    seconds: Path | None
    filings: Path | None
    sections: Path | None
    metrics: Path | None
    report: Path | None
    executor_input: str | None


@dataclass(frozen=True, slots=True)
class LaunchOptions:
    """What the launcher was asked to do. Times are in seconds; ``timeout`` None means no end.

    ``codes`` is what the job's exit codes mean, ``own_manifest`` the package's file to start from when ``manifest`` is None.
    """

    run_id: str
    settings: Settings
    codes: Codes
    manifest: str | None
    own_manifest: tuple[str, str]
    outputs: Outputs
    dry_run: bool
    on_stop: OnStop
    pickup_timeout: float
    start_timeout: float
    timeout: float | None
    attempts: int
    context: str | None


@dataclass(frozen=True, slots=True)
class CleanupOptions:
    """What the exit handler was asked to do. Nothing is checked but the run's id: it has to tell also of wrong options."""

    run_id: str
    lake: str
    namespace: str
    context: str | None
    final_status: str | None
    metrics: Path | None
    report: Path | None
    executor_input: str | None


def read(argv: Sequence[str], environment: Mapping[str, str] | None = None) -> LaunchOptions:
    """Return what the command line and the environment ask for; raises CallerError."""
    environment = os.environ if environment is None else environment
    given = parser().parse(_joined(argv), environment)
    if given.start_timeout >= given.ttl:
        raise BadManifest(
            f"--start-timeout {given.start_timeout:g}s: an application that has not started within --ttl ({given.ttl:g} s) is "
            "taken for one that was left behind, and deleted; give a shorter one"
        )
    _check_job(given)
    of_writer = given.job == "writer"
    return LaunchOptions(
        run_id=given.run_id,
        settings=_writers(given, environment) if of_writer else _others(given, environment),
        codes=codes_of(given.job),
        manifest=given.manifest,
        own_manifest=writer.MANIFEST if of_writer else anything.MANIFEST,
        outputs=Outputs(
            app_name=given.output_app_name,
            state=given.output_state,
            attempts=given.output_attempts,
            seconds=given.output_seconds,
            filings=given.output_filings,
            sections=given.output_sections,
            metrics=given.output_metrics,
            report=given.output_report,
            executor_input=given.executor_input,
        ),
        dry_run=given.dry_run,
        on_stop=given.on_stop,
        pickup_timeout=given.pickup_timeout,
        start_timeout=given.start_timeout,
        timeout=given.timeout,
        attempts=given.attempts,
        context=given.context,
    )


def read_cleanup(
    argv: Sequence[str], environment: Mapping[str, str] | None = None
) -> CleanupOptions | None:
    """Return what ``--cleanup`` asks for, None when that is not given; raises CallerError."""
    environment = os.environ if environment is None else environment
    given = parser().parse(_joined(argv), environment, complete=False)
    if not given.cleanup:
        return None
    return CleanupOptions(
        run_id=given.run_id,
        lake=given.lake or "",
        namespace=given.namespace or own_namespace(),
        context=given.context,
        final_status=given.final_status,
        metrics=given.output_metrics,
        report=given.output_report,
        executor_input=given.executor_input,
    )


def _joined(argv: Sequence[str]) -> list[str]:
    """Tie a job's own options to the option they are given in: they begin with a dash, and are no options of ours."""
    given = iter(argv)
    return [f"{one}={next(given, '')}" if one in OF_THE_JOB else one for one in given]


def _check_job(given: argparse.Namespace) -> None:
    """Return when the options go with the kind of job; raises CallerError."""
    if given.job == "writer":
        if not given.lake:
            raise CallerError(
                "--lake is missing: abfss://FILESYSTEM@ACCOUNT.dfs.core.windows.net/ROOT; give --lake or set DOCAI_LAKE"
            )
        others = {
            "--main-file": given.main_file,
            "--main-class": given.main_class,
            "--arguments": given.arguments,
        }
        wrong, right = next((flag for flag, value in others.items() if value), ""), "give --job any"
    else:
        wrong = "--writer-arguments" if given.writer_arguments else ""
        right = "give --arguments"
    if wrong:
        raise CallerError(f"{wrong} does not go with --job {given.job}: {right}, or leave it out")


def _writers(given: argparse.Namespace, environment: Mapping[str, str]) -> Settings:
    """Return what the writer asks for, with its own values where none are given."""
    job = writer.writer(given.lake, given.run_id, given.tolerate, given.writer_arguments)
    asked = _others(given, environment)
    own = writer.EXECUTORS
    return replace(
        asked,
        step=given.step or writer.STEP,
        job=job,
        image=given.image or writer.IMAGE,
        driver=asked.driver.over(writer.DRIVER),
        executors=Executors(
            asked.executors.size.over(own.size), given.executors or own.count, given.max_executors
        ),
        service_account=given.service_account or writer.SERVICE_ACCOUNT,
    )


def _others(given: argparse.Namespace, environment: Mapping[str, str]) -> Settings:
    """Return what is asked for and nothing besides: the manifest says the rest."""
    lake = _reachable(given.lake) if given.lake else None
    return Settings(
        namespace=given.namespace or own_namespace(),
        step=given.step or anything.STEP,
        job=anything.anything(
            given.main_file, given.main_class, given.arguments, lake, given.run_id
        ),
        image=given.image,
        lake=lake,
        driver=PodSize(
            given.driver_cores, given.driver_memory, given.driver_overhead, given.driver_cpu
        ),
        executors=Executors(
            PodSize(
                given.executor_cores,
                given.executor_memory,
                given.executor_overhead,
                given.executor_cpu,
            ),
            given.executors,
            given.max_executors,
        ),
        service_account=given.service_account,
        environment={name: environment[name] for name in FORWARDED if environment.get(name)},
        identity=given.identity,
        key_secret=given.account_key_secret,
        pull_policy=given.pull_policy,
        pull_secrets=given.pull_secrets,
        node_selector=given.node_selector,
        tolerations=given.tolerations,
        ttl=int(given.ttl),
    )


def _reachable(lake: str) -> str:
    if not lake.startswith(("abfss://", "abfs://", "file://")):
        raise BadManifest(
            f"--lake {lake!r}: pods of a cluster need an address: "
            "abfss://FILESYSTEM@ACCOUNT.dfs.core.windows.net/ROOT"
        )
    return lake
