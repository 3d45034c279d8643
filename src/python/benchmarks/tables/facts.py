"""Tables against the facts that inline filings tag in them: numbers, scales, signs and the years of heads.

Every tagged number (ix:nonFraction) of an inline document that stands between <table> and </table>, is not hidden and is not
nil, is looked for among the cells of the tables by its place. It is

- found, when a cell holds it alone: its element stands in the cell, and the cell's text is one figure;
- in words, when the element is part of a label or a text ("Common stock, $0.001 par value"), of several figures in one cell
  ("1.5 - 2.0"), or of a table that lays out words: no cell of figures, and counted apart;
- lost, elsewhere.

Of those found, amount: number times scale equals the fact's value, signs aside. Sign: the number's sign is the fact's; or it is
not, since the filer shows the figure so (brackets around what is tagged as positive): then the brackets or the minus next to the
element in the source are looked at on their own. Years: where the label of the column names one year (19xx, 20xx), it is the
year in which the fact's period ends, or that year's fiscal one (a period that ends before 15 February may be named by the
year before). A row that says "beginning" shows the day before its column's year; concepts of payments
to come or loans made (maturities, vintages: the head names the year of payment or of the loan) do not count here.

usage: python -m benchmarks.tables.facts DIR... [--show N]
"""

from __future__ import annotations

import argparse
import re
import sys
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator
from decimal import Decimal, InvalidOperation
from pathlib import Path

from docai.document.scan import Scan, Scans
from docai.document.submission import open_submission
from docai.document.tables.figures import figure_of
from docai.document.tables.model import Cell, Table
from docai.document.tables.reader import tables_of
from docai.xbrl import Fact, read_figures

Fault = Callable[[str, str], None]
"""Told of a fault: its kind, and what is wrong."""

_TABLE = re.compile(r"<(/?)table\b", re.I)
_TAG = re.compile(r"<[^>]*>|&[a-z#0-9]+;|\s+", re.I)
_YEAR = re.compile(r"(?<![0-9,.$])(?:19|20)[0-9]{2}(?![0-9,])")
_OPENING = re.compile(
    r"beginning|opening|start of|(?:january|may|july|february|october) 1\b(?!,)", re.I
)
_FUTURE = re.compile(
    r"NextTwelveMonths|NextRolling|Year(?:One|Two|Three|Four|Five)|Maturit|Remainder|Thereafter|Projected|Future|Anniversary|Originated"
)
_JANUARY = ("-01-", "-02-0", "-02-10", "-02-11", "-02-12", "-02-13", "-02-14")


def _inside_tables(source: str) -> list[tuple[int, int]]:
    """Return the stretches between <table> and </table>, the outermost ones."""
    found: list[tuple[int, int]] = []
    depth = start = 0
    for tag in _TABLE.finditer(source):
        if tag[1]:
            depth = max(0, depth - 1)
            if not depth:
                found.append((start, tag.start()))
        else:
            if not depth:
                start = tag.start()
            depth += 1
    return found


def _shown(scan: Scan, facts: list[Fact]) -> Iterator[Fact]:
    """Yield the tagged numbers that stand within tables and are shown."""
    tables = _inside_tables(scan.source)
    starts = [start for start, _ in tables]
    hidden = (scan.source.find("<ix:header"), scan.source.find("</ix:header>"))
    for fact in facts:
        if not fact.numeric or fact.nil or fact.start_at is None:
            continue
        if hidden[0] <= fact.start_at < hidden[1]:
            continue
        at = bisect_right(starts, fact.start_at) - 1
        if at >= 0 and fact.start_at < tables[at][1]:
            yield fact


def _value(fact: Fact) -> Decimal | None:
    try:
        return Decimal((fact.value or "").strip())
    except InvalidOperation:
        return None


def _bracketed(source: str, fact: Fact) -> bool:
    """Return whether a bracket or a minus opens right before what the fact's element shows."""
    assert fact.start_at is not None
    before = _TAG.sub(
        "",
        source[max(0, fact.start_at - 400) : fact.start_at].rpartition(">")[2]
        or source[max(0, fact.start_at - 400) : fact.start_at],
    )
    inner = _TAG.sub("", source[fact.start_at : fact.end_at])
    return before.rstrip("$")[-1:] in tuple("(-–—−") or inner[:1] in tuple("(-–—−")


