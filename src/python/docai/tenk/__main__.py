"""Read 10-K documents from files and show their Items.

Examples:
  python -m docai.tenk filing.txt                      what is in it
  python -m docai.tenk filing.txt --item 1A            the risk factors
  python -m docai.tenk filing.txt --outline            what became of each Item
  python -m docai.tenk --format json *.txt > items.json
  python -m docai.tenk filing.txt --passages --item 1A the risk factors, cut to headings, prose, lists, tables
  python -m docai.tenk *.txt --passages --format jsonl > passages.jsonl
"""

from __future__ import annotations

if __name__ == "__main__":  # first: the imports below take a while
    from docai.starting import answer_stops

    answer_stops()

import argparse
import json
import shutil
import sys
from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path

from docai.document.command import complain, each_file, file_parser
from docai.runtime.exit_codes import ExitCode
from docai.runtime.printable import printable
from docai.runtime.program import run_program
from docai.tenk.model import Filing, Item
from docai.tenk.outline.rows import outline_of
from docai.tenk.reader import PARSER_VERSION, open_scans, read_filing, read_items
from docai.tenk.structure.model import Passage
from docai.tenk.structure.passages import passages_of
from docai.version import VERSION


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program and return its exit code: 0 done, 2 a wrong option or file, 4 some files could not be read or have no Item."""
    options = parser().parse_args(arguments)
    if (options.format == "jsonl") and not options.passages:
        complain("--format jsonl is of --passages; give --passages too, or --format json")
        return 2
    filings: dict[str, Filing] = {}

    def read(path: Path, data: bytes) -> bool:
        if options.passages:
            filing = _show_passages(path.name, data, options)
        else:
            filing = read_filing(data, file_name=path.name, follow=not options.as_filed)
            filings[path.name] = filing
        if options.item and filing.item(options.item) is None:
            found = ", ".join(one.item for one in filing.items) or "none"
            complain(f"{path.name}: no Item {options.item}; it has: {found}")
            return False
        if not filing.items:
            complain(f"{path.name}: no Item was found: is it a 10-K?")
        return bool(filing.items)

    code = each_file(options.files, read)
    if options.passages or code is ExitCode.CALLER:
        return code
    if options.outline and options.format == "json":
        json.dump({name: _outline_json(filing) for name, filing in filings.items()}, sys.stdout)
        print()
    elif options.format == "json":
        json.dump({name: _as_json(filing) for name, filing in filings.items()}, sys.stdout)
        print()
    elif options.item:
        for filing in filings.values():
            _print_item(filing, options.item)
    elif options.outline:
        for name, filing in filings.items():
            _print_outline(name, filing)
    else:
        for name, filing in filings.items():
            _print_summary(name, filing)
    return code


def parser() -> argparse.ArgumentParser:
    """Return the parser of the program's options."""
    made = file_parser("docai.tenk", __doc__, f"{VERSION} (parser {PARSER_VERSION})")
    made.add_argument("--item", metavar="N", help="print only this Item (1, 1A ... 16)")
    made.add_argument(
        "--format",
        choices=("summary", "json", "jsonl"),
        default="summary",
        help="summary (default); json: {file: {item: {title, text, ...}}}, with --outline {file: [{item, state, ...}]}; "
        "jsonl, with --passages: a passage a line, with the names of the columns of the table passages",
    )
    made.add_argument(
        "--as-filed",
        action="store_true",
        help="print the text under the heading; do not follow pointers",
    )
    made.add_argument(
        "--outline",
        action="store_true",
        help="print what became of each Item that the form asks for: words, followed, proxy, elsewhere, none, reserved, combined, absent",
    )
    made.add_argument(
        "--passages",
        action="store_true",
        help="print the Items cut at their own joints: headings, prose, lists, footnotes, tables as Markdown; 8,000 bytes at most",
    )
    return made


def _as_json(filing: Filing) -> dict[str, dict[str, object]]:
    return {
        item.item: {
            "title": item.title,
            "text": item.text,
            "text_as_filed": item.text_as_filed,
            "source": item.source,
            "source_file": item.source_file,
            "start": item.start,
            "end": item.end,
            "confidence": item.confidence,
            "combined_with": list(item.combined_with),
        }
        for item in filing.items
    }


def _outline_json(filing: Filing) -> list[dict[str, object]]:
    return [
        {
            "item": row.item,
            "registrant": row.registrant,
            "expected": row.expected,
            "state": row.state,
            "target": row.target,
            "confidence": row.confidence,
        }
        for row in outline_of(filing)
    ]


def _show_passages(name: str, data: bytes, options: argparse.Namespace) -> Filing:
    """Print the passages of a file, of one Item if asked for, and return what was read. Raises DocumentError."""
    scans = open_scans(data, file_name=name)
    filing = read_items(scans, follow=not options.as_filed)
    accession = filing.header.accession if filing.header else None
    wanted = options.item.upper() if options.item else None
    for passage in passages_of(filing, scans):
        if wanted and passage.item != wanted:
            continue
        if options.format in ("json", "jsonl"):
            print(json.dumps({"file": name, "accession": accession} | passage_json(passage)))
            continue
        print(printable(f"[{passage.item} {passage.n}] {passage.kind}  {passage.heading_path}"))
        for line in passage.text.split("\n"):
            print(printable(line))
        print()
    return filing


def passage_json(passage: Passage) -> dict[str, object]:
    """Return a passage by the names of the columns of the table ``passages``."""
    row: dict[str, object] = {name: getattr(passage, name) for name in _PASSAGE_COLUMNS}
    return row | {"registrant": passage.registrant or None, "note": passage.note or None}


_PASSAGE_COLUMNS = tuple(field.name for field in fields(Passage))


def _print_outline(name: str, filing: Filing) -> None:
    print(printable(name))
    for row in outline_of(filing):
        asked = "" if row.expected else "  (not asked for)"
        target = f"  -> {row.target[:_TARGET_SHOWN]}" if row.target else ""
        print(printable(f"  {row.item:>4}  {row.state:<9}  {row.confidence:4.0%}{asked}{target}"))


_TARGET_SHOWN = 48


def _print_item(filing: Filing, number: str) -> None:
    item = filing.item(number)
    for line in item.text.split("\n") if item else ():
        print(printable(line))


def _print_summary(name: str, filing: Filing) -> None:
    company = filing.header.filer.name if filing.header else ""
    facts = (
        company,
        filing.form,
        f"period {filing.period}" if filing.period else "",
        f"fiscal year {filing.fiscal_year}" if filing.fiscal_year else "",
        filing.container,
    )
    said = f"{name}: {', '.join(fact for fact in facts if fact)}, {len(filing.items)} Items"
    print(printable(said))
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    for item in filing.items:
        print(_summary_line(item, width))


def _summary_line(item: Item, width: int | None) -> str:
    """Return an Item's place, length and title, within ``width`` where there is a terminal."""
    length = f"{len(item.text):,} characters"
    line = f"  {item.part:>3} {item.item:>3} {length:>20} {item.confidence:4.0%}  {item.title}"
    if item.source != "primary":
        line += f"  <- {item.source}: {item.source_file}"
    shown = printable(line)
    return shown if width is None or len(shown) <= width else f"{shown[: width - 1]}…"


def _run(argv: Sequence[str]) -> ExitCode:
    return ExitCode(main(argv))


if __name__ == "__main__":
    run_program(_run)
