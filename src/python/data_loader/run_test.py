import gzip
import json
import threading
import time
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from data_loader.conftest import FILINGS, TODAY, Filing, ReplayMaker, quick, results, stored
from data_loader.edgar.errors import EdgarBlocks, EdgarUnavailable
from data_loader.edgar.limiter import Limiter
from data_loader.errors import TooManyFailures, WrongSelection
from data_loader.fetch import digest_of
from data_loader.manifest import summary_path
from data_loader.run import load, plan
from data_loader.selection.criteria import Criteria
from data_loader.selection.quarters import quarter_list
from docai.filing.forms import ALL_FORMS
from docai.filing.layout import EDGAR_LEASE, MANIFESTS, STAGING, raw_path
from docai.filing.manifest import read_intents
from docai.lake.errors import LakeFull
from docai.lake.local import LocalLake
from docai.runtime.stop import StopSignal
from docai.testing.edgar.catalogue import read_catalogue
from docai.testing.edgar.faults import FaultRule
from docai.testing.edgar.server import EdgarReplay
from docai.testing.edgar.settings import ReplaySettings
from docai.testing.edgar.site import Site


class Unpaced(Limiter):
    """Lets requests start at once: how they are spaced is tested beside the limiter."""

    def __init__(self, rate: float, **more: Any) -> None:
        super().__init__(10_000.0, **more)


@pytest.fixture(autouse=True)
def _without_pacing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("data_loader.session.Limiter", Unpaced)
    monkeypatch.setattr("data_loader.edgar.limiter.WINDOW", 0.0)
    monkeypatch.setattr("data_loader.edgar.limiter.HELD_UP", 0.0)


EVERYTHING = Criteria(ciks=("990001", "990003"), forms=frozenset(ALL_FORMS))


def requests_for_filings(edgar: EdgarReplay) -> int:
    time.sleep(0.05)
    return sum(1 for each in edgar.log.all() if each.accession)


def test_every_filing_is_stored_as_it_was_served_and_named_in_the_manifest(
    edgar: EdgarReplay, lake: LocalLake, stop: StopSignal
) -> None:
    summary = load(quick(edgar.url, EVERYTHING), lake=lake, stop=stop)
    assert stored(lake) == {
        raw_path(str(filing.filers[0][0]), filing.accession): filing.body() for filing in FILINGS
    }
    assert (summary.stored, summary.selected, summary.failed) == (6, 6, 0)
    assert (summary.requests_selection, summary.requests_filing) == (2, 6)
    assert summary.bytes_served == sum(len(filing.body()) for filing in FILINGS)
    lines = {line.accession: line for line in results(lake)}
    line = lines["0000990001-24-000017"]
    assert (line.status, line.ciks, line.attempts) == ("stored", ("0000990001", "0000990002"), 1)
    assert line.path is not None
    assert digest_of(lake, line.path).sha256 == line.sha256
    assert len(list(read_intents(lake.read(f"{summary.manifest}/intent.jsonl")))) == 6
    assert json.loads(lake.read(summary_path(summary.run)))["stored"] == 6
    assert list(lake.list(STAGING)) == []
    assert list(lake.folders(STAGING)) == []


def test_the_same_filing_gives_the_same_file(
    edgar: EdgarReplay, lake: LocalLake, stop: StopSignal
) -> None:
    load(quick(edgar.url), lake=lake, stop=stop)
    path = raw_path("990001", FILINGS[0].accession)
    data = lake.read(path)
    assert data[4:8] == bytes(4)
    lake.delete(path)
    load(quick(edgar.url), lake=lake, stop=stop)
    assert lake.read(path) == data


def test_a_second_run_fetches_nothing(
    edgar: EdgarReplay, lake: LocalLake, stop: StopSignal
) -> None:
    load(quick(edgar.url, EVERYTHING), lake=lake, stop=stop)
    before = requests_for_filings(edgar)
    summary = load(quick(edgar.url, EVERYTHING), lake=lake, stop=stop)
    assert (summary.stored, summary.already_stored, summary.requests_filing) == (0, 6, 0)
    assert requests_for_filings(edgar) == before
    assert [line.status for line in results(lake)].count("already_stored") == 6


