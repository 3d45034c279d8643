"""The whole writer as production runs it: Apache's client, the JVM's own TLS, the account's names, a workload identity.

The test endpoint differs by the host and port alone; with the proxy not even these differ.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from azure.storage.filedatalake import DataLakeServiceClient

from docai.lake.lake import Lake
from docai.lake.open import open_lake
from spark_delta.tables.schema import FILINGS, OPTIONAL
from spark_delta.testing.spark_writer import MODULE
from spark_delta.testing.stored_lake import publish_manifest, store
from spark_delta.testing.table_rows import rows_of
from stand_ins.adls import AdlsEmulator, Fault, FaultKind
from stand_ins.adls.emulator import IDENTITY
from stand_ins.adls.identity.tls import KeyKind
from stand_ins.adls.identity.tokens import Identity
from stand_ins.adls.journal import RequestRecord
from stand_ins.proxy import StorageProxy
from stand_ins.sample import SampleFiling
from stand_ins.storage_names import hosts_of

FILE_SYSTEM = "lake"
LAKE = "abfss://lake@docaiemulator.dfs.core.windows.net/edgar"


@contextmanager
def account(folder: Path, kind: KeyKind, who: Identity = IDENTITY) -> Iterator[AdlsEmulator]:
    with AdlsEmulator(tls=True, key_kind=kind, data=folder / "adls", identities=(who,)) as emulator:
        emulator.create_filesystem(FILE_SYSTEM)
        yield emulator


def identity(emulator: AdlsEmulator, folder: Path) -> dict[str, str]:
    token = folder / "token"
    token.write_text(emulator.federated_token())
    assert emulator.certificates is not None
    return {
        "AZURE_FEDERATED_TOKEN_FILE": str(token),
        "AZURE_CLIENT_ID": emulator.identities[0].client_id,
        "AZURE_TENANT_ID": emulator.identities[0].tenant_id,
        "REQUESTS_CA_BUNDLE": str(emulator.certificates.authority),
    }


def trusting(emulator: AdlsEmulator) -> str:
    assert emulator.certificates is not None
    return (
        f"-Djavax.net.ssl.trustStore={emulator.certificates.trust_store} "
        "-Djavax.net.ssl.trustStorePassword=changeit -Djavax.net.ssl.trustStoreType=PKCS12"
    )


def at_endpoint(emulator: AdlsEmulator) -> dict[str, str]:
    return {"DOCAI_ADLS_ENDPOINT": emulator.url, "AZURE_AUTHORITY_HOST": emulator.url}


def fill(emulator: AdlsEmulator, folder: Path, sample: list[SampleFiling]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        for name, value in (identity(emulator, folder) | at_endpoint(emulator)).items():
            patch.setenv(name, value)
        lake = open_lake(LAKE)
        publish_manifest(lake, [[store(lake, sample[0].body)]])


def written(emulator: AdlsEmulator, folder: Path) -> int:
    """Return how many filings the tables hold, as read at the test endpoint."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in (identity(emulator, folder) | at_endpoint(emulator)).items():
            patch.setenv(name, value)
        copy: Lake = open_lake(str(folder / "copy"))
        lake = open_lake(LAKE)
        for entry in lake.list("delta"):
            copy.replace(entry.path, lake.read(entry.path))
        return len(rows_of(copy, FILINGS))


def give(emulator: AdlsEmulator, who: Identity) -> None:
    """Let ``who`` pass the file system's root, and do everything in the lake's folder, as its owner would set it up."""
    assert emulator.certificates is not None
    credential = {"account_name": emulator.account, "account_key": emulator.key}
    files = DataLakeServiceClient(
        emulator.account_url,
        credential=credential,
        connection_verify=str(emulator.certificates.authority),
    ).get_file_system_client(FILE_SYSTEM)
    everybody, named = "user::rwx,group::r-x,mask::rwx,other::---", f"user:{who.client_id}"
    files.get_directory_client("/").set_access_control(acl=f"{everybody},{named}:--x")
    entries = f"{everybody},{named}:rwx"
    defaults = ",".join(f"default:{entry}" for entry in entries.split(","))
    files.create_directory("edgar").set_access_control(acl=f"{entries},{defaults}")


