import itertools
import threading
import time
from collections.abc import Iterator

import pytest

from data_loader.ending import Ending
from data_loader.fetch import pool
from data_loader.fetch.filing import Outcome
from data_loader.fetch.pool import WorkerPool
from data_loader.store.manifest_test import intent
from data_loader.store.result_lines import not_fetched
from docai.filing.manifest import Intent
from docai.runtime.errors import Stopped
from docai.runtime.stop import StopSignal


def outcome(each: Intent) -> Outcome:
    return Outcome(not_fetched(each, "test"))


def accessions(outcomes: list[Outcome | None]) -> set[str]:
    return {each.result.accession for each in outcomes if each is not None}


def test_every_filing_comes_back_once() -> None:
    workers = WorkerPool(outcome, workers=4, ending=Ending(StopSignal()))
    intents = [intent(number) for number in range(200)]
    found = [each for each in workers.run(iter(intents)) if each is not None]
    assert len(found) == 200
    assert accessions([*found]) == {each.accession for each in intents}
    assert workers.settled
    assert workers.put_back == []


def test_intents_are_read_no_faster_than_they_are_taken_up() -> None:
    read = []
    release = threading.Event()

    def slow(each: Intent) -> Outcome:
        release.wait(60.0)
        return outcome(each)

    def source() -> object:
        for number in range(100):
            read.append(number)
            yield intent(number)

    workers = WorkerPool(slow, workers=2, ending=Ending(StopSignal()))
    results = workers.run(source())  # type: ignore[arg-type]
    assert next(results) is None
    assert len(read) <= 2 + 4 + 1
    release.set()
    assert len([each for each in results if each is not None]) == 100


def test_a_stop_gives_back_what_was_not_fetched() -> None:
    stop = StopSignal()
    ending = Ending(stop)

    def fetch(each: Intent) -> Outcome:
        if each.accession.endswith("000005"):
            stop.request()
        if ending.requested:
            raise Stopped("stopped on request")
        return outcome(each)

    workers = WorkerPool(fetch, workers=2, ending=ending)
    rest = iter([intent(number) for number in range(50)])
    found = accessions(list(workers.run(rest)))
    given_back = {each.accession for each in workers.put_back}
    left = {each.accession for each in rest}
    assert workers.settled
    assert len(found) + len(given_back) + len(left) == 50
    assert not found & given_back
    assert intent(5).accession in given_back


def test_a_defect_in_a_worker_ends_the_run() -> None:
    def fetch(each: Intent) -> Outcome:
        raise ZeroDivisionError

    ending = Ending(StopSignal())
    workers = WorkerPool(fetch, workers=2, ending=ending)
    assert accessions(list(workers.run(iter([intent(1), intent(2)])))) == set()
    assert isinstance(ending.failure, ZeroDivisionError)


def test_a_worker_that_does_not_come_back_is_not_waited_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pool, "JOIN_SECONDS", 0.2)
    stop, forever = StopSignal(), threading.Event()

    def fetch(each: Intent) -> Outcome:
        stop.request()
        forever.wait(60.0)
        return outcome(each)

    workers = WorkerPool(fetch, workers=1, ending=Ending(stop))
    began = time.monotonic()
    assert accessions(list(workers.run(iter([intent(1)])))) == set()
    assert time.monotonic() - began < 2.0
    assert not workers.settled
    forever.set()


def at_work() -> list[threading.Thread]:
    return [each for each in threading.enumerate() if each.name.startswith("fetch-")]


def test_workers_end_when_nobody_reads_outcomes_any_more() -> None:
    before = at_work()
    fetched: list[str] = []

    def fetch(each: Intent) -> Outcome:
        fetched.append(each.accession)
        return outcome(each)

    workers = WorkerPool(fetch, workers=3, ending=Ending(StopSignal()))
    outcomes = workers.run(intent(number) for number in itertools.count())
    while next(outcomes) is None:
        pass
    outcomes.close()
    assert at_work() == before
    count = len(fetched)
    assert count <= 3 + 6 + 3, "only what was taken up is fetched"


def test_workers_end_when_the_filings_cannot_be_named() -> None:
    before = at_work()

    def source() -> Iterator[Intent]:
        yield intent(1)
        raise OSError("the list of filings cannot be read")

    workers = WorkerPool(outcome, workers=3, ending=Ending(StopSignal()))
    with pytest.raises(OSError, match="cannot be read"):
        list(workers.run(source()))
    assert at_work() == before
