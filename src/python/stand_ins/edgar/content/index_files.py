"""EDGAR's index files: the full index by quarter and the daily index, in their four orders."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from stand_ins.edgar.content.catalogue import Catalogue

Kind = Literal["company", "form", "master", "crawler"]
KINDS: tuple[Kind, ...] = ("company", "form", "master", "crawler")
FIRST_YEAR = 1993
TITLES = {
    "company": "{index} Index of EDGAR Dissemination Feed by Company Name",
    "form": "{index} Index of EDGAR Dissemination Feed by Form Type",
    "master": "{index} Index of EDGAR Dissemination Feed",
    "crawler": "{index} Index of EDGAR Dissemination Feed",
}
DAILY_NAME = re.compile(r"^(company|form|master|crawler)\.(\d{8})\.idx$")


@dataclass(frozen=True)
class Line:
    """One filing under one filer."""

    cik: int
    company: str
    form: str
    filed: date
    accession: str
    modified: float

    @property
    def path(self) -> str:
        return f"edgar/data/{self.cik}/{self.accession}.txt"


def lines_of(catalogue: Catalogue) -> list[Line]:
    """Every filing once for each of its filers."""
    return [
        Line(
            int(cik),
            listed.name_for(cik),
            listed.header.form,
            listed.header.filed,
            listed.accession,
            listed.body.modified,
        )
        for cik, filings in catalogue.by_cik.items()
        for listed in filings
    ]


def quarter_of(day: date) -> tuple[int, int]:
    """(year, 1 to 4)"""
    return day.year, (day.month + 2) // 3


def index_file(kind: Kind, lines: Iterable[Line], last: date, daily: bool) -> bytes:
    """The index file over `lines`, whose newest data are of day `last`.

    Dates stand with dashes in the full index and without in the daily one; so do the real ones.
    """
    orders = {
        "company": lambda each: (each.company.upper(), each.form, each.filed),
        "form": lambda each: (each.form, each.company.upper(), each.filed),
        "master": lambda each: (str(each.cik), each.form, each.filed),
        "crawler": lambda each: (each.company.upper(), each.form, each.filed),
    }
    ordered = sorted(lines, key=orders[kind])
    head = [
        f"Description:           {TITLES[kind].format(index='Daily' if daily else 'Master')}",
        f"Last Data Received:    {f'{last:%b} {last.day:>2}, {last.year}' if daily else f'{last:%B} {last.day}, {last.year}'}",
        "Comments:              webmaster@sec.gov",
        "Anonymous FTP:         ftp://ftp.sec.gov/edgar/",
    ]
    if kind in ("master", "crawler") and not daily:
        head.append("Cloud HTTP:            https://www.sec.gov/Archives/")
    head += [" " if daily and kind != "master" else ""] * (1 if daily and kind == "master" else 4)
    body = [_line(kind, each, daily) for each in ordered]
    return "\n".join([*head, *_column_heads(kind, daily), *body, ""]).encode("latin-1", "replace")


def _column_heads(kind: Kind, daily: bool) -> list[str]:
    if kind == "master":
        return [
            f"CIK|Company Name|Form Type|Date Filed|{'File Name' if daily else 'Filename'}",
            "-" * 80,
        ]
    last = "URL" if kind == "crawler" else "File Name"
    first = (
        f"{'Form Type':<12}{'Company Name':<62}"
        if kind == "form"
        else f"{'Company Name':<62}{'Form Type':<12}"
    )
    return [f"{first}{'CIK':<12}{'Date Filed':<12}{last}", "-" * 141]


def _line(kind: Kind, line: Line, daily: bool) -> str:
    filed = f"{line.filed:%Y%m%d}" if daily else line.filed.isoformat()
    if kind == "master":
        return f"{line.cik}|{line.company}|{line.form}|{filed}|{line.path}"
    company = f"{line.company[:61]:<62}"
    path = line.path
    if kind == "crawler":
        path = f"https://www.sec.gov/Archives/edgar/data/{line.cik}/{line.accession}-index.htm"
    first = f"{line.form:<12}{company}" if kind == "form" else f"{company}{line.form:<12}"
    return (
        f"{first}{line.cik:<12}{filed:<12}{path:<52}"
        if daily
        else f"{first}{line.cik:<12}{filed:<12}{path}"
    )


def directory_json(name: str, entries: Iterable[tuple[str, str, int, str]]) -> bytes:
    """index.json of a folder: entries are (name, "dir" or "file", size, last modified)."""
    items: list[dict[str, Any]] = [
        {
            "last-modified": modified,
            "name": entry,
            "type": kind,
            "href": entry + ("/" if kind == "dir" else ""),
            "size": f"{max(1, size // 1024)} KB" if size else "",
        }
        for entry, kind, size, modified in entries
    ]
    return json.dumps({"directory": {"item": items, "name": name, "parent-dir": "../"}}).encode()
