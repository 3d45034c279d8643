from __future__ import annotations

import gzip
import http.client
import json
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import requests

from stand_ins.edgar import EdgarReplay, ReplayError, ReplaySettings
from stand_ins.edgar.server import CONTACT

COBALT = "/Archives/edgar/data/9100103/0009100103-24-000033.txt"
CO_REGISTRANTS = "0009100226-24-000033"


@pytest.fixture(scope="module")
def edgar(sample_dir: Path) -> Iterator[EdgarReplay]:
    settings = ReplaySettings(page_size=4, today=date(2025, 5, 20))
    with EdgarReplay(sample_dir, settings) as replay:
        yield replay


def company(client: requests.Session, edgar: EdgarReplay, cik: int) -> dict[str, Any]:
    answer = client.get(f"{edgar.url}/submissions/CIK{cik:010d}.json")
    assert answer.status_code == 200
    found: dict[str, Any] = answer.json()
    return found


def test_a_submission_is_served_as_it_stands_on_disk(
    client: requests.Session, edgar: EdgarReplay, sample_dir: Path
) -> None:
    whole = (sample_dir / COBALT.rpartition("/")[2]).read_bytes()
    packed = client.get(edgar.url + COBALT)
    plain = client.get(edgar.url + COBALT, headers={"Accept-Encoding": "identity"})
    assert packed.content == plain.content == whole
    assert packed.headers["Content-Encoding"] == "gzip"
    assert plain.headers["Content-Length"] == str(len(whole))
    folder = COBALT.replace("/0009100103-24", "/000910010324000033/0009100103-24")
    assert client.get(edgar.url + folder).content == whole


def test_packed_submissions_are_served_both_ways(
    client: requests.Session, edgar: EdgarReplay, sample_dir: Path, tmp_path: Path
) -> None:
    name = COBALT.rpartition("/")[2]
    whole = (sample_dir / name).read_bytes()
    (tmp_path / f"{name}.gz").write_bytes(gzip.compress(whole))
    with EdgarReplay(tmp_path) as replay:
        plain = client.get(replay.url + COBALT, headers={"Accept-Encoding": "identity"})
        assert client.get(replay.url + COBALT).content == plain.content == whole
        assert plain.headers["Content-Length"] == str(len(whole))


def test_head_tells_the_length_and_sends_no_body(
    client: requests.Session, edgar: EdgarReplay, sample_dir: Path
) -> None:
    answer = client.head(edgar.url + COBALT, headers={"Accept-Encoding": "identity"})
    size = (sample_dir / COBALT.rpartition("/")[2]).stat().st_size
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers["Content-Length"] == str(size)


def test_a_filing_is_listed_and_served_under_each_of_its_filers(
    client: requests.Session, edgar: EdgarReplay
) -> None:
    for cik in (9100226, 9100230):
        recent = company(client, edgar, cik)["filings"]["recent"]
        assert CO_REGISTRANTS in recent["accessionNumber"]
        path = f"/Archives/edgar/data/{cik}/{CO_REGISTRANTS}.txt"
        assert client.get(edgar.url + path).status_code == 200
    index = client.get(f"{edgar.url}/Archives/edgar/full-index/2024/QTR1/master.idx").text
    assert index.count(CO_REGISTRANTS) == 2


def test_older_filings_hang_off_files_and_no_filing_is_lost_or_doubled(
    client: requests.Session, edgar: EdgarReplay, sample_dir: Path
) -> None:
    answer = company(client, edgar, 9100103)
    pages = [answer["filings"]["recent"]]
    for entry in answer["filings"]["files"]:
        page = client.get(f"{edgar.url}/submissions/{entry['name']}").json()
        assert len(page["form"]) == entry["filingCount"]
        assert (page["filingDate"][-1], page["filingDate"][0]) == (
            entry["filingFrom"],
            entry["filingTo"],
        )
        pages.append(page)
    assert [len(page["form"]) for page in pages] == [4, 4, 2]
    truth = json.loads((sample_dir / "truth.json").read_text())
    found = [number for page in pages for number in page["accessionNumber"]]
    assert sorted(found) == sorted(each for each in truth if each.startswith("0009100103"))
    dates = [day for page in pages for day in page["filingDate"]]
    assert dates == sorted(dates, reverse=True)
    assert {len(column) for column in pages[0].values()} == {4}


