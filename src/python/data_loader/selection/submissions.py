"""A filer's list of submissions: https://data.sec.gov/submissions/CIK##########.json and the older pages it names.

The lists are columns: ``accessionNumber``, ``form``, ``filingDate``, ``reportDate`` ... of equal length. The newest thousand or so
stand in ``filings.recent``; older pages are named in ``filings.files`` with the days they span.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from data_loader.edgar.answer import Kind
from data_loader.edgar.client import Content, EdgarClient
from data_loader.edgar.errors import EdgarUnusable, Trouble
from data_loader.edgar.hosts import Hosts
from data_loader.errors import WrongSelection
from data_loader.selection.complaints import Complaints
from data_loader.selection.criteria import Criteria
from data_loader.selection.index_file import parse_day
from data_loader.selection.json_answer import json_of, text_of
from data_loader.selection.tenure import OTHER_ANNUAL_FORMS, Tenure, remark
from docai.filing.errors import FilingError
from docai.filing.forms import begins_as_ten_k, is_ten_k
from docai.filing.identity import accession_number
from docai.filing.manifest import Intent
from docai.filing.text import sound

PAGE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,80}\.json", re.ASCII)
"""The name of an older page, such as ``CIK0000320193-submissions-001.json``: a name and no path."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Row:
    """One submission in a filer's list; ``period`` is the end of the period reported on, where there is one."""

    accession: str
    form: str
    filed: date
    period: date | None


@dataclass(frozen=True, slots=True)
class UnusableRow:
    """A 10-K in a filer's list that cannot be fetched: ``what`` is wrong, and the day of its filing where there is one."""

    what: str
    filed: date | None


@dataclass(frozen=True, slots=True)
class Page:
    """What a page of a filer's list says of 10-Ks: its ``rows``, whose form may be unknown, and those that are ``unusable``.

    ``annual`` counts the other annual reports on it (20-F, 40-F, ...) by form.
    """

    rows: tuple[Row, ...]
    unusable: tuple[UnusableRow, ...]
    annual: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class OlderPage:
    """A page of older submissions, filed from ``first`` to ``last``."""

    name: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class FilerList:
    """What EDGAR says of a filer: its present name, former names, newest submissions and where the older ones are."""

    name: str
    former_names: tuple[str, ...]
    page: Page
    older: tuple[OlderPage, ...]


def filings_of(
    client: EdgarClient, hosts: Hosts, cik: str, criteria: Criteria, complaints: Complaints
) -> Iterator[Intent]:
    """Yield the filings of the filer that meet the criteria, the newest first.

    A row that cannot be used is an unreadable filing; a company with fewer 10-Ks than asked for is said in the log; forms that
    begin as a 10-K's and are none that docai knows are left out, and complaints know it. Raises WrongSelection when EDGAR knows
    no such filer, and EdgarUnavailable.
    """
    url = hosts.filings_of(cik)
    filer = client.get(url, parse_filer, essential=complaints.alone)
    if filer is None:
        raise WrongSelection(f"EDGAR knows no filer with the CIK {cik} (at {url})")
    tenure = Tenure()
    unusable: list[UnusableRow] = []
    for page in _pages(client, hosts, url, filer, criteria, essential=complaints.alone):
        unusable += page.unusable
        tenure = tenure.with_days(
            (row.filed for row in page.rows if is_ten_k(row.form)), page.annual
        )
        for other in page.rows:
            if not is_ten_k(other.form) and criteria.may_hold(other.filed, other.filed):
                complaints.left_out.add(other.form, other.accession)
        yield from _intents(page.rows, cik, filer.name, hosts, criteria)
    for row in unusable:
        if row.filed is None or criteria.may_hold(row.filed, row.filed):
            said = f"{url}: a 10-K on this list cannot be fetched: {row.what}"
            entry = sound(f"{cik} {row.filed} {row.what}").encode()
            complaints.add_filings(said, [entry], all_of_list=tenure.first is None)
    remarks = remark(f"{filer.name} (CIK {cik})", tenure, criteria.since)
    if remarks is not None and (tenure.first or not unusable):
        _log.warning("%s", remarks)


def _pages(
    client: EdgarClient,
    hosts: Hosts,
    url: str,
    filer: FilerList,
    criteria: Criteria,
    *,
    essential: bool,
) -> Iterator[Page]:
    yield filer.page
    for older in filer.older:
        if criteria.may_hold(older.first, older.last):
            where = hosts.older_filings(older.name)
            page = client.get(where, parse_page, essential=essential)
            if page is None:
                raise EdgarUnusable(
                    f"{url} names the page {where} of older filings, which is not there"
                )
            yield page


def parse_filer(content: Content) -> FilerList:
    """Return what the JSON of a filer says; raises Trouble."""
    fields = _object(content)
    try:
        filings = fields["filings"]
        older = tuple(_older_page(page) for page in filings.get("files") or ())
        return FilerList(
            name=text_of(fields.get("name")),
            former_names=_former_names(fields.get("formerNames")),
            page=_page(filings["recent"]),
            older=older,
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise _strange(error) from error


def parse_page(content: Content) -> Page:
    """Return the submissions of an older page; raises Trouble."""
    try:
        return _page(_object(content))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise _strange(error) from error


def _former_names(value: object) -> tuple[str, ...]:
    rows = value if isinstance(value, list) else []
    names = (text_of(row.get("name")) for row in rows if isinstance(row, dict))
    return tuple(filter(None, names))


def _older_page(page: dict[str, Any]) -> OlderPage:
    name = text_of(page["name"])
    if not PAGE_NAME.fullmatch(name):
        raise ValueError(f"{name!r} is no name of an older page")
    # days that say nothing leave it open when its filings were filed
    first, last = parse_day(text_of(page["filingFrom"])), parse_day(text_of(page["filingTo"]))
    return OlderPage(name, first or date.min, last or date.max)


def _page(columns: dict[str, Any]) -> Page:
    numbers, forms, filed = columns["accessionNumber"], columns["form"], columns["filingDate"]
    periods = columns.get("reportDate") or [""] * len(numbers)
    rows: list[Row] = []
    unusable: list[UnusableRow] = []
    annual: dict[str, int] = {}
    for number, form, day, period in zip(numbers, forms, filed, periods, strict=True):
        # a list holds every form there is; only what may be a 10-K is looked at closely
        name = text_of(form).strip().upper()
        if name in OTHER_ANNUAL_FORMS:
            annual[name] = annual.get(name, 0) + 1
        if not begins_as_ten_k(name):
            continue
        parsed = parse_day(text_of(day))
        try:
            accession = accession_number(text_of(number))
        except FilingError as error:
            unusable.append(UnusableRow(str(error), parsed))
            continue
        if parsed is None:
            what = f"{accession} was filed on {text_of(day)!r}, which is no day"
            unusable.append(UnusableRow(what, None))
            continue
        rows.append(Row(accession, name, parsed, parse_day(text_of(period))))
    return Page(tuple(rows), tuple(unusable), annual)


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
    fields = json_of(content)
    if not isinstance(fields, dict):
        raise Trouble(Kind.NOT_WHAT_WAS_ASKED, "this is no JSON object")
    return fields


def _strange(error: Exception) -> Trouble:
    what = f"lacks {error}" if isinstance(error, KeyError) else str(error)
    if isinstance(error, FilingError):
        what = f"holds {error}"
    return Trouble(Kind.NOT_WHAT_WAS_ASKED, f"this is no list of submissions: {what}")
