"""EDGAR goes away and comes back, or does not: a run against the stand-in, with seconds in place of minutes."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import urllib3.util.connection

from data_loader import download_10k_raw
from data_loader.conftest import (
    FILINGS,
    TODAY,
    quick,
    requests_for_filings,
    results,
    stored,
    wait_for,
)
from data_loader.edgar.errors import EdgarAway, WrongEdgar
from data_loader.run import load
from data_loader.selection.criteria import Criteria
from data_loader.settings import LoaderSettings
from docai.filing.layout import EDGAR_LEASE
from docai.lake.errors import LeaseHeld
from docai.lake.local import LocalLake
from docai.runtime.errors import Stopped
from docai.runtime.stop import StopSignal
from stand_ins.edgar.faults import FaultRule
from stand_ins.edgar.server import EdgarReplay
from stand_ins.edgar.settings import ReplaySettings
from stand_ins.ports import held_port

pytestmark = pytest.mark.usefixtures("unpaced")

BOTH = {filing.accession for filing in FILINGS if filing.form in ("10-K", "10-K405")}


@pytest.fixture
def replay(edgar_folder: Path) -> Iterator[EdgarReplay]:
    """Return an EDGAR that is started by the test, always at the same address."""
    with held_port() as port:
        made = EdgarReplay(edgar_folder, ReplaySettings(port=port, today=TODAY))
        yield made
        made.stop()


def address(replay: EdgarReplay) -> str:
    return f"http://127.0.0.1:{replay.settings.port}"


def patient(
    replay: EdgarReplay, seconds: float, criteria: Criteria | None = None, **changes: object
) -> LoaderSettings:
    return quick(address(replay), criteria, **{"patience": seconds, "tries": 2, **changes})


@contextmanager
def later(seconds: float, action: Callable[[], object]) -> Iterator[None]:
    """Do something in another thread after so many seconds, at the latest when the context ends."""
    timer = threading.Timer(seconds, action)
    timer.start()
    yield
    timer.join()


def nobody_failed(lake: LocalLake) -> bool:
    return all(line.status == "stored" for line in results(lake))


def everything_once(lake: LocalLake) -> bool:
    return {line.accession for line in results(lake)} == BOTH and len(stored(lake)) == len(BOTH)


def test_an_edgar_that_is_away_at_first_is_waited_for(
    replay: EdgarReplay, lake: LocalLake, stop: StopSignal, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")

    def start_once_it_was_missed() -> None:
        wait_for(lambda: "EDGAR has not answered for " in caplog.text)
        replay.start()

    with later(0.0, start_once_it_was_missed):
        summary = load(patient(replay, 30.0), lake=lake, stop=stop)
    assert (summary.stored, summary.failed) == (5, 0)
    assert everything_once(lake)
    said = [record.getMessage() for record in caplog.records]
    first, *_ = [line for line in said if line.startswith("EDGAR has not answered for ")]
    assert "Connection refused); trying again in " in first
    assert first.endswith("until 30 s from now")
    assert "EDGAR answers again" in said


def test_a_connection_that_is_refused_is_tried_again_after_a_pause(
    replay: EdgarReplay, lake: LocalLake, stop: StopSignal, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[float] = []
    connect = urllib3.util.connection.create_connection

    def counted(*arguments: Any, **options: Any) -> socket.socket:
        tried.append(time.monotonic())
        return connect(*arguments, **options)

    monkeypatch.setattr(urllib3.util.connection, "create_connection", counted)
    with pytest.raises(EdgarAway):
        load(patient(replay, 2.0, Criteria(ciks=("990003",))), lake=lake, stop=stop)
    # Ten pauses of 0.2 s, and a quick try or two before it was clear that EDGAR is away.
    assert 5 <= len(tried) <= 15
    assert all(after - before >= 0.2 for before, after in pairwise(tried[2:]))


def test_an_edgar_that_goes_away_among_the_filings_costs_none(
    replay: EdgarReplay, lake: LocalLake, stop: StopSignal
) -> None:
    replay.start()

    def away_for_a_while() -> None:
        while requests_for_filings(replay) < 2:
            time.sleep(0.01)
        replay.stop()
        time.sleep(1.5)
        replay.settings = replace(replay.settings, latency=0.0)
        replay.start()

    replay.settings = replace(replay.settings, latency=0.15)
    with later(0.0, away_for_a_while):
        summary = load(patient(replay, 30.0, workers=1), lake=lake, stop=stop)
    assert (summary.stored, summary.failed) == (5, 0)
    assert everything_once(lake)
    assert nobody_failed(lake)


@pytest.mark.parametrize("fault", ["unavailable", "reset", "block-403", "block-200", "too-many"])
@pytest.mark.parametrize("everything", [True, False])
def test_an_edgar_that_does_not_answer_for_longer_than_patience_ends_the_run(
    replay: EdgarReplay, lake: LocalLake, stop: StopSignal, fault: str, everything: bool
) -> None:
    replay.faults.set([FaultRule(fault, everything=everything)])
    replay.start()
    began = time.monotonic()
    with pytest.raises(
        EdgarAway,
        match=r"EDGAR has not answered for 2 s \(.*--patience \(2 s\).*run it again later",
    ):
        load(patient(replay, 1.6), lake=lake, stop=stop)
    assert 1.5 < time.monotonic() - began < 4.0
    assert stored(lake) == {}
    assert all((line.error or "").startswith("not fetched: EDGAR") for line in results(lake))
    assert len(results(lake)) == (0 if everything else 5)


@pytest.mark.parametrize("fault", ["unavailable", "reset", "block-403", "block-200"])
@pytest.mark.parametrize("everything", [True, False])
def test_an_edgar_that_answers_again_in_time_costs_nothing(
    replay: EdgarReplay, lake: LocalLake, stop: StopSignal, fault: str, everything: bool
) -> None:
    replay.faults.set([FaultRule(fault, everything=everything)])
    replay.start()
    with later(1.2, lambda: replay.faults.set([])):
        summary = load(patient(replay, 20.0), lake=lake, stop=stop)
    assert (summary.stored, summary.failed) == (5, 0)
    assert everything_once(lake)
    assert nobody_failed(lake)


@pytest.mark.parametrize("fault", ["unavailable", "reset"])
@pytest.mark.parametrize("workers", [1, 4])
def test_one_broken_filing_is_no_edgar_that_is_away(
    replay: EdgarReplay, lake: LocalLake, stop: StopSignal, fault: str, workers: int
) -> None:
    replay.faults.set([FaultRule(fault, path=FILINGS[5].accession)])
    replay.start()
    criteria = Criteria(ciks=("990003",))
    settings = patient(replay, 60.0, workers=workers, criteria=criteria)
    summary = load(settings, lake=lake, stop=stop)
    assert (summary.stored, summary.failed) == (1, 1)


def test_one_filing_that_always_meets_the_block_page_ends_as_failed(
    replay: EdgarReplay, lake: LocalLake, stop: StopSignal
) -> None:
    replay.faults.set([FaultRule("block-403", path=FILINGS[5].accession)])
    replay.start()
    for patience in (0.0, 60.0):
        settings = patient(replay, patience, criteria=Criteria(ciks=("990003",)), block_pause=0.1)
        summary = load(settings, lake=lake, stop=stop)
        assert summary.failed == 1
        assert "HTTP 403" in summary.failures[0]


def test_a_user_agent_that_edgar_does_not_take_is_told_at_once(
    replay: EdgarReplay, lake: LocalLake, stop: StopSignal
) -> None:
    replay.start()
    settings = patient(replay, 600.0, user_agent="docai test https://example.com/contact")
    began = time.monotonic()
    with pytest.raises(WrongEdgar, match=r"does not take the user agent \(HTTP 403 with the page"):
        load(settings, lake=lake, stop=stop)
    assert time.monotonic() - began < 2.0
    assert len(replay.log.all()) == 1


def test_the_lease_is_kept_while_edgar_is_away(
    replay: EdgarReplay, lake: LocalLake, stop: StopSignal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("data_loader.fetch.budget.RENEW_SECONDS", 0.05)
    ahead = [0.0]
    by_hand = LocalLake(
        Path(lake.uri.removeprefix("file://")), clock=lambda: time.time() + ahead[0]
    )
    refused: list[str] = []

    def renewed_after(held: bytes) -> None:
        ahead[0] += 8.0
        wait_for(lambda: by_hand.read(EDGAR_LEASE) != held)

    def take() -> None:
        try:
            wait_for(lambda: by_hand.stat(EDGAR_LEASE) is not None)
            for _ in range(2):  # the lease runs for 15 s, unless it is renewed
                renewed_after(by_hand.read(EDGAR_LEASE))
            by_hand.acquire_lease(EDGAR_LEASE, holder="another", seconds=15)
        except LeaseHeld as error:
            refused.append(error.holder)
        finally:
            stop.request()

    with later(0.0, take), pytest.raises(Stopped):
        load(patient(replay, 600.0), lake=by_hand, stop=stop)
    assert len(refused) == 1
    assert "-test-" in refused[0]


def command(url: str, lake: LocalLake, *more: str) -> Sequence[str]:
    return [
        sys.executable, "-m", download_10k_raw.__name__, "--lake", lake.uri, "--edgar-url", url,
        "--user-agent", "docai test test@example.com", "--ciks", "990001,990003", "--patience", "10m", *more,
    ]  # fmt: skip


@pytest.mark.parametrize("where", ["refused", "silent", "blocked"])
def test_sigterm_is_heard_within_a_second_while_edgar_is_away(
    replay: EdgarReplay, lake: LocalLake, where: str
) -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        if where == "silent":
            # a queue of none that is full: further connections are neither taken nor refused
            silent.listen(0)
            url = f"http://127.0.0.1:{silent.getsockname()[1]}"
            fillers = [socket.socket() for _ in range(4)]
            for filler in fillers:
                filler.setblocking(False)
                filler.connect_ex(silent.getsockname())
        elif where == "blocked":
            replay.faults.set([FaultRule("block-403", everything=True)])
            url = replay.start().url
        else:
            url = address(replay)
        process = subprocess.Popen(
            command(url, lake, "--tries", "1", "--timeout", "10m"),
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "DOCAI_LOG": "text"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        wait_for(lambda: list(lake.list("raw/_locks")) != [])
        time.sleep(1.5)
        process.send_signal(signal.SIGTERM)
        began = time.monotonic()
        _, said = process.communicate(timeout=20)
        # a request that was sent a moment ago keeps the budget for one second more
        assert time.monotonic() - began < 2.5
        assert process.returncode == 143, said.decode()
