"""Where an installation is: the subscription that ``az`` is signed in to, and what follows from it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from docai_azure.cloud import Cloud
from docai_azure.command import az
from docai_azure.errors import Missing
from docai_azure.settings import Settings

ACCOUNT = az("account", "show")


@dataclass(frozen=True)
class Place:
    """Settings in a subscription; ``work`` is the folder for what is made on this machine."""

    settings: Settings
    cloud: Cloud
    subscription_id: str
    work: Path

    @property
    def registry_host(self) -> str:
        """The registry's host name."""
        return f"{self.settings.registry_in(self.subscription_id).lower()}.azurecr.io"

    @property
    def lake(self) -> str:
        """The lake's address, as ``--lake`` takes it."""
        account, storage = self.settings.account_in(self.subscription_id), self.settings.storage
        return f"abfss://{storage.filesystem}@{account}.dfs.core.windows.net/{storage.root}".rstrip(
            "/"
        )

    @property
    def kubeconfig(self) -> Path:
        """The cluster's credentials."""
        return self.work / self.settings.name / "kubeconfig"


def signed_in(settings: Settings, cloud: Cloud, work: Path) -> Place:
    """Return the place; raises Missing where ``az`` is signed in to no subscription."""
    answer = cloud.ask(ACCOUNT)
    if not answer or not answer.get("id"):
        raise Missing("az is signed in to no subscription: az login")
    return Place(settings, cloud, str(answer["id"]), work)
