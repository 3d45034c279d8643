"""The lake: a storage account with hierarchical namespace, its filesystem, and what becomes of old files."""

from __future__ import annotations

from typing import Any

from docai_azure.command import JsonFile, az
from docai_azure.resource import Resource
from docai_azure.settings import Settings


def lake(settings: Settings, account: str) -> list[Resource]:
    """Return the account and what is in it."""
    return [
        _account(settings, account),
        _undelete(settings, account),
        _filesystem(settings, account),
    ] + ([_lifecycle(settings, account)] if settings.storage.cool_after_days else [])


def scope(settings: Settings, subscription_id: str, account: str) -> str:
    """Return the id of the filesystem: what rights on it are given over."""
    return (
        f"/subscriptions/{subscription_id}/resourceGroups/{settings.name}/providers/Microsoft.Storage"
        f"/storageAccounts/{account}/blobServices/default/containers/{settings.storage.filesystem}"
    )


def _account(settings: Settings, account: str) -> Resource:
    here = ("--name", account, "--resource-group", settings.name)
    # No key opens the lake: identities alone do.
    doors = (
        *("--https-only", "true", "--min-tls-version", "TLS1_2"),
        *("--allow-blob-public-access", "false", "--allow-shared-key-access", "false"),
    )
    return Resource(
        key="storage",
        title=f"storage account {account}",
        show=az("storage", "account", "show", *here),
        make=az(
            *("storage", "account", "create", *here, "--location", settings.location),
            *("--kind", "StorageV2", "--sku", settings.storage.redundancy),
            *("--enable-hierarchical-namespace", "true", "--access-tier", "Hot"),
            *doors,
        ),
        wanted={
            "enableHttpsTrafficOnly": True,
            "minimumTlsVersion": "TLS1_2",
            "allowBlobPublicAccess": False,
            "allowSharedKeyAccess": False,
            "sku.name": settings.storage.redundancy,
        },
        fixed={"isHnsEnabled": True, "primaryLocation": settings.location},
        mend=az(
            "storage", "account", "update", *here, "--sku", settings.storage.redundancy, *doors
        ),
        unmake=az("storage", "account", "delete", *here, "--yes"),
        lake=True,
    )


def _undelete(settings: Settings, account: str) -> Resource:
    days = settings.storage.undelete_days
    here = ("--account-name", account, "--resource-group", settings.name)
    wish = (
        ("--enable-delete-retention", "true", "--delete-retention-days", days)
        if days
        else ("--enable-delete-retention", "false")
    )
    return Resource(
        key="undelete",
        title=(
            f"deleted files can be brought back for {days} days"
            if days
            else "deleted files are gone"
        ),
        show=az("storage", "account", "blob-service-properties", "show", *here),
        wanted={
            "deleteRetentionPolicy.enabled": bool(days),
            **({"deleteRetentionPolicy.days": days} if days else {}),
        },
        mend=az("storage", "account", "blob-service-properties", "update", *here, *wish),
    )


def _filesystem(settings: Settings, account: str) -> Resource:
    here = (
        *("--name", settings.storage.filesystem, "--storage-account", account),
        *("--resource-group", settings.name),
    )
    return Resource(
        key="filesystem",
        title=f"filesystem {settings.storage.filesystem}",
        show=az("storage", "container-rm", "show", *here),
        make=az("storage", "container-rm", "create", *here, "--public-access", "off"),
        wanted={"publicAccess": "None"},
        mend=az("storage", "container-rm", "update", *here, "--public-access", "off"),
    )


def _lifecycle(settings: Settings, account: str) -> Resource:
    # What EDGAR served is read once, and again at a --reparse. Tables stay hot, and nothing is deleted: the loader clears
    # raw/_staging itself, and the tables' old files are deleted by --vacuum-hours.
    folder = "/".join(
        filter(None, (settings.storage.filesystem, settings.storage.root, "raw/10-k/"))
    )
    days = settings.storage.cool_after_days
    rule: dict[str, Any] = {
        "enabled": True,
        "name": "raw-filings-to-cool",
        "type": "Lifecycle",
        "definition": {
            "actions": {"baseBlob": {"tierToCool": {"daysAfterModificationGreaterThan": days}}},
            "filters": {"blobTypes": ["blockBlob"], "prefixMatch": [folder]},
        },
    }
    here = ("--account-name", account, "--resource-group", settings.name)
    make = az(
        *("storage", "account", "management-policy", "create", *here),
        *("--policy", JsonFile({"rules": [rule]}, at=True)),
    )
    return Resource(
        key="lifecycle",
        title=f"filings as EDGAR served them are cool after {days} days",
        show=az("storage", "account", "management-policy", "show", *here),
        make=make,
        wanted={"policy.rules": [rule]},
        mend=make,
    )
