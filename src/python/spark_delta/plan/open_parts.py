"""The loader's manifests, as far as they are not consumed yet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from docai.filing.layout import MANIFESTS, PART_PATH, part_path
from docai.filing.manifest import read_part
from docai.lake.lake import Lake
from spark_delta.plan.marks import PartName
from spark_delta.plan.work import Line, line_of


def parts_of(lake: Lake) -> list[PartName]:
    """Return every part of every loader run, oldest first."""
    found = (PART_PATH.fullmatch(entry.path) for entry in lake.list(MANIFESTS))
    return sorted(PartName(match[1], int(match[2])) for match in found if match)


@dataclass(frozen=True, slots=True)
class ReadPart:
    """The ``stored`` lines of the part ``name``, and what is wrong with each line that cannot be read."""

    name: PartName
    lines: tuple[Line, ...]
    damage: tuple[str, ...] = ()


def read_parts(lake: Lake, parts: Iterable[PartName]) -> Iterator[ReadPart]:
    """Yield what each part says, in the order given. Raises LakeError."""
    with ThreadPoolExecutor(8, thread_name_prefix="manifests") as pool:
        yield from pool.map(lambda part: _read(lake, part), list(parts))


def _read(lake: Lake, part: PartName) -> ReadPart:
    path = part_path(part.run, part.number)
    said = read_part(lake.read(path), path)
    lines = (line_of(part, number, result) for number, result in enumerate(said.results, 1))
    return ReadPart(part, tuple(line for line in lines if line is not None), said.damage)
