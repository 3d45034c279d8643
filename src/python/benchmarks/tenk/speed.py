"""How fast 10-K documents are read, on one core, and what the limit is.

Reads every file of a folder, from its bytes to its Items, several times over, and prints filings and megabytes a
second: of the whole, of each stage, and of the HTML parser libxml2 alone on the same documents in the same run. With
--others, edgar-itemize and edgartools are timed too, where they are installed.

usage: taskset -c 1 python -m benchmarks.tenk.speed --data DIR [--rounds 5] [--others]
"""

from __future__ import annotations

import argparse
import importlib
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from lxml import html

from docai.document.marked_text import MarkedText
from docai.document.markup import looks_like_html, read_html, read_text
from docai.document.pages import find_pages
from docai.tenk import open_submission, read_filing
from docai.tenk.headings.lines import lowered
from docai.tenk.headings.spans import find_spans

_SUBMISSION = "<SEC-HEADER>\n</SEC-HEADER>\n<DOCUMENT>\n<TYPE>10-K\n<SEQUENCE>1\n<FILENAME>k.htm\n<TEXT>\n{text}\n</TEXT>\n</DOCUMENT>\n"

Work = Callable[[], object]


def _median(work: Work, rounds: int) -> float:
    """Return the median of the seconds of processor time that ``work`` takes: others on the machine do not count."""
    taken: list[float] = []
    for _ in range(rounds):
        begun = time.process_time()
        work()
        taken.append(time.process_time() - begun)
    return statistics.median(taken)


def _marked(text: str) -> MarkedText:
    return read_html(text) if looks_like_html(text) else read_text(text)


def _others(files: list[tuple[str, bytes]], texts: list[str]) -> dict[str, Work]:
    """Return what reads the same documents with other libraries, those that are installed."""
    work: dict[str, Work] = {}
    try:
        sgml = importlib.import_module("edgar_itemize.sgml")
        pipeline = importlib.import_module("edgar_itemize.pipeline")
    except ImportError:
        print("edgar-itemize is not installed")
    else:
        folder = Path(tempfile.mkdtemp(prefix="tenk-speed-"))
        paths = [folder / f"9999999999-99-{number:06d}.txt" for number in range(len(texts))]
        for path, text in zip(paths, texts, strict=True):
            path.write_text(_SUBMISSION.format(text=text))
        work["edgar-itemize"] = lambda: [
            pipeline.parse_document(submission, submission.documents[0], 0)
            for submission in map(sgml.load_submission, paths)
        ]
    try:
        documents = importlib.import_module("edgar.documents")
    except ImportError:
        print("edgartools is not installed")
    else:
        settings = documents.ParserConfig(form="10-K")
        work["edgartools (parse and sections)"] = lambda: [
            documents.parse_html(text, settings).sections for text in texts
        ]
    return work


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True, help="a folder of 10-K documents")
    parser.add_argument(
        "--rounds", type=int, default=5, help="rounds, of which the median counts (5)"
    )
    parser.add_argument(
        "--others", action="store_true", help="time edgar-itemize and edgartools too: minutes"
    )
    options = parser.parse_args()
    files = [(path.name, path.read_bytes()) for path in sorted(options.data.iterdir())]
    megabytes = sum(len(data) for _, data in files) / 1e6
    texts = [open_submission(data, name).primary().text() for name, data in files]
    marked = [_marked(text) for text in texts]
    lows = [lowered(one.raw) for one in marked]

    def show(name: str, seconds: float, whole: float) -> None:
        print(
            f"{name:34} {len(files) / seconds:8.1f} filings/s {megabytes / seconds:8.1f} MB/s {seconds / whole:6.0%}"
        )

    whole = _median(
        lambda: [read_filing(data, file_name=name) for name, data in files], options.rounds
    )
    show("bytes to Items", whole, whole)
    as_filed = _median(
        lambda: [read_filing(data, file_name=name, follow=False) for name, data in files],
        options.rounds,
    )
    show("bytes to Items, as filed", as_filed, whole)
    stages: dict[str, Work] = {
        "  container and charset": lambda: [
            open_submission(data, name).primary().text() for name, data in files
        ],
        "  text with marks": lambda: [_marked(text) for text in texts],
        "  headings and best path": lambda: [
            find_spans(one.raw, low, "") for one, low in zip(marked, lows, strict=True)
        ],
        "  pages": lambda: [find_pages(one.raw) for one in marked],
    }
    rest = as_filed
    for name, work in stages.items():
        seconds = _median(work, options.rounds)
        rest -= seconds
        show(name, seconds, whole)
    show("  readable text, places, the rest", max(rest, 1e-9), whole)
    show("  pointers followed", max(whole - as_filed, 1e-9), whole)
    limit = _median(lambda: [html.fromstring(text.encode()) for text in texts], options.rounds)
    show("limit: the HTML parser alone", limit, whole)
    print(f"half the parser's own speed is the aim; this is {limit / whole:.0%} of it")
    if options.others:
        for name, work in _others(files, texts).items():
            show(name, _median(work, 1), whole)
    return 0


if __name__ == "__main__":
    sys.exit(main())
