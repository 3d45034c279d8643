"""What runs before this one left behind: intents without results, manifests with gaps, and uploads that nobody will finish."""

from __future__ import annotations

import json
import logging
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from data_loader.store.inventory import Inventory
from data_loader.store.manifest import REBUILDING, REBUILT
from data_loader.store.result_lines import found_stored
from docai.filing.errors import NotAManifestLine
from docai.filing.layout import (
    MANIFESTS,
    PART_PATH,
    RAW,
    STAGING,
    SUMMARY,
    intent_path,
    summary_path,
)
from docai.filing.manifest import Intent, Result, read_intents, read_results
from docai.lake.errors import LakeError
from docai.lake.lake import Lake

RUN_START = re.compile(r"(\d{8}T\d{6}Z)-", re.ASCII)
"""The moment a run began, at the beginning of its name."""

BATCH_BYTES = 1 << 20
SHORTEST_LINE = 100
"""No line of a part is shorter, in bytes: names, address and status alone take 200."""

LONGEST_LINE = 1 << 20
"""No line of an intent file is longer, in bytes; what has no line end for so long is damage."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class UnsettledRun:
    """A run that ended without its mark: it was killed. ``parts`` are the paths of what it published."""

    name: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Leftovers:
    """What earlier runs left: the ``unsettled`` ones, those (``gaps``) of whose parts one is gone, and
    those that ``begun`` to rebuild the manifests and were ended on the way.

    ``rebuild`` says why the manifests are to be made again from raw/10-k; None: there is no reason.
    """

    unsettled: tuple[UnsettledRun, ...] = ()
    gaps: tuple[str, ...] = ()
    begun: tuple[str, ...] = ()
    rebuild: str | None = None


def leftovers(lake: Lake) -> Leftovers:
    """Return what the names of the files under raw/_manifests tell; call it while no other loader runs on the lake.

    One listing, however many lines there are: what a part says is not looked at.
    """
    folders: dict[str, dict[str, int]] = defaultdict(dict)
    for entry in lake.list(MANIFESTS):
        run, _, name = entry.path.removeprefix(f"{MANIFESTS}/").partition("/")
        folders[run][name] = entry.size
    unsettled = tuple(
        UnsettledRun(run, tuple(_parts(run, names)))
        for run, names in sorted(folders.items())
        if "intent.jsonl" in names and SUMMARY not in names
    )
    gaps = tuple(run for run, names in sorted(folders.items()) if _has_gap(lake, run, names))
    begun = tuple(
        run
        for run, names in sorted(folders.items())
        if REBUILDING in names and REBUILT not in names
    )
    reason = None
    if begun:
        reason = f"the run {begun[0]} did not come to the end of it"
    elif gaps:
        reason = f"a part of the run {gaps[0]} is gone or was emptied"
    elif not any(map(any, folders.values())) and _holds_filings(lake):
        reason = f"{MANIFESTS} is empty, and {RAW} is not"
    return Leftovers(unsettled, gaps, begun, reason)


def settled_results(lake: Lake, run: UnsettledRun, inventory: Inventory) -> Iterator[Result]:
    """Yield a line for each filing that ``run`` stored without saying so. ``inventory`` is of the whole lake.

    Raises NotAManifestLine when an intent or a part of the run cannot be read, and when there is no intent: the file may
    have been emptied, and a run that selected nothing is hardly ever killed.
    """
    told = _told(lake, run)
    empty = True
    for intent in _intents(lake, run):
        empty = False
        path = inventory.path(intent.accession)
        if path is not None and int(intent.accession.replace("-", "")) not in told:
            yield found_stored(intent, path)
    if empty:
        raise NotAManifestLine(f"{intent_path(run.name)}: there is no line in it")


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


def discard_staging(lake: Lake, run: str) -> None:
    """Delete the uploads of ``run``; where the lake cannot, ``sweep_staging`` of a later run will."""
    folder = f"{STAGING}/{run}"
    try:
        lake.delete(folder, recursive=True)
    except LakeError as error:
        _log.warning("could not delete %s; a later run will: %s", folder, error)


def _parts(run: str, names: Mapping[str, int]) -> list[str]:
    paths = (f"{MANIFESTS}/{run}/{name}" for name in sorted(names))
    return [path for path in paths if PART_PATH.fullmatch(path)]


def _has_gap(lake: Lake, run: str, names: Mapping[str, int]) -> bool:
    """Return whether a part of the run is gone or was emptied, as far as names and sizes tell: parts are numbered from 1."""
    if any(names[path.rpartition("/")[2]] < SHORTEST_LINE for path in _parts(run, names)):
        return True
    if REBUILT in names:
        return False
    found = (PART_PATH.fullmatch(path) for path in _parts(run, names))
    numbers = sorted(int(match[2]) for match in found if match)
    if numbers:
        return numbers != list(range(1, len(numbers) + 1))
    # A run that ended has parts, unless nothing was selected (its intents are empty), or it was killed before the first part and
    # another run settled it. Without its intents nobody knows.
    return SUMMARY in names and names.get("intent.jsonl") != 0 and not _settled_by(lake, run)


def _settled_by(lake: Lake, run: str) -> bool:
    try:
        return "settled_by" in json.loads(lake.read(summary_path(run)))
    except (ValueError, TypeError, RecursionError):
        return False


def _holds_filings(lake: Lake) -> bool:
    return any(True for _ in lake.folders(RAW))


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
            if len(rest) > LONGEST_LINE:
                raise NotAManifestLine(f"{where}: a line of more than {LONGEST_LINE:,} bytes")
        yield from read_intents(rest, where)


def _started(run: str) -> datetime | None:
    match = RUN_START.match(run)
    if match is None:
        return None
    try:
        return datetime.strptime(match[1], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    except ValueError:
        return None
