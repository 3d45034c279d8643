"""What a run of the writer can be told."""

from __future__ import annotations

from dataclasses import dataclass, field

from docai.runtime.tolerance import Tolerance
from spark_delta.tables.schema import OPTIONAL


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may cost its reader: ``seconds``, ``max_bytes`` unpacked, ``memory_bytes`` of address space (None:
    its share of the machine or pod, see ``spark_delta.read.memory``).

    ``reader`` is the module that is run to read it: tests give one that some documents crash.
    """

    seconds: float = 120.0
    max_bytes: int = 400_000_000
    memory_bytes: int | None = None
    reader: str = "spark_delta.read.reader_process"


@dataclass(frozen=True, slots=True)
class SparkSettings:
    """How Spark runs when this program starts it itself; under spark-submit and the operator their word counts.

    ``master``: in the default, a task whose Python worker was killed is tried twice more. ``memory_mb`` is the JVM's heap
    (0: a quarter of the machine, 1 to 8 GB).
    """

    master: str = "local[*,3]"
    memory_mb: int = 0
    ui: bool = False


@dataclass(frozen=True, slots=True)
class WriterSettings:
    """What a run of the writer is to do.

    ``lake`` is the lake's address. ``reparse`` reads filings again that another parser version read, or that one of
    ``tables`` lacks; ``retry_quarantine`` those given up. ``batch_filings`` bounds what is staged between two commits.
    ``vacuum_hours``: remove files that no version younger than that needs (None: none). ``tables`` are the optional tables that
    get rows.
    """

    lake: str
    run_id: str
    tolerate: Tolerance = field(default_factory=Tolerance)
    reparse: bool = False
    retry_quarantine: bool = False
    optimize: bool = False
    vacuum_hours: float | None = None
    batch_filings: int = 5_000
    tables: tuple[str, ...] = OPTIONAL
    limits: Limits = field(default_factory=Limits)
    spark: SparkSettings = field(default_factory=SparkSettings)

    @property
    def needs_tables(self) -> bool:
        """Return whether there is work even when no manifest holds any."""
        return self.reparse or self.optimize or self.vacuum_hours is not None
