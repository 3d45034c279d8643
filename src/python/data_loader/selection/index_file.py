"""EDGAR's index files: one line for each filing and filer, after a few lines of preface.

Formats: https://www.sec.gov/Archives/edgar/full-index/ (``master.idx``: fields between ``|``; days as YYYY-MM-DD) and
daily-index (days as YYYYMMDD). Seen in the wild: an empty index, a heading broken in two, no line end at the last line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from data_loader.selection.lines import LONGEST_LINE
from docai.filing.errors import FilingError
from docai.filing.identity import accession_number, cik10

FILE_NAME = re.compile(r"edgar/data/(\d{1,10})/(?:\d{18}/)?(\d{10}-\d{2}-\d{6})\.txt\s*", re.ASCII)
"""Where the complete submission stands: ``edgar/data/320193/0000320193-24-000123.txt``."""

LAST_RECEIVED = re.compile(
    r"Last Data Received:\s*([A-Za-z]{3})[a-z]*\.?\s+(\d{1,2}),?\s+(\d{4})", re.ASCII
)
"""Up to which day the index goes: ``Last Data Received:    March 31, 2021``, also ``Oct  3, 2022``."""

PREFACE_LINES = 20


@dataclass(frozen=True, slots=True)
class IndexLine:
    """One filing of one filer. ``path_cik`` is the CIK in the file's address, ten digits as ``cik``."""

    cik: str
    company: str
    form: str
    filed: date
    path_cik: str
    accession: str


def ten_k_lines(index: bytes, damaged: Callable[[bytes], object]) -> Iterator[IndexLine]:
    """Yield the filings whose form may be a 10-K; ``damaged`` is called with each line that names such a one, as far as
    can be told, and cannot be read.
    """
    # a carriage return or the like within a name ends no line
    for line in index.split(b"\n"):
        if may_be_ten_k(line) and (parsed := parse_line(line)) is not None:
            yield parsed
        elif is_damaged(line):
            damaged(line)


def is_damaged(line: bytes) -> bool:
    """Return whether a line names a 10-K, or lost its form because it is too long, and cannot be read."""
    return (may_be_ten_k(line) or lost_its_form(line)) and parse_line(line) is None


def lost_its_form(line: bytes) -> bool:
    """Return whether the form of a line may have been in its middle, which was cut out since it is too long."""
    return len(line) >= LONGEST_LINE and is_line(line)


def may_be_ten_k(line: bytes) -> bool:
    """Return whether a line may be that of a 10-K: most are of other forms, and this is all that they cost."""
    return b"|10-K" in line or b"|10K" in line


def is_line(line: bytes) -> bool:
    """Return whether ``line`` begins as a filing's does, and not as one of the preface."""
    return line[:1].isdigit() and b"|" in line


def parse_line(line: bytes) -> IndexLine | None:
    """Return what a line of a master index says, or None when it is none, or cannot be read."""
    fields = _text(line).rstrip("\r\n").split("|")
    if len(fields) < 5:
        return None
    file = FILE_NAME.fullmatch(fields[-1].strip())
    filed = parse_day(fields[-2])
    form = fields[-3].strip().upper()
    if file is None or filed is None or not form.isprintable():
        return None
    try:
        return IndexLine(
            cik=cik10(fields[0]),
            company="|".join(fields[1:-3]).strip(),
            form=form,
            filed=filed,
            path_cik=cik10(file[1]),
            accession=accession_number(file[2]),
        )
    except FilingError:
        return None


def day_of(line: bytes) -> date | None:
    """Return the filing day of a line that cannot be read otherwise; None when it has none."""
    fields = _text(line).rsplit("|", 2)
    return parse_day(fields[1]) if len(fields) == 3 else None


def begins_index(head: bytes) -> bool:
    """Return whether ``head`` begins a master index: its preface, or the heading of its columns, or a line of it."""
    first = head[:4096]
    return (
        b"Description:" in first
        or b"CIK|" in first
        or parse_line(first.split(b"\n", 1)[0]) is not None
    )


def last_received(head: bytes) -> date | None:
    """Return the day up to which the index goes, by its preface."""
    preface = "\n".join(_text(head[:4096]).splitlines()[:PREFACE_LINES])
    match = LAST_RECEIVED.search(preface)
    if match is None:
        return None
    try:
        return datetime.strptime(" ".join(match.groups()), "%b %d %Y").date()
    except ValueError:
        return None


def parse_day(text: str) -> date | None:
    """Return a day that is written as YYYY-MM-DD or YYYYMMDD."""
    bare = text.strip().replace("-", "")
    if len(bare) != 8 or not (bare.isascii() and bare.isdigit()):
        return None
    try:
        return date(int(bare[:4]), int(bare[4:6]), int(bare[6:]))
    except ValueError:
        return None


def _text(line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("latin-1")
