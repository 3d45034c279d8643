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
        "Run the writer, or any Spark job, as a SparkApplication on Kubernetes and say truthfully how it ended.",
        EPILOG,
    )
    made.option(
        "--job",
        default="writer",
        choices=("writer", "any"),
        help="what runs: docai's writer, or any Spark job by --main-file, --main-class, --arguments and --manifest",
    )
    made.option(
        "--lake",
        help="abfss://FILESYSTEM@ACCOUNT.dfs.core.windows.net/ROOT; the writer needs it, another job's outcome is kept there",
    )
    made.option(
        "--image",
        help=f"image of driver and executors, by tag or digest; the writer's is {writer.IMAGE}",
    )
    made.option(
        "--main-file",
        help="what any other job runs: local:///opt/job.py in the image, or an address",
    )
    made.option("--main-class", help="its class, for a job of the JVM")
    made.option(
        "--arguments", type=words, help="its arguments, in one string: '--day 2024-05-01 --verbose'"
    )
    made.option(
        "--namespace",
        help=f"where the application runs; the own namespace inside a cluster, else {ELSEWHERE}",
    )
    made.option(
        "--service-account",
        help=f"service account of driver and executors; {writer.SERVICE_ACCOUNT} for the writer, else the manifest's, or {USUAL_ACCOUNT}",
    )
    made.option(
        "--manifest",
        metavar="FILE|TEXT",
        help="a SparkApplication to start from: a file, or its text in several lines",
    )
    made.option(
        "--step",
        help=f"name of the step, part of the application's name; {writer.STEP} for the writer, else {anything.STEP}",
    )
    _size(made, "driver", "", writer.DRIVER)
    made.option(
        "--executors",
        type=positive_int,
        help=f"executors to begin with; {_writers(writer.EXECUTORS.count)}",
    )
    made.option("--max-executors", type=positive_int, help="let their number grow up to this")
    _size(made, "executor", ", where documents are read in Python", writer.EXECUTORS.size)
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
    made.option(
        "--tolerate", type=tolerance, default="0", help="the writer: filings that may fail: 5 or 1%"
    )
    made.option(
        "--writer-arguments",
        type=words,
        default=(),
        help="more options for the writer, in one string: '--optimize --vacuum-hours 168'",
    )
    made.option(
        "--ttl",
        type=seconds,
        default=86400.0,
        help="how long a finished application and its driver's pod stay; the next launcher in the namespace also deletes one "
        "that has not started within it",
    )
    made.option(
        "--pickup-timeout",
        type=seconds,
        default=300.0,
        help="give up when the Spark Operator says nothing of the application for so long; a busy one takes minutes",
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
        help="delete the application when the job is older than this, over all its attempts and whoever started them",
    )
    made.option(
        "--attempts",
        type=positive_int,
        default=1,
        help="applications that may follow each other when the cluster takes the driver away (evicted, its node lost, "
        "its pod deleted) or cannot submit it for a reason that passes; a job that fails by itself is not run again",
    )
    made.option(
        "--on-stop",
        default="delete",
        choices=("delete", "leave"),
        help="what SIGTERM does to the application: delete it, or leave it for the next start",
    )
    made.option("--context", help="context of the kubeconfig, outside a cluster")
    made.flag("--dry-run", help="print the manifest and send nothing")
    made.flag(
        "--cleanup",
        help="delete every application of --run-id, and tell how the run went (with --output-report, --output-metrics)",
    )
    for name, what in (
        ("app-name", "the application's name"),
        ("state", "its final state"),
        ("attempts", "how many applications it took"),
        ("seconds", "how long it took"),
        ("filings", "filings written, by the writer"),
        ("sections", "Items written, by the writer"),
        ("metrics", "all figures as JSON"),
        ("report", "a report of the run as HTML"),
    ):
        made.option(f"--output-{name}", type=Path, metavar="FILE", help=f"file for {what}")
    made.option(
        "--final-status", help="Kubeflow's word on the pipeline's steps: a hint for --cleanup"
    )
    made.option(
        "--executor-input", help="what Kubeflow Pipelines passes as {{$}}, for its metrics view"
    )
    return made


def _size(made: OptionParser, role: str, why: str, own: PodSize) -> None:
    made.option(
        f"--{role}-cores",
        type=positive_int,
        help=f"cores of the {role}: tasks at once; {_writers(own.cores)}",
    )
    made.option(f"--{role}-memory", help=f"heap of the {role}; {_writers(own.memory)}")
    made.option(
        f"--{role}-overhead",
        help=f"memory of the {role} beside the heap{why}; {_writers(own.overhead)}",
    )
    made.option(f"--{role}-cpu", help=f"CPU reserved for the {role} when it is not its cores: 500m")


def _writers(value: object) -> str:
    return f"{value} for the writer, else as the manifest says"
