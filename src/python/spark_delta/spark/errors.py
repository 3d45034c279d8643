"""What Spark failed with, in one line."""

from __future__ import annotations

import os
import re
import tempfile
from contextlib import suppress

from delta.exceptions import (
    ConcurrentAppendException,
    ConcurrentDeleteDeleteException,
    ConcurrentDeleteReadException,
    ConcurrentTransactionException,
    ConcurrentWriteException,
    DeltaConcurrentModificationException,
    MetadataChangedException,
    ProtocolChangedException,
)
from py4j.protocol import Py4JError, Py4JJavaError, Py4JNetworkError
from pyspark.errors import PySparkException

from docai.runtime.errors import OutOfMemory
from spark_delta.errors import SparkFailed, SparkNotStarted, TableRefuses
from spark_delta.spark.table_errors import refusal

CONFLICTS = (
    ConcurrentAppendException,
    ConcurrentDeleteDeleteException,
    ConcurrentDeleteReadException,
    ConcurrentTransactionException,
    ConcurrentWriteException,
    DeltaConcurrentModificationException,
    MetadataChangedException,
    ProtocolChangedException,
)
"""Another writer committed first: in Python, unlike in Scala, DeltaConcurrentModificationException is not the base of the others."""

FAILURES = (PySparkException, Py4JError, ConnectionError)
"""What PySpark raises when Spark fails; the last when its JVM is gone."""

PYTHON_ERROR = re.compile(
    r"(?m)^(?:[A-Za-z_][\w.]{0,200})(?:Error|Exception|Refused|Unavailable|Full|Found): .{1,500}$"
)
"""The last line of a Python traceback inside Spark's message: ``ValueError: what was wrong``."""


OUT_OF_MEMORY = re.compile(r"OutOfMemoryError|OOMKilled|[Ee]xit code:? ?(?:137|52)\b")
"""What tells that memory ran out: the JVM's own error, Kubernetes' reason, an executor's exit code (52 is Spark's own)."""


NO_TRACE = re.compile(r"An error occurred while calling [\w.:$]{1,300}")
"""What py4j says of a call that got no answer; with one, the JVM's trace follows."""


NO_ROOM = re.compile(r"No space left on device|Disk quota exceeded|OSError: \[Errno (?:28|122)\]")
"""What the operating system says when a disk is full (errno(3), ENOSPC and EDQUOT), in Java and in Python."""


def explained(error: BaseException, doing: str) -> SparkFailed | OutOfMemory | TableRefuses:
    """Return what to raise for an error of Spark's while ``doing`` something."""
    if _unanswered(error):
        return SparkFailed(
            f"Spark's JVM was killed while {doing}, perhaps because the machine had no memory left; run it again"
        )
    said = cause(error)
    if OUT_OF_MEMORY.search(str(error)):
        return OutOfMemory(
            f"Spark ran out of memory {doing}: {said}; give the driver (--driver-memory-mb) or the executors more"
        )
    refused = refusal(error)
    if refused is not None:
        return refused
    if NO_ROOM.search(str(error)):
        return _without_room(doing, said)
    return SparkFailed(f"Spark gave up {doing}: {said}")


def not_started(error: BaseException) -> SparkNotStarted | SparkFailed:
    """Return what to raise for an error of Spark's while it started."""
    if _unanswered(error):
        return SparkNotStarted(
            "Spark's JVM was killed while it started, perhaps because the machine had no memory left; run it again"
        )
    said = ": ".join(_causes(error))
    if NO_ROOM.search(f"{error} {said}"):
        return _without_room("starting", said)
    return SparkNotStarted(f"Spark did not start: {said}")


def _without_room(doing: str, said: str) -> SparkFailed:
    folder = os.environ.get("SPARK_LOCAL_DIRS") or tempfile.gettempdir()
    return SparkFailed(
        f"no room is left on a disk that Spark writes to while {doing}: {said}; make room in the folder for temporary "
        f"files ({folder}; TMPDIR, SPARK_LOCAL_DIRS) or in the lake, and run it again"
    )


def _causes(error: BaseException) -> list[str]:
    """Return what went wrong and what was behind it: an API server's silence is told by the innermost cause alone."""
    said = [cause(error)]
    if isinstance(error, Py4JJavaError):
        with suppress(Py4JError, ConnectionError):
            inner = error.java_exception
            while (behind := inner.getCause()) is not None:
                inner = behind
            said.append(next(iter(str(inner).splitlines()), ""))
    return list(dict.fromkeys(one for one in said if one))


def _unanswered(error: BaseException) -> bool:
    """Return whether there is no JVM behind ``error``. When it goes while it is asked, py4j names the call and no trace."""
    if isinstance(error, Py4JNetworkError | ConnectionError):
        return True
    return type(error) is Py4JError and NO_TRACE.fullmatch(str(error)) is not None


def cause(error: BaseException) -> str:
    """Return the line that says most: a Python worker's own error, else the first line of the JVM's."""
    text = str(error.java_exception) if isinstance(error, Py4JJavaError) else str(error)
    python = PYTHON_ERROR.findall(text)
    if python:
        return str(python[-1])
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[0] if lines else type(error).__name__
