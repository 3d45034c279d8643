"""The writer on lakes that somebody damaged: hostile headers, marks, manifests, raw files and changed tables."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from deltalake import DeltaTable, Field
from deltalake.schema import PrimitiveType

from benchmarks.bad_inputs.answers import VALUES
from benchmarks.bad_inputs.lake_files import DAMAGE
from benchmarks.bad_inputs.programs import Ended, Seen, run
from benchmarks.bad_inputs.site import a_lake
from docai.filing.layout import MANIFESTS, RAW
from docai.filing.manifest import Result
from docai.lake.lake import Lake
from docai.lake.open import open_lake
from docai.runtime.exit_codes import ExitCode
from spark_delta.lake_paths import CONSUMED
from spark_delta.run_spark_deltawriter import main
from spark_delta.tables.schema import FILINGS, QUARANTINE, SECTIONS
from spark_delta.testing.stored_lake import publish_manifest, renamed, store
from spark_delta.testing.table_rows import rows_of
from stand_ins.sample import sample_filings

SECONDS = 300.0

Harm = Callable[[Path], None]


def tables() -> Iterator[Seen]:
    """Yield what the writer made of each harm, and of the next filing behind it."""
    bodies = sorted((each.body for each in sample_filings()), key=len)
    with a_lake() as folder:
        base = folder / "base"
        _add(open_lake(str(base)), bodies[0], day=1)
        run(main, ["--lake", str(base)], SECONDS)
        for name, harm in _harms().items():
            copy = folder / "copy"
            shutil.copytree(base, copy)
            _add(open_lake(str(copy)), bodies[1], day=2)
            _apart(harm, copy)
            ended = run(main, ["--lake", str(copy), "--tolerate", "100"], SECONDS)
            # what is told as 2 is the caller's to change; else both filings are in a table, one of them harmed perhaps
            lost = "" if ended.code == 2 else _fewer_than(2, copy)
            yield Seen("tables", name, ended, lost)
            shutil.rmtree(copy)
        yield from _headers(folder / "headers", bodies)


def _headers(place: Path, bodies: list[bytes]) -> Iterator[Seen]:
    """Yield what one run made of a header for each value in each field; one good filing stands beside them."""
    lake = open_lake(str(place))
    _add(lake, bodies[0], day=1)
    lines: list[Result] = []
    good = bodies[1]
    fields = (b"CONFORMED PERIOD OF REPORT", b"FISCAL YEAR END", b"COMPANY CONFORMED NAME")
    for value in VALUES.values():
        for field in fields:
            name = f"0000990002-24-{len(lines):06d}"
            body = renamed(good, name).replace(
                b"</SEC-HEADER>", field + b":\t" + value + b"\n</SEC-HEADER>"
            )
            lines.append(store(lake, body))
    publish_manifest(lake, [lines], began=datetime(2026, 1, 3, tzinfo=UTC))
    ended = run(main, ["--lake", str(place), "--tolerate", "100%"], SECONDS)
    lost = _fewer_than(len(lines) + 1, place)
    for _ in lines:
        yield Seen("a header, written", "all in one run", ended, lost)


def _add(lake: Lake, body: bytes, *, day: int) -> None:
    publish_manifest(lake, [[store(lake, body)]], began=datetime(2026, 1, day, tzinfo=UTC))


def _fewer_than(rows: int, place: Path) -> str:
    found = _rows(place)
    return "" if found >= rows else f"{found} of {rows} filings are in filings or quarantine"


def _rows(place: Path) -> int:
    counted = _apart(_count, place).stdout
    return int(counted) if counted.strip().isdigit() else 0


def _count(place: Path) -> None:
    lake = open_lake(str(place))
    print(len(rows_of(lake, FILINGS)) + len(rows_of(lake, QUARANTINE)))


def _apart(work: Harm, place: Path) -> Ended:
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
    harms["all tables deleted"] = _delete_all
    harms["filings restored to its first version"] = _restore
    harms["marks deleted"] = partial(_delete, CONSUMED)
    harms["a raw file cut short"] = partial(_overwrite, RAW, "*/*.gz", b"\x1f\x8b")
    harms["a part of letters"] = partial(_overwrite, MANIFESTS, "*/0001.jsonl", b"x\n")
    return harms


def _overwrite(folder: str, pattern: str, data: bytes, lake: Path) -> None:
    for file in sorted((lake / folder).glob(pattern))[:1]:
        file.write_bytes(data)


def _delete(folder: str, lake: Path) -> None:
    shutil.rmtree(lake / folder)


def _add_column(table: str, lake: Path) -> None:
    DeltaTable(str(lake / table)).alter.add_columns([Field("note", PrimitiveType("string"))])


def _delete_all(lake: Path) -> None:
    for table in (FILINGS, SECTIONS, QUARANTINE):
        _delete(table.path, lake)


def _restore(lake: Path) -> None:
    DeltaTable(str(lake / FILINGS.path)).restore(0)
