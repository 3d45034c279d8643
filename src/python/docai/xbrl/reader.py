"""A submission to its figures: which of its documents hold them, and all of them read."""

from __future__ import annotations

import re
from collections.abc import Iterable

from docai.document.submission import Document, Submission
from docai.xbrl.errors import XbrlError
from docai.xbrl.inline.reader import InlineDocument, read_inline_set
from docai.xbrl.instance import is_instance, read_footnotes, read_instance
from docai.xbrl.linkbases import Linkbases
from docai.xbrl.model import Fact, Figures, Footnote, Line, Problem, Source
from docai.xbrl.schedules import read_schedules
from docai.xbrl.xml import Tree, parse

_INSTANCE_TYPE = re.compile(r"EX-10[01]\.INS\b")
_LINKBASE_TYPE = re.compile(r"EX-10[01]\.(?:SCH|LAB|PRE)\b")
_EXTRACTED = re.compile(r"_htm\.xml$", re.I)
_INSTANCE_ROOT = re.compile(rb"<(?:[\w.-]{1,40}:)?xbrl[\s>]")
_INLINE = re.compile(rb"http://www\.xbrl\.org/20(?:13|08)/inlineXBRL")
_REACH = 20_000
"""The root of an instance stands within so many bytes."""


def read_figures(submission: Submission, *, statements: bool = True) -> Figures:
    """Return all figures of ``submission``: facts, statements, schedules, and a Problem for each that cannot be read.

    Facts come from the instances where there are some that can be read, EDGAR's extraction among them; else from the
    inline documents. Without ``statements`` linkbases are not read. Raises nothing that ``submission`` could cause.
    """
    problems: list[Problem] = []
    facts: list[Fact] = []
    footnotes: list[Footnote] = []
    source: Source | None = None
    for document in submission.documents:
        kind = _instance_source(document)
        if kind is None:
            continue
        try:
            tree = parse(document.body)
            if not is_instance(tree.root) and not document.type.startswith("EX-"):
                continue
            facts.extend(read_instance(tree, document.file_name))
            footnotes.extend(read_footnotes(tree))
            source = kind
        except XbrlError as error:
            problems.append(_problem(document, error))
    if source is None:
        found, notes = _inline(submission.documents, problems)
        facts.extend(found)
        footnotes.extend(notes)
        source = "inline" if facts else None
    problems.extend(_misfits(facts))
    lines, labels = _statements(submission.documents, problems) if statements else ((), ())
    schedules = read_schedules(submission)
    if source is None and schedules:
        source = "ex-27"
    return Figures(
        source, tuple(facts), lines, labels, schedules, tuple(footnotes), tuple(problems)
    )


def _instance_source(document: Document) -> Source | None:
    if not document.is_text:
        return None
    if _INSTANCE_TYPE.match(document.type):
        return "instance"
    if document.type not in ("", "XML"):
        return None
    if not _INSTANCE_ROOT.search(document.body, 0, _REACH):
        return None
    return (
        "extracted"
        if document.type == "XML" or _EXTRACTED.search(document.file_name)
        else "instance"
    )


def _inline(
    documents: Iterable[Document], problems: list[Problem]
) -> tuple[tuple[Fact, ...], tuple[Footnote, ...]]:
    together: list[InlineDocument] = []
    for document in documents:
        if not document.is_text or not _INLINE.search(document.body):
            continue
        try:
            tree = parse(document.body)
        except XbrlError as error:
            problems.append(_problem(document, error))
        else:
            together.append(InlineDocument(tree, document.file_name, document.body))
    try:
        return read_inline_set(together)
    except XbrlError as error:
        names = ", ".join(one.source_file for one in together)[:200]
        problems.append(Problem(names, error.reason, str(error)))
        return (), ()


def _statements(
    documents: Iterable[Document], problems: list[Problem]
) -> tuple[tuple[Line, ...], tuple[tuple[str, str], ...]]:
    trees: list[Tree] = []
    names: list[str] = []
    for document in documents:
        if _LINKBASE_TYPE.match(document.type) and document.is_text:
            try:
                trees.append(parse(document.body))
                names.append(document.file_name)
            except XbrlError as error:
                problems.append(_problem(document, error))
    linkbases = Linkbases(trees)
    try:
        return linkbases.lines(), linkbases.labels()
    except XbrlError as error:
        problems.append(Problem(", ".join(names)[:200], error.reason, str(error)))
        return (), linkbases.labels()


def _problem(document: Document, error: XbrlError) -> Problem:
    return Problem(document.file_name, error.reason, str(error))


def _misfits(facts: Iterable[Fact]) -> Iterable[Problem]:
    counts: dict[str, list[Fact]] = {}
    for fact in facts:
        if not fact.well_formed:
            counts.setdefault(fact.source_file, []).append(fact)
    for name, several in counts.items():
        first = f"{several[0].concept} {(several[0].value or '')[:60]!r}"
        yield Problem(
            name, "format", f"{len(several)} texts do not fit their format, the first: {first}"
        )