def test_a_later_filer_of_a_stored_filing_costs_no_request(
    edgar: EdgarReplay, lake: LocalLake, stop: StopSignal
) -> None:
    load(quick(edgar.url), lake=lake, stop=stop)
    summary = load(quick(edgar.url, Criteria(ciks=("990002",))), lake=lake, stop=stop)
    assert (summary.already_stored, summary.requests_filing) == (1, 0)


def test_a_filing_selected_by_a_later_filer_stands_under_the_first(
    edgar: EdgarReplay, lake: LocalLake, stop: StopSignal
) -> None:
    for _ in range(2):
        load(quick(edgar.url, Criteria(ciks=("990002",))), lake=lake, stop=stop)
    assert list(stored(lake)) == [raw_path("990001", "0000990001-24-000017")]
    assert requests_for_filings(edgar) == 1
    assert {line.cik for line in results(lake)} == {"0000990001"}


def test_what_is_known_of_co_registrants_can_be_lost_without_harm(
    edgar: EdgarReplay, lake: LocalLake, stop: StopSignal
) -> None:
    load(quick(edgar.url), lake=lake, stop=stop)
    lake.delete("raw/_index/co-registrants.json")
    summary = load(quick(edgar.url, Criteria(ciks=("990002",))), lake=lake, stop=stop)
    assert (summary.stored, summary.already_stored, summary.requests_filing) == (0, 1, 1)
    assert len(stored(lake)) == 5


@pytest.mark.parametrize(
    "fault",
    [
        "too-many",
        "too-many-retry-after",
        "block-403",
        "block-200",
        "unavailable",
        "truncated",
        "truncated-length",
        "truncated-gzip",
        "reset",
        "not-a-submission",
        "other-filing",
    ],
)
def test_no_fault_costs_a_filing(
    serve: ReplayMaker, lake: LocalLake, stop: StopSignal, fault: str
) -> None:
    edgar = serve([FaultRule(fault, every=3)])
    summary = load(quick(edgar.url, EVERYTHING), lake=lake, stop=stop)
    assert (summary.stored, summary.failed) == (6, 0)
    assert set(stored(lake).values()) == {filing.body() for filing in FILINGS}
    assert list(lake.list(STAGING)) == []


