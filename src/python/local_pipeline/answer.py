"""An answer as people and programs read it: a table that fits the terminal, CSV, JSON or Markdown."""

from __future__ import annotations

import csv
import json
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from textwrap import wrap
from typing import IO, Any, Literal

import pyarrow as pa
from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from docai.runtime.printable import printable

WHOLE = 14
"""A column of at most so many characters is never cut."""

GAP = 3
"""Characters between two columns."""

LONGEST = 300
"""A table at a terminal shows no more of a text than so many characters."""

SHOWN = 2_000
"""Of a value on lines of its own, a terminal shows so many characters."""

ROWS = 40
"""Rows that a terminal shows where nothing else is asked for."""

WRAPPED = "comment"
"""A column of this name, as SHOW TABLES and DESCRIBE have it, goes on below itself instead of being cut."""

WIDEST = 100_000
"""Characters of a line where no terminal bounds it."""


def print_answer(answer: pa.Table, form: str, rows: int | None, stream: IO[str]) -> None:
    """Print an answer in one of FORMATS.

    ``rows`` bounds a table; without it, a terminal gets the first ROWS, a file or program all. Where no terminal is, nothing
    is cut and values are as they are; at a terminal, control characters in them are escaped.
    """
    if form == "table":
        bound = rows or (ROWS if stream.isatty() else answer.num_rows)
        wide = None if stream.isatty() else WIDEST
        print_table(answer, bound, Console(file=stream, width=wide), cut=stream.isatty())
    else:
        _PRINT[form](answer, stream)


def print_table(answer: pa.Table, rows: int, console: Console, *, cut: bool = True) -> None:
    """Print at most ``rows`` rows: as a table, or where that is too wide as one value below the other.

    A text of several lines is no table's: where nothing is ``cut``, its rows are printed value by value.
    """
    answer = answer.rename_columns([printable(name) for name in answer.column_names])
    values = list(_rows(answer.slice(0, rows)))
    bounds = [LONGEST if cut and name != WRAPPED else None for name in answer.column_names]
    cells = [
        [_cell(value, bound) for value, bound in zip(row, bounds, strict=True)] for row in values
    ]
    lines = not cut and any("\n" in value for row in values for value in row if _is_text(value))
    widths = None if lines else _widths(answer.column_names, cells, console.width)
    if widths is None:
        _print_records(answer.column_names, values, console, SHOWN if cut else None)
    else:
        shown = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
        for field, width in zip(answer.schema, widths, strict=True):
            side: Literal["left", "right"] = "right" if _is_number(field.type) else "left"
            shown.add_column(
                field.name,
                justify=side,
                no_wrap=field.name != WRAPPED,
                overflow="ellipsis",
                width=width,
            )
        for row in cells:
            shown.add_row(*map(escape, row))
        console.print(shown)
        if any(_is_cut(row, answer.column_names, widths) for row in cells):
            console.print("… ends what is cut; whole with --format json", highlight=False)
    if answer.num_rows > rows:
        console.print(
            f"... and {answer.num_rows - rows:,} more rows; see them with --rows or --format csv",
            highlight=False,
        )


def _is_cut(row: Sequence[str], names: Sequence[str], widths: Sequence[int]) -> bool:
    shown = zip(row, names, widths, strict=True)
    return any(cell_len(cell) > width and name != WRAPPED for cell, name, width in shown)


