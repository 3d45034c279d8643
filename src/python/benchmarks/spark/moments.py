"""Moments in a run of the writer, seen from outside: by what stands in the lake's folder."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.spark.processes import Writer
from spark_delta.lake_paths import CONSUMED
from spark_delta.tables.schema import FILINGS, SECTIONS
from spark_delta.tables.table import Table

_LOOK_EVERY = 0.002


@dataclass(frozen=True, slots=True)
class Seen:
    """What stands in the lake: the newest versions of two tables, the data files of ``sections``, marks, readers at work."""

    sections: int
    filings: int
    files: int
    marks: int
    readers: int


def seen(folder: Path, writer: Writer | None = None) -> Seen:
    """Look at the lake in ``folder``, and for readers of ``writer``."""
    roles = writer.processes().values() if writer else ()
    return Seen(
        sections=_version(folder, SECTIONS),
        filings=_version(folder, FILINGS),
        files=sum(
            path.suffix == ".parquet" and not path.name.startswith(".")
            for path in _names(folder / SECTIONS.path)
        ),
        marks=len(_names(folder / CONSUMED)),
        readers=sum(role == "reader" for role in roles),
    )


Moment = Callable[[Seen, Seen], bool]
"""Says of what was there at the start and what is there now whether this is it."""

MOMENTS: Mapping[str, Moment] = {
    "documents are being read": lambda _, now: now.readers > 1,
    "sections: files written, not committed": lambda start, now: (
        now.files > start.files and now.sections == max(start.sections, 0)
    ),
    "sections committed, filings not": lambda start, now: (
        now.sections - max(start.sections, 0) > now.filings - max(start.filings, 0)
        and now.filings >= 0
    ),
    "filings committed, no mark": lambda start, now: (
        now.filings > max(start.filings, 0) and now.marks == start.marks
    ),
    "first mark left": lambda start, now: now.marks > start.marks,
}


def wait_for(moment: str, folder: Path, writer: Writer, start: Seen) -> bool:
    """Return True as soon as it is ``moment``, False when the run ended before."""
    looks_for_readers = moment == "documents are being read"
    while writer.process.poll() is None:
        if MOMENTS[moment](start, seen(folder, writer if looks_for_readers else None)):
            return True
        time.sleep(_LOOK_EVERY)
    return False


def _version(folder: Path, table: Table) -> int:
    commits = (path.stem for path in _names(folder / table.path / "_delta_log"))
    return max((int(stem) for stem in commits if stem.isdigit()), default=-1)


def _names(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except FileNotFoundError:
        return []
