"""The monitoring rules of ``deploy/`` ask for nothing that is not there."""

from __future__ import annotations

import re

import yaml

from spark_job.deployed.conftest import DEPLOY

COUNTED = {
    "spark_application_failure_count",
    "spark_application_success_count",
    "spark_application_running_count",
    "spark_application_success_execution_time_seconds_sum",
    "spark_application_success_execution_time_seconds_count",
}
"""Of what the Spark Operator 2.5.2 shows at its metrics' address, as seen on one that ran our jobs."""

METRIC = re.compile(r"\bspark_[a-z_]+\b")
"""The name of a metric in a rule's expression."""


def test_the_monitoring_rules_name_only_what_the_operator_counts() -> None:
    rules = yaml.safe_load((DEPLOY / "monitoring" / "rules.yaml").read_text())
    expressions = [rule["expr"] for group in rules["groups"] for rule in group["rules"]]
    assert len(expressions) >= 4
    assert {name for one in expressions for name in METRIC.findall(one)} == COUNTED