def test_company_answers_have_every_field_of_the_real_ones(
    client: requests.Session, edgar: EdgarReplay
) -> None:
    answer = company(client, edgar, 9100012)
    assert answer["name"] == "NORTHVANE SYSTEMS INC"
    assert answer["tickers"] == ["NVNE"]
    assert answer["exchanges"] == ["Nasdaq"]
    assert (answer["sic"], answer["stateOfIncorporation"], answer["ein"]) == (
        "3823",
        "VT",
        "030918273",
    )
    assert answer["formerNames"][0]["name"] == "HOLLOW CREEK INSTRUMENTS INC"
    assert answer["formerNames"][0]["to"].startswith("2003-")
    assert answer["addresses"]["business"]["city"] == "MARLOW FALLS"
    assert set(answer["filings"]["recent"]) == {
        "accessionNumber",
        "filingDate",
        "reportDate",
        "acceptanceDateTime",
        "act",
        "form",
        "fileNumber",
        "filmNumber",
        "items",
        "core_type",
        "size",
        "isXBRL",
        "isInlineXBRL",
        "primaryDocument",
        "primaryDocDescription",
    }


def test_a_ticker_file_lists_each_class_of_shares(
    client: requests.Session, edgar: EdgarReplay
) -> None:
    rows = client.get(f"{edgar.url}/files/company_tickers.json").json().values()
    assert {each["ticker"] for each in rows if each["cik_str"] == 9100047} == {"HRB-A", "HRB-B"}
    table = client.get(f"{edgar.url}/files/company_tickers_exchange.json").json()
    assert table["fields"] == ["cik", "name", "ticker", "exchange"]
    assert [9100047, "HARBOR & REED BANCORP", "HRB-A", "NYSE"] in table["data"]
    assert "nvne\t9100012\n" in client.get(f"{edgar.url}/include/ticker.txt").text


def test_what_is_missing_is_refused_as_edgar_refuses_it(
    client: requests.Session, edgar: EdgarReplay
) -> None:
    for path in (
        "/Archives/edgar/data/9100103/0009100103-99-999999.txt",
        "/Archives/edgar/data/1/0009100103-24-000033.txt",
        "/Archives/edgar/data/9100103/000910010324000034/0009100103-24-000033.txt",
        "/Archives/edgar/full-index/2031/QTR1/master.idx",
        "/Archives/edgar/full-index/1992/QTR4/master.idx",
        "/Archives/edgar/daily-index/2024/QTR1/master.20240101.idx",
        "/Archives/edgar/data/..%2f..%2fetc/passwd",
    ):
        answer = client.get(edgar.url + path)
        assert answer.status_code == 403, path
        assert "<Code>AccessDenied</Code>" in answer.text
        assert answer.headers["Content-Type"] == "application/xml"
    for name in ("CIK0000000001.json", "CIK9100103.json", "CIK0009100103-submissions-009.json"):
        answer = client.get(f"{edgar.url}/submissions/{name}")
        assert answer.status_code == 404
        assert f"<Key>submissions/{name}</Key>" in answer.text


@pytest.mark.parametrize("agent", ["", "python-requests/2.31", "Sample Company"])
def test_a_client_that_names_no_contact_is_refused(edgar: EdgarReplay, agent: str) -> None:
    answer = requests.get(edgar.url + COBALT, headers={"User-Agent": agent}, timeout=10)
    assert answer.status_code == 403
    assert "Undeclared Automated Tool" in answer.text


def test_a_contact_is_an_address_with_a_host() -> None:
    for agent in ("Jane jane@example.com", "x (mailto:a.b@c.org)"):
        assert CONTACT.search(agent), agent
    for agent in ("Jane", "jane@", "@example.com", "jane at example.com", "curl/8.1"):
        assert not CONTACT.search(agent), agent


