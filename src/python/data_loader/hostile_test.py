"""An EDGAR that answers with anything: the other filings are stored, and the program ends in words, never as a defect."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest

from data_loader.conftest import (
    DRIPPING_HEAD,
    FILINGS,
    Pages,
    Server,
    drip,
    quick,
    results,
    stored,
    wait_for,
)
from data_loader.download_10k_raw import main
from data_loader.edgar.errors import EdgarUnavailable
from data_loader.errors import DamagedLists
from data_loader.run import load
from data_loader.selection.criteria import Criteria
from docai.lake.local import LocalLake
from docai.runtime.errors import DocaiError
from docai.runtime.exit_codes import ExitCode
from docai.runtime.stop import StopSignal
from stand_ins.collector import collector_held

pytestmark = pytest.mark.usefixtures("unpaced")

GOOD, BAD = FILINGS[4], FILINGS[5]
GOOD_CIK, BAD_CIK = "990007", "990008"


def filer(cik: str, accession: str, **changes: object) -> bytes:
    """Return a filer's list with one 10-K, or with something else in its place."""
    columns = {
        "accessionNumber": [accession],
        "form": ["10-K"],
        "filingDate": ["2024-03-01"],
        "reportDate": ["2023-12-31"],
    }
    fields = {"cik": cik, "name": "HARBOR MILLS CO", "filings": {"recent": columns, "files": []}}
    return json.dumps({**fields, **changes}).encode()


def pages(bad: bytes | None = None, body: bytes | None = None) -> Pages:
    """Return an EDGAR of two companies with a filing each; the second one's list or filing may be anything."""
    return {
        f"/submissions/CIK{GOOD_CIK:0>10}.json": filer(GOOD_CIK, GOOD.accession),
        f"/submissions/CIK{BAD_CIK:0>10}.json": bad or filer(BAD_CIK, BAD.accession),
        f"/Archives/edgar/data/{GOOD_CIK}/{GOOD.accession}.txt": GOOD.body(),
        f"/Archives/edgar/data/{BAD_CIK}/{BAD.accession}.txt": body or BAD.body(),
    }


BOTH = Criteria(ciks=(BAD_CIK, GOOD_CIK))
UNUSABLE = {
    "a number where a day should be": {"filingDate": [20240301]},
    "no accession number": {"accessionNumber": [None]},
    "columns of unequal length": {"form": ["10-K", "10-K"]},
    "no columns": {"accessionNumber": None},
}


@pytest.mark.parametrize("columns", UNUSABLE.values(), ids=UNUSABLE)
def test_a_list_that_cannot_be_used_ends_in_3_with_all_else_stored(
    server: Server, lake: LocalLake, stop: StopSignal, columns: dict[str, object]
) -> None:
    recent = {**json.loads(filer(BAD_CIK, BAD.accession))["filings"]["recent"], **columns}
    url = server(pages(filer(BAD_CIK, BAD.accession, filings={"recent": recent})))
    with pytest.raises(DamagedLists, match=rf"{BAD_CIK}.json: .*") as caught:
        load(quick(url, BOTH, tries=1), lake=lake, stop=stop)
    assert caught.value.exit_code is ExitCode.OTHER_SIDE
    assert set(stored(lake).values()) == {GOOD.body()}


@pytest.mark.parametrize(
    ("bad", "says"),
    [
        (b"[" * 100_000, "not what was asked for: this is no JSON: nested too deep"),
        (b'{"filings": ' + b"7" * 5000 + b"}", "no JSON"),
        (b"null", "no JSON object"),
        (b'{"a": [' + b"[]," * 600_000 + b"1]}", "too large: this JSON holds more than 500,000"),
        (b'"' + b"x" * 13_000_000 + b'"', "too large: this is more than 12,000,000 bytes of JSON"),
    ],
    ids=["deep", "a count of 5,000 digits", "null", "many", "large"],
)
@collector_held()
def test_an_answer_that_is_no_list_ends_in_3_with_all_else_stored(
    server: Server, lake: LocalLake, stop: StopSignal, bad: bytes, says: str
) -> None:
    url = server(pages(bad))
    with pytest.raises(DamagedLists, match=says):
        load(quick(url, BOTH, tries=1), lake=lake, stop=stop)
    assert set(stored(lake).values()) == {GOOD.body()}
    with pytest.raises(EdgarUnavailable, match=says):
        load(quick(url, Criteria(ciks=(BAD_CIK,)), tries=1), lake=lake, stop=stop)


@pytest.mark.parametrize("name", ["A\ud800B", None, 7, ["x"], "\x00\x1b[31m", "x" * 100_000])
def test_a_name_that_is_no_name_costs_nothing(
    server: Server, lake: LocalLake, stop: StopSignal, name: object
) -> None:
    url = server(pages(filer(BAD_CIK, BAD.accession, name=name)))
    summary = load(quick(url, BOTH), lake=lake, stop=stop)
    assert (summary.stored, summary.failed) == (2, 0)


HEADERS = {
    "accepted in 9999": (b"<ACCEPTANCE-DATETIME>20240301163005", b"<ACCEPTANCE-DATETIME>99991231235959"),
    "a count of 5,000 digits": (b"COUNT:\t\t1", b"COUNT:\t\t" + b"1" * 5000),
    "filed before 1993": (b"FILED AS OF DATE:\t\t20240301", b"FILED AS OF DATE:\t\t19700101"),
    "no period": (b"CONFORMED PERIOD OF REPORT:\t20231231\n", b""),
}  # fmt: skip


