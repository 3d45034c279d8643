"""The launcher's command line."""

from __future__ import annotations

from pathlib import Path

from docai.runtime.options import OptionParser, comma_list, positive_int, seconds
from spark_job.jobs import anything, writer
from spark_job.options.values import ELSEWHERE, pairs, secret_key, tolerance, tolerations, words
from spark_job.settings import PodSize
from spark_job.spark_app import USUAL_ACCOUNT

EPILOG = """\
exit codes: 0 the job is done; 1 it failed as a program; 2 change an option, a name or a right; 3 the other side
failed; 4 done in part; 5 out of memory; 6 out of time; 7 it could not start; 143 stopped on request.

Started again with the same --run-id and the same options it does not run the job again: it attaches to what is under
way, or takes over the result of what is done. --cleanup deletes what a run left behind and tells how each of its steps
went; it fails only when applications may be left in the cluster.
"""


def parser() -> OptionParser:
    """Return the parser, complete with help."""
    made = OptionParser(
        "spark_job.create_spark_app",
        "Run the writer, or any Spark job, as a SparkApplication on Kubernetes, and report how it ended.",
        EPILOG,
    )
    made.option(
        "--job",
        default="writer",
        choices=("writer", "any"),
        help="docai's writer, or any Spark job (--main-file, --main-class, --arguments, --manifest)",
    )
    made.option(
        "--lake",
        help="abfss://FILESYSTEM@ACCOUNT.dfs.core.windows.net/ROOT; required for the writer; other jobs keep their outcome there",
    )
    made.option(
        "--image",
        help=f"image of driver and executors, by tag or digest; default for the writer: {writer.IMAGE}",
    )
    made.option(
        "--step",
        help=f"step name, part of the application's name; default: {writer.STEP} for the writer, else {anything.STEP}",
    )
    made.flag("--dry-run", help="print the manifest and exit")
    made.flag(
        "--cleanup",
        help="delete the applications of --run-id and report on the run (--output-report, --output-metrics)",
    )
    _add_writer_options(made)
    _add_job_options(made)
    _add_place_options(made)
    _add_sizes(made)
    _add_limits(made)
    _add_outputs(made)
    return made


def _add_writer_options(made: OptionParser) -> None:
    made.group("the writer (--job writer)")
    made.option(
        "--tolerate",
        type=tolerance,
        default="0",
        help="writer only: failures allowed before exit code 4: 5 or 1%",
    )
    made.option(
        "--writer-arguments",
        type=words,
        default=(),
        help="writer only: more options as one string: '--optimize --vacuum-hours 168'",
    )


def _add_job_options(made: OptionParser) -> None:
    made.group("another job (--job any)")
    made.option(
        "--main-file",
        help="the job's main file: local:///opt/job.py in the image, or a URL",
    )
    made.option("--main-class", help="the job's main class, for the JVM")
    made.option(
        "--arguments",
        type=words,
        help="the job's arguments as one string: '--day 2024-05-01 --verbose'",
    )
    made.option(
        "--manifest",
        metavar="FILE|TEXT",
        help="base SparkApplication: a file, or YAML text",
    )


def _add_place_options(made: OptionParser) -> None:
    made.group("where it runs, and as whom")
    made.option("--context", help="kubeconfig context, outside a cluster")
    made.option(
        "--namespace",
        help=f"namespace of the application; default: the launcher's own, outside a cluster {ELSEWHERE}",
    )
    made.option(
        "--service-account",
        help=f"service account of driver and executors; default: {writer.SERVICE_ACCOUNT} for the writer, else the manifest's, or {USUAL_ACCOUNT}",
    )
    made.option("--node-selector", type=pairs, default={}, help="node labels: pool=spark,...")
    made.option(
        "--tolerations",
        type=tolerations,
        default=(),
        help="tolerated taints: pool=spark:NoSchedule,...",
    )
    made.option(
        "--identity",
        default="none",
        choices=("workload", "key", "none"),
        help="how the job authenticates to the storage: workload identity, account key, or not",
    )
    made.option(
        "--account-key-secret",
        type=secret_key,
        metavar="NAME:KEY",
        help="secret with the account key",
    )
    made.option(
        "--pull-policy", choices=("Always", "IfNotPresent", "Never"), help="image pull policy"
    )
    made.option("--pull-secrets", type=comma_list, default=(), help="image pull secrets")


def _add_sizes(made: OptionParser) -> None:
    made.group("sizes")
    _size(made, "driver", "", writer.DRIVER)
    made.option(
        "--executors",
        type=positive_int,
        help=f"initial number of executors; {_writers(writer.EXECUTORS.count)}",
    )
    made.option(
        "--max-executors",
        type=positive_int,
        help="maximum number of executors (dynamic allocation)",
    )
    _size(made, "executor", ", where documents are read in Python", writer.EXECUTORS.size)


def _add_limits(made: OptionParser) -> None:
    made.group("limits, and what becomes of it")
    made.option(
        "--ttl",
        type=seconds,
        default=86400.0,
        help="seconds to keep a finished application and its driver pod; one that never started is deleted after the same "
        "time by the next launcher",
    )
    made.option(
        "--pickup-timeout",
        type=seconds,
        default=300.0,
        help="seconds to wait for the Spark Operator to pick up the application; a busy one takes minutes",
    )
    made.option(
        "--start-timeout",
        type=seconds,
        default=900.0,
        help="seconds to wait for the driver to run",
    )
    made.option(
        "--timeout",
        type=seconds,
        help="seconds before the job is deleted, over all attempts",
    )
    made.option(
        "--attempts",
        type=positive_int,
        default=1,
        help="maximum number of applications when the infrastructure fails (driver evicted, node lost, pod deleted); a "
        "job's own failure is never retried",
    )
    made.option(
        "--on-stop",
        default="delete",
        choices=("delete", "leave"),
        help="on SIGTERM: delete the application, or leave it for the next launcher",
    )


def _add_outputs(made: OptionParser) -> None:
    made.group("outputs of a pipeline step")
    for name, what in (
        ("app-name", "the application's name"),
        ("state", "its final state"),
        ("attempts", "the number of applications"),
        ("seconds", "its duration in seconds"),
        ("filings", "the number of filings written"),
        ("sections", "the number of Items written"),
        ("metrics", "the figures as JSON"),
        ("report", "the report as HTML"),
    ):
        made.option(f"--output-{name}", type=Path, metavar="FILE", help=f"file to write {what} to")
    made.option("--final-status", help="Kubeflow's status of the steps, a hint for --cleanup")
    made.option("--executor-input", help="Kubeflow's {{$}}, for its metrics view")


def _size(made: OptionParser, role: str, why: str, own: PodSize) -> None:
    made.option(
        f"--{role}-cores",
        type=positive_int,
        help=f"cores of the {role}; {_writers(own.cores)}",
    )
    made.option(f"--{role}-memory", help=f"heap of the {role}; {_writers(own.memory)}")
    made.option(
        f"--{role}-overhead",
        help=f"memory of the {role} outside the heap{why}; {_writers(own.overhead)}",
    )
    made.option(
        f"--{role}-cpu", help=f"CPU request of the {role}, when it differs from its cores: 500m"
    )


def _writers(value: object) -> str:
    return f"default: {value} for the writer, else the manifest's"
