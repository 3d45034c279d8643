"""Damaged tables, asked by `query` and held against EDGAR's index by the check of what is missing: both end in words."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

import pyarrow as pa
from deltalake import write_deltalake

from benchmarks.bad_inputs.lake_files import DAMAGE
from benchmarks.bad_inputs.programs import Seen, run
from benchmarks.bad_inputs.site import BOTH, Site, a_lake, load
from benchmarks.loader.hostile import BAD, NUMBER
from data_loader.coverage import main as check
from docai.filing.layout import FILINGS, QUARANTINE, SECTIONS
from docai.runtime.exit_codes import ExitCode
from docai.runtime.printable import UNPRINTABLE
from local_pipeline.query import main as query

Harm = Callable[[Path], object]
LOG = "_delta_log"
FIRST = f"{LOG}/{0:020}.json"


def queried(site: Site) -> Iterator[Seen]:
    """Yield what both programs said of `filings`, damaged in each way; the other tables are whole."""
    with a_lake() as base:
        load(site, base, BOTH)
        # in a process of its own: delta-rs does not work in one that was forked after its first use
        run(_write_tables, [str(base)])
        for name, harm in _harms().items():
            with a_lake() as lake:
                shutil.rmtree(lake)
                shutil.copytree(base, lake)
                harm(lake / FILINGS)
                for program, main, argv in (
                    ("query", query, ("SELECT count(accession), max(company) FROM filings",)),
                    ("check", check, BOTH),
                ):
                    ended = run(main, ["--lake", str(lake), *argv])
                    shown = (ended.stdout + ended.stderr).replace("\n", "")
                    lost = "a control character was printed" if UNPRINTABLE.search(shown) else ""
                    yield Seen("a table, asked", f"{name}, {program}", ended, lost)


def _write_tables(argv: Sequence[str]) -> ExitCode:
    for path in (FILINGS, SECTIONS, QUARANTINE):
        rows = {
            "accession": [NUMBER[BAD]],
            "company": ["X\x1b[31m\u202e"],
            "form": ["10-K"],
            "filed": [date(2024, 3, 1)],
            "raw_path": ["../../etc/passwd"],
        }
        place = Path(argv[0], path)
        place.mkdir(parents=True)
        write_deltalake(str(place), pa.table(rows))
    return ExitCode.DONE


def _harms() -> Mapping[str, Harm]:
    def written(name: str, data: bytes) -> Harm:
        return lambda table: (table / name).write_bytes(data)

    def action(**action: object) -> Harm:
        line = json.dumps(action).encode() + b"\n"
        return lambda table: (table / LOG / f"{1:020}.json").write_bytes(line)

    def parquet(data: bytes | None) -> Harm:
        def harm(table: Path) -> None:
            for file in table.glob("*.parquet"):
                file.unlink() if data is None else file.write_bytes(data)

        return harm

    def moved(name: str) -> Harm:
        return lambda table: (table / FIRST).rename(table / LOG / name)

    def in_place_of(name: str, make: Callable[[Path], None]) -> Harm:
        def harm(table: Path) -> None:
            shutil.rmtree(table / name)
            make(table / name)

        return harm

    harms: dict[str, Harm] = {"nothing": lambda table: None}
    harms |= {f"the log: {how}": written(FIRST, data) for how, data in DAMAGE.items()}
    harms |= {f"the checkpoint's pointer: {how}": written(f"{LOG}/_last_checkpoint", data) for how, data in DAMAGE.items()}  # fmt: skip
    added = {"partitionValues": {}, "size": 1, "modificationTime": 0, "dataChange": True}
    return harms | {
        "the log: a gap": moved(f"{5:020}.json"),
        "the log: names of letters": moved("lanterns.json"),
        "the log: version 2^63": moved(f"{2**63}.json"),
        "the log: gone": lambda table: shutil.rmtree(table / LOG),
        "the log: a file": in_place_of(LOG, Path.touch),
        "a pointer to a version that is not there": written(f"{LOG}/_last_checkpoint", b'{"version": 7, "size": 1}'),
        "a pointer to version 2^63": written(f"{LOG}/_last_checkpoint", b'{"version": 9223372036854775808, "size": 1}'),
        "a pointer to minus 1": written(f"{LOG}/_last_checkpoint", b'{"version": -1, "size": -1}'),
        "a checkpoint of letters": written(f"{LOG}/{0:020}.checkpoint.parquet", b"lanterns"),
        "a file that is not there": action(add={"path": "x.parquet", **added}),
        "a file outside": action(add={"path": "../../../../etc/passwd", **added}),
        "a file by a whole address": action(add={"path": "file:///etc/passwd", **added}),
        "a file of another scheme": action(add={"path": "http://127.0.0.1:1/x.parquet", **added}),
        "a file with percents": action(add={"path": "%zz%00.parquet", **added}),
        "a size below nothing": action(add={"path": "x.parquet", **added, "size": -5}),
        "an action that nobody knows": action(lantern={"x": 1}),
        "a protocol of the future": action(protocol={"minReaderVersion": 99, "minWriterVersion": 99}),
        "a feature that nobody knows": action(protocol={"minReaderVersion": 3, "minWriterVersion": 7, "readerFeatures": ["lanterns"], "writerFeatures": ["lanterns"]}),
        "a schema of letters": action(metaData={"id": "x", "format": {"provider": "parquet", "options": {}}, "schemaString": "lanterns", "partitionColumns": [], "configuration": {}}),
        "a schema without columns": action(metaData={"id": "x", "format": {"provider": "parquet", "options": {}}, "schemaString": '{"type":"struct","fields":[]}', "partitionColumns": [], "configuration": {}}),
        "a schema of other types": action(metaData={"id": "x", "format": {"provider": "parquet", "options": {}}, "schemaString": '{"type":"struct","fields":[{"name":"accession","type":"double","nullable":true,"metadata":{}}]}', "partitionColumns": [], "configuration": {}}),
        "a format that nobody knows": action(metaData={"id": "x", "format": {"provider": "lantern", "options": {}}, "schemaString": '{"type":"struct","fields":[]}', "partitionColumns": [], "configuration": {}}),
        "data files gone": parquet(None),
        "data files of letters": parquet(b"lanterns"),
        "data files of nothing": parquet(b""),
        "data files of a beginning and an end": parquet(b"PAR1PAR1"),
        "data files of a long end": parquet(b"PAR1" + b"\xff" * 8 + b"PAR1"),
        "a file in its place": in_place_of("", Path.touch),
        "an empty folder in its place": in_place_of("", Path.mkdir),
        "a link to itself in its place": in_place_of("", lambda place: place.symlink_to(place.name)),
    }  # fmt: skip
