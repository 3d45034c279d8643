"""The manifests' open parts, a bounded number of filings at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from docai.lake.lake import Lake
from spark_delta.plan.marks import Marks, PartName
from spark_delta.plan.open_parts import parts_of, read_parts
from spark_delta.plan.work import Job, Line, newest, same_submission

_PARTS_AT_ONCE = 64


@dataclass(frozen=True, slots=True)
class ManifestBatch:
    """Some parts and their ``stored`` lines; ``damage`` says what is wrong with the parts that can be read in part only."""

    parts: tuple[PartName, ...]
    lines: tuple[Line, ...]
    damage: Mapping[PartName, str] = field(default_factory=dict)

    @property
    def jobs(self) -> tuple[Job, ...]:
        """Return the newest line's job of each accession."""
        return tuple(line.job for line in newest(self.lines).values())


def batches(lake: Lake, parts: Sequence[PartName], filings: int) -> Iterator[ManifestBatch]:
    """Yield ``parts`` in order, each time as many as hold about ``filings`` stored lines."""
    taken: list[PartName] = []
    lines: list[Line] = []
    damage: dict[PartName, str] = {}
    for start in range(0, len(parts), _PARTS_AT_ONCE):
        for part in read_parts(lake, parts[start : start + _PARTS_AT_ONCE]):
            if lines and len(lines) + len(part.lines) > filings:
                yield ManifestBatch(tuple(taken), tuple(lines), damage)
                taken, lines, damage = [], [], {}
            taken.append(part.name)
            lines += part.lines
            if part.damage:
                damage[part.name] = part.damage[0]
    if taken:
        yield ManifestBatch(tuple(taken), tuple(lines), damage)


def outdated(lake: Lake, replacing: Iterable[Job], lines: Iterable[Line], marks: Marks) -> set[str]:
    """Return which of ``replacing`` a consumed part has newer bytes for: a part of an older run may come late."""
    accessions = {job.accession for job in replacing}
    held = {accession: line for accession, line in newest(lines).items() if accession in accessions}
    if not held:
        return set()
    oldest = min(line.part for line in held.values())
    later = sorted(part for part in marks.parts if part > oldest)
    return {
        line.job.accession
        for mine, line in _later(lake, later, held)
        if not same_submission(mine.job, line.job.raw_path, line.job.sha256)
    }


def overtaken(lake: Lake, lines: Iterable[Line], now: Mapping[str, str]) -> set[str]:
    """Return which filings of ``lines`` another run has written from newer bytes: ``now`` says which file each was read from."""
    held = {
        accession: line
        for accession, line in newest(lines).items()
        if now.get(accession, line.job.raw_path) != line.job.raw_path
    }
    if not held:
        return set()
    oldest = min(line.part for line in held.values())
    later = [part for part in parts_of(lake) if part > oldest]
    return {
        line.job.accession
        for _, line in _later(lake, later, held)
        if line.job.raw_path == now[line.job.accession]
    }


def _later(
    lake: Lake, parts: Iterable[PartName], held: Mapping[str, Line]
) -> Iterator[tuple[Line, Line]]:
    """Yield the lines of ``parts`` that are newer than the one in ``held`` of the same filing, each after that one."""
    for part in read_parts(lake, parts):
        for line in part.lines:
            mine = held.get(line.job.accession)
            if mine is not None and line.age > mine.age:
                yield mine, line


def to_mark(
    batch: ManifestBatch, *, quarantined: Iterable[str], pending: Iterable[str], parser_version: str
) -> Marks:
    """Return which parts of ``batch`` are consumed now.

    A part with a filing in ``pending``, whose bytes could not be had and are worth another try, stays open; one with a
    filing in ``quarantined`` is looked at again by another parser version. A damaged part is never consumed.
    """
    stay, again = set(pending), set(quarantined)
    open_parts = {line.part for line in batch.lines if line.job.accession in stay}
    look_again = {line.part for line in batch.lines if line.job.accession in again}
    return Marks(
        {
            part: parser_version if part in look_again else None
            for part in batch.parts
            if part not in open_parts and part not in batch.damage
        }
    )
