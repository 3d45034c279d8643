"""A check as a page that people look at: a matrix of years and forms, what is missing, how long a filing takes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from data_loader.audit.model import Coverage, Gap, Lag, Line
from docai.report.elements import (
    NOTHING,
    Column,
    Html,
    bar,
    cell,
    facts,
    figures,
    header,
    none,
    paragraph,
    row_head,
    section,
    table,
    text,
)
from docai.report.figures import count_text, duration_text, every_year
from docai.report.page import page as whole_page

SHOWN = 500
"""So many filings are named on the page; the JSON beside it names all."""

ACCESSIONS_SHOWN = 100


def page(found: Coverage) -> bytes:
    """Return the page, one HTML file with nothing outside it."""
    parts = (
        _head(found),
        _figures(found),
        *((section("What nobody knows", _lost(found), wash="bad"),) if found.lost else ()),
        *((section("What is missing", *_named(found.gaps)),) if found.gaps else ()),
        section("Written of expected, by year of filing and form", _matrix(found.lines)),
        section("Time from acceptance to the row", _lags(found)),
        *((section("EDGAR has no file of these", *_named(found.absent)),) if found.absent else ()),
        *(
            (section("Held, and in no index", _accessions(found.unlisted)),)
            if found.unlisted
            else ()
        ),
        *((section("Twice in filings", _accessions(found.doubled)),) if found.doubled else ()),
        section("By quarter and form", _by_quarter(found.lines)),
        *((section("Notes", *map(paragraph, found.notes)),) if found.notes else ()),
    )
    return whole_page(f"Coverage {found.checked}", parts).encode()


def _head(found: Coverage) -> Html:
    about = f"{found.scope} · checked {found.checked} · run {found.run_id}"
    if found.whole:
        return header("Coverage of EDGAR", about, state="nothing is missing", mood="good")
    amiss = [f"{found.amiss:,} missing"] if found.amiss else []
    if found.lost:
        amiss.append(f"{len(found.lost):,} quarters without an index")
    return header("Coverage of EDGAR", about, state=", ".join(amiss), mood="bad")


def _figures(found: Coverage) -> Html:
    names = {
        "expected": "expected",
        "stored": "stored",
        "written": "written",
        "quarantined": "quarantined",
        "missing": "missing",
        "absent": "EDGAR has no file",
        "not_reached": "not reached yet",
        "not_selected": "forms not asked for",
        "unlisted": "in no index",
    }
    counts = [(name, count_text(found.total(count))) for count, name in names.items()]
    more = [("with the writer", count_text(found.waiting))] if found.waiting else []
    return figures((*counts, *more, ("checked in", duration_text(found.seconds))))


def _lost(found: Coverage) -> Html:
    return paragraph(
        f"The lake keeps no index of {found.lost_spans}: what these quarters should hold is not known. "
        "--refresh-index asks EDGAR for it."
    )


def _matrix(lines: Sequence[Line]) -> Html:
    """Return years by forms; each cell says how much of what is expected is written."""
    cells: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for line in lines:
        if line.expected:
            cells[line.quarter[:4], line.form].update(
                expected=line.expected, written=line.written, missing=line.missing
            )
    if not cells:
        return none("No filing is expected.")
    forms, years = sorted({form for _, form in cells}), every_year({year for year, _ in cells})
    rows = []
    for year in years:
        whole = sum((cells[year, form] for form in forms if (year, form) in cells), Counter())
        rows.append(
            [row_head(year), *(_share(cells.get((year, form))) for form in forms), _share(whole)]
        )
    return table([Column("year"), *map(Column, forms), Column("all")], rows)


def _share(counts: Counter[str] | None) -> Html:
    if not counts:
        return cell("·", "bar none")
    words = f"{counts['written']:,} of {counts['expected']:,}"
    if counts["missing"]:
        words += f", {counts['missing']:,} missing"
    return bar(words, counts["written"] / counts["expected"])


def _named(gaps: Sequence[Gap]) -> tuple[Html, ...]:
    rows = [
        [
            row_head(gap.intent.accession, "code"),
            cell(f"{gap.intent.company} (CIK {gap.intent.cik})", "words"),
            cell(gap.intent.form),
            cell(str(gap.intent.filed)),
            cell(gap.lacks.value),
            cell(gap.reason, "words"),
        ]
        for gap in gaps[:SHOWN]
    ]
    columns = [*map(Column, ("accession", "company", "form", "filed", "lacks", "why"))]
    hidden = len(gaps) - SHOWN
    more = none(f"{hidden:,} more stand in the JSON beside this page.") if hidden > 0 else NOTHING
    return table(columns, rows), more


def _accessions(accessions: Sequence[str]) -> Html:
    shown = ", ".join(accessions[:ACCESSIONS_SHOWN])
    hidden = len(accessions) - ACCESSIONS_SHOWN
    return paragraph(shown + (f" and {hidden:,} more" if hidden > 0 else ""))


def _lags(found: Coverage) -> Html:
    if found.lag is None:
        return none("No row says when its filing was accepted.")
    pairs = [("all filings", text(_lag_words(found.lag)))]
    if found.recent is not None:
        pairs.append(("accepted in the 30 days before the newest", text(_lag_words(found.recent))))
    return facts(pairs)


def _lag_words(lag: Lag) -> str:
    hours = (("median", lag.median), ("95 %", lag.most), ("worst", lag.worst))
    return ", ".join(f"{name} {duration_text(3600 * value)}" for name, value in hours) + (
        f"; of {lag.filings:,} filings"
    )


def _by_quarter(lines: Sequence[Line]) -> Html:
    names = (
        "expected",
        "stored",
        "written",
        "quarantined",
        "missing",
        "absent",
        "not selected",
        "in no index",
    )
    rows = [
        [
            row_head(line.quarter),
            cell(line.form),
            *(
                cell(count_text(count) if count else "·", "number")
                for count in (
                    line.expected,
                    line.stored,
                    line.written,
                    line.quarantined,
                    line.missing,
                    line.absent,
                    line.not_selected,
                    line.unlisted,
                )
            ),
            cell("·" if line.lag is None else duration_text(3600 * line.lag.median), "number"),
        ]
        for line in lines
    ]
    if not rows:
        return none("No filing is expected.")
    numbers = (Column(name, "number") for name in (*names, "median lag"))
    return table([Column("quarter"), Column("form"), *numbers], rows)
