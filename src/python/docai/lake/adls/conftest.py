"""What this room's tests share: an ADLS Gen2 account on this machine, and a lake in it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import pytest

from docai.lake.adls.retry import PatientRetry
from docai.lake.lake import Lake
from docai.lake.open import open_lake
from stand_ins.adls import AdlsEmulator

STAGING = "raw/_staging/run/1"


@pytest.fixture(scope="module")
def running() -> Iterator[AdlsEmulator]:
    with AdlsEmulator() as emulator:
        yield emulator


@pytest.fixture
def emulator(running: AdlsEmulator, monkeypatch: pytest.MonkeyPatch) -> Iterator[AdlsEmulator]:
    for name in [name for name in os.environ if name.startswith(("AZURE_", "DOCAI_"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("DOCAI_ADLS_ENDPOINT", running.url)
    monkeypatch.setenv("AZURE_STORAGE_ACCOUNT_KEY", running.key)
    yield running
    running.heal()


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The seconds that are waited before requests are sent again; what a clock shows depends on the machine."""
    noted: list[float] = []
    seconds_of = PatientRetry.get_backoff_time

    def noting(policy: PatientRetry, settings: dict[str, Any]) -> float:
        noted.append(seconds_of(policy, settings))
        return noted[-1]

    monkeypatch.setattr(PatientRetry, "get_backoff_time", noting)
    return noted


@pytest.fixture
def lake(emulator: AdlsEmulator, request: pytest.FixtureRequest) -> Lake:
    root = str(abs(hash(request.node.name)))
    opened = open_lake(f"abfs://lake@{emulator.account}.dfs.core.windows.net/{root}")
    opened.check_writable()
    opened.publish("known/first", b"", staging_path="raw/_staging/run/0")
    emulator.forget_requests()
    return opened
