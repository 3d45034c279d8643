"""The kinds of resources that are served: their models, and what Azure adds to what it is sent."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

TENANT = "00000000-1111-2222-3333-444444444444"

Body = dict[str, Any]


@dataclass(frozen=True)
class Kind:
    """Of a resource type: the models of what PUT and PATCH take, as package and class; what Azure adds; how long it takes.

    ``api_versions`` are those that the library of the same package, or the command of ``az``, speaks. ``polls``: so often a
    client is told that it is still being made.
    """

    put: tuple[str, str]
    api_versions: tuple[str, ...]
    patch: tuple[str, str] | None = None
    adds: Callable[[str, Body], Body] = lambda _name, _body: {}
    polls: int = 0
    ignored: frozenset[str] = frozenset()
    """What ``az`` sends at the top, and the service passes over."""
    created: int = 201
    """The status of what was made."""
    deleted: int = 200
    """The status of what was deleted; 202: it is asked for until it is."""
    guarded: bool = False
    """It is changed only by who sends its ``eTag``."""
    kept_in_parent: bool = False
    """It is there as soon as what it belongs to is: a PUT only changes it."""


def _made_up(*parts: str) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_URL, "/".join(parts)))


def _identity(name: str, _body: Body) -> Body:
    ids = {one: _made_up(name, one) for one in ("principalId", "clientId")}
    return {"properties": {**ids, "tenantId": TENANT}}


def _storage(name: str, _body: Body) -> Body:
    doors = {kind: f"https://{name}.{kind}.core.windows.net/" for kind in ("blob", "dfs")}
    return {"properties": {"primaryEndpoints": doors, "primaryLocation": _body.get("location")}}


def _registry(name: str, _body: Body) -> Body:
    return {"properties": {"loginServer": f"{name}.azurecr.io"}}


def _cluster(name: str, body: Body) -> Body:
    enabled = body.get("properties", {}).get("oidcIssuerProfile", {}).get("enabled", False)
    issuer = {"issuerURL": f"https://issuer.example/{_made_up(name)}/"} if enabled else {}
    kubelet = {one: _made_up(name, "kubelet", one) for one in ("objectId", "clientId")}
    return {
        "identity": {"principalId": _made_up(name, "cluster"), "tenantId": TENANT},
        "properties": {
            "oidcIssuerProfile": {"enabled": enabled, **issuer},
            "identityProfile": {"kubeletidentity": kubelet},
            "nodeResourceGroup": f"MC_{name}",
            "fqdn": f"{name}.example",
            "currentKubernetesVersion": "1.34.1",
        },
    }


STORAGE, AKS = "azure.mgmt.storage", "azure.mgmt.containerservice"
MONITOR = "azure.mgmt.monitor"

KINDS: Mapping[str, Kind] = {
    "microsoft.resources/resourcegroups": Kind(
        ("azure.mgmt.resource.resources", "ResourceGroup"), ("2024-11-01", "2022-09-01")
    ),
    "microsoft.storage/storageaccounts": Kind(
        (STORAGE, "StorageAccountCreateParameters"),
        ("2025-08-01",),
        (STORAGE, "StorageAccountUpdateParameters"),
        adds=_storage,
        created=200,
    ),
    "microsoft.storage/storageaccounts/blobservices": Kind(
        (STORAGE, "BlobServiceProperties"), ("2025-08-01",), kept_in_parent=True
    ),
    "microsoft.storage/storageaccounts/blobservices/containers": Kind(
        (STORAGE, "BlobContainer"), ("2025-08-01",), (STORAGE, "BlobContainer")
    ),
    "microsoft.storage/storageaccounts/managementpolicies": Kind(
        (STORAGE, "ManagementPolicy"), ("2025-08-01",), created=200
    ),
    "microsoft.containerregistry/registries": Kind(
        ("azure.mgmt.containerregistry", "Registry"),
        ("2026-09-01-preview",),
        ("azure.mgmt.containerregistry", "RegistryUpdateParameters"),
        adds=_registry,
    ),
    "microsoft.operationalinsights/workspaces": Kind(
        ("azure.mgmt.loganalytics", "Workspace"), ("2025-02-01", "2015-11-01-preview")
    ),
    "microsoft.containerservice/managedclusters": Kind(
        (AKS, "ManagedCluster"), ("2026-06-01",), adds=_cluster, polls=2, deleted=202
    ),
    "microsoft.containerservice/managedclusters/agentpools": Kind(
        (AKS, "AgentPool"), ("2026-06-01",), polls=1
    ),
    "microsoft.managedidentity/userassignedidentities": Kind(
        ("azure.mgmt.msi.v2024_11_30", "Identity"),
        ("2024-11-30", "2022-01-31-preview", "2025-05-31-preview"),
        adds=_identity,
    ),
    "microsoft.managedidentity/userassignedidentities/federatedidentitycredentials": Kind(
        ("azure.mgmt.msi.v2024_11_30", "FederatedIdentityCredential"),
        ("2024-11-30", "2025-05-31-preview", "2025-01-31-preview"),
    ),
    "microsoft.authorization/roleassignments": Kind(
        ("azure.mgmt.authorization", "RoleAssignmentCreateParameters"), ("2022-04-01",)
    ),
    "microsoft.insights/actiongroups": Kind(
        (MONITOR, "ActionGroupResource"), ("2024-10-01-preview", "2022-06-01")
    ),
    "microsoft.insights/scheduledqueryrules": Kind(
        (MONITOR, "ScheduledQueryRuleResource"), ("2023-12-01",)
    ),
    "microsoft.insights/datacollectionrules": Kind(
        (MONITOR, "DataCollectionRuleResource"), ("2022-06-01",)
    ),
    "microsoft.insights/datacollectionruleassociations": Kind(
        (MONITOR, "DataCollectionRuleAssociationProxyOnlyResource"),
        ("2022-06-01",),
        ignored=frozenset({"location"}),
    ),
    "microsoft.consumption/budgets": Kind(
        ("azure.mgmt.consumption", "Budget"), ("2024-08-01",), guarded=True
    ),
}
