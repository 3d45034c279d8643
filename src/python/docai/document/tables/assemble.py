"""Rows, labels, columns and what is said of figures, put together to tables."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from docai.document.marked_text import MarkedText
from docai.document.marks import MARKS
from docai.document.tables.body import Body, body_of
from docai.document.tables.captions import PARTS, with_captions
from docai.document.tables.cells import Cells
from docai.document.tables.grid import GridCell, GridRow, places_in
from docai.document.tables.html import indent_of
from docai.document.tables.labels.marks import join_marks
from docai.document.tables.labels.rows import Row, labelled
from docai.document.tables.model import Table
from docai.document.tables.scales.above import Above, above, is_furniture
from docai.document.tables.scales.exceptions import of_shares_alone, says_only
from docai.document.tables.scales.footnotes import scales_below
from docai.document.tables.scales.shares import with_shares
from docai.document.tables.scales.standing import Standing
from docai.document.tables.scales.units import NOTHING, Unit, unit_of
from docai.document.tables.scales.whole import BALANCE, silent, unit_by_figures, unit_by_place
from docai.document.tables.typed.labels import name_by_date
from docai.document.tables.typed.prose import end_of_prose

_LONGEST_UNIT = 200
_NEXT_TO_NOTHING = 0.2
_CLOSE = 1200
_LONG_LINE = 200
_UNDERLINED = 1.5
_SAME_ROWS = 3
_MOST = 0.8
"""Rows, and the share of them, by whose labels a table is the one before for other periods."""
_OF_COLUMN = re.compile(r"\b[Cc]olumns?\s+[A-F]\b")
"""The caption of a table that tells what stands in a column of the table before."""
_IN_DOLLARS = re.compile(r"\(\s*in\s+(?:whole\s+|actual\s+)?dollars\s*\)", re.I)
"""A title that says that its figures are multiplied by nothing."""
_BEGINS_UNIT = re.compile(
    r"[(\[]|(?:(?:all |u\.?s\.? )?(?:dollars? |amounts? )?(?:are )?)?in (?:thousand|million|billion)s\b",
    re.I,
)
"""How a title begins that says of the figures alone, or of their dates: "In millions  Year ended May 31"."""
_OPEN = re.compile(r"(?:\b(?:a|an|and|by|for|from|in|of|on|or|the|to|with)|\([^)]*)$")
"""How a line of a title ends that goes on."""
_EDGE = re.compile(rf"[\n{MARKS}]")


@dataclass(slots=True)
class Draft:
    """A table whose places are still those of the marked text."""

    start: int
    end: int
    body: Body
    above: Above
    spans: bool

    @staticmethod
    def of(
        raw: str, rows: Sequence[GridRow], start: int, end: int, since: int, *, spans: bool
    ) -> Draft | None:
        """Return the table that the rows are, None for one without figures."""
        body = body_of(rows, spans=spans)
        if body is None:
            return None
        if not spans:
            name_by_date(body)
        said = above(
            raw, start if spans else end_of_prose(raw, body, start), since, blocks=not spans
        )
        return Draft(start, end, body, said, spans)


def made(text: MarkedText, drafts: Sequence[Draft]) -> tuple[Table, ...]:
    """Return the drafts as tables, with places in the source."""
    tables: list[Table] = []
    makers: list[Callable[[Unit], Table]] = []
    standing = Standing(text.raw, [(draft.start, draft.end) for draft in drafts])
    before: Draft | None = None
    before_unit: Unit | None = None
    names_before: list[str] = []
    statements, scale = 0, 1
    for n, draft in enumerate(drafts, 1):
        rows, kept = labelled(draft.body, _indents(text, draft), typed=not draft.spans)
        grid = [_joined(draft.body, row) for row in rows]
        join_marks(draft.body, grid)
        unit = _unit(draft)
        names = [row.label.text for row in rows]
        if unit is None and (
            _goes_on(text.raw, before, draft)
            or _OF_COLUMN.search(draft.above.caption)
            or len(set(names).intersection(names_before)) >= max(_SAME_ROWS, _MOST * len(names))
        ):
            unit = before_unit
        if (
            unit is not None
            and unit.scale != 1
            and any(BALANCE.match(row.label.text) for row in rows)
        ):
            statements, scale = draft.start, unit.scale
        if unit is not None and of_shares_alone(unit.text):
            others = draft.above.unit, before_unit, standing.at(draft.start, statements, scale)
            of_money = (one for one in others if one is not None and not of_shares_alone(one.text))
            money = next(of_money, None)
            if money is not None and money.scale != 1:
                unit = unit._replace(money=money.scale)
        unit = unit or standing.at(draft.start, statements, scale) or NOTHING
        before, before_unit, names_before = draft, unit, names
        stop = drafts[n].start if n < len(drafts) else len(text.raw)
        notes = scales_below(text.raw, draft.start, draft.end, stop)
        makers.append(partial(_table, text, n, draft, rows, kept, grid, notes))
        tables.append(makers[-1](unit))
    # what figures show of some tells where the notes end, for those whose figures show nothing
    known: dict[int, set[Decimal]] = {}
    for at in _silent(tables):
        tables[at] = _shown(tables[at], makers[at], unit_by_figures(tables[at], tables, known))
    for at in _silent(tables):
        tables[at] = _shown(tables[at], makers[at], unit_by_place(tables, at))
    return with_captions(with_shares(tables))


def _silent(tables: Sequence[Table]) -> list[int]:
    return [at for at, table in enumerate(tables) if silent(table)]


def _shown(table: Table, make: Callable[[Unit], Table], unit: Unit | None) -> Table:
    return table if unit is None else make(unit)


def _table(
    text: MarkedText,
    n: int,
    draft: Draft,
    rows: Sequence[Row],
    kept: dict[int, int],
    grid: Sequence[dict[int, GridCell]],
    notes: dict[str, int],
    unit: Unit,
) -> Table:
    """Return a draft as a table of that unit; ``notes`` are the scales that its footnotes say."""
    caption = _caption(draft)
    cells = Cells(draft.body, rows, grid, unit, notes, caption)
    flat = [
        (at, column, cell) for at, row in enumerate(grid) for column, cell in sorted(row.items())
    ]
    around = draft.start, draft.end
    places = text.source_spans([(cell.start, cell.end) for _, _, cell in flat], around)
    heads = draft.body.heads
    return Table(
        n=n,
        start=text.source_offset(draft.start),
        end=text.source_offset(draft.end),
        caption=caption,
        unit=unit.text[:_LONGEST_UNIT],
        scale=unit.scale,
        stub=" ".join(draft.body.stub)[:_LONGEST_UNIT],
        head=tuple(heads[0].labels),
        head_rows=len(heads[0].rows),
        labels=tuple(row.label for row in rows),
        cells=tuple(
            cells.cell(at, column, cell, *place)
            for (at, column, cell), place in zip(flat, places, strict=True)
        ),
        heads=tuple((_first_kept(kept, head.since), tuple(head.labels)) for head in heads[1:]),
    )


def _goes_on(raw: str, before: Draft | None, draft: Draft) -> bool:
    """Return whether a table goes on with the one before it: close below, under the same head or none."""
    if before is None or draft.start - before.end > _CLOSE:
        return False
    heads, others = (
        [label for label in one.body.heads[0].labels if label] for one in (draft, before)
    )
    between = [line.strip() for line in _EDGE.split(raw[before.end : draft.start])]
    if heads and heads != others:
        return not any(line for line in between if not is_furniture(line))
    if not heads and len(draft.body.columns) == len(before.body.columns):
        draft.body.heads[0].labels = list(before.body.heads[0].labels)
    return all(len(line) < _LONG_LINE for line in between)


def _indents(text: MarkedText, draft: Draft) -> Callable[[GridRow], float]:
    if not draft.spans:
        # an underlined name is one of a group around those that stand as far in
        return lambda row: row.cells[0].first - _UNDERLINED * row.underlined
    window = text.window(draft.start, draft.end)
    return lambda row: indent_of(window, row)


def _first_kept(kept: dict[int, int], since: int) -> int:
    """Return the number of the first row with values from ``since`` (of all rows of the body, from 1) on."""
    return next((number for at, number in kept.items() if at + 1 >= since), len(kept) + 1)


def _joined(body: Body, row: Row) -> dict[int, GridCell]:
    """Return the values of a row by their column; those that share one are joined."""
    found: dict[int, GridCell] = {}
    columns = body.columns
    at = 0
    for cell in row.values:
        while at < len(columns) and columns[at][1] < cell.first:
            at += 1
        column = (
            at
            if at < len(columns) and columns[at][0] <= cell.last
            else places_in(columns, cell.first, cell.last)[0]
        )
        before = found.get(column)
        if before is not None:
            cell = GridCell(
                before.first, cell.last, f"{before.words} {cell.words}", before.start, cell.end
            )
        found[column] = cell
    return found


def _unit(draft: Draft) -> Unit | None:
    """Return what the table says of its figures: in its head, else above it."""
    body = draft.body
    titles = _sentences([cell.words for row in body.titles for cell in row.cells])
    for words in (*titles, *body.stub):
        said = unit_of(words)
        if said is not None:
            return said
        if _IN_DOLLARS.search(words):
            return Unit(words)
    labels = [label for label in body.heads[0].labels if label]
    said_each = [unit_of(label) for label in labels]
    if labels and len(labels) > 1 and all(said_each):
        return said_each[0]
    if said_each.count(None) == len(labels) - 1 and not draft.above.unit:
        # over a column that holds next to nothing it speaks of the others
        said = next(one for one in said_each if one is not None)
        if not says_only(said.text):
            return draft.above.unit
        column = body.heads[0].labels.index(said.text)
        filled = sum(
            any(places_in(body.columns, cell.first, cell.last)[:1] == [column] for cell in values)
            for values in body.values
        )
        if filled <= _NEXT_TO_NOTHING * len(body.rows):
            return said
    return draft.above.unit


def _sentences(titles: Sequence[str]) -> list[str]:
    """Return the titles, those put together that one sentence was broken in: "The looms that we sold", "were as follows:"."""
    made: list[str] = []
    for title in titles:
        if made and title[0] != "(" and (title[0].islower() or _OPEN.search(made[-1])):
            made[-1] += f" {title}"
        else:
            made.append(title)
    return made


def _caption(draft: Draft) -> str:
    titles = _sentences([row.cells[0].words for row in draft.body.titles])
    own = PARTS.join(
        title for title in titles if unit_of(title) is None or not _BEGINS_UNIT.match(title)
    )
    return own or draft.above.caption
