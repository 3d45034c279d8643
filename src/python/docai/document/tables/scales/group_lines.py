"""Rows without figures that say a scale: of the whole table, or of the group that they name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from docai.document.tables.grid import GridRow
from docai.document.tables.model import RowLabel
from docai.document.tables.scales.exceptions import in_group, of_shares_alone, says_only
from docai.document.tables.scales.said import Said, said_by
from docai.document.tables.scales.units import Unit, scale_in

_LONGEST = 200
_ASIDE = 1
_BALANCES = re.compile(r"\b(?:assets|liabilities|depreciation|accounts\s+payable)\b", re.I)
"""What a denominator may be made of that is no shares: "Average total assets"."""
_BAND = re.compile(
    r"(?:(?:less|greater|more)\s+than|under|over|above|below|up\s+to)?\s*[0-9][0-9.]*\s?[%x]?(?:\s*(?:-|–|—|to)\s*[0-9][0-9.]*\s?[%x]?|\s+(?:or|and)\s+[a-z]+)?\s*$",
    re.I,
)
"""A range of ratios: "71% to 80%", "Less than 1.0", "90% or more"."""


def says_unit(row: GridRow) -> bool:
    """Return whether a row is one cell that says a scale."""
    return (
        len(row.cells) == 1
        and scale_in(row.cells[0].words) is not None
        and len(row.cells[0].words) < _LONGEST
    )


def names_group(rows: Sequence[GridRow], kinds: Sequence[str], at: int, *, spans: bool) -> bool:
    """Return whether a row that says a scale names the first of several groups: "Sales data (in thousands):", "Other data:".

    A row below it holds figures, or stands further in, and a later group has its place and its style. In HTML, where a cell says nothing of
    indents, that group says a scale too.
    """
    cell = rows[at].cells[0]
    if says_only(cell.words) or at + 1 >= len(rows):
        return False
    if kinds[at + 1] != "data" and rows[at + 1].cells[0].first <= cell.first + _ASIDE:
        return False
    return any(
        kind == "label"
        and len(row.cells) == 1
        and abs(row.cells[0].first - cell.first) <= _ASIDE
        and _style(row.cells[0].words) == _style(cell.words)
        and (not spans or says_unit(row))
        for row, kind in zip(rows[at + 2 :], kinds[at + 2 :], strict=True)
    )


def _style(words: str) -> tuple[bool, bool]:
    name = words.partition("(")[0]
    return words[-1] == ":", name.isupper()


def with_units(rows: Sequence[GridRow], top: int, edge: int) -> list[GridRow] | None:
    """Return the rows of a table whose body begins at ``top``, a scale over the columns of a group put into its label; None where there is none.

    "Sales data       (In thousands)": so does one in a row of its own below the group's name.
    """
    found = [
        at
        for at, row in enumerate(rows)
        if row.cells[-1].words[-1] == ")" and at >= top and _is_over_columns(row, edge)
    ]
    if not found:
        return None
    made = list(rows[:top])
    for at in range(top, len(rows)):
        row = rows[at]
        label = [cell for cell in row.cells if cell.first < edge]
        named = row._replace(cells=label) if label else made[-1] if at > top else None
        if at not in found or named is None or named.cells[-1].first >= edge:
            made.append(row)
            continue
        if not label:
            made.pop()
        name, unit = named.cells[-1], row.cells[-1]
        name = name._replace(words=f"{name.words} {unit.words}", end=unit.end)
        made.append(named._replace(cells=[*named.cells[:-1], name]))
    return made


def _is_over_columns(row: GridRow, edge: int) -> bool:
    """Return whether nothing but a scale stands behind the label of a row."""
    last = row.cells[-1]
    return (
        last.first >= edge
        and (len(row.cells) == 1 or row.cells[-2].first < edge)
        and scale_in(last.words) is not None
        and says_only(last.words)
    )


@lru_cache(maxsize=1024)
def _own_of(groups: tuple[str, ...]) -> Unit | None:
    """Return the scale that the innermost of several groups says that says one."""
    return next((own for own in (said_by(one).own for one in reversed(groups)) if own), None)


def said_of(label: RowLabel) -> Said:
    """Return what a row's label says of its figures; where it says nothing, what the groups above say, the nearest first."""
    said = said_by(label.text)
    if label.group:
        said = in_group(said, label.text, label.group[-1])
    if said.shares and label.group and not said.own:
        of_shares = _own_of(label.group)
        if of_shares is not None and of_shares_alone(of_shares.text):
            return said._replace(own=of_shares)
    if not label.group or said.own or said.per_share or said.shares or said.unscaled:
        return said
    group = said_by(label.group[-1])
    if group.own is None and len(label.group) > 1:
        own = _own_of(label.group)
        group = group if own is None else group._replace(own=own)
    outer = len(label.group) > 1 and said_by(label.group[-2]).per_share
    if group.own is not None and of_shares_alone(group.own.text):
        # "Equity (shares in thousands)" says nothing of the equity
        group = group if said_by(group.own.text).shares else group._replace(own=None)
    if group.shares and (said.money or _BALANCES.search(label.text)):
        return said
    if not (outer or any(group[:6])):
        return said
    # the loans of each range of ratios are money
    of_rates = (group.percent or group.unscaled) and _BAND.match(label.text) is None
    return Said(
        group.own,
        group.per_share or (outer and not group.shares),
        group.shares,
        said.percent or (group.percent and of_rates),
        group.unscaled and of_rates,
        said.money or group.money,
        cents=(group.per_share and said.money) or (outer and not group.per_share),
    )
