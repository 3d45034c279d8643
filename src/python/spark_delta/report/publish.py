"""The report of a run, into the lake."""

from __future__ import annotations

from dataclasses import replace

from docai.lake.lake import Lake
from spark_delta.places import STAGING, report_path
from spark_delta.report.metrics import metrics_json
from spark_delta.summary import WriteSummary


def publish_report(lake: Lake, summary: WriteSummary) -> WriteSummary:
    """Write the run's page and its numbers to the lake; return ``summary`` with the page's place."""
    path = report_path(summary.run, "json")
    lake.publish(path, metrics_json(summary), staging_path=f"{STAGING}/reports/{summary.run}.json")
    return replace(summary, report=path)
