"""What this room's tests share: an ADLS Gen2 account on this machine, and a lake in it."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

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
def lake(emulator: AdlsEmulator, request: pytest.FixtureRequest) -> Lake:
    root = str(abs(hash(request.node.name)))
    opened = open_lake(f"abfs://lake@{emulator.account}.dfs.core.windows.net/{root}")
    opened.check_writable()
    opened.publish("known/first", b"", staging_path="raw/_staging/run/0")
    emulator.forget_requests()
    return opened
