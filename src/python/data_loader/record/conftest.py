"""What this room's tests share: the loader's options, its record, and waiting for it."""

import time
from collections.abc import Callable

from data_loader.record.loader_record import STEP
from docai.lake.lake import Lake
from docai.runtime.step_record import StepRecord, from_bytes, record_path

AGENT = "docai test test@example.com"


def record(lake: Lake, run_id: str = "nightly") -> StepRecord:
    return from_bytes(lake.read(record_path(run_id, STEP)))


def wait_for(true: Callable[[], bool], seconds: float = 30.0) -> None:
    """Wait until something is the case; a program's start takes a while."""
    until = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < until
        time.sleep(0.02)


def arguments(url: str, lake: Lake, *more: str) -> list[str]:
    return [
        "--lake", lake.uri, "--run-id", "nightly", "--edgar-url", url, "--user-agent", AGENT,
        "--ciks", "990003", *more,
    ]  # fmt: skip
