"""The loader's manifests, as far as they are not consumed yet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor

from docai.filing.errors import NotAManifestLine
from docai.filing.layout import MANIFESTS, PART_PATH, part_path
from docai.filing.manifest import read_results
from docai.lake.lake import Lake
from spark_delta.errors import DamagedManifest
from spark_delta.marks import PartName
from spark_delta.work import Line, line_of


def parts_of(lake: Lake) -> list[PartName]:
    """Return every part of every loader run, oldest first."""
    found = (PART_PATH.fullmatch(entry.path) for entry in lake.list(MANIFESTS))
    return sorted(PartName(match[1], int(match[2])) for match in found if match)


def read_parts(lake: Lake, parts: Iterable[PartName]) -> Iterator[tuple[PartName, list[Line]]]:
    """Yield the ``stored`` lines of each part, in the order given. Raises DamagedManifest and LakeError."""
    with ThreadPoolExecutor(8, thread_name_prefix="manifests") as pool:
        names = list(parts)
        yield from zip(names, pool.map(lambda part: _read(lake, part), names), strict=True)


def _read(lake: Lake, part: PartName) -> list[Line]:
    path = part_path(part.run, part.number)
    try:
        results = list(read_results(lake.read(path), path))
    except NotAManifestLine as error:
        raise DamagedManifest(
            f"{error}; a part is never rewritten: move it out of {MANIFESTS} and fetch its filings again"
        ) from error
    lines = (line_of(part, number, result) for number, result in enumerate(results, 1))
    return [line for line in lines if line is not None]
