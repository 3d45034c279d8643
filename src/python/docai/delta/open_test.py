from __future__ import annotations

import resource
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pytest
from deltalake import DeltaTable, QueryBuilder, write_deltalake

from docai.delta.open import COLOUR, OS_ERROR, UNAVAILABLE, open_table, table_url, told
from docai.lake.errors import LakeFull, LakeUnavailable
from docai.runtime.errors import CallerError
from docai.runtime.exit_codes import ExitCode
from stand_ins.adls import AdlsEmulatorProcess
from stand_ins.adls.faults import Fault, FaultKind


def test_a_table_is_opened_and_one_that_is_not_there_is_none(tmp_path: Path) -> None:
    lake = tmp_path / "a lake #1"
    write_deltalake(str(lake / "delta/x"), pa.table({"a": [1]}))
    table = open_table(f"file://{lake}", "delta/x", {})
    assert table is not None
    assert table.version() == 0
    assert open_table(f"file://{lake}", "delta/y", {}) is None


def test_what_the_engine_fails_with_is_a_sentence_of_ours() -> None:
    with (
        pytest.raises(CallerError, match="the table x cannot be read: no room"),
        told("the table x cannot be read"),
    ):
        raise ValueError("\x1b[31mno\n room\x1b[0m")


def test_characters_of_an_address_stand_for_themselves() -> None:
    assert table_url("file:///a b#c") == "file:///a%20b%23c"
    assert COLOUR.sub("", "\x1b[31mred") == "red"
    assert not COLOUR.search("[31m")


@pytest.mark.parametrize(
    ("said", "is_the_storage"),
    [
        ("in 138ms, after 1 retries, max_retries: 1, retry_timeout: 5s - HTTP error: error", True),
        ("Server returned non-2xx status code: 503 Service Unavailable", True),
        ("Server returned non-2xx status code \u21b3 500 Internal Server Error", True),
        ("Server returned non-2xx status code\n \u21b3 429 Too Many Requests", True),
        ("Server returned non-2xx status code: 403 Forbidden: request 503", False),
        ("after 1 retries - Server returned non-2xx status code: 404 Not Found", False),
        ("no column HTTP", False),
    ],
)
def test_a_storage_that_failed_is_told_apart(said: str, is_the_storage: bool) -> None:
    assert bool(UNAVAILABLE.search(said)) == is_the_storage


def test_an_error_of_the_operating_system_is_known_by_its_number() -> None:
    assert OS_ERROR.findall("Unable to copy (os error 28), (os error 122)") == ["28", "122"]
    assert OS_ERROR.findall("os error 28") == OS_ERROR.findall("(os error x)") == []


@pytest.fixture
def short_files() -> Iterator[None]:
    """No file may grow beyond 4,096 bytes."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.usefixtures("short_files")
def test_a_disk_that_takes_no_more_is_the_storages_fault(tmp_path: Path) -> None:
    numbers = pa.table({"number": list(range(10_000))})
    with (
        pytest.raises(LakeFull, match=r"the table cannot be written: .*make room") as told_as,
        told("the table cannot be written"),
    ):
        write_deltalake(str(tmp_path / "x"), numbers)
    assert told_as.value.exit_code is ExitCode.OTHER_SIDE


def test_a_storage_that_fails_is_no_fault_of_the_caller() -> None:
    # in a process of its own: deltalake holds the interpreter's lock while it waits for the storage
    with AdlsEmulatorProcess(tls=False, filesystems=["lake"]) as emulator:
        options = {
            "azure_storage_account_name": emulator.account,
            "azure_storage_endpoint": emulator.account_url,
            "azure_storage_account_key": emulator.key,
            "allow_http": "true",
            "max_retries": "1",
        }
        lake = f"abfss://lake@{emulator.account}.dfs.core.windows.net"
        write_deltalake(f"{lake}/x", pa.table({"a": [1]}), storage_options=options)
        table = DeltaTable(f"{lake}/x", storage_options=options)
        for kind in (FaultKind.SERVER_BUSY, FaultKind.INTERNAL_ERROR, FaultKind.TOO_MANY):
            emulator.fail(Fault(kind))
            with pytest.raises(LakeUnavailable, match=r"cannot be read: .*try later"):
                open_table(lake, "x", options)
            emulator.heal()
        emulator.fail(Fault(FaultKind.FORBIDDEN))
        with pytest.raises(CallerError, match="403"):
            open_table(lake, "x", options)
    with pytest.raises(LakeUnavailable), told("the query cannot be answered"):
        QueryBuilder().register("x", table).execute("SELECT * FROM x").read_all()
    with pytest.raises(LakeUnavailable), told("the table cannot be written"):
        write_deltalake(table, pa.table({"a": [1]}), mode="append")
