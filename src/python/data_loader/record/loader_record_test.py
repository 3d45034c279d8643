"""What the loader leaves in the lake about its own end, however it ends."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from data_loader.conftest import FILINGS, ReplayMaker, logged
from data_loader.download_10k_raw import main
from data_loader.record.box import RecordBox
from data_loader.record.loader_record import STEP
from docai.lake.errors import LakeUnavailable
from docai.lake.lake import Lake
from docai.lake.local import LocalLake
from docai.lake.open import open_lake
from docai.runtime.errors import DocaiError
from docai.runtime.exit_codes import ExitCode
from docai.runtime.step_record import StepRecord, from_bytes, record_path, recorded
from docai.runtime.stop import StopSignal
from stand_ins.edgar.faults import FaultRule
from stand_ins.edgar.server import EdgarReplay
from stand_ins.edgar.settings import ReplaySettings
from stand_ins.lakes import KINDS, Lakes

AGENT = "docai test test@example.com"
WAITS = "EDGAR has not answered for"


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


@pytest.mark.usefixtures("unpaced")
def test_a_run_that_is_done_leaves_its_figures_and_its_manifest(
    edgar: EdgarReplay, lake: LocalLake
) -> None:
    assert main(arguments(edgar.url, lake)) is ExitCode.DONE
    said = record(lake)
    assert (said.exit_code, said.message) == (
        ExitCode.DONE,
        "2 filings selected: 2 stored, 0 already there",
    )
    assert said.figures["stored"] == said.figures["selected"] == 2
    assert said.figures["bytes_served"] == sum(len(each.body()) for each in FILINGS[4:])
    assert set(said.figures) == {
        "selected", "stored", "already_stored", "missing", "failed", "not_reached", "bytes_served",
        "requests", "pauses", "seconds", "seconds_away",
    }  # fmt: skip
    assert lake.stat(f"{said.reports[0]}/summary.json") is not None
    assert said.figures["seconds_away"] == 0
    assert (said.advice, said.lines) == ("", ())


@pytest.mark.usefixtures("unpaced")
@pytest.mark.parametrize(("patience", "code"), [("20s", 0), ("1s", 3)])
def test_a_run_that_waits_for_edgar_leaves_for_how_long(
    serve: ReplayMaker, lake: LocalLake, patience: str, code: int
) -> None:
    edgar = serve([FaultRule("unavailable")])
    back = threading.Timer(1.5, lambda: edgar.faults.set([]))
    if code == 0:
        back.start()
    began = time.monotonic()
    try:
        main([*arguments(edgar.url, lake), "--tries", "1", "--patience", patience])
    except DocaiError:
        assert code != 0
    said = record(lake)
    assert said.exit_code == code
    assert 1.0 <= said.figures["seconds_away"] <= time.monotonic() - began
    assert said.figures["seconds_away"] <= said.figures["seconds"]


@pytest.mark.usefixtures("unpaced")
@pytest.mark.parametrize(
    ("faults", "options", "code", "says", "advice"),
    [
        ([], ["--tickers", "NONE"], 2, "unknown ticker 'NONE'", "Change what the message says."),
        ([], ["--output-stored", "/proc/x/y"], 2, "cannot write the output", "Change what"),
        ([FaultRule("unavailable", everything=True)], [], 3, "HTTP 503", "Run it again later"),
        (
            [FaultRule("unavailable", everything=True)],
            ["--patience", "1s"],
            3,
            WAITS,
            "Run it again later",
        ),
        (
            [FaultRule("truncated", path=FILINGS[5].accession)],
            [],
            4,
            f"1 of 2 filings failed, and --tolerate allows 0: {FILINGS[5].accession}: cut short",
            "Run it again: failed filings are fetched again",
        ),
    ],
)
def test_a_run_that_fails_leaves_why_and_what_to_do(
    serve: ReplayMaker,
    lake: LocalLake,
    faults: list[FaultRule],
    options: list[str],
    code: int,
    says: str,
    advice: str,
) -> None:
    edgar = serve(faults)
    with pytest.raises(DocaiError) as caught:
        main([*arguments(edgar.url, lake), "--tries", "1", *options])
    said = record(lake)
    assert (caught.value.exit_code, said.exit_code, said.message) == (code, code, str(caught.value))
    assert says in said.message
    assert said.advice.startswith(advice)
    if code == ExitCode.PARTIAL:
        assert (said.figures["stored"], said.figures["failed"]) == (1, 1)
        assert any(f"warning: failed: {FILINGS[5].accession}" in line for line in said.lines)


@pytest.mark.parametrize(
    ("argv", "environment"),
    [
        (["--user-agent", ""], {}),
        (["--user-agent", "curl/8"], {}),
        (["--patience", "ever"], {}),
        (["--no-such-option"], {}),
        (["--from", "sometime"], {}),
        ([], {"DOCAI_WORKERS": "many"}),
    ],
)
@pytest.mark.parametrize("by_environment", [False, True])
def test_options_that_are_refused_leave_why(
    lake: LocalLake,
    monkeypatch: pytest.MonkeyPatch,
    argv: list[str],
    environment: Mapping[str, str],
    by_environment: bool,
) -> None:
    named = {"DOCAI_LAKE": lake.uri, "DOCAI_RUN_ID": "nightly"} if by_environment else {}
    for name, value in {**environment, **named}.items():
        monkeypatch.setenv(name, value)
    usual = [] if by_environment else ["--lake", lake.uri, "--run-id=nightly"]
    usual += ["--user-agent", AGENT] if "--user-agent" not in argv else []
    with pytest.raises(DocaiError) as caught:
        main([*argv, *usual, "--all"])
    said = record(lake)
    assert (said.exit_code, said.message) == (ExitCode.CALLER, str(caught.value))


def test_a_typing_error_without_a_run_id_writes_nothing(lake: LocalLake) -> None:
    with pytest.raises(DocaiError, match="no such option"):
        main(["--lake", lake.uri, "--no-such-option"])
    assert list(lake.list()) == []


def test_no_secret_of_the_environment_is_kept(
    lake: LocalLake, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AZURE_CLIENT_SECRET", "canary-of-the-client-secret")
    for wrong in ("canary-of-the-client-secret", "x?sig=canary-signature&se=1"):
        with pytest.raises(DocaiError):
            main(
                ["--lake", lake.uri, "--run-id", "nightly", "--user-agent", AGENT, "--from", wrong]
            )
        kept = lake.read(record_path("nightly", STEP)).decode()
        assert "is not a day" in kept
        assert "canary" not in kept


def test_a_defect_is_told_as_one(
    edgar: EdgarReplay, lake: LocalLake, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("data_loader.run.scope_of", None)
    with pytest.raises(TypeError):
        main(arguments(edgar.url, lake))
    assert (record(lake).exit_code, record(lake).advice) == (
        ExitCode.DEFECT,
        "Report it with the log of this step.",
    )


class SlowLake:
    """Takes its time, or fails."""

    def __init__(self, seconds: float = 0.0, failure: Exception | None = None) -> None:
        self.seconds, self.failure = seconds, failure
        self.written: list[StepRecord] = []

    def put(self, path: str, data: bytes) -> None:
        time.sleep(self.seconds)
        if self.failure:
            raise self.failure
        self.written.append(from_bytes(data))


def test_a_lake_that_hangs_holds_nobody_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("data_loader.record.box.LAST_SECONDS", 0.3)
    began = time.monotonic()
    with RecordBox(SlowLake(5.0).put) as box, recorded(box.put, "nightly", STEP):
        pass
    assert time.monotonic() - began < 2.0


def test_a_lake_that_fails_is_told_once_and_changes_nothing(
    caplog: pytest.LogCaptureFixture,
) -> None:
    slow = SlowLake(failure=LakeUnavailable("away"))
    with RecordBox(slow.put) as box, recorded(box.put, "nightly", STEP):
        time.sleep(0.2)
    assert caplog.text.count("cannot be kept in the lake: away") == 1


def test_a_defect_in_writing_is_told_once_with_its_traceback_and_changes_nothing(
    caplog: pytest.LogCaptureFixture,
) -> None:
    slow = SlowLake(failure=KeyError("lantern"))
    with RecordBox(slow.put) as box:
        for _ in range(2):
            with recorded(box.put, "nightly", STEP):
                time.sleep(0.2)
    told = [each for each in caplog.records if "cannot be kept in the lake" in each.message]
    assert [each.levelname for each in told] == ["ERROR"]
    assert "KeyError: 'lantern'" in caplog.text


def test_an_end_that_was_recorded_is_not_taken_back_by_a_stop() -> None:
    slow = SlowLake(0.05)
    with RecordBox(slow.put) as box:
        with recorded(box.put, "nightly", STEP):
            pass
        box.stopped("never")
    assert slow.written[-1].exit_code is ExitCode.DONE


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
        [sys.executable, "-m", "data_loader.download_10k_raw", *argv],
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
        [sys.executable, "-m", "data_loader.download_10k_raw",
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
        "from data_loader.record import loader_record_test\n"
        "from docai.runtime.program import run_program\n"
        "download_10k_raw.STOP_SECONDS = 1.0\n"
        f"download_10k_raw.open_lake = lambda uri: loader_record_test.HangingLake(loader_record_test.Path({str(tmp_path)!r}))\n"
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
    main(arguments(edgar.url, lake))
    names = {"step-record", "stop-record", "stop-deadline"}
    wait_for(lambda: not names & {each.name for each in threading.enumerate()})
    assert not StopSignal().requested
