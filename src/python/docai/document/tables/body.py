"""Which rows of a table are its head, which its body, and what its columns are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from docai.document.tables.figures import RANGE, YEAR, figure_of
from docai.document.tables.grid import NOTE_MARK, GridCell, GridRow, columns_of, merged, places_in
from docai.document.tables.labels.empty import with_empty
from docai.document.tables.labels.within import PERIOD, Head, is_new_head, named_anew, renewed
from docai.document.tables.persons import persons, says_age
from docai.document.tables.scales.broken import mended
from docai.document.tables.scales.exceptions import says_only
from docai.document.tables.scales.footnotes import apart
from docai.document.tables.scales.group_lines import names_group, says_unit, with_units
from docai.document.tables.scales.units import scale_in
from docai.document.tables.telling import has_figures
from docai.document.tables.typed.fields import aside
from docai.document.tables.typed.heads import (
    is_head,
    is_running_head,
    is_unit_alone,
    is_unit_beside,
    is_wide_period,
    spread,
    unbroken,
)
from docai.document.tables.typed.ragged import straightened
from docai.document.tables.typed.wrapped import unwrapped

_YEARS = re.compile(r"(?:19|20)[0-9]{2}\s?\S{1,2}\s?(?:(?:19|20)[0-9]{2}|[0-9]{2})")  # "2024 - 23"
_TERMS = re.compile(r"\b(?:years?|months?)\b", re.I)
_UNAUDITED = re.compile(r"\(?un-?audited\)?", re.I)
_MOST_EXTENTS = 1500


@dataclass(slots=True)
class Body:
    """The rows of a table, by what they are for.

    - ``titles``: the rows above the head that span the table
    - ``rows``: the rows of the body. ``values``: of each, the cells that are not its label
    - ``edge``: where in the grid the first column of values begins; what stands before it is a row's label
    """

    titles: list[GridRow]
    heads: list[Head]
    rows: list[GridRow]
    columns: list[tuple[int, int]]
    edge: int
    stub: list[str]
    values: list[list[GridCell]]

    def label_of(self, row: GridRow) -> str:
        """Return the words of a row's label."""
        return " ".join([cell.words for cell in row.cells if cell.first < self.edge])


def body_of(rows: Sequence[GridRow], *, spans: bool) -> Body | None:
    """Return the rows of a table told apart, None for one that holds no figures but lays out words.

    ``spans`` says that extents are those of the cells, as in HTML, and not only those of the words in them.
    """
    edge = _edge(rows)
    if edge is None:
        return None
    rows = mended(rows)
    of_persons = persons(rows, edge, spans=spans)
    if of_persons is not None:
        rows, edge = of_persons
    figures = edge
    if not spans:
        rows = straightened(rows, edge)
        edge = _behind_labels(rows, edge)
        rows = [aside(row, edge, figures) for row in rows]
    kinds = [_kind(row, edge) for row in rows]
    if of_persons is None and not has_figures(rows, kinds, edge):
        return None
    first = kinds.index("data")
    top = _head_end(rows, kinds, first, spans=spans)
    named = with_units(rows, top, edge)
    if named is not None:
        rows, kinds = named, [_kind(row, edge) for row in named]
    joined = None if spans else unwrapped(rows, top, edge)
    if joined is not None:
        rows, kinds = joined, [_kind(row, edge) for row in joined]
    for at in named_anew(rows, kinds, top, edge):
        label = [cell for cell in rows[at].cells if cell.first < edge]
        rows, kinds = [*rows[:at], rows[at]._replace(cells=label), *rows[at + 1 :]], [
            *kinds[:at],
            "label",
            *kinds[at + 1 :],
        ]
    heads = [Head(0, [])]
    titles: list[GridRow] = []
    above = [
        _is_title(row, edge, figures, rows[at + 1], spans=spans)
        for at, row in enumerate(rows[:top])
    ]
    last = _last_title(rows, above)
    for at in range(top):
        row = rows[at]
        if at < last or (above[at] and not (heads[0].rows and not says_unit(row))):
            titles.append(row)
        else:
            heads[0].rows.append(row)
    body: list[GridRow] = []
    at = top
    while at < len(rows):
        if (
            kinds[at] in ("years", "words")
            and body
            and (of_persons is None or says_age(rows[at]))
            and is_new_head(rows, kinds, at, edge)
        ):
            dated = heads[-1].dated if heads[-1].since == len(body) + 1 else []
            heads.append(Head(len(body) + 1, [*dated]))
            while at < len(rows) and kinds[at] in ("years", "words"):
                heads[-1].rows.append(rows[at])
                at += 1
            continue
        renewed_head = renewed(heads[-1].rows, rows[at]) if kinds[at] == "words" and body else None
        if renewed_head is None:
            body.append(rows[at])
        else:
            heads.append(Head(len(body) + 1, renewed_head, dated=[rows[at]]))
        at += 1
    values = [[cell for cell in row.cells if cell.first >= edge] for row in body]
    extents = [[(cell.first, cell.last) for cell in of] for of in values]
    distinct = {extent for of in extents for extent in of}
    if len(distinct) > _MOST_EXTENTS:
        return None
    made = Body(titles, heads, body, [], edge, [], values)
    narrow = [
        (cell.first, cell.last)
        for head in heads
        for row in head.rows
        for cell in row.cells
        if cell.first >= edge
    ]
    made.columns = merged(columns_of(distinct), [of for of in extents if of], narrow)
    made.columns = with_empty(made.columns, heads, edge, spans=spans)
    for head in heads:
        if not spans:
            head.rows = spread(head.rows, made.columns, edge)
        _name_columns(head, made)
    return made


