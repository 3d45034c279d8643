from decimal import Decimal

import pytest

from docai.xbrl.tables.cover import SYMBOL, SYMBOLS, Cover, Security, covers
from docai.xbrl.tables.fact_rows import FactRow

FIRST = "0000990001"
FINANCE = "dei:LegalEntityAxis=nlt:LanternFinanceMember"
CLASS_A, CLASS_B = (
    f"us-gaap:StatementClassOfStockAxis=us-gaap:CommonClass{letter}Member" for letter in "AB"
)


def fact(concept: str, value: str | None, dimensions: str = "", unit: str | None = None) -> FactRow:
    number = Decimal(value) if unit and value else None
    return FactRow(
        1, f"dei:{concept}", None, value, number, unit, None, None, None, None, "other", dimensions,
        value is None, unit is not None, None, None, True, 1, "inline", "a.htm", None, None, 0,
    )  # fmt: skip


def test_a_cover_names_its_securities_class_by_class() -> None:
    found = covers(
        [
            fact("Security12bTitle", "Class A common stock,\n par value $0.01", CLASS_A),
            fact("TradingSymbol", "nlt.a", CLASS_A),
            fact("SecurityExchangeName", "NYSE", CLASS_A),
            fact("Security12bTitle", "Class B common stock", CLASS_B),
            fact("TradingSymbol", "N/A", CLASS_B),
            fact("EntityFilerCategory", "Large Accelerated Filer"),
            fact("EntityShellCompany", "false"),
            fact("AuditorName", "Wick & Co LLP"),
            fact("AuditorLocation", "Portland, Maine"),
            fact("AuditorFirmId", "9999"),
            fact("EntityPublicFloat", "1200", "", "USD"),
            fact("EntityCommonStockSharesOutstanding", "30", CLASS_A, "shares"),
            fact("EntityCommonStockSharesOutstanding", "12", CLASS_B, "shares"),
            fact("EntityAddressCityOrTown", None),
        ],
        FIRST,
    )
    assert found == {
        FIRST: Cover(
            securities=(
                Security("Class A common stock, par value $0.01", ("NLT.A",), "NYSE"),
                Security("Class B common stock", (), ""),
            ),
            category="Large Accelerated Filer",
            shell=False,
            auditor="Wick & Co LLP",
            auditor_location="Portland, Maine",
            auditor_id="9999",
            shares=Decimal(42),
            public_float=Decimal(1200),
            currency="USD",
        )
    }
    assert found[FIRST].tickers == ("NLT.A",)


def test_shares_without_a_class_are_those_of_all() -> None:
    facts = [
        fact("EntityCommonStockSharesOutstanding", "42", "", "shares"),
        fact("EntityCommonStockSharesOutstanding", "30", CLASS_A, "shares"),
    ]
    assert covers(facts, FIRST)[FIRST].shares == 42


def test_each_co_registrant_has_its_own_cover() -> None:
    found = covers(
        [
            fact("TradingSymbol", "NLT"),
            fact("EntityCentralIndexKey", "0000990002", FINANCE),
            fact("TradingSymbol", "NLTF", f"{FINANCE}; {CLASS_A}"),
            fact("TradingSymbol", "LOST", "dei:LegalEntityAxis=nlt:NobodyMember"),
        ],
        FIRST,
    )
    assert {cik: each.tickers for cik, each in found.items()} == {
        FIRST: ("NLT",),
        "0000990002": ("NLTF",),
    }


@pytest.mark.parametrize(
    ("text", "tickers"),
    [
        ("NLT", ("NLT",)),
        ("nlt, nltb", ("NLT", "NLTB")),
        ("NLT; NLT-PA", ("NLT", "NLT-PA")),
        ("NLT/NLT.B", ("NLT", "NLT.B")),
        ("None", ()),
        ("NLT and NLTB", ("NLT", "NLTB")),
        ("NLT NLTB", ("NLT", "NLTB")),
        ("NLT 24A", ("NLT 24A",)),
        ("NLT B", ("NLT B",)),
        ("NLT PRA", ("NLT PRA",)),
        ("NLT PR", ("NLT PR",)),
        *(
            (f"NLT {series}", (f"NLT {series}",))
            for series in ("WS", "WT", "WI", "U", "UN", "UT", "R", "RT", "CL", "24", "PR A")
        ),
        *(
            (f"NLT/{series}", (f"NLT/{series}",))
            for series in ("WS", "B", "28A", "25", "PRA", "U", "RT")
        ),
        ("NLT /35", ("NLT/35",)),
        ("NLT / NLTB", ("NLT", "NLTB")),
        ("NLT/WSN", ("NLT", "WSN")),
        ("NLT, NLT WS", ("NLT", "NLT WS")),
        ("\N{EM DASH}", ()),
        ("(NLT)", ("NLT",)),
        ("Not applicable", ()),
    ],
)
def test_tickers_of_a_fact(text: str, tickers: tuple[str, ...]) -> None:
    found = covers([fact("TradingSymbol", text)], FIRST)
    assert found[FIRST].tickers == tickers


def test_symbol_patterns() -> None:
    assert SYMBOL.fullmatch("BRK.B")
    assert not SYMBOL.fullmatch(".B")
    assert SYMBOL.fullmatch("NLT 24A")
    assert not SYMBOL.fullmatch("COMMON STOCK OF NLT")
    assert SYMBOLS.split("A, B;C/DEF & E") == ["A", "B", "C", "DEF", "E"]
    assert SYMBOLS.split("AB CD") == ["AB", "CD"]
    assert SYMBOLS.split("AB C") == ["AB C"]
