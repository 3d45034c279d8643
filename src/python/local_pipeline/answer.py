"""An answer as people and programs read it: a table that fits the terminal, or CSV."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from typing import IO, Any, Literal

import pyarrow as pa
from rich import box
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from docai.runtime.printable import printable

WHOLE = 14
"""A column of at most so many characters is never cut."""

GAP = 3
"""Characters between two columns."""

LONGEST = 300
"""No terminal shows more of a text than so many characters."""


def print_table(answer: pa.Table, rows: int, console: Console) -> None:
    """Print at most ``rows`` rows: as a table, or where that is too wide as one line per value."""
    answer = answer.rename_columns([printable(name) for name in answer.column_names])
    cells = [list(map(_cell, row)) for row in _rows(answer.slice(0, rows))]
    widths = _widths(answer.column_names, cells, console.width)
    if widths is None:
        _print_records(answer.column_names, cells, console)
    else:
        shown = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
        for field, width in zip(answer.schema, widths, strict=True):
            side: Literal["left", "right"] = "right" if _is_number(field.type) else "left"
            shown.add_column(
                field.name, justify=side, no_wrap=True, overflow="ellipsis", width=width
            )
        for row in cells:
            shown.add_row(*map(escape, row))
        console.print(shown)
    if answer.num_rows > rows:
        console.print(
            f"... and {answer.num_rows - rows:,} more rows; see them with --rows or --format csv"
        )


def _widths(names: Sequence[str], cells: Sequence[Sequence[str]], console: int) -> list[int] | None:
    """Return each column's width: short ones whole, the others share what is left; None when that is too little."""
    wanted = [
        max([len(name), *(len(row[number]) for row in cells)]) for number, name in enumerate(names)
    ]
    long = sorted(width for width in wanted if width > WHOLE)
    left = console - sum(width for width in wanted if width <= WHOLE) - GAP * (len(wanted) - 1)
    share = 0
    for taken, width in enumerate(long):
        share = left // (len(long) - taken)
        if width > share:
            break
        left -= width
    if left < 0 or (long and share < WHOLE):
        return None
    return [width if width <= WHOLE else min(width, share) for width in wanted]


def _print_records(names: Sequence[str], cells: Sequence[Sequence[str]], console: Console) -> None:
    margin = max(map(len, names))
    for number, row in enumerate(cells, 1):
        console.rule(str(number), align="left", style="none")
        for name, cell in zip(names, row, strict=True):
            console.print(
                f"{name:<{margin}}  {escape(cell)}",
                no_wrap=True,
                overflow="ellipsis",
                highlight=False,
            )


def _is_number(kind: pa.DataType) -> bool:
    return bool(pa.types.is_integer(kind) or pa.types.is_floating(kind))


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:,.1f}"
    if isinstance(value, list):
        return printable(", ".join(map(str, value)))
    return printable(" ".join(str(value)[:LONGEST].split()))


def print_csv(answer: pa.Table, stream: IO[str]) -> None:
    """Print every row as CSV, with the names of the columns first.

    A file or program gets the values as they are; at a terminal, control characters in them are escaped.
    """
    writer = csv.writer(stream)
    shown = _escaped if stream.isatty() else list
    writer.writerow(shown(answer.column_names))
    for batch in answer.to_batches():
        writer.writerows(map(shown, _rows(batch)))


def _rows(answer: pa.Table | pa.RecordBatch) -> Iterator[tuple[Any, ...]]:
    """Yield the rows: two columns may have the same name."""
    return zip(*(column.to_pylist() for column in answer.columns), strict=True)


def _escaped(values: Sequence[Any]) -> list[Any]:
    return [printable(value) if isinstance(value, str) else value for value in values]
