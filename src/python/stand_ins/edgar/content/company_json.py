"""The JSON of data.sec.gov and of the ticker files, with every field that the real answers have."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from stand_ins.edgar.content.catalogue import Catalogue, Listed
from stand_ins.edgar.content.header_details import Address, FilerDetails
from stand_ins.edgar.content.tickers import Ticker

OLDER_PAGE = re.compile(r"^CIK(\d{10})-submissions-(\d{3})\.json$")
COMPANY = re.compile(r"^CIK(\d{10})\.json$")


def _dumps(value: Any) -> bytes:
    return json.dumps(value, separators=(",", ":")).encode()


def tickers_json(tickers: Sequence[Ticker]) -> bytes:
    """/files/company_tickers.json: numbered objects."""
    return _dumps(
        {
            str(n): {"cik_str": int(each.cik), "ticker": each.symbol, "title": each.title}
            for n, each in enumerate(tickers)
        }
    )


def tickers_exchange_json(tickers: Sequence[Ticker]) -> bytes:
    """/files/company_tickers_exchange.json: rows under `fields`."""
    rows = [[int(each.cik), each.title, each.symbol, each.exchange] for each in tickers]
    return _dumps({"fields": ["cik", "name", "ticker", "exchange"], "data": rows})


def tickers_txt(tickers: Sequence[Ticker]) -> bytes:
    """/include/ticker.txt: lower-case symbol, tab, CIK."""
    lines = (f"{each.symbol.lower()}\t{int(each.cik)}" for each in tickers)
    return ("\n".join(lines) + "\n").encode()


def submissions_json(
    catalogue: Catalogue, tickers: Mapping[str, Sequence[Ticker]], name: str, page_size: int
) -> bytes | None:
    """The file `name` under /submissions/, None when EDGAR would have none of that name.

    The newest `page_size` filings stand in the company's own file; each older page has as many again.
    """
    if match := COMPANY.match(name):
        return _company(catalogue, tickers, match[1], page_size)
    if match := OLDER_PAGE.match(name):
        pages = _older_pages(catalogue, match[1], page_size)
        number = int(match[2])
        if 1 <= number <= len(pages):
            return _dumps(_columns(pages[number - 1], match[1]))
    return None


def _older_pages(catalogue: Catalogue, cik: str, page_size: int) -> list[list[Listed]]:
    filings = catalogue.by_cik.get(cik, [])
    return [filings[at : at + page_size] for at in range(page_size, len(filings), page_size)]


def _company(
    catalogue: Catalogue, tickers: Mapping[str, Sequence[Ticker]], cik: str, page_size: int
) -> bytes | None:
    filings = catalogue.by_cik.get(cik)
    if not filings:
        return None
    newest = filings[0]
    filer = next(each for each in newest.header.filers if each.cik == cik)
    details = newest.details.get(cik, FilerDetails(cik))
    own = tickers.get(cik, ())
    return _dumps(
        {
            "cik": cik,
            "entityType": "operating",
            "sic": filer.sic,
            "sicDescription": details.industry.title(),
            "ownerOrg": None,
            "insiderTransactionForOwnerExists": 0,
            "insiderTransactionForIssuerExists": 0,
            "name": filer.name,
            "tickers": [each.symbol for each in own],
            "exchanges": [each.exchange for each in own],
            "ein": details.ein,
            "lei": None,
            "description": "",
            "website": "",
            "investorWebsite": "",
            "category": "",
            "fiscalYearEnd": filer.fiscal_year_end,
            "stateOfIncorporation": filer.state,
            "stateOfIncorporationDescription": filer.state,
            "addresses": {
                kind: _address(details.addresses.get(kind, Address()))
                for kind in ("mailing", "business")
            },
            "phone": details.phone,
            "flags": "",
            "formerNames": former_names(filings, cik),
            "filings": {
                "recent": _columns(filings[:page_size], cik),
                "files": [
                    {
                        "name": f"CIK{cik}-submissions-{number:03d}.json",
                        "filingCount": len(page),
                        "filingFrom": page[-1].header.filed.isoformat(),
                        "filingTo": page[0].header.filed.isoformat(),
                    }
                    for number, page in enumerate(_older_pages(catalogue, cik, page_size), 1)
                ],
            },
        }
    )


def _address(address: Address) -> dict[str, Any]:
    return {
        "street1": address.street1,
        "street2": address.street2 or None,
        "city": address.city,
        "stateOrCountry": address.state,
        "zipCode": address.zip_code,
        "stateOrCountryDescription": address.state,
        "isForeignLocation": None,
        "foreignStateTerritory": None,
        "country": None,
        "countryCode": None,
    }


def former_names(filings: Sequence[Listed], cik: str) -> list[dict[str, str]]:
    """Names before the present one, newest first: from FORMER COMPANY blocks and from older headers.

    `filings` are newest first. A name runs from its first filing here to its change, or its last filing.
    """
    present = filings[0].name_for(cik)
    spans: dict[str, list[date]] = {}
    for listed in filings:
        filer = next(each for each in listed.header.filers if each.cik == cik)
        spans.setdefault(filer.name, []).append(listed.header.filed)
        for name, changed in filer.former_names:
            spans.setdefault(name, []).append(changed or listed.header.filed)
    spans.pop(present, None)
    newest_first = sorted(spans.items(), key=lambda each: max(each[1]), reverse=True)
    return [
        {"name": name, "from": _midnight(min(days)), "to": _midnight(max(days))}
        for name, days in newest_first
    ]


def _midnight(day: date) -> str:
    return f"{day.isoformat()}T00:00:00.000Z"


def _columns(filings: Sequence[Listed], cik: str) -> dict[str, list[Any]]:
    """Filings as columns, in the order of the real file."""
    details = [each.details.get(cik, FilerDetails(cik)) for each in filings]
    headers = [each.header for each in filings]
    return {
        "accessionNumber": [each.accession for each in headers],
        "filingDate": [each.filed.isoformat() for each in headers],
        "reportDate": [each.period.isoformat() if each.period else "" for each in headers],
        "acceptanceDateTime": [
            _moment(each.accepted_at) if each.accepted_at else _midnight(each.filed)
            for each in headers
        ],
        "act": [each.act for each in details],
        "form": [each.form for each in headers],
        "fileNumber": [each.file_number for each in details],
        "filmNumber": [each.film_number for each in details],
        "items": ["" for _ in filings],
        "core_type": ["XBRL" if each.inline_xbrl else each.header.form for each in filings],
        "size": [each.body.size for each in filings],
        "isXBRL": [int(each.inline_xbrl) for each in filings],
        "isInlineXBRL": [int(each.inline_xbrl) for each in filings],
        "primaryDocument": [each.primary_document for each in filings],
        "primaryDocDescription": [each.primary_description for each in filings],
    }


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%S}.000Z"
