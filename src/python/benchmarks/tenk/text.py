"""How often the text of Items is not what a person would have: counted over a folder of filings.

Reads every file and looks at the lines of each Item's text. An empty line parts blocks; a line with " | " in it
is a row of a table, and so is one with wide blanks or leaders; no block with a row in it is looked at for paragraphs.
Counted are:

  cut paragraphs    a paragraph of at least 30 characters that ends in a letter, a digit, a comma or a hyphen, where the
                    next one begins in lower case: neither is a row, a heading (a line with no words in lower
                    case), or an entry of a list ("(a)", "iv.", "o ")
  bullets alone     a line that is a bullet and nothing else
  open brackets     a number with a blank before its closing bracket: "(33,950 )"
  page numbers      a line that is a bare number, where the line before ends within a sentence and the line after goes
                    on in lower case
  rules             a line of dashes, underscores or equals signs alone, outside of plain-text tables
  lone signs        a cell that is nothing but "$" before a number's, or ")" or "%" behind it

usage: python -m benchmarks.tenk.text --data DIR [--data DIR] [--show cut-paragraphs]
"""

from __future__ import annotations

import argparse
import gzip
import re
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import groupby, pairwise
from pathlib import Path

from docai.document.errors import DocumentError
from docai.tenk import read_filing

_LEAST = 30
_ROW = re.compile(r" \| |\S {3,}\S|\.{4}|[-=_]{4}|^ {12}")
_ENTRY = re.compile(
    r"\(?(?:[a-z]|[ivx]{1,5}|[0-9]{1,3})[.)]|[a-z] |[•●▪■◦·○–—*-] ?|(?:iii|ii|iv|vi|www|http)\b"
)
_BULLET = re.compile(r"[ \t]*[•●▪■◦·○\uf0b7§*o–—-][ \t]*")
_OPEN_BRACKET = re.compile(r"\([\d,.]+[ \n]+\)")
_PAGE_NUMBER = re.compile(r"[ \t]*[-–—(]? ?(?:[A-Z]-)?\d{1,3} ?[-–—)]?[ \t]*")
_RULE = re.compile(r"[ \t]*[-=_–—]{3,}[ \t]*")
_LONE_SIGN = re.compile(r"(?:^|\| )\$ \| +[\d(.–—―-]|[\d)–—―] \| (?:\)|%)(?: \||$)")


def _is_prose(line: str) -> bool:
    return not _ROW.search(line) and any(word.islower() for word in line.split())


def _outside_tables(lines: list[str]) -> Iterator[str]:
    """Yield the lines of blocks that hold no row of a table: in a table, words are cut to fit their column."""
    for said, block in groupby(lines, lambda line: bool(line.strip())):
        part = list(block)
        if said and not any(map(_ROW.search, part)):
            yield from part


def _cut_paragraphs(lines: list[str]) -> Iterator[str]:
    """Yield the end of each cut paragraph and the start of the next."""
    for one, two in pairwise(_outside_tables(lines)):
        if (
            len(one) >= _LEAST
            and two[0].islower()
            and (one[-1].isalnum() or one[-1] in ",-")
            and not _ENTRY.match(two)
            and _is_prose(one)
            and _is_prose(two)
        ):
            yield f"{one[-60:]} / {two[:60]}"


def _bullets_alone(lines: list[str]) -> Iterator[str]:
    for number, line in enumerate(lines):
        if _BULLET.fullmatch(line):
            yield " / ".join(lines[number : number + 3])[:120]


def _open_brackets(lines: list[str]) -> Iterator[str]:
    for line in lines:
        yield from (
            line[max(0, found.start() - 40) : found.end()] for found in _OPEN_BRACKET.finditer(line)
        )


def _page_numbers(lines: list[str]) -> Iterator[str]:
    said = [line for line in lines if line.strip()]
    for one, two, three in zip(said, said[1:], said[2:], strict=False):
        if (
            _PAGE_NUMBER.fullmatch(two)
            and (one[-1].isalpha() or one[-1] in ",-")
            and three[0].islower()
            and _is_prose(one)
            and _is_prose(three)
        ):
            yield f"{one[-50:]} / {two} / {three[:50]}"


def _rules(lines: list[str]) -> Iterator[str]:
    for number, line in enumerate(lines):
        if _RULE.fullmatch(line) and not any(
            _ROW.search(near) for near in (lines[number - 1 : number] + lines[number + 1 :][:1])
        ):
            yield " / ".join(lines[max(0, number - 2) : number + 3])[:160]


def _lone_signs(lines: list[str]) -> Iterator[str]:
    for line in lines:
        if " | " in line:
            yield from (line[:160] for _ in _LONE_SIGN.finditer(line))


COUNTS = {
    "cut-paragraphs": _cut_paragraphs,
    "bullets-alone": _bullets_alone,
    "open-brackets": _open_brackets,
    "page-numbers": _page_numbers,
    "rules": _rules,
    "lone-signs": _lone_signs,
}


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--data", type=Path, required=True, action="append", help="a folder of 10-K documents"
    )
    parser.add_argument("--show", choices=tuple(COUNTS), help="print each place of this kind")
    options = parser.parse_args()
    counts: Counter[str] = Counter()
    filings: Counter[str] = Counter()
    read = 0
    for path in (path for folder in options.data for path in sorted(folder.iterdir())):
        data = path.read_bytes()
        try:
            filing = read_filing(
                gzip.decompress(data) if path.suffix == ".gz" else data, file_name=path.name
            )
        except DocumentError as error:
            print(f"{path.name}: {error}", file=sys.stderr)
            continue
        read += 1
        texts = {item.text for item in filing.items}
        for kind, find in COUNTS.items():
            places = [place for text in sorted(texts) for place in find(text.split("\n"))]
            counts[kind] += len(places)
            filings[kind] += bool(places)
            if kind == options.show:
                for place in places:
                    print(f"{path.name}: {place}")
    for kind in COUNTS:
        print(f"{kind:16} {counts[kind]:7,} in {filings[kind]} of {read} filings")
    return 0


if __name__ == "__main__":
    sys.exit(main())
