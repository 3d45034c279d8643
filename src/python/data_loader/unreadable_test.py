"""Filings that EDGAR's lists name in a way that cannot be read: each counts as failed, in one run, and stops nothing."""

import json
from datetime import date

import pytest

from data_loader.conftest import Pages, Server, quick, stored
from data_loader.download_10k_raw import main
from data_loader.errors import DamagedLists
from data_loader.hostile_test import BAD, BAD_CIK, GOOD, GOOD_CIK, filer, pages
from data_loader.run import load
from data_loader.selection.criteria import Criteria
from data_loader.selection.quarters import quarter_list
from docai.lake.local import LocalLake
from docai.runtime.errors import DocaiError
from docai.runtime.exit_codes import ExitCode
from docai.runtime.stop import StopSignal

pytestmark = pytest.mark.usefixtures("unpaced")


def index(*lines: str) -> Pages:
    """Return the index of 2024Q1 with the good filing's line after ``lines``."""
    preface = "Description: Master Index\nLast Data Received: March 31, 2024\n\nCIK|Company Name\n"
    good = f"{GOOD_CIK}|X|10-K|2024-03-01|edgar/data/{GOOD_CIK}/{GOOD.accession}.txt\n"
    text = preface + "".join(f"{line}\n" for line in lines) + good
    return {"/Archives/edgar/full-index/2024/QTR1/master.idx": text.encode()}


FIRST_QUARTER = quarter_list("2024Q1")
PATH = f"edgar/data/{BAD_CIK}/{BAD.accession}.txt"
NO_DAY = f"{BAD_CIK}|X|10-K|2024-02-30|{PATH}"


def test_lines_of_an_index_that_cannot_be_read_are_told_with_all_else_stored(
    server: Server, lake: LocalLake, stop: StopSignal
) -> None:
    url = server({**pages(), **index(NO_DAY, f"|X|10-K|2024-03-01|{PATH}", NO_DAY)})
    says = f"EDGAR's index of 2024Q1 has 2 lines of 10-Ks that cannot be read: b'{BAD_CIK}|X|10-K|2024-02-30"
    summary = load(quick(url, Criteria(index=FIRST_QUARTER)), lake=lake, stop=stop)
    assert (summary.stored, summary.failed, summary.unreadable, summary.tried) == (1, 0, 2, 3)
    assert summary.failures[0].startswith(says)
    written = json.loads(lake.read(f"{summary.manifest}/summary.json"))
    assert (written["unreadable"], written["failures"]) == (2, list(summary.failures))
    assert set(stored(lake).values()) == {GOOD.body()}


def run_nightly(url: str, lake: LocalLake, *more: str) -> ExitCode:
    argv = ["--lake", lake.uri, "--edgar-url", url, "--user-agent", "docai test test@example.com"]
    try:
        return main([*argv, "--index", "2024Q1", *more])
    except DocaiError as error:
        return error.exit_code


def test_a_line_that_cannot_be_read_counts_as_one_failed_filing_and_in_one_run_only(
    server: Server, lake: LocalLake, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    served = {**pages(), **index(NO_DAY)}
    url = server(served)
    assert run_nightly(url, lake) is ExitCode.PARTIAL
    assert run_nightly(url, lake) is ExitCode.DONE
    assert caplog.text.count("has a line of a 10-K that cannot be read") == 2
    assert "1 unreadable as before" in caplog.text
    # another one is counted for itself
    served.update(index(NO_DAY, f"|X|10-K|2024-03-01|{PATH}"))
    assert run_nightly(url, lake) is ExitCode.PARTIAL
    lake.delete("raw/_index", recursive=True)
    assert run_nightly(url, lake, "--tolerate", "1") is ExitCode.PARTIAL
    lake.delete("raw/_index", recursive=True)
    assert run_nightly(url, lake, "--tolerate", "2") is ExitCode.DONE


def test_a_row_of_a_filers_list_that_cannot_be_read_counts_as_a_failed_filing(
    server: Server, lake: LocalLake, stop: StopSignal
) -> None:
    recent = {
        "accessionNumber": [BAD.accession, "0000990008-24-000001", "17", "18"],
        "form": ["10-K", "10-K", "10-K", "10-K"],
        "filingDate": ["2024-03-01", "no day", "2024-03-01", "1999-03-01"],
    }
    url = server(pages(filer(BAD_CIK, "", filings={"recent": recent})))
    asked = Criteria(ciks=(BAD_CIK, GOOD_CIK), since=date(2024, 1, 1))
    summary = load(quick(url, asked), lake=lake, stop=stop)
    # the last one was filed on a day that is not asked for
    assert (summary.stored, summary.unreadable, summary.unreadable_before) == (2, 2, 0)
    assert "0000990008-24-000001 was filed on 'no day'" in summary.failures[0]
    again = load(quick(url, asked), lake=lake, stop=stop)
    assert (again.unreadable, again.unreadable_before, again.failures) == (0, 2, ())


def test_an_index_of_which_no_line_can_be_read_is_of_no_use(
    server: Server, lake: LocalLake, stop: StopSignal
) -> None:
    served = index(NO_DAY)
    for path, text in served.items():
        assert isinstance(text, bytes)
        served[path] = text.rpartition(f"{GOOD_CIK}|X".encode())[0]
    url = server({**pages(), **served})
    with pytest.raises(DamagedLists, match="has a line of a 10-K that cannot be read"):
        load(quick(url, Criteria(index=FIRST_QUARTER)), lake=lake, stop=stop)


def test_a_line_of_a_day_that_is_not_asked_for_is_not_told(
    server: Server, lake: LocalLake, stop: StopSignal
) -> None:
    url = server({**pages(), **index(f"{BAD_CIK}|X|10-K|2024-01-05|no/path")})
    for since, unreadable in ((date(2024, 2, 1), 0), (date(2024, 1, 5), 1)):
        asked = Criteria(index=FIRST_QUARTER, since=since)
        assert load(quick(url, asked), lake=lake, stop=stop).unreadable == unreadable


def test_another_filers_line_that_cannot_be_read_is_not_told(
    server: Server, lake: LocalLake, stop: StopSignal
) -> None:
    url = server({**pages(), **index(NO_DAY)})
    asked = Criteria(index=FIRST_QUARTER, ciks=(GOOD_CIK,))
    assert load(quick(url, asked), lake=lake, stop=stop).stored == 1
    asked = Criteria(index=FIRST_QUARTER, ciks=(BAD_CIK,))
    assert load(quick(url, asked), lake=lake, stop=stop).unreadable == 1


def test_a_line_of_an_index_with_a_name_of_1_mb_is_read(
    server: Server, lake: LocalLake, stop: StopSignal
) -> None:
    long = f"{BAD_CIK}|{'x' * 1_000_000}|10-K|2024-03-01|{PATH}"
    url = server({**pages(), **index(long)})
    assert load(quick(url, Criteria(index=FIRST_QUARTER)), lake=lake, stop=stop).stored == 2
