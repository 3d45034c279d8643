"""The fields of a FILER block that only the company JSON needs: numbers, addresses, the industry's name."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from docai.filing.errors import FilingError
from docai.filing.identity import cik10

FIELD = re.compile(r"^\t{1,2}([A-Z][A-Z0-9 ]{0,60}):[ \t]*([^\n]*)$")
INDUSTRY = re.compile(r"^([^\[\]]{0,200}?)\s*\[?(\d{4})\]?$")
ADDRESS_BLOCKS = {"BUSINESS ADDRESS": "business", "MAIL ADDRESS": "mailing"}


@dataclass(frozen=True)
class Address:
    street1: str = ""
    street2: str = ""
    city: str = ""
    state: str = ""
    zip_code: str = ""


@dataclass(frozen=True)
class FilerDetails:
    """What one FILER block says beyond name and CIK; empty where it is silent."""

    cik: str
    industry: str = ""
    ein: str = ""
    act: str = ""
    file_number: str = ""
    film_number: str = ""
    phone: str = ""
    addresses: dict[str, Address] = field(default_factory=dict)


def read_details(head: bytes) -> dict[str, FilerDetails]:
    """The details of each filer in a submission's header, by CIK (ten digits)."""
    text = head.partition(b"</SEC-HEADER>")[0].partition(b"</IMS-HEADER>")[0].decode("latin-1")
    found = (_details(block) for block in text.split("\nFILER:")[1:])
    return {each.cik: each for each in found if each is not None}


def _details(block: str) -> FilerDetails | None:
    fields: dict[str, str] = {}
    addresses: dict[str, dict[str, str]] = {}
    place: dict[str, str] = fields
    for line in block.split("\n"):
        match = FIELD.match(line.rstrip("\r"))
        if match is None:
            continue
        name, value = match[1], match[2].strip()
        if not line.startswith("\t\t"):
            kind = ADDRESS_BLOCKS.get(name)
            place = addresses.setdefault(kind, {}) if kind else fields
        place.setdefault(name, value)
    try:
        cik = cik10(fields.get("CENTRAL INDEX KEY", ""))
    except FilingError:
        return None
    industry = INDUSTRY.match(fields.get("STANDARD INDUSTRIAL CLASSIFICATION", ""))
    return FilerDetails(
        cik=cik,
        industry=industry[1].strip() if industry else "",
        ein=fields.get("IRS NUMBER", ""),
        act=fields.get("SEC ACT", "").removeprefix("19").removesuffix(" Act"),
        file_number=fields.get("SEC FILE NUMBER", ""),
        film_number=fields.get("FILM NUMBER", ""),
        phone=next(
            (each["BUSINESS PHONE"] for each in addresses.values() if "BUSINESS PHONE" in each), ""
        ),
        addresses={
            kind: Address(
                found.get("STREET 1", ""),
                found.get("STREET 2", ""),
                found.get("CITY", ""),
                found.get("STATE", ""),
                found.get("ZIP", ""),
            )
            for kind, found in addresses.items()
        },
    )
