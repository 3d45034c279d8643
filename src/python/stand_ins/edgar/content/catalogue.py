"""What EDGAR would know of a folder of submissions: every filing, every filer, from their headers alone."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from docai.filing.errors import NotASubmission
from docai.filing.header import HEADER_LIMIT, SubmissionHeader, parse_header
from stand_ins.edgar.content.bodies import Body, FileBody
from stand_ins.edgar.content.header_details import FilerDetails, read_details
from stand_ins.edgar.errors import ReplayError
from stand_ins.edgar.synthetic import SMALLEST, SyntheticBody

HEAD_BYTES = 1 << 16
FIRST_DOCUMENT = re.compile(
    rb"<DOCUMENT>\s*<TYPE>[^\n]*\n(?:<SEQUENCE>[^\n]*\n)?(?:<FILENAME>(?P<name>[^\n]*)\n)?"
    rb"(?:<DESCRIPTION>(?P<about>[^\n]*)\n)?"
)


@dataclass(frozen=True)
class Listed:
    """One filing that the replay serves."""

    header: SubmissionHeader
    details: dict[str, FilerDetails]
    body: Body
    primary_document: str
    primary_description: str
    inline_xbrl: bool

    @property
    def accession(self) -> str:
        return self.header.accession

    def name_for(self, cik: str) -> str:
        """The name under which filer `cik` (ten digits) signed this one."""
        return next(filer.name for filer in self.header.filers if filer.cik == cik)


@dataclass
class Catalogue:
    """All filings by accession number, and by the CIK (ten digits) of each of their filers."""

    filings: dict[str, Listed] = field(default_factory=dict)
    by_cik: dict[str, list[Listed]] = field(default_factory=lambda: defaultdict(list))

    def add(self, listed: Listed) -> None:
        self.filings[listed.accession] = listed
        for cik in listed.header.ciks:
            self.by_cik[cik].append(listed)

    def sort(self) -> None:
        """Newest first, as EDGAR lists them."""
        for filings in self.by_cik.values():
            filings.sort(key=lambda each: (each.header.filed, each.accession), reverse=True)


def read_catalogue(data: Path | None, synthetic: int = 0, size: int = 200_000) -> Catalogue:
    """The filings of folder `data`, and `synthetic` made ones of `size` bytes each.

    Raises ReplayError when there is nothing to serve, or a file is not a submission.
    """
    catalogue = Catalogue()
    for path in _submissions(data):
        catalogue.add(_listed(FileBody(path), path.name))
    if synthetic and size < SMALLEST:
        raise ReplayError(
            f"--size {size} is too small: a synthetic filing has at least {SMALLEST} bytes"
        )
    for number in range(synthetic):
        catalogue.add(_listed(SyntheticBody(number, size), f"synthetic {number}"))
    if not catalogue.filings:
        raise ReplayError(
            f"no submission (*.txt, *.txt.gz) in {data}: give a folder that holds some"
        )
    catalogue.sort()
    return catalogue


def _submissions(data: Path | None) -> Iterable[Path]:
    if data is None:
        return ()
    if not data.is_dir():
        raise ReplayError(f"{data} is not a folder")
    return sorted(path for path in data.rglob("*") if path.name.endswith((".txt", ".txt.gz")))


def _listed(body: Body, name: str) -> Listed:
    head = _head(body.chunks())
    try:
        header = parse_header(head)
    except NotASubmission as error:
        raise ReplayError(f"{name}: {error}") from error
    document = FIRST_DOCUMENT.search(head)
    return Listed(
        header=header,
        details=read_details(head),
        body=body,
        primary_document=_word(document, "name"),
        primary_description=_word(document, "about"),
        inline_xbrl=b"<XBRL>" in head or b"ix:header" in head,
    )


def _head(chunks: Iterator[bytes]) -> bytes:
    """The header and the opening of the first document."""
    head = b""
    for chunk in chunks:
        head += chunk
        whole = b"</SEC-HEADER>" in head or b"</IMS-HEADER>" in head
        if (whole and len(head) >= HEAD_BYTES) or len(head) > HEADER_LIMIT:
            break
    return head


def _word(match: re.Match[bytes] | None, group: str) -> str:
    if match is None or match[group] is None:
        return ""
    return match[group].decode("latin-1").strip()
