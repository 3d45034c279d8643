"""The header of a complete submission: who filed what, and when.

The format is EDGAR's own (https://www.sec.gov/info/edgar/specifications/pds_dissemination_spec.pdf): lines of
``NAME:<tab>value`` in blocks that are indented by tabs, between ``<SEC-HEADER>`` (before 1996 ``<IMS-HEADER>``) and its
end tag, after an optional PEM envelope.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime

from docai.filing.clock import EDGAR_TIME
from docai.filing.errors import FilingError, NotASubmission
from docai.filing.identity import accession_number, cik10

HEADER_LIMIT = 1 << 20
"""No header is longer than this many bytes: one with 100 co-registrants takes about 100 kB."""

MOST_FILERS = 1000
"""A header with more filers is none: real ones name up to a few hundred co-registrants."""

_START = re.compile(rb"<(?:SEC|IMS)-HEADER>")
_END = re.compile(rb"</(?:SEC|IMS)-HEADER>|<DOCUMENT>")
_LINE = re.compile(r"(\t*)(?:<([A-Z0-9-]+)>|([A-Z][A-Z0-9 ./()&'-]*):)[ \t]*(.*)")
_SIC = re.compile(r"\[?(\d{3,4})\]?\s*$", re.ASCII)
_END_MARK = re.compile(
    rb"</(?:SEC|IMS)-DOCUMENT>\s*(?:-----END PRIVACY-ENHANCED MESSAGE-----)?\s*\Z"
)
COUNT = re.compile(r"\d{1,9}", re.ASCII)
"""A count of documents: nine digits are more than any submission has, and Python refuses to read thousands of them."""

_BUSINESS, _MAIL = "BUSINESS ADDRESS", "MAIL ADDRESS"
_ADDRESSES = frozenset({_BUSINESS, _MAIL})
_FILER_BLOCKS = frozenset({"FILER", "FILED BY", "SUBJECT COMPANY", "ISSUER", "REPORTING-OWNER"})


@dataclass(frozen=True, slots=True)
class Address:
    """An address as the header has it; ``street`` is its lines joined with ``, ``. What is not said is empty."""

    street: str = ""
    city: str = ""
    state: str = ""
    zip: str = ""


@dataclass(frozen=True, slots=True)
class Filer:
    """One company in whose name a submission was filed.

    ``cik`` has ten digits; ``sic`` four; ``state`` is that of incorporation; ``former_names`` holds (name, day of
    the change); ``ein`` is the IRS's number (nine digits, as written), ``file_number`` the SEC's (``001-12345``). What the
    header does not say is empty.
    """

    cik: str
    name: str
    sic: str = ""
    state: str = ""
    fiscal_year_end: str = ""
    former_names: tuple[tuple[str, date | None], ...] = ()
    ein: str = ""
    file_number: str = ""
    phone: str = ""
    business: Address = Address()
    mail: Address = Address()


@dataclass(frozen=True, slots=True)
class SubmissionHeader:
    """What the header of a complete submission says.

    ``filed`` and ``period`` are days; ``accepted_at`` is the moment of acceptance with its zone (EDGAR's clock is that
    of New York), absent before about 2000. ``filers`` are in the header's order: the first names the folder in the lake.
    """

    accession: str
    form: str
    filed: date
    period: date | None
    accepted_at: datetime | None
    document_count: int | None
    filers: tuple[Filer, ...]

    @property
    def filer(self) -> Filer:
        """Return the first filer."""
        return self.filers[0]

    @property
    def ciks(self) -> tuple[str, ...]:
        """Return the CIK of every filer, in the header's order, each once."""
        return tuple(dict.fromkeys(filer.cik for filer in self.filers))


def parse_header(data: bytes) -> SubmissionHeader:
    """Return what the header at the beginning of ``data`` says.

    ``data`` is a complete submission, or its first ``HEADER_LIMIT`` bytes. Raises NotASubmission when there is no header, when
    it lacks the accession number, the form, the filing date or a filer, or when it has too many of them.
    """
    head = data[:HEADER_LIMIT]
    start = _START.search(head)
    if start is None:
        raise NotASubmission("no <SEC-HEADER> or <IMS-HEADER>: not a complete submission of EDGAR")
    end = _END.search(head, start.end())
    text = head[start.end() : end.start() if end else None].decode("utf-8", "replace")
    return _Reader(text).header()


def ends_whole(tail: bytes) -> bool:
    """Return whether ``tail``, the last bytes of a submission (100 are enough), holds the submission's own end mark."""
    return _END_MARK.search(tail) is not None


