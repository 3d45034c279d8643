"""Manifests made again from raw/10-k: the stored files are the truth, and every one is named by a line that can be read.

For a lake whose manifests are damaged or gone. What an intact part names ``stored`` stays as it is; each other stored filing
gets a line: the one that a damaged part still has of it, or one made from the header of the stored file. Then the damaged
parts are set aside, so that nobody meets them again.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import islice

from data_loader.edgar.hosts import Hosts
from data_loader.ending import Ending
from data_loader.store.inventory import Inventory
from data_loader.store.manifest import DAMAGED
from data_loader.store.result_lines import found_stored
from data_loader.store.stored_file import intent_of
from docai.filing.layout import MANIFESTS, PART_PATH, RAW_PATH, staging_path
from docai.filing.manifest import Result, read_part
from docai.lake.lake import Lake
from docai.runtime.progress import Progress

AT_ONCE = 16
"""Files that are read at the same time."""

BETWEEN_LOOKS = 64
"""Files between two looks whether the run is to end."""

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class Named:
    """What the parts say: the filings that intact ones name ``stored``, and what can be read of the damaged ones."""

    stored: set[int] = field(default_factory=set)
    damaged: list[str] = field(default_factory=list)
    salvaged: dict[str, Result] = field(default_factory=dict)


def rebuilt_results(
    lake: Lake, named: Named, inventory: Inventory, hosts: Hosts, ending: Ending
) -> Iterator[Result]:
    """Yield a ``stored`` line for each filing of ``inventory`` that ``named`` lacks. Raises Stopped and LakeError."""
    lacking = (path for path in inventory.paths() if path_key(path) not in named.stored)
    with (
        ThreadPoolExecutor(AT_ONCE, thread_name_prefix="headers") as pool,
        Progress("naming again what is stored") as progress,
    ):
        while paths := list(islice(lacking, BETWEEN_LOOKS)):
            ending.raise_if_requested()
            unknown = [path for path in paths if path not in named.salvaged]
            yield from (named.salvaged[path] for path in paths if path in named.salvaged)
            yield from pool.map(
                lambda path: found_stored(intent_of(lake, path, hosts), path), unknown
            )
            progress.advance(len(paths))


def read_parts(lake: Lake, ending: Ending) -> Named:
    """Return what all parts of all runs say. Raises Stopped and LakeError."""
    named = Named()
    paths = (entry.path for entry in lake.list(MANIFESTS) if PART_PATH.fullmatch(entry.path))
    with (
        ThreadPoolExecutor(AT_ONCE, thread_name_prefix="parts") as pool,
        Progress("reading manifests", unit="parts") as progress,
    ):
        while some := list(islice(paths, BETWEEN_LOOKS)):
            ending.raise_if_requested()
            for path, data in zip(some, pool.map(lake.read, some), strict=True):
                _take(named, path, data)
            progress.advance(len(some))
    return named


def set_aside(lake: Lake, paths: Sequence[str], *, staging_run: str) -> None:
    """Give each damaged part another name, which no reader of parts takes up; its bytes stay for whoever looks into it."""
    for path in paths:
        name = path.replace("/", "-") + DAMAGED
        lake.publish(
            f"{path}{DAMAGED}", lake.read(path), staging_path=staging_path(staging_run, name)
        )
        lake.delete(path)
        _log.warning("%s is damaged; renamed to %s%s", path, path, DAMAGED)


def _take(named: Named, path: str, data: bytes) -> None:
    said = read_part(data, path)
    stored = [
        result for result in said.results if result.status == "stored" and result.path is not None
    ]
    if not said.damage:
        named.stored.update(path_key(result.path or "") for result in stored)
        return
    _log.warning("%s", said.damage[0])
    named.damaged.append(path)
    named.salvaged.update((result.path or "", result) for result in stored)


def path_key(path: str) -> int:
    """Return a number for a stored submission: a set of numbers takes a fifth of what one of paths takes."""
    match = RAW_PATH.fullmatch(path)
    assert match is not None
    again = 0 if match[3] is None else 1 + int(match[3], 16)
    return int(match[2].replace("-", "")) << 33 | again