def test_an_unchanged_index_is_not_sent_again(client: requests.Session, edgar: EdgarReplay) -> None:
    url = f"{edgar.url}/Archives/edgar/full-index/2024/QTR1/form.idx"
    first = client.get(url)
    for header, value in (
        ("If-Modified-Since", first.headers["Last-Modified"]),
        ("If-None-Match", first.headers["ETag"]),
    ):
        again = client.get(url, headers={header: value})
        assert (again.status_code, again.content) == (304, b"")
    assert client.get(url, headers={"If-None-Match": '"other"'}).status_code == 200
    past = {"If-Modified-Since": "Sat, 01 Jan 2000 00:00:00 GMT"}
    assert client.get(url, headers=past).status_code == 200


def test_a_rewritten_quarter_is_sent_again(
    client: requests.Session, sample_dir: Path, tmp_path: Path
) -> None:
    first, second = "0009100103-24-000033.txt", "0009100158-24-000006.txt"
    shutil.copy(sample_dir / first, tmp_path)
    with EdgarReplay(tmp_path) as replay:
        url = f"{replay.url}/Archives/edgar/full-index/2024/QTR1/master.idx"
        tag = client.get(url).headers["ETag"]
        shutil.copy(sample_dir / second, tmp_path)
        replay.reload()
        again = client.get(url, headers={"If-None-Match": tag})
    assert again.status_code == 200
    assert "LARKMOOR" in again.text


def test_submissions_answers_carry_no_validators(
    client: requests.Session, edgar: EdgarReplay
) -> None:
    headers = client.get(f"{edgar.url}/submissions/CIK0009100103.json").headers
    assert "ETag" not in headers
    assert "Last-Modified" not in headers


def test_a_filing_folder_lists_and_serves_its_documents(
    client: requests.Session, edgar: EdgarReplay
) -> None:
    folder = f"{edgar.url}/Archives/edgar/data/9100103/000910010324000033"
    names = {
        each["name"] for each in client.get(f"{folder}/index.json").json()["directory"]["item"]
    }
    assert {"0009100103-24-000033.txt", "cbfy20231231.htm", "g103logo.gif"} <= names
    page = client.get(f"{folder}/cbfy20231231.htm")
    assert page.headers["Content-Type"] == "text/html"
    assert page.content.startswith(b"<?xml")
    assert client.get(f"{folder}/g103logo.gif").content.startswith(b"GIF89a")
    assert client.get(f"{folder}/none.htm").status_code == 403


def test_index_directories_lead_to_files_that_are_there(
    client: requests.Session, edgar: EdgarReplay
) -> None:
    base = f"{edgar.url}/Archives/edgar"
    years = client.get(f"{base}/full-index/index.json").json()["directory"]["item"]
    assert [each["name"] for each in years][::32] == ["1993", "2025"]
    quarters = client.get(f"{base}/full-index/2025/index.json").json()["directory"]["item"]
    assert [each["href"] for each in quarters] == ["QTR1/", "QTR2/"]
    days = client.get(f"{base}/daily-index/2024/QTR1/index.json").json()["directory"]["item"]
    for each in days:
        assert client.get(f"{base}/daily-index/2024/QTR1/{each['name']}").status_code == 200


def test_one_connection_serves_many_requests(edgar: EdgarReplay) -> None:
    connection = http.client.HTTPConnection(edgar.url.removeprefix("http://"), timeout=10)
    statuses, sockets = [], set()
    for path in (COBALT, "/nowhere", "/files/company_tickers.json"):
        connection.request("GET", path, headers={"User-Agent": "Jane jane@example.com"})
        answer = connection.getresponse()
        answer.read()
        statuses.append(answer.status)
        sockets.add(connection.sock)
    assert statuses == [200, 404, 200]
    assert len(sockets) == 1
    connection.close()


def test_a_folder_without_submissions_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReplayError, match="no submission"):
        EdgarReplay(tmp_path)
    (tmp_path / "notes.txt").write_text("not a filing")
    with pytest.raises(ReplayError, match=r"notes\.txt"):
        EdgarReplay(tmp_path)


def test_stopping_closes_the_connections_that_are_open(
    client: requests.Session, sample_dir: Path
) -> None:
    with EdgarReplay(sample_dir) as replay:
        url = replay.url + COBALT
        assert client.get(url).status_code == 200
    with pytest.raises(requests.ConnectionError):
        client.get(url, timeout=5)
