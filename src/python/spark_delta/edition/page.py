"""The edition as a page that people look at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from docai.report.elements import (
    Column,
    Html,
    cell,
    figures,
    header,
    joined,
    link,
    none,
    row_head,
    section,
    table,
    td,
    th,
)
from docai.report.figures import count_text, duration_text, moment_text
from docai.report.page import page as whole_page
from spark_delta.edition.model import Event, Kind, News, day_text, headline

SHOWN = 200
"""Rows of a section."""


@dataclass(frozen=True, slots=True)
class _Part:
    title: str
    about: str
    columns: Sequence[tuple[Column, Callable[[Event], Html]]]


def page(news: News, lake: str) -> bytes:
    """Return the page of the newest day in ``news``, of the lake at address ``lake``."""
    day = news.day
    assert day is not None
    said = headline(news, day)
    newest = max(each.at for each in news.events)
    about = f"{day_text(day)} · as of {moment_text(newest)} · {lake}"
    bad = news.count(day, Kind.QUARANTINED)
    state = f"{bad:,} could not be read" if bad else "all read"
    parts = [
        header(said[0].upper() + said[1:], about, state=state, mood="bad" if bad else "good"),
        figures(
            (_TILES[kind], count_text(news.count(day, kind)))
            for kind in Kind
            if kind is Kind.CAME or news.count(day, kind)
        ),
        *(_section(news, day, kind, part) for kind, part in _PARTS.items()),
        _week(news, day),
    ]
    return whole_page(f"{said} – docai, {day_text(day)}", parts).encode()


def _section(news: News, day: date, kind: Kind, part: _Part) -> Html:
    count = news.count(day, kind)
    if not count:
        return joined(())
    events = news.of_day(day, kind)[:SHOWN]
    rows = [[show(each) for _, show in part.columns] for each in events]
    more = count - len(events)
    return section(
        part.title,
        none(part.about),
        table([column for column, _ in part.columns], rows),
        none(f"{more:,} more stand in the table filings." if more > 0 else ""),
    )


def _week(news: News, today: date) -> Html:
    days = sorted({day for day, _ in news.counts if day != today}, reverse=True)
    if not days:
        return joined(())
    rows = [[row_head(day_text(day)), cell(headline(news, day), "words")] for day in days]
    return section("The days before", table([Column("day"), Column("what happened")], rows))


def _company(event: Event) -> Html:
    filing = event.filing
    return th(link(filing.company or filing.accession, filing.page))


def _report(event: Event) -> Html:
    year = event.filing.fiscal_year
    return cell(event.filing.form if year is None else f"{event.filing.form}, {year}", "name")


def _filed(event: Event) -> Html:
    return cell(str(event.filing.filed or "–"), "number")


def _items(event: Event) -> Html:
    return cell("–" if event.filing.items is None else count_text(event.filing.items), "number")


def _after(event: Event) -> Html:
    accepted = event.filing.accepted_at
    if accepted is None or accepted > event.at:
        return cell("–", "number")
    return cell(duration_text((event.at - accepted).total_seconds()), "number")


def _amended(event: Event) -> Html:
    filing = event.filing
    if not filing.amends:
        return td(none("no report of this period in the tables"))
    folder = filing.page.rpartition("/")[0].rpartition("/")[0]
    number = filing.amends.replace("-", "")
    where = f"{folder}/{number}/{filing.amends}-index.htm" if folder else ""
    return td(link(filing.amends, where), "code name")


def _why(event: Event) -> Html:
    return cell(event.why, "words")


def _accession(event: Event) -> Html:
    return cell(event.filing.accession, "code name")


_WHO = ((Column("company"), _company), (Column("report"), _report))
_WHEN = ((Column("filed", "number"), _filed),)

_PARTS = {
    Kind.CAME: _Part(
        "New",
        "Each name leads to EDGAR's page about the filing. The last column: how long after its acceptance.",
        (
            *_WHO,
            *_WHEN,
            (Column("Items", "number"), _items),
            (Column("in the tables", "number"), _after),
        ),
    ),
    Kind.AMENDS: _Part(
        "Amendments",
        "An amendment is a filing of its own, and replaces nothing.",
        (*_WHO, *_WHEN, (Column("amends"), _amended)),
    ),
    Kind.RELEASED: _Part(
        "Out of quarantine",
        "Could not be read before, and can now.",
        (*_WHO, *_WHEN, (Column("what was wrong"), _why)),
    ),
    Kind.FETCHED_AGAIN: _Part(
        "Fetched again",
        "The rows of these filings were replaced by those of another copy.",
        (*_WHO, *_WHEN, (Column("why"), _why)),
    ),
    Kind.READ_AGAIN: _Part(
        "Read again",
        "The same bytes, read by another parser; the rows were replaced.",
        (*_WHO, *_WHEN, (Column("parser"), _why)),
    ),
    Kind.QUARANTINED: _Part(
        "Into quarantine",
        "Their submissions are kept; a newer parser, or --retry-quarantine, reads them again.",
        ((Column("accession"), _accession), (Column("filed", "number"), _filed), (Column("what was wrong"), _why)),
    ),
}  # fmt: skip

_TILES = {
    Kind.CAME: "new filings",
    Kind.AMENDS: "amendments",
    Kind.RELEASED: "out of quarantine",
    Kind.FETCHED_AGAIN: "fetched again",
    Kind.READ_AGAIN: "read again",
    Kind.QUARANTINED: "into quarantine",
}
