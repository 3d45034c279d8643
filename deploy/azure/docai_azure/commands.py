"""Every command of ``az`` that this program gives, whatever the settings: for what holds them to ``az``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from docai_azure.command import Command
from docai_azure.resources.catalogue import catalogue
from docai_azure.settings import Alerts, Cluster, Settings, Storage
from docai_azure.stages.place import ACCOUNT
from docai_azure.stages.software import credentials_of, identity_of, sign_in_at

SUBSCRIPTION = "aaaaaaaa-0000-4000-8000-000000000001"

USUAL = Settings(alerts=Alerts(emails=("data-team@example.com", "second@example.com")))
VARIANTS = (
    USUAL,
    replace(
        USUAL,
        layout="two-namespaces",
        storage=Storage(cool_after_days=0, undelete_days=0),
        cluster=Cluster(kubernetes="1.34", tier="free", spark_spot=False),
    ),
    Settings(),
)
"""Settings that between them lead to every command, with every option."""


def every_command() -> Iterator[Command]:
    """Yield the commands; places in them are not filled."""
    for settings in VARIANTS:
        for resource in catalogue(settings, SUBSCRIPTION, date(2026, 11, 5)):
            for command in (resource.show, resource.make, resource.mend, resource.unmake):
                if command is not None:
                    yield command
    yield ACCOUNT
    yield sign_in_at("docai")
    yield identity_of("docai", "spark")
    yield credentials_of("docai", "kubeconfig")
