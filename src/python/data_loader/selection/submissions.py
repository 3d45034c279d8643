"""A filer's list of submissions: https://data.sec.gov/submissions/CIK##########.json and the older pages it names.

The lists are columns: ``accessionNumber``, ``form``, ``filingDate``, ``reportDate`` ... of equal length. The newest thousand or so
stand in ``filings.recent``; older pages are named in ``filings.files`` with the days they span.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from data_loader.edgar.answer import Kind
from data_loader.edgar.client import Content, EdgarClient
from data_loader.edgar.errors import EdgarUnavailable, Trouble
from data_loader.edgar.hosts import Hosts
from data_loader.errors import WrongSelection
from data_loader.selection.criteria import Criteria
from data_loader.selection.index_file import parse_day
from docai.filing.errors import FilingError
from docai.filing.identity import accession_number
from docai.filing.manifest import Intent

PAGE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,80}\.json", re.ASCII)
"""The name of an older page, such as ``CIK0000320193-submissions-001.json``: a name and no path."""


@dataclass(frozen=True, slots=True)
class Row:
    """One submission in a filer's list; ``period`` is the end of the period reported on, where there is one."""

    accession: str
    form: str
    filed: date
    period: date | None


@dataclass(frozen=True, slots=True)
class OlderPage:
    """A page of older submissions, filed from ``first`` to ``last``."""

    name: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class FilerList:
    """What EDGAR says of a filer: its present name, former names, submissions and where the older ones are."""

    name: str
    former_names: tuple[str, ...]
    rows: tuple[Row, ...]
    older: tuple[OlderPage, ...]


def filings_of(client: EdgarClient, hosts: Hosts, cik: str, criteria: Criteria) -> Iterator[Intent]:
    """Yield the filings of the filer that meet the criteria, the newest first.

    Raises WrongSelection when EDGAR knows no such filer, and EdgarUnavailable.
    """
    filer = client.get(hosts.filings_of(cik), parse_filer)
    if filer is None:
        raise WrongSelection(
            f"EDGAR knows no filer with the CIK {cik} (at {hosts.filings_of(cik)})"
        )
    yield from _intents(filer.rows, cik, filer.name, hosts, criteria)
    for page in filer.older:
        if criteria.may_hold(page.first, page.last):
            url = hosts.older_filings(page.name)
            rows = client.get(url, parse_page)
            if rows is None:
                raise EdgarUnavailable(
                    f"EDGAR names the page {url} of older filings and does not have it"
                )
            yield from _intents(rows, cik, filer.name, hosts, criteria)


def parse_filer(content: Content) -> FilerList:
    """Return what the JSON of a filer says; raises Trouble."""
    fields = _object(content)
    try:
        filings = fields["filings"]
        older = tuple(_older_page(page) for page in filings.get("files") or ())
        return FilerList(
            name=str(fields.get("name") or ""),
            former_names=tuple(str(each["name"]) for each in fields.get("formerNames") or ()),
            rows=_rows(filings["recent"]),
            older=older,
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise _strange(error) from error


def parse_page(content: Content) -> tuple[Row, ...]:
    """Return the submissions of an older page; raises Trouble."""
    try:
        return _rows(_object(content))
    except (KeyError, TypeError, ValueError) as error:
        raise _strange(error) from error


def _older_page(page: dict[str, Any]) -> OlderPage:
    first, last = parse_day(page["filingFrom"]), parse_day(page["filingTo"])
    if not PAGE_NAME.fullmatch(page["name"]):
        raise ValueError(f"{page['name']!r} is no name of an older page")
    return OlderPage(page["name"], first or date.min, last or date.max)


def _rows(columns: dict[str, Any]) -> tuple[Row, ...]:
    numbers, forms, filed = columns["accessionNumber"], columns["form"], columns["filingDate"]
    periods = columns.get("reportDate") or [""] * len(numbers)
    rows = []
    for number, form, day, period in zip(numbers, forms, filed, periods, strict=True):
        # a list holds every form there is; only what may be a 10-K is looked at closely
        if not str(form).upper().startswith(("10-K", "10K")):
            continue
        parsed = parse_day(day)
        if parsed is None:
            raise ValueError(f"{number} was filed on {day!r}")
        rows.append(
            Row(accession_number(number), form.strip().upper(), parsed, parse_day(period or ""))
        )
    return tuple(rows)


def _intents(
    rows: tuple[Row, ...], cik: str, name: str, hosts: Hosts, criteria: Criteria
) -> Iterator[Intent]:
    for row in rows:
        if criteria.wanted(row.form, row.filed):
            yield Intent(
                accession=row.accession,
                cik=cik,
                ciks=(cik,),
                company=name,
                form=row.form,
                filed=row.filed,
                period=row.period,
                url=hosts.submission(cik, row.accession),
            )


def _object(content: Content) -> dict[str, Any]:
    try:
        fields = json.loads(b"".join(content.pieces))
    except ValueError as error:
        raise Trouble(Kind.NOT_WHAT_WAS_ASKED, f"this is no JSON: {error}") from error
    if not isinstance(fields, dict):
        raise Trouble(Kind.NOT_WHAT_WAS_ASKED, "this is no JSON object")
    return fields


def _strange(error: Exception) -> Trouble:
    what = f"lacks {error}" if isinstance(error, KeyError) else str(error)
    if isinstance(error, FilingError):
        what = f"holds {error}"
    return Trouble(Kind.NOT_WHAT_WAS_ASKED, f"this is no list of submissions: {what}")
