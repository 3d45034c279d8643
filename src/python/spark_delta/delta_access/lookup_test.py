"""What the log and the files say of some filings, without Spark: never less than there is."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from docai.lake.lake import Lake
from docai.lake.open import open_lake
from spark_delta.delta_access import lookup
from spark_delta.delta_access.lookup import Lookup, Within
from spark_delta.delta_access.version_zero import WRITER_FEATURES, create
from spark_delta.tables.schema import FILINGS
from spark_delta.tables.table import properties_of
from stand_ins.adls import AdlsEmulatorProcess
from stand_ins.adls.faults import Fault, FaultKind

DAY = date(2024, 3, 1)
KEYS = [("0000000001-24-000001", "0000000001"), ("0000000005-24-000007", "0000000005")]
COLUMNS = ("accession", "cik", "sha256")


@pytest.fixture
def asked(lake: Lake) -> Lookup:
    create(lake, FILINGS, "staging")
    return Lookup(lake)


def add(lake: Lake, version: int, keys: list[tuple[str, str]], **changed: Any) -> Path:
    """Commit a file with a row for each accession number and cik; ``changed`` fields of the action replace what is true."""
    folder = Path(lake.uri.removeprefix("file://"), FILINGS.path)
    path = folder / f"part-{version}.parquet"
    rows: dict[str, list[Any]] = {
        "accession": [key[0] for key in keys],
        "cik": [key[1] for key in keys],
        "filed": [DAY] * len(keys),
        "sha256": ["f" * 64] * len(keys),
    }
    pq.write_table(pa.table(rows), path)
    least, greatest = (
        {name: str(bound(rows[name])) for name in ("accession", "cik", "filed")}
        for bound in (min, max)
    )
    stats = {"numRecords": len(keys), "minValues": least, "maxValues": greatest, "nullCount": {}}
    action = {
        "path": path.name,
        "partitionValues": {},
        "size": path.stat().st_size,
        "modificationTime": 1_700_000_000_000,
        "dataChange": True,
        "stats": json.dumps(stats),
    }
    _commit(lake, version, {"add": action | changed})
    return path


def _commit(lake: Lake, version: int, action: dict[str, Any]) -> None:
    log = f"{FILINGS.path}/_delta_log/{version:020}.json"
    lake.publish(log, json.dumps(action).encode() + b"\n", staging_path=f"staging/{version}")


def test_rows_are_found_by_their_accession_numbers(lake: Lake, asked: Lookup) -> None:
    add(lake, 1, KEYS)
    assert asked.rows(FILINGS, COLUMNS, [KEYS[1][0], "0000000009-24-000001"]) == [
        (*KEYS[1], "f" * 64)
    ]
    # between the bounds of the file, and not in it
    assert asked.rows(FILINGS, COLUMNS, ["0000000003-24-000001"]) == []
    assert asked.rows(FILINGS, COLUMNS, ["' OR accession <> '"]) == []


def test_a_file_that_cannot_hold_a_filing_is_not_read(lake: Lake, asked: Lookup) -> None:
    add(lake, 1, KEYS).unlink()
    assert asked.rows(FILINGS, COLUMNS, ["0000000000-24-000001", "0000000009-24-000001"]) == []
    inside = ["0000000003-24-000001"]
    assert asked.rows(FILINGS, COLUMNS, inside) is None
    other_filer = Within("0000000006", "0000000009", DAY, DAY)
    assert asked.rows(FILINGS, COLUMNS, inside, within=other_filer) == []
    other_day = Within("0000000001", "0000000009", date(2024, 3, 2), date(2024, 3, 9))
    assert asked.rows(FILINGS, COLUMNS, inside, within=other_day) == []


@pytest.mark.parametrize(
    "stats",
    [
        None,
        "{}",
        '{"numRecords": 2}',
        '{"numRecords": 2, "minValues": {"accession": "0"}}',
        '{"numRecords": 2, "minValues": {"cik": "0"}, "maxValues": {"cik": "9"}}',
    ],
)
def test_a_file_that_does_not_say_what_it_holds_is_read(
    lake: Lake, asked: Lookup, stats: str | None
) -> None:
    path = add(lake, 1, KEYS, stats=stats)
    within = Within(KEYS[0][1], KEYS[1][1], DAY, DAY)
    for rows in (None, within):
        found = asked.rows(FILINGS, ("accession",), [KEYS[0][0]], within=rows)
        assert found == [(KEYS[0][0],)]
    path.unlink()
    assert asked.rows(FILINGS, ("accession",), ["0000000009-24-000001"]) is None


def test_the_version_that_is_asked_for_answers(lake: Lake, asked: Lookup) -> None:
    add(lake, 1, KEYS[:1])
    add(lake, 2, KEYS[1:])
    wanted = [key[0] for key in KEYS]
    assert asked.rows(FILINGS, ("accession",), wanted, version=1) == [(KEYS[0][0],)]
    assert asked.rows(FILINGS, ("accession",), wanted, version=0) == []
    found = asked.rows(FILINGS, ("accession",), wanted)
    assert found is not None
    assert sorted(found) == [(one,) for one in wanted]
    assert asked.rows(FILINGS, ("accession",), wanted, version=3) is None


def test_a_version_that_was_looked_at_answers_for_itself(lake: Lake, asked: Lookup) -> None:
    add(lake, 1, KEYS[:1])
    snapshot = asked.snapshot(FILINGS)
    assert snapshot is not None
    add(lake, 2, KEYS[1:])
    wanted = [key[0] for key in KEYS]
    seen = asked.rows(FILINGS, ("accession",), wanted, version=snapshot.version)
    assert seen == [(KEYS[0][0],)]
    assert len(asked.rows(FILINGS, ("accession",), wanted) or ()) == 2
    assert len(asked.rows(FILINGS, ("accession",), wanted, version=2) or ()) == 2


def test_more_rows_than_one_core_reads_are_left_to_spark(
    lake: Lake, asked: Lookup, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(lake, 1, KEYS)
    monkeypatch.setattr(lookup, "MOST_ROWS", 2)
    assert asked.rows(FILINGS, ("accession",), [KEYS[0][0]]) == [(KEYS[0][0],)]
    add(lake, 2, KEYS)
    assert asked.rows(FILINGS, ("accession",), [KEYS[0][0]]) is None
    add(lake, 3, KEYS, stats=None)
    assert asked.rows(FILINGS, ("accession",), [KEYS[0][0]], version=1) == [(KEYS[0][0],)]


def test_rows_that_a_reader_of_files_alone_would_see_though_they_are_gone_are_left_to_spark(
    lake: Lake, asked: Lookup
) -> None:
    add(lake, 1, KEYS)
    features = {"readerFeatures": ["deletionVectors"], "writerFeatures": ["deletionVectors"]}
    _commit(lake, 2, {"protocol": {"minReaderVersion": 3, "minWriterVersion": 7, **features}})
    assert asked.rows(FILINGS, ("accession",), [KEYS[0][0]]) is None
    assert asked.snapshot(FILINGS) is None


def test_a_table_says_what_it_asks_of_a_writer(lake: Lake, asked: Lookup) -> None:
    add(lake, 1, KEYS)
    snapshot = asked.snapshot(FILINGS)
    assert snapshot is not None
    assert (snapshot.version, snapshot.writer_version) == (1, 7)
    assert snapshot.writer_features == set(WRITER_FEATURES)
    assert dict(properties_of(FILINGS)) == snapshot.configuration
    assert snapshot.partition_columns == ()
    assert list(snapshot.types) == list(FILINGS.column_names)
    assert (snapshot.types["filed"], snapshot.types["bytes"]) == ("date", "long")
    strings = {"type": "array", "elementType": "string", "containsNull": True}
    assert snapshot.types["ciks"] == strings


def test_what_cannot_be_read_is_left_to_spark(lake: Lake) -> None:
    asked = Lookup(lake)
    assert asked.rows(FILINGS, COLUMNS, ["a"]) is None
    assert asked.snapshot(FILINGS) is None
    lake.replace(f"{FILINGS.path}/_delta_log/{0:020}.json", b"{lanterns")
    assert asked.rows(FILINGS, COLUMNS, ["a"]) is None
    assert asked.snapshot(FILINGS) is None


def test_a_storage_that_answers_late_is_left_to_spark(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lookup, "NO_LONGER", lookup.NO_LONGER | {"timeout": "1s"})
    # in a process of its own: deltalake holds the interpreter's lock while it waits for the storage
    with AdlsEmulatorProcess(tls=False, filesystems=["lake"]) as emulator:
        monkeypatch.setenv("DOCAI_ADLS_ENDPOINT", emulator.url)
        monkeypatch.setenv("AZURE_STORAGE_ACCOUNT_KEY", emulator.key)
        lake = open_lake(f"abfs://lake@{emulator.account}.dfs.core.windows.net/edgar")
        create(lake, FILINGS, "staging")
        asked = Lookup(lake)
        assert asked.rows(FILINGS, COLUMNS, [KEYS[0][0]]) == []
        emulator.fail(Fault(FaultKind.SLOW, path="*_delta_log*", seconds=4))
        assert asked.rows(FILINGS, COLUMNS, [KEYS[0][0]]) is None
        assert asked.snapshot(FILINGS) is None
        emulator.heal()
        assert asked.rows(FILINGS, COLUMNS, [KEYS[0][0]]) == []
