"""How much memory the reader of a document may take, so that all readers of a machine or pod together do not exhaust it.

A container that takes more than its limit is ended as a whole, whoever in it was greedy (Kubernetes sets the cgroup's
memory.oom.group): one document would cost an executor, its retries the job, and every night anew.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path

MEBIBYTE = 1 << 20

MOST, LEAST = 4096 * MEBIBYTE, 512 * MEBIBYTE
"""More no filing needs: the largest ones, of 400 MB, take about half; with less, ordinary ones fail."""

OF_A_WORKER = 384 * MEBIBYTE
"""What a Python worker takes beside its reader: the libraries, the files fetched ahead, the rows not written yet."""

OF_A_JVM = 512 * MEBIBYTE
"""What a JVM takes beside its heap."""

OF_THE_REST = 1024 * MEBIBYTE
"""What is left to the driver and to the system on a machine where all runs together."""

_AMOUNT = re.compile(r"(\d+)([bkmgt]?)b?", re.ASCII | re.IGNORECASE)
_UNITS = {"b": 1, "k": 1 << 10, "m": 1 << 20, "g": 1 << 30, "t": 1 << 40}
_GROUP_LIMIT = Path("/sys/fs/cgroup/memory.max")


def reader_bytes(conf: Mapping[str, str], cores: int, machine: int) -> int:
    """Return the address space of one reader, in bytes.

    ``conf`` is Spark's configuration, ``cores`` how many tasks it runs at once when it runs them on this machine, of
    ``machine`` bytes. On a cluster, the readers of an executor share what its pod has beside the heap
    (spark.executor.memoryOverhead, and what Spark takes when nobody gives it:
    https://spark.apache.org/docs/latest/configuration.html).
    """
    if conf.get("spark.master", "local").startswith("local"):
        room = machine - _bytes(conf.get("spark.driver.memory", "1g"), "b") - OF_THE_REST
    else:
        cores = int(conf.get("spark.executor.cores", "1"))
        room = _overhead(conf)
    return max(LEAST, min(MOST, (room - OF_A_JVM) // cores - OF_A_WORKER))


def machine_bytes() -> int:
    """Return the memory of this machine, or of the container that this is."""
    physical = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    try:
        return min(physical, int(_GROUP_LIMIT.read_text()))
    except (OSError, ValueError):  # no such limit: the file is missing or says "max"
        return physical


def _overhead(conf: Mapping[str, str]) -> int:
    given = conf.get("spark.executor.memoryOverhead")
    if given is not None:
        return _bytes(given, "m")
    # Spark gives the programs beside the JVM 0.4 of the heap on Kubernetes, when Python runs there.
    factor = conf.get("spark.executor.memoryOverheadFactor", "0.4")
    return max(
        384 * MEBIBYTE, int(_bytes(conf.get("spark.executor.memory", "1g"), "b") * float(factor))
    )


def _bytes(amount: str, unit: str) -> int:
    """Return an amount as Spark writes it, ``2g`` or ``512m``, in bytes; without a unit it counts in ``unit``."""
    match = _AMOUNT.fullmatch(amount.strip())
    if match is None:
        raise ValueError(f"{amount!r} is no amount of memory: write 512m or 4g")
    return int(match[1]) * _UNITS[match[2].lower() or unit]
