from __future__ import annotations

import errno
import gzip
import hashlib
import os
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from spark_delta.errors import ReaderUnavailable
from spark_delta.plan.work import Job
from spark_delta.read.outcome import Failure, Outcome, ReadFiling, frame_lengths
from spark_delta.read.reader import _PEAK, Reader
from spark_delta.settings import Limits
from spark_delta.tables.schema import SECTIONS
from spark_delta.testing.hostile_reader import ABORT, BLOAT, HANG, MODULE, SEGFAULT
from stand_ins.sample import SampleFiling, sample_filings


@pytest.fixture(scope="module")
def filing() -> SampleFiling:
    return next(iter(sample_filings()))


@pytest.fixture
def reader() -> Iterator[Reader]:
    reader = Reader(Limits(seconds=60.0, memory_bytes=1 << 30, reader=MODULE))
    yield reader
    reader.close()


def read(reader: Reader, body: bytes, accession: str) -> Outcome:
    job = Job(
        accession=accession,
        cik="0000000001",
        filed=date(2024, 1, 2),
        url="",
        raw_path="",
        sha256=hashlib.sha256(body).hexdigest(),
        size=len(body),
    )
    reader.send(job, gzip.compress(body))
    return reader.receive()


def test_a_reader_makes_rows_for_the_tables_that_are_asked_for(filing: SampleFiling) -> None:
    reader = Reader(Limits(reader=MODULE), ("passages",))
    try:
        outcome = read(reader, filing.body, filing.accession)
    finally:
        reader.close()
    assert isinstance(outcome, ReadFiling)
    assert outcome.rows.keys() == {"sections", "outline", "passages", "documents", "filings"}


def test_a_submission_becomes_a_filing_with_its_sections(
    reader: Reader, filing: SampleFiling
) -> None:
    outcome = read(reader, filing.body, filing.accession)
    assert isinstance(outcome, ReadFiling)
    assert outcome.shared.accession == filing.accession
    assert outcome.shared.cik == filing.cik
    texts = outcome.values(SECTIONS, "text")
    assert len(texts) >= 10
    assert outcome.values(SECTIONS, "chars") == [len(text.decode()) for text in texts]


@pytest.mark.parametrize(
    ("mark", "error", "says"),
    [
        (HANG, "Timeout", "not read within 6 s"),
        (SEGFAULT, "ReaderDied", "SIGSEGV"),
        (ABORT, "ReaderDied", "SIGABRT"),
        (BLOAT, "OutOfMemory", "--reader-memory-mb"),
    ],
)
def test_a_document_that_ends_its_reader_costs_itself_and_no_other(
    reader: Reader, filing: SampleFiling, mark: bytes, error: str, says: str
) -> None:
    assert isinstance(read(reader, filing.body, filing.accession), ReadFiling)
    if mark is HANG:
        reader._limits = replace(reader._limits, seconds=6.0)
    outcome = read(reader, filing.body + mark, filing.accession)
    assert isinstance(outcome, Failure)
    assert (outcome.stage, outcome.error) == ("crash", error)
    assert says in outcome.message
    reader._limits = replace(reader._limits, seconds=60.0)
    assert isinstance(read(reader, filing.body, filing.accession), ReadFiling)


def test_an_answer_that_is_none_costs_its_document_and_no_other(
    reader: Reader, filing: SampleFiling, monkeypatch: pytest.MonkeyPatch
) -> None:
    lengths = frame_lengths
    monkeypatch.setattr(
        "spark_delta.read.reader.frame_lengths", lambda head: (9, lengths(head)[0] - 9)
    )
    outcome = read(reader, filing.body, filing.accession)
    assert isinstance(outcome, Failure)
    assert (outcome.stage, outcome.error) == ("crash", "ReaderGarbled")
    monkeypatch.undo()
    assert isinstance(read(reader, filing.body, filing.accession), ReadFiling)


def test_what_a_reader_held_at_most_is_known_while_it_lives_and_afterwards(
    reader: Reader, filing: SampleFiling
) -> None:
    read(reader, filing.body, filing.accession)
    before = reader.peak_bytes
    assert before > 10_000_000
    reader._limits = replace(reader._limits, seconds=6.0)
    read(reader, filing.body + HANG, filing.accession)
    assert reader.peak_bytes >= before


