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
    "NLT-A": Listed("0000990001", "NORTHERN LANTERN CORP"),
    "NLT-B": Listed("0000990001", "NORTHERN LANTERN CORP"),
    "HMC": Listed("0000990003", "HARBOR MILLS CO"),
    "HMCX": Listed("0000990004", "HMCX INC"),
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


@pytest.mark.parametrize(
    "value", [b"{", {"0": {}}, {"0": {"cik_str": 0, "ticker": "X", "title": ""}}, b"<html>"]
)
def test_what_is_no_such_list_is_fetched_again(value: object) -> None:
    with pytest.raises(Trouble, match="no list of tickers"):
        parse_tickers(content(value))
