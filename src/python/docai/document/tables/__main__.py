"""Read the tables of figures of 10-K documents from files.

Examples:
  python -m docai.document.tables filing.txt                        as Markdown, to read
  python -m docai.document.tables filing.txt --table 12             one of them
  python -m docai.document.tables --format jsonl filing.txt         a cell a line, with its labels and number
"""

from __future__ import annotations

if __name__ == "__main__":  # first: the imports below take a while
    from docai.starting import answer_stops

    answer_stops()

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from docai.document.command import complain, each_file, file_parser
from docai.document.scan import Scans
from docai.document.submission import open_submission
from docai.document.tables.markdown import markdown
from docai.document.tables.model import Table
from docai.document.tables.reader import tables_of
from docai.runtime.exit_codes import ExitCode
from docai.runtime.printable import printable
from docai.runtime.program import run_program
from docai.version import VERSION


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program and return its exit code: 0 done, 2 a wrong option or file, 4 some files could not be read or lack the table asked for."""
    options = parser().parse_args(arguments)

    def show(path: Path, data: bytes) -> bool:
        tables = _tables(path.name, data)
        for n, table in enumerate(tables, 1):
            if options.table in (None, n):
                for line in _lines(path.name, n, table, options.format):
                    print(line)
        if options.table is not None and not 1 <= options.table <= len(tables):
            complain(f"{path}: no table {options.table}; it has {len(tables)}")
            return False
        if not tables:
            complain(f"{path}: no table of figures was found")
        return True

    return each_file(options.files, show)


def parser() -> argparse.ArgumentParser:
    """Return the parser of the program's options."""
    made = file_parser("docai.document.tables", __doc__, VERSION)
    made.add_argument("--table", type=int, metavar="N", help="only the Nth table (from 1)")
    made.add_argument(
        "--format",
        choices=("markdown", "jsonl"),
        default="markdown",
        help="markdown (default): caption, unit, table; jsonl: a cell a line, with the columns of the table cells",
    )
    return made


def _tables(name: str, data: bytes) -> list[Table]:
    """Return the tables of a file's reports and of its exhibits 13. Raises DocumentError."""
    scans = Scans(open_submission(data, name))
    exhibits = [one for one in scans.submission.documents if one.is_exhibit_13 and one.is_text]
    documents = (*scans.submission.reports(), *exhibits)
    return [table for one in documents for table in tables_of(scans.of(one))]


def _lines(name: str, n: int, table: Table, form: str) -> Iterator[str]:
    return _records(name, n, table) if form == "jsonl" else _shown(n, table)


def _shown(n: int, table: Table) -> Iterator[str]:
    yield printable(f"## {n}. {table.caption}" if table.caption else f"## {n}")
    if table.unit and table.unit != table.caption:
        yield ""
        yield printable(table.unit)
    yield ""
    yield from map(printable, markdown(table)[0].split("\n"))
    yield ""


def _records(name: str, n: int, table: Table) -> Iterator[str]:
    for cell in table.cells:
        label = table.labels[cell.row - 1]
        yield json.dumps(
            {
                "file": name,
                "table_n": n,
                "row_n": cell.row,
                "column_n": cell.column,
                "row_group": label.path,
                "row_label": label.text,
                "column_label": table.column_label(cell.row, cell.column),
                "text": cell.text,
                "number": None if cell.number is None else float(cell.number),
                "scale": float(cell.scale),
                "amount": None if cell.amount is None else float(cell.amount),
                "percent": cell.percent,
                "unit": cell.unit,
                "start": cell.start,
                "end": cell.end,
            }
        )


def _run(argv: Sequence[str]) -> ExitCode:
    return ExitCode(main(argv))


if __name__ == "__main__":
    run_program(_run)
