"""How fast other libraries read the facts of the same documents, where they are installed: edgartools, py-xbrl, Arelle.

None of them is a dependency: install them beside docai in an environment of their own, and run this there. Each reads the
instances and inline documents of every submission of a folder, next to docai.xbrl and in the same rounds, and makes of
each fact what it makes of it. What a reader would fetch is not fetched: Arelle works offline, so its taxonomies are
missing, and py-xbrl gets a taxonomy that knows every concept at no cost. Both would take longer with them.

usage: pip install edgartools py-xbrl arelle-release
       taskset -c 1 python -m benchmarks.xbrl.peers --submissions DIR [--rounds 3]
"""

from __future__ import annotations

import argparse
import importlib
import logging
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docai.document.submission import Submission, open_submission
from docai.xbrl import read_figures

Count = Callable[["Input"], int]
"""Reads the facts of a document and returns how many they are."""


@dataclass(frozen=True)
class Input:
    """A document that holds facts: its XML alone, in memory and as a file, and as docai takes it."""

    xml: bytes
    path: Path
    submission: Submission


def _docai(document: Input) -> int:
    return len(read_figures(document.submission, statements=False).facts)


def _edgartools_instance() -> Count:
    parser = importlib.import_module("edgar.xbrl.parsers.coordinator").XBRLParser

    def read(document: Input) -> int:
        one = parser()
        one.parse_instance_content(document.xml.decode("utf-8", "replace"))
        return len(one.facts)

    return read


def _edgartools_inline() -> Count:
    extractor = importlib.import_module("edgar.documents.strategies.xbrl_extraction").XBRLExtractor
    html = importlib.import_module("lxml.html")

    def read(document: Input) -> int:
        one = extractor()
        root = html.document_fromstring(document.xml, parser=html.HTMLParser(huge_tree=True))
        return sum(one.extract_fact(element) is not None for element in root.iter())

    return read


class _Anything(dict[str, Any]):
    """A taxonomy of py-xbrl that knows every concept."""

    def __init__(self, make: Callable[[str], Any]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, key: str) -> Any:
        made = self[key] = self._make(key)
        return made


class _EveryTaxonomy:
    """What py-xbrl asks of a taxonomy and of the parser of taxonomies."""

    def __init__(self, concept: Callable[..., Any]) -> None:
        self.name_id_map = _Anything(lambda name: name)
        self.concepts = _Anything(lambda name: concept(name, None, name))
        self.imports: list[object] = []

    def get_taxonomy(self, namespace: str) -> _EveryTaxonomy:
        return self

    def parse_taxonomy(self, address: str) -> _EveryTaxonomy:
        return self

    try_taxonomy_from_namespace = get_taxonomy


def _py_xbrl(function: str) -> Count:
    instance = importlib.import_module("xbrl.instance")
    concept = importlib.import_module("xbrl.taxonomy").Concept
    parse = getattr(instance, function)

    def read(document: Input) -> int:
        return len(parse(str(document.path), None, _EveryTaxonomy(concept)).facts)

    return read


def _arelle() -> Count:
    controller = importlib.import_module("arelle.Cntlr").Cntlr(
        logFileName="logToBuffer", disable_persistent_config=True
    )
    controller.webCache.workOffline = True
    sources = importlib.import_module("arelle.FileSource")

    def read(document: Input) -> int:
        source = sources.openFileSource(str(document.path), controller)
        model = controller.modelManager.load(source)
        facts = 0 if model is None else len(model.facts)
        controller.modelManager.close(model)
        return facts

    return read


READERS: dict[str, dict[str, Callable[[], Count]]] = {
    "instances": {
        "edgartools": _edgartools_instance,
        "py-xbrl": lambda: _py_xbrl("parse_xbrl"),
        "Arelle": _arelle,
    },
    "inline": {
        "edgartools": _edgartools_inline,
        "py-xbrl": lambda: _py_xbrl("parse_ixbrl"),
        "Arelle": _arelle,
    },
}


def _read(reader: Count, documents: Sequence[Input]) -> tuple[float, int, int]:
    """Return the seconds, the facts found, and the documents that could not be read."""
    found = failed = 0
    begun = time.process_time()
    for document in documents:
        try:
            found += reader(document)
        except Exception as error:  # noqa: BLE001 - another's reader may raise anything
            failed += 1
            logging.getLogger(__name__).debug("%s: %s", document.path.name, error)
    return time.process_time() - begun, found, failed


def _show(kind: str, documents: Sequence[Input], rounds: int) -> None:
    if not documents:
        print(f"{kind}: none")
        return
    readers: dict[str, Count] = {"docai.xbrl": _docai}
    for name, make in READERS[kind].items():
        try:
            readers[name] = make()
        except ImportError as error:
            print(f"{name}: not installed ({error})", file=sys.stderr)
    taken = {name: [_read(reader, documents) for _ in range(rounds)] for name, reader in readers.items()}  # fmt: skip
    megabytes = sum(len(document.xml) for document in documents) / 1e6
    facts = taken["docai.xbrl"][0][1]
    print(f"{kind}: {len(documents)} documents, {facts:,} facts, {megabytes:.1f} MB")
    own = statistics.median(one[0] for one in taken["docai.xbrl"])
    for name, several in taken.items():
        seconds = statistics.median(one[0] for one in several)
        _, found, failed = several[0]
        note = f", {failed} documents not read" if failed else ""
        print(
            f"  {name:12} {found / seconds:9,.0f} facts/s {megabytes / seconds:7.1f} MB/s "
            f"{seconds / own:6.1f} times docai's time, {found:,} facts{note}"
        )


def _inputs(folder: Path, work: Path) -> dict[str, list[Input]]:
    found: dict[str, list[Input]] = {"instances": [], "inline": []}
    for path in sorted(folder.iterdir()):
        submission = open_submission(path.read_bytes(), path.name)
        figures = read_figures(submission, statements=False)
        names = {fact.source_file for fact in figures.facts}
        for document in submission.documents:
            if document.file_name in names:
                xml = _alone(document.body)
                kind = "inline" if figures.source == "inline" else "instances"
                file = work / f"{len(found[kind])}{'.htm' if kind == 'inline' else '.xml'}"
                file.write_bytes(xml)
                found[kind].append(Input(xml, file, Submission(None, (document,))))
    return found


def _alone(body: bytes) -> bytes:
    """Return the XML without EDGAR's wrappers."""
    start = body.find(b"<?xml", 0, 4096)
    end = max(body.rfind(b"</XBRL>"), body.rfind(b"</XML>"))
    return body[max(start, 0) : end if end > 0 else len(body)].strip()


def main() -> int:
    """Time every reader that is installed and print it."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--submissions", type=Path, required=True, help="a folder of submissions")
    parser.add_argument("--rounds", type=int, default=3, help="rounds; the median counts (3)")
    options = parser.parse_args()
    logging.disable(logging.ERROR)
    with tempfile.TemporaryDirectory() as work:
        for kind, documents in _inputs(options.submissions, Path(work)).items():
            _show(kind, documents, options.rounds)
    return 0


if __name__ == "__main__":
    sys.exit(main())
