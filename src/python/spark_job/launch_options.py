"""The launcher's command line, and the typed values it stands for."""

from __future__ import annotations

import argparse
import os
import re
import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from docai.runtime.options import OptionParser, comma_list, positive_int, seconds
from docai.runtime.tolerance import Tolerance
from spark_job.errors import BadManifest
from spark_job.settings import Executors, PodSize, Settings, Toleration

OnStop = Literal["delete", "leave"]
IMAGE = "docaiacr.azurecr.io/spark-delta:v1"
OWN_NAMESPACE = Path("/var/run/secrets/kubernetes.io/serviceaccount/namespace")
ELSEWHERE = "spark-jobs"
FORWARDED = ("DOCAI_ADLS_ENDPOINT", "DOCAI_LOG")
"""Variables that the driver and the executors get as the launcher has them."""

SECRET_KEY = re.compile(r"([a-z0-9][a-z0-9.-]{0,252}):([A-Za-z0-9._-]{1,253})", re.ASCII)
"""A key in a Kubernetes secret: ``lake-account:key``."""

EPILOG = """\
exit codes: 0 the job is done; 1 it failed as a program; 2 change an option, a name or a right; 3 the other side
failed; 4 done in part; 5 out of memory; 6 out of time; 7 it could not start; 143 stopped on request.

Started again with the same --run-id and the same options it does not run the job again: it attaches to what is under
way, or takes over the result of what is done. --cleanup deletes what a run left behind.
"""


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
    cleanup: bool
    on_stop: OnStop
    pickup_timeout: float
    start_timeout: float
    timeout: float | None
    context: str | None
    final_status: str | None


def parser() -> OptionParser:
    """Return the parser, complete with help."""
    made = OptionParser(
        "spark_job.create_spark_app",
        "Run the writer as a SparkApplication on Kubernetes and say truthfully how it ended.",
        EPILOG,
    )
    made.option(
        "--lake", required=True, help="abfss://FILESYSTEM@ACCOUNT.dfs.core.windows.net/ROOT"
    )
    made.option("--image", default=IMAGE, help="image of driver and executors, by tag or digest")
    made.option(
        "--namespace",
        help=f"where the application runs; the own namespace inside a cluster, else {ELSEWHERE}",
    )
    made.option("--service-account", default="spark", help="service account of the driver")
    made.option("--manifest", type=Path, metavar="FILE", help="a SparkApplication to start from")
    made.option(
        "--step", default="spark-delta", help="name of the step, part of the application's name"
    )
    made.option("--driver-cores", type=positive_int, default=1, help="cores of the driver")
    made.option("--driver-memory", default="2g", help="heap of the driver")
    made.option("--driver-overhead", default="1g", help="memory of the driver beside the heap")
    made.option("--driver-cpu", help="CPU reserved for the driver when it is not its cores: 500m")
    made.option("--executors", type=positive_int, default=2, help="executors to begin with")
    made.option("--max-executors", type=positive_int, help="let their number grow up to this")
    made.option(
        "--executor-cores", type=positive_int, default=2, help="tasks at once in an executor"
    )
    made.option("--executor-memory", default="2g", help="heap of an executor")
    made.option(
        "--executor-overhead",
        default="4g",
        help="memory of an executor beside the heap: documents are read in Python processes",
    )
    made.option("--executor-cpu", help="CPU reserved for an executor when it is not its cores")
    made.option(
        "--node-selector", type=pairs, default={}, help="labels of the nodes: pool=spark,..."
    )
    made.option(
        "--tolerations",
        type=tolerations,
        default=(),
        help="taints to stand on: pool=spark:NoSchedule,...",
    )
    made.option(
        "--identity",
        default="none",
        choices=("workload", "key", "none"),
        help="how the job signs in at the storage: workload identity, an account key, or not at all",
    )
    made.option(
        "--account-key-secret",
        type=secret_key,
        metavar="NAME:KEY",
        help="the secret that holds the account key",
    )
    made.option(
        "--pull-policy", choices=("Always", "IfNotPresent", "Never"), help="image pull policy"
    )
    made.option(
        "--pull-secrets", type=comma_list, default=(), help="secrets to pull the image with"
    )
    made.option("--tolerate", type=tolerance, default="0", help="filings that may fail: 5 or 1%")
    made.option(
        "--writer-arguments",
        type=words,
        default=(),
        help="more options for the writer, in one string: '--optimize --vacuum-hours 168'",
    )
    made.option(
        "--ttl", type=seconds, default=2 * 86400.0, help="how long a finished application stays"
    )
    made.option(
        "--pickup-timeout",
        type=seconds,
        default=60.0,
        help="give up when no Spark Operator takes the application up",
    )
    made.option(
        "--start-timeout",
        type=seconds,
        default=900.0,
        help="give up when the driver does not run by then",
    )
    made.option(
        "--timeout",
        type=seconds,
        help="delete the application when it is older than this, whoever started it",
    )
    made.option(
        "--on-stop",
        default="delete",
        choices=("delete", "leave"),
        help="what SIGTERM does to the application: delete it, or leave it for the next start",
    )
    made.option("--context", help="context of the kubeconfig, outside a cluster")
    made.flag("--dry-run", help="print the manifest and send nothing")
    made.flag("--cleanup", help="delete every application of --run-id and end")
    for name, what in (
        ("app-name", "the application's name"),
        ("state", "its final state"),
        ("attempts", "how many applications it took"),
        ("seconds", "how long it took"),
        ("filings", "filings written"),
        ("sections", "Items written"),
        ("metrics", "all figures as JSON"),
        ("report", "a report of the run as HTML"),
    ):
        made.option(f"--output-{name}", type=Path, metavar="FILE", help=f"file for {what}")
    made.option("--final-status", help="how the pipeline's steps ended, for --cleanup to say")
    made.option(
        "--executor-input", help="what Kubeflow Pipelines passes as {{$}}, for its metrics view"
    )
    return made


