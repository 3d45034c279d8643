"""What the benchmarks of the Spark job share: lakes filled from a folder of submissions, and the memory of a process tree."""

from __future__ import annotations

import gzip
import hashlib
import itertools
import os
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from docai.filing.header import parse_header
from docai.filing.layout import raw_path, run_name, staging_path
from docai.filing.manifest import Result
from docai.lake.lake import Lake
from spark_delta.testing.stored_lake import publish_part

PART_LINES = 250
_LOOK_EVERY = 0.5
"""Seconds between two looks at the processes: looking takes processor time from what is measured."""
_HEADER_ENDS = (b"</SEC-HEADER>", b"</IMS-HEADER>")


@dataclass(frozen=True, slots=True)
class Original:
    """A submission to make copies of: its header, and the rest as bytes and packed."""

    line: Result
    head: bytes
    rest: bytes
    packed_rest: bytes


def submissions(folder: Path) -> list[bytes]:
    """Return the complete submissions (``*.txt``) in ``folder``, in the order of their names."""
    return [path.read_bytes() for path in sorted(folder.glob("*.txt"))]


def original(body: bytes) -> Original:
    """Return ``body`` ready to be copied."""
    end = max(body.find(mark) for mark in _HEADER_ENDS)
    header = parse_header(body)
    line = Result(
        accession=header.accession,
        cik=header.filer.cik,
        ciks=header.ciks,
        company=header.filer.name,
        form=header.form,
        filed=header.filed,
        period=header.period,
        url=f"https://www.sec.gov/Archives/edgar/data/{int(header.filer.cik)}/{header.accession}.txt",
        path=raw_path(header.filer.cik, header.accession),
        size=len(body),
        sha256=None,
        status="stored",
        error=None,
        attempts=1,
        fetched_at=datetime(2026, 1, 2, tzinfo=UTC),
    )
    return Original(line, body[:end], body[end:], gzip.compress(body[end:], 6, mtime=0))


def copies(
    lake: Lake, originals: Sequence[Original], count: int, first: int = 0
) -> Iterator[Result]:
    """Store ``count`` submissions under accession numbers of their own, the originals in turn; yield their lines."""
    for number, one in zip(range(first, first + count), itertools.cycle(originals), strict=False):
        accession = (
            f"{8_000_000_000 + number // 100_000:010d}-{number // 1000 % 100:02d}-{number:06d}"
        )
        head = one.head.replace(one.line.accession.encode(), accession.encode())
        digest = hashlib.sha256(head)
        digest.update(one.rest)
        path = raw_path(one.line.cik, accession)
        packed = gzip.compress(head, 6, mtime=0) + one.packed_rest
        lake.publish(path, packed, staging_path=staging_path("benchmark", f"{number}.gz"))
        yield replace(
            one.line,
            accession=accession,
            path=path,
            size=len(head) + len(one.rest),
            sha256=digest.hexdigest(),
        )


def fill(lake: Lake, bodies: Sequence[bytes], count: int, first: int = 0) -> int:
    """Store ``count`` copies of ``bodies`` with a manifest; return their bytes unpacked."""
    lines = copies(lake, [original(body) for body in bodies], count, first)
    run = run_name("benchmark")
    total = 0
    for number in itertools.count(1):
        part = list(itertools.islice(lines, PART_LINES))
        if not part:
            return total
        publish_part(lake, run, number, part)
        total += sum(line.size or 0 for line in part)
    return total


@dataclass(slots=True)
class TreeUse:
    """What this process and its descendants use while it is entered, by role, sampled.

    ``peak``: resident bytes of the largest process of a role, and of all together (``total``). ``cpu``: seconds of processor
    time of all processes of a role.
    """

    peak: dict[str, int] = field(default_factory=dict)
    _ticks: dict[int, tuple[str, int]] = field(default_factory=dict)
    _first: dict[int, int] = field(default_factory=dict)
    _over: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None

    def __enter__(self) -> TreeUse:
        self._thread = threading.Thread(target=self._sample, daemon=True)
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._over.set()
        if self._thread is not None:
            self._thread.join()

    @property
    def cpu(self) -> dict[str, float]:
        """Return the seconds of processor time by role."""
        used: dict[str, float] = {}
        for pid, (role, ticks) in self._ticks.items():
            spent = (ticks - self._first[pid]) / os.sysconf("SC_CLK_TCK")
            used[role] = used.get(role, 0.0) + spent
        return used

    def _sample(self) -> None:
        while not self._over.wait(_LOOK_EVERY):
            total = 0
            for process in tree(os.getpid()):
                self.peak[process.role] = max(self.peak.get(process.role, 0), process.resident)
                self._first.setdefault(
                    process.pid, process.ticks if process.role == "driver" else 0
                )
                known = self._ticks.get(process.pid, ("other", 0))[0]
                role = (
                    process.role if process.role != "other" else known
                )  # the ended have no command line
                self._ticks[process.pid] = (
                    role,
                    max(process.ticks, self._ticks.get(process.pid, ("", 0))[1]),
                )
                total += process.resident
            self.peak["total"] = max(self.peak.get("total", 0), total)


@dataclass(frozen=True, slots=True)
class MachineTime:
    """Seconds of processor time of the whole machine, over all cores: spent, by whomever, and idle."""

    busy: float
    idle: float

    def since(self, before: MachineTime) -> MachineTime:
        """Return what was spent and idle since ``before``."""
        return MachineTime(self.busy - before.busy, self.idle - before.idle)


def machine_time() -> MachineTime:
    """Return the machine's processor time since it was started (proc(5), /proc/stat)."""
    ticks = [int(field) for field in Path("/proc/stat").read_text().splitlines()[0].split()[1:9]]
    user, nice, system, idle, waiting, interrupts, soft, stolen = (
        count / os.sysconf("SC_CLK_TCK") for count in ticks
    )
    return MachineTime(user + nice + system + interrupts + soft + stolen, idle + waiting)


@dataclass(frozen=True, slots=True)
class Process:
    """A process: what it is for, its resident bytes, its ticks of processor time, and those of its ended children."""

    pid: int
    role: str
    resident: int
    ticks: int
    of_children: int


def tree(root: int) -> list[Process]:
    """Return the process ``root`` and its descendants."""
    parents: dict[int, int] = {}
    found: dict[int, Process] = {}
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            fields = (entry / "stat").read_text().rpartition(")")[2].split()
            command = (entry / "cmdline").read_bytes().replace(b"\0", b" ")
        except OSError:
            continue  # it has just ended
        pid = int(entry.name)
        parents[pid] = int(fields[1])
        found[pid] = Process(
            pid,
            "driver" if pid == root else role_of(command.decode("utf-8", "replace")),
            int(fields[21]) * os.sysconf("SC_PAGE_SIZE"),
            int(fields[11]) + int(fields[12]),
            int(fields[13]) + int(fields[14]),
        )
    return [found[pid] for pid in found if root in _line(pid, parents)]


def spent(root: int) -> float:
    """Return the seconds of processor time of the process ``root`` and its descendants, those that have ended too."""
    ticks = sum(each.ticks + each.of_children for each in tree(root))
    return ticks / os.sysconf("SC_CLK_TCK")


def _line(pid: int, parents: dict[int, int]) -> Iterator[int]:
    while pid in parents:
        yield pid
        pid = parents[pid]


def role_of(command: str) -> str:
    """Return what a process of the writer is for, by its command line."""
    if "pyspark.daemon" in command or "pyspark/daemon" in command:
        return "worker"
    if "reader_process" in command or "hostile_reader" in command:
        return "reader"
    return "JVM" if "java" in command.split(" ", 1)[0] else "other"
