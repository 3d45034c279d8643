"""Who asks: a workload identity, a machine's identity or a key, and what is said when it is refused."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from docai.lake.adls.conftest import STAGING
from docai.lake.errors import AccessRefused, LakeError, WrongLake
from docai.lake.lake import Lake
from docai.lake.open import open_lake
from docai.runtime.exit_codes import ExitCode
from stand_ins.adls import AdlsEmulator, Fault, FaultKind
from stand_ins.adls.identity.tokens import Identity
from stand_ins.collector import collector_held


def test_a_wrong_key_is_told_without_showing_it(
    emulator: AdlsEmulator, lake: Lake, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = "d3Jvbmcta2V5LXdyb25nLWtleQ=="
    monkeypatch.setenv("AZURE_STORAGE_ACCOUNT_KEY", wrong)
    with pytest.raises(
        AccessRefused, match="AZURE_STORAGE_ACCOUNT_KEY is not that of the account"
    ) as refused:
        open_lake(lake.uri).check_writable()
    assert wrong not in str(refused.value)
    assert refused.value.exit_code is ExitCode.CALLER
    assert emulator.counts().total() == 1


class Pod:
    """A pod with a workload identity, and the storage that it asks."""

    def __init__(self, emulator: AdlsEmulator, token: Path) -> None:
        self.emulator = emulator
        self.token = token

    def open(self) -> Lake:
        return open_lake(f"abfss://lake@{self.emulator.account}.dfs.core.windows.net/root")


@pytest.fixture
def pod(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Pod]:
    readers = Identity(
        "11111111-aaaa-4bbb-8ccc-222222222222", "reader", "system:serviceaccount:a:reader", "r"
    )
    writer = Identity("11111111-aaaa-4bbb-8ccc-222222222222", "writer")
    with AdlsEmulator(tls=True, identities=(writer, readers)) as emulator:
        emulator.create_filesystem("lake")
        for name in [name for name in os.environ if name.startswith(("AZURE_", "DOCAI_"))]:
            monkeypatch.delenv(name)
        assert emulator.certificates is not None
        token = tmp_path / "token"
        token.write_text(emulator.federated_token())
        monkeypatch.setenv("DOCAI_ADLS_ENDPOINT", emulator.url)
        monkeypatch.setenv("AZURE_AUTHORITY_HOST", emulator.url)
        monkeypatch.setenv("AZURE_TENANT_ID", writer.tenant_id)
        monkeypatch.setenv("AZURE_CLIENT_ID", writer.client_id)
        monkeypatch.setenv("AZURE_FEDERATED_TOKEN_FILE", str(token))
        monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(emulator.certificates.authority))
        yield Pod(emulator, token)


def test_a_federated_token_is_exchanged_once(pod: Pod) -> None:
    lake = pod.open()
    for number in range(3):
        assert lake.publish(f"a/{number}", b"x", staging_path=f"raw/_staging/run/{number}")
    assert pod.emulator.counts()["aad.token"] == 1


def test_an_expired_federated_token_is_told(pod: Pod) -> None:
    pod.token.write_text(pod.emulator.federated_token(seconds=-10))
    with pytest.raises(
        AccessRefused, match="AADSTS700024: Client assertion is not within its valid time range"
    ) as told:
        pod.open().check_writable()
    assert told.value.exit_code is ExitCode.CALLER
    assert "\n" not in str(told.value)


def test_a_foreign_federated_token_is_told(pod: Pod) -> None:
    pod.token.write_text(pod.token.read_text()[:-6] + "AAAAAA")
    with pytest.raises(AccessRefused, match="AADSTS700027"):
        pod.open().check_writable()


def test_a_service_account_without_federation_is_told(pod: Pod) -> None:
    pod.token.write_text(
        pod.emulator.tokens.federated("system:serviceaccount:other:x", time.time(), 60)
    )
    with pytest.raises(AccessRefused, match="AADSTS70021"):
        pod.open().check_writable()


@pytest.mark.parametrize(
    ("status", "kind", "body"),
    [
        (200, "text/html", "<html>Please sign in</html>"),
        (200, "application/json", ""),
        (200, "application/json", "null"),
        (200, "application/json", "[[]]"),
        (200, "application/json", "{}"),
        (200, "application/json", '{"access_token": 7, "expires_in": "x"}'),
        (200, "application/json", "[" * 100_000),
        (204, "text/html", ""),
        (403, "text/html", "<html>Please sign in</html>"),
        (400, "application/json", '{"error": 7}'),
        (400, "application/json", "[[]]"),
    ],
)
@collector_held()
def test_a_token_endpoint_that_is_none_is_told(
    pod: Pod, monkeypatch: pytest.MonkeyPatch, status: int, kind: str, body: str
) -> None:
    monkeypatch.setattr("docai.lake.adls.retry.MOST_TRIES", 2)
    headers = {"Content-Type": kind}
    fault = Fault(FaultKind.CHANGED, "aad.token", status=status, headers=headers, body=body)
    pod.emulator.fail(fault)
    with pytest.raises(LakeError) as told:
        pod.open().check_writable()
    assert "\n" not in str(told.value)


def test_a_missing_token_file_is_told(pod: Pod) -> None:
    pod.token.unlink()
    with pytest.raises(AccessRefused, match=r"token file .* cannot be read"):
        pod.open().check_writable()


def test_an_identity_that_may_only_read_is_told(pod: Pod, monkeypatch: pytest.MonkeyPatch) -> None:
    reader = pod.emulator.identities[1]
    monkeypatch.setenv("AZURE_CLIENT_ID", reader.client_id)
    pod.token.write_text(pod.emulator.federated_token(reader))
    with pytest.raises(AccessRefused, match="Storage Blob Data Contributor"):
        pod.open().check_writable()
    assert pod.open().stat("a") is None


def test_a_token_that_runs_out_under_way_is_renewed(pod: Pod) -> None:
    pod.emulator.tokens.access_seconds = 1
    lake = pod.open()
    assert lake.publish("a", b"x", staging_path=STAGING)
    time.sleep(1.1)
    assert lake.publish("b", b"x", staging_path=STAGING)
    assert pod.emulator.counts()["aad.token"] >= 2


def test_the_managed_identity_of_a_machine_is_found(
    pod: Pod, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("AZURE_FEDERATED_TOKEN_FILE")
    monkeypatch.setenv("AZURE_POD_IDENTITY_AUTHORITY_HOST", pod.emulator.url)
    assert pod.open().publish("a", b"x", staging_path=STAGING)
    assert pod.emulator.counts()["aad.machine-token"] == 1
    assert pod.emulator.counts()["aad.token"] == 0


def test_a_machine_without_an_identity_is_told_what_to_do(
    pod: Pod, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("AZURE_FEDERATED_TOKEN_FILE")
    monkeypatch.setenv("AZURE_CLIENT_ID", "nobody")
    monkeypatch.setenv("AZURE_POD_IDENTITY_AUTHORITY_HOST", pod.emulator.url)
    monkeypatch.setenv("PATH", "/nonexistent")
    with pytest.raises(
        AccessRefused, match="no managed identity here and no login of the Azure CLI"
    ):
        pod.open().check_writable()


def test_a_certificate_of_nobodys_is_told(pod: Pod, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("REQUESTS_CA_BUNDLE")
    with pytest.raises(WrongLake, match="REQUESTS_CA_BUNDLE"):
        pod.open().check_writable()


def test_nothing_secret_is_logged(
    emulator: AdlsEmulator, lake: Lake, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level("DEBUG"):
        open_lake(lake.uri).publish("known/a", b"x", staging_path=STAGING)
    assert emulator.key not in caplog.text
    assert "SharedKey" not in caplog.text
