"""What the loader leaves in the lake when it is stopped, killed, or held up by a lake that hangs."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from data_loader import download_10k_raw
from data_loader.conftest import ReplayMaker, logged, wait_for
from data_loader.record.conftest import arguments, record
from data_loader.record.loader_record import STEP
from docai.lake.local import LocalLake
from docai.lake.open import open_lake
from docai.runtime.exit_codes import ExitCode
from docai.runtime.step_record import record_path
from docai.runtime.stop import StopSignal
from stand_ins.edgar.faults import FaultRule
from stand_ins.edgar.server import EdgarReplay
from stand_ins.edgar.settings import ReplaySettings
from stand_ins.lakes import KINDS, Lakes


@pytest.fixture(scope="module")
def lakes() -> Iterator[Lakes]:
    with Lakes() as every_kind:
        yield every_kind


@pytest.mark.parametrize("phase", ["selection", "filings"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_step_that_is_killed_right_after_the_signal_has_said_that_it_was_stopped(
    serve: ReplayMaker,
    lakes: Lakes,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    kind: str,
    phase: str,
) -> None:
    case = lakes.case(kind, tmp_path)
    for name, value in case.environment.items():
        monkeypatch.setenv(name, value)
    lake = open_lake(case.uri)
    lake.check_writable()
    edgar = serve(settings=ReplaySettings(synthetic=200, size=60_000))
    if phase == "selection":
        edgar.faults.set([FaultRule("unavailable", everything=True)])
    ciks = ",".join(map(str, edgar.site.catalogue.by_cik))
    argv = arguments(edgar.url, lake, "--patience", "10m", "--ciks", ciks)
    process = subprocess.Popen(
        [sys.executable, "-m", download_10k_raw.__name__, *argv],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    wait_for(lambda: lake.stat(record_path("nightly", STEP)) is not None)
    wait_for(lambda: len(edgar.log.all()) >= (3 if phase == "selection" else 14))
    assert record(lake).exit_code is None
    process.send_signal(signal.SIGTERM)
    signalled = time.monotonic()
    killer = threading.Timer(0.9, process.kill)
    killer.start()
    said = record(lake)
    while said.exit_code is None and time.monotonic() - signalled < 0.9:
        said = record(lake)
    assert (said.exit_code, said.message) == (ExitCode.STOPPED, "stopped on request")
    assert said.ended_at is not None
    assert said.advice.startswith("Run it again: what is stored stays")
    process.wait(10)
    killer.join()
    assert record(lake).exit_code is ExitCode.STOPPED


def test_a_stop_that_is_carried_out_rewrites_the_record_with_its_figures(
    serve: ReplayMaker, lake: LocalLake
) -> None:
    edgar = serve(settings=ReplaySettings(synthetic=100, size=20_000))
    ciks = ",".join(map(str, edgar.site.catalogue.by_cik))
    process = subprocess.Popen(
        [sys.executable, "-m", download_10k_raw.__name__,
         *arguments(edgar.url, lake, "--ciks", ciks)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    logged(edgar, 14)
    process.send_signal(signal.SIGTERM)
    assert process.wait(15) == 143
    said = record(lake)
    assert (
        said.message
        == f"stopped on request; {said.figures['not_reached']:.0f} filings are left to the next run"
    )
    assert said.figures["selected"] == 100


class HangingLake(LocalLake):
    """A lake whose listing never comes back, as a storage may that is retried for long."""

    def check_writable(self) -> None:
        time.sleep(3600)


def test_a_stop_is_carried_out_although_the_lake_hangs(tmp_path: Path) -> None:
    program = (
        "import sys\n"
        "from data_loader import download_10k_raw\n"
        "from data_loader.record import stopped_record_test\n"
        "from docai.runtime.program import run_program\n"
        "download_10k_raw.STOP_SECONDS = 1.0\n"
        f"download_10k_raw.open_lake = lambda uri: stopped_record_test.HangingLake(stopped_record_test.Path({str(tmp_path)!r}))\n"
        "run_program(download_10k_raw.main)\n"
    )
    lake = LocalLake(tmp_path)
    process = subprocess.Popen(
        [sys.executable, "-c", program, *arguments("http://127.0.0.1:9", lake)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        stderr=subprocess.PIPE,
    )
    wait_for(lambda: lake.stat(record_path("nightly", STEP)) is not None)
    process.send_signal(signal.SIGTERM)
    began = time.monotonic()
    _, said = process.communicate(timeout=20)
    assert time.monotonic() - began < 4.0
    assert process.returncode == 143
    assert b"could not be put down in time" in said
    assert record(lake).message == "stopped on request"


def test_a_stop_signal_that_never_comes_leaves_no_thread_behind(
    edgar: EdgarReplay, lake: LocalLake
) -> None:
    download_10k_raw.main(arguments(edgar.url, lake))
    names = {"step-record", "stop-record", "stop-deadline"}
    wait_for(lambda: not names & {each.name for each in threading.enumerate()})
    assert not StopSignal().requested
