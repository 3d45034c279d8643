import json

import pytest

from data_loader.edgar.client import Content
from data_loader.edgar.errors import Trouble
from data_loader.errors import WrongSelection
from data_loader.selection.tickers import (
    SEPARATOR,
    Listed,
    ciks_of,
    near_tickers,
    normal,
    parse_tickers,
)

LISTED = {
    "NLT-A": (Listed("0000990001", "NORTHERN LANTERN CORP"),),
    "NLT-B": (Listed("0000990001", "NORTHERN LANTERN CORP"),),
    "HMC": (Listed("0000990003", "HARBOR MILLS CO"),),
    "HMCX": (Listed("0000990004", "HMCX INC"),),
}


def content(value: object) -> Content:
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    return Content({}, data, iter([data]))


@pytest.mark.parametrize("text", ["BRK-B", "BRK.B", "brk/b", "BRK B", " $brk.b ", "BRK_B"])
def test_a_share_class_may_be_written_in_any_usual_way(text: str) -> None:
    assert normal(text) == "BRK-B"


def test_symbols_are_cut_at_separators_only() -> None:
    assert SEPARATOR.search("BRK.B")
    assert not SEPARATOR.search("BRKB")


def test_tickers_become_ciks_in_their_order() -> None:
    assert ciks_of(["hmc", "nlt.b"], LISTED) == ["0000990003", "0000990001"]


def test_unknown_tickers_are_named_all_at_once_with_near_ones() -> None:
    with pytest.raises(WrongSelection) as caught:
        ciks_of(["HMC", "NLT", "QQQQ"], LISTED)
    assert "unknown ticker 'NLT'; did you mean NLT-A (NORTHERN LANTERN CORP) or NLT-B" in str(
        caught.value
    )
    assert "unknown ticker 'QQQQ' (companies that are no longer listed" in str(caught.value)


def test_near_tickers_are_share_classes_first() -> None:
    assert near_tickers("NLTB", LISTED)[0] == "NLT-B"
    assert near_tickers("HMC-A", LISTED)[0] == "HMC"


def test_the_secs_list_is_an_object_of_numbered_rows() -> None:
    row = {"cik_str": 990003, "ticker": "HMC", "title": "HARBOR MILLS CO"}
    assert parse_tickers(content({"0": row})) == {"HMC": LISTED["HMC"]}


def test_a_ticker_in_two_rows_stands_for_both_companies(caplog: pytest.LogCaptureFixture) -> None:
    rows = [
        {"cik_str": 990003, "ticker": "HMC", "title": "HARBOR MILLS CO"},
        {"cik_str": 990009, "ticker": "hmc", "title": "HARBOR MILLS HOLDINGS"},
        {"cik_str": 990009, "ticker": "hmc", "title": "HARBOR MILLS HOLDINGS"},
    ]
    listed = parse_tickers(content(rows))
    assert ciks_of(["HMC"], listed) == ["0000990003", "0000990009"]
    assert (
        "the ticker 'HMC' is that of several companies, all are taken: 0000990003 (HARBOR MILLS CO), "
        "0000990009 (HARBOR MILLS HOLDINGS)"
    ) in caplog.text


@pytest.mark.parametrize(
    "row",
    [
        {"cik_str": 7, "ticker": None, "title": "X"},
        {"cik_str": None, "ticker": "X", "title": "X"},
        {"cik_str": True, "ticker": "X", "title": "X"},
        {"cik_str": 1.5, "ticker": "X", "title": "X"},
        {"cik_str": 10**11, "ticker": "X", "title": "X"},
        {"cik_str": "apple", "ticker": "X", "title": "X"},
        {"ticker": "X"},
        ["X"],
        None,
        7,
    ],
)
def test_a_row_that_names_no_company_is_passed_over(row: object) -> None:
    good = {"cik_str": "990003", "ticker": "HMC", "title": "HARBOR MILLS CO"}
    assert parse_tickers(content([row, good])) == {"HMC": LISTED["HMC"]}


def test_many_unknown_tickers_are_told_in_a_short_sentence() -> None:
    with pytest.raises(WrongSelection, match=r"unknown ticker 'Q0'.*; and 95 more$"):
        ciks_of([f"Q{number}" for number in range(100)], LISTED)


@pytest.mark.parametrize(
    "value",
    [
        b"{",
        {"0": {}},
        {"0": {"cik_str": 0, "ticker": "X", "title": ""}},
        b"<html>",
        b"7",
        b"[]",
        b"null",
    ],
)
def test_what_is_no_such_list_is_fetched_again(value: object) -> None:
    with pytest.raises(Trouble, match=r"no list of tickers|no JSON"):
        parse_tickers(content(value))


def test_of_unknown_tickers_five_are_told_in_full() -> None:
    with pytest.raises(WrongSelection) as caught:
        ciks_of([f"Q{number}" for number in range(5)], LISTED)
    assert "more" not in str(caught.value).replace("no longer", "")
    with pytest.raises(WrongSelection, match=r"; and 1 more$"):
        ciks_of([f"Q{number}" for number in range(6)], LISTED)


def test_a_ticker_of_one_company_is_not_told(caplog: pytest.LogCaptureFixture) -> None:
    assert ciks_of(["HMC"], LISTED) == ["0000990003"]
    assert caplog.text == ""
