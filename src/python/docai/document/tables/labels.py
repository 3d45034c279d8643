"""What the rows of a table are called, with the groups that they stand in."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from docai.document.tables.body import Body
from docai.document.tables.grid import GridCell, GridRow
from docai.document.tables.model import RowLabel

_TOTAL = re.compile(
    r"(?:sub-?)?totals?\b|net\s+(?:income|loss|earnings|sales|revenues?)\b|gross\s", re.I
)
_CLOSES_ALL = re.compile(
    r"net\s+cash\b|(?:net\s+)?\(?(?:increase|decrease|change)\)?.{0,30}\bin\s+cash\b|cash\b.{0,60}\b(?:beginning|end)\s+of\b|(?:beginning|ending)\s+cash\b|total\s+(?:assets|liabilities\s+and)\b",
    re.I,
)
"""A row that stands in none of the groups above it, whatever its indent."""
_LEADERS = re.compile(r"(?:\s?\.){3,}\s*\$?\s*$|[\s._]{4,}$")
_DETAIL = re.compile(r"\((?:[a-z]{4,}|[0-9][0-9,.*]{3,}\s)", re.I)
"""A label that goes on with the row above: "(principally non-U.S.)", "(8,534,289 shares)"."""
_LONGEST_GROUP = 120
_STEP = 1.0


class Row:
    """A row of the body: its cells beside the label, and that."""

    __slots__ = ("label", "values")

    def __init__(self, values: list[GridCell], label: RowLabel) -> None:
        self.values, self.label = values, label


def labelled(body: Body, indent_of: Callable[[GridRow], float]) -> tuple[list[Row], dict[int, int]]:
    """Return the rows of the body that hold values, each with its label and groups.

    ``indent_of`` tells how far a row's label is indented; only rows from the first group on are asked for. Also the number of each row of ``body.rows`` that was kept, counted from 1, by its index from 0. A row without values
    names the group of those below it; one that goes on in the next row is joined with it.
    """
    rows: list[Row] = []
    kept: dict[int, int] = {}
    groups: list[tuple[float, str, bool]] = []
    open_label = ""
    before_was_group = False
    carried: tuple[int, str] | None = None
    grouped = False
    indent = 0.0
    for at, (row, values) in enumerate(zip(body.rows, body.values, strict=True)):
        label = _clean(body.label_of(row))
        grouped = grouped or not values
        if grouped:
            indent = indent_of(row)
        if not values:
            if not label:
                continue
            if open_label and _goes_on(open_label, label):
                groups[-1] = (groups[-1][0], f"{open_label} {label}", False)
                open_label = groups[-1][1]
                continue
            _close(groups, indent, deeper=before_was_group)
            groups.append((indent, label, False))
            open_label = label
            before_was_group = True
            continue
        if open_label and label and _goes_on(open_label, label):
            indent, words, _ = groups.pop()
            label = f"{words} {label}"
            _close(groups, indent, deeper=False)
        elif not before_was_group:
            _leave(groups, indent)
        else:
            groups[-1] = (*groups[-1][:2], indent > groups[-1][0] + _STEP)
        open_label = ""
        before_was_group = False
        carried = _carried(body, row, carried)
        kept[at] = len(rows) + 1
        path = tuple(
            words.rstrip(":").rstrip() for _, words, _ in groups if len(words) <= _LONGEST_GROUP
        )
        if label and _CLOSES_ALL.match(label):
            groups.clear()
            path = ()
        if carried is not None and row.cells[0].first > carried[0]:
            path = (*path, carried[1])
        if label and _TOTAL.match(label):
            rows.append(Row(values, RowLabel(label, path)))
            if groups and not groups[-1][2]:
                groups.pop()
            continue
        rows.append(Row(values, RowLabel(label, path)))
    return rows, kept


def _goes_on(begun: str, label: str) -> bool:
    """Return whether a label goes on with the one of the row above, which has no values."""
    if begun.endswith((":", ".")):
        return False
    return (
        label[:1].islower()
        or (label[:1] == "(" and _DETAIL.match(label) is not None)
        or begun.endswith(
            (
                ",",
                "-",
                "–",
                "—",
                " of",
                " and",
                " the",
                " to",
                " for",
                " in",
                " on",
                " from",
                " or",
                " by",
                " at",
            )
        )
    )


def _close(groups: list[tuple[float, str, bool]], indent: float, *, deeper: bool) -> None:
    """Leave the groups that a new group at ``indent`` does not stand in."""
    while groups and groups[-1][0] >= indent - _STEP / 2:
        if deeper and groups[-1][0] <= indent and _is_heading(groups[-1][1]) and len(groups) < 2:
            # two headings in a row: the second stands in the first
            break
        groups.pop()


def _leave(groups: list[tuple[float, str, bool]], indent: float) -> None:
    """Leave the groups whose rows are indented, once a row is not."""
    while groups and groups[-1][2] and indent <= groups[-1][0] + _STEP / 2:
        groups.pop()


def _carried(body: Body, row: GridRow, before: tuple[int, str] | None) -> tuple[int, str] | None:
    """Return the label that holds for rows below in which only a second label stands: where it ends, and its words."""
    cells = [cell for cell in row.cells if cell.first < body.edge]
    if len(cells) > 1:
        return cells[0].last, _clean(cells[0].words)
    if before is not None and cells and cells[0].first > before[0]:
        return before
    return None


def _is_heading(words: str) -> bool:
    return words.isupper() or words.endswith(":")


def _clean(label: str) -> str:
    if "..." in label or ". ." in label or label[-1:] in "._ ":
        label = _LEADERS.sub("", label)
    return label


def labels_of(rows: Sequence[Row]) -> tuple[RowLabel, ...]:
    """Return the labels alone."""
    return tuple(row.label for row in rows)
