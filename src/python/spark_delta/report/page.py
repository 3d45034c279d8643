"""A run as a page that people look at: one HTML file with nothing outside it."""

from __future__ import annotations

import re

from docai.filing.forms import is_amendment
from docai.report.elements import (
    Column,
    Html,
    bar,
    cell,
    code,
    facts,
    figures,
    header,
    heat,
    joined,
    none,
    row_head,
    section,
    table,
)
from docai.report.figures import count_text, duration_text, every_year, size_text
from docai.report.page import page as whole_page
from spark_delta.report.summary import WriteSummary

_ERAS = {"text": "plain text", "html": "HTML", "ixbrl": "inline XBRL"}
_SOURCES = {
    "instance": "XBRL instance",
    "extracted": "XBRL, extracted by EDGAR",
    "inline": "inline XBRL",
    "ex-27": "financial data schedule",
}
_ITEM = re.compile(r"(\d{0,3})(.*)", re.DOTALL)


def page(summary: WriteSummary) -> bytes:
    """Return the page of a run: what came in, what was found by era, what took long, what could not be read."""
    parts = (
        _head(summary),
        _figures(summary),
        *((section("Quarantined", _quarantined(summary)),) if summary.read.failed else ()),
        section("Filings by form and fiscal year", _by_form_and_year(summary)),
        section("Items found, by shape of the document", _by_era(summary)),
        section("Figures, by where they come from", _by_source(summary)),
        section("Checks of key figures", _checks(summary)),
        section("Where the time went", _phases(summary)),
        section("The slowest documents", _slowest(summary)),
        section("Tables", _tables(summary)),
    )
    return whole_page(f"docai run {summary.run_id}", parts).encode()


def _head(summary: WriteSummary) -> Html:
    about = f"run {summary.run_id} · {_moment(summary.run)}"
    if summary.quarantined:
        state = f"{summary.quarantined:,} in quarantine"
        return header("Filings to Delta tables", about, state=state, mood="bad")
    return header("Filings to Delta tables", about, state="all read", mood="good")


def _figures(summary: WriteSummary) -> Html:
    read = summary.phases.get("read", 0.0)
    rate = f"{summary.tried / read:,.1f}/s" if read and summary.tried else "–"
    return figures(
        (
            ("filings written", count_text(summary.filings)),
            ("Items", count_text(summary.items)),
            ("quarantined", count_text(summary.quarantined)),
            ("already there", count_text(summary.already_present)),
            ("replaced", count_text(summary.replaced)),
            ("read, unpacked", size_text(summary.bytes_read)),
            ("fetched, packed", size_text(summary.read.bytes_stored)),
            ("largest process", size_text(summary.read.peak_bytes)),
            ("filings read", rate),
            ("in all", duration_text(summary.seconds)),
        )
    )


def _by_form_and_year(summary: WriteSummary) -> Html:
    counts: dict[tuple[str, str], int] = {}
    for key, number in summary.read.by_form_year.items():
        form, _, year = key.partition("|")
        counts[form, year or "unknown"] = number
    if not counts:
        return none("No filing was written.")
    forms = sorted({form for form, _ in counts})
    years = every_year({year for _, year in counts})
    most = max(counts.values())
    rows = []
    for year in years:
        cells = [heat(counts.get((form, year), 0), most) for form in forms]
        total = sum(counts.get((form, year), 0) for form in forms)
        rows.append([row_head(year), *cells, cell(count_text(total), "sum")])
    by_form = (Column(form, "heat") for form in forms)
    return table([Column("fiscal year"), *by_form, Column("all", "sum")], rows)


def _by_era(summary: WriteSummary) -> Html:
    read = summary.read
    eras = [era for era in _ERAS if read.filings_by_era.get(era)]
    if not eras:
        return none("No filing was written.")
    rows = []
    for item in sorted({key.partition("|")[2] for key in read.items_by_era}, key=_item_order):
        cells = [
            _share(read.items_by_era.get(f"{era}|{item}", 0), read.filings_by_era[era])
            for era in eras
        ]
        rows.append([row_head(f"Item {item}"), *cells])
    heads = [Column(f"{_ERAS[era]} ({read.filings_by_era[era]:,} filings)") for era in eras]
    return joined(
        (table([Column("share of filings with"), *heads], rows), none(_why_less(summary)))
    )