def test_a_filing_that_edgar_does_not_have_is_missing_and_does_not_stop_the_others(
    edgar: EdgarReplay, lake: LocalLake, stop: StopSignal, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = edgar.site.catalogue.filings
    gone = FILINGS[0].accession
    original = edgar.site.answer

    def without(path: str) -> object:
        return original("/nothing/" if gone in path else path)

    monkeypatch.setattr(edgar.site, "answer", without)
    assert gone in body
    summary = load(quick(edgar.url), lake=lake, stop=stop)
    assert (summary.stored, summary.missing, summary.failed) == (4, 1, 0)
    (line,) = [line for line in results(lake) if line.accession == gone]
    assert (line.status, line.path, line.attempts) == ("missing", None, 1)


def test_a_filing_that_fails_to_the_end_is_told_and_the_others_are_stored(
    serve: ReplayMaker, lake: LocalLake, stop: StopSignal
) -> None:
    edgar = serve([FaultRule("truncated", path=FILINGS[0].accession)])
    summary = load(quick(edgar.url, tries=3), lake=lake, stop=stop)
    assert (summary.stored, summary.failed) == (4, 1)
    assert summary.failures[0].startswith(f"{FILINGS[0].accession}: cut short: ")
    (line,) = [line for line in results(lake) if line.status == "failed"]
    assert (line.accession, line.attempts, line.path) == (FILINGS[0].accession, 3, None)
    again = load(quick(edgar.url, tries=3), lake=lake, stop=stop)
    assert (again.already_stored, again.failed) == (4, 1)


def test_an_edgar_that_fails_for_every_filing_ends_the_run(
    serve: ReplayMaker, lake: LocalLake, stop: StopSignal
) -> None:
    edgar = serve([FaultRule("unavailable")], ReplaySettings(synthetic=60, size=3000))
    settings = quick(
        edgar.url, Criteria(ciks=tuple(map(str, edgar.site.catalogue.by_cik))), tries=1
    )
    with pytest.raises(TooManyFailures, match="25 filings in a row failed, the last one"):
        load(settings, lake=lake, stop=stop)
    lines = results(lake)
    assert len({line.accession for line in lines}) == 60
    assert {line.status for line in lines} == {"failed"}


def test_an_edgar_that_goes_on_blocking_ends_the_run(
    serve: ReplayMaker, lake: LocalLake, stop: StopSignal
) -> None:
    edgar = serve([FaultRule("block-403")])
    with pytest.raises(EdgarBlocks):
        load(quick(edgar.url, block_pause=0.0), lake=lake, stop=stop)
    assert list(lake.list(STAGING)) == []


@pytest.mark.parametrize(
    ("criteria", "accessions"),
    [
        (Criteria(tickers=("nlt.b",)), [0, 1, 2]),
        (Criteria(tickers=("HMC", "NLT-A"), since=date(2024, 1, 1)), [2, 5]),
        (Criteria(ciks=("0000990003",), until=date(1999, 1, 1)), [4]),
        (Criteria(companies=("Harbor Mills Company",)), [4, 5]),
        (Criteria(companies=("Lantern Works",)), [0, 1, 2]),
        (Criteria(ciks=("990001",), forms=frozenset({"10-K/A"})), [3]),
        (Criteria(index=quarter_list("2024Q1")), [2, 5]),
        (Criteria(index=quarter_list("2024Q1..2024Q2"), forms=frozenset({"10-K/A"})), [3]),
        (Criteria(index=quarter_list("2022Q1..2024Q1"), ciks=("990003",)), [5]),
        (Criteria(everything=True, until=date(1998, 1, 1)), [4]),
        (Criteria(ciks=("990001",), limit=1), [2]),
    ],
)
def test_what_is_asked_for_is_what_is_stored(
    edgar: EdgarReplay,
    lake: LocalLake,
    stop: StopSignal,
    monkeypatch: pytest.MonkeyPatch,
    criteria: Criteria,
    accessions: list[int],
) -> None:
    monkeypatch.setattr("data_loader.run._today", lambda: edgar.site.today)
    load(quick(edgar.url, criteria, rate=9.5), lake=lake, stop=stop)
    found = {line.accession for line in results(lake)}
    assert found == {FILINGS[number].accession for number in accessions}


def test_older_pages_of_a_filers_list_are_read(
    serve: ReplayMaker, lake: LocalLake, stop: StopSignal
) -> None:
    edgar = serve(settings=ReplaySettings(page_size=1))
    summary = load(quick(edgar.url, Criteria(ciks=("990001",))), lake=lake, stop=stop)
    assert summary.stored == 3
    newest = Criteria(ciks=("990001",), since=date(2024, 4, 1), forms=frozenset({"10-K/A"}))
    assert load(quick(edgar.url, newest), lake=lake, stop=stop).requests_selection == 1


@pytest.mark.parametrize(
    ("criteria", "says"),
    [
        (Criteria(tickers=("NLT",)), "unknown ticker 'NLT'; did you mean NLT-A"),
        (Criteria(ciks=("77",)), "EDGAR knows no filer with the CIK 0000000077"),
        (Criteria(refetch=("0000990001-24-000017",)), "the lake does not hold it"),
    ],
)
def test_an_unknown_company_leaves_nothing_behind(
    edgar: EdgarReplay, lake: LocalLake, stop: StopSignal, criteria: Criteria, says: str
) -> None:
    with pytest.raises(WrongSelection, match=says):
        load(quick(edgar.url, criteria), lake=lake, stop=stop)
    assert [entry.path for entry in lake.list()] == [EDGAR_LEASE]
    assert list(lake.folders(STAGING)) == []


def test_an_edgar_that_is_not_there_is_told(lake: LocalLake, stop: StopSignal) -> None:
    with pytest.raises(EdgarUnavailable, match="refused"):
        load(quick("http://127.0.0.1:9", tries=2), lake=lake, stop=stop)


def test_a_run_in_pieces_takes_up_where_the_last_one_ended(
    edgar: EdgarReplay, lake: LocalLake, stop: StopSignal
) -> None:
    counts = []
    for _ in range(4):
        summary = load(quick(edgar.url, EVERYTHING, max_filings=2), lake=lake, stop=stop)
        counts.append((summary.stored, summary.already_stored))
    assert counts == [(2, 0), (2, 2), (2, 4), (0, 6)]
    assert requests_for_filings(edgar) == 6


def test_a_stop_ends_the_run_cleanly_and_says_what_was_not_reached(
    serve: ReplayMaker, lake: LocalLake, stop: StopSignal
) -> None:
    edgar = serve(settings=ReplaySettings(synthetic=40, size=20_000, latency=0.05))
    criteria = Criteria(ciks=tuple(map(str, edgar.site.catalogue.by_cik)))

    def stop_after_some() -> None:
        while sum(1 for each in edgar.log.all() if each.accession) < 6:
            time.sleep(0.02)
        stop.request()

    threading.Thread(target=stop_after_some).start()
    summary = load(quick(edgar.url, criteria), lake=lake, stop=stop)
    assert summary.stopped
    assert 0 < summary.stored < 40
    assert summary.stored + summary.not_reached == summary.selected == 40
    lines = results(lake)
    assert len(lines) == 40
    assert {line.path for line in lines if line.status == "stored"} == set(stored(lake))
    assert all(
        line.error == "not fetched: the run was stopped"
        for line in lines
        if line.status == "failed"
    )
    assert list(lake.list(STAGING)) == []
    assert (
        load(quick(edgar.url, criteria), lake=lake, stop=StopSignal()).stored == 40 - summary.stored
    )


def test_a_filing_that_streams_slowly_is_discarded_at_a_stop(
    serve: ReplayMaker, lake: LocalLake, stop: StopSignal
) -> None:
    settings = ReplaySettings(drip_seconds=30.0)
    edgar = serve([FaultRule("slow")], settings)

    def stop_soon() -> None:
        time.sleep(1.5)
        stop.request()

    threading.Thread(target=stop_soon).start()
    began = time.monotonic()
    summary = load(quick(edgar.url), lake=lake, stop=stop)
    assert time.monotonic() - began < 8.0
    assert (summary.stored, summary.not_reached) == (0, 5)
    assert list(lake.list(STAGING)) == []


def test_what_a_killed_run_stored_is_named_by_the_next(
    edgar: EdgarReplay, lake: LocalLake, stop: StopSignal
) -> None:
    killed = load(quick(edgar.url), lake=lake, stop=stop)
    # as if it had been killed before its only part
    lake.delete(f"{killed.manifest}/0001.jsonl")
    lake.delete(summary_path(killed.run))
    summary = load(quick(edgar.url), lake=lake, stop=stop)
    assert (summary.settled, summary.stored, summary.already_stored) == (5, 0, 5)
    lines = results(lake)
    assert {line.path for line in lines} == set(stored(lake))
    assert {line.status for line in lines} == {"stored"}
    third = load(quick(edgar.url), lake=lake, stop=stop)
    assert third.settled == 0
    assert requests_for_filings(edgar) == 5


def test_a_re_issued_filing_is_put_beside_the_old_one(
    serve: ReplayMaker, edgar_folder: object, lake: LocalLake, stop: StopSignal
) -> None:
    edgar = serve()
    load(quick(edgar.url), lake=lake, stop=stop)
    old = FILINGS[0]
    new = replace(old, words="We make better lanterns.\n" * 100)
    assert edgar.data is not None
    (edgar.data / f"{old.accession}.txt").write_bytes(new.body())
    edgar.reload()
    criteria = Criteria(refetch=(old.accession,))
    summary = load(quick(edgar.url, criteria), lake=lake, stop=stop)
    (line,) = results(lake, summary.manifest)
    assert (summary.stored, line.status) == (1, "stored")
    assert line.path is not None
    assert line.path.startswith(f"raw/10-k/0000990001/{old.accession}~")
    bodies = stored(lake)
    assert bodies[line.path] == new.body()
    assert bodies[raw_path("990001", old.accession)] == old.body()
    again = load(quick(edgar.url, criteria), lake=lake, stop=stop)
    assert (again.stored, again.already_stored) == (0, 1)
    assert len(stored(lake)) == 6
    third = load(quick(edgar.url), lake=lake, stop=stop)
    assert third.already_stored == 5
    assert line.path in {each.path for each in results(lake, third.manifest)}


def test_a_plan_stores_nothing(edgar: EdgarReplay, lake: LocalLake, stop: StopSignal) -> None:
    load(quick(edgar.url, Criteria(ciks=("990003",))), lake=lake, stop=stop)
    before = len(stored(lake))
    planned = list(plan(quick(edgar.url), lake=lake, stop=stop))
    assert [(each.intent.accession, each.path is None) for each in planned] == [
        ("0000990001-24-000017", True),
        ("0000990001-23-000007", True),
        ("0000990001-22-000005", True),
        ("0000990003-24-000003", False),
        ("0000990003-97-000002", False),
    ]
    assert len(stored(lake)) == before
    assert len(list(lake.folders(MANIFESTS))) == 1


class FullLake(LocalLake):
    """A lake whose storage is full after two filings."""

    room = 2

    def stage(self, staging_path: str):  # type: ignore[no-untyped-def]
        if staging_path.endswith(".gz"):
            if not self.room:
                raise LakeFull("no room is left on the storage")
            self.room -= 1
        return super().stage(staging_path)


def test_a_full_lake_ends_the_run_after_its_manifest_was_published(
    edgar: EdgarReplay, lake: LocalLake, stop: StopSignal
) -> None:
    full = FullLake(lake._root)
    with pytest.raises(LakeFull):
        load(quick(edgar.url), lake=full, stop=stop)
    lines = results(lake)
    assert len(lines) == 5
    assert {line.path for line in lines if line.status == "stored"} == set(stored(lake))


class CountingLake(LocalLake):
    """Counts the requests that a lake on ADLS would send, at least."""

    requests = 0

    def __getattribute__(self, name: str) -> object:
        if name in (
            "read",
            "open",
            "stat",
            "list",
            "folders",
            "stage",
            "publish",
            "replace",
            "delete",
            "acquire_lease",
            "check_writable",
        ):
            type(self).requests += 3 if name in ("stage", "publish") else 1
        return super().__getattribute__(name)


def test_a_run_over_many_stored_filings_asks_the_lake_little(
    serve: ReplayMaker, lake: LocalLake, stop: StopSignal
) -> None:
    edgar = serve(settings=ReplaySettings(synthetic=400, size=3000))
    for body in edgar.site.catalogue.filings.values():
        path = raw_path(body.header.filer.cik, body.accession)
        data = gzip.compress(b"".join(body.body.chunks()), mtime=0)
        lake.replace(path, data)
    counting = CountingLake(lake._root)
    criteria = Criteria(ciks=tuple(map(str, edgar.site.catalogue.by_cik)))
    summary = load(quick(edgar.url, criteria, rate=9.5), lake=counting, stop=stop)
    assert (summary.already_stored, summary.requests_filing) == (400, 0)
    assert CountingLake.requests < 30


def test_index_files_are_kept_and_asked_for_only_when_they_changed(
    edgar: EdgarReplay, lake: LocalLake, stop: StopSignal
) -> None:
    criteria = Criteria(index=quarter_list("2024Q1"))
    for _ in range(2):
        load(quick(edgar.url, criteria), lake=lake, stop=stop)
    assert [each.status for each in edgar.log.all() if "full-index" in each.path] == [200, 304]
    lake.replace("raw/_index/full-index/2024/QTR1/master.idx.gz", b"damaged")
    summary = load(quick(edgar.url, criteria), lake=lake, stop=stop)
    assert summary.already_stored == 2


def test_the_current_quarters_daily_indexes_come_after_the_full_one(
    serve: ReplayMaker, lake: LocalLake, stop: StopSignal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("data_loader.run._today", lambda: TODAY)
    edgar = serve()
    assert edgar.data is not None
    full_index = "/Archives/edgar/full-index/2024/QTR2/master.idx"
    stale = Site(read_catalogue(edgar.data), [], 1000, date(2024, 5, 1)).answer(full_index)
    assert stale.status == 200
    late = Filing("0000990003-24-000044", ((990003, "HARBOR MILLS CO"),), date(2024, 5, 2))
    (edgar.data / f"{late.accession}.txt").write_bytes(late.body())
    edgar.reload()
    answer = edgar.site.answer
    monkeypatch.setattr(
        edgar.site, "answer", lambda path: stale if path == full_index else answer(path)
    )
    criteria = Criteria(index=quarter_list("2024Q2"), forms=frozenset(ALL_FORMS))
    load(quick(edgar.url, criteria), lake=lake, stop=stop)
    assert {line.accession for line in results(lake)} == {FILINGS[3].accession, late.accession}
    days = [each.path[-12:-4] for each in edgar.log.all() if "daily-index" in each.path]
    assert days[:2] == ["20240502", "20240503"]
    assert "20240504" not in days  # a Saturday
