import gzip

import pytest

from docai.tenk.structure.model import Passage
from docai.tenk.structure.passages import joined
from spark_delta.read.outcome import ReadFiling
from spark_delta.read.submission_rows import read_submission
from spark_delta.tables.checks import broken
from spark_delta.tables.schema import PASSAGES, SECTIONS
from stand_ins.sample import sample_filings


@pytest.fixture(scope="module")
def outcome() -> ReadFiling:
    filing = next(filing for filing in sample_filings() if filing.form == "10-K")
    read = read_submission(gzip.compress(filing.body), filing.accession, None, 50_000_000)
    assert isinstance(read, ReadFiling)
    return read


def test_the_passages_of_an_item_give_its_text(outcome: ReadFiling) -> None:
    rows = [dict(zip(PASSAGES.own, row, strict=True)) for row in outcome.rows[PASSAGES.name]]
    passages = [
        Passage(**(row | {"text": row["text"].decode(), "registrant": row["registrant"] or "", "note": row["note"] or ""}))
        for row in rows
    ]  # fmt: skip
    texts = dict(
        zip(outcome.values(SECTIONS, "item"), outcome.values(SECTIONS, "text"), strict=True)
    )
    assert len(texts) > 10
    for item, text in texts.items():
        assert joined(one for one in passages if one.item == item) == text.decode()


def test_passages_have_kinds_places_and_rules(outcome: ReadFiling) -> None:
    assert {"heading", "prose"} <= set(outcome.values(PASSAGES, "kind"))
    known = {
        "accession": "0000000001-24-000001",
        "cik": "0000000001",
        "filed": 9000,
        "form": "10-K",
    }
    for row in outcome.rows[PASSAGES.name]:
        full = {**known, "parser_version": "1", **dict(zip(PASSAGES.own, row, strict=True))}
        assert broken(full, PASSAGES.required, PASSAGES.rules) is None
        assert broken(full | {"text": b"x" * 8001}, PASSAGES.required, PASSAGES.rules) is not None
