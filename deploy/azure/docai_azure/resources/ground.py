"""What everything stands on: the subscription, the services registered in it, the resource group, its budget."""

from __future__ import annotations

from datetime import date

from docai_azure.command import az
from docai_azure.resource import Resource
from docai_azure.resources.whole import whole
from docai_azure.settings import Settings

PROVIDERS = (
    "Microsoft.Storage",
    "Microsoft.ContainerRegistry",
    "Microsoft.ContainerService",
    "Microsoft.ManagedIdentity",
    "Microsoft.OperationalInsights",
    "Microsoft.Insights",
    "Microsoft.Consumption",
)
"""The services that the other resources belong to. A new subscription has few of them registered."""

MARK = "docai-azure"
"""The tag that says whose a resource group is: ``down`` touches no other."""

BUDGET_YEARS = 10
BUDGET_API = "2024-08-01"
"""Of Microsoft.Consumption/budgets. ``az consumption budget`` knows no forecast."""


def providers() -> list[Resource]:
    """Return the services that must be registered; they stay registered, which costs nothing."""
    return [
        Resource(
            key=f"provider-{namespace.partition('.')[2].lower()}",
            title=f"service {namespace}",
            show=az("provider", "show", "--namespace", namespace),
            wanted={"registrationState": "Registered"},
            mend=az("provider", "register", "--namespace", namespace, "--wait"),
        )
        for namespace in PROVIDERS
    ]


def group(settings: Settings) -> Resource:
    """Return the resource group."""
    return Resource(
        key="group",
        title=f"resource group {settings.name}",
        show=az("group", "show", "--name", settings.name),
        make=az(
            *("group", "create", "--name", settings.name, "--location", settings.location),
            *("--tags", f"{MARK}={settings.name}"),
        ),
        fixed={"location": settings.location, f"tags.{MARK}": settings.name},
        unmake=az("group", "delete", "--name", settings.name, "--yes"),
        lake=True,
    )


def budget(settings: Settings, subscription_id: str, today: date) -> Resource:
    """Return the budget of the group: mails at 80 % of it spent, and when 100 % are to be expected."""
    alerts = settings.alerts
    begins = today.replace(day=1)
    ends = begins.replace(year=begins.year + BUDGET_YEARS)
    notifications = {
        "spent80": _notification("Actual", 80, alerts.emails),
        "expected100": _notification("Forecasted", 100, alerts.emails),
    }
    properties = {
        "category": "Cost",
        "amount": alerts.budget,
        "timeGrain": "Monthly",
        "timePeriod": {"startDate": f"{begins}T00:00:00Z", "endDate": f"{ends}T00:00:00Z"},
        "notifications": notifications,
    }
    # A budget that is there keeps its period, and is changed only by who has read it.
    kept = {name: f"{{budget:properties.timePeriod.{name}}}" for name in ("startDate", "endDate")}
    return whole(
        key="budget",
        title=f"budget of {alerts.budget} a month",
        place=f"/subscriptions/{subscription_id}/resourceGroups/{settings.name}/providers/Microsoft.Consumption"
        f"/budgets/{settings.name}-month",
        api_version=BUDGET_API,
        body={"properties": properties},
        changed={
            "eTag": "{budget:responseBody.eTag}",
            "properties": {**properties, "timePeriod": kept},
        },
        wanted=("amount", "notifications"),
    )


def _notification(kind: str, percent: int, emails: tuple[str, ...]) -> dict[str, object]:
    return {
        "enabled": True,
        "operator": "GreaterThanOrEqualTo",
        "threshold": percent,
        "thresholdType": kind,
        "contactEmails": list(emails),
    }
