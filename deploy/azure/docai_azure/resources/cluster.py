"""Where docai runs: the registry of its images, the AKS cluster, and the nodes for Spark."""

from __future__ import annotations

from docai_azure.command import JsonFile, az
from docai_azure.resource import Resource
from docai_azure.settings import Settings

SPARK_POOL = "spark"
POOL_LABEL = f"pool={SPARK_POOL}"

SPOT_TAINT = "kubernetes.azure.com/scalesetpriority=spot:NoSchedule"
"""AKS puts it on spot nodes by itself."""

LOG_RULE_API = "2022-06-01"
"""Of Microsoft.Insights/dataCollectionRules."""

LOG_NAMESPACES = ("docai", "spark-jobs", "spark-operator")


def cluster(settings: Settings, subscription_id: str, registry: str) -> list[Resource]:
    """Return registry, workspace for logs, cluster and Spark's nodes."""
    return [
        _registry(settings, registry),
        _workspace(settings),
        _log_rule(settings, subscription_id),
        _aks(settings),
        _spark_pool(settings),
    ]


def _registry(settings: Settings, registry: str) -> Resource:
    here = ("--name", registry, "--resource-group", settings.name)
    return Resource(
        key="registry",
        title=f"container registry {registry}",
        show=az("acr", "show", *here),
        make=az(
            *("acr", "create", *here, "--location", settings.location, "--sku", "Standard"),
            *("--admin-enabled", "false"),
        ),
        wanted={"adminUserEnabled": False},
        fixed={"location": settings.location},
        mend=az("acr", "update", *here, "--admin-enabled", "false"),
        unmake=az("acr", "delete", *here, "--yes"),
    )


def _workspace(settings: Settings) -> Resource:
    here = ("--workspace-name", f"{settings.name}-logs", "--resource-group", settings.name)
    return Resource(
        key="workspace",
        title=f"workspace {settings.name}-logs for the pods' logs",
        show=az("monitor", "log-analytics", "workspace", "show", *here),
        make=az(
            *("monitor", "log-analytics", "workspace", "create", *here),
            *("--location", settings.location, "--retention-time", 30),
        ),
        fixed={"location": settings.location},
        # --force: a workspace that waits for its deletion would keep the name for 14 days
        unmake=az("monitor", "log-analytics", "workspace", "delete", *here, "--yes", "--force"),
    )


def _log_rule(settings: Settings, subscription_id: str) -> Resource:
    """What brings the pods' logs to the workspace. ``az aks create`` makes it under this name, and nothing deletes it."""
    name = f"MSCI-{settings.location}-{settings.name}"[:64].rstrip("-")
    place = (
        f"/subscriptions/{subscription_id}/resourceGroups/{settings.name}/providers/Microsoft.Insights"
        f"/dataCollectionRules/{name}"
    )
    here = ("--ids", place, "--api-version", LOG_RULE_API)
    return Resource(
        key="log-rule",
        title=f"rule {name}, made with the cluster",
        show=az("resource", "show", *here),
        unmake=az("resource", "delete", *here),
    )


def _aks(settings: Settings) -> Resource:
    here = ("--name", settings.name, "--resource-group", settings.name)
    size = settings.cluster
    version = ("--kubernetes-version", size.kubernetes) if size.kubernetes else ()
    identities = ("--enable-oidc-issuer", "--enable-workload-identity")
    # The logs of docai's pods alone, and no inventories: alerts need no more, and each GB has its price.
    logs = {
        "interval": "5m",
        "namespaceFilteringMode": "Include",
        "namespaces": list(LOG_NAMESPACES),
        "enableContainerLogV2": True,
        "streams": ["Microsoft-ContainerLogV2", "Microsoft-KubeEvents"],
    }
    return Resource(
        key="cluster",
        title=f"AKS cluster {settings.name}",
        show=az("aks", "show", *here),
        make=az(
            *("aks", "create", *here, "--location", settings.location, *version),
            *("--tier", size.tier),
            *("--nodepool-name", "system", "--node-vm-size", size.system_size),
            *("--node-count", size.system_nodes, "--enable-cluster-autoscaler"),
            *("--min-count", size.system_nodes, "--max-count", size.system_nodes + 1),
            # A network that enforces the policies of deploy/base.
            *("--network-plugin", "azure", "--network-plugin-mode", "overlay"),
            *("--network-dataplane", "cilium", "--no-ssh-key", *identities),
            *("--auto-upgrade-channel", "patch", "--node-os-upgrade-channel", "NodeImage"),
            *("--enable-addons", "monitoring"),
            *("--workspace-resource-id", "{workspace:id}"),
            *("--data-collection-settings", JsonFile(logs)),
            "--yes",
        ),
        wanted={
            "oidcIssuerProfile.enabled": True,
            "securityProfile.workloadIdentity.enabled": True,
        },
        fixed={
            "location": settings.location,
            "networkProfile.networkDataplane": "cilium",
            "addonProfiles.omsagent.enabled": True,
        },
        mend=az("aks", "update", *here, *identities),
        unmake=az("aks", "delete", *here, "--yes"),
    )


def _spark_pool(settings: Settings) -> Resource:
    size = settings.cluster
    here = (
        *("--cluster-name", settings.name, "--resource-group", settings.name),
        *("--name", SPARK_POOL),
    )
    spot = (
        ("--priority", "Spot", "--eviction-policy", "Delete", "--spot-max-price", "-1")
        if size.spark_spot
        else ()
    )
    kind = "spot" if size.spark_spot else "regular"
    return Resource(
        key="spark-pool",
        title=f"nodes for Spark: 0 to {size.spark_nodes} {kind} {size.spark_size}",
        show=az("aks", "nodepool", "show", *here),
        make=az(
            *("aks", "nodepool", "add", *here, "--mode", "User", "--node-vm-size", size.spark_size),
            *("--node-count", 0, "--enable-cluster-autoscaler", "--min-count", 0),
            *("--max-count", size.spark_nodes, "--labels", POOL_LABEL, *spot),
        ),
        wanted={"enableAutoScaling": True, "minCount": 0, "maxCount": size.spark_nodes},
        fixed={
            "vmSize": size.spark_size,
            "scaleSetPriority": "Spot" if size.spark_spot else "Regular",
        },
        mend=az(
            *("aks", "nodepool", "update", *here, "--update-cluster-autoscaler"),
            *("--min-count", 0, "--max-count", size.spark_nodes),
        ),
    )
