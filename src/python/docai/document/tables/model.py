"""What a table of figures is, once read: the values that this room hands out."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple


class Cell(NamedTuple):
    """A cell of a table's body that is not empty; ``row`` and ``column`` count from 1, label column and head aside.

    ``text`` is as filed, on one line. ``number`` is the figure in it as shown: brackets or a minus before it make it
    negative, a dash in its place is 0, a fraction ("12 1/4") is its value; None where the cell holds no single figure.
    ``scale`` is what to multiply it by: 1000 for "in thousands", 0.01 for a percentage. ``percent`` says that it is one.
    ``unit`` is "%", "shares", "per share", or the sign of a currency that stands beside the figure; else "". ``start`` and
    ``end`` count characters of the decoded document.
    """

    row: int
    column: int
    text: str
    number: Decimal | None
    scale: Decimal
    percent: bool
    unit: str
    start: int
    end: int

    @property
    def amount(self) -> Decimal | None:
        """Return the number in whole units: times its scale."""
        return None if self.number is None else self.number * self.scale


class RowLabel(NamedTuple):
    """What a row of a table's body is called: its own words, and those of the groups that it stands in, outermost first."""

    text: str
    group: tuple[str, ...] = ()

    @property
    def path(self) -> str:
        """Return the groups as one text."""
        return " > ".join(self.group)


@dataclass(frozen=True, slots=True)
class Table:
    """A table of figures, ``start`` to ``end`` in characters of the decoded document.

    - ``n``: its place among the tables of the document, from 1
    - ``caption``: the heading or the sentence above it
    - ``unit``: what is said of its figures, as filed ("in millions, except per share data"). Where the table says nothing,
      what the tables say that it belongs to
    - ``scale``: what the unit multiplies figures by; 1 where nothing is said
    - ``head``: the labels of its columns, each joined of the head's rows. ``head_rows``: how many rows the head has
    - ``stub``: the label of its label column. ``labels``: those of its rows
    - ``heads``: where a second head within the table changes the columns' labels: from a row on (from 1), all labels anew

    A label or caption that is not there is "".
    """

    n: int
    start: int
    end: int
    caption: str
    unit: str
    scale: int
    stub: str
    head: tuple[str, ...]
    head_rows: int
    labels: tuple[RowLabel, ...] = field(repr=False)
    cells: tuple[Cell, ...] = field(repr=False)
    heads: tuple[tuple[int, tuple[str, ...]], ...] = ()

    @property
    def rows(self) -> int:
        """How many rows the body has."""
        return len(self.labels)

    @property
    def columns(self) -> int:
        """How many columns the body has, the label column aside."""
        return len(self.head)

    def column_label(self, row: int, column: int) -> str:
        """Return the label of a column where the row stands; both count from 1."""
        head = self.head
        for from_row, labels in self.heads:
            if from_row <= row:
                head = labels
        return head[column - 1]