class _Reader:
    """Collects the fields of one header, line by line."""

    def __init__(self, text: str) -> None:
        self._fields: dict[str, str] = {}
        self._filers: list[dict[str, str]] = []
        self._former: list[list[tuple[str, date | None]]] = []
        self._address = ""
        for line in text.splitlines():
            self._line(line)

    def _line(self, line: str) -> None:
        match = _LINE.match(line)
        if match is None:
            return
        indent, tag, name, value = match.groups()
        name, value = (tag or name).strip(), value.strip()
        if not indent and name in _FILER_BLOCKS and not value:
            if len(self._filers) == MOST_FILERS:
                raise NotASubmission(
                    f"the submission's header has more than {MOST_FILERS:,} filers"
                )
            self._filers.append({})
            self._former.append([])
            self._address = ""
        elif len(indent) == 1 and not value:
            # a block of the filer: BUSINESS ADDRESS, MAIL ADDRESS, FILING VALUES, ...
            self._address = name if name in _ADDRESSES else ""
        elif self._address and self._filers:
            self._filers[-1].setdefault(f"{self._address} {name}", value)
        elif not indent or not self._filers:
            self._fields.setdefault(name, value)
        elif name == "FORMER CONFORMED NAME":
            self._former[-1].append((value, None))
        elif name == "DATE OF NAME CHANGE" and self._former[-1]:
            self._former[-1][-1] = (self._former[-1][-1][0], _day(value))
        else:
            self._filers[-1].setdefault(name, value)

    def header(self) -> SubmissionHeader:
        filers = tuple(
            filer
            for block, former in zip(self._filers, self._former, strict=True)
            if (filer := _filer(block, former)) is not None
        )
        filed = _day(self._fields.get("FILED AS OF DATE", ""))
        form = self._fields.get("CONFORMED SUBMISSION TYPE", "")
        if not form or filed is None or not filers:
            missing = [
                name
                for name, found in (
                    ("CONFORMED SUBMISSION TYPE", form),
                    ("FILED AS OF DATE", filed),
                    ("a FILER with its CENTRAL INDEX KEY", filers),
                )
                if not found
            ]
            raise NotASubmission(f"the submission's header lacks {', '.join(missing)}")
        try:
            accession = accession_number(self._fields.get("ACCESSION NUMBER", ""))
        except FilingError as error:
            raise NotASubmission(f"the submission's header: {error}") from error
        count = self._fields.get("PUBLIC DOCUMENT COUNT", "")
        return SubmissionHeader(
            accession=accession,
            form=form.upper(),
            filed=filed,
            period=_day(self._fields.get("CONFORMED PERIOD OF REPORT", "")),
            accepted_at=_moment(self._fields.get("ACCEPTANCE-DATETIME", "")),
            document_count=int(count) if COUNT.fullmatch(count) else None,
            filers=filers,
        )


def _filer(block: dict[str, str], former: list[tuple[str, date | None]]) -> Filer | None:
    try:
        cik = cik10(block.get("CENTRAL INDEX KEY", ""))
    except FilingError:
        return None
    sic = _SIC.search(block.get("STANDARD INDUSTRIAL CLASSIFICATION", ""))
    return Filer(
        cik=cik,
        name=block.get("COMPANY CONFORMED NAME", ""),
        sic=sic[1].zfill(4) if sic else "",
        state=block.get("STATE OF INCORPORATION", ""),
        fiscal_year_end=block.get("FISCAL YEAR END", ""),
        former_names=tuple(former),
        # EDGAR calls it EIN since 2023
        ein=block.get("IRS NUMBER", "") or block.get("EIN", ""),
        file_number=block.get("SEC FILE NUMBER", ""),
        phone=block.get(f"{_BUSINESS} BUSINESS PHONE", ""),
        business=_address(block, _BUSINESS),
        mail=_address(block, _MAIL),
    )


def _address(block: dict[str, str], which: str) -> Address:
    def said(name: str) -> str:
        return block.get(f"{which} {name}", "")

    streets = (said("STREET 1"), said("STREET 2"))
    return Address(", ".join(filter(None, streets)), said("CITY"), said("STATE"), said("ZIP"))


def _day(value: str) -> date | None:
    try:
        return datetime.strptime(value[:8], "%Y%m%d").date() if len(value) >= 8 else None
    except ValueError:
        return None


def _moment(value: str) -> datetime | None:
    try:
        local = datetime.strptime(value[:14], "%Y%m%d%H%M%S")
        return local.replace(tzinfo=EDGAR_TIME).astimezone(UTC)
    except (ValueError, OverflowError):  # the last hours of the year 9999 are beyond it in UTC
        return None
