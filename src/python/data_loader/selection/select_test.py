from datetime import date
from pathlib import Path

import pytest

from data_loader.conftest import FILINGS, Filing, ReplayMaker, quick, results
from data_loader.dry_run import plan
from data_loader.errors import WrongSelection
from data_loader.run import load
from data_loader.selection.criteria import Criteria
from data_loader.selection.index_cache import PLACE
from data_loader.selection.quarters import quarter_list
from docai.filing.forms import ALL_FORMS
from docai.filing.layout import EDGAR_LEASE, STAGING
from docai.lake.local import LocalLake
from docai.runtime.stop import StopSignal
from stand_ins.edgar.content.catalogue import read_catalogue
from stand_ins.edgar.server import EdgarReplay
from stand_ins.edgar.settings import ReplaySettings
from stand_ins.edgar.site import Site

pytestmark = pytest.mark.usefixtures("unpaced")


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
    criteria: Criteria,
    accessions: list[int],
) -> None:
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


def test_index_files_are_kept_and_asked_for_only_when_they_changed(
    edgar: EdgarReplay, lake: LocalLake, stop: StopSignal
) -> None:
    criteria = Criteria(index=quarter_list("2024Q1"))
    for _ in range(2):
        load(quick(edgar.url, criteria), lake=lake, stop=stop)
    assert [each.status for each in edgar.log.all() if "full-index" in each.path] == [200, 304]
    lake.replace(PLACE, b"damaged")
    summary = load(quick(edgar.url, criteria), lake=lake, stop=stop)
    assert summary.already_stored == 2


def test_the_current_quarters_daily_indexes_come_after_the_full_one(
    serve: ReplayMaker, lake: LocalLake, stop: StopSignal, monkeypatch: pytest.MonkeyPatch
) -> None:
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


UNKNOWN = tuple(
    Filing(f"0000990003-24-0000{number}", ((990003, "HARBOR MILLS CO"),), date(2024, 3, number), form)
    for number, form in enumerate(("10-KD", "10-KD", "10-K405/A/A", "10-KSB40/A", "NT 10-K"), 11)
)  # fmt: skip


@pytest.mark.parametrize(
    "criteria",
    [
        Criteria(ciks=("990003",), since=date(2024, 1, 1)),
        Criteria(index=quarter_list("2024Q1"), ciks=("990003",)),
        Criteria(index=quarter_list("2024Q1")),
    ],
)
def test_a_form_that_begins_as_a_10_k_and_is_unknown_is_said_once(
    edgar_folder: Path,
    serve: ReplayMaker,
    lake: LocalLake,
    stop: StopSignal,
    caplog: pytest.LogCaptureFixture,
    criteria: Criteria,
) -> None:
    for each in UNKNOWN:
        (edgar_folder / f"{each.accession}.txt").write_bytes(each.body())
    settings = quick(serve().url, criteria)
    list(plan(settings, lake=lake, stop=stop))
    said = [each for each in caplog.messages if "left out" in each]
    assert [each.partition(":")[0] for each in sorted(said)] == [
        "1 filing of the form 10-K405/A/A left out",
        "2 filings of the form 10-KD left out",
    ]
    load(settings, lake=lake, stop=stop)
    assert [each for each in caplog.messages if "left out" in each] == said * 2
    assert not {each.accession for each in UNKNOWN} & {each.accession for each in results(lake)}


def test_a_company_with_unknown_forms_alone_has_no_10_k(
    edgar_folder: Path,
    serve: ReplayMaker,
    lake: LocalLake,
    stop: StopSignal,
    caplog: pytest.LogCaptureFixture,
) -> None:
    only = Filing("0000990004-24-000001", ((990004, "TIDE CLOCK CO"),), date(2024, 3, 1), "10-KD")
    (edgar_folder / f"{only.accession}.txt").write_bytes(only.body())
    criteria = Criteria(ciks=("990004",))
    assert load(quick(serve().url, criteria), lake=lake, stop=stop).selected == 0
    for said in (
        "1 filing of the form 10-KD left out",
        "TIDE CLOCK CO (CIK 0000990004) has no 10-K",
        "no filing was selected",
    ):
        assert said in caplog.text
