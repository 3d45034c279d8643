"""A watch as a program: how it ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

from data_loader.conftest import ReplayMaker, logged, results, stored
from docai.lake.local import LocalLake
from stand_ins.edgar.server import EdgarReplay


def watch_as_program(edgar: EdgarReplay, lake: LocalLake, agent: str) -> subprocess.Popen[str]:
    command = [
        sys.executable,
        "-m",
        "data_loader.download_10k_raw",
        "--watch",
        "--watch-every",
        "10m",
        "--ciks",
        "990003",
    ]
    where = ["--lake", lake.uri, "--edgar-url", edgar.url, "--user-agent", agent]
    return subprocess.Popen(
        [*command, *where, "--run-id", "watch"],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_sigterm_ends_a_watch_between_two_looks_with_143(
    serve: ReplayMaker, lake: LocalLake
) -> None:
    edgar = serve()
    process = watch_as_program(edgar, lake, "docai test test@example.com")
    logged(edgar, 4)  # the list, two filings, the feed
    process.send_signal(signal.SIGTERM)
    began = time.monotonic()
    _, said = process.communicate(timeout=20)
    assert time.monotonic() - began < 10
    assert process.returncode == 143, said
    assert len(stored(lake)) == 2
    assert {line.status for line in results(lake)} == {"stored"}
    assert lake.read("delta/_outcomes/watch/steps/data-loader.json")


def test_a_refused_user_agent_ends_a_watch_with_2(serve: ReplayMaker, lake: LocalLake) -> None:
    edgar = serve()
    process = watch_as_program(edgar, lake, "Lantern Watch https://example.com")
    _, said = process.communicate(timeout=60)
    assert process.returncode == 2, said
    assert "user agent" in said
    assert len(edgar.log.all()) == 1
