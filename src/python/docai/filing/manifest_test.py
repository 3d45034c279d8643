import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from docai.filing.errors import NotAManifestLine
from docai.filing.manifest import Intent, Result, read_intents, read_results, to_line, to_lines
from stand_ins.collector import collector_held

INTENT = Intent(
    accession="0000990001-24-000017",
    cik="0000990001",
    ciks=("0000990001", "0000990002"),
    company="Café & Söhne \u2028 Corp",
    form="10-K",
    filed=date(2024, 2, 28),
    period=None,
    url="https://www.sec.gov/Archives/edgar/data/990001/0000990001-24-000017.txt",
)
RESULT = Result(
    accession=INTENT.accession,
    cik=INTENT.cik,
    ciks=INTENT.ciks,
    company=INTENT.company,
    form=INTENT.form,
    filed=INTENT.filed,
    period=date(2023, 12, 31),
    url=INTENT.url,
    path="raw/10-k/0000990001/0000990001-24-000017.txt.gz",
    size=1234,
    sha256="ab" * 32,
    status="stored",
    error=None,
    attempts=2,
    fetched_at=datetime(2024, 3, 1, 12, 0, 0, 250000, tzinfo=UTC),
)


def test_lines_come_back_as_they_went() -> None:
    failed = replace(
        RESULT, path=None, size=None, sha256=None, status="failed", error="503", fetched_at=None
    )
    assert list(read_results(to_lines([RESULT, failed]))) == [RESULT, failed]
    assert list(read_intents(to_lines([INTENT]))) == [INTENT]


def test_a_line_names_its_fields_as_the_contract_does() -> None:
    fields = json.loads(to_line(RESULT))
    assert list(fields) == [
        "accession", "cik", "ciks", "company", "form", "filed", "period", "url", "path",
        "sha256", "status", "error", "attempts", "fetched_at", "bytes",
    ]  # fmt: skip
    assert (fields["bytes"], fields["fetched_at"]) == (1234, "2024-03-01T12:00:00.250+00:00")


def test_a_field_of_a_newer_loader_is_passed_over() -> None:
    line = json.dumps({**json.loads(to_line(RESULT)), "colour": "blue"}).encode()
    assert list(read_results(line)) == [RESULT]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"status": "done"}, "status 'done' is none of stored"),
        ({"path": "../../etc/passwd"}, "is not that of a stored submission"),
        ({"path": None}, "status 'stored' without a path"),
        ({"accession": "17"}, "not an accession number"),
        ({"filed": "yesterday"}, "yesterday"),
        ({"ciks": None}, "wrong type"),
    ],
)
def test_a_line_that_breaks_the_contract_says_where_and_why(
    change: dict[str, object], says: str
) -> None:
    line = json.dumps({**json.loads(to_line(RESULT)), **change}).encode()
    with pytest.raises(NotAManifestLine, match=f"0002.jsonl, line 2: .*{says}"):
        list(read_results(b"\n" + line, "0002.jsonl"))


def test_half_a_line_is_refused_and_not_guessed_at() -> None:
    with pytest.raises(NotAManifestLine, match="not JSON"):
        list(read_results(to_line(RESULT).encode()[:-20]))
    with pytest.raises(NotAManifestLine, match="lacks the field 'status'"):
        list(read_results(to_line(INTENT).encode()))


@collector_held()
def test_a_line_that_is_nested_without_end_is_refused() -> None:
    with pytest.raises(NotAManifestLine, match="nested too deep"):
        list(read_results(b"[" * 100_000))