def main() -> int:
    """Count over the inline documents of the folders, and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", nargs="+", type=Path, metavar="DIR", help="a folder of filings")
    parser.add_argument(
        "--show", type=int, default=0, help="print so many faults of each kind and file"
    )
    options = parser.parse_args()
    total: Counter[str] = Counter()
    for folder in options.folders:
        for path in sorted(one for one in folder.rglob("*") if one.is_file()):
            counts = _of_file(path, options.show)
            if counts["tagged"]:
                print(f"{path.name:44} {_line(counts)}")
                total += counts
    print(f"{'all':44} {_line(total)}")
    found, alone = total["found"], total["tagged"] - total["in words"]
    print(
        f"tagged numbers in tables {total['tagged']:,}; in words {total['in words']:,}; alone in a cell {alone:,}"
    )
    print(
        f"found {found / alone:.2%}, with amount {total['amount'] / alone:.2%}, with amount and sign {total['sign'] / alone:.2%} of those alone in a cell"
    )
    print(
        f"sign as the fact's {total['same sign'] / found:.2%}; shown the other way round {total['shown so'] / found:.2%}"
    )
    print(
        f"year of the head right {total['year'] / max(1, total['dated']):.2%} of {total['dated']:,} in a column that names one year"
    )
    return 0


def _line(counts: Counter[str]) -> str:
    alone = max(1, counts["tagged"] - counts["in words"])
    return (
        f"tagged {counts['tagged']:6,} words {counts['in words']:4} lost {counts['lost']:4} found {counts['found'] / alone:7.2%} amount {counts['amount'] / alone:7.2%} "
        f"sign {counts['sign'] / alone:7.2%} year {counts['year'] / max(1, counts['dated']):7.2%} of {counts['dated']:5}"
    )


def _of_file(path: Path, show: int) -> Counter[str]:
    submission = open_submission(path.read_bytes(), path.name)
    counts: Counter[str] = Counter()
    figures = read_figures(submission, statements=False)
    if figures.source != "inline":
        return counts
    scans = Scans(submission)
    shown: Counter[str] = Counter()

    def fault(kind: str, said: str) -> None:
        shown[kind] += 1
        if shown[kind] <= show:
            print(f"    {kind}: {said}")

    for document in submission.documents:
        facts = [fact for fact in figures.facts if fact.source_file == document.file_name]
        if not facts or not document.is_text:
            continue
        scan = scans.of(document)
        tables = tables_of(scan)
        cells = sorted(
            ((cell.start, cell.end, cell, table) for table in tables for cell in table.cells),
            key=lambda one: one[0],
        )
        starts = [cell[0] for cell in cells]
        for fact in _shown(scan, facts):
            counts["tagged"] += 1
            assert fact.end_at is not None
            at = bisect_right(starts, fact.end_at - 1) - 1
            cell = cells[at] if at >= 0 and cells[at][1] > (fact.start_at or 0) else None
            if cell is None or cell[2].number is None:
                _classify_lost(scan, fact, cell and cell[2], counts, fault)
                continue
            counts["found"] += 1
            _judge(scan, fact, cell[2], cell[3], counts, fault)
    return counts


def _classify_lost(
    scan: Scan, fact: Fact, cell: Cell | None, counts: Counter[str], fault: Fault
) -> None:
    source = scan.source
    left = max(source.rfind("<td", 0, fact.start_at), source.rfind("<TD", 0, fact.start_at))
    right = source.find("</td", fact.end_at)
    whole = " ".join(_TAG.sub(" ", source[source.find(">", left) + 1 : right]).split())
    several = source.count(":nonFraction ", left, right) > 1
    if several or (
        figure_of(whole.replace("$ ", "$").replace("( ", "(")) is None
        and not re.fullmatch(r"[-–—$()%\s0-9.,]+", whole)
    ):
        counts["in words"] += 1
        fault("in words", whole[:120])
    else:
        counts["lost"] += 1
        fault(
            "lost",
            f"{fact.concept} {fact.value} {whole[:80]!r} cell {cell and cell.text!r} at {fact.start_at}",
        )


def _judge(
    scan: Scan, fact: Fact, cell: Cell, table: Table, counts: Counter[str], fault: Fault
) -> None:
    value, amount = _value(fact), cell.amount
    label, column = table.labels[cell.row - 1], table.column_label(cell.row, cell.column)
    where = f"{fact.concept} {fact.value} {fact.unit} cell {cell.text!r} x {cell.scale} row {label.path!r} / {label.text!r} column {column!r} unit {table.unit!r} table {table.n} {table.caption!r}"
    if value is None or amount is None or abs(value) != abs(amount):
        fault("amount", where)
        return
    counts["amount"] += 1
    if value == amount:
        counts["same sign"] += 1
        counts["sign"] += 1
    elif ((cell.number or 0) < 0 and _bracketed(scan.source, fact)) or (
        (cell.number or 0) > 0 and not _bracketed(scan.source, fact)
    ):
        counts["shown so"] += 1
        counts["sign"] += 1
    else:
        fault("sign", where)
    years = set(_YEAR.findall(column))
    ends = fact.instant or fact.end
    if len(years) == 1 and ends and not _FUTURE.search(fact.concept):
        counts["dated"] += 1
        year = int(years.pop())
        early = any(ends[4:].startswith(one) for one in _JANUARY)
        opening = (
            year == int(ends[:4]) + 1 and _OPENING.search(f"{label.text} {column}") is not None
        )
        if year == int(ends[:4]) or (early and year == int(ends[:4]) - 1) or opening:
            counts["year"] += 1
        else:
            fault("year", f"{ends} {where}")


if __name__ == "__main__":
    sys.exit(main())
