"""The writer on lakes that somebody damaged: hostile headers, marks, manifests, raw files and changed tables.

All runs share one JVM, whose start takes longer than a run of a filing or two; it knows each lake by a path of its own.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa
from deltalake import DeltaTable

from benchmarks.bad_inputs.answers import VALUES
from benchmarks.bad_inputs.header_fields import headed
from benchmarks.bad_inputs.lake_files import DAMAGE
from benchmarks.bad_inputs.programs import Ended, Seen, run
from benchmarks.bad_inputs.site import a_lake
from docai.filing.errors import FilingError
from docai.filing.layout import MANIFESTS, RAW
from docai.filing.manifest import Result
from docai.lake.lake import Lake
from docai.lake.open import open_lake
from docai.runtime.exit_codes import ExitCode
from spark_delta.lake_paths import CONSUMED
from spark_delta.run_spark_deltawriter import main
from spark_delta.settings import SparkSettings
from spark_delta.spark.session import opened
from spark_delta.tables.schema import FILINGS, QUARANTINE, SECTIONS, TABLES
from spark_delta.testing.stored_lake import publish_manifest, store
from stand_ins.sample import sample_filings

SECONDS = 300.0

NOW = 1_770_000_000_000
"""Milliseconds since 1970."""

Harm = Callable[[Path], None]


def tables(first: int, step: int) -> Iterator[Seen]:
    """Yield what the writer made of every ``step``-th harm from the ``first`` on, and of the next filing behind it."""
    bodies = sorted((each.body for each in sample_filings()), key=len)
    with a_lake() as folder, opened(SparkSettings(), "bad inputs", {}, quick=True):
        base = folder / "base"
        _add(open_lake(str(base)), bodies[0], day=1)
        run(main, ["--lake", str(base)], SECONDS)
        for number, (name, harm) in enumerate(islice(_harms().items(), first, None, step)):
            copy = folder / f"copy-{number}"
            shutil.copytree(base, copy)
            _add(open_lake(str(copy)), bodies[1], day=2)
            _apart(harm, copy)
            ended = run(main, ["--lake", str(copy), "--tolerate", "100"], SECONDS)
            # what is told as 2 is the caller's to change; else both filings are in a table, one of them harmed perhaps
            lost = "" if ended.code == 2 else _fewer_than(2, copy)
            yield Seen("tables", name, ended, lost)
            shutil.rmtree(copy)
        if first == 0:
            yield from _headers(folder / "headers")


def _headers(place: Path) -> Iterator[Seen]:
    """Yield what one run made of every field of a header with every value, as far as the loader stores such a filing."""
    lake = open_lake(str(place))
    names: list[str] = []
    lines: list[Result] = []
    for each in headed():
        with suppress(FilingError):
            lines.append(store(lake, each.body))
            names.append(each.name)
    filings = len({line.accession for line in lines})
    publish_manifest(lake, [lines], began=datetime(2026, 1, 3, tzinfo=UTC))
    ended = run(main, ["--lake", str(place), "--tolerate", "100%"], SECONDS)
    lost = _fewer_than(filings, place)
    for name in filter(None, names):
        yield Seen("a header, written", name, ended, lost)


def _add(lake: Lake, body: bytes, *, day: int) -> None:
    publish_manifest(lake, [[store(lake, body)]], began=datetime(2026, 1, day, tzinfo=UTC))


def _fewer_than(rows: int, place: Path) -> str:
    counted = _run_apart(_count, place)
    if counted.code != ExitCode.DONE:
        return f"the rows cannot be counted: {counted.stderr[-300:]}"
    found = int(counted.stdout)
    return "" if found >= rows else f"{found} of {rows} filings are in filings or quarantine"


def _count(place: Path) -> None:
    """Print how many rows the logs name: a file that a harm took away cannot be read."""
    tables = (DeltaTable(str(place / table.path)) for table in (FILINGS, QUARANTINE))
    print(sum(sum(_records(table)) for table in tables))


def _records(table: DeltaTable) -> list[int]:
    return list(pa.table(table.get_add_actions(flatten=True))["num_records"].to_pylist())


def _apart(work: Harm, place: Path) -> None:
    """Do ``work`` apart. Raises RuntimeError when it cannot be done: a harm that nobody did would pass for a harmless one."""
    ended = _run_apart(work, place)
    if ended.code != ExitCode.DONE:
        raise RuntimeError(f"{work} of {place}: {ended.code}, {ended.stderr[-1500:]}")


def _run_apart(work: Harm, place: Path) -> Ended:
    """Do ``work`` in a process of its own: delta-rs does not work in one that was forked after its first use."""

    def main(argv: Sequence[str]) -> ExitCode:
        work(Path(argv[0]))
        return ExitCode.DONE

    return run(main, [str(place)])


def _harms() -> dict[str, Harm]:
    harms: dict[str, Harm] = {}
    for how, data in DAMAGE.items():
        harms[f"marks: {how}"] = partial(_overwrite, CONSUMED, "*", data)
    for table in (FILINGS, SECTIONS, QUARANTINE):
        harms[f"{table.name} deleted"] = partial(_delete, table.path)
        harms[f"{table.name} with a column more"] = partial(_add_column, table.path)
        harms[f"the newest version of {table.name}, of no bytes"] = partial(
            _empty_newest, table.path
        )
    harms["all tables deleted"] = _delete_all
    harms["filings restored to its first version"] = _restore
    harms["marks deleted"] = partial(_delete, CONSUMED)
    harms["a raw file cut short"] = partial(_overwrite, RAW, "*/*.gz", b"\x1f\x8b")
    harms["a part, every field with every value"] = _add_lines
    log = f"{FILINGS.path}/_delta_log"
    harms["the log of filings damaged"] = partial(_overwrite, log, "*.json", b"{lanterns")
    harms["the log of filings emptied"] = partial(_overwrite, log, "*.json", b"")
    harms["a data file of filings gone"] = _lose_file
    harms["a data file of filings damaged"] = partial(
        _overwrite, FILINGS.path, "*.parquet", b"PAR1"
    )
    harms["a file in the place of filings"] = _put_a_file
    harms["a part of letters"] = partial(_overwrite, MANIFESTS, "*/0001.jsonl", b"x\n")
    return harms | dict(_properties())


def _overwrite(folder: str, pattern: str, data: bytes, lake: Path) -> None:
    for file in sorted((lake / folder).glob(pattern))[:1]:
        file.write_bytes(data)


def _empty_newest(table: str, lake: Path) -> None:
    """Leave the last commit as a machine without power does that had not written it through."""
    max((lake / table / "_delta_log").glob("*.json")).write_bytes(b"")


def _delete(folder: str, lake: Path) -> None:
    shutil.rmtree(lake / folder)


def _add_column(table: str, lake: Path) -> None:
    """Add a column as Spark does. delta-rs changes no clustered table."""
    _change_schema(table, lambda fields: [*fields, _NOTE], lake)


_NOTE = {"name": "note", "type": "string", "nullable": True, "metadata": {}}


def _change_schema(table: str, change: Callable[[list[Any]], list[Any]], lake: Path) -> None:
    metadata = _actions(lake / table, "metaData")[-1]
    schema = json.loads(metadata["schemaString"])
    schema["fields"] = change(schema["fields"])
    _commit(lake / table, [{"metaData": metadata | {"schemaString": json.dumps(schema)}}])


def _change_metadata(table: str, lake: Path, **fields: Any) -> None:
    metadata = _actions(lake / table, "metaData")[-1]
    merged = {
        name: metadata[name] | value if isinstance(value, dict) else value
        for name, value in fields.items()
    }
    _commit(lake / table, [{"metaData": metadata | merged}])


def _properties() -> Iterator[tuple[str, Harm]]:
    """Yield what a user may have set on a table, or a newer docai."""
    for table in (FILINGS, SECTIONS, QUARANTINE):
        for name, settings in {
            "append-only": {"delta.appendOnly": "true"},
            "without change data feed": {"delta.enableChangeDataFeed": "false"},
            "with a constraint that nothing fulfils": {"delta.constraints.users": "accession = 'x'"},
            "with a constraint on no column": {"delta.constraints.users": "lanterns = 1"},
            "with a constraint of letters": {"delta.constraints.users": "((("},
            "with a property that nobody knows": {"lantern.colour": "red"},
            "with a flag of letters": {"delta.enableChangeDataFeed": "lantern"},
            "with a retention of letters": {"delta.logRetentionDuration": "lantern"},
        }.items():  # fmt: skip
            change = partial(_change_metadata, table.path, configuration=settings)
            yield f"{table.name} {name}", change
        yield f"{table.name} with another id", partial(_change_metadata, table.path, id="00000000-0000-4000-8000-000000000000")  # fmt: skip
    fields: dict[str, Callable[[list[Any]], list[Any]]] = {
        "a required column more": lambda fields: [*fields, _NOTE | {"nullable": False}],
        "a column less": lambda fields: [each for each in fields if each["name"] != "company"],
        "no column": lambda fields: [],
        "columns the other way round": lambda fields: fields[::-1],
        "names in capitals": lambda fields: [each | {"name": each["name"].upper()} for each in fields],
        "a column of another type": lambda fields: [each | {"type": "string"} if each["name"] == "filed" else each for each in fields],
        "a column twice": lambda fields: [*fields, fields[0]],
    }  # fmt: skip
    for name, rewrite in fields.items():
        yield f"filings with {name}", partial(_change_schema, FILINGS.path, rewrite)
    future: dict[str, Any] = {"minReaderVersion": 99, "minWriterVersion": 99}
    feature: dict[str, Any] = {"minReaderVersion": 3, "minWriterVersion": 7, "readerFeatures": ["lanterns"], "writerFeatures": ["lanterns"]}  # fmt: skip
    for name, protocol in {"the future": future, "a feature that nobody knows": feature}.items():
        yield f"filings with a protocol of {name}", partial(_protocol, protocol)


def _protocol(protocol: dict[str, Any], lake: Path) -> None:
    _commit(lake / FILINGS.path, [{"protocol": protocol}])


def _actions(table: Path, kind: str) -> list[dict[str, Any]]:
    """Return the actions of a ``kind`` in the table's log, which has no checkpoint yet."""
    lines = [
        json.loads(line)
        for file in sorted((table / "_delta_log").glob("*.json"))
        for line in file.read_text().splitlines()
    ]
    return [line[kind] for line in lines if kind in line]


