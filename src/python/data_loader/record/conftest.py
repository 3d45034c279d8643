"""What this room's tests share: the loader's options and its record."""

from data_loader.record.loader_record import STEP
from docai.lake.lake import Lake
from docai.runtime.step_record import StepRecord, from_bytes, record_path

AGENT = "docai test test@example.com"


def record(lake: Lake, run_id: str = "nightly") -> StepRecord:
    return from_bytes(lake.read(record_path(run_id, STEP)))


def arguments(url: str, lake: Lake, *more: str) -> list[str]:
    return [
        "--lake", lake.uri, "--run-id", "nightly", "--edgar-url", url, "--user-agent", AGENT,
        "--ciks", "990003", *more,
    ]  # fmt: skip
