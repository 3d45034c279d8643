"""Create the SparkApplication that writes the Delta tables, or that of any Spark job; watch it, and end as it ended."""

from __future__ import annotations

import os
import sys

if not __package__:
    # Run as a file (``python create_spark_app.py``): import from the folder of packages, not from this one, whose
    # modules would otherwise stand in the way of others with the same name.
    sys.path[0] = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))

if __name__ == "__main__":  # first: the imports below take a while
    from docai.starting import answer_stops

    answer_stops()

import logging
from collections.abc import Sequence

from docai.cluster.client import connect
from docai.cluster.errors import Unavailable, WrongCluster
from docai.lake.errors import LakeError
from docai.lake.lake import Lake
from docai.lake.open import open_lake
from docai.runtime.errors import DocaiError, Stopped
from docai.runtime.exit_codes import ExitCode
from docai.runtime.logs import Redaction
from docai.runtime.program import run_program
from docai.runtime.recording.keeping import kept
from docai.runtime.stop import StopSignal
from docai.runtime.streams import tell
from spark_job import launch_options
from spark_job.application import SPARK_APPLICATIONS
from spark_job.attempts.left_behind import sweep
from spark_job.base_manifest import as_yaml, read_base
from spark_job.cleaning import clean_up
from spark_job.launch_options import CleanupOptions, LaunchOptions
from spark_job.launcher import Launcher
from spark_job.options.parser import parser
from spark_job.outcomes import Outcomes
from spark_job.own_pod import workflow_owner
from spark_job.record.own import leave_reason, note, put_into
from spark_job.results import summary, write_outputs
from spark_job.run_report.step_page import step_page
from spark_job.spark_app import SparkApp, build
from spark_job.watch.watching import Limits

__all__ = ["main", "parser"]

_log = logging.getLogger(__name__)


def main(argv: Sequence[str]) -> ExitCode:
    """Run the launcher with the arguments ``argv``; raises DocaiError."""
    try:
        options = launch_options.read_cleanup(argv) or launch_options.read(argv)
    except DocaiError as error:
        leave_reason(argv, error)
        raise
    if isinstance(options, CleanupOptions):
        context = options.context
        return clean_up(options, lambda: connect(context))
    if options.dry_run:
        return show(options, _app(options))
    with StopSignal() as stop:
        return launch(options, stop)


def _app(options: LaunchOptions) -> SparkApp:
    return build(
        options.settings, options.run_id, read_base(options.manifest, options.own_manifest)
    )


def show(options: LaunchOptions, app: SparkApp) -> ExitCode:
    """Print the manifest, and have the API server check it where there is one."""
    manifest = app.manifest(1)
    sys.stdout.write(as_yaml(manifest))
    try:
        connect(options.context).create(SPARK_APPLICATIONS, app.namespace, manifest, dry_run=True)
        _log.info("the API server accepts it")
    except (WrongCluster, Unavailable) as error:
        if options.context is not None or isinstance(error, Unavailable):
            _log.warning("not validated by an API server: %s", error)
    return ExitCode.DONE


def launch(options: LaunchOptions, stop: StopSignal) -> ExitCode:
    """Run the job to its end, and keep in the lake how the step went; return the exit code that says it."""
    lake, launcher = _lake(options.settings.lake), None
    outcomes = Outcomes(lake, options.run_id)
    try:
        with kept(put_into(lake), options.run_id, options.settings.step, stop) as notes:
            app, cluster = _app(options), connect(options.context)
            sweep(cluster, app.namespace)
            launcher = Launcher(
                cluster=cluster,
                app=app,
                outcomes=outcomes,
                limits=Limits(options.pickup_timeout, options.start_timeout, options.timeout),
                stop=stop,
                delete_on_stop=options.on_stop == "delete",
                owner=workflow_owner(cluster, app.namespace),
                attempts=options.attempts,
                codes=options.codes,
            )
            result = launcher.run()
            page = step_page(result, outcomes.report_of(result.app_name), Redaction(os.environ))
            path = outcomes.put_report(result.app_name, page)
            note(notes, result, [one for one in (path, *result.reports) if one])
            write_outputs(result, options.outputs, page)
    except Stopped:
        # The record is written by now: a pipeline's step has less than a second for all of this.
        if launcher is not None:
            launcher.finish_stop()
        raise
    tell(summary(result).rstrip("\n"))
    level = logging.INFO if result.code is ExitCode.DONE else logging.ERROR
    _log.log(
        level, "%s", result.text, extra={"exit_code": int(result.code), "app": result.app_name}
    )
    return result.code


def _lake(uri: str | None) -> Lake | None:
    if uri is None:
        return None
    try:
        return open_lake(uri)
    except LakeError as error:
        _log.warning(
            "the lake cannot be opened from here, so that the job's own word is not heard: %s",
            error,
        )
        return None


if __name__ == "__main__":
    run_program(main)
