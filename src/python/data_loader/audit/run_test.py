"""The check against a lake that the loader filled: what is deleted is named, and a repair brings it back."""

from __future__ import annotations

import random
import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from deltalake import DeltaTable, write_deltalake

from data_loader.audit.conftest import BY_INDEX, accessions, settings, write_rows
from data_loader.audit.model import Coverage, Lack
from data_loader.audit.page import page
from data_loader.audit.run import audit, publish, raise_if_missing, refresh_index, repair
from data_loader.conftest import FILINGS, Filing, ReplayMaker, quick, stored
from data_loader.errors import WrongSelection
from data_loader.run import load
from data_loader.selection.criteria import Criteria
from data_loader.selection.index_cache import PLACE
from data_loader.selection.quarters import quarter_list
from docai.filing import layout
from docai.filing.forms import ALL_FORMS
from docai.filing.layout import MANIFESTS, PART_PATH, RAW_PATH
from docai.lake.local import LocalLake
from docai.runtime.errors import PartialError
from docai.runtime.stop import StopSignal
from docai.runtime.tolerance import Tolerance
from stand_ins.edgar.server import EdgarReplay

Fill = Callable[..., None]
ALL = replace(BY_INDEX, forms=frozenset(ALL_FORMS))


def missing(found: Coverage) -> dict[str, Lack]:
    return {gap.intent.accession: gap.lacks for gap in found.gaps}


def test_a_whole_lake_lacks_nothing_and_edgar_is_asked_for_nothing(
    edgar: EdgarReplay, lake: LocalLake, stop: StopSignal, fill: Fill
) -> None:
    fill(ALL)
    asked = len(edgar.log.all())
    found = audit(settings(edgar, ALL), lake=lake, stop=stop)
    assert len(edgar.log.all()) == asked
    assert found.whole
    for count in ("expected", "stored", "written"):
        assert found.total(count) == len(FILINGS)
    assert {(line.quarter, line.form) for line in found.lines} == {
        (f"{each.filed.year}Q{(each.filed.month + 2) // 3}", each.form) for each in FILINGS
    }
    assert found.lag is not None
    assert (found.lag.filings, found.lag.median, found.lag.worst) == (len(FILINGS), 6.0, 6.0)
    raise_if_missing(found, Tolerance())


def test_forms_that_nobody_asked_for_are_counted_apart(
    edgar: EdgarReplay, lake: LocalLake, stop: StopSignal, fill: Fill
) -> None:
    fill(BY_INDEX)
    found = audit(settings(edgar), lake=lake, stop=stop)
    assert found.whole
    assert found.total("not_selected") == sum(each.form.endswith("/A") for each in FILINGS) == 1
    assert found.total("expected") == len(FILINGS) - 1


def test_exactly_what_was_deleted_is_named_and_a_repair_brings_it_back(
    edgar: EdgarReplay, lake: LocalLake, stop: StopSignal, fill: Fill
) -> None:
    fill(ALL)
    what = settings(edgar, ALL)
    for seed in range(50):
        expected = damage(lake, random.Random(seed))
        found = audit(what, lake=lake, stop=stop)
        assert (seed, missing(found)) == (seed, expected)
        assert found.total("missing") == len(expected)
        with pytest.raises(
            PartialError, match=f"{len(expected)} of {len(FILINGS)} filings"
        ) as told:
            raise_if_missing(found, Tolerance())
        only_rows = all(gap.lacks is Lack.ROW for gap in found.gaps)
        assert ("run the writer" if only_rows else "--repair fetches what is not stored") in str(
            told.value
        )
        with pytest.raises(PartialError) as told:
            raise_if_missing(found, Tolerance(), repaired=True)
        assert "--repair" not in str(told.value)

        after = repair(what, quick(edgar.url, ALL), found, lake=lake, stop=stop)
        raise_if_missing(after, Tolerance())
        assert after.waiting == len(FILINGS) - len(set(accessions(lake)))
        assert after.total("missing") == 0
        write_rows(lake)
        assert audit(what, lake=lake, stop=stop).whole
        assert sorted(accessions(lake)) == sorted(each.accession for each in FILINGS)
        assert len(stored(lake)) == len(FILINGS)


