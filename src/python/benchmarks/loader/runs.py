"""What the loader's benchmarks share: the loader as a process of its own, and a look at what it stored."""

from __future__ import annotations

import argparse
import gzip
import hashlib
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from docai.filing.layout import MANIFESTS, PART_PATH, RAW, RAW_PATH, STAGING
from docai.filing.manifest import Result, read_results
from docai.lake.lake import Lake
from stand_ins.edgar.server import EdgarReplay

USER_AGENT = "docai benchmark benchmark@example.com"


def options(about: str | None, what: str) -> argparse.ArgumentParser:
    """Return a parser with ``--only``, for a benchmark that can be run for some of its ``what``."""
    parser = argparse.ArgumentParser(
        description=about, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--only", metavar="TEXT", default="", help=f"the {what} whose names contain this"
    )
    return parser


@dataclass(frozen=True)
class Ended:
    """A loader that has ended: its exit code, wall-clock seconds, peak resident memory in MB, and what it said."""

    code: int
    seconds: float
    peak_mb: float
    said: str


class Loader:
    """``python -m data_loader.download_10k_raw`` as a process."""

    def __init__(self, lake: str, edgar_url: str, options: Sequence[str]) -> None:
        self._log = tempfile.TemporaryFile()  # noqa: SIM115
        self._began = time.monotonic()
        self._process = subprocess.Popen(
            [
                sys.executable, "-m", "data_loader.download_10k_raw", "--lake", lake,
                "--edgar-url", edgar_url, "--user-agent", USER_AGENT, *options,
            ],
            stdout=self._log, stderr=subprocess.STDOUT,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "DOCAI_LOG": "text"},
        )  # fmt: skip

    def kill(self) -> None:
        """Kill it at once (SIGKILL)."""
        # not through Popen, which would take notice of an end of its own accord and leave us none to wait for
        os.kill(self._process.pid, signal.SIGKILL)

    def terminate(self) -> None:
        """Ask it to stop (SIGTERM)."""
        os.kill(self._process.pid, signal.SIGTERM)

    def wait(self) -> Ended:
        """Wait for its end; call it once, and ``running`` no more."""
        _, status, usage = os.wait4(self._process.pid, 0)
        self._process.returncode = os.waitstatus_to_exitcode(status)
        self._log.seek(0)
        return Ended(
            self._process.returncode,
            time.monotonic() - self._began,
            usage.ru_maxrss / 1024,
            self._log.read().decode(errors="replace"),
        )


@dataclass(frozen=True)
class Check:
    """What a lake holds against what the server serves: counts of filings."""

    stored: int
    corrupt: int
    unnamed: int
    staged: int

    @property
    def good(self) -> bool:
        """Return whether nothing is wrong with it."""
        return not (self.corrupt or self.unnamed or self.staged)


def check_lake(lake: Lake, replay: EdgarReplay) -> Check:
    """Compare every stored filing with what the server serves, and look whether a manifest line says it was stored."""
    named = {result.path for result in results(lake) if result.status == "stored"}
    stored = corrupt = unnamed = 0
    for entry in lake.list(RAW):
        match = RAW_PATH.fullmatch(entry.path)
        assert match is not None, entry.path
        stored += 1
        corrupt += not same(lake, entry.path, replay, match[2])
        unnamed += entry.path not in named
    return Check(stored, corrupt, unnamed, sum(1 for _ in lake.list(STAGING)))


def same(lake: Lake, path: str, replay: EdgarReplay, accession: str) -> bool:
    """Return whether a stored filing is what the server serves, byte by byte."""
    served, digest = hashlib.sha256(), hashlib.sha256()
    for chunk in replay.site.catalogue.filings[accession].body.chunks():
        served.update(chunk)
    with lake.open(path) as file, gzip.GzipFile(fileobj=file, mode="rb") as stream:
        while piece := stream.read(1 << 20):
            digest.update(piece)
    return served.digest() == digest.digest()


def results(lake: Lake) -> list[Result]:
    """Return every line of every part of every manifest."""
    return [
        result
        for entry in lake.list(MANIFESTS)
        if PART_PATH.fullmatch(entry.path)
        for result in read_results(lake.read(entry.path), entry.path)
    ]


def fresh_folder(name: str) -> Path:
    """Return a new folder for a lake, below the temporary folder."""
    return Path(tempfile.mkdtemp(prefix=f"docai-{name}-"))
