"""When a schedule runs: cron as the pipeline service reads it."""

from __future__ import annotations

import re

FIELD = re.compile(r"(?:\*|\?|[0-9A-Za-z]{1,3}(?:-[0-9A-Za-z]{1,3})?)(?:/\d{1,2})?", re.ASCII)
"""One part of a cron field: ``*``, ``5``, ``1-5``, ``*/15``, ``MON``."""


def cron(text: str) -> str:
    """Return a cron expression of six fields, the first the second; five become six. Raises ValueError."""
    fields = text.split()
    if len(fields) == 5:
        fields = ["0", *fields]
    if len(fields) != 6:
        raise ValueError(
            f"{text!r} has {len(fields)} fields; write second, minute, hour, day, month and weekday: '0 0 2 * * *'"
        )
    for one in fields:
        if not all(FIELD.fullmatch(part) for part in one.split(",")):
            raise ValueError(f"{one!r} in {text!r} is no field of a cron expression")
    if fields[0] in ("*", "?") or "/" in fields[0]:
        raise ValueError(f"{text!r} would start a run every second: begin it with 0")
    return " ".join(fields)
