"""How a filer and a filing are named.

A filer is named by its Central Index Key (CIK), kept with ten digits. A filing is named by its accession
number, ``NNNNNNNNNN-YY-NNNNNN``: the CIK of who submitted it, the year and a count
(https://www.sec.gov/os/accessing-edgar-data).
"""

from __future__ import annotations

import re

from docai.filing.errors import NotACik, NotAnAccession

ACCESSION = re.compile(r"(\d{10})-?(\d{2})-?(\d{6})", re.ASCII)
"""An accession number, with its dashes or without: ``0000320193-25-000079``, ``000032019325000079``."""

CIK = re.compile(r"(?:CIK)?0{0,10}(\d{1,10})", re.ASCII | re.IGNORECASE)
"""A CIK with or without zeros or the prefix: ``320193``, ``0000320193``, ``CIK0000320193``."""


def cik10(value: str | int) -> str:
    """Return ``value`` as a CIK of ten digits; raises NotACik."""
    text = value if isinstance(value, str) else _digits(value)
    match = CIK.fullmatch(text.strip())
    if match is None or int(match[1]) == 0 or len(match[1].lstrip("0")) > 10:
        raise NotACik(
            f"not a CIK: {text!r}; a CIK is a number of one to ten digits, such as 320193"
        )
    return match[1].zfill(10)[-10:]


def accession_number(value: str) -> str:
    """Return ``value`` as an accession number with dashes; raises NotAnAccession."""
    match = ACCESSION.fullmatch(value.strip())
    if match is None:
        raise NotAnAccession(
            f"not an accession number: {value!r}; one looks like 0000320193-25-000079"
        )
    return "-".join(match.groups())


def submission_url(base: str, cik: str, accession: str) -> str:
    """Return where EDGAR serves the complete submission; ``base`` is its address without a final slash."""
    return f"{base}/Archives/edgar/data/{int(cik)}/{accession}.txt"


def _digits(value: object) -> str:
    """Return a number's digits; what is no whole number, or has more digits than Python writes, is no CIK."""
    if isinstance(value, bool) or not isinstance(value, int) or abs(value) >= 10**10:
        raise NotACik(f"not a CIK: {type(value).__name__}; a CIK is a number of one to ten digits")
    return str(value)
