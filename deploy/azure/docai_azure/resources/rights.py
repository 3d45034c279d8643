"""Who may do what: identities for the steps and for Spark, which pods are they, and roles on lake and registry."""

from __future__ import annotations

from docai_azure.command import az
from docai_azure.resource import Resource
from docai_azure.settings import Settings

# https://learn.microsoft.com/azure/role-based-access-control/built-in-roles: the same in every tenant
BLOB_DATA_CONTRIBUTOR = "ba92f5b4-2d11-453d-a403-e96b0029c9fe"
ACR_PULL = "7f951dda-4ed3-4680-a7ca-43fe172d538d"


def rights(settings: Settings, lake_scope: str) -> list[Resource]:
    """Return identities, federated credentials and roles."""
    accounts = {
        "pipeline": ("docai", "docai-pipeline"),
        "spark": (settings.spark_namespace, "spark"),
    }
    return [
        *(_identity(settings, key) for key in accounts),
        *(_federated(settings, key, *account) for key, account in accounts.items()),
        *(
            _role(
                f"lake-{key}",
                f"{settings.name}-{key} may read and write the lake",
                f"{{identity-{key}:principalId}}",
                BLOB_DATA_CONTRIBUTOR,
                lake_scope,
            )
            for key in accounts
        ),
        _role(
            "pull",
            "the cluster's nodes may pull images",
            "{cluster:identityProfile.kubeletidentity.objectId}",
            ACR_PULL,
            "{registry:id}",
        ),
    ]


def _identity(settings: Settings, key: str) -> Resource:
    here = ("--name", f"{settings.name}-{key}", "--resource-group", settings.name)
    return Resource(
        key=f"identity-{key}",
        title=f"identity {settings.name}-{key}",
        show=az("identity", "show", *here),
        make=az("identity", "create", *here, "--location", settings.location),
        fixed={"location": settings.location},
        unmake=az("identity", "delete", *here),
    )


def _federated(settings: Settings, key: str, namespace: str, account: str) -> Resource:
    identity = f"{settings.name}-{key}"
    here = ("--name", "kubernetes", "--identity-name", identity, "--resource-group", settings.name)
    issuer, subject = (
        "{cluster:oidcIssuerProfile.issuerUrl}",
        f"system:serviceaccount:{namespace}:{account}",
    )
    values = ("--issuer", issuer, "--subject", subject, "--audiences", "api://AzureADTokenExchange")
    return Resource(
        key=f"federated-{key}",
        title=f"{identity} is the service account {account} of {namespace}",
        show=az("identity", "federated-credential", "show", *here),
        make=az("identity", "federated-credential", "create", *here, *values),
        wanted={"issuer": issuer, "subject": subject, "audiences": ["api://AzureADTokenExchange"]},
        mend=az("identity", "federated-credential", "update", *here, *values),
        unmake=az("identity", "federated-credential", "delete", *here, "--yes"),
    )


def _role(key: str, title: str, principal: str, role: str, scope: str) -> Resource:
    given = ("--assignee-object-id", principal, "--role", role, "--scope", scope)
    return Resource(
        key=f"role-{key}",
        title=title,
        show=az(
            *("role", "assignment", "list", *given),
            # Names of principals and roles would be asked of Microsoft Graph.
            *("--fill-principal-name", "false", "--fill-role-definition-name", "false"),
        ),
        make=az(
            *("role", "assignment", "create", *given),
            *("--assignee-principal-type", "ServicePrincipal"),
        ),
        unmake=az("role", "assignment", "delete", *given, "--yes"),
    )