def _commit(table: Path, actions: Sequence[dict[str, Any]]) -> None:
    log = table / "_delta_log"
    version = len(list(log.glob("*.json")))
    (log / f"{version:020}.json").write_text("".join(f"{json.dumps(each)}\n" for each in actions))


def _lose_file(lake: Path) -> None:
    next((lake / FILINGS.path).glob("*.parquet")).unlink()


def _put_a_file(lake: Path) -> None:
    _delete(FILINGS.path, lake)
    (lake / FILINGS.path).write_bytes(b"lanterns")


def _add_lines(lake: Path) -> None:
    """Add to a part lines that are bad in one field each."""
    part = max((lake / MANIFESTS).glob("*/0001.jsonl"))
    line = part.read_bytes()
    bad = [
        line.rstrip(b"}\n") + b', "' + name.encode() + b'": ' + value + b"}\n"
        for name in json.loads(line)
        for value in VALUES.values()
    ]
    part.write_bytes(b"".join([*bad, line]))


def _delete_all(lake: Path) -> None:
    for table in TABLES:
        _delete(table.path, lake)


def _restore(lake: Path) -> None:
    """Take all files out of `filings`, as RESTORE does."""
    table = lake / FILINGS.path
    paths = [added["path"] for added in _actions(table, "add")]
    assert paths
    told = {"operation": "RESTORE", "operationParameters": {"version": "0", "timestamp": None}}
    gone = {"deletionTimestamp": NOW, "dataChange": True}
    _commit(
        table,
        [
            {"commitInfo": {"timestamp": NOW, **told}},
            *({"remove": {"path": path, **gone}} for path in paths),
        ],
    )
