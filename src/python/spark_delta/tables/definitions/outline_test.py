import gzip

import pytest

from spark_delta.read.outcome import ReadFiling
from spark_delta.read.submission_rows import read_submission
from spark_delta.tables.checks import broken
from spark_delta.tables.schema import OUTLINE, SECTIONS
from stand_ins.sample import SampleFiling, sample_filings


@pytest.fixture(scope="module")
def filing() -> SampleFiling:
    return next(filing for filing in sample_filings() if filing.form == "10-K")


def read(filing: SampleFiling, body: bytes) -> ReadFiling:
    outcome = read_submission(gzip.compress(body), filing.accession, None, 50_000_000)
    assert isinstance(outcome, ReadFiling)
    return outcome


def test_each_item_found_has_its_state_in_both_tables(filing: SampleFiling) -> None:
    outcome = read(filing, filing.body)
    states = dict(
        zip(outcome.values(OUTLINE, "item"), outcome.values(OUTLINE, "state"), strict=True)
    )
    items = outcome.values(SECTIONS, "item")
    assert len(items) > 10
    assert [states[item] for item in items] == outcome.values(SECTIONS, "state")
    assert set(outcome.values(OUTLINE, "registrant")) == {None}


def test_an_item_that_the_form_asks_for_and_nobody_wrote_is_absent(filing: SampleFiling) -> None:
    body = filing.body.replace(b"Item 2.", b"Thing 2.").replace(b"ITEM 2.", b"THING 2.")
    outcome = read(filing, body)
    assert "2" not in outcome.values(SECTIONS, "item")
    rows = [dict(zip(OUTLINE.own, row, strict=True)) for row in outcome.rows[OUTLINE.name]]
    (row,) = [row for row in rows if row["item"] == "2"]
    assert (row["expected"], row["state"], row["target"]) == (True, "absent", "")


def test_rows_keep_the_rules_and_targets_are_short(filing: SampleFiling) -> None:
    known = {"accession": filing.accession, "cik": "0000000001", "filed": 9000, "form": "10-K"}
    for row in read(filing, filing.body).rows[OUTLINE.name]:
        full = {**known, "parser_version": "1", **dict(zip(OUTLINE.own, row, strict=True))}
        assert broken(full, OUTLINE.required, OUTLINE.rules) is None
        assert broken(full | {"target": "x" * 501}, OUTLINE.required, OUTLINE.rules) is not None
