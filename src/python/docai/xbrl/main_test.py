"""The program: statements for people, records for programs."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from docai.xbrl.__main__ import main, parser

_README = Path(__file__).with_name("README.md")
_NS = (
    'xmlns:link="http://www.xbrl.org/2003/linkbase" xmlns:xlink="http://www.w3.org/1999/xlink" '
    'xmlns:us-gaap="http://fasb.org/us-gaap/2024" xmlns:dei="http://xbrl.sec.gov/dei/2024"'
)


def _span(year: int) -> str:
    return (
        f'<context id="y{year}"><entity><identifier>1</identifier></entity><period><startDate>{year}-01-01</startDate><endDate>{year}-12-31</endDate></period></context>'
        f'<context id="i{year}"><entity><identifier>1</identifier></entity><period><instant>{year}-12-31</instant></period></context>'
    )


def _fact(concept: str, context: str, value: int, decimals: int = -6) -> str:
    return f'<us-gaap:{concept} contextRef="{context}" unitRef="u" decimals="{decimals}">{value}</us-gaap:{concept}>'


_INSTANCE = (
    f'<xbrl xmlns="http://www.xbrl.org/2003/instance" {_NS}>'
    + _span(2024)
    + _span(2023)
    + '<unit id="u"><measure>iso4217:USD</measure></unit><dei:EntityRegistrantName contextRef="y2024">Acme\x85\u202eemca</dei:EntityRegistrantName>'
    + _fact("Revenues", "y2024", 1_234_000_000)
    + _fact("Revenues", "y2023", 1_000_000_000)
    + _fact("NetIncomeLoss", "y2024", -5_000_000)
    + _fact("NetIncomeLoss", "y2023", 7_000_000)
    + _fact("Cash", "i2024", 30_000_000)
    + _fact("Cash", "i2023", 20_000_000)
    + "</xbrl>"
)
_PRESENTATION = (
    f'<link:linkbase {_NS}><link:roleType roleURI="r"><link:definition>0003 - Statement - Income of \u202eAcme</link:definition></link:roleType>'
    '<link:presentationLink xlink:role="r">'
    + "".join(
        f'<link:loc xlink:href="x#us-gaap_{concept}" xlink:label="{concept}"/>'
        for concept in ("IncomeAbstract", "Revenues", "NetIncomeLoss", "Cash")
    )
    + "".join(
        f'<link:presentationArc xlink:from="IncomeAbstract" xlink:to="{concept}" order="{order}" preferredLabel="{label}"/>'
        for order, (concept, label) in enumerate(
            [("Revenues", "x"), ("NetIncomeLoss", "negatedLabel"), ("Cash", "periodStartLabel"), ("Cash", "periodEndLabel")]
        )
    )
    + "</link:presentationLink></link:linkbase>"
)  # fmt: skip


@pytest.fixture
def filing(tmp_path: Path) -> Path:
    path = tmp_path / "acme.txt"
    path.write_text(
        "<SEC-HEADER>\n</SEC-HEADER>\n"
        + "".join(
            f"<DOCUMENT>\n<TYPE>{kind}\n<SEQUENCE>1\n<FILENAME>{kind}.xml\n<TEXT>\n{body}\n</TEXT>\n</DOCUMENT>\n"
            for kind, body in (
                ("EX-101.INS", _INSTANCE),
                ("EX-101.PRE", _PRESENTATION),
                ("EX-27", "<ARTICLE> 5\n<PERIOD-END> DEC-31-1997\n<CASH> 5,000\n"),
            )
        ),
        encoding="utf-8",
    )
    return path


def test_statements_have_years_as_columns(filing: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(filing)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert all(len(line) <= 80 for line in lines)
    assert lines[2] == "Income of \\u202eAcme (USD in millions)"
    rows = [line.split() for line in lines[5:9]]
    assert rows == [
        ["Revenues", "1,234", "1,000"],
        ["Net", "Income", "Loss", "5", "(7)"],
        ["Cash", "20"],
        ["Cash", "30", "20"],
    ]
    assert "5,000" in lines[-1]


def test_a_label_that_is_too_long_goes_on_below_itself(
    filing: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name = "NetCashProvidedByUsedInOperatingActivitiesContinuingOperationsOfAcme"
    text = filing.read_text(encoding="utf-8").replace("NetIncomeLoss", name)
    filing.write_text(text, encoding="utf-8")
    assert main([str(filing)]) == 0
    out = capsys.readouterr().out
    assert "..." not in out
    lines = out.splitlines()
    assert all(len(line) <= 80 for line in lines)
    at = next(number for number, line in enumerate(lines) if line.startswith("Net Cash"))
    assert lines[at : at + 2] == [
        "Net Cash Provided By Used In Operating Activities",
        "  Continuing Operations Of Acme                                 5            (7)",
    ]


def test_a_figure_in_a_scale_has_the_places_that_it_has(
    filing: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = filing.read_text(encoding="utf-8").replace(">1234000000<", ">1234500000<")
    filing.write_text(text, encoding="utf-8")
    main([str(filing)])
    assert "1,234.5 " in capsys.readouterr().out


def test_nothing_of_a_filing_acts_on_the_terminal(
    filing: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for format_ in ("text", "csv", "jsonl", "json"):
        main([str(filing), "--format", format_])
        out = capsys.readouterr().out
        assert "\u202e" not in out
        assert "\x85" not in out


def test_a_fact_is_a_line(filing: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(filing), "--format", "jsonl"]) == 0
    records = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert len(records) == 7
    assert records[1]["concept"] == "us-gaap:Revenues"
    assert records[1]["period"] == {"start": "2024-01-01", "end": "2024-12-31"}


def test_statements_and_schedules_are_lines_too(
    filing: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main([str(filing), "--format", "jsonl", "--statements"])
    assert [json.loads(line)["position"] for line in capsys.readouterr().out.splitlines()] == [
        1, 2, 3, 4, 5,
    ]  # fmt: skip
    main([str(filing), "--format", "jsonl", "--ex27"])
    record = json.loads(capsys.readouterr().out)
    assert (record["tag"], record["value"], record["multiplier"]) == ("CASH", "5000", None)


def test_csv_and_json_hold_the_same_records(
    filing: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main([str(filing), "--format", "csv"])
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    main([str(filing), "--format", "json"])
    records = json.loads(capsys.readouterr().out)["acme.txt"]
    assert [row["concept"] for row in rows] == [record["concept"] for record in records]
    assert rows[0]["file"] == "acme.txt"


def test_a_document_that_cannot_be_read_is_said(
    filing: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    filing.write_text(filing.read_text(encoding="utf-8").replace("</xbrl>", ""), encoding="utf-8")
    assert main([str(filing)]) == 4
    assert "EX-101.INS.xml: xml:" in capsys.readouterr().err
    assert main([str(filing.with_name("none.txt"))]) == 2


def test_the_readme_names_every_option() -> None:
    readme = _README.read_text(encoding="utf-8")
    options = {flag for action in parser()._actions for flag in action.option_strings}
    for flag in options - {"-h", "--help"}:
        assert f"`{flag}" in readme, flag
