"""How fast the facts of submissions are read, on one core, next to a plain lxml reading of the same documents.

Reads every submission of a folder, several times over, and prints facts and megabytes of XBRL documents a second: for
instances (EDGAR's extractions among them) and for inline documents apart. The plain reading parses the same documents
and takes each fact's concept, text, context and unit, by the fewest rules that give the right figures; it checks
nothing, knows no format but those of numbers, and says not where a fact stands. Rounds of both alternate, so that other
work on the machine meets both.

usage: taskset -c 1 python -m benchmarks.xbrl.speed --submissions DIR [--rounds 5]
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path

from lxml import etree

from docai.document.submission import Document, Submission, open_submission
from docai.xbrl import read_figures

_XBRLI = "{http://www.xbrl.org/2003/instance}"
_XBRLDI = "{http://xbrl.org/2006/xbrldi}"
_IX = "{http://www.xbrl.org/2013/inlineXBRL}"
_NIL = "{http://www.w3.org/2001/XMLSchema-instance}nil"

Plain = tuple[str | None, str | None, object, str | None, str | None]


def _root(document: Document) -> etree._Element:
    body = document.body
    start = body.index(b"<?xml") if b"<?xml" in body[:4096] else body.index(b"<html")
    end = max(body.rfind(b"</XBRL>"), body.rfind(b"</XML>"))
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    return etree.fromstring(body[start : end if end > 0 else len(body)].strip(), parser)


def _definitions(root: etree._Element) -> tuple[dict[str, object], dict[str, str]]:
    contexts: dict[str, object] = {}
    for context in root.iter(_XBRLI + "context"):
        dates = [
            (part.text or "").strip()
            for part in context.iter(_XBRLI + "instant", _XBRLI + "startDate", _XBRLI + "endDate")
        ]
        dims = sorted(
            (part.get("dimension"), "".join(part.itertext()).strip())
            for part in context.iter(_XBRLDI + "explicitMember", _XBRLDI + "typedMember")
        )
        contexts[context.get("id")] = (dates, dims)
    units = {
        unit.get("id"): "/".join((one.text or "").strip() for one in unit.iter(_XBRLI + "measure"))
        for unit in root.iter(_XBRLI + "unit")
    }
    return contexts, units


def plain_instance(document: Document) -> list[Plain]:
    """Return the facts of an instance by the shortest way."""
    root = _root(document)
    contexts, units = _definitions(root)
    return [
        (
            fact.tag,
            None if fact.get(_NIL) else fact.text,
            contexts.get(fact.get("contextRef")),
            units.get(fact.get("unitRef")),
            fact.get("decimals"),
        )
        for fact in root
        if fact.get("contextRef") is not None
    ]


def plain_inline(documents: Sequence[Document]) -> list[Plain]:
    """Return the facts of inline documents by the shortest way: texts with their markup, numbers with scale and sign."""
    roots = [_root(document) for document in documents]
    contexts: dict[str, object] = {}
    units: dict[str, str] = {}
    more: dict[str, etree._Element] = {}
    for root in roots:
        defined = _definitions(root)
        contexts.update(defined[0])
        units.update(defined[1])
        more.update((part.get("id"), part) for part in root.iter(_IX + "continuation"))
    return [
        (
            fact.get("name"),
            None if fact.get(_NIL) else _number(fact) if fact.tag == _IX + "nonFraction" else _text(fact, more),
            contexts.get(fact.get("contextRef")),
            units.get(fact.get("unitRef")),
            fact.get("decimals"),
        )
        for root in roots
        for fact in root.iter(_IX + "nonFraction", _IX + "nonNumeric")
    ]  # fmt: skip


def _number(fact: etree._Element) -> str:
    text = "".join(fact.itertext()).strip().replace(",", "")
    if "zero" in fact.get("format", ""):
        text = "0"
    try:
        value = Decimal(text) * Decimal(10) ** int(fact.get("scale", "0"))
    except ArithmeticError:
        return text
    return f"{-value if fact.get('sign') else value:f}"


def _text(fact: etree._Element, more: dict[str, etree._Element]) -> str:
    parts: list[str] = []
    part: etree._Element | None = fact
    while part is not None:
        if fact.get("escape") == "true":
            children = (etree.tostring(child, encoding="unicode") for child in part)
            parts.append((part.text or "") + "".join(children))
        else:
            parts.append("".join(part.itertext()))
        part = more.get(part.get("continuedAt"))
    return "".join(parts)


def _seconds(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


def _show(name: str, submissions: Sequence[Submission], rounds: int) -> None:
    """Print both readings of the documents of ``submissions``; the median round counts."""
    documents = [document for one in submissions for document in one.documents]
    if not documents:
        print(f"{name}: none")
        return
    megabytes = sum(len(document.body) for document in documents) / 1e6
    facts = sum(len(read_figures(one, statements=False).facts) for one in submissions)

    def plain() -> None:
        for one in submissions:
            if name == "instances":
                for document in one.documents:
                    plain_instance(document)
            else:
                plain_inline(one.documents)

    def ours() -> None:
        for one in submissions:
            read_figures(one, statements=False)

    taken = [(_seconds(plain), _seconds(ours)) for _ in range(rounds)]
    base, own = (statistics.median(column) for column in zip(*taken, strict=True))
    print(f"{name}: {len(submissions)} submissions, {facts:,} facts, {megabytes:.1f} MB")
    for who, seconds in (("docai.xbrl", own), ("plain lxml", base)):
        print(f"  {who:12} {facts / seconds:10,.0f} facts/s {megabytes / seconds:8.1f} MB/s")
    print(f"  docai.xbrl takes {own / base:.2f} of the plain reading's time")


def main() -> int:
    """Time both readings and print them."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--submissions", type=Path, required=True, help="a folder of complete submissions"
    )
    parser.add_argument(
        "--rounds", type=int, default=5, help="rounds, of which the median counts (5)"
    )
    options = parser.parse_args()
    instances: list[Submission] = []
    inline: list[Submission] = []
    for path in sorted(options.submissions.iterdir()):
        submission = open_submission(path.read_bytes(), path.name)
        figures = read_figures(submission, statements=False)
        names = {fact.source_file for fact in figures.facts}
        used = tuple(one for one in submission.documents if one.file_name in names)
        if figures.source in ("instance", "extracted"):
            instances.append(Submission(None, used))
        elif figures.source == "inline":
            inline.append(Submission(None, used))
    _show("instances", instances, options.rounds)
    _show("inline", inline, options.rounds)
    return 0


if __name__ == "__main__":
    sys.exit(main())