def _edge(rows: Sequence[GridRow]) -> int | None:
    """Return where in the grid the values begin: at the leftmost figure that has a cell before it in its row."""
    behind: int | None = None
    leading: list[GridCell] = []
    count = 0
    for row in rows:
        cells = row.cells
        if len(cells) < 2:
            if cells and (found := figure_of(cells[0].words)) and found.sure:
                leading.append(cells[0])
            continue
        known = False
        for cell in cells[1:]:
            found = figure_of(cell.words)
            if found is not None and not found.year:
                known = True
                if behind is None or cell.first < behind:
                    behind = cell.first
                break
        if known:
            count += 1
            found = figure_of(cells[0].words)
            if found is not None and (found.sure or found.of == "x"):
                leading.append(cells[0])
    if behind is None:
        return None
    if len(leading) > 0.6 * max(count, 1):
        # no labels: the first cells are figures themselves
        return min(behind, *(cell.first for cell in leading))
    return behind


def _behind_labels(rows: Sequence[GridRow], edge: int) -> int:
    """Return where plain text that stands behind all labels begins: words of a head reach further left than figures."""
    ends = [
        max(cell.last for cell in row.cells if cell.first < edge)
        for row in rows
        if row.cells[0].first < edge and _kind(row, edge) == "data"
    ]
    return min(edge, max(ends, default=edge) + 2)


def _kind(row: GridRow, edge: int) -> str:
    """Return what a row is: ``data``, ``years`` (figures that are all years), ``words``, or ``label``."""
    years = words = marks = 0
    spans: set[str] = set()
    for cell in row.cells:
        if cell.first < edge:
            continue
        found = figure_of(cell.words)
        if found is None:
            if YEAR.fullmatch(cell.words):
                years += 1
            elif RANGE.fullmatch(cell.words) and not _YEARS.fullmatch(cell.words):
                spans.add(cell.words)
            else:
                words += 1
        elif not found.year:
            if cell.words[0] != "(" or not NOTE_MARK.fullmatch(cell.words):
                return "data"
            marks += 1
        else:
            years += 1
    # several terms are a head ("1-3 years", "3-5 years"), one and the same a row
    if (marks and words < 2) or (spans and not (len(spans) > 1 and _TERMS.search(" ".join(spans)))):
        return "data"
    words += len(spans)
    return "years" if years else "words" if words else "label"


def _head_end(rows: Sequence[GridRow], kinds: Sequence[str], first: int, *, spans: bool) -> int:
    """Return the index of the body's first row: after the last row before the figures that labels columns."""
    last = max((at for at in range(first) if kinds[at] in ("years", "words")), default=-1)
    # without a head only what is said of the figures goes before the body; behind one, "Sales (in billions)" names a group
    head = rows[: last + 1]
    if last + 2 < first and says_unit(rows[last + 2]) and _is_unaudited(rows[last + 1]):
        last += 1
    while last + 1 < first and says_unit(rows[last + 1]):
        if not says_only(rows[last + 1].cells[0].words) and any(
            scale_in(cell.words) for row in head for cell in row.cells
        ):
            break
        if names_group(rows, kinds, last + 1, spans=spans):
            break
        last += 1
    return last + 1


def _is_unaudited(row: GridRow) -> bool:
    return len(row.cells) == 1 and _UNAUDITED.fullmatch(row.cells[0].words) is not None


def _is_title(row: GridRow, edge: int, figures: int, below: GridRow, *, spans: bool) -> bool:
    """Return whether a row of the head is a title: one cell alone that begins with the labels and goes over the values."""
    if len(row.cells) != 1:
        return not spans and is_running_head(row, below, edge)
    cell = row.cells[0]
    if says_unit(row):
        return True
    if spans or cell.first >= figures or is_wide_period(cell, edge):
        return cell.first < edge <= cell.last
    return cell.first < edge or says_unit(below) or not is_head(cell, below)


def _last_title(rows: Sequence[GridRow], titles: Sequence[bool]) -> int:
    """Return the row of the last title on top; a cell alone above it is one too, whatever column it is over: "Schedule I"."""
    last = 0
    for at, is_title in enumerate(titles):
        row = rows[at]
        if len(row.cells) > 1 or PERIOD.search(row.cells[0].words):
            break
        if is_title and not says_unit(row):
            last = at
    return last


def _name_columns(head: Head, body: Body) -> None:
    """Join the rows of a head to a label for each column; what stands over the labels goes to ``body.stub``."""
    parts: list[list[str]] = [[] for _ in body.columns]
    head.narrow = [False] * len(body.columns)
    for row in head.rows:
        for cell in row.cells:
            if cell.first < body.edge and (cell.last < body.edge or len(row.cells) == 1):
                if cell.words not in body.stub:
                    body.stub.append(cell.words)
                continue
            touched = places_in(body.columns, cell.first, cell.last)
            if scale_in(cell.words) and (
                len(row.cells) == 1
                or is_unit_alone(row, body.edge)
                or (row is head.rows[0] and is_unit_beside(row, cell, len(touched)))
            ):
                body.stub.append(cell.words)
                continue
            if (
                len(row.cells) == 1
                and 0 < touched[0] == len(body.columns) - 1 - touched[-1]
                and _UNAUDITED.fullmatch(cell.words)
            ):
                body.stub.append(cell.words)  # over the middle of all: said of the whole table
                continue
            words = apart(cell.words) if cell.words[-1] == ")" else cell.words
            for at in touched:
                if words not in parts[at]:
                    parts[at].append(words)
                head.narrow[at] |= len(touched) == 1
    head.labels = [unbroken(" ".join(part)) for part in parts]
