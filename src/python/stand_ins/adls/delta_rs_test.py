"""The emulator under delta-rs, which asks the Blob endpoint: shared key, and a federated token over TLS."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pytest
from deltalake import DeltaTable, write_deltalake

from stand_ins.adls import AdlsEmulatorProcess


@pytest.fixture(params=["shared key", "federated token"])
def storage(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[str, dict[str, str]]]:
    # in a process of its own: deltalake holds the interpreter's lock while it waits for the storage
    tls = request.param == "federated token"
    with AdlsEmulatorProcess(tls=tls, filesystems=["lake"]) as emulator:
        options = {
            "azure_storage_account_name": emulator.account,
            "azure_storage_endpoint": emulator.account_url,
        }
        if tls:
            emulator.environment(tmp_path / "token")
            monkeypatch.setenv("SSL_CERT_FILE", str(emulator.authority))
            options |= {
                "azure_federated_token_file": str(tmp_path / "token"),
                "azure_client_id": emulator.client_id,
                "azure_tenant_id": emulator.tenant_id,
                "azure_authority_host": emulator.url,
            }
        else:
            options |= {"azure_storage_account_key": emulator.key, "allow_http": "true"}
        yield f"abfss://lake@{emulator.account}.dfs.core.windows.net/delta/table", options


def test_a_delta_table_is_written_changed_and_read(storage: tuple[str, dict[str, str]]) -> None:
    uri, options = storage
    rows = pa.table(
        {"number": list(range(1000)), "text": [str(number) * 50 for number in range(1000)]}
    )
    for _ in range(3):
        write_deltalake(uri, rows, mode="append", storage_options=options)
    table = DeltaTable(uri, storage_options=options)
    assert (table.version(), table.to_pyarrow_table().num_rows) == (2, 3000)
    table.delete("number < 500")
    table.optimize.compact()
    assert len(table.vacuum(0, enforce_retention_duration=False, dry_run=False)) >= 3
    table.create_checkpoint()
    again = DeltaTable(uri, storage_options=options)
    assert again.to_pyarrow_table().num_rows == 1500
    assert again.history(1)[0]["operation"]


def test_a_large_file_goes_up_in_blocks(storage: tuple[str, dict[str, str]]) -> None:
    uri, options = storage
    rows = pa.table({"bytes": [os.urandom(1000) for _ in range(20_000)]})
    write_deltalake(uri, rows, storage_options=options)
    assert DeltaTable(uri, storage_options=options).to_pyarrow_table().num_rows == 20_000
