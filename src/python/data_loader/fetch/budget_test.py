import threading
import time

import pytest

from data_loader.conftest import wait_for
from data_loader.ending import Ending
from data_loader.errors import BudgetLost
from data_loader.fetch import budget
from data_loader.fetch.budget import RateBudget
from docai.filing.layout import EDGAR_LEASE
from docai.lake.errors import LakeUnavailable, LeaseHeld
from docai.lake.lake import Lease
from docai.lake.local import LocalLake
from docai.runtime.errors import Stopped
from docai.runtime.stop import StopSignal


class Brief:
    """A lease that can be renewed so many times."""

    def __init__(self, times: int, failure: Exception) -> None:
        self.times, self.failure = times, failure
        self.released = False

    def renew(self) -> None:
        self.times -= 1
        if self.times < 0:
            raise self.failure

    def release(self) -> None:
        self.released = True


class BriefLake(LocalLake):
    brief: Brief

    def acquire_lease(self, path: str, *, holder: str, seconds: float) -> Lease:
        return self.brief


@pytest.fixture(autouse=True)
def _quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(budget, "RENEW_SECONDS", 0.02)
    monkeypatch.setattr(budget, "ASK_SECONDS", 0.02)


def test_the_holder_is_named_to_whoever_does_not_want_to_wait(
    lake: LocalLake, stop: StopSignal
) -> None:
    lake.acquire_lease(EDGAR_LEASE, holder="the nightly run", seconds=15)
    with (
        pytest.raises(LeaseHeld, match=r"held by the nightly run, and --no-wait"),
        RateBudget(lake, "run", wait=False, ending=Ending(stop)),
    ):
        raise AssertionError("entered")


def test_whoever_waits_is_told_for_whom_and_comes_next(
    lake: LocalLake, stop: StopSignal, caplog: pytest.LogCaptureFixture
) -> None:
    lease = lake.acquire_lease(EDGAR_LEASE, holder="the nightly run", seconds=15)

    def released_when_it_is_told() -> None:
        wait_for(lambda: "held by the nightly run" in caplog.text)
        lease.release()

    threading.Thread(target=released_when_it_is_told).start()
    with RateBudget(lake, "run", wait=True, ending=Ending(stop)) as mine:
        assert mine.held()
    assert "held by the nightly run" in caplog.text
    lake.acquire_lease(EDGAR_LEASE, holder="next", seconds=15)


def test_a_stop_ends_the_wait(lake: LocalLake, stop: StopSignal) -> None:
    lake.acquire_lease(EDGAR_LEASE, holder="the nightly run", seconds=15)
    threading.Timer(0.1, stop.request).start()
    with pytest.raises(Stopped), RateBudget(lake, "run", wait=True, ending=Ending(stop)):
        raise AssertionError("entered")


def lost(lake: LocalLake, brief: Brief, stop: StopSignal, seconds: float) -> Ending:
    """Hold a brief lease for so long, and return what the run was told."""
    short = BriefLake(lake._root)
    short.brief = brief
    ending = Ending(stop)
    with RateBudget(short, "run", wait=True, ending=ending) as mine:
        ending.wait(seconds)
        assert mine.held() is (ending.failure is None)
    assert brief.released
    return ending


def test_a_lease_is_renewed_while_it_is_held(lake: LocalLake, stop: StopSignal) -> None:
    short = BriefLake(lake._root)
    short.brief = Brief(1000, LakeUnavailable("away"))
    with RateBudget(short, "run", wait=True, ending=Ending(stop)) as mine:
        wait_for(lambda: short.brief.times < 998)
        assert mine.held()
    assert short.brief.released


def test_a_run_ends_when_another_took_its_lease(lake: LocalLake, stop: StopSignal) -> None:
    ending = lost(lake, Brief(1, LeaseHeld("taken", "somebody")), stop, 60.0)
    assert isinstance(ending.failure, BudgetLost)
    assert "went to somebody" in str(ending.failure)


def test_with_patience_a_lake_that_is_away_for_a_while_ends_nothing(
    lake: LocalLake, stop: StopSignal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(budget, "SAFE_SECONDS", 0.1)
    short = BriefLake(lake._root)
    short.brief = Brief(0, LakeUnavailable("the storage is away"))
    ending = Ending(stop)
    with RateBudget(short, "run", wait=True, ending=ending, patience=600.0) as mine:
        ending.wait(0.4)
        assert (mine.held(), ending.failure) == (False, None)
        short.brief.times = 10**9
        wait_for(mine.held)
        assert ending.failure is None


def test_a_run_ends_when_its_lease_could_not_be_renewed_for_long(
    lake: LocalLake, stop: StopSignal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(budget, "SAFE_SECONDS", 0.3)
    began = time.monotonic()
    ending = lost(lake, Brief(0, LakeUnavailable("the storage is away")), stop, 60.0)
    assert isinstance(ending.failure, BudgetLost)
    assert time.monotonic() - began >= 0.3
