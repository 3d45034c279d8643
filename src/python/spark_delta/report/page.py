"""A run as a page that people look at: one HTML file with nothing outside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from spark_delta.report.style import STYLE
from spark_delta.summary import WriteSummary

_CORE_ITEMS = (
    *("1", "1A", "1B", "1C", "2", "3", "4", "5", "6", "7", "7A"),
    *("8", "9", "9A", "9B", "9C", "10", "11", "12", "13", "14", "15", "16"),
)
_ERAS = ("text", "html", "ixbrl")


def page(summary: WriteSummary) -> bytes:
    """Return the page of a run: what came in, what was found by era, what took long, what could not be read."""
    parts = (
        _head(summary),
        _figures(summary),
        _section("Filings by form and fiscal year", _by_form_and_year(summary)),
        _section("Items found, by shape of the document", _by_era(summary)),
        _section("Where the time went", _phases(summary)),
        _section("Quarantined", _quarantined(summary)),
        _section("The slowest documents", _slowest(summary)),
        _section("Tables", _tables(summary)),
    )
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>docai run {escape(summary.run_id)}</title><style>{STYLE}</style></head>"
        f"<body><main>{''.join(parts)}</main></body></html>\n"
    ).encode()


def _head(summary: WriteSummary) -> str:
    state = (
        '<span class="state good">all read</span>'
        if not summary.quarantined
        else f'<span class="state bad">{summary.quarantined:,} in quarantine</span>'
    )
    return (
        f"<header><h1>Filings to Delta tables {state}</h1>"
        f"<p>run <b>{escape(summary.run_id)}</b> · {_moment(summary.run)}</p></header>"
    )


def _figures(summary: WriteSummary) -> str:
    read = summary.phases.get("read", 0.0)
    rate = f"{summary.tried / read:,.1f}/s" if read and summary.tried else "–"
    figures = (
        ("filings written", f"{summary.filings:,}"),
        ("Items", f"{summary.items:,}"),
        ("quarantined", f"{summary.quarantined:,}"),
        ("already there", f"{summary.already_present:,}"),
        ("replaced", f"{summary.replaced:,}"),
        ("read", f"{summary.bytes_read / 1e6:,.1f} MB"),
        ("reading", rate),
        ("in all", f"{summary.seconds:,.1f} s"),
    )
    return (
        '<div class="figures">'
        + "".join(
            f'<div><span class="value">{value}</span><span class="name">{name}</span></div>'
            for name, value in figures
        )
        + "</div>"
    )


def _by_form_and_year(summary: WriteSummary) -> str:
    counts: dict[tuple[str, str], int] = {}
    for key, number in summary.read.by_form_year.items():
        form, _, year = key.partition("|")
        counts[form, year or "unknown"] = number
    if not counts:
        return _none("No filing was written.")
    forms = sorted({form for form, _ in counts})
    years = sorted({year for _, year in counts})
    most = max(counts.values())
    rows = []
    for year in years:
        cells = [_heat(counts.get((form, year), 0), most) for form in forms]
        total = sum(counts.get((form, year), 0) for form in forms)
        rows.append([f"<th scope=row>{escape(year)}</th>", *cells, f"<td class=sum>{total:,}</td>"])
    return _table(["fiscal year", *forms, "all"], rows)


def _by_era(summary: WriteSummary) -> str:
    read = summary.read
    eras = [era for era in _ERAS if read.filings_by_era.get(era)]
    if not eras:
        return _none("No filing was written.")
    seen = {key.partition("|")[2] for key in read.items_by_era}
    items = [item for item in _CORE_ITEMS if item in seen] + sorted(seen - set(_CORE_ITEMS))
    rows = []
    for item in items:
        cells = []
        for era in eras:
            share = read.items_by_era.get(f"{era}|{item}", 0) / read.filings_by_era[era]
            cells.append(
                f'<td class="bar"><i style="width:{100 * share:.0f}%"></i><b>{100 * share:.0f} %</b></td>'
            )
        rows.append([f"<th scope=row>Item {escape(item)}</th>", *cells])
    heads = [f"{era} ({read.filings_by_era[era]:,} filings)" for era in eras]
    return _table(["share of filings with", *heads], rows)


def _phases(summary: WriteSummary) -> str:
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
        [
            f"<th scope=row>{escape(named.get(name, name))}</th>",
            f'<td class="bar wide"><i style="width:{100 * min(spent / whole, 1):.1f}%"></i><b>{spent:,.1f} s</b></td>',
        ]
        for name, spent in summary.phases.items()
    ]
    return _table(["phase", "seconds"], rows)


def _quarantined(summary: WriteSummary) -> str:
    if not summary.read.failed:
        return _none("Every document was read.")
    rows = [
        [
            f"<th scope=row class=code>{escape(one.accession)}</th>",
            f"<td>{escape(one.stage)}</td>",
            f"<td>{escape(one.error)}</td>",
            f"<td>{escape(one.message)}</td>",
        ]
        for one in summary.read.failed
    ]
    hidden = summary.quarantined - len(rows)
    more = _none(f"{hidden:,} more stand in the table quarantine.") if hidden > 0 else ""
    return _table(["accession", "stage", "error", "what was wrong"], rows) + more


def _slowest(summary: WriteSummary) -> str:
    documents = summary.read.slowest
    if not documents:
        return _none("No filing was written.")
    most = max(one.seconds for one in documents) or 1.0
    rows = [
        [
            f"<th scope=row class=code>{escape(one.accession)}</th>",
            f"<td>{escape(one.company)}</td>",
            f"<td>{escape(one.form)} {one.fiscal_year or ''}</td>",
            f"<td class=number>{one.size / 1e6:,.2f} MB</td>",
            f"<td class=number>{one.items}</td>",
            f'<td class="bar"><i style="width:{100 * one.seconds / most:.0f}%"></i><b>{one.seconds:.2f} s</b></td>',
        ]
        for one in documents
    ]
    return _table(["accession", "company", "form", "size", "Items", "seconds"], rows)


def _tables(summary: WriteSummary) -> str:
    rows = [
        [
            f"<th scope=row>{escape(name)}</th>",
            f"<td class=number>{state.version}</td>",
            f"<td class=code>{escape(state.location)}</td>",
        ]
        for name, state in summary.tables.items()
    ]
    return _table(["table", "version", "where"], rows)


def _section(title: str, content: str) -> str:
    return f"<section><h2>{escape(title)}</h2>{content}</section>"


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    head = "".join(f"<th scope=col>{escape(name)}</th>" for name in heads)
    body = "".join(f"<tr>{''.join(cells)}</tr>" for cells in rows)
    return f'<div class="scroll"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'


def _heat(count: int, most: int) -> str:
    if not count:
        return '<td class="heat none">·</td>'
    return f'<td class="heat" style="--share:{0.12 + 0.88 * count / most:.2f}">{count:,}</td>'


def _none(text: str) -> str:
    return f'<p class="none">{escape(text)}</p>'


def _moment(run: str) -> str:
    """Return when the run called ``run`` began, ``20260102T0304...`` as 2026-01-02 03:04 UTC."""
    return escape(f"{run[:4]}-{run[4:6]}-{run[6:8]} {run[9:11]}:{run[11:13]} UTC")
