from __future__ import annotations

import gzip
import http.client
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from docai.filing.header import ends_whole, parse_header
from stand_ins.edgar import (
    KINDS,
    EdgarReplay,
    FaultPlan,
    FaultRule,
    ReplayError,
    ReplaySettings,
)
from stand_ins.edgar.faults import rule_from_json

ACCESSION = "0009100103-24-000033"
PATH = f"/Archives/edgar/data/9100103/{ACCESSION}.txt"
CONTACT = {"User-Agent": "Sample Company admin@example.com"}
PLAIN = {"Accept-Encoding": "identity"}


@pytest.fixture(scope="module")
def edgar(sample_dir: Path) -> Iterator[EdgarReplay]:
    with EdgarReplay(sample_dir, ReplaySettings(drip_seconds=0.4)) as replay:
        yield replay


@pytest.fixture
def fetch(edgar: EdgarReplay, client: requests.Session) -> Iterator[EdgarReplay]:
    edgar.reset()
    yield edgar
    edgar.faults.set(())


def once(edgar: EdgarReplay, kind: str) -> str:
    edgar.faults.set([FaultRule(kind, times=1)])
    return edgar.url + PATH


@pytest.mark.parametrize(
    ("kind", "status", "words"),
    [
        ("too-many", 429, "Request Rate Threshold Exceeded"),
        ("too-many-retry-after", 429, "Request Rate Threshold Exceeded"),
        ("block-403", 403, "Request Rate Threshold Exceeded"),
        ("block-200", 200, "Request Rate Threshold Exceeded"),
        ("unavailable", 503, "temporarily unavailable"),
        ("not-a-submission", 200, "EDGAR Filing Documents"),
    ],
)
def test_a_fault_page_has_its_status_and_is_gone_the_next_time(
    fetch: EdgarReplay, client: requests.Session, kind: str, status: int, words: str
) -> None:
    url = once(fetch, kind)
    answer = client.get(url)
    assert (answer.status_code, words in answer.text) == (status, True)
    assert answer.headers.get("Retry-After") == ("1" if kind.endswith("after") else None)
    assert client.get(url).content == fetch.submission(ACCESSION)
    assert [each.fault for each in fetch.log.all()] == [kind, ""]


@pytest.mark.parametrize("encoding", ["identity", "gzip"])
def test_a_truncated_body_stops_short_of_the_length_it_announced(
    fetch: EdgarReplay, encoding: str
) -> None:
    once(fetch, "truncated")
    connection = http.client.HTTPConnection(fetch.url.removeprefix("http://"), timeout=10)
    connection.request("GET", PATH, headers={**CONTACT, "Accept-Encoding": encoding})
    answer = connection.getresponse()
    with pytest.raises(http.client.IncompleteRead) as caught:
        answer.read()
    assert answer.status == 200
    assert len(caught.value.partial) == int(answer.headers["Content-Length"]) // 2
    connection.close()


def test_a_body_cut_short_with_a_fitting_length_looks_whole_to_http(
    fetch: EdgarReplay, client: requests.Session
) -> None:
    whole = fetch.submission(ACCESSION)
    for headers in (PLAIN, {}):
        answer = client.get(once(fetch, "truncated-length"), headers=headers)
        assert answer.content == whole[: len(whole) // 2]
        assert not ends_whole(answer.content)


def test_a_truncated_gzip_body_has_no_length_and_no_end(fetch: EdgarReplay) -> None:
    once(fetch, "truncated-gzip")
    connection = http.client.HTTPConnection(fetch.url.removeprefix("http://"), timeout=10)
    connection.request("GET", PATH, headers={**CONTACT, "Accept-Encoding": "gzip"})
    answer = connection.getresponse()
    body = answer.read()
    assert answer.headers["Content-Length"] is None
    assert answer.headers["Transfer-Encoding"] is None
    assert answer.headers["Content-Encoding"] == "gzip"
    with pytest.raises(EOFError):
        gzip.decompress(body)
    connection.close()


def test_a_reset_connection_gives_no_answer(fetch: EdgarReplay) -> None:
    url = once(fetch, "reset")
    with pytest.raises(requests.ConnectionError, match="reset"):
        requests.get(url, headers=CONTACT, timeout=10)
    assert [(each.status, each.fault) for each in fetch.log.all()] == [(0, "reset")]


def test_another_filing_than_asked_for_is_a_whole_submission(
    fetch: EdgarReplay, client: requests.Session
) -> None:
    body = client.get(once(fetch, "other-filing")).content
    assert parse_header(body).accession != ACCESSION
    assert ends_whole(body)


def test_a_slow_answer_is_whole_in_the_end(fetch: EdgarReplay, client: requests.Session) -> None:
    start = time.monotonic()
    body = client.get(once(fetch, "slow")).content
    assert time.monotonic() - start >= 0.1
    assert body == fetch.submission(ACCESSION)


def test_every_fifth_submission_meets_the_fault_and_other_requests_do_not_count(
    fetch: EdgarReplay, client: requests.Session
) -> None:
    fetch.faults.set([FaultRule("unavailable", every=5)])
    statuses = []
    for _ in range(10):
        assert client.get(f"{fetch.url}/submissions/CIK0009100103.json").status_code == 200
        statuses.append(client.get(fetch.url + PATH).status_code)
    assert statuses == ([200] * 4 + [503]) * 2


def test_mixed_faults_come_each_in_turn() -> None:
    plan = FaultPlan([FaultRule("mixed", every=2)])
    met = [plan.next_for("/x", True) for _ in range(2 * len(KINDS) + 2)]
    assert met[0::2] == [""] * (len(KINDS) + 1)
    assert met[1::2] == [*KINDS, next(iter(KINDS))]


def test_a_rule_may_name_a_path_and_a_number_of_times() -> None:
    plan = FaultPlan([FaultRule("reset", times=2, path="full-index", everything=True)])
    paths = ["/full-index/a", "/other", "/full-index/b", "/full-index/c"]
    assert [plan.next_for(path, False) for path in paths] == ["reset", "", "reset", ""]
    plan.restart()
    assert plan.next_for("/full-index/a", False) == "reset"


def test_a_wrong_rule_is_refused_with_what_would_be_right() -> None:
    with pytest.raises(ReplayError, match="block-403"):
        FaultRule("block")
    with pytest.raises(ReplayError, match="at least"):
        FaultRule("reset", every=0)
    with pytest.raises(ReplayError, match="often"):
        rule_from_json({"kind": "reset", "often": 3})
    with pytest.raises(ReplayError, match="names its kind"):
        rule_from_json({"every": 3})
