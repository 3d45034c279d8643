"""How a run is told to a person: a program's JSON log lines in plain words, and a report."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


def plain(line: str) -> str:
    """Return a line of a step's log as a person reads it: time and message of a JSON line, anything else as it is."""
    try:
        said = json.loads(line)
        level = str(said["level"])
        mark = "" if level in ("info", "debug") else f"{level.upper()} "
        return f"{str(said['time'])[11:19]} {mark}{said['message']}"
    except (ValueError, KeyError, TypeError):
        return line


@dataclass
class Told:
    """Says what happens on stdout, with the seconds since the beginning, and keeps figures and findings for the end."""

    title: str
    began: float = field(default_factory=time.monotonic)
    figures: dict[str, str] = field(default_factory=dict)
    amiss: list[str] = field(default_factory=list)

    def say(self, text: str) -> None:
        """Print a line."""
        print(f"{time.monotonic() - self.began:7.1f} s  {text}", flush=True)

    def must(self, holds: bool, otherwise: str) -> None:
        """Note what is not as it must be."""
        if not holds:
            self.amiss.append(otherwise)
            self.say(f"NOT SO: {otherwise}")

    def same(self, what: str, seen: object, wanted: object) -> None:
        """Note when ``seen`` is not ``wanted``."""
        self.must(seen == wanted, f"{what} is {seen!r}, not {wanted!r}")

    def end(self) -> int:
        """Print the figures and what is amiss; return the exit code."""
        print(f"\n{report(self.title, self.figures, self.amiss)}", flush=True)
        return 1 if self.amiss else 0


def report(title: str, figures: Mapping[str, str], amiss: Sequence[str]) -> str:
    """Return the result as Markdown."""
    width = max(map(len, figures), default=0)
    rows = [f"| {name:<{width}} | {value} |" for name, value in figures.items()]
    table = (
        [f"| {'figure':<{width}} | value |", f"| {'-' * width} | --- |", *rows, ""] if rows else []
    )
    ending = [f"- {one}" for one in amiss[:20]] or ["Everything is as it must be."]
    if len(amiss) > 20:
        ending.append(f"- and {len(amiss) - 20} more")
    return "\n".join([f"# {title}", "", *table, *ending])
