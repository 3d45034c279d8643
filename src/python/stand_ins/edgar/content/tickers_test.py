from __future__ import annotations

from pathlib import Path

import pytest

from stand_ins.edgar.content.tickers import Ticker, all_tickers, read_tickers
from stand_ins.edgar.errors import ReplayError


def test_made_up_tickers_follow_from_the_name_and_are_never_shared() -> None:
    names = {f"{n:010d}": "NORTHERN LANTERN CORP" for n in range(1, 900)}
    made = all_tickers([], names)
    assert [each.symbol for each in made[:3]] == ["NRTH", "NL", "NOAA"]
    assert len({each.symbol for each in made}) == len(names)
    assert made == all_tickers([], names)


def test_a_name_without_letters_has_a_ticker_too() -> None:
    assert all_tickers([], {"0000000001": "24 7 INC"})[0].symbol


def test_listed_tickers_stand_alone(tmp_path: Path) -> None:
    path = tmp_path / "tickers.csv"
    path.write_text("cik,ticker,title\n47,HRB-A,HARBOR\n47,HRB-B,HARBOR\n")
    listed = read_tickers(path)
    assert listed[0] == Ticker("0000000047", "HRB-A", "HARBOR", None)
    assert all_tickers(listed, {"0000000048": "SUBSIDIARY CO"}) == listed


@pytest.mark.parametrize("text", ["cik,title\n47,HARBOR\n", "cik,ticker,title\nabc,X,Y\n"])
def test_a_wrong_tickers_file_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "tickers.csv"
    path.write_text(text)
    with pytest.raises(ReplayError, match="cik,ticker,title"):
        read_tickers(path)
