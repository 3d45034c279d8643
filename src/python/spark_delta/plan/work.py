"""What there is to do: manifest lines against what the tables already hold. Pure."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date, datetime

from docai.filing.manifest import Result
from spark_delta.plan.marks import PartName

IO_STAGE = "io"
"""The stage of a filing whose bytes could not be had: worth another try in a later run."""

IO_ATTEMPTS = 3
"""How often a filing is tried whose bytes could not be had."""


HEAVIEST = 1 << 30
"""No submission counts for more bytes than this when work is shared out: EDGAR takes none that is larger."""


@dataclass(frozen=True, slots=True)
class Job:
    """A stored submission that a manifest names. ``sha256`` and ``size`` (bytes, unpacked) are None where it does not say."""

    accession: str
    cik: str
    filed: date
    url: str
    raw_path: str
    sha256: str | None
    size: int | None


@dataclass(frozen=True, slots=True)
class Line:
    """A ``stored`` line of a manifest: ``part`` and ``number`` say how new it is."""

    part: PartName
    number: int
    job: Job

    @property
    def age(self) -> tuple[PartName, int]:
        """Return what sorts lines from old to new."""
        return self.part, self.number


@dataclass(frozen=True, slots=True)
class KnownFiling:
    """What the table ``filings`` says of a filing; ``loaded_at``: when the run began that wrote it."""

    raw_path: str
    sha256: str
    parser_version: str
    loaded_at: datetime


@dataclass(frozen=True, slots=True)
class KnownQuarantine:
    """What the table ``quarantine`` says of a filing; ``last_seen``: when the run began that could not read it."""

    raw_path: str
    sha256: str | None
    stage: str
    attempts: int
    parser_version: str
    last_seen: datetime

    def read_since(self, filing: KnownFiling) -> bool:
        """Return whether what failed was read after all: ``filing`` is the same file, or was written by a later run."""
        return self.raw_path == filing.raw_path or self.last_seen < filing.loaded_at


@dataclass(frozen=True, slots=True)
class Plan:
    """The work: ``new`` filings, those to ``replace``, and how many are there already or given up for good.

    ``to_release``: of those that are there, the ones that stand in ``quarantine`` though they were read since, as a run leaves
    them that was killed. ``attempts``: how often a filing that is tried again was quarantined before. ``filings_version``: of the
    table in which none of the new filings stands (-1: no version is known).
    """

    new: tuple[Job, ...] = ()
    replace: tuple[Job, ...] = ()
    present: int = 0
    given_up: tuple[str, ...] = ()
    to_release: tuple[str, ...] = ()
    attempts: Mapping[str, int] = field(default_factory=dict)
    filings_version: int = -1

    @property
    def jobs(self) -> tuple[Job, ...]:
        """Return all filings to read."""
        return self.new + self.replace


def line_of(part: PartName, number: int, result: Result) -> Line | None:
    """Return the work that line ``number`` of ``part`` stands for, or None when it is none."""
    if result.status != "stored" or result.path is None:
        return None
    job = Job(
        accession=result.accession,
        cik=result.cik,
        filed=result.filed,
        url=result.url,
        raw_path=result.path,
        sha256=result.sha256,
        size=result.size,
    )
    return Line(part, number, job)


def newest(lines: Iterable[Line]) -> dict[str, Line]:
    """Return the newest line of each accession: later run, later part, later line."""
    found: dict[str, Line] = {}
    for line in lines:
        held = found.get(line.job.accession)
        if held is None or held.age < line.age:
            found[line.job.accession] = line
    return found


def same_submission(job: Job, raw_path: str, sha256: str | None) -> bool:
    """Return whether ``job`` is the submission that was at ``raw_path``: a published file never changes."""
    if job.raw_path == raw_path:
        return True
    return job.sha256 is not None and job.sha256 == sha256


def plan(
    jobs: Iterable[Job],
    filings: Mapping[str, KnownFiling],
    quarantine: Mapping[str, KnownQuarantine],
    *,
    parser_version: str,
    retry_quarantine: bool,
    rewrite: Set[str] = frozenset(),
) -> Plan:
    """Return what is to be read of ``jobs`` (each accession once).

    A filing that stands in ``filings`` with the same bytes is left alone, whatever parser read it. A quarantined one is
    tried again only when its bytes or the parser changed, its bytes could not be had (three tries), or on request.
    ``rewrite`` names filings whose Items are gone: they are written again.
    """
    new: list[Job] = []
    replace: list[Job] = []
    given_up: list[str] = []
    to_release: list[str] = []
    attempts: dict[str, int] = {}
    present = 0
    for job in jobs:
        filing, failure = filings.get(job.accession), quarantine.get(job.accession)
        gone = job.accession in rewrite
        if filing and not gone and same_submission(job, filing.raw_path, filing.sha256):
            present += 1
            if failure is not None and failure.read_since(filing):
                to_release.append(job.accession)
            continue
        if failure is not None and same_submission(job, failure.raw_path, failure.sha256):
            again = (
                retry_quarantine
                or failure.parser_version != parser_version
                or (failure.stage == IO_STAGE and failure.attempts < IO_ATTEMPTS)
            )
            if not again:
                given_up.append(job.accession)
                continue
            attempts[job.accession] = failure.attempts
        (new if filing is None else replace).append(job)
    return Plan(tuple(new), tuple(replace), present, tuple(given_up), tuple(to_release), attempts)


def weight(job: Job, default_size: int) -> int:
    """Return the bytes that ``job`` counts for when work is shared out, whatever its manifest says of its size."""
    return min(job.size or default_size, HEAVIEST)


def spread(
    jobs: Iterable[Job], rooms: Sequence[int], *, default_size: int = 2_000_000
) -> list[list[Job]]:
    """Return ``jobs`` in at most as many lists as ``rooms``, each of about as many bytes as its room, the heaviest list first.

    None is empty.
    """
    lists: list[list[Job]] = [[] for _ in rooms]
    weighed = sorted(
        ((weight(job, default_size), job) for job in jobs),
        key=lambda pair: (-pair[0], pair[1].accession),
    )
    # The list with the most room left gets the next one, the heaviest ones first.
    heap = [(-room, index) for index, room in enumerate(rooms)]
    heapq.heapify(heap)
    loads = [0] * len(rooms)
    for size, job in weighed:
        room, index = heapq.heappop(heap)
        lists[index].append(job)
        loads[index] += size
        heapq.heappush(heap, (room + size, index))
    order = sorted(range(len(rooms)), key=lambda index: -loads[index])
    return [lists[index] for index in order if lists[index]]