@pytest.mark.parametrize(
    ("status", "found"),
    [("Name:\tx\nVmHWM:\t   1234 kB\n", True), ("Name:\tVmHWM: 1 kB\n", False), ("", False)],
)
def test_the_line_with_the_peak_is_found(status: str, *, found: bool) -> None:
    assert (_PEAK.search(status) is not None) is found


def test_a_hanging_reader_is_gone_when_its_time_is_over(
    reader: Reader, filing: SampleFiling
) -> None:
    read(reader, filing.body, filing.accession)
    pid = reader._pid
    reader._limits = replace(reader._limits, seconds=6.0)
    began = time.monotonic()
    read(reader, filing.body + HANG, filing.accession)
    assert time.monotonic() - began < 30
    assert not Path(f"/proc/{pid}").exists()


def test_a_killed_nursery_is_started_again(reader: Reader, filing: SampleFiling) -> None:
    read(reader, filing.body, filing.accession)
    assert reader._nursery is not None
    os.kill(reader._nursery.pid, signal.SIGKILL)
    os.kill(reader._pid, signal.SIGKILL)
    assert isinstance(read(reader, filing.body, filing.accession), ReadFiling)


def sent(reader: Reader, body: bytes) -> int:
    """Let a fresh reader hang over ``body``; return its process."""
    job = Job("0000000001-24-000001", "0000000001", date(2024, 1, 2), "", "", None, len(body))
    reader.send(job, gzip.compress(body))
    return reader._pid


def test_a_document_whose_reader_was_killed_from_outside_is_read_once_more(
    reader: Reader, filing: SampleFiling
) -> None:
    reader._limits = Limits(seconds=60.0, reader=MODULE)
    once = threading.Timer(0.2, os.kill, (sent(reader, HANG), signal.SIGKILL))
    once.start()
    reader._sent = reader._sent and (reader._sent[0], gzip.compress(filing.body))
    outcome = reader.receive()
    once.join()
    assert isinstance(outcome, Failure)
    assert outcome.error == "OtherAccession"  # so it was read, after all


def test_a_document_whose_reader_is_killed_every_time_is_given_up(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader._limits = Limits(seconds=60.0, reader=MODULE)
    started = reader._fork
    timers: list[threading.Timer] = []

    def doomed() -> None:
        started()
        timers.append(threading.Timer(0.2, os.kill, (reader._pid, signal.SIGKILL)))
        timers[-1].start()

    monkeypatch.setattr(reader, "_fork", doomed)
    sent(reader, HANG)
    outcome = reader.receive()
    assert isinstance(outcome, Failure)
    assert (outcome.stage, outcome.error) == ("crash", "ReaderKilled")
    assert len(timers) == 2


@pytest.mark.parametrize("does", ["raise SystemExit(3)", "import time; time.sleep(600)"])
def test_a_process_that_reads_nothing_is_given_up(
    filing: SampleFiling, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, does: str
) -> None:
    (tmp_path / "reads_nothing.py").write_text(does)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr("spark_delta.read.reader.START_SECONDS", 2.0)
    reader = Reader(Limits(reader="reads_nothing"))
    with pytest.raises(ReaderUnavailable, match="ended twice before it read one") as told:
        read(reader, filing.body, filing.accession)
    assert told.value.exit_code == 5
    assert reader._nursery is None


def test_a_machine_without_room_for_a_process_is_told_in_a_sentence(
    filing: SampleFiling, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*args: object, **options: object) -> None:
        raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))

    monkeypatch.setattr(subprocess, "Popen", refused)
    with pytest.raises(ReaderUnavailable, match="Resource temporarily unavailable"):
        read(Reader(Limits()), filing.body, filing.accession)


def test_no_process_outlives_the_worker(filing: SampleFiling) -> None:
    reader = Reader(Limits())
    read(reader, filing.body, filing.accession)
    nursery, pid = reader._nursery, reader._pid
    assert nursery is not None
    assert reader._control is not None
    reader._control.close()  # what the kernel does when the worker is killed
    assert nursery.wait(5) == 0
    # Not even as a zombie: in a container without an init nobody else would collect it.
    assert not Path(f"/proc/{pid}").exists()
