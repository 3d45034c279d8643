"""Read the figures of 10-K submissions from files and show their statements.

Examples:
  python -m docai.xbrl filing.txt                      statements, years as columns
  python -m docai.xbrl filing.txt --notes              the notes' figures too
  python -m docai.xbrl --format jsonl filing.txt       a fact a line
  python -m docai.xbrl --format csv --ex27 filing.txt  the financial data schedule of a filing before 2001
"""

from __future__ import annotations

if __name__ == "__main__":  # first: the imports below take a while
    from docai.starting import answer_stops

    answer_stops()

import argparse
import csv
import json
import shutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from docai.document.command import complain, each_file, file_parser
from docai.document.submission import open_submission
from docai.runtime.exit_codes import ExitCode
from docai.runtime.printable import printable
from docai.runtime.program import run_program
from docai.version import VERSION
from docai.xbrl.model import Figures
from docai.xbrl.reader import read_figures
from docai.xbrl.show.records import Record, fact_records, line_records, schedule_records
from docai.xbrl.show.statements import statement_lines

_NARROWEST, _WIDEST, _PIPED = 60, 120, 80


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program and return its exit code: 0 done, 2 a wrong option or file, 4 some figures could not be read."""
    options = parser().parse_args(arguments)
    read: dict[str, Figures] = {}

    def keep(path: Path, data: bytes) -> bool:
        figures = read[path.name] = read_figures(open_submission(data, path.name))
        for problem in figures.problems:
            complain(f"{path}: {problem.source_file}: {problem.reason}: {problem.message}")
        return all(problem.reason == "format" for problem in figures.problems)

    code = each_file(options.files, keep)
    if code is ExitCode.CALLER:
        return code
    if options.format == "text":
        for name, figures in read.items():
            _print_statements(name, figures, notes=options.notes)
        return code
    rows = {name: list(_records(figures, options)) for name, figures in read.items()}
    if options.format == "json":
        json.dump(rows, sys.stdout)
        print()
    elif options.format == "jsonl":
        for records in rows.values():
            for record in records:
                print(json.dumps(record))
    else:
        _print_csv(rows)
    return code


def parser() -> argparse.ArgumentParser:
    """Return the parser of the program's options."""
    made = file_parser("docai.xbrl", __doc__, VERSION, "a bare instance or inline document")
    made.add_argument(
        "--format",
        choices=("text", "json", "jsonl", "csv"),
        default="text",
        help="text (default): statements for people; json: {file: [record, ...]}; jsonl: a record a line; csv: a row a record, with the file's name",
    )
    what = made.add_mutually_exclusive_group()
    what.add_argument(
        "--statements",
        action="store_true",
        help="records of the lines of statements and notes instead of facts",
    )
    what.add_argument(
        "--ex27",
        action="store_true",
        help="records of the financial data schedules (EX-27) instead of facts",
    )
    made.add_argument("--notes", action="store_true", help="show the notes' figures too, as text")
    return made


def _records(figures: Figures, options: argparse.Namespace) -> Iterator[Record]:
    if options.statements:
        return line_records(figures)
    return schedule_records(figures) if options.ex27 else fact_records(figures)


def _print_statements(name: str, figures: Figures, *, notes: bool) -> None:
    count = len(figures.schedules)
    schedules = f", {count} schedule{'s' if count > 1 else ''}" if count else ""
    source = figures.source or "no figures"
    print(printable(f"{name}: {len(figures.facts)} facts{schedules} ({source})"))
    width = shutil.get_terminal_size((_PIPED, 24)).columns if sys.stdout.isatty() else _PIPED
    for line in statement_lines(figures, max(_NARROWEST, min(width, _WIDEST)), notes=notes):
        print(printable(line))


def _print_csv(rows: dict[str, list[Record]]) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    head: list[str] = []
    for name, records in rows.items():
        for record in records:
            if not head:
                head = list(record)
                writer.writerow(["file", *head])
            writer.writerow([printable(name), *(_cell(record[column]) for column in head)])


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return printable(value)
    return json.dumps(value)


def _run(argv: Sequence[str]) -> ExitCode:
    return ExitCode(main(argv))


if __name__ == "__main__":
    run_program(_run)
