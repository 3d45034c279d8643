from __future__ import annotations

import gzip
import resource

import pytest
import requests

from docai.filing.header import ends_whole, parse_header
from stand_ins.edgar import EdgarReplay, ReplayError, ReplaySettings
from stand_ins.edgar.synthetic import SMALLEST, SyntheticBody


@pytest.mark.parametrize("size", [SMALLEST, 65_536, 200_000, 3_000_001])
def test_a_synthetic_submission_is_whole_and_of_the_size_asked_for(size: int) -> None:
    body = SyntheticBody(17, size)
    data = b"".join(body.chunks())
    packed = b"".join(body.gzip_chunks())
    assert len(data) == size
    assert gzip.decompress(packed) == data
    assert len(packed) == body.gzip_size()
    assert parse_header(data).accession == body.accession
    assert ends_whole(data)


def test_synthetic_filings_differ_and_are_found_through_their_filers(
    client: requests.Session,
) -> None:
    with EdgarReplay(settings=ReplaySettings(synthetic=25, size=5000)) as replay:
        rows = client.get(f"{replay.url}/files/company_tickers.json").json().values()
        bodies = set()
        for row in rows:
            name = f"CIK{row['cik_str']:010d}.json"
            recent = client.get(f"{replay.url}/submissions/{name}").json()["filings"]["recent"]
            for accession in recent["accessionNumber"]:
                path = f"/Archives/edgar/data/{row['cik_str']}/{accession}.txt"
                bodies.add(client.get(replay.url + path).content)
    assert len(bodies) == 25
    assert len({row["ticker"] for row in rows}) == 3


def test_a_large_submission_is_streamed_in_little_memory(client: requests.Session) -> None:
    with EdgarReplay(settings=ReplaySettings(synthetic=1, size=150_000_000)) as replay:
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        path = "/Archives/edgar/data/9800001/0009800001-14-000000.txt"
        read = 0
        with client.get(replay.url + path, stream=True) as answer:
            for chunk in answer.iter_content(1 << 20):
                read += len(chunk)
        grown_kib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert read == 150_000_000
    assert grown_kib < 40_000


def test_a_size_below_that_of_a_header_is_refused() -> None:
    with pytest.raises(ReplayError, match=str(SMALLEST)):
        EdgarReplay(settings=ReplaySettings(synthetic=1, size=10))