def _widths(names: Sequence[str], cells: Sequence[Sequence[str]], console: int) -> list[int] | None:
    """Return each column's width: short ones whole, the others share what is left; None when that is too little."""
    wanted = [
        max([cell_len(name), *(cell_len(row[number]) for row in cells)])
        for number, name in enumerate(names)
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


def _print_records(
    names: Sequence[str], rows: Sequence[Sequence[Any]], console: Console, longest: int | None
) -> None:
    """Print each value below the one before; the lines of a text stay apart, and begin below one another."""
    margin = max(map(len, names)) + 2
    for number, row in enumerate(rows, 1):
        console.print(f"── {number} ".ljust(min(console.width, 60), "─"), highlight=False)
        for name, value in zip(names, row, strict=True):
            lines = _lines(value, longest)
            if longest is not None:
                wide = max(console.width - margin, WHOLE)
                lines = [part for line in lines for part in wrap(line, wide) or [""]]
            for at, line in enumerate(lines):
                console.print(
                    f"{name if at == 0 else '':<{margin}}{escape(line)}".rstrip(),
                    no_wrap=True,
                    overflow="fold" if longest is None else "ellipsis",
                    highlight=False,
                )


def _lines(value: Any, longest: int | None) -> list[str]:
    if not _is_text(value):
        return [_cell(value, None)]
    shown = value if longest is None else value[:longest]
    lines = [printable(line) for line in shown.split("\n")]
    if len(shown) < len(value):
        lines[-1] += " ..."
        lines.append(f"[{len(value):,} characters; all with --format json]")
    return lines


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_number(kind: pa.DataType) -> bool:
    return bool(
        pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_decimal(kind)
    )


def _cell(value: Any, longest: int | None) -> str:
    if value is None:
        return ""
    if isinstance(value, float | Decimal) and math.isfinite(value):
        return _number(value)
    if isinstance(value, list):
        return printable(", ".join(map(str, value)))
    return printable(" ".join(str(value)[:longest].split()))


def _number(value: Any) -> str:
    """Return a number with four places behind the point, fewer where they are zeros; a tiny one by its first digits."""
    if 0 < abs(value) < 0.001:
        return f"{value:.4g}"
    digits = f"{value:,.4f}"
    return digits.rstrip("0").rstrip(".")


def print_csv(answer: pa.Table, stream: IO[str]) -> None:
    """Print every row as CSV, with the names of the columns first.

    A decimal has no idle zeros. At a terminal, control characters are escaped.
    """
    writer = csv.writer(stream)
    shown = _escaped if stream.isatty() else list
    writer.writerow(shown(answer.column_names))
    for batch in answer.to_batches():
        for row in _rows(batch):
            writer.writerow(shown([_digits(value) for value in row]))


def _digits(value: Any) -> Any:
    """Return a decimal's digits without idle zeros: a column of DECIMAL(38, 10) has ten places. All else stays."""
    if not isinstance(value, Decimal):
        return value
    whole, point, places = f"{value:f}".partition(".")
    return f"{whole}{point}{places}".rstrip("0").rstrip(".") if point else whole


def print_json(answer: pa.Table, stream: IO[str]) -> None:
    """Print every row as a JSON object, a line each, in one array.

    Days and moments are ISO 8601. A decimal is a number where a double says the same, else its digits in a string. What is no
    number is null. What a list or a struct holds is said alike. A second column of a name is called ``name_2``.
    """
    names = _single(answer.column_names)
    separator = "[\n"
    for batch in answer.to_batches():
        for row in _rows(batch):
            values = dict(zip(names, map(_plain, row), strict=True))
            text = json.dumps(values, ensure_ascii=stream.isatty(), default=str)
            stream.write(separator + text)
            separator = ",\n"
    stream.write("[]\n" if separator == "[\n" else "\n]\n")


def _single(names: Sequence[str]) -> list[str]:
    single: list[str] = []
    for name in names:
        number, one = 1, name
        while one in single:
            number += 1
            one = f"{name}_{number}"
        single.append(one)
    return single


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        if value == value.to_integral_value():
            return int(value)
        return float(value) if Decimal(repr(float(value))) == value else f"{value:f}".rstrip("0")
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, list):
        return [_plain(one) for one in value]
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    return value.isoformat() if hasattr(value, "isoformat") else value


def print_markdown(answer: pa.Table, stream: IO[str]) -> None:
    """Print every row of a Markdown table, texts whole; a line break in a cell is ``<br>``."""
    sides = ["--:" if _is_number(field.type) else "---" for field in answer.schema]
    _markdown_row(answer.column_names, stream)
    _markdown_row(sides, stream)
    for batch in answer.to_batches():
        for row in _rows(batch):
            _markdown_row(["<br>".join(_lines(value, None)) for value in row], stream)


def _markdown_row(cells: Sequence[str], stream: IO[str]) -> None:
    escaped = (cell.replace("\\", "\\\\").replace("|", "\\|") for cell in cells)
    stream.write(f"| {' | '.join(map(printable, escaped))} |\n")


def _rows(answer: pa.Table | pa.RecordBatch) -> Iterator[tuple[Any, ...]]:
    """Yield the rows: two columns may have the same name."""
    return zip(*(column.to_pylist() for column in answer.columns), strict=True)


def _escaped(values: Sequence[Any]) -> list[Any]:
    return [printable(value) if isinstance(value, str) else value for value in values]


_PRINT: Mapping[str, Callable[[pa.Table, IO[str]], None]] = {
    "csv": print_csv,
    "json": print_json,
    "markdown": print_markdown,
}
