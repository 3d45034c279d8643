"""The lines of a driver's log that explain a failure. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

ERROR_LINE = re.compile(
    r"^(?:\d\d/\d\d/\d\d )?(?:\d\d:\d\d:\d\d )?(?:ERROR|FATAL)\b|^Exception in thread |^Error:"
)
"""A line of a log that reports an error."""

EPILOGUE = re.compile(
    r"^Calling System\.exit\(\) with exit code [0-9]{1,3} because "
    r'|^(?:Exception in thread "main" )?org\.apache\.spark\.SparkUserAppException: User application exited with [0-9]{1,3}$'
)
"""In the driver's log: Spark's report that the Python program ended, which tells no more than the exit code."""

FRAME = "\tat "
CAUSE = ": "
"""What the line begins with that follows a Py4JJavaError, and says what went wrong in the JVM."""

TRACEBACK = "Traceback (most recent call last):"
LAST_LINES = 12


def lines_that_matter(tail: Sequence[str]) -> tuple[str, ...]:
    """Return the lines that matter: the last traceback's end, else the last errors, else the last lines."""
    lines = _without_epilogue([line.rstrip() for line in tail if line.strip()])
    starts = [at for at, line in enumerate(lines) if TRACEBACK in line]
    if starts:
        end = starts[-1] + 1
        while end < len(lines) and lines[end][:1] in (" ", "\t"):
            end += 1
        if lines[end + 1 : end + 2] and lines[end + 1].startswith(CAUSE):
            end += 1
        return tuple(line[:500] for line in lines[starts[-1] : end + 1][-LAST_LINES:])
    errors = [line for line in lines if ERROR_LINE.search(line)]
    return tuple(line[:500] for line in (errors or lines)[-LAST_LINES:])


def _without_epilogue(lines: Sequence[str]) -> list[str]:
    """Leave out what Spark's JVM says after the program's last line, with its stack."""
    kept: list[str] = []
    after = False
    for line in lines:
        after = EPILOGUE.search(line) is not None or (after and line.startswith(FRAME))
        if not after:
            kept.append(line)
    return kept
