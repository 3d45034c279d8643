"""What the rows of a table are called, with the groups that they stand in."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from docai.document.tables.body import Body
from docai.document.tables.grid import GridCell, GridRow
from docai.document.tables.model import RowLabel
from docai.document.tables.scales.footnotes import apart
from docai.document.tables.scales.units import scale_in
from docai.document.tables.typed.labels import ends_label, names_first_group

_TOTAL = re.compile(
    r"(?:sub-?)?totals?\b|net\s+(?:income|loss|earnings|sales|revenues?)\b|gross\s", re.I
)
_CLOSES_ALL = re.compile(
    r"net\s+cash\b|(?:net\s+)?\(?(?:increase|decrease|change)\)?.{0,30}\bin\s+cash\b|cash\b.{0,60}\b(?:beginning|end)\s+of\b|(?:beginning|ending)\s+cash\b|total\s+(?:assets|liabilities\s+and)\b",
    re.I,
)
"""A row that stands in none of the groups above it, whatever its indent."""
_LEADERS = re.compile(r"(?:\s?\.){3,}\s*\$?\s*$|[\s._]{4,}$|(?<=[a-z)])(?:\.\.|\s?\$)$")
_DETAIL = re.compile(r"\((?:[a-z]{4,}|[0-9][0-9,.*]{3,}\s)", re.I)
"""A label that goes on with the row above: "(principally non-U.S.)", "(8,534,289 shares)"."""
_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_PERIOD = re.compile(
    rf"(?:fiscal\s+)?(?:19|20)[0-9]{{2}}\b.{{0,30}}|.{{0,40}}\b(?:years?|quarters?|months|weeks|periods?)\s+end(?:ed|ing)\b.*|(?:as\s+of\s+|at\s+)?(?:{_MONTHS})\s+[0-9]{{1,2}}\b.{{0,12}}"
    r"|(?:first|second|third|fourth|1st|2nd|3rd|4th)\s+quarter\b.{0,20}|fiscal\b.{0,20}",
    re.I,
)
"""A group that is a period: what stands under it goes on to the next."""
_DAY = re.compile(rf"\b(?:{_MONTHS})\s+[0-9]{{1,2}},$", re.I)
"""A label that ends with a day and a comma: a period, not words that go on."""
_DATED = re.compile(rf"(?:{_PERIOD.pattern})--", re.I)
_ENDED = re.compile(r"\bended$", re.I)
_MONTH = re.compile(rf"(?:{_MONTHS})\b", re.I)
_OPEN = (",", "-", "–", "—", " of", " and", " the", " to", " for", " in", " on", " from", " or", " by", " at")  # fmt: skip
_DASHES = (" -", " \u2013", " \u2014")
_BULLETS = frozenset("•▪■")
_ASIDE = 1
_LONGEST_GROUP = 120
_STEP = 1.0


class Row:
    """A row of the body: its cells beside the label, and that."""

    __slots__ = ("label", "values")

    def __init__(self, values: list[GridCell], label: RowLabel) -> None:
        self.values, self.label = values, label


def labelled(
    body: Body, indent_of: Callable[[GridRow], float], *, typed: bool
) -> tuple[list[Row], dict[int, int]]:
    """Return the rows of the body that hold values, each with its label and groups.

    ``typed`` says that it was plain text. ``indent_of`` tells how far a row's label is indented; only rows from the first group on are asked for. Also the number of each row of ``body.rows`` that was kept, counted from 1, by its index from 0. A row without values
    names the group of those below it; one that goes on in the next row is joined with it.
    """
    rows: list[Row] = []
    kept: dict[int, int] = {}
    groups: list[tuple[float, str, bool]] = []
    open_label = ""
    before_was_group = outer_was_group = False
    outer = groups
    outer_indent = 0.0
    carried: tuple[int, str] | None = None
    grouped = False
    indent = 0.0
    left: dict[int, tuple[str, ...]] = {}
    lines = _addresses(body) if typed else {}
    if names_first_group(body):
        groups.append((0.0, body.stub[0], False))
    for at, (row, values) in enumerate(zip(body.rows, body.values, strict=True)):
        if lines and lines.get(at) == "":
            continue
        label = (lines and lines.get(at)) or _clean(body.label_of(row))
        grouped = grouped or not values
        if grouped:
            indent = indent_of(row)
        if not values:
            if not label:
                continue
            if rows and not (before_was_group or row.apart) and _ends(label):
                rows[-1].label = rows[-1].label._replace(text=f"{rows[-1].label.text} {label}")
                continue
            if open_label and _goes_on(open_label, label):
                groups[-1] = (groups[-1][0], f"{open_label} {label}", False)
                open_label = groups[-1][1]
                continue
            outer, outer_indent, outer_was_group = list(groups), indent, before_was_group
            _close(groups, indent, deeper=before_was_group)
            groups.append((indent, label, False))
            open_label = label
            before_was_group = True
            continue
        if (
            open_label
            and label
            and (_goes_on(open_label, label) or (typed and _is_wrapped(body, at, groups[-1])))
        ):
            # no group, but the beginning of this label
            label = f"{groups[-1][1]} {label}"
            groups, indent, before_was_group = outer, outer_indent, outer_was_group
        if groups and label[:1] in _BULLETS and groups[-1][1][0] == label[0]:
            groups.pop()  # the next entry of the same list
        elif (
            rows
            and groups
            and not before_was_group
            and _is_beside(groups, rows[-1].label.text, label)
        ):
            groups.pop()
        elif not before_was_group:
            _leave(groups, indent)
        else:
            groups[-1] = (*groups[-1][:2], indent > groups[-1][0] + _STEP)
        open_label = ""
        before_was_group = False
        if len(groups) > 1 and rows and _ends_outer(groups, rows[-1].label, label):
            groups.pop()
        carried = _carried(body, row, carried)
        kept[at] = len(rows) + 1
        path = tuple(_name(words) for _, words, _ in groups if len(words) <= _LONGEST_GROUP)
        if label and _CLOSES_ALL.match(label):
            groups = [one for one in groups if _PERIOD.fullmatch(_name(one[1]))]
            path = tuple(_name(words) for _, words, _ in groups)
        if carried is not None and row.cells[0].first > carried[0]:
            path = (*path, carried[1])
            _carry(rows, carried[1])
        rows.append(Row(values, RowLabel(label, path)))
        total = bool(label) and _TOTAL.match(label) is not None
        ended = groups[-1] if groups and total else None
        if ended is not None and not (ended[2] or _goes_beyond(body, at, ended[1])):
            left[len(rows)] = path
            groups.pop()
    _repeated(rows, left)
    return rows, kept


def _addresses(body: Body) -> dict[int, str]:
    """Return the labels of rows of plain text whose values stand beside the last line: "Jane Roe", "12 Oak Lane", "Springfield".

    By the row of the body; "" for the lines above. These are several lines that begin in one place, blank lines around them.
    """
    found: dict[int, str] = {}
    first = 0
    for at in range(1, len(body.rows) + 1):
        if at < len(body.rows) and not body.rows[at].apart:
            continue
        block = body.rows[first:at]
        begins = [row.cells[0].first for row in block]
        if (
            len(block) > 2
            and body.values[at - 1]
            and not any(body.values[first : at - 1])
            and max(begins) - min(begins) <= _ASIDE
            and max(begins) < body.edge
        ):
            words = [_clean(body.label_of(row)) for row in block]
            if not any(_is_heading(one) for one in words):
                found.update(dict.fromkeys(range(first, at - 1), ""))
                found[at - 1] = " ".join(words)
        first = at
    return found


def _ends_outer(groups: Sequence[tuple[float, str, bool]], before: RowLabel, label: str) -> bool:
    """Return whether a total is one of the group around the innermost, whose name it has, or whose own total stands right above."""
    if label[:6].lower() != "total ":
        return False
    total = label.lower()
    name = groups[-1][1].lower().partition(" ")[0].rstrip(":")
    return total == f"total {_name(groups[-2][1]).lower()}" or (
        before.text.lower().startswith(f"total {name}") and not total.startswith(f"total {name}")
    )


def _is_beside(groups: Sequence[tuple[float, str, bool]], before: str, label: str) -> bool:
    """Return whether a row in capitals stands beside a group in capitals, whose rows are not: "OTHER ASSETS"."""
    group = groups[-1][1].partition("(")[0]
    capitals = label.isupper() and group.isupper() and _PERIOD.fullmatch(group) is None
    return capitals and before != "" and not before.isupper()


def _is_wrapped(body: Body, at: int, group: tuple[float, str, bool]) -> bool:
    indent, begun, _ = group
    closed = begun.endswith((":", *_DASHES)) or _is_heading(begun)
    return not closed and ends_label(body, at, indent)


def _ends(label: str) -> bool:
    """Return whether a row without values ends the label of the row above, which has them: "subsidiaries", "(in billions)"."""
    return (label[:1].islower() and not label.endswith(":")) or (
        label[0] == "(" and label[-1] == ")" and scale_in(label) is not None
    )


def _carry(rows: list[Row], words: str) -> None:
    """Take a label that holds for the row below out of that of the row in which it stands."""
    label = rows[-1].label if rows else RowLabel("")
    if label.text.startswith(f"{words} ") and words not in label.group:
        rest = label.text[len(words) :].strip()
        rows[-1].label = RowLabel(rest, (*label.group, words))


def _goes_beyond(body: Body, at: int, group: str) -> bool:
    """Return whether a group goes on behind a total: a period does, and one whose own total is still to come."""
    name = _name(group)
    if _PERIOD.fullmatch(name):
        return True
    total = f"total {name}".lower()
    if _clean(body.label_of(body.rows[at])).lower() == total:
        return False
    for row, values in zip(body.rows[at + 1 :], body.values[at + 1 :], strict=True):
        if not values:
            return False
        if _clean(body.label_of(row)).lower() == total:
            return True
    return False


def _repeated(rows: Sequence[Row], left: dict[int, tuple[str, ...]]) -> None:
    """Put rows behind a total back into its group where the same rows stand behind the totals of other groups.

    ``left`` is the path of each group that a total has closed, by the number of the next row.
    """
    runs: dict[int, list[str]] = {}
    for begin, path in left.items():
        runs[begin] = []
        for row in rows[begin:]:
            if row.label.group != path[:-1] or not row.label.text:
                break
            runs[begin].append(row.label.text)
    for begin, run in runs.items():
        others = [one for other, one in runs.items() if left[other] != left[begin]]
        for at, text in enumerate(run):
            if not any(one[: at + 1] == run[: at + 1] for one in others):
                break
            rows[begin + at].label = RowLabel(text, left[begin])


def _goes_on(begun: str, label: str) -> bool:
    """Return whether a label goes on with the one of the row above, which has no values."""
    day = begun[-1] == "," and label[:1].isupper() and _DAY.search(begun)
    if day or begun.endswith((":", ".", *_DASHES)) or _DATED.fullmatch(begun):
        return label[:1].islower() and begun[-1] != ":"
    return (
        (label[:1].islower() and not (begun.isupper() and " " in begun))
        or (_ENDED.search(begun) is not None and _MONTH.match(label) is not None)
        or (label[:1] == "(" and _DETAIL.match(label) is not None)
        or begun.lower().endswith(_OPEN)
    )


def _close(groups: list[tuple[float, str, bool]], indent: float, *, deeper: bool) -> None:
    """Leave the groups that a new group at ``indent`` does not stand in."""
    most = 2 + (len(groups) > 1 and _PERIOD.fullmatch(groups[-1][1]) is not None)
    while groups and groups[-1][0] >= indent - _STEP / 2:
        if deeper and groups[-1][0] <= indent and _is_heading(groups[-1][1]) and len(groups) < most:
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
    return words.isupper() or words.endswith(":") or _PERIOD.fullmatch(words) is not None


def _name(words: str) -> str:
    """Return the name of a group without what leads to its rows: "Diagnostics \u2014", "Year ended May 31,"."""
    words = words.rstrip(": ").removesuffix("--")
    if words.endswith(_DASHES):
        return words[:-2].rstrip()
    return words[:-1] if words[-1:] == "," and _DAY.search(words) else words


def _clean(label: str) -> str:
    if ".." in label or ". ." in label or label[-1:] in "._ $":
        label = _LEADERS.sub("", label)
    return apart(label) if label[-1:] == ")" else label
