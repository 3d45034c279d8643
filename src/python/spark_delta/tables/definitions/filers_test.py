import gzip
from typing import Any

import pyarrow as pa
from deltalake import QueryBuilder, write_deltalake

from spark_delta.read.outcome import ReadFiling
from spark_delta.read.submission_rows import read_submission
from spark_delta.tables.derived import DERIVED
from spark_delta.tables.schema import FILERS
from stand_ins.sample import sample_filings

INSTANCE = (
    '<xbrl xmlns="http://www.xbrl.org/2003/instance" xmlns:dei="http://xbrl.sec.gov/dei/2024">'
    '<context id="y"><entity><identifier scheme="http://www.sec.gov/CIK">1</identifier></entity>'
    "<period><startDate>2024-01-01</startDate><endDate>2024-12-31</endDate></period></context>"
    '<unit id="n"><measure>shares</measure></unit>'
    '<dei:TradingSymbol contextRef="y">nlt</dei:TradingSymbol>'
    '<dei:SecurityExchangeName contextRef="y">NYSE</dei:SecurityExchangeName>'
    '<dei:EntityCommonStockSharesOutstanding contextRef="y" unitRef="n" decimals="0">42</dei:EntityCommonStockSharesOutstanding>'
    "</xbrl>"
)


def rows(body: bytes, accession: str) -> list[dict[str, Any]]:
    outcome = read_submission(gzip.compress(body), accession, None, 50_000_000)
    assert isinstance(outcome, ReadFiling)
    return [dict(zip(FILERS.own, row, strict=True)) for row in outcome.rows[FILERS.name]]


def test_each_filer_is_a_row_and_the_cover_is_that_of_the_first() -> None:
    filing = next(iter(sample_filings()))
    head, end, tail = filing.body.rpartition(b"</DOCUMENT>\n")
    exhibit = f"<DOCUMENT>\n<TYPE>EX-101.INS\n<SEQUENCE>9\n<FILENAME>x.xml\n<TEXT>\n{INSTANCE}\n</TEXT>\n</DOCUMENT>\n"
    other = (
        b"FILER:\n\n\tCOMPANY DATA:\t\n\t\tCOMPANY CONFORMED NAME:\t\t\tWICK FINANCE LLC\n"
        b"\t\tCENTRAL INDEX KEY:\t\t\t0000990077\n\n\tFORMER COMPANY:\t\n\t\tFORMER CONFORMED NAME:\tWICK CO\n"
        b"\t\tDATE OF NAME CHANGE:\t19990131\n"
    )
    closing = b"</SEC-HEADER>" if b"</SEC-HEADER>" in head else b"</IMS-HEADER>"
    body = (head + end + exhibit.encode() + tail).replace(closing, other + closing, 1)
    first, second = rows(body, filing.accession)
    assert (first["position"], first["filer_cik"]) == (1, filing.ciks[0])
    assert (first["tickers"], first["exchanges"], first["class_tickers"]) == (
        ["NLT"],
        ["NYSE"],
        ["NLT"],
    )
    assert first["shares_outstanding"] == "42"
    assert second["filer_cik"] == "0000990077"
    assert (second["former_names"], second["former_names_changed"]) == (["WICK CO"], ["1999-01-31"])
    assert second["names"] == ["WICK FINANCE LLC", "WICK CO"]
    assert second["tickers"] == []


def test_a_company_has_every_name_and_ticker_it_ever_had(tmp_path: Any) -> None:
    (view,) = (one for one in DERIVED if one.name == "companies")
    table = pa.table(
        {
            "accession": ["a-1", "a-2", "b-1"],
            "filer_cik": ["1", "1", "2"],
            "filed": [1, 2, 1],
            "name": ["OLD CO", "NEW CO", "OTHER"],
            "names": [["OLD CO"], ["NEW CO", "OLD CO"], ["OTHER"]],
            "tickers": [["OLD"], ["NEW"], []],
        },
        schema=pa.schema(
            [
                ("accession", pa.string()),
                ("filer_cik", pa.string()),
                ("filed", pa.int32()),
                ("name", pa.string()),
                ("names", pa.list_(pa.string())),
                ("tickers", pa.list_(pa.string())),
            ]
        ),
    )
    write_deltalake(str(tmp_path), table)
    from deltalake import DeltaTable

    builder = QueryBuilder().register("filers", DeltaTable(str(tmp_path)))
    found = pa.table(builder.execute(view.query("filers") + " ORDER BY filer_cik").read_all())
    first, second = found.to_pylist()
    assert (first["name"], first["filings"], first["first_filed"]) == ("NEW CO", 2, 1)
    assert sorted(first["all_names"]) == ["NEW CO", "OLD CO"]
    assert sorted(first["all_tickers"]) == ["NEW", "OLD"]
    assert second["all_tickers"] == []
