"""Loader, writer and query over TLS, each a program with the clients of production, at the storage account's own names.

The loader asks through Azure's SDK (Python's OpenSSL), the writer through Apache's client and the JVM's own TLS, ``query`` through
delta-rs (reqwest and rustls). Of the account's names only the way to them is the test's: a proxy leads to the emulator.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

from spark_delta.spark.production_test import (
    LAKE,
    account,
    assert_apache_and_jsse,
    at_endpoint,
    by_hadoop,
    identity,
    trusting,
)
from spark_delta.testing.spark_writer import MODULE
from stand_ins.adls.emulator import AdlsEmulator
from stand_ins.adls.identity.tls import KeyKind
from stand_ins.edgar import EdgarReplay
from stand_ins.proxy import StorageProxy
from stand_ins.sample import sample_filings
from stand_ins.storage_names import hosts_of

FILING = min(sample_filings(), key=lambda filing: len(filing.body))
COUNT = "SELECT count(*) FROM filings"


def program(
    module: str, *options: str, environment: Mapping[str, str]
) -> subprocess.CompletedProcess[str]:
    inherited = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("AZURE_", "HTTP", "SSL_CERT", "REQUESTS_CA"))
    }
    return subprocess.run(
        [sys.executable, "-m", module, "--lake", LAKE, *options],
        env={**inherited, "PYTHONPATH": os.pathsep.join(sys.path), "DOCAI_LOG": "text", **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=560,
    )  # fmt: skip


def load(folder: Path, environment: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    filings = folder / "edgar"
    filings.mkdir()
    (filings / f"{FILING.accession}.txt").write_bytes(FILING.body)
    with EdgarReplay(filings) as edgar:
        return program(
            "data_loader.download_10k_raw",
            *("--edgar-url", edgar.url, "--ciks", FILING.cik, "--forms", "all"),
            *("--user-agent", "docai test test@example.com"),
            environment=environment,
        )


def query(environment: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    return program("local_pipeline.query", COUNT, "--format", "csv", environment=environment)


def agents(emulator: AdlsEmulator) -> set[str]:
    found = {one.user_agent for one in emulator.requests()}
    emulator.forget_requests()
    return found


WRITER = "spark_delta.run_spark_deltawriter"
"""The program; without Spark, because there is one filing."""


@pytest.mark.parametrize(("kind", "writer"), [("rsa", MODULE), ("ec", MODULE), ("ec", WRITER)])
def test_a_filing_goes_through_all_programs(tmp_path: Path, kind: KeyKind, writer: str) -> None:
    with account(tmp_path, kind) as emulator, StorageProxy(hosts_of(emulator)) as proxy:
        there = identity(emulator, tmp_path) | {"HTTPS_PROXY": proxy.url}
        loaded = load(tmp_path, there)
        assert loaded.returncode == 0, loaded.stderr
        of_loader = agents(emulator)
        assert any("azsdk-python" in agent for agent in of_loader)
        assert all("azsdk-python" in agent or "python-requests" in agent for agent in of_loader)
        java = f"{trusting(emulator)} {proxy.java_options(tmp_path / 'hosts')}"
        written = program(
            writer,
            *("--master", "local[2]", "--tables", "none"),
            environment=there | {"JDK_JAVA_OPTIONS": java},
        )
        assert written.returncode == 0, written.stderr
        if writer == WRITER:
            assert not by_hadoop(emulator)
        else:
            assert_apache_and_jsse(by_hadoop(emulator))
        emulator.forget_requests()
        for credential in (there, {**key(emulator), **without_identity(there)}):
            answered = query(credential)
            assert answered.returncode == 0, answered.stderr
            assert answered.stdout.split()[1:] == ["1"]
            assert any("object_store" in agent for agent in agents(emulator))


def key(emulator: AdlsEmulator) -> dict[str, str]:
    return {
        "AZURE_STORAGE_CONNECTION_STRING": f"AccountName={emulator.account};AccountKey={emulator.key}"
    }


def without_identity(environment: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in environment.items() if not name.startswith("AZURE_")}


def test_at_a_test_endpoint_a_query_without_tables_says_so(tmp_path: Path) -> None:
    with account(tmp_path, "ec") as emulator:
        answered = query(identity(emulator, tmp_path) | at_endpoint(emulator))
        assert answered.returncode == 2, answered.stderr
        assert "there is no table abfss://lake@docaiemulator" in answered.stderr


@pytest.mark.parametrize("with_key", [True, False])
def test_a_certificate_that_is_not_trusted_is_told_at_once(tmp_path: Path, with_key: bool) -> None:
    with account(tmp_path, "ec") as emulator, StorageProxy(hosts_of(emulator)) as proxy:
        there = identity(emulator, tmp_path) | {"HTTPS_PROXY": proxy.url}
        del there["REQUESTS_CA_BUNDLE"]
        chosen = {**key(emulator), **without_identity(there)} if with_key else there
        for run in (query, lambda environment: load(tmp_path, environment)):
            began = time.monotonic()
            refused = run(chosen)
            assert refused.returncode == 2, refused.stderr
            assert "is not trusted" in refused.stderr
            assert "REQUESTS_CA_BUNDLE" in refused.stderr
            assert "Traceback" not in refused.stderr
            assert time.monotonic() - began < 60
        assert emulator.requests() == []
