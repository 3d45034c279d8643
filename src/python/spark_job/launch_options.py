"""The typed values that the launcher's command line stands for."""

from __future__ import annotations

import argparse
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from spark_job.errors import BadManifest
from spark_job.options.parser import parser
from spark_job.options.values import own_namespace
from spark_job.settings import Executors, PodSize, Settings

OnStop = Literal["delete", "leave"]
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
    """What the launcher was asked to do. Times are in seconds; ``timeout`` None means no end."""

    run_id: str
    settings: Settings
    manifest: Path | None
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
    return LaunchOptions(
        run_id=given.run_id,
        settings=_settings(given, environment),
        manifest=given.manifest,
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
    """Tie --writer-arguments to what follows it, which begins with a dash and is no option of ours."""
    given = iter(argv)
    return [f"{one}={next(given, '')}" if one == "--writer-arguments" else one for one in given]


def _settings(given: argparse.Namespace, environment: Mapping[str, str]) -> Settings:
    return Settings(
        namespace=given.namespace or own_namespace(),
        image=given.image,
        lake=_reachable(given.lake),
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
        step=given.step,
        arguments=("--tolerate", given.tolerate, *given.writer_arguments),
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
