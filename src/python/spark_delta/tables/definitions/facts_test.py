import gzip
from datetime import date
from decimal import Decimal

import pyarrow.parquet as pq

from docai.lake.open import open_lake
from spark_delta.read.outcome import FRAME_HEAD, ReadFiling, decode, encode, frame_lengths
from spark_delta.read.staged_rows import StagedTable
from spark_delta.read.submission_rows import read_submission
from spark_delta.tables.checks import broken
from spark_delta.tables.schema import DOCUMENTS, FACTS, SECTIONS
from stand_ins.sample import sample_filings

HEAD = (
    '<xbrl xmlns="http://www.xbrl.org/2003/instance" xmlns:us-gaap="http://fasb.org/us-gaap/2024" '
    'xmlns:dei="http://xbrl.sec.gov/dei/2024" xmlns:iso4217="http://www.xbrl.org/2003/iso4217">'
    '<context id="y"><entity><identifier scheme="http://www.sec.gov/CIK">1</identifier></entity>'
    "<period><startDate>2024-01-01</startDate><endDate>2024-12-31</endDate></period></context>"
    '<unit id="usd"><measure>iso4217:USD</measure></unit>'
)
FACT = '<us-gaap:{} contextRef="y" unitRef="usd" decimals="{}">{}</us-gaap:{}>'
NOTE = "A note. " * 200


def instance(*facts: str, end: str = "</xbrl>") -> bytes:
    return (HEAD + "".join(facts) + end).encode()


def document(kind: str, name: str, body: bytes) -> bytes:
    head = f"<DOCUMENT>\n<TYPE>{kind}\n<SEQUENCE>9\n<FILENAME>{name}\n<TEXT>\n"
    return head.encode() + body + b"\n</TEXT>\n</DOCUMENT>\n"


def read(*documents: bytes) -> ReadFiling:
    filing = next(iter(sample_filings()))
    head, end, tail = filing.body.rpartition(b"</DOCUMENT>\n")
    body = head + end + b"".join(documents) + tail
    outcome = read_submission(gzip.compress(body), filing.accession, None, 50_000_000)
    assert isinstance(outcome, ReadFiling)
    frame = encode(outcome)
    said, _ = frame_lengths(frame[:FRAME_HEAD])
    over_the_wire = decode(frame[FRAME_HEAD : FRAME_HEAD + said], frame[FRAME_HEAD + said :])
    assert isinstance(over_the_wire, ReadFiling)
    return over_the_wire


FIGURES = instance(
    FACT.format("Revenues", "-6", "5000000", "Revenues"),
    FACT.format("InterestExpense", "INF", "12345678901234567890.12345", "InterestExpense"),
    f'<us-gaap:PolicyTextBlock contextRef="y">{NOTE}</us-gaap:PolicyTextBlock>',
)


def test_each_fact_is_a_row_and_a_number_keeps_every_digit(tmp_path: object) -> None:
    outcome = read(document("EX-101.INS", "x.xml", FIGURES))
    rows = [
        dict(zip(FACTS.own, row, strict=True))
        for row in zip(*outcome.rows[FACTS.name], strict=True)
    ]
    assert [row["concept"].partition(":")[2] for row in rows] == [
        "Revenues",
        "InterestExpense",
        "PolicyTextBlock",
    ]
    assert (rows[0]["number"], rows[0]["unit"], rows[0]["source"]) == ("5000000", "USD", "instance")
    assert rows[2]["value"] is rows[2]["number"] is None
    assert rows[2]["chars"] == len(NOTE)

    lake = open_lake(str(tmp_path))
    staged = StagedTable(lake, FACTS, "facts.parquet", "_open/facts")
    given = {"accession": "0000000001-25-000001", "cik": "0000000001", "filed": date(2025, 3, 1)}
    given |= {"form": "10-K", "fiscal_year": 2024, "parser_version": "1"}
    for row in rows:
        assert broken(given | row, FACTS.required, FACTS.rules) is None
        staged.append(given | row)
    assert staged.publish(replacing=False) is not None
    written = pq.read_table(f"{tmp_path}/facts.parquet").to_pylist()
    assert [row["number"] for row in written] == [
        Decimal("5000000.0000000000"),
        Decimal("12345678901234567890.1234500000"),
        None,
    ]
    assert (written[0]["period_start"], written[0]["period_end"]) == (
        date(2024, 1, 1),
        date(2024, 12, 31),
    )


def test_a_broken_instance_costs_its_facts_and_is_told_beside_its_document() -> None:
    outcome = read(
        document("EX-101.INS", "broken.xml", FIGURES[:-30]), document("EX-99", "other.htm", b"<p>")
    )
    assert outcome.rows[FACTS.name] == [[] for _ in FACTS.own]
    assert len(outcome.rows[SECTIONS.name]) > 5
    names, notes = outcome.values(DOCUMENTS, "file_name"), outcome.values(DOCUMENTS, "note")
    told = {name: note for name, note in zip(names, notes, strict=True) if note is not None}
    assert list(told) == ["broken.xml"]
    assert told["broken.xml"].partition(":")[0] == "xml"