def damage(lake: LocalLake, rng: random.Random) -> dict[str, Lack]:
    """Delete raw files, rows and manifests at random; return what each filing lacks then."""
    expected: dict[str, Lack] = {}
    kinds = rng.sample(["raw", "row", "manifest"], rng.randint(1, 3))
    if "manifest" in kinds:
        for entry in list(lake.list(MANIFESTS)):
            if PART_PATH.fullmatch(entry.path):
                lake.delete(entry.path)
        expected |= dict.fromkeys((each.accession for each in FILINGS), Lack.MANIFEST)
    if "row" in kinds:
        for accession in rng.sample([each.accession for each in FILINGS], rng.randint(1, 4)):
            DeltaTable(f"{lake.uri}/{layout.FILINGS}").delete(f"accession = '{accession}'")
            expected.setdefault(accession, Lack.ROW)
    if "raw" in kinds:
        for path in rng.sample(sorted(stored(lake)), rng.randint(1, 4)):
            lake.delete(path)
            match = RAW_PATH.fullmatch(path)
            assert match is not None
            expected[match[2]] = Lack.RAW
    return expected


def test_a_filing_that_edgar_has_no_file_of_is_told_and_not_counted(
    edgar: EdgarReplay, lake: LocalLake, stop: StopSignal, fill: Fill, edgar_folder: object
) -> None:
    fill(ALL)
    path = next(iter(stored(lake)))
    accession = path.rpartition("/")[2].partition(".")[0]
    DeltaTable(f"{lake.uri}/{layout.FILINGS}").delete(f"accession = '{accession}'")
    lake.delete(path)
    line = next(each for each in FILINGS if each.accession == accession)
    manifest = (
        f'{{"accession":"{accession}","cik":"{line.filers[0][0]:010d}","ciks":[],"company":"","form":"{line.form}",'
        f'"filed":"{line.filed}","period":null,"url":"","path":null,"bytes":null,"sha256":null,"status":"missing",'
        '"error":"EDGAR has no such file","attempts":1,"fetched_at":null}\n'
    )
    lake.replace(f"{MANIFESTS}/29990101T000000Z-later-00000000/0001.jsonl", manifest.encode())
    found = audit(settings(edgar, ALL), lake=lake, stop=stop)
    assert [gap.intent.accession for gap in found.absent] == [accession]
    assert found.absent[0].reason == "EDGAR has no such file"
    assert found.whole


def test_a_quarter_whose_index_is_not_kept_is_named_and_refreshed(
    edgar: EdgarReplay, lake: LocalLake, stop: StopSignal, fill: Fill
) -> None:
    fill(Criteria(index=quarter_list("2024Q1")))
    what = settings(edgar, Criteria(index=quarter_list("2023Q1..2024Q1")))
    found = audit(what, lake=lake, stop=stop)
    assert found.lost == ("2023Q1", "2023Q2", "2023Q3", "2023Q4")
    with pytest.raises(PartialError, match=r"no index of 2023Q1\.\.2023Q4, so"):
        raise_if_missing(found, Tolerance())
    assert b"keeps no index of 2023Q1..2023Q4: what" in page(found)
    refresh_index(what, quick(edgar.url, what.criteria), lake=lake, stop=stop)
    found = audit(what, lake=lake, stop=stop)
    assert "2023Q1" not in found.lost
    assert missing(found) == {"0000990001-23-000007": Lack.RAW}
    assert found.gaps[0].reason == "no run has fetched it"


def test_a_damaged_index_counts_as_not_kept(
    edgar: EdgarReplay, lake: LocalLake, stop: StopSignal, fill: Fill
) -> None:
    fill(Criteria(index=quarter_list("2024Q1")))
    lake.replace(PLACE, b"not a zip")
    what = settings(edgar, Criteria(index=quarter_list("2024Q1")))
    assert audit(what, lake=lake, stop=stop).lost == ("2024Q1",)


def test_companies_are_held_against_what_their_own_lists_named(
    edgar: EdgarReplay, lake: LocalLake, stop: StopSignal, fill: Fill
) -> None:
    given = Criteria(tickers=("NLT-A",), companies=("Harbor Mills Co",))
    fill(given)
    what = settings(edgar, given)
    found = audit(what, lake=lake, stop=stop)
    assert found.whole
    assert found.total("written") == len(FILINGS) - 1  # without the amendment
    lost = next(path for path in stored(lake) if "0000990003" in path)
    lake.delete(lost)
    assert list(missing(audit(what, lake=lake, stop=stop)).values()) == [Lack.RAW]


