"""A launcher at work: what it said and when, how it ended, and what of that must hold."""

from __future__ import annotations

import re
import subprocess
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

from spark_job.identity import attempt_of

LINE = re.compile(r"line (\d{1,6})", re.ASCII)
"""A line of the acting job: ``line 12``."""

CREATED = re.compile(r"(docai-[a-z0-9-]{1,57}-a\d{1,4})", re.ASCII)
"""The application's name in what a launcher says."""


class Wrong(Exception):
    """What was seen is not what must be seen."""


def must(holds: bool, otherwise: str) -> None:
    """Raise Wrong unless ``holds``."""
    if not holds:
        raise Wrong(otherwise)


@dataclass
class Launch:
    """A launcher at work; ``lines`` are what it printed and logged, with the times (monotonic) they came."""

    run_id: str
    namespace: str
    folder: Path
    patience: float
    process: subprocess.Popen[str]
    lines: list[tuple[float, str]] = field(default_factory=list)
    ended: float = 0.0

    def __post_init__(self) -> None:
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        with (self.folder / "output.txt").open("w") as kept:
            for line in self.process.stdout:
                self.lines.append((time.monotonic(), line.rstrip("\n")))
                kept.write(line)
                kept.flush()
        self.process.wait()
        self.ended = time.monotonic()

    @property
    def text(self) -> str:
        """Everything so far."""
        return "\n".join(line for _, line in self.lines)

    @property
    def app(self) -> str:
        """The application's name, empty before it was said; the last attempt's, where there were several."""
        return max(CREATED.findall(self.text), key=attempt_of, default="")

    @property
    def numbers(self) -> list[int]:
        """The numbers of the driver's lines that were printed."""
        return [int(found[1]) for _, line in self.lines if (found := LINE.fullmatch(line))]

    def wait(self) -> int:
        """Return the exit code; raises Wrong when there is none in time."""
        self._reader.join(self.patience)
        if self._reader.is_alive():
            raise Wrong(f"the launcher runs on after {self.patience:g} s: {self.text[-500:]}")
        return self.process.returncode

    def ends_with(self, code: int) -> None:
        """Wait for the end; raises Wrong when it is another one."""
        got = self.wait()
        must(got == code, f"exit code {got}, not {code}: {self.text[-700:]}")

    def has(self, *texts: str) -> None:
        """Raise Wrong unless everything was said."""
        for text in texts:
            must(text in self.text, f"{text!r} was not said: {self.text[-700:]}")

    def counts_once(self) -> None:
        """Raise Wrong unless the driver's lines came in order, each once."""
        must(self.numbers == list(range(len(self.numbers))), f"the lines were {self.numbers}")
        must(bool(self.numbers), "there is no line of the driver")

    def at(self, text: str) -> float:
        """Return when ``text`` was said first."""
        for when, line in self.lines:
            if text in line:
                return when
        raise Wrong(f"{text!r} was not said: {self.text[-700:]}")

    def said(self, text: str) -> str:
        """Return the last line that holds ``text``, shortened."""
        found = [line for _, line in self.lines if text in line and not line.startswith("{")]
        must(bool(found), f"{text!r} was not said: {self.text[-700:]}")
        return CREATED.sub("APP", found[-1]).replace("|", "/")[:400]

    def wait_for(self, text: str) -> None:
        """Wait until ``text`` was said."""
        end = time.monotonic() + self.patience
        while text not in self.text:
            must(
                self._reader.is_alive() and time.monotonic() < end,
                f"{text!r} never came: {self.text[-700:]}",
            )
            time.sleep(0.05)

    def signal(self, number: int) -> float:
        """Send a signal; return when."""
        at = time.monotonic()
        self.process.send_signal(number)
        return at

    @staticmethod
    def seam(first: Launch, second: Launch) -> str:
        """Say how the second's log goes on from the first's; raises Wrong at a gap."""
        whole = first.numbers + second.numbers
        must(
            sorted(set(whole)) == list(range(max(whole) + 1)),
            f"a gap: {first.numbers} {second.numbers}",
        )
        twice = len(whole) - len(set(whole))
        must(twice <= 2, f"repeated: {first.numbers} {second.numbers}")
        return f"log 0-{first.numbers[-1]} then {second.numbers[0]}-{second.numbers[-1]}"
