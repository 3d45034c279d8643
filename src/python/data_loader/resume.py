"""What runs before this one left behind: intents without results, and uploads that nobody will finish."""

from __future__ import annotations

import logging
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from data_loader.inventory import Inventory
from docai.filing.errors import NotAManifestLine
from docai.filing.layout import (
    MANIFESTS,
    PART_PATH,
    RAW_PATH,
    STAGING,
    SUMMARY,
    intent_path,
)
from docai.filing.manifest import Intent, Result, read_intents, read_results
from docai.lake.lake import Lake

RUN_START = re.compile(r"(\d{8}T\d{6}Z)-", re.ASCII)
"""The moment a run began, at the beginning of its name."""

BATCH_BYTES = 1 << 20

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class UnsettledRun:
    """A run that ended without its mark: it was killed. ``parts`` are the paths of what it published."""

    name: str
    parts: tuple[str, ...]


def unsettled_runs(lake: Lake) -> list[UnsettledRun]:
    """Return the runs that left intents and no mark; call it while no other loader runs on the lake."""
    files: dict[str, set[str]] = defaultdict(set)
    for entry in lake.list(MANIFESTS):
        run, _, name = entry.path.removeprefix(f"{MANIFESTS}/").partition("/")
        files[run].add(name)
    return [
        UnsettledRun(
            run,
            tuple(
                path
                for name in sorted(names)
                if PART_PATH.fullmatch(path := f"{MANIFESTS}/{run}/{name}")
            ),
        )
        for run, names in sorted(files.items())
        if "intent.jsonl" in names and SUMMARY not in names
    ]


def settled_results(lake: Lake, run: UnsettledRun, inventory: Inventory) -> Iterator[Result]:
    """Yield a line for each filing that ``run`` stored without saying so. ``inventory`` is of the whole lake."""
    try:
        told = _told(lake, run)
        for intent in _intents(lake, run):
            path = inventory.path(intent.accession)
            if path is not None and int(intent.accession.replace("-", "")) not in told:
                yield _stored(intent, path)
    except NotAManifestLine as error:
        # not ours to repair, and no reason to load nothing: it is said each time
        _log.warning("the run %s cannot be settled: %s", run.name, error)


def sweep_staging(lake: Lake, ttl: float, now: datetime | None = None) -> list[str]:
    """Delete the staging of runs that nothing was added to for ``ttl`` seconds; return their folders."""
    before = (now or datetime.now(UTC)) - timedelta(seconds=ttl)
    swept = []
    for folder in list(lake.folders(STAGING)):
        start = _started(folder.rpartition("/")[2])
        if start is not None and start > before:
            continue
        newest = max((entry.modified for entry in lake.list(folder)), default=start)
        if newest is not None and newest <= before:
            lake.delete(folder, recursive=True)
            swept.append(folder)
    return swept


def _told(lake: Lake, run: UnsettledRun) -> set[int]:
    return {
        int(result.accession.replace("-", ""))
        for path in run.parts
        for result in read_results(lake.read(path), path)
        if result.status == "stored"
    }


def _intents(lake: Lake, run: UnsettledRun) -> Iterator[Intent]:
    where = intent_path(run.name)
    with lake.open(where) as stream:
        rest = b""
        while piece := stream.read(BATCH_BYTES):
            lines, newline, rest = (rest + piece).rpartition(b"\n")
            yield from read_intents(lines + newline, where)
        yield from read_intents(rest, where)


def _stored(intent: Intent, path: str) -> Result:
    match = RAW_PATH.fullmatch(path)
    assert match is not None
    first = match[1]
    return Result(
        accession=intent.accession,
        cik=first,
        ciks=tuple(dict.fromkeys((first, *intent.ciks))),
        company=intent.company,
        form=intent.form,
        filed=intent.filed,
        period=intent.period,
        url=intent.url,
        path=path,
        size=None,
        sha256=None,
        status="stored",
        error=None,
        attempts=0,
        fetched_at=None,
    )


def _started(run: str) -> datetime | None:
    match = RUN_START.match(run)
    if match is None:
        return None
    try:
        return datetime.strptime(match[1], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    except ValueError:
        return None
