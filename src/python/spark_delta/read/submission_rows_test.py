from __future__ import annotations

import gzip
import hashlib
import random
import sys
import tracemalloc
from typing import NoReturn

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spark_delta.read import submission_rows as submission
from spark_delta.read.outcome import (
    FRAME_HEAD,
    Failure,
    Outcome,
    ReadFiling,
    decode,
    encode,
    frame_lengths,
)
from spark_delta.read.submission_rows import Unpacked, read_submission, unpack
from spark_delta.tables.definitions.sections import count_words
from stand_ins.sample import SampleFiling, sample_filings

ROOM = 50_000_000


@pytest.fixture(scope="module")
def filing() -> SampleFiling:
    return next(iter(sample_filings()))


def over_the_wire(outcome: Outcome) -> Outcome:
    frame = encode(outcome)
    said, texts = frame_lengths(frame[:FRAME_HEAD])
    assert len(frame) == FRAME_HEAD + said + texts
    return decode(frame[FRAME_HEAD : FRAME_HEAD + said], frame[FRAME_HEAD + said :])


def test_what_a_submission_says_reaches_its_row(filing: SampleFiling) -> None:
    digest = hashlib.sha256(filing.body).hexdigest()
    row = read_submission(gzip.compress(filing.body), filing.accession, digest, ROOM)
    assert isinstance(row, ReadFiling)
    assert (row.shared.form, tuple(row.shared.ciks), row.shared.fiscal_year) == (
        filing.form,
        filing.ciks,
        filing.fiscal_year,
    )
    assert (row.sha256, row.size) == (digest, len(filing.body))
    assert row.container == filing.container


def test_a_table_that_is_not_asked_for_costs_nothing_and_is_not_there(
    filing: SampleFiling, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> NoReturn:
        raise AssertionError("read for no table")

    everything = read_submission(gzip.compress(filing.body), filing.accession, None, ROOM)
    assert isinstance(everything, ReadFiling)
    monkeypatch.setattr("spark_delta.tables.submission.read_figures", refuse)
    monkeypatch.setattr("spark_delta.tables.submission.tables_of", refuse)
    monkeypatch.setattr("spark_delta.tables.definitions.passages.passages_of", refuse)
    row = read_submission(gzip.compress(filing.body), filing.accession, None, ROOM, ())
    assert isinstance(row, ReadFiling)
    assert row.rows.keys() == {"sections", "outline", "documents", "filings"}
    assert row.rows["sections"] == everything.rows["sections"]
    assert over_the_wire(row) == row
    monkeypatch.undo()
    figures = read_submission(gzip.compress(filing.body), filing.accession, None, ROOM, ("facts",))
    assert isinstance(figures, ReadFiling)
    assert figures.rows == {
        name: rows for name, rows in everything.rows.items() if name in (*row.rows, "facts")
    }


def test_a_row_crosses_the_wire_unchanged(filing: SampleFiling) -> None:
    row = read_submission(gzip.compress(filing.body), filing.accession, None, ROOM)
    assert over_the_wire(row) == row


def test_a_failure_crosses_the_wire_unchanged() -> None:
    failure = Failure("items", "SameItemTwice", "found “1A” twice", "ab" * 32)
    assert over_the_wire(failure) == failure


@pytest.mark.parametrize(
    ("damage", "error"),
    [
        (lambda packed: packed[: len(packed) // 2], "Truncated"),
        (lambda packed: b"<html>" + packed, "NotGzip"),
        (lambda packed: packed + packed[:100], "Truncated"),
        (lambda packed: packed[:2000] + b"\0\0\0\0" + packed[2004:], "NotGzip"),
        (lambda packed: packed[:-8] + bytes([packed[-8] ^ 1]) + packed[-7:], "NotGzip"),
        (lambda packed: packed[:-1] + bytes([packed[-1] ^ 1]), "NotGzip"),
    ],
)
def test_a_damaged_file_is_told_from_a_document_that_cannot_be_read(
    filing: SampleFiling, damage: object, error: str
) -> None:
    assert callable(damage)
    outcome = read_submission(damage(gzip.compress(filing.body)), filing.accession, None, ROOM)
    assert isinstance(outcome, Failure)
    assert (outcome.stage, outcome.error) == ("raw", error)


def test_other_bytes_than_the_manifest_names_are_refused(filing: SampleFiling) -> None:
    outcome = read_submission(gzip.compress(filing.body), filing.accession, "0" * 64, ROOM)
    assert isinstance(outcome, Failure)
    assert (outcome.stage, outcome.error) == ("raw", "Sha256Mismatch")


def test_a_submission_of_another_accession_is_refused(filing: SampleFiling) -> None:
    outcome = read_submission(gzip.compress(filing.body), "0000000009-99-000009", None, ROOM)
    assert isinstance(outcome, Failure)
    assert (outcome.stage, outcome.error) == ("header", "OtherAccession")


def test_a_file_that_unpacks_to_more_than_is_allowed_is_left_packed() -> None:
    bomb = gzip.compress(bytes(30_000_000))
    outcome = read_submission(bomb, "0000000001-24-000001", None, 20_000_000)
    assert isinstance(outcome, Failure)
    assert (outcome.stage, outcome.error) == ("crash", "TooLarge")
    assert "20 MB" in outcome.message


def test_a_header_that_says_too_little_is_told_from_one_that_is_missing(
    filing: SampleFiling,
) -> None:
    def message(body: bytes) -> str:
        outcome = read_submission(gzip.compress(body), filing.accession, None, ROOM)
        assert isinstance(outcome, Failure)
        return outcome.message

    tag = b"FILED AS OF DATE:"
    assert "lacks FILED AS OF DATE" in message(filing.body.replace(tag, b"FILED SOME TIME:"))
    assert "not a complete submission" in message(b"<html><body>Item 1. Business</body></html>")
    assert "no document" in message(filing.body[: filing.body.index(b"<DOCUMENT>")])


def test_a_bomb_is_given_up_before_it_takes_more_than_is_allowed() -> None:
    bomb = gzip.compress(bytes(600_000_000), 1)
    tracemalloc.start()
    with pytest.raises(Unpacked):
        unpack(bomb, 200_000_000)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 400_000_000


def test_a_file_of_several_pieces_is_put_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(submission, "_PIECE", 100)
    noise = random.Random(1).randbytes(5000)
    assert (
        unpack(gzip.compress(noise) + gzip.compress(b"") + gzip.compress(noise), 10_000)
        == noise * 2
    )


def test_members_of_a_gzip_file_are_read_one_after_the_other() -> None:
    assert unpack(gzip.compress(b"one ") + gzip.compress(b"two"), 100) == b"one two"


def test_an_empty_file_is_no_submission() -> None:
    outcome = read_submission(b"", "0000000001-24-000001", None, ROOM)
    assert isinstance(outcome, Failure)
    assert outcome.stage == "container"


def test_exactly_as_much_as_is_allowed_is_allowed() -> None:
    assert len(unpack(gzip.compress(bytes(1000)), 1000)) == 1000
    with pytest.raises(Unpacked):
        unpack(gzip.compress(bytes(1001)), 1000)


@given(
    st.text(alphabet=st.sampled_from("ab\u00e9\U0001f600 \n\t\x1c\x85\xa0\u2003\u2028\u3000\u200b"))
)
def test_words_are_counted_as_split_counts_them(text: str) -> None:
    assert count_words(text, text.encode()) == len(text.split())


def test_no_character_of_two_units_is_a_blank() -> None:
    assert not any(chr(code).isspace() for code in range(1 << 16, sys.maxunicode + 1))