def read(argv: Sequence[str], environment: Mapping[str, str] | None = None) -> LaunchOptions:
    """Return what the command line and the environment ask for; raises CallerError."""
    environment = os.environ if environment is None else environment
    given = parser().parse(_joined(argv), environment)
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
        cleanup=given.cleanup,
        on_stop=given.on_stop,
        pickup_timeout=given.pickup_timeout,
        start_timeout=given.start_timeout,
        timeout=given.timeout,
        context=given.context,
        final_status=given.final_status,
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


def own_namespace(path: Path = OWN_NAMESPACE) -> str:
    """Return the namespace of the pod that this runs in, or ``spark-jobs`` outside a cluster."""
    try:
        return path.read_text().strip()
    except OSError:
        return ELSEWHERE


def tolerance(text: str) -> str:
    """Return ``text`` when it is a tolerance; raises ValueError."""
    return str(Tolerance.parse(text))


def tolerations(text: str) -> tuple[Toleration, ...]:
    """Return tolerations from ``key=value:Effect,...``; raises ValueError."""
    return tuple(map(Toleration.parse, comma_list(text)))


def pairs(text: str) -> dict[str, str]:
    """Return ``key=value,...`` as a mapping; raises ValueError."""
    parts = [part.partition("=") for part in comma_list(text)]
    for key, sign, _ in parts:
        if not sign or not key:
            raise ValueError(f"{text!r} is no list of labels: write pool=spark,disk=ssd")
    return {key: value for key, _, value in parts}


def secret_key(text: str) -> tuple[str, str]:
    """Return the secret's name and the key in it from ``NAME:KEY``; raises ValueError."""
    match = SECRET_KEY.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} names no key of a secret: write NAME:KEY")
    return match[1], match[2]


def words(text: str) -> tuple[str, ...]:
    """Return the words of a command line; raises ValueError when a quote is not closed."""
    return tuple(shlex.split(text))
