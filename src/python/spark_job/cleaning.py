"""The exit handler: deletes what a run left in the cluster, finds out how the run went, and tells people."""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Callable

from docai.cluster.client import Cluster
from docai.runtime.exit_codes import ExitCode
from docai.runtime.logs import Redaction
from docai.runtime.step_outputs import show_metrics
from docai.runtime.streams import tell
from spark_job.errors import BadManifest
from spark_job.launch_options import CleanupOptions
from spark_job.results import write_output
from spark_job.run_report.evidence import SPARK, Evidence
from spark_job.run_report.figures import metrics_of
from spark_job.run_report.judging import story_of
from spark_job.run_report.reading.cluster import look_and_clean
from spark_job.run_report.reading.final_status import hint_of
from spark_job.run_report.reading.lake import read_lake
from spark_job.run_report.run_page import run_page
from spark_job.run_report.story import RunStory, RunVerdict

_LEVELS = {
    RunVerdict.DONE: logging.INFO,
    RunVerdict.FAILED: logging.ERROR,
    RunVerdict.BROKEN_OFF: logging.ERROR,
}
_log = logging.getLogger(__name__)


def clean_up(options: CleanupOptions, connect: Callable[[], Cluster]) -> ExitCode:
    """Delete the run's applications, print their names, and tell how the run went: as report, metrics and last log line.

    Kubeflow keeps the outputs of a step that succeeds only, so this one does, however the run went. Only where applications
    may be left in the cluster is it a failure, after the outputs were written. Raises BadManifest.
    """
    redact = Redaction(os.environ)
    # The applications first: they cost money, and tell what the lake may not.
    cluster = look_and_clean(connect, options.namespace, options.run_id, redact)
    for name in cluster.deleted:
        tell(name)
    number = len(cluster.deleted)
    _log.info("%d application%s deleted", number, "" if number == 1 else "s")
    evidence = Evidence(
        run_id=options.run_id,
        namespace=options.namespace,
        lake=read_lake(options.lake, options.run_id, redact),
        cluster=cluster,
        hint=hint_of(options.final_status),
    )
    story = story_of(evidence)
    _write(story, options)
    code = _exit_code(evidence)
    left = cluster.left or ((cluster.problem,) if code is not ExitCode.DONE else ())
    more = (
        f"; applications of the run may be left in {options.namespace}: {'; '.join(left)}"
        if left
        else ""
    )
    told = {"exit_code": int(code), "verdict": story.verdict.value, "deleted": number}
    level = logging.ERROR if left else _LEVELS.get(story.verdict, logging.WARNING)
    _log.log(level, "%s%s", story.sentence.rstrip("."), more, extra=told)
    return code


def _write(story: RunStory, options: CleanupOptions) -> None:
    metrics = metrics_of(story)
    if options.report is not None:
        write_output(options.report, run_page(story))
    if options.metrics is None:
        return
    write_output(options.metrics, json.dumps(metrics, indent=1))
    if options.executor_input:
        try:
            show_metrics(options.executor_input, metrics)
        except OSError as error:
            raise BadManifest(f"the pipeline's output file cannot be written: {error}") from error


def _exit_code(evidence: Evidence) -> ExitCode:
    """Return DONE unless applications may be left.

    Who may not list the applications may not start one either, so that a refusal is a failure only when one was started.
    """
    cluster, lake = evidence.cluster, evidence.lake
    if cluster.left or cluster.code is ExitCode.OTHER_SIDE:
        return cluster.code
    record = lake.records.get(SPARK)
    refused = record is None or record.exit_code is ExitCode.CALLER
    return ExitCode.DONE if refused and not lake.outcomes else cluster.code
