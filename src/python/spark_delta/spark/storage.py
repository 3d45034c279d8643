"""The lake's storage as Hadoop's file systems are told of it: the loader's settings, in Hadoop's words.

Names and values of the keys: https://hadoop.apache.org/docs/r3.5.0/hadoop-azure/abfs.html.
"""

from __future__ import annotations

from collections.abc import Mapping

from docai.lake.address import LocalAddress, parse_address
from docai.lake.hadoop import ABFS_CLIENT
from docai.lake.settings import (
    AccountKey,
    AdlsSettings,
    WorkloadIdentity,
    adls_settings,
)

_PROVIDERS = "org.apache.hadoop.fs.azurebfs.oauth2."

ALWAYS: Mapping[str, str] = {
    **ABFS_CLIENT,
    # Its thread is no daemon: with it, a JVM that touched abfs never ends by itself.
    "fs.azure.metrics.collection.enabled": "false",
    # Every account that docai writes to has a hierarchical namespace: asking for it costs a request, and a right.
    "fs.azure.account.hns.enabled": "true",
    # Whoever has rights by access control lists alone can only so delete a large folder ("Path - Delete").
    "fs.azure.enable.paginated.delete": "true",
    # 30 tries, up to 30 s apart, would hide a storage that does not answer for a quarter of an hour.
    "fs.azure.io.retry.max.retries": "8",
}


def hadoop_settings(lake: str, environment: Mapping[str, str]) -> dict[str, str]:
    """Return what Hadoop needs to reach ``lake``; secrets are among the values. Raises WrongLake and AccessRefused."""
    address = parse_address(lake)
    if isinstance(address, LocalAddress):
        return {}
    settings = adls_settings(address, environment)
    return {**ALWAYS, **_endpoint(settings), **_credential(settings)}


def check_credential(lake: str, environment: Mapping[str, str]) -> None:
    """Raise AccessRefused when the environment has no credential that Spark can use, though the loader has one."""
    address = parse_address(lake)
    if isinstance(address, LocalAddress):
        return
    from docai.lake.adls.credentials import check_machine_identity  # a second to import

    check_machine_identity(adls_settings(address, environment))


def _endpoint(settings: AdlsSettings) -> dict[str, str]:
    if settings.endpoint_authority is None:
        return {}
    endpoint = {
        "fs.azure.abfs.endpoint": settings.endpoint_authority,
        "fs.azure.always.use.https": str(settings.address.secure).lower(),
    }
    if not settings.address.secure:
        # Apache's client wants a TLS socket factory even for plain http ("SSL socket factory may not be null").
        endpoint["fs.azure.networking.library"] = "JDK_HTTP_URL_CONNECTION"
    return endpoint


def _credential(settings: AdlsSettings) -> dict[str, str]:
    host, credential = settings.address.host, settings.credential
    if isinstance(credential, AccountKey):
        return {
            f"fs.azure.account.auth.type.{host}": "SharedKey",
            f"fs.azure.account.key.{host}": credential.key,
        }
    provider = {f"fs.azure.account.auth.type.{host}": "OAuth"}
    type_key = f"fs.azure.account.oauth.provider.type.{host}"
    prefix = "fs.azure.account.oauth2"
    if isinstance(credential, WorkloadIdentity):
        return provider | {
            type_key: f"{_PROVIDERS}WorkloadIdentityTokenProvider",
            f"{prefix}.msi.authority.{host}": f"{credential.authority}/",
            f"{prefix}.msi.tenant.{host}": credential.tenant_id,
            f"{prefix}.client.id.{host}": credential.client_id,
            f"{prefix}.token.file.{host}": credential.token_file,
        }
    client = {f"{prefix}.client.id.{host}": credential.client_id} if credential.client_id else {}
    return provider | {type_key: f"{_PROVIDERS}MsiTokenProvider"} | client
