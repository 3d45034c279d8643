"""What every lake promises when processes die, race or are small: programs in processes of their own, on each kind of lake."""

from __future__ import annotations

import hashlib
import itertools
import os
import random
import signal
import subprocess
import sys
import time

import pytest

from stand_ins.lakes import LakeCase

PUBLISHER = """
import hashlib, sys
from docai.lake.open import open_lake
lake, me = open_lake(sys.argv[1]), sys.argv[2]
print("ready", flush=True)
sys.stdin.readline()
for number in range(int(sys.argv[3])):
    data = hashlib.sha256(str(number).encode()).digest() * 20_000
    with lake.stage(f"raw/_staging/{me}/{number}") as staged:
        for start in range(0, len(data), 100_000):
            staged.write(data[start : start + 100_000])
        if staged.publish(f"raw/10-k/{number % 5}/{number}"):
            print(number, flush=True)
"""
"""Publishes numbered files whose bytes follow from their numbers, and prints the numbers of those that it published."""

STREAMER = """
import hashlib, sys
from docai.lake.open import open_lake
lake, megabytes = open_lake(sys.argv[1]), int(sys.argv[2])
piece, written, read = bytes(range(256)) * 4096, hashlib.sha256(), hashlib.sha256()
with lake.stage("raw/_staging/run/1") as staged:
    for _ in range(megabytes):
        staged.write(piece)
        written.update(piece)
    assert staged.publish(f"large-{megabytes}")
with lake.open(f"large-{megabytes}") as stream:
    while data := stream.read(1_000_000):
        read.update(data)
assert read.digest() == written.digest()
print(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")))
"""
"""Writes and reads a file of so many megabytes, and prints its peak memory in kB."""


@pytest.fixture
def case(case: LakeCase) -> LakeCase:
    """Return a lake that is there before a process of its own opens it."""
    case.open().check_writable()
    return case


def start(program: str, *arguments: str) -> subprocess.Popen[str]:
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.Popen(
        [sys.executable, "-c", program, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=environment,
        text=True,
    )


def go(process: subprocess.Popen[str]) -> None:
    assert process.stdin is not None
    process.stdin.write("\n")
    process.stdin.flush()


def wait_until_ready(process: subprocess.Popen[str]) -> None:
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"


def expected(number: int) -> bytes:
    return hashlib.sha256(str(number).encode()).digest() * 20_000


def test_a_publisher_killed_at_any_moment_leaves_whole_files_and_staging(case: LakeCase) -> None:
    moments = random.Random(4)
    lake = case.open()
    for run in itertools.count():
        process = start(PUBLISHER, case.uri, f"run{run}", "5000")
        wait_until_ready(process)
        go(process)
        time.sleep(moments.uniform(0.05, 0.8))
        process.send_signal(signal.SIGKILL)
        said, _ = process.communicate()
        published = {entry.path for entry in lake.list("raw/10-k")}
        # what it said is there; what it did not come to say may be
        assert {f"raw/10-k/{int(number) % 5}/{number}" for number in said.split()} <= published
        for path in published:
            assert lake.read(path) == expected(int(path.rpartition("/")[2]))
        others = {entry.path for entry in lake.list() if entry.path not in published}
        assert all(path.startswith(f"raw/_staging/run{run}/") for path in others)
        lake.delete(f"raw/_staging/run{run}", recursive=True)
        if run >= 3 and published:
            break


def test_two_processes_publish_every_file_once(case: LakeCase) -> None:
    processes = [start(PUBLISHER, case.uri, name, "40") for name in ("one", "two")]
    for process in processes:
        wait_until_ready(process)
    for process in processes:
        go(process)
    said = [process.communicate()[0].split() for process in processes]
    assert [process.returncode for process in processes] == [0, 0]
    assert sorted(map(int, said[0] + said[1])) == list(range(40))
    lake = case.open()
    for entry in lake.list("raw/10-k"):
        assert lake.read(entry.path) == expected(int(entry.path.rpartition("/")[2]))
    assert [entry.path for entry in lake.list("raw/_staging")] == []


def test_memory_does_not_grow_with_the_size_of_a_file(case: LakeCase) -> None:
    peaks = []
    for megabytes in (20, 200):
        process = start(STREAMER, case.uri, str(megabytes))
        said, _ = process.communicate()
        assert process.returncode == 0
        peaks.append(int(said))
    assert peaks[1] < peaks[0] * 1.1
    assert peaks[1] < 150_000