def test_companies_without_manifests_are_held_against_what_is_there(
    edgar: EdgarReplay, lake: LocalLake, stop: StopSignal, fill: Fill
) -> None:
    given = Criteria(tickers=("NLT-A",), companies=("Harbor Mills Co",))
    fill(given)
    what = settings(edgar, given)
    expected = audit(what, lake=lake, stop=stop).total("expected")
    gone, *others = sorted(stored(lake))
    lake.delete(gone)
    shutil.rmtree(Path(lake.uri.removeprefix("file://"), MANIFESTS))
    found = audit(what, lake=lake, stop=stop)
    assert found.total("expected") == expected
    lacks = missing(found)
    assert Counter(lacks.values()) == {Lack.RAW: 1, Lack.MANIFEST: len(others)}
    assert lacks[gone.rpartition("/")[2].removesuffix(".txt.gz")] is Lack.RAW
    after = repair(what, quick(edgar.url, given), found, lake=lake, stop=stop)
    raise_if_missing(after, Tolerance(), repaired=True)
    assert after.total("stored") == expected


def test_a_ticker_that_nobody_looked_up_is_refused(
    edgar: EdgarReplay, lake: LocalLake, stop: StopSignal
) -> None:
    with pytest.raises(WrongSelection, match=r"'NLT-A'.*give --ciks"):
        audit(settings(edgar, Criteria(tickers=("NLT-A",))), lake=lake, stop=stop)


def test_what_a_limited_run_has_not_come_to_is_not_missing(
    edgar: EdgarReplay, lake: LocalLake, stop: StopSignal, fill: Fill
) -> None:
    load(quick(edgar.url, ALL, max_filings=2), lake=lake, stop=stop)
    write_rows(lake)
    refresh_index(settings(edgar, ALL), quick(edgar.url, ALL), lake=lake, stop=stop)
    found = audit(settings(edgar, ALL, limited=True), lake=lake, stop=stop)
    assert found.whole
    assert found.total("not_reached") == len(FILINGS) - 2
    assert len(missing(audit(settings(edgar, ALL), lake=lake, stop=stop))) == len(FILINGS) - 2


def test_what_stands_in_no_index_is_named(
    edgar: EdgarReplay, lake: LocalLake, stop: StopSignal, fill: Fill
) -> None:
    fill(ALL)
    path = next(path for path in stored(lake) if "24-000003" in path)
    other = path.replace("24-000003", "24-000099")
    lake.replace(other, lake.read(path))
    found = audit(settings(edgar, ALL), lake=lake, stop=stop)
    assert found.unlisted == ("0000990003-24-000099",)
    assert found.total("unlisted") == 1


def test_a_filing_that_stands_twice_is_named(
    edgar: EdgarReplay, lake: LocalLake, stop: StopSignal, fill: Fill
) -> None:
    fill(ALL)
    table = DeltaTable(f"{lake.uri}/{layout.FILINGS}").to_pyarrow_table()
    write_deltalake(f"{lake.uri}/{layout.FILINGS}", table.slice(0, 1), mode="append")
    found = audit(settings(edgar, ALL), lake=lake, stop=stop)
    assert list(found.doubled) == table["accession"].to_pylist()[:1]
    with pytest.raises(PartialError, match="twice in filings"):
        raise_if_missing(found, Tolerance())
    raise_if_missing(found, Tolerance(1))


def test_a_check_leaves_a_page_numbers_and_rows_and_replaces_those_of_the_day(
    edgar: EdgarReplay, lake: LocalLake, stop: StopSignal, fill: Fill
) -> None:
    fill(ALL)
    found = audit(settings(edgar, ALL), lake=lake, stop=stop)
    for _ in range(2):
        place = publish(lake, found)
    assert b"nothing is missing" in lake.read(place)
    assert b'"expected": 6' in lake.read(place.replace(".html", ".json"))
    assert "median 6 h," in lake.read(place).decode()
    publish(lake, replace(found, checked=date(2024, 5, 16)))
    rows = DeltaTable(f"{lake.uri}/{layout.COVERAGE}").to_pyarrow_table().to_pylist()
    assert len(rows) == 2 * len(found.lines)
    assert sum(row["written"] for row in rows) == 2 * len(FILINGS)
    assert {row["lag_worst_hours"] for row in rows} == {6.0}


@pytest.mark.usefixtures("unpaced")
def test_a_form_of_the_index_that_docai_does_not_know_is_noted(
    edgar_folder: Path, serve: ReplayMaker, lake: LocalLake, stop: StopSignal
) -> None:
    odd = Filing("0000990003-24-000011", FILINGS[-1].filers, date(2024, 3, 11), "10-K405/A/A")
    (edgar_folder / f"{odd.accession}.txt").write_bytes(odd.body())
    edgar = serve()
    load(quick(edgar.url, ALL), lake=lake, stop=stop)
    write_rows(lake)
    found = audit(settings(edgar, ALL), lake=lake, stop=stop)
    assert found.whole
    assert found.total("expected") == len(FILINGS)
    assert [note.partition(":")[0] for note in found.notes] == [
        "1 filing of the form 10-K405/A/A left out"
    ]
