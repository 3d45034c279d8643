"""Who is woken, and by what: mails for queries over the log lines that the steps write.

Each query stands in ``deploy/azure/alerts``; a row of its answer is a reason to wake somebody, but for ``silent``, where it is a
count of 0. A step is too short-lived to be scraped; its lines are kept when it is gone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docai_azure.command import az
from docai_azure.resource import Resource
from docai_azure.resources.whole import whole
from docai_azure.settings import Settings

QUERIES = Path(__file__).resolve().parents[2] / "alerts"

RULE_API = "2023-12-01"
"""Of Microsoft.Insights/scheduledQueryRules; ``az monitor scheduled-query`` would be an extension to install."""


@dataclass(frozen=True)
class Alert:
    """A query by its file's name. ``severity`` 0 is the gravest, 4 the least. ``hours`` are the names of its parameters."""

    name: str
    summary: str
    severity: int
    hours: tuple[str, ...] = ()
    when: Mapping[str, Any] | None = None
    window: str = "PT2H"


ROWS: Mapping[str, Any] = {"timeAggregation": "Count", "operator": "GreaterThan", "threshold": 0}

ALERTS = (
    Alert("failed", "A run of the pipeline failed", 1),
    Alert("missing", "Filings are missing in the lake or the tables", 1),
    Alert("quarantined", "Filings could not be read, and went to quarantine", 2),
    Alert("lag", "New filings come late", 2, hours=("lag_hours",)),
    Alert(
        "silent",
        "No coverage check came to its end",
        1,
        hours=("silent_hours",),
        when={
            "timeAggregation": "Total",
            "metricMeasureColumn": "checks",
            "operator": "LessThan",
            "threshold": 1,
        },
        window="P2D",
    ),
)


def query(alert: Alert, settings: Settings) -> str:
    """Return an alert's query, its parameters set."""
    values = {name: getattr(settings.alerts, name) for name in alert.hours}
    parameters = "".join(f"let {name} = {value};\n" for name, value in values.items())
    return parameters + (QUERIES / f"{alert.name}.kql").read_text()


def alerts(settings: Settings, subscription_id: str) -> list[Resource]:
    """Return whom to mail, and a rule for each alert."""
    return [_people(settings), *(_rule(settings, subscription_id, alert) for alert in ALERTS)]


def _people(settings: Settings) -> Resource:
    here = ("--name", f"{settings.name}-people", "--resource-group", settings.name)
    actions: list[str] = []
    for number, email in enumerate(settings.alerts.emails, 1):
        actions += ["--action", "email", f"person-{number}", email, "usecommonalertschema"]
    make = az(
        *("monitor", "action-group", "create", *here, "--location", "global"),
        *("--short-name", settings.name[:12], *actions),
    )
    return Resource(
        key="people",
        title=f"mails to {', '.join(settings.alerts.emails)}",
        show=az("monitor", "action-group", "show", *here),
        make=make,
        wanted={
            "emailReceivers": [{"emailAddress": email} for email in settings.alerts.emails],
        },
        mend=make,
        unmake=az("monitor", "action-group", "delete", *here),
    )


def _rule(settings: Settings, subscription_id: str, alert: Alert) -> Resource:
    place = (
        f"/subscriptions/{subscription_id}/resourceGroups/{settings.name}/providers/Microsoft.Insights"
        f"/scheduledQueryRules/{settings.name}-{alert.name}"
    )
    properties = {
        "displayName": f"docai: {alert.summary}",
        "description": f"deploy/azure/alerts/{alert.name}.kql",
        "severity": alert.severity,
        "enabled": True,
        "scopes": ["{workspace:id}"],
        "evaluationFrequency": "PT1H",
        "windowSize": alert.window,
        "autoMitigate": True,
        # A workspace has its table of logs when the first line has come.
        "skipQueryValidation": True,
        "criteria": {
            "allOf": [
                {
                    "query": query(alert, settings),
                    **(alert.when or ROWS),
                    "failingPeriods": {
                        "numberOfEvaluationPeriods": 1,
                        "minFailingPeriodsToAlert": 1,
                    },
                }
            ]
        },
        "actions": {"actionGroups": ["{people:id}"]},
    }
    return whole(
        key=f"alert-{alert.name}",
        title=f"alert: {alert.summary}",
        place=place,
        api_version=RULE_API,
        body={"location": settings.location, "kind": "LogAlert", "properties": properties},
        wanted=("severity", "enabled", "scopes", "windowSize", "criteria", "actions"),
    )
