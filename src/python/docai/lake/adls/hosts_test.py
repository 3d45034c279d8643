"""The account as production reaches it: by the names of its two hosts, over TLS, with no endpoint named."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from docai.lake.errors import AccessRefused, LakeUnavailable, WrongLake
from docai.lake.lake import Lake
from docai.lake.open import open_lake
from stand_ins.adls import AdlsEmulator, Fault, FaultKind
from stand_ins.storage_names import hosts_of, leading_to

URI = "abfss://lake@docaiemulator.dfs.core.windows.net/root"
DFS = "docaiemulator.dfs.core.windows.net"
BLOB = "docaiemulator.blob.core.windows.net"
NOBODY = 9
"""A port of loopback where nothing listens."""


@pytest.fixture(scope="module")
def running() -> Iterator[AdlsEmulator]:
    with AdlsEmulator(tls=True) as emulator:
        emulator.create_filesystem("lake")
        yield emulator


@pytest.fixture
def emulator(running: AdlsEmulator, monkeypatch: pytest.MonkeyPatch) -> Iterator[AdlsEmulator]:
    for name in [name for name in os.environ if name.startswith(("AZURE_", "DOCAI_"))]:
        monkeypatch.delenv(name)
    assert running.certificates is not None
    monkeypatch.setenv("AZURE_STORAGE_ACCOUNT_KEY", running.key)
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(running.certificates.authority))
    monkeypatch.setattr("docai.lake.adls.retry.MOST_TRIES", 2)
    running.forget_requests()
    yield running
    running.heal()


def published(lake: Lake) -> bytes:
    lake.check_writable()
    lake.publish("a/b", b"x", staging_path="raw/_staging/run/1")
    return lake.read("a/b")


def test_a_lake_is_reached_by_the_names_of_its_account(emulator: AdlsEmulator) -> None:
    with leading_to(hosts_of(emulator)):
        assert published(open_lake(URI)) == b"x"


def test_an_account_in_a_dns_zone_is_reached_by_its_names(emulator: AdlsEmulator) -> None:
    zone = "z01.storage.azure.net"
    address = URI.replace("dfs.core.windows.net", "z01.dfs.storage.azure.net")
    with leading_to(hosts_of(emulator, zone)):
        assert published(open_lake(address)) == b"x"


def test_a_private_endpoint_for_dfs_alone_is_told_before_anything_is_written(
    emulator: AdlsEmulator,
) -> None:
    hosts = hosts_of(emulator)
    del hosts[BLOB]
    with leading_to(hosts), pytest.raises(WrongLake, match=f"there is no host {BLOB}") as told:
        open_lake(URI).check_writable()
    assert f"both {DFS} and {BLOB} are asked" in str(told.value)


@pytest.mark.parametrize("silent", [DFS, BLOB])
def test_the_host_that_does_not_answer_is_named_with_the_reason(
    emulator: AdlsEmulator, silent: str
) -> None:
    with (
        leading_to(hosts_of(emulator) | {silent: NOBODY}),
        pytest.raises(LakeUnavailable, match=rf"{silent} could not be reached \(Connection"),
    ):
        open_lake(URI).check_writable()


def test_the_host_whose_firewall_refuses_is_named(emulator: AdlsEmulator) -> None:
    emulator.fail(Fault(FaultKind.REFUSED, operation="blob.*", code="AuthorizationFailure"))
    with (
        leading_to(hosts_of(emulator)),
        pytest.raises(AccessRefused, match=f"refuse it at {BLOB} .AuthorizationFailure."),
    ):
        open_lake(URI).check_writable()


def test_the_host_whose_certificate_is_not_trusted_is_named_at_once(
    emulator: AdlsEmulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("REQUESTS_CA_BUNDLE")
    with (
        leading_to(hosts_of(emulator)),
        pytest.raises(WrongLake, match=rf"certificate of {DFS} is not trusted \(.*issuer"),
    ):
        open_lake(URI).check_writable()
    assert not emulator.requests()
