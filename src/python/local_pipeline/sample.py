"""EDGAR brought along: the replay server over filings of fictional companies."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from stand_ins.edgar import EdgarReplay
from stand_ins.sample import write_sample
from stand_ins.sample.corpus import tickers_csv

USER_AGENT = "docai sample sample@docai.example"


@dataclass(frozen=True, slots=True)
class Sample:
    """Where the replayed EDGAR answers, and who filed there: all by CIK, some by ticker."""

    url: str
    ciks: tuple[str, ...]
    tickers: tuple[str, ...] = ()


@contextmanager
def replayed_sample() -> Iterator[Sample]:
    """Yield an EDGAR on loopback that serves the sample; it is gone afterwards, and so are its files."""
    with tempfile.TemporaryDirectory(prefix="docai-sample-") as folder:
        filings = write_sample(Path(folder))
        ciks = sorted({cik for filing in filings for cik in filing.ciks})
        with EdgarReplay(Path(folder)) as server:
            yield Sample(server.url, tuple(ciks), _tickers())


def _tickers() -> tuple[str, ...]:
    return tuple(row["ticker"] for row in csv.DictReader(tickers_csv().splitlines()))
