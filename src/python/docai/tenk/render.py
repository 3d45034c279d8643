"""Marked text to text that a person and a model can read."""

from __future__ import annotations

import re

from docai.tenk.markup import CELL, PAGE, ROW, ROW_END

_EMPTY_FIRST = re.compile(rf"{ROW}[ \n]*{CELL}[ \n]*{CELL}[{CELL} \n]*")
_CELLS = re.compile(rf"[ \n]*{CELL}[{CELL} \n]*")
_CURRENCY = re.compile(rf"(?<=[$€£¥]){CELL}(?=[\d(—–.-])")
_CLOSING = re.compile(rf"{CELL}(?=\)(?:[ %{CELL}{ROW_END}\n]|$))")
_PERCENT = re.compile(rf"(?<=[\d)—–])(?<!{CELL}20\d\d)(?<!{CELL}19\d\d){CELL}(?=%)")
_OPENING = re.compile(rf"(?<=[{ROW}{CELL}]\(){CELL}")
_LINES_IN_ROW = re.compile(rf"{ROW}[^{ROW}{ROW_END}\n]*\n[^{ROW}{ROW_END}]*")
_BULLET = re.compile(rf"(?<=[{ROW}\x04\n])([•●▪■◦·○*–—-]|\(?[0-9a-zA-Z]{{1,4}}[.)]){CELL}")
_ALONE = re.compile(rf"\x04(?=[^{CELL}{ROW_END}\n]*(?:[{ROW_END}\n]|$))")
_ROW_TAIL = re.compile(rf"[{CELL} \n\x04]*{ROW_END}")
_EMPTY_LINES = re.compile(r" *\n[ \n]*\n[ \n]*")
_LOOSE = re.compile(r" *\n *")
_BLANKS = re.compile(r" {2,}")
_LONG_CELL = 160


def render_html(raw: str) -> str:
    """Return the readable text of a stretch of marked HTML.

    A paragraph is a line, with an empty line between two. A table row is a line too, its cells parted by " | ", empty
    ones left out but for the first (so that column heads stand off from row labels); signs, brackets and currency are
    joined to their numbers.
    """
    text = raw.replace(PAGE, "")
    if ROW in text or CELL in text:
        text = _EMPTY_FIRST.sub(f"{ROW}\x04", text)
        text = _CELLS.sub(CELL, text)
        text = _CURRENCY.sub("", text)
        text = _CLOSING.sub("", text)
        text = _PERCENT.sub("", text)
        text = _OPENING.sub("", text)
        text = text.replace(ROW + CELL, ROW)
        text = _ROW_TAIL.sub(ROW_END, text)
        text = _LINES_IN_ROW.sub(_one_line, text)
        text = _BULLET.sub(r"\1 ", text)
        text = _ALONE.sub("", text)
        text = text.replace(ROW_END + ROW, "\n").replace(ROW_END, "\n\n").replace(ROW, "\n\n")
        text = text.replace("\x04", "| ").replace(CELL, " | ")
    text = _EMPTY_LINES.sub("\n\n", text)
    if " \n" in text or "\n " in text:
        text = _LOOSE.sub("\n", text)
    if "  " in text:
        text = _BLANKS.sub(" ", text)
    return text.strip()


def _one_line(row: re.Match[str]) -> str:
    """Return a table row whose cells hold several short lines as one line; a layout table's paragraphs stay apart."""
    text = row[0]
    if CELL in text and max(map(len, text.split("\n"))) <= _LONG_CELL:
        return " ".join(text.split())
    return text


_TABLE_LINE = re.compile(r"\S {3,}\S|[-=_]{5,}|\.{4,}|^ {24,}\S")
_HYPHENATED = re.compile(r"[a-z]-$")


def render_text(raw: str) -> str:
    """Return the readable text of a stretch of a plain-text document: paragraphs unwrapped, tables as they stand."""
    blocks: list[str] = []
    block: list[str] = []
    for line in [*raw.replace(PAGE, "\n\n").split("\n"), ""]:
        line = line.rstrip()
        if line:
            block.append(line)
        elif block:
            blocks.append(_block(block))
            block = []
    return "\n\n".join(blocks).strip()


def _block(lines: list[str]) -> str:
    """Return one block of lines: a paragraph as one line, anything with columns as it stands."""
    if len(lines) == 1:
        return lines[0].strip()
    columns = sum(_TABLE_LINE.search(line) is not None for line in lines)
    longest = max(map(len, lines))
    if columns > len(lines) // 3 and not _justified(lines):
        margin = min(len(line) - len(line.lstrip()) for line in lines)
        return "\n".join(line[margin:] for line in lines)
    if longest < 50:
        return "\n".join(line.strip() for line in lines)
    out: list[str] = []
    for number, line in enumerate(lines):
        words = " ".join(line.split())
        short_before = number and len(lines[number - 1].rstrip()) < 0.6 * longest
        if out and not short_before:
            out[-1] = out[-1] + words if _HYPHENATED.search(out[-1]) and words[:1].islower() else f"{out[-1]} {words}"
        else:
            out.append(words)
    return "\n".join(out)


def _justified(lines: list[str]) -> bool:
    """Say whether wide blanks come from justified prose: few digits, many words a line."""
    text = " ".join(lines)
    words = len(text.split())
    return words >= 7 * len(lines) and sum(map(str.isdigit, text)) < 0.06 * len(text)
