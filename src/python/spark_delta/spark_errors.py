"""What Spark failed with, in one line."""

from __future__ import annotations

import re

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
from py4j.protocol import Py4JJavaError

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

PYTHON_ERROR = re.compile(
    r"(?m)^(?:[A-Za-z_][\w.]{0,200})(?:Error|Exception|Refused|Unavailable|Full|Found): .{1,500}$"
)
"""The last line of a Python traceback inside Spark's message: ``ValueError: what was wrong``."""


def cause(error: BaseException) -> str:
    """Return the line that says most: a Python worker's own error, else the first line of the JVM's."""
    text = str(error.java_exception) if isinstance(error, Py4JJavaError) else str(error)
    python = PYTHON_ERROR.findall(text)
    if python:
        return str(python[-1])
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[0] if lines else type(error).__name__
