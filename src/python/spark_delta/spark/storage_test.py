from __future__ import annotations

import pytest

from docai.lake.errors import AccessRefused
from docai.runtime.exit_codes import ExitCode
from spark_delta.spark.storage import check_credential, hadoop_settings

LAKE = "abfss://data@account.dfs.core.windows.net/edgar"
HOST = "account.dfs.core.windows.net"
KEY = "c2VjcmV0c2VjcmV0"
IDENTITY = {
    "AZURE_FEDERATED_TOKEN_FILE": "/var/run/token",
    "AZURE_CLIENT_ID": "client",
    "AZURE_TENANT_ID": "tenant",
}


def test_a_folder_needs_no_settings() -> None:
    assert hadoop_settings("file:///lake", {}) == {}


def test_the_account_key_of_the_environment_is_used() -> None:
    settings = hadoop_settings(LAKE, {"AZURE_STORAGE_ACCOUNT_KEY": KEY})
    assert settings[f"fs.azure.account.key.{HOST}"] == KEY
    assert settings[f"fs.azure.account.auth.type.{HOST}"] == "SharedKey"
    assert "fs.azure.abfs.endpoint" not in settings


def test_a_workload_identity_is_told_where_its_token_is() -> None:
    settings = hadoop_settings(LAKE, IDENTITY)
    assert settings[f"fs.azure.account.auth.type.{HOST}"] == "OAuth"
    assert settings[f"fs.azure.account.oauth2.token.file.{HOST}"] == "/var/run/token"
    assert settings[f"fs.azure.account.oauth2.client.id.{HOST}"] == "client"
    assert settings[f"fs.azure.account.oauth2.msi.tenant.{HOST}"] == "tenant"
    assert (
        settings[f"fs.azure.account.oauth2.msi.authority.{HOST}"]
        == "https://login.microsoftonline.com/"
    )


def test_a_managed_identity_is_the_last_resort() -> None:
    settings = hadoop_settings(LAKE, {})
    assert settings[f"fs.azure.account.oauth.provider.type.{HOST}"].endswith(".MsiTokenProvider")


@pytest.mark.parametrize(("scheme", "https"), [("abfs", "false"), ("abfss", "true")])
def test_a_test_endpoint_is_asked_in_path_style(scheme: str, https: str) -> None:
    protocol = "https" if https == "true" else "http"
    settings = hadoop_settings(
        LAKE.replace("abfss", scheme),
        {"AZURE_STORAGE_ACCOUNT_KEY": KEY, "DOCAI_ADLS_ENDPOINT": f"{protocol}://127.0.0.1:7000"},
    )
    assert settings["fs.azure.abfs.endpoint"] == "127.0.0.1:7000"
    assert settings["fs.azure.always.use.https"] == https


@pytest.mark.parametrize("endpoint", ["", "https://127.0.0.1:7000"])
def test_client_and_tls_are_the_same_at_azure_and_at_a_test_endpoint(endpoint: str) -> None:
    settings = hadoop_settings(
        LAKE, {"AZURE_STORAGE_ACCOUNT_KEY": KEY, "DOCAI_ADLS_ENDPOINT": endpoint}
    )
    assert settings["fs.azure.networking.library"] == "APACHE_HTTP_CLIENT"
    assert settings["fs.azure.ssl.channel.mode"] == "Default_JSSE"
    # With connections opened ahead, Hadoop may fall back to the JDK's client for good.
    assert settings["fs.azure.apache.http.client.cache.warmup.count"] == "0"


def test_a_login_of_the_azure_cli_is_none_for_spark(monkeypatch: pytest.MonkeyPatch) -> None:
    # Where a machine's own endpoint would be, nobody listens.
    monkeypatch.setenv("AZURE_POD_IDENTITY_AUTHORITY_HOST", "http://127.0.0.1:9")
    with pytest.raises(AccessRefused, match="login of the Azure CLI") as told:
        check_credential(LAKE, {})
    assert "AZURE_STORAGE_ACCOUNT_KEY" in str(told.value)
    assert told.value.exit_code is ExitCode.CALLER


@pytest.mark.parametrize("environment", [{"AZURE_STORAGE_ACCOUNT_KEY": KEY}, IDENTITY])
def test_a_credential_that_spark_can_use_is_not_asked_about(environment: dict[str, str]) -> None:
    check_credential(LAKE, environment)
    check_credential("file:///lake", {})


def test_the_thread_that_keeps_a_jvm_alive_is_off() -> None:
    assert hadoop_settings(LAKE, {})["fs.azure.metrics.collection.enabled"] == "false"


def test_half_an_identity_is_named() -> None:
    with pytest.raises(AccessRefused, match="AZURE_TENANT_ID"):
        hadoop_settings(LAKE, {**IDENTITY, "AZURE_TENANT_ID": ""})
