import json
import threading
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from data_loader.conftest import FILINGS, ReplayMaker, quick, requests_for_filings, results, stored
from data_loader.edgar.errors import EdgarBlocks, EdgarUnavailable
from data_loader.errors import TooManyFailures
from data_loader.fetch.filing import digest_of
from data_loader.run import load
from data_loader.selection.criteria import Criteria
from docai.filing.forms import ALL_FORMS
from docai.filing.layout import STAGING, raw_path, summary_path
from docai.filing.manifest import read_intents
from docai.lake.lake import Lake
from docai.lake.open import open_lake
from docai.runtime.stop import StopSignal
from stand_ins.edgar.faults import FaultRule
from stand_ins.edgar.server import EdgarReplay
from stand_ins.edgar.settings import ReplaySettings
from stand_ins.lakes import KINDS, Lakes

pytestmark = pytest.mark.usefixtures("unpaced")


@pytest.fixture(scope="module")
def lakes() -> Iterator[Lakes]:
    with Lakes() as every_kind:
        yield every_kind


@pytest.fixture(params=KINDS)
def lake(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lakes: Lakes
) -> Lake:
    """Return an empty lake: a folder, and ADLS Gen2 through Azure's SDK by shared key and by a federated token."""
    case = lakes.case(request.param, tmp_path)
    for name, value in case.environment.items():
        monkeypatch.setenv(name, value)
    return open_lake(case.uri)


EVERYTHING = Criteria(ciks=("990001", "990003"), forms=frozenset(ALL_FORMS))


def test_every_filing_is_stored_as_it_was_served_and_named_in_the_manifest(
    edgar: EdgarReplay, lake: Lake, stop: StopSignal
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


def test_the_days_asked_for_stand_as_dates_in_log_and_manifest(
    edgar: EdgarReplay, lake: Lake, stop: StopSignal, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    criteria = Criteria(ciks=("990001",), since=date(2024, 1, 1))
    summary = load(quick(edgar.url, criteria), lake=lake, stop=stop)
    said = json.loads(lake.read(summary_path(summary.run)))
    assert (said["filed_from"], said["filed_to"]) == ("2024-01-01", None)
    assert "filings filed from 2024-01-01" in [each.getMessage() for each in caplog.records]


def test_the_same_filing_gives_the_same_file(
    edgar: EdgarReplay, lake: Lake, stop: StopSignal
) -> None:
    load(quick(edgar.url), lake=lake, stop=stop)
    path = raw_path("990001", FILINGS[0].accession)
    data = lake.read(path)
    assert data[4:8] == bytes(4)
    lake.delete(path)
    load(quick(edgar.url), lake=lake, stop=stop)
    assert lake.read(path) == data


def test_a_second_run_fetches_nothing(edgar: EdgarReplay, lake: Lake, stop: StopSignal) -> None:
    load(quick(edgar.url, EVERYTHING), lake=lake, stop=stop)
    before = requests_for_filings(edgar)
    summary = load(quick(edgar.url, EVERYTHING), lake=lake, stop=stop)
    assert (summary.stored, summary.already_stored, summary.requests_filing) == (0, 6, 0)
    assert requests_for_filings(edgar) == before
    assert [line.status for line in results(lake)].count("already_stored") == 6


def test_a_later_filer_of_a_stored_filing_costs_no_request(
    edgar: EdgarReplay, lake: Lake, stop: StopSignal
) -> None:
    load(quick(edgar.url), lake=lake, stop=stop)
    summary = load(quick(edgar.url, Criteria(ciks=("990002",))), lake=lake, stop=stop)
    assert (summary.already_stored, summary.requests_filing) == (1, 0)


def test_a_filing_selected_by_a_later_filer_stands_under_the_first(
    edgar: EdgarReplay, lake: Lake, stop: StopSignal
) -> None:
    for _ in range(2):
        load(quick(edgar.url, Criteria(ciks=("990002",))), lake=lake, stop=stop)
    assert list(stored(lake)) == [raw_path("990001", "0000990001-24-000017")]
    assert requests_for_filings(edgar) == 1
    assert {line.cik for line in results(lake)} == {"0000990001"}


def test_what_is_known_of_co_registrants_can_be_lost_without_harm(
    edgar: EdgarReplay, lake: Lake, stop: StopSignal
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
    serve: ReplayMaker, lake: Lake, stop: StopSignal, fault: str
) -> None:
    edgar = serve([FaultRule(fault, every=3)])
    summary = load(quick(edgar.url, EVERYTHING), lake=lake, stop=stop)
    assert (summary.stored, summary.failed) == (6, 0)
    assert set(stored(lake).values()) == {filing.body() for filing in FILINGS}
    assert list(lake.list(STAGING)) == []


def test_a_filing_that_edgar_does_not_have_is_missing_and_does_not_stop_the_others(
    edgar: EdgarReplay, lake: Lake, stop: StopSignal, monkeypatch: pytest.MonkeyPatch
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
    serve: ReplayMaker, lake: Lake, stop: StopSignal
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
    serve: ReplayMaker, lake: Lake, stop: StopSignal
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
    serve: ReplayMaker, lake: Lake, stop: StopSignal
) -> None:
    edgar = serve([FaultRule("block-403")])
    with pytest.raises(EdgarBlocks):
        load(quick(edgar.url, block_pause=0.0), lake=lake, stop=stop)
    assert list(lake.list(STAGING)) == []


def test_an_edgar_that_is_not_there_is_told(lake: Lake, stop: StopSignal) -> None:
    with pytest.raises(EdgarUnavailable, match="refused"):
        load(quick("http://127.0.0.1:9", tries=2), lake=lake, stop=stop)


def test_a_stop_ends_the_run_cleanly_and_says_what_was_not_reached(
    serve: ReplayMaker, lake: Lake, stop: StopSignal
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
    serve: ReplayMaker, lake: Lake, stop: StopSignal
) -> None:
    settings = ReplaySettings(drip_seconds=600.0)
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
    edgar: EdgarReplay, lake: Lake, stop: StopSignal
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
