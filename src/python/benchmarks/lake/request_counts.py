"""What the lake on ADLS Gen2 costs in requests and seconds: per publish, per listing, and per fault.

    python -m benchmarks.lake.request_counts [--files 10000] [--publishes 200]

The storage is the emulator, in a process of its own and without latency: seconds are what the SDK and the emulator take on
this machine, requests are what they would be anywhere.
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from azure.storage.filedatalake import DataLakeServiceClient

from docai.lake.lake import Lake
from docai.lake.open import open_lake
from stand_ins.adls import AdlsEmulator, AdlsEmulatorProcess, Fault, FaultKind

FILE_SYSTEM = "lake"
MEGABYTE = 1 << 20


@dataclass(frozen=True)
class Figure:
    """A line of the table: what was done, how often, with how many requests, in how many seconds (each time)."""

    what: str
    times: int
    requests: float
    seconds: float


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--files", type=int, default=10_000, help="files that are listed")
    parser.add_argument("--publishes", type=int, default=200, help="files that are published")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        _seed(Path(folder), options.files)
        with AdlsEmulatorProcess(data=Path(folder)) as emulator:
            os.environ.update(emulator.environment())
            lake = open_lake(f"abfs://{FILE_SYSTEM}@{emulator.account}.dfs.core.windows.net")
            lake.check_writable()
            figures = [
                *publishing(emulator, lake, options.publishes),
                *looking(emulator, lake, options.files),
                *faults(emulator, lake),
            ]
    print(f"{'':58}{'times':>6}{'requests':>10}{'seconds':>10}")
    for figure in figures:
        print(f"{figure.what:58}{figure.times:>6}{figure.requests:>10.2f}{figure.seconds:>10.3f}")


def publishing(emulator: AdlsEmulatorProcess, lake: Lake, times: int) -> Iterator[Figure]:
    """Yield what it costs to publish small and large files, one after the other and eight at once."""
    small, large = os.urandom(MEGABYTE // 10), os.urandom(MEGABYTE)

    def one(number: int) -> None:
        assert lake.publish(
            f"raw/10-k/1/{number}", small, staging_path=f"raw/_staging/run/{number}"
        )

    def stream(number: int) -> None:
        with lake.stage(f"raw/_staging/run/large-{number}") as staged:
            for _ in range(50):
                staged.write(large)
            assert staged.publish(f"raw/10-k/1/large-{number}")

    one(-1)
    yield _measured(emulator, "publish 100 kB, its folder known", times, _each(one, times))
    with ThreadPoolExecutor(8) as pool:
        numbers = range(times, 2 * times)
        yield _measured(
            emulator, "the same from 8 threads", times, lambda: list(pool.map(one, numbers))
        )
    yield _measured(
        emulator, "publish 100 kB into a new folder", 50,
        _each(lambda n: lake.publish(f"raw/10-k/n{n}/a", small, staging_path=f"raw/_staging/run/n{n}"), 50),
    )  # fmt: skip
    yield _measured(
        emulator,
        "publish what is there already",
        50,
        _each(lambda _: _again(lake, small), 50),
    )
    yield _measured(emulator, "stream 50 MB", 3, _each(stream, 3))


def looking(emulator: AdlsEmulatorProcess, lake: Lake, files: int) -> Iterator[Figure]:
    """Yield what it costs to find and read what is there."""

    def listed() -> None:
        assert sum(1 for _ in lake.list("listed")) == files

    yield _measured(emulator, f"list {files:,} files, four to a folder", 1, listed)
    yield _measured(
        emulator, "look at a file", 100, _each(lambda _: lake.stat("raw/10-k/1/0"), 100)
    )
    yield _measured(emulator, "read 100 kB", 100, _each(lambda _: lake.read("raw/10-k/1/0"), 100))
    yield _measured(emulator, "read 50 MB", 1, lambda: lake.read("raw/10-k/1/large-0"))


def faults(emulator: AdlsEmulatorProcess, lake: Lake) -> Iterator[Figure]:
    """Yield what a fault costs, here and with the SDK's own retries; the median of five."""

    def look() -> None:
        lake.stat("raw/10-k/1/0")

    for name, fault in {
        "look at a file, one 503": Fault(FaultKind.SERVER_BUSY, operation="blob.head", times=1),
        "look at a file, two 503s": Fault(FaultKind.SERVER_BUSY, operation="blob.head", times=2),
        "look at a file, one reset connection": Fault(
            FaultKind.RESET, operation="blob.head", times=1
        ),
    }.items():
        yield _median(emulator, name, fault, look)
    numbers = iter(range(1_000_000))

    def publish() -> None:
        number = next(numbers)
        assert lake.publish(
            f"raw/10-k/1/f{number}", b"x", staging_path=f"raw/_staging/run/f{number}"
        )

    lost = Fault(FaultKind.LOST_ANSWER, operation="dfs.rename", times=1)
    yield _median(emulator, "publish, the answer to the rename lost", lost, publish)
    credential = {"account_name": emulator.account, "account_key": emulator.key}
    service = DataLakeServiceClient(emulator.account_url, credential=credential)
    file = service.get_file_client(FILE_SYSTEM, "raw/10-k/1/0")
    busy = Fault(FaultKind.SERVER_BUSY, operation="blob.head", times=1)
    yield _median(
        emulator,
        "look at a file, one 503, with the SDK's own retries",
        busy,
        file.get_file_properties,
        times=1,
    )


def _median(
    emulator: AdlsEmulatorProcess,
    what: str,
    fault: Fault,
    do: Callable[[], object],
    *,
    times: int = 5,
) -> Figure:
    figures = []
    for _ in range(times):
        with _failing(emulator, fault):
            figures.append(_measured(emulator, what, 1, do))
    return Figure(
        what,
        times,
        statistics.median(figure.requests for figure in figures),
        statistics.median(figure.seconds for figure in figures),
    )


@contextmanager
def _failing(emulator: AdlsEmulatorProcess, fault: Fault) -> Iterator[None]:
    emulator.fail(fault)
    try:
        yield
    finally:
        emulator.heal()


def _measured(
    emulator: AdlsEmulatorProcess, what: str, times: int, do: Callable[[], object]
) -> Figure:
    emulator.forget_requests()
    started = time.monotonic()
    do()
    seconds = time.monotonic() - started
    return Figure(what, times, emulator.counts().total() / times, seconds / times)


def _each(do: Callable[[int], object], times: int) -> Callable[[], None]:
    def all_of_them() -> None:
        for number in range(times):
            do(number)

    return all_of_them


def _again(lake: Lake, data: bytes) -> None:
    assert not lake.publish("raw/10-k/1/0", data, staging_path="raw/_staging/run/again")


def _seed(folder: Path, files: int) -> None:
    with AdlsEmulator(data=folder) as emulator:
        names = ((f"listed/{number // 4:010}/{number:010}.txt.gz", b"") for number in range(files))
        emulator.put_files(FILE_SYSTEM, names)


if __name__ == "__main__":
    main()
