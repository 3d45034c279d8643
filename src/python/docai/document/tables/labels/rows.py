"""What the rows of a table are called, with the groups that they stand in."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from docai.document.tables.body import Body
from docai.document.tables.figures import MONTHS, YEAR
from docai.document.tables.grid import GridCell, GridRow
from docai.document.tables.labels.groups import (
    CLOSES_ALL,
    DASHES,
    DATED,
    DAY,
    STEP,
    TOTAL,
    Group,
    close,
    ends_outer,
    is_beside,
    is_heading,
    leave,
)
from docai.document.tables.model import RowLabel
from docai.document.tables.scales.footnotes import apart
from docai.document.tables.scales.units import scale_in
from docai.document.tables.typed.labels import ends_label, names_first_group

_LEADERS = re.compile(r"(?:\s?\.){3,}\s*\$?\s*$|[\s._]{4,}$|(?<=[a-z)])(?:\.\.|\s?\$)$")
"""What leads from a label to its values: dots, blanks, the sign of a currency."""
_OF_LEADERS = " \t\n\r\f\v\xa0._$"
_LONGEST_LEADERS = 400
"""Characters of such leaders that are looked at: what goes on for longer is none of the label either."""
_DETAIL = re.compile(r"\((?:[a-z]{4,}|[0-9][0-9,.*]{3,}\s)", re.I)
"""A label that goes on with the row above: "(principally non-U.S.)", "(8,534,289 shares)"."""
_ENDED = re.compile(r"\bended$", re.I)
_REST_OF_DATE = re.compile(r"[0-3]?[0-9], ?(?:19|20)[0-9]{2}:?")
"""The end of a date whose month ends the label above."""
_MONTH = re.compile(rf"(?:{MONTHS})\b", re.I)
_OPEN = (",", "-", "–", "—", " of", " and", " the", " to", " for", " in", " on", " from", " or", " by", " at")  # fmt: skip
_BULLETS = frozenset("•▪■")
_ASIDE = 1
_LONGEST_GROUP = 120


class Row:
    """A row of the body: its cells beside the label, and that."""

    __slots__ = ("label", "values")

    def __init__(self, values: list[GridCell], label: RowLabel) -> None:
        self.values, self.label = values, label


def labelled(
    body: Body, indent_of: Callable[[GridRow], float], *, typed: bool
) -> tuple[list[Row], dict[int, int]]:
    """Return the rows of the body that hold values, each with its label and groups.

    Also the number of each row of ``body.rows`` that was kept, counted from 1, by its index from 0. A row without values names
    the group of those below it; one that goes on in the next row is joined with it.

    ``typed`` says that it was plain text. ``indent_of`` tells how far a row's label is indented; only rows from the first group on
    are asked for.
    """
    reading = _Reading(body, typed=typed)
    addresses = _addresses(body) if typed else {}
    indent: float | None = None
    for at, (row, values) in enumerate(zip(body.rows, body.values, strict=True)):
        address = addresses.get(at)
        if address == "":
            continue
        label = address or _clean(body.label_of(row))
        if not values or indent is not None:
            indent = indent_of(row)
        if values:
            reading.add_row(at, label, indent or 0.0)
        elif label:
            reading.add_name(row, label, indent or 0.0)
    _repeated(reading.rows, reading.left)
    return reading.rows, reading.kept


class _Reading:
    """The rows of a body, read from the top, and the groups that are open at the row below them.

    ``kept`` gives a row's number by its index in the body, ``left`` the path of a group that a total has closed, by the number of
    the next row.
    """

    def __init__(self, body: Body, *, typed: bool) -> None:
        self.rows: list[Row] = []
        self.kept: dict[int, int] = {}
        self.left: dict[int, tuple[str, ...]] = {}
        self._body, self._typed = body, typed
        self._of_stub = names_first_group(body)
        """A year over the labels names the first group."""
        self._groups = [Group(0.0, body.stub[0])] if self._of_stub else []
        self._begun = False
        """The row above names the innermost group."""
        self._before_it = (self._groups, 0.0, False)
        """The groups, an indent and ``_begun`` as they were before that."""
        self._carried: tuple[int, str] | None = None

    def add_name(self, row: GridRow, label: str, indent: float) -> None:
        """Add a row without values: the name of a group, or words of the row above that go on."""
        if self.rows and not (self._begun or row.apart) and _ends(label):
            last = self.rows[-1]
            last.label = last.label._replace(text=f"{last.label.text} {label}")
        elif self._begun and _goes_on(self._groups[-1].words, label):
            begun = self._groups[-1]
            self._groups[-1] = begun._replace(words=f"{begun.words} {label}")
        else:
            if self._of_stub and self._groups and YEAR.fullmatch(label):
                self._groups[0] = self._groups[0]._replace(indent=indent)  # the next year
            self._before_it = list(self._groups), indent, self._begun
            within = close(self._groups, indent, label, deeper=self._begun)
            self._groups.append(Group(indent, label, beside_outer=within))
            self._begun = True

    def add_row(self, at: int, label: str, indent: float) -> None:
        """Add the row ``at`` of the body, which has values."""
        if self._begun and label and self._ends_name(at, label):
            # no group, but the beginning of this label
            label = f"{self._groups[-1].words} {label}"
            self._groups, indent, self._begun = self._before_it
        self._leave(label, indent)
        path = self._path(at, label)
        self.kept[at] = len(self.rows) + 1
        self.rows.append(Row(self._body.values[at], RowLabel(label, path)))
        if self._groups and label and TOTAL.match(label):
            ended = self._groups[-1]
            if not (ended.holds_indented or self._goes_beyond(at, ended)):
                self.left[len(self.rows)] = path
                self._groups.pop()

    def _ends_name(self, at: int, label: str) -> bool:
        """Return whether the words above, which have no values, are no group's name but go on in this row's label."""
        group = self._groups[-1]
        if _goes_on(group.words, label):
            return True
        closed = group.words.endswith((":", *DASHES)) or is_heading(group.words)
        return self._typed and not closed and ends_label(self._body, at, group.indent)

    def _leave(self, label: str, indent: float) -> None:
        """Leave the groups that a row with values does not stand in."""
        groups = self._groups
        before = self.rows[-1].label if self.rows else None
        if groups and label[:1] in _BULLETS and groups[-1].words[0] == label[0]:
            groups.pop()  # the next entry of the same list
        elif self._begun:
            groups[-1] = groups[-1]._replace(holds_indented=indent > groups[-1].indent + STEP)
        elif before and groups and is_beside(groups[-1], before.text, label):
            groups.pop()
        else:
            leave(groups, indent)
        self._begun = False
        if len(groups) > 1 and before and ends_outer(groups, before, label):
            groups.pop()

    def _path(self, at: int, label: str) -> tuple[str, ...]:
        """Return the names of the groups of a row, the outermost first."""
        path = tuple(one.name for one in self._groups if len(one.words) <= _LONGEST_GROUP)
        if label and CLOSES_ALL.match(label):
            self._groups = [one for one in self._groups if one.is_period()]
            path = tuple(one.name for one in self._groups)
        row = self._body.rows[at]
        self._carried = _carried(self._body, row, self._carried)
        if self._carried is not None and row.cells[0].first > self._carried[0]:
            path = (*path, self._carried[1])
            _carry(self.rows, self._carried[1])
        return path

    def _goes_beyond(self, at: int, group: Group) -> bool:
        """Return whether a group goes on behind a total: a period does, and one whose own total is still to come."""
        if group.is_period():
            return True
        body = self._body
        total = f"total {group.name}".lower()
        if _clean(body.label_of(body.rows[at])).lower() == total:
            return False
        for row, values in zip(body.rows[at + 1 :], body.values[at + 1 :], strict=True):
            if not values:
                return False
            if _clean(body.label_of(row)).lower() == total:
                return True
        return False


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
            if not any(is_heading(one) for one in words):
                found.update(dict.fromkeys(range(first, at - 1), ""))
                found[at - 1] = " ".join(words)
        first = at
    return found


def _ends(label: str) -> bool:
    """Return whether a row without values ends the label of the row above, which has them: "subsidiaries", "(in billions)", "31, 1993"."""
    return (
        (label[:1].islower() and not label.endswith(":"))
        or (label[0] == "(" and label[-1] == ")" and scale_in(label) is not None)
        or _REST_OF_DATE.fullmatch(label) is not None
    )


def _carry(rows: list[Row], words: str) -> None:
    """Take a label that holds for the row below out of that of the row in which it stands."""
    label = rows[-1].label if rows else RowLabel("")
    if label.text.startswith(f"{words} ") and words not in label.group:
        rest = label.text[len(words) :].strip()
        rows[-1].label = RowLabel(rest, (*label.group, words))


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
    day = begun[-1] == "," and label[:1].isupper() and DAY.search(begun)
    if day or begun.endswith((":", ".", *DASHES)) or DATED.fullmatch(begun):
        return label[:1].islower() and begun[-1] != ":"
    return (
        (label[:1].islower() and not (begun.isupper() and " " in begun))
        or (_ENDED.search(begun) is not None and _MONTH.match(label) is not None)
        or (label[:1] == "(" and _DETAIL.match(label) is not None)
        or begun.lower().endswith(_OPEN)
    )


def _carried(body: Body, row: GridRow, before: tuple[int, str] | None) -> tuple[int, str] | None:
    """Return the label that holds for rows below in which only a second label stands: where it ends, and its words."""
    cells = [cell for cell in row.cells if cell.first < body.edge]
    if len(cells) > 1:
        return cells[0].last, _clean(cells[0].words)
    if before is not None and cells and cells[0].first > before[0]:
        return before
    return None


def _clean(label: str) -> str:
    if ".." in label or ". ." in label or label[-1:] in "._ $":
        words = len(label.rstrip(_OF_LEADERS))
        if leaders := _LEADERS.search(label, words, words + _LONGEST_LEADERS):
            label = label[: leaders.start()]
    return apart(label) if label[-1:] == ")" else label