@pytest.mark.parametrize("change", HEADERS.values(), ids=HEADERS)
def test_a_header_with_odd_values_is_stored(
    server: Server, lake: LocalLake, stop: StopSignal, change: tuple[bytes, bytes]
) -> None:
    assert change[0] in BAD.body()
    url = server(pages(body=BAD.body().replace(*change)))
    summary = load(quick(url, BOTH, workers=1), lake=lake, stop=stop)
    assert (summary.stored, summary.failed) == (2, 0)


def test_a_header_of_too_many_filers_fails_alone(
    server: Server, lake: LocalLake, stop: StopSignal
) -> None:
    many = b"".join(
        b"\nFILER:\n\n\tCOMPANY DATA:\t\n\t\tCENTRAL INDEX KEY:\t\t\t%010d\n" % number
        for number in range(1, 2000)
    )
    url = server(pages(body=BAD.body().replace(b"\nFILER:\n", many + b"\nFILER:\n", 1)))
    summary = load(quick(url, BOTH, tries=1), lake=lake, stop=stop)
    assert (summary.stored, summary.failed) == (1, 1)
    assert "more than 1,000 filers" in summary.failures[0]


def test_a_filing_that_is_too_large_fails_at_once_and_alone(
    server: Server, lake: LocalLake, stop: StopSignal
) -> None:
    body = BAD.body().replace(b"Item 1.", b"x" * 3_000_000)
    url = server(pages(body=body))
    summary = load(quick(url, BOTH, max_filing_mb=2.5), lake=lake, stop=stop)
    assert (summary.stored, summary.failed) == (1, 1)
    assert summary.failures[0].endswith(
        "too large: the submission has more than --max-filing-mb 2.5"
    )
    (line,) = [line for line in results(lake) if line.status == "failed"]
    assert line.attempts == 1
    assert list(lake.list("raw/_staging")) == []


@pytest.mark.parametrize("where", ["head of a list", "body of a list", "body of a filing"])
def test_an_answer_that_drips_is_given_up_and_holds_nobody(
    server: Server, lake: LocalLake, stop: StopSignal, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    monkeypatch.setattr("data_loader.edgar.wire.LEAST_RATE", 60_000.0)  # a piece in 1.1 s
    served = pages()
    path = f"/submissions/CIK{BAD_CIK:0>10}.json"
    if where == "body of a filing":
        path = f"/Archives/edgar/data/{BAD_CIK}/{BAD.accession}.txt"
    served[path] = drip(BAD.body()[:2000]) if "body" in where else DRIPPING_HEAD
    url = server(served)
    began = time.monotonic()
    settings = quick(url, BOTH, tries=2, timeout=1.0)
    if where == "body of a filing":
        summary = load(settings, lake=lake, stop=stop)
        assert (summary.stored, summary.failed) == (1, 1)
        assert "cut short: a piece of the answer took more than 1 s" in summary.failures[0]
    else:
        with pytest.raises(DamagedLists, match="took more than 1 s"):
            load(settings, lake=lake, stop=stop)
    assert time.monotonic() - began < 8.0
    assert set(stored(lake).values()) == {GOOD.body()}


def test_a_stop_is_heard_while_an_answer_drips(server: Server, lake: LocalLake) -> None:
    dripped: list[bytes] = []

    def dripping() -> Iterator[bytes]:
        for piece in drip(b'{"filings":')():
            dripped.append(piece)
            yield piece

    served = pages()
    served[f"/submissions/CIK{BAD_CIK:0>10}.json"] = dripping
    process = subprocess.Popen(
        [sys.executable, "-m", "data_loader.download_10k_raw", "--lake", lake.uri, "--edgar-url",
         server(served), "--user-agent", "docai test test@example.com", "--ciks", BAD_CIK],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    wait_for(lambda: len(dripped) > 2)
    process.send_signal(signal.SIGTERM)
    began = time.monotonic()
    assert process.wait(15) == 143
    assert time.monotonic() - began < 4.0


def test_no_control_character_of_others_reaches_stdout_or_the_log(
    server: Server,
    lake: LocalLake,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    evil = "A\x1b]0;PWNED\x07\x1b[31mRED\u202eDLOG\x9b2J\r\nerror: fake line"
    served = pages(filer(BAD_CIK, BAD.accession, name=evil))
    served["/files/company_tickers.json"] = json.dumps(
        [{"cik_str": 7, "ticker": "AAAB", "title": evil}]
    ).encode()
    url = server(served)
    argv = ["--lake", lake.uri, "--edgar-url", url, "--user-agent", "docai test test@example.com"]
    main([*argv, "--ciks", BAD_CIK, "--dry-run"])
    shown = capsys.readouterr()
    assert "RED" in shown.out
    assert not any(each in shown.out + shown.err for each in "\x1b\x07\u202e\x9b\r")
    assert len(shown.out.splitlines()) == 2
    with pytest.raises(DocaiError, match="did you mean AAAB") as caught:
        main([*argv, "--tickers", "AAA"])
    # the log escapes it: see docai.runtime.logs
    assert evil in str(caught.value)


def test_companies_that_file_something_else_are_told(
    server: Server, lake: LocalLake, stop: StopSignal, caplog: pytest.LogCaptureFixture
) -> None:
    recent = {
        "accessionNumber": ["0000990008-24-000001", "0000990008-23-000001", "0000990008-23-000002"],
        "form": ["20-F", "20-F", "6-K"],
        "filingDate": ["2024-03-01", "2023-03-01", "2023-04-01"],
    }
    url = server(pages(filer(BAD_CIK, "", filings={"recent": recent})))
    summary = load(quick(url, Criteria(ciks=(BAD_CIK,))), lake=lake, stop=stop)
    assert summary.selected == 0
    assert (
        f"HARBOR MILLS CO (CIK {BAD_CIK:0>10}) files no 10-K; its annual reports are 20-F (2 of them)"
        in caplog.text
    )
    assert "no filing was selected" in caplog.text
