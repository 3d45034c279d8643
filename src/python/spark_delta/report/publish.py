"""The report of a run, into the lake: a page for people and the same numbers for programs."""

from __future__ import annotations

from dataclasses import replace

from docai.lake.lake import Lake
from spark_delta.lake_paths import STAGING, report_path
from spark_delta.report.metrics import metrics_json
from spark_delta.report.page import page
from spark_delta.report.summary import WriteSummary


def publish_report(lake: Lake, summary: WriteSummary) -> WriteSummary:
    """Write the run's page and its numbers beside each other; return ``summary`` with the page's place."""
    for suffix, content in (("json", metrics_json(summary)), ("html", page(summary))):
        path = report_path(summary.run, suffix)
        lake.publish(path, content, staging_path=f"{STAGING}/reports/{summary.run}.{suffix}")
    return replace(summary, report=report_path(summary.run, "html"))
