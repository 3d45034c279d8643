"""A table as Markdown that a person and a model can read."""

from __future__ import annotations

from docai.document.tables.model import Table

_INDENT = "\u2003"
"""A blank that Markdown keeps at the beginning of a cell, one for each group that a row stands in."""


def markdown(table: Table, most: int | None = None) -> tuple[str, int]:
    """Return a table in Markdown, and how many of its rows that shows: with ``most``, those that fit into so many bytes of UTF-8.

    The head is one row of joined labels; a group is a row of its own, in bold, above its rows, which stand further in. Caption and unit are not in it.
    """
    lines = [_line((table.stub, *table.head)), _line(("---", *("---:" for _ in table.head)))]
    size = sum(len(line.encode()) + 1 for line in lines)
    rows = [[""] * table.columns for _ in table.labels]
    for cell in table.cells:
        rows[cell.row - 1][cell.column - 1] = cell.text
    heads = dict(table.heads)
    group: tuple[str, ...] = ()
    shown = 0
    for number, label in enumerate(table.labels, 1):
        block: list[str] = []
        if number in heads:
            block.append(_line(("", *(f"**{one}**" if one else "" for one in heads[number]))))
        if label.group != group:
            common = 0
            while (
                common < min(len(group), len(label.group)) and group[common] == label.group[common]
            ):
                common += 1
            block += [
                _line((f"{_INDENT * depth}**{label.group[depth]}**", *("" for _ in table.head)))
                for depth in range(common, len(label.group))
            ]
        name = _INDENT * len(label.group) + label.text if label.group else label.text
        block.append(_line((name, *rows[number - 1])))
        size += sum(len(line.encode()) + 1 for line in block)
        if most is not None and size > most + 1:
            break
        group = label.group
        lines += block
        shown = number
    return "\n".join(lines), shown


def _line(cells: tuple[str, ...]) -> str:
    line = " | ".join(cells)
    if line.count("|") >= len(cells):
        line = " | ".join([cell.replace("|", "\\|") for cell in cells])
    return f"| {line} |"
