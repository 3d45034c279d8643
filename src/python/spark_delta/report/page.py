"""A run as a page that people look at: one HTML file with nothing outside it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape

from spark_delta.report.style import STYLE
from spark_delta.summary import WriteSummary

_ERAS = {"text": "plain text", "html": "HTML", "ixbrl": "inline XBRL"}
_ITEM = re.compile(r"(\d{0,3})(.*)", re.DOTALL)


def page(summary: WriteSummary) -> bytes:
    """Return the page of a run: what came in, what was found by era, what took long, what could not be read."""
    parts = (
        _head(summary),
        _figures(summary),
        *((_section("Quarantined", _quarantined(summary)),) if summary.read.failed else ()),
        _section("Filings by form and fiscal year", _by_form_and_year(summary)),
        _section("Items found, by shape of the document", _by_era(summary)),
        _section("Where the time went", _phases(summary)),
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
        ("read, unpacked", _megabytes(summary.bytes_read)),
        ("fetched, packed", _megabytes(summary.read.bytes_stored)),
        ("largest process", _megabytes(summary.read.peak_bytes)),
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
    heads = ["fiscal year", *(f"{form}|heat" for form in forms), "all|sum"]
    return _table(heads, rows)


def _by_era(summary: WriteSummary) -> str:
    read = summary.read
    eras = [era for era in _ERAS if read.filings_by_era.get(era)]
    if not eras:
        return _none("No filing was written.")
    rows = []
    for item in sorted({key.partition("|")[2] for key in read.items_by_era}, key=_item_order):
        cells = [
            _share(read.items_by_era.get(f"{era}|{item}", 0), read.filings_by_era[era])
            for era in eras
        ]
        rows.append([f"<th scope=row>Item {escape(item)}</th>", *cells])
    heads = [f"{_ERAS[era]} ({read.filings_by_era[era]:,} filings)" for era in eras]
    return _table(["share of filings with", *heads], rows)


def _item_order(item: str) -> tuple[int, str]:
    match = _ITEM.fullmatch(item)
    assert match is not None
    return int(match[1] or 0), match[2]


def _share(found: int, of: int) -> str:
    if not found:
        return '<td class="bar none"><b>–</b></td>'
    percent = f"{100 * found / of:.0f}"
    return f'<td class="bar"><i style="width:{percent}%"></i><b>{percent} %</b></td>'


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
    by_stage = sorted(summary.read.failures_by_stage.items(), key=lambda pair: (-pair[1], pair[0]))
    stages = _none(", ".join(f"{number:,} at {stage}" for stage, number in by_stage))
    rows = [
        [
            f"<th scope=row class=code>{escape(one.accession)}</th>",
            f"<td>{escape(one.stage)}</td>",
            f"<td>{escape(one.error)}</td>",
            f"<td>{escape(one.message)}</td>",
        ]
        for one in sorted(
            summary.read.failed, key=lambda one: (one.stage, one.error, one.accession)
        )
    ]
    hidden = summary.quarantined - len(rows)
    more = _none(f"{hidden:,} more stand in the table quarantine.") if hidden > 0 else ""
    return stages + _table(["accession", "stage", "error", "what was wrong"], rows) + more


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
    heads = ["accession", "company", "form", "size|number", "Items|number", "seconds"]
    return _table(heads, rows)


def _tables(summary: WriteSummary) -> str:
    rows = [
        [
            f"<th scope=row>{escape(name)}</th>",
            f"<td class=number>{state.version}</td>",
            f"<td class=code>{escape(state.location)}</td>",
        ]
        for name, state in summary.tables.items()
    ]
    return _table(["table", "version|number", "where"], rows)


def _section(title: str, content: str) -> str:
    return f"<section><h2>{escape(title)}</h2>{content}</section>"


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table; a head may say after a bar what its column's cells are: ``size|number``."""
    named = (head.partition("|") for head in heads)
    head = "".join(f'<th scope=col class="{kind}">{escape(name)}</th>' for name, _, kind in named)
    body = "".join(f"<tr>{''.join(cells)}</tr>" for cells in rows)
    return f'<div class="scroll"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'


def _heat(count: int, most: int) -> str:
    if not count:
        return '<td class="heat none">·</td>'
    return f'<td class="heat" style="--share:{0.12 + 0.88 * count / most:.2f}">{count:,}</td>'


def _none(text: str) -> str:
    return f'<p class="none">{escape(text)}</p>'


def _megabytes(size: int) -> str:
    return f"{size / 1e6:,.1f} MB" if size < 1e9 else f"{size / 1e9:,.2f} GB"


def _moment(run: str) -> str:
    """Return when the run called ``run`` began, ``20260102T0304...`` as 2026-01-02 03:04 UTC."""
    return escape(f"{run[:4]}-{run[4:6]}-{run[6:8]} {run[9:11]}:{run[11:13]} UTC")
