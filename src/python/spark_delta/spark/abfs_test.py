"""The whole program over the real ABFS driver, by plain http; over TLS, as in production, in production_test.py."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from docai.lake.lake import Lake
from docai.lake.open import open_lake
from docai.runtime.outcome import from_bytes, outcome_path
from spark_delta.tables.schema import TABLES
from spark_delta.testing.spark_writer import MODULE
from spark_delta.testing.stored_lake import publish_manifest, store
from spark_delta.testing.table_rows import rows_of
from stand_ins.adls import AdlsEmulator
from stand_ins.sample import SampleFiling

FILE_SYSTEM = "lake"
TEXTS = 3


@pytest.fixture
def plain() -> Iterator[AdlsEmulator]:
    with AdlsEmulator() as emulator:
        emulator.create_filesystem(FILE_SYSTEM)
        yield emulator


def with_key(emulator: AdlsEmulator) -> dict[str, str]:
    return {"DOCAI_ADLS_ENDPOINT": emulator.url, "AZURE_STORAGE_ACCOUNT_KEY": emulator.key}


def run(
    uri: str, environment: Mapping[str, str], module: str = MODULE
) -> subprocess.CompletedProcess[str]:
    """Run the program and return how it ended; a JVM that stays would keep it from ending."""
    return subprocess.run(
        [
            *(sys.executable, "-m", module),
            *("--lake", uri, "--run-id", "test", "--master", "local[2]"),
        ],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=560,
    )


def fill(lake: Lake, sample: list[SampleFiling]) -> None:
    results = [store(lake, filing.body) for filing in sample[:TEXTS]]
    damaged = store(lake, sample[TEXTS].body, gzipped=b"no gzip")
    publish_manifest(lake, [[*results, damaged]])


def copied(lake: Lake, folder: Path) -> Lake:
    """Return the tables of ``lake`` in a folder, where any reader can open them."""
    copy = open_lake(str(folder))
    for entry in lake.list("delta"):
        copy.replace(entry.path, lake.read(entry.path))
    return copy


def expected(folder: Path, sample: list[SampleFiling]) -> list[object]:
    lake = open_lake(str(folder))
    fill(lake, sample)
    done = run(lake.uri, {})
    assert done.returncode == 4, done.stderr
    return [rows_of(lake, table) for table in TABLES]


def test_abfs_with_a_key_gives_the_same_tables_as_a_folder(
    plain: AdlsEmulator, tmp_path: Path, sample: list[SampleFiling], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in with_key(plain).items():
        monkeypatch.setenv(name, value)
    uri = f"abfs://{FILE_SYSTEM}@{plain.account}.dfs.core.windows.net/edgar"
    lake = open_lake(uri)
    fill(lake, sample)
    told = outcome_path("test", "app-a1")
    done = run(uri, {"DOCAI_OUTCOME": told})
    assert done.returncode == 4, done.stderr
    assert lake.stat(from_bytes(lake.read(told)).report) is not None
    assert plain.key not in done.stderr + done.stdout
    copy = copied(lake, tmp_path / "copy")
    assert [rows_of(copy, table) for table in TABLES] == expected(tmp_path / "local", sample)
    again = run(uri, {})
    assert again.returncode == 0, again.stderr
    assert again.stdout.startswith("nothing new")


def test_a_few_filings_go_there_without_hadoop(
    plain: AdlsEmulator, tmp_path: Path, sample: list[SampleFiling], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in with_key(plain).items():
        monkeypatch.setenv(name, value)
    uri = f"abfs://{FILE_SYSTEM}@{plain.account}.dfs.core.windows.net/edgar"
    lakes = open_lake(uri), open_lake(str(tmp_path / "local"))
    for filing in sample[:2]:
        for lake in lakes:
            publish_manifest(lake, [[store(lake, filing.body)]], run_id=filing.accession)
            done = run(lake.uri, {}, "spark_delta.run_spark_deltawriter")
            assert done.returncode == 0, done.stderr
    assert not [one for one in plain.requests() if "Azure Blob FS" in one.user_agent]
    copy = copied(lakes[0], tmp_path / "copy")
    for table in TABLES:
        assert rows_of(copy, table) == rows_of(lakes[1], table), table.name