def _why_less(summary: WriteSummary) -> str:
    """Return why a share may be less than the whole, though nothing was overlooked."""
    amended = sum(
        number
        for key, number in summary.read.by_form_year.items()
        if is_amendment(key.partition("|")[0])
    )
    reason = (
        "An Item counts from the year in which the form has it, and not every form asks for each."
    )
    if not amended:
        return reason
    return f"{amended:,} of the filings are amendments, which hold only the Items that they change. {reason}"


def _item_order(item: str) -> tuple[int, str]:
    match = _ITEM.fullmatch(item)
    assert match is not None
    return int(match[1] or 0), match[2]


def _share(found: int, of: int) -> Html:
    if not found:
        return cell("–", "bar none")
    return bar(f"{100 * found / of:.0f} %", found / of)


def _by_source(summary: WriteSummary) -> Html:
    read = summary.read
    if not read.facts_by_source:
        return none(
            "No filing that was written says a figure in XBRL or a financial data schedule."
        )
    rows = []
    for source in (one for one in _SOURCES if one in read.facts_by_source):
        filings, facts = read.filings_by_source.get(source, 0), read.facts_by_source[source]
        cells = (filings, facts, round(facts / max(filings, 1)))
        rows.append([row_head(_SOURCES[source]), *(cell(count_text(one), "sum") for one in cells)])
    heads = [Column(name, "sum") for name in ("filings", "figures", "each")]
    return table([Column("source"), *heads], rows)


def _checks(summary: WriteSummary) -> Html:
    counts = summary.read.checks
    rows = []
    for name in dict.fromkeys(key.partition("|")[0] for key in counts):
        holds, fails = counts.get(f"{name}|holds", 0), counts.get(f"{name}|fails", 0)
        words = name.replace("_", " ")
        rows.append([row_head(words), _share(holds, holds + fails), cell(count_text(fails), "sum")])
    if not rows:
        return none("No filing that was written says the figures of a check.")
    return table([Column("check"), Column("holds"), Column("filings where not", "sum")], rows)


def _phases(summary: WriteSummary) -> Html:
    whole = max(summary.seconds, 1e-9)
    named = {
        "plan": "planning",
        "session": "starting Spark",
        "tables": "making or checking the tables",
        "read": "reading documents",
        "commit": "committing",
        "maintenance": "maintenance",
    }
    rows = [
        [row_head(named.get(name, name)), bar(duration_text(spent), spent / whole, "wide")]
        for name, spent in summary.phases.items()
    ]
    return table([Column("phase"), Column("time")], rows)


def _quarantined(summary: WriteSummary) -> Html:
    by_stage = sorted(summary.read.failures_by_stage.items(), key=lambda pair: (-pair[1], pair[0]))
    stages = none(", ".join(f"{number:,} at {stage}" for stage, number in by_stage))
    rows = [
        [
            row_head(one.accession, "code"),
            cell(one.stage),
            cell(f"{one.error}: {one.message}" if one.message else one.error, "words"),
        ]
        for one in sorted(
            summary.read.failed, key=lambda one: (one.stage, one.error, one.accession)
        )
    ]
    hidden = summary.quarantined - len(rows)
    more = none(f"{hidden:,} more stand in the table quarantine." if hidden > 0 else "")
    columns = [Column("accession"), Column("stage"), Column("what was wrong")]
    return joined((stages, table(columns, rows), more))


def _slowest(summary: WriteSummary) -> Html:
    documents = summary.read.slowest
    if not documents:
        return none("No filing was written.")
    most = max(one.seconds for one in documents) or 1.0
    rows = [
        [
            row_head(one.accession, "code"),
            cell(f"{one.company}, {one.form} {one.fiscal_year or ''}".rstrip(), "words"),
            cell(size_text(one.size) if one.size else "–", "number"),
            cell(count_text(one.items), "number"),
            bar(duration_text(one.seconds), one.seconds / most),
        ]
        for one in documents
    ]
    columns = [
        Column("accession"),
        Column("filing"),
        Column("size", "number"),
        Column("Items", "number"),
        Column("time"),
    ]
    return table(columns, rows)


def _tables(summary: WriteSummary) -> Html:
    return facts(
        (name, joined((code(state.location), none(_version(state.version)))))
        for name, state in summary.tables.items()
    )


def _version(version: int) -> str:
    return f"version {version:,}" if version >= 0 else "not made yet"


def _moment(run: str) -> str:
    """Return when the run called ``run`` began, ``20260102T0304...`` as 2026-01-02 03:04 UTC."""
    return f"{run[:4]}-{run[4:6]}-{run[6:8]} {run[9:11]}:{run[11:13]} UTC"