def run(
    environment: Mapping[str, str], lake: str = LAKE, *, tables: str = "none"
) -> subprocess.CompletedProcess[str]:
    """Run the writer; ``tables`` are the optional ones that it writes. Each takes its requests and seconds."""
    inherited = {
        name: value for name, value in os.environ.items() if not name.startswith(("AZURE_", "HTTP"))
    }
    return subprocess.run(
        [
            *(sys.executable, "-m", MODULE),
            *("--lake", lake, "--run-id", "test", "--master", "local[2]", "--tables", tables),
        ],
        env={**inherited, "PYTHONPATH": os.pathsep.join(sys.path), **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=560,
    )


def by_hadoop(emulator: AdlsEmulator) -> list[RequestRecord]:
    return [one for one in emulator.requests() if "Azure Blob FS" in one.user_agent]


def assert_apache_and_jsse(requests: list[RequestRecord]) -> None:
    """Hadoop says in each request which TLS it has and which client it wants, and in its name which one sent it."""
    assert requests
    for one in requests:
        assert "; SunJSSE" in one.user_agent
        assert "; APACHE_HTTP_CLIENT;" in one.user_agent
        assert one.client_request_id.rstrip(":").endswith(":Apache"), one


def test_apache_and_jsse_take_an_ec_certificate(tmp_path: Path, sample: list[SampleFiling]) -> None:
    with account(tmp_path, "ec") as emulator:
        fill(emulator, tmp_path, sample)
        done = run(
            identity(emulator, tmp_path)
            | at_endpoint(emulator)
            | {"JDK_JAVA_OPTIONS": trusting(emulator)},
            tables=",".join(OPTIONAL),
        )
        assert done.returncode == 0, done.stderr
        assert_apache_and_jsse(by_hadoop(emulator))
        assert written(emulator, tmp_path) == 1


def test_with_an_rsa_certificate_at_the_accounts_own_names(
    tmp_path: Path, sample: list[SampleFiling]
) -> None:
    with (
        account(tmp_path, "rsa") as emulator,
        StorageProxy(hosts_of(emulator)) as proxy,
    ):
        fill(emulator, tmp_path, sample)
        emulator.forget_requests()
        options = f"{trusting(emulator)} {proxy.java_options(tmp_path / 'hosts')}"
        done = run(
            identity(emulator, tmp_path) | {"HTTPS_PROXY": proxy.url, "JDK_JAVA_OPTIONS": options}
        )
        assert done.returncode == 0, done.stderr
        assert_apache_and_jsse(by_hadoop(emulator))
        assert written(emulator, tmp_path) == 1


def test_in_a_dns_zone_by_access_lists_alone_with_answers_that_come_after_the_effect(
    tmp_path: Path, sample: list[SampleFiling]
) -> None:
    nobody = replace(IDENTITY, rights="")
    zone = "z01.storage.azure.net"
    with (
        account(tmp_path, "rsa", nobody) as emulator,
        StorageProxy(hosts_of(emulator, zone)) as proxy,
    ):
        give(emulator, nobody)
        fill(emulator, tmp_path, sample)
        emulator.forget_requests()
        # Of what Hadoop asks, not of what Python does: that is tested with the lake.
        emulator.fail(
            *(
                Fault(FaultKind.TIMED_OUT_AFTER, operation=operation, path="edgar/delta/*", every=4)
                for operation in ("dfs.create", "dfs.append", "dfs.flush", "dfs.rename")
            )
        )
        options = f"{trusting(emulator)} {proxy.java_options(tmp_path / 'hosts')}"
        done = run(
            identity(emulator, tmp_path) | {"HTTPS_PROXY": proxy.url, "JDK_JAVA_OPTIONS": options},
            LAKE.replace("dfs.core.windows.net", "z01.dfs.storage.azure.net"),
        )
        emulator.heal()
        assert done.returncode == 0, done.stderr
        assert {one.operation for one in by_hadoop(emulator) if one.fault} >= {"dfs.rename"}
        assert written(emulator, tmp_path) == 1


@pytest.mark.parametrize("with_key", [True, False])
def test_a_certificate_that_java_does_not_trust_is_told_at_once(
    tmp_path: Path, sample: list[SampleFiling], with_key: bool
) -> None:
    with account(tmp_path, "ec") as emulator:
        fill(emulator, tmp_path, sample)
        began = time.monotonic()
        key = {"AZURE_STORAGE_ACCOUNT_KEY": emulator.key} if with_key else {}
        done = run(
            identity(emulator, tmp_path) | at_endpoint(emulator) | {"DOCAI_LOG": "text"} | key
        )
        assert done.returncode == 2, done.stderr
        host = emulator.url.removeprefix("https://")
        assert f"Java does not trust the certificate of {host}" in done.stderr
        assert "unable to find valid certification path" in done.stderr
        assert "Traceback" not in done.stderr
        assert time.monotonic() - began < 120  # Python, Spark and the JVM have to start first
        assert not by_hadoop(emulator)
