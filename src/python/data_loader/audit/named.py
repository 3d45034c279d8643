"""What the manifests say: which stored filings some line names, and what became of those that were not stored."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import islice

from data_loader.ending import Ending
from data_loader.store.rebuild import path_key
from docai.filing.errors import NotAManifestLine
from docai.filing.layout import MANIFESTS, PART_PATH
from docai.filing.manifest import Intent, Status, read_intents, read_part
from docai.lake.lake import Lake
from docai.runtime.progress import Progress

AT_ONCE = 4
"""Parts that are held in memory at the same time; one has 20,000 lines at most."""

_INTENTS = "/intent.jsonl"


@dataclass(slots=True)
class Named:
    """``stored`` holds a number for each path that a line names ``stored`` (store.rebuild.path_key).

    ``told`` is, by accession number without dashes, the newest status of what no run has stored, with its error. ``selected``
    are the filings of certain companies that runs meant to fetch, by accession number. ``damaged`` are sentences.
    """

    stored: set[int] = field(default_factory=set)
    told: dict[int, tuple[Status, str]] = field(default_factory=dict)
    selected: dict[str, Intent] = field(default_factory=dict)
    damaged: list[str] = field(default_factory=list)


def read_manifests(lake: Lake, ending: Ending, ciks: frozenset[str] | None) -> Named:
    """Return what all manifests say, the newest line last; with ``ciks`` also what was meant of these filers.

    Raises Stopped and LakeError.
    """
    named = Named()
    paths = _paths(lake, intents=ciks is not None)
    with (
        ThreadPoolExecutor(AT_ONCE, thread_name_prefix="parts") as pool,
        Progress("reading manifests", unit="files") as progress,
    ):
        while some := list(islice(paths, AT_ONCE)):
            ending.raise_if_requested()
            for path, data in zip(some, pool.map(lake.read, some), strict=True):
                if path.endswith(_INTENTS):
                    _take_intents(named, path, data, ciks or frozenset())
                else:
                    _take_part(named, path, data)
            progress.advance(len(some))
    return named


def _paths(lake: Lake, *, intents: bool) -> Iterator[str]:
    for entry in lake.list(MANIFESTS):
        if PART_PATH.fullmatch(entry.path) or (intents and entry.path.endswith(_INTENTS)):
            yield entry.path


def _take_part(named: Named, path: str, data: bytes) -> None:
    said = read_part(data, path)
    named.damaged += said.damage[:1]
    for result in said.results:
        number = int(result.accession.replace("-", ""))
        if result.status == "stored" and result.path is not None:
            # a damaged part is set aside by the next run, its lines with it: they count for nothing
            if not said.damage:
                named.stored.add(path_key(result.path))
        elif result.status != "already_stored":
            named.told[number] = result.status, result.error or ""
            continue
        named.told.pop(number, None)


def _take_intents(named: Named, path: str, data: bytes, ciks: frozenset[str]) -> None:
    try:
        for intent in read_intents(data, path):
            if not ciks.isdisjoint(intent.ciks):
                named.selected[intent.accession] = intent
    except NotAManifestLine as error:
        named.damaged.append(str(error))
