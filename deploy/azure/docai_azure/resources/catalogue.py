"""All resources of an installation, in the order in which they are made; they are unmade in the other."""

from __future__ import annotations

from datetime import date

from docai_azure.resource import Resource
from docai_azure.resources.alerts import alerts
from docai_azure.resources.cluster import cluster
from docai_azure.resources.ground import budget, group, providers
from docai_azure.resources.lake import lake, scope
from docai_azure.resources.rights import rights
from docai_azure.settings import Settings


def catalogue(settings: Settings, subscription_id: str, today: date) -> list[Resource]:
    """Return the resources of these settings in a subscription, given by its id."""
    account = settings.account_in(subscription_id)
    watched = bool(settings.alerts.emails)
    return [
        *providers(),
        group(settings),
        *([budget(settings, subscription_id, today)] if watched else []),
        *lake(settings, account),
        *cluster(settings, subscription_id, settings.registry_in(subscription_id)),
        *rights(settings, scope(settings, subscription_id, account)),
        *(alerts(settings, subscription_id) if watched else []),
    ]
